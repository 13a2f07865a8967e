"""What a check of sheets is given, and the register of these checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from builder.model.dataclass import dataclass
from builder.model.proof import Painted
from builder.verify.checking import Trouble
from builder.verify.imposed.drawn import Drawn, drawn, outlines
from builder.verify.imposed.expected import Side, Spot, expected
from builder.verify.imposed.meant import Origin, Sheets
from builder.verify.imposed.read import Placed, Read, Sheetfile
from builder.verify.imposed.same import same
from builder.verify.objects import Objects, inherited

_MOST_LOOKED_AT: Final = 60
"""Pages of a book take a tenth of a second each."""


class Pair(NamedTuple):
    """A page of a file and the form that it has become, once for all its copies; the first of these: side and place."""

    page: int
    form: str
    side: int
    placed: Placed
    spot: Spot


@dataclass(frozen=True)
class Case:
    """Sheets as read and as meant; `thorough`: pages are rendered too, to be compared by their looks."""

    read: Sheetfile
    meant: Sheets
    thorough: bool

    @cached_property
    def sides(self) -> tuple[tuple[Read, Side], ...]:
        """Each side with what should stand on it, as far as there are both."""
        return tuple(zip(self.read.sides, expected(self.meant), strict=False))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every page with every form that stands in its place."""
        found: dict[tuple[int, str], Pair] = {}
        for at, (read, side) in enumerate(self.sides):
            for placed, spot in zip(read.placed, side.spots, strict=False):
                found.setdefault((spot.page, placed.form), Pair(spot.page, placed.form, at, placed, spot))
        return tuple(found.values())

    @cached_property
    def looked_at(self) -> frozenset[int]:
        """Places in `pairs` of those that are rendered whole: all, or of very many some from end to end."""
        step = -(-len(self.pairs) // _MOST_LOOKED_AT) or 1
        return frozenset(range(0, len(self.pairs), step))

    def called(self, pair: Pair) -> str:
        """A page in words."""
        origin = self.meant.pages[pair.page]
        return f"page {origin.at + 1} of {self.meant.sources[origin.file].name}"

    def own(self, page: int) -> Drawn:
        """What a page draws in its own file."""
        if page not in self._own:
            origin = self.meant.pages[page]
            objects = self.meant.sources[origin.file].objects
            reference = origin.reference
            resources = objects.dictionary(inherited(objects, reference, "/Resources"))
            self._own[page] = drawn(objects, reference, self._content(page), resources)
        return self._own[page]

    def copied(self, form: str) -> Drawn:
        """What a form of the sheets draws."""
        if form not in self._copied:
            objects = self.read.objects
            resources = objects.dictionary(objects.dictionary(form).get("/Resources"))
            self._copied[form] = drawn(objects, form, objects.data(form), resources)
        return self._copied[form]

    @cached_property
    def changed(self) -> tuple[Pair, ...]:
        """The pages that are not on the sheets byte for byte, and have to be followed to tell what became of them."""
        return tuple([pair for pair in self.pairs if not self._same(pair)])

    def _same(self, pair: Pair) -> bool:
        origin, copy = self.origin(pair), self.read.objects
        objects, form = self.meant.sources[origin.file].objects, copy.dictionary(pair.form)
        return (
            "/Matrix" not in form
            and self._content(pair.page) == copy.data(pair.form)
            and same(objects, inherited(objects, origin.reference, "/Resources"), copy, form.get("/Resources"))
        )

    def _content(self, page: int) -> bytes:
        origin = self.meant.pages[page]
        if page not in self._contents:
            self._contents[page] = _content(self.meant.sources[origin.file].objects, origin.reference)
        return self._contents[page]

    def outlined(self, page: int) -> tuple[Sequence[Painted], bool]:
        """The shapes that a page fills, and whether it draws forms or pictures too."""
        found = outlines(self._content(page))
        if found is not None:
            return found, False
        whole = self.own(page)
        return whole.painted, whole.forms

    def origin(self, pair: Pair) -> Origin:
        """The page of a pair."""
        return self.meant.pages[pair.page]

    @cached_property
    def _own(self) -> dict[int, Drawn]:
        return {}

    @cached_property
    def _contents(self) -> dict[int, bytes]:
        return {}

    @cached_property
    def _copied(self) -> dict[str, Drawn]:
        return {}


Run = Callable[[Case], Iterator[Trouble]]

CHECKS: Final[dict[str, Run]] = {}
"""All checks of sheets by code. `places` and `copies` fill it."""


def check(code: str) -> Callable[[Run], Run]:
    """Register a function as a check."""

    def register(run: Run) -> Run:
        CHECKS[code] = run
        return run

    return register


def _content(objects: Objects, page: str) -> bytes:
    """A page's content; its streams count as one (7.8.2)."""
    contents = objects.dictionary(page).get("/Contents")
    streams = objects.array(contents) if isinstance(objects.get(contents), list) else [contents]
    return b"\n".join([objects.data(stream) for stream in streams])
