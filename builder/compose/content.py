"""What stands in a panel: its units, how high they stand, and putting them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import pairwise
from math import fsum
from typing import Literal

from builder.compose.pen import Pen
from builder.compose.pieces import HEADING_GAP, Cell, Row, Stack, Unit
from builder.compose.setting import Bench, Setting
from builder.compose.share import share
from builder.model.dataclass import dataclass
from builder.model.sheet import Box

COLUMN_GAP = 2.2
"""Gap between columns of text as a share of the layout's spacing."""


@dataclass(frozen=True)
class Content:
    """Units of one panel in `columns` columns; foot units run across the bottom."""

    bench: Bench
    units: tuple[Unit, ...]
    columns: int = 1
    across: int = 1
    _memo: dict[tuple[float, Setting], tuple[float, tuple[int, ...]]] = field(default_factory=dict, compare=False)

    @cached_property
    def body(self) -> tuple[Unit, ...]:
        body = tuple(unit for unit in self.units if not unit.foot)
        return abreast(self.bench, body, self.across) if self.across > 1 else body

    @property
    def foot(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.foot)

    def height(self, width: float, setting: Setting) -> float:
        """Points that the panel must offer."""
        high, _ = self._columns(width, setting)
        low = self.foot_height(width, setting)
        between = self.bench.gap(setting, self.foot[0].gap) if low and high else 0.0
        return high + between + low

    def foot_height(self, width: float, setting: Setting) -> float:
        """Height of what stands at the panel's bottom; it does not open up with spare height."""
        still = Setting(setting.scale)
        return column_height(self.bench, self.foot, width, still)

    def place(self, pen: Pen, box: Box, setting: Setting) -> None:
        """Body from the top, foot at the bottom."""
        _, cuts = self._columns(box.width, setting)
        wide = self._width(box.width)
        body = self.body
        edges = [0, *cuts, len(body)]
        for at in range(self.columns):
            x = box.x + at * (wide + self._gap())
            place_column(self.bench, pen, body[edges[at] : edges[at + 1]], x, box.y, wide, setting)
        still = Setting(setting.scale)
        # on a page of its own what stands at the foot of others begins at the top
        alone = self.bench.layout.flowing and not body
        drop = 0.0 if alone else box.height - self.foot_height(box.width, setting)
        place_column(self.bench, pen, self.foot, box.x, box.y + drop, box.width, still)

    def _columns(self, width: float, setting: Setting) -> tuple[float, tuple[int, ...]]:
        key = (width, setting)
        if key not in self._memo:
            body = self.body
            if self.columns == 1:
                self._memo[key] = (column_height(self.bench, body, width, setting), ())
            else:
                wide = self._width(width)
                # at the smallest type an entry by itself is better than a sheet that cannot be made
                last = setting.scale <= self.bench.lowest
                starts = [at for at in range(len(body)) if last or not leaves_alone(body, at)]
                parts = [body[start:end] for start, end in pairwise([*starts, len(body)])]
                heights = [column_height(self.bench, part, wide, setting) for part in parts]
                gaps = [self.bench.gap(setting, part[0].gap) for part in parts]
                cuts, high = share([heights] * self.columns, gaps, [0.0] * self.columns)
                self._memo[key] = (high, tuple([*starts, len(body)][cut] for cut in cuts))
        return self._memo[key]

    def _gap(self) -> float:
        return self.bench.layout.spacing * COLUMN_GAP

    def _width(self, width: float) -> float:
        return column_width(self.bench, width, self.columns)


def column_width(bench: Bench, width: float, columns: int) -> float:
    """Width of one of so many columns of text."""
    return (width - bench.layout.spacing * COLUMN_GAP * (columns - 1)) / columns


CUT_INSIDE = 0.12
"""What it costs to cut a section: as much as a place left a third empty."""

CUT_LONELY = 0.5
"""What it costs to leave an entry of a list by itself."""


def prices(units: Sequence[Unit]) -> list[float]:
    """What a cut before each unit costs: a section is better whole, and no entry of a list stands alone."""
    within = [at > 0 and unit.section == units[at - 1].section for at, unit in enumerate(units)]
    return [
        CUT_LONELY if leaves_alone(units, at) else CUT_INSIDE if inside else 0.0 for at, inside in enumerate(within)
    ]


def leaves_alone(units: Sequence[Unit], at: int) -> bool:
    """Whether a cut before a unit parts the first or the last entry from two or more others of its list."""
    block = units[at].block
    if at == 0 or not block or units[at - 1].block != block:
        return False
    before = at > 1 and units[at - 2].block == block
    after = at < len(units) - 1 and units[at + 1].block == block
    return before != after


def abreast(bench: Bench, units: Sequence[Unit], count: int) -> tuple[Unit, ...]:
    """Units in rows of so many, under the section's heading; one that is left over has the row to itself.

    Beside a code or a large number things stand at its middle, words alone at the top.
    """
    if not units:
        return ()
    first = units[0]
    pieces = [first.bare or first.piece, *(unit.piece for unit in units[1:])]
    rows = []
    for at in range(0, len(pieces), count):
        part = pieces[at : at + count]
        cells = tuple(Cell(piece, 1.0) for piece in part)
        align: Literal["top", "middle"] = "middle" if any(isinstance(piece, Row) for piece in part) else "top"
        row = Row(cells, lambda setting: bench.layout.spacing * COLUMN_GAP, align) if len(part) > 1 else part[0]
        rows.append(replace(units[at], piece=row))
    if first.heading is not None:
        glued = Stack(bench, (first.heading, rows[0].piece), (0.0, HEADING_GAP))
        rows[0] = replace(rows[0], piece=glued)
    return tuple(rows)


def column_height(bench: Bench, units: Sequence[Unit], width: float, setting: Setting) -> float:
    """Height of units under each other."""
    total = fsum([unit.height(width, setting) for unit in units])
    return total + fsum([bench.gap(setting, unit.gap) for unit in units[1:]])


def place_column(
    bench: Bench, pen: Pen, units: Sequence[Unit], x: float, y: float, width: float, setting: Setting
) -> float:
    """Put units under each other; each belongs to its section's element. Returns the y below the last."""
    for at, unit in enumerate(units):
        if at:
            y += bench.gap(setting, unit.gap)
        parent = pen.shared(("section", unit.section), "Sect", 0)
        unit.piece.place(pen, x, y, width, setting, parent)
        y += unit.height(width, setting)
    return y
