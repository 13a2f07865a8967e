"""Marks to cut, fold and register by. All of them stand outside the pages and their bleed, where the printer prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from builder.impose.grid import Grid
from builder.impose.turning import Side

_MM: Final = 72 / 25.4

CLEAR: Final = 0.5 * _MM
"""From the bleed to a mark."""

LONGEST: Final = 5 * _MM

_SHORTEST: Final = 1.5 * _MM
"""What can still be seen under a blade; between two pages the halves of a mark meet, and half of it is enough."""

ARM: Final = 2 * _MM
"""From the middle of a cross to the end of its arms."""


class Stroke(NamedTuple):
    """A straight mark."""

    x: float
    y: float
    x2: float
    y2: float
    kind: Literal["cut", "fold", "cross"] = "cut"


class _Line(NamedTuple):
    """A line through a row or a column of cells, on which they are cut or folded; `at` is its place across it."""

    at: float
    kind: Literal["cut", "fold"]


def strokes(grid: Grid, folds: Sequence[float]) -> list[Stroke]:
    """Cut and fold marks of the front. `folds` are distances from the left of a page as it is read."""
    found: dict[Stroke, None] = {}
    for column in range(grid.across):
        for row in range(grid.down):
            found.update(dict.fromkeys(_of_cell(grid, column, row, folds)))
    # where two pages touch, one mark serves both
    return list({_rounded(each): each for each in found}.values())


def crosses(grid: Grid, marks: Sequence[Stroke]) -> list[Stroke]:
    """Two strokes for each cross to register by: one in the middle of every side, or beside it where a mark is."""
    printed, made = grid.printed, list[Stroke]()
    aside, above = printed.left - CLEAR - grid.margin, printed.bottom - CLEAR - grid.margin
    if aside >= 2 * ARM:
        x = grid.margin + aside / 2
        y = _free(grid.height, [each.y for each in marks if each.y == each.y2])
        made += [*_cross(x, y), *_cross(grid.width - x, y)]
    if above >= 2 * ARM:
        y = grid.margin + above / 2
        x = _free(grid.width, [each.x for each in marks if each.x == each.x2])
        made += [*_cross(x, y), *_cross(x, grid.height - y)]
    return made


def seen_behind(marks: Sequence[Stroke], side: Side, grid: Grid) -> list[Stroke]:
    """The marks of the front as they stand on the back, so that they lie on one another."""
    if side == "across":
        return [each._replace(x=grid.width - each.x, x2=grid.width - each.x2) for each in marks]
    return [each._replace(y=grid.height - each.y, y2=grid.height - each.y2) for each in marks]


def _of_cell(grid: Grid, column: int, row: int, folds: Sequence[float]) -> Iterator[Stroke]:
    cell = grid.at(column, row)
    upright = [_Line(cell.left, "cut"), _Line(cell.right, "cut")]
    level = [_Line(cell.bottom, "cut"), _Line(cell.top, "cut")]
    if grid.turned:  # the left of a page lies at the bottom
        level += [_Line(cell.bottom + fold, "fold") for fold in folds]
    else:
        upright += [_Line(cell.left + fold, "fold") for fold in folds]
    block = grid.block
    outer_above = _outer(min(grid.bleed, block.bottom), block.bottom, grid.margin)
    outer_aside = _outer(min(grid.bleed, block.left), block.left, grid.margin)
    inner = _inner(grid)
    for reach, edge, away in (
        (outer_above if row == 0 else inner, cell.top, 1.0),
        (outer_above if row == grid.down - 1 else inner, cell.bottom, -1.0),
    ):
        if reach is not None:
            start, end = edge + away * reach[0], edge + away * reach[1]
            yield from (Stroke(line.at, start, line.at, end, line.kind) for line in upright)
    for reach, edge, away in (
        (outer_aside if column == grid.across - 1 else inner, cell.right, 1.0),
        (outer_aside if column == 0 else inner, cell.left, -1.0),
    ):
        if reach is not None:
            start, end = edge + away * reach[0], edge + away * reach[1]
            yield from (Stroke(start, line.at, end, line.at, line.kind) for line in level)


def _outer(bleed: float, room: float, margin: float) -> tuple[float, float] | None:
    """Where a mark at the outside begins and ends, from the trim; `room` is there between trim and paper's edge."""
    start = bleed + CLEAR
    end = min(start + LONGEST, room - margin)
    return (start, end) if end - start >= _SHORTEST else None


def _inner(grid: Grid) -> tuple[float, float] | None:
    """The same between two pages, up to the middle of the gutter."""
    start = grid.between + CLEAR
    end = grid.gutter / 2
    return (start, end) if end - start >= _SHORTEST / 2 else None


def _free(length: float, taken: Sequence[float]) -> float:
    """A place along a side that is clear of marks, as near to its middle as can be."""
    steps = [length / 2 + sign * step * ARM for step in range(40) for sign in (1, -1)]
    clear = (at for at in steps if all(abs(at - other) > 1.5 * ARM for other in taken))
    return next(clear, length / 2)


def _cross(x: float, y: float) -> list[Stroke]:
    return [Stroke(x - ARM, y, x + ARM, y, "cross"), Stroke(x, y - ARM, x, y + ARM, "cross")]


def _rounded(each: Stroke) -> tuple[object, ...]:
    ends = sorted([(round(each.x, 2), round(each.y, 2)), (round(each.x2, 2), round(each.y2, 2))])
    return (*ends, each.kind)
