"""Where pages stand on a side of the paper. Points from the paper's bottom left corner, as PDF counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from builder.model.dataclass import dataclass
from builder.model.imposition import Imposition
from builder.model.proof import Area

_MOST: Final = 100
"""Pages side by side or one below the other: more are postage stamps."""

_SLACK: Final = 0.05
"""Points by which sizes may miss each other: files round them."""


class Extent(NamedTuple):
    """Width and height of a page as it is cut, and the bleed that it has, points."""

    width: float
    height: float
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of one size, in the middle of the paper. `turned`: pages stand a quarter turn to the left in them.

    `bleed` is what is kept at the outside, before the paper ends; between two cells it is `between`.
    """

    width: float
    height: float
    across: int
    down: int
    cell: tuple[float, float]
    gutter: float
    bleed: float
    margin: float
    turned: bool

    @property
    def between(self) -> float:
        """The bleed kept between two cells: a gutter is shared by halves."""
        return min(self.bleed, self.gutter / 2)

    @property
    def count(self) -> int:
        """Cells of a side."""
        return self.across * self.down

    @property
    def block(self) -> Area:
        """All cells with their gutters."""
        wide = _span(self.across, self.cell[0], self.gutter)
        high = _span(self.down, self.cell[1], self.gutter)
        left, bottom = (self.width - wide) / 2, (self.height - high) / 2
        return Area(left, bottom, left + wide, bottom + high)

    def cells(self) -> list[Area]:
        """What is cut out, row by row from the top, each from the left."""
        return [self.at(column, row) for row in range(self.down) for column in range(self.across)]

    def at(self, column: int, row: int) -> Area:
        """The cell in this column from the left and this row from the top."""
        block, (width, height) = self.block, self.cell
        left, top = block.left + column * (width + self.gutter), block.top - row * (height + self.gutter)
        return Area(left, top - height, left + width, top)

    def kept(self, column: int, row: int) -> Area:
        """What of a page is printed there: its cell and the bleed around it."""
        cell, block = self.at(column, row), self.block
        # no more than there is paper
        aside, above = min(self.bleed, block.left), min(self.bleed, block.bottom)
        return Area(
            cell.left - (aside if column == 0 else self.between),
            cell.bottom - (above if row == self.down - 1 else self.between),
            cell.right + (aside if column == self.across - 1 else self.between),
            cell.top + (above if row == 0 else self.between),
        )

    @property
    def printed(self) -> Area:
        """All cells with their bleed."""
        return self.kept(0, 0).joined(self.kept(self.across - 1, self.down - 1))


def lay(plan: Imposition, page: Extent) -> Grid | None:
    """The plan's grid for pages of this size; None when they do not fit as it says."""
    found = list(_grids(plan, page))
    if not plan.up and found:
        most = max(grid.count for grid in found)
        found = [grid for grid in found if grid.count == most]
    # unturned where that is as good; else what leaves the most even edge, for marks and for the printer's grip
    return min(found, key=lambda grid: (grid.turned, -min(grid.block.left, grid.block.bottom)), default=None)


def most(plan: Imposition, page: Extent) -> int:
    """How many pages of this size the plan's paper holds, whatever the plan says of their number."""
    free = replace(plan, up=0, across=0, down=0, turned="as-needed")
    return max((grid.count for grid in _grids(free, page)), default=0)


def _grids(plan: Imposition, page: Extent) -> Iterator[Grid]:
    bleed = min(plan.bleed, page.bleed)
    gutter = 2 * bleed if plan.gutter is None else plan.gutter
    ways = {"as-needed": (False, True), "never": (False,), "always": (True,)}[plan.turned]
    for turned in ways:
        cell = (page.height, page.width) if turned else (page.width, page.height)
        widest = _fitting(plan.paper.width - 2 * plan.margin, cell[0], gutter)
        highest = _fitting(plan.paper.height - 2 * plan.margin, cell[1], gutter)
        for across in _counts(plan.across, widest):
            for down in _downs(plan, across, highest):
                if across % 2 and plan.backs == "work-and-turn":
                    continue
                if down % 2 and plan.backs == "work-and-tumble":
                    continue
                paper = plan.paper
                yield Grid(paper.width, paper.height, across, down, cell, gutter, bleed, plan.margin, turned)


def _fitting(length: float, each: float, gutter: float) -> int:
    return min(_MOST, int((length + gutter + _SLACK) // (each + gutter)))


def _counts(wanted: int, fitting: int) -> range:
    if wanted:
        return range(wanted, wanted + 1 if wanted <= fitting else wanted)
    return range(1, fitting + 1)


def _downs(plan: Imposition, across: int, highest: int) -> range | tuple[int, ...]:
    """How many rows: those asked for, those that make up the number, or any that fit."""
    if not plan.up:
        return _counts(plan.down, highest)
    down, rest = divmod(plan.up, across)
    return () if rest or (plan.down and plan.down != down) else _counts(down, highest) if down else ()


def _span(count: int, each: float, gutter: float) -> float:
    return count * each + (count - 1) * gutter
