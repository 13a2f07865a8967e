"""What of an order is imposed: how many copies a sheet of larger paper gives, and which files share sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from builder.compose.dress import BLEED
from builder.impose.grid import Extent, lay
from builder.impose.piles import fronts, per_sheet
from builder.model.imposition import Imposition
from builder.orders.journal import Journal
from builder.orders.stock import Form

_ALIKE: Final = 72 / 25.4
"""Points by which a page may miss what a plan is for: those by which files round it, and more."""

_FILES: Final = 200
"""Put together on the sheets of one PDF."""

_COPIES: Final = 8000
"""On the sheets of one PDF, where leaves go in turn: about a thousand sheets of eight."""

# what is read on a phone is not printed
_ASKED: Final = """
select plates.layout, plates.finish, sheets.service, sheets.plate, sheets.path, sum(lines.copies)
from lines join sheets using (list, service, plate) join plates on plates.list = lines.list and plates.key = lines.plate
where lines.list = ? and sheets.state = 'done' and plates.finish <> 'screen' group by sheets.service, sheets.plate
order by sheets.service, sheets.plate
"""


class Line(NamedTuple):
    """A file of the order that is imposed: its path in the order's folder, and its copies."""

    layout: str
    finish: str
    service: str
    plate: str
    path: str
    copies: int


class Sheeting(NamedTuple):
    """How a sheet of a plate is imposed: copies of a leaf that a sheet of paper gives, leaves of paper in one copy.

    `sides` are printed for each copy of the file that stands on a sheet: each side once, however many are on it.
    """

    plan: Imposition
    up: int
    leaves: int
    sides: int

    @property
    def shared(self) -> bool:
        """Sheets bear copies of several files."""
        return self.plan.order != "repeat"


def fits(plan: Imposition, width: float, height: float) -> bool:
    """The plan is for pages of this size, points, or for any."""
    if plan.trim is None:
        return True
    wanted = (plan.trim.width, plan.trim.height)
    return any(
        abs(one - wanted[0]) <= _ALIKE and abs(other - wanted[1]) <= _ALIKE
        for one, other in ((width, height), (height, width))
    )


def sheeting(plan: Imposition, form: Form, finish: str) -> Sheeting | None:
    """Of sheets of this form; None when the plan is not for them, or has no room."""
    if not fits(plan, form.width, form.height):
        return None
    page = (plan.trim.width, plan.trim.height) if plan.trim is not None else (form.width, form.height)
    grid = lay(plan, Extent(*page, BLEED if finish == "press" else 0.0))
    if grid is None:
        return None
    simplex = not form.both_sides or (plan.backs == "sheetwise" and plan.duplex == "none")
    leaves = form.pages if simplex else form.leaves
    if simplex or form.pages == 1:
        plan = replace(plan, backs="sheetwise")
    up = len(fronts(grid, plan)) * per_sheet(plan)
    return Sheeting(plan, up, leaves, 2 * leaves if plan.backs != "sheetwise" else form.pages)


def imposed_lines(journal: Journal, order: str, plans: Mapping[str, Imposition]) -> list[Line]:
    """The files whose layout has a plan, service by service."""
    if not plans:
        return []
    return [line for row in journal.rows(_ASKED, (order,)) if (line := Line._make(row)).layout in plans]


def together(lines: Iterable[Line]) -> Iterator[tuple[tuple[str, str], list[Line]]]:
    """Layout and finish with the files that share sheets, sorted."""
    kinds: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        kinds.setdefault((line.layout, line.finish), []).append(line)
    yield from sorted(kinds.items())


def portions(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """As many lines as one PDF holds; one of very many copies is in several."""
    portion: list[Line] = []
    room = _COPIES
    for line in lines:
        left = line.copies
        while left:
            taken = min(left, room)
            portion.append(line._replace(copies=taken))
            left, room = left - taken, room - taken
            if not room or len(portion) >= _FILES:
                yield portion
                portion, room = [], _COPIES
    if portion:
        yield portion
