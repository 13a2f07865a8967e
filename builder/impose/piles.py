"""Which leaf stands in which cell of which sheet."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from builder.impose.grid import Grid
from builder.model.dataclass import dataclass
from builder.model.imposition import Imposition

Place = tuple[int, int]
"""Column from the left, row from the top."""


@dataclass(frozen=True, slots=True)
class Run:
    """A sheet of paper: the leaf in each place for fronts, None where it stays empty; how often it is printed."""

    leaves: tuple[int | None, ...]
    prints: int = 1


def fronts(grid: Grid, plan: Imposition) -> list[Place]:
    """Where fronts stand, in the order in which leaves take their places. Backs printed beside them have the rest."""
    across = grid.across // 2 if plan.backs == "work-and-turn" else grid.across
    down = grid.down // 2 if plan.backs == "work-and-tumble" else grid.down
    return [(column, row) for row in range(down) for column in range(across)]


def per_sheet(plan: Imposition) -> int:
    """Copies of a leaf that a sheet gives for each place that it has: two where both sides are printed alike."""
    return 1 if plan.backs == "sheetwise" else 2


def sheets_needed(plan: Imposition, copies: Sequence[int], places: int) -> int:
    """Sheets in the file, before any is made."""
    if plan.order == "repeat":
        return len(copies)
    return ceil(sum(ceil(count / per_sheet(plan)) for count in copies) / places)


def runs(plan: Imposition, copies: Sequence[int], places: int) -> list[Run]:
    """The sheets of so many copies of each leaf."""
    each = per_sheet(plan)
    if plan.order == "repeat":
        return [Run((leaf,) * places, ceil(count / (places * each))) for leaf, count in enumerate(copies)]
    pile = [leaf for leaf, count in enumerate(copies) for _ in range(ceil(count / each))]
    sheets = ceil(len(pile) / places)
    if plan.order == "stack":
        # cut, the pile of the first place goes on top of the pile of the second, and so on
        taken = [pile[place * sheets : (place + 1) * sheets] for place in range(places)]
        return [
            Run(tuple([column[sheet] if sheet < len(column) else None for column in taken])) for sheet in range(sheets)
        ]
    return [Run(tuple(_filled(pile[start : start + places], places))) for start in range(0, len(pile), places)]


def _filled(leaves: list[int], places: int) -> list[int | None]:
    return [*leaves, *[None] * (places - len(leaves))]
