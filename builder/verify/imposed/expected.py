"""Where pages should stand, worked out from how paper is turned in a hand and not from how sheets are drawn.

A leaf is held so that its front is read, and turned: like a book's page its head stays where it is, like a calendar's
it comes to be the foot. The sheet is turned as the printer turns it. What is at the head of the back of a leaf then
has to point where the head of its front points, or away from there, seen through the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from builder.model.proof import Area
from builder.verify.imposed.meant import Sheets

Way = tuple[float, float]


class Spot(NamedTuple):
    """A page on a side: an index, its cell, and where its head points."""

    page: int
    cell: Area
    up: Way


class Lines(NamedTuple):
    """Where a side is cut and folded: places of upright lines from the left, of level ones from the bottom."""

    upright: tuple[float, ...]
    level: tuple[float, ...]


class Side(NamedTuple):
    """One side of a sheet."""

    spots: tuple[Spot, ...]
    cells: tuple[Area, ...]
    lines: Lines


def expected(meant: Sheets) -> Iterator[Side]:
    """Side by side, as they should stand in the file."""
    there, behind = tuple(meant.cells), tuple([_through(meant, cell) for cell in meant.cells])
    for run in meant.runs:
        fronts: list[Spot] = []
        backs: list[Spot] = []
        for cell, number in zip(meant.fronts, run, strict=True):
            if number is None:
                continue
            leaf = meant.leaves[number]
            up = (-1.0, 0.0) if meant.turned else (0.0, 1.0)
            fronts.append(_spot(meant, leaf.front, cell, up))
            if leaf.back is not None:
                x, y = _mirrored(meant, up)
                backs.append(_spot(meant, leaf.back, _through(meant, cell), (-x, -y) if leaf.opposite else (x, y)))
        if meant.alike and meant.backs:
            # a front, then what is printed behind it
            both = [spot for pair in zip_longest(fronts, backs) for spot in pair if spot is not None]
            yield Side(tuple(both), there, _lines(meant, there, through=False))
            continue
        yield Side(tuple(fronts), there, _lines(meant, there, through=False))
        if meant.backs:
            yield Side(tuple(backs), behind, _lines(meant, there, through=True))


def _spot(meant: Sheets, page: int, cell: Area, up: Way) -> Spot:
    x, y = up
    return Spot(page, cell, (-y, x) if meant.pages[page].lying else up)


def _mirrored(meant: Sheets, way: Way) -> Way:
    x, y = way
    return (-x, y) if meant.flip == "across" else (x, -y)


def _through(meant: Sheets, cell: Area) -> Area:
    """The same place of the paper seen from behind."""
    width, height = meant.paper
    if meant.flip == "across":
        return Area(width - cell.right, cell.bottom, width - cell.left, cell.top)
    return Area(cell.left, height - cell.top, cell.right, height - cell.bottom)


def _lines(meant: Sheets, cells: tuple[Area, ...], *, through: bool) -> Lines:
    upright = {side for cell in cells for side in (cell.left, cell.right)}
    level = {side for cell in cells for side in (cell.bottom, cell.top)}
    for fold in meant.folds:
        if meant.turned:
            level |= {cell.bottom + fold for cell in cells}
        else:
            upright |= {cell.left + fold for cell in cells}
    if through and meant.flip == "across":
        upright = {meant.paper[0] - at for at in upright}
    elif through:
        level = {meant.paper[1] - at for at in level}
    return Lines(tuple(sorted(upright)), tuple(sorted(level)))
