"""Checks of the sheets themselves: how many there are, their boxes, where pages stand on them, marks, what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final

from builder.model.proof import Area, Painted
from builder.verify.checking import Trouble, some
from builder.verify.imposed.case import Case, check
from builder.verify.imposed.expected import Lines, Side, Spot
from builder.verify.imposed.meant import Origin, Sheets
from builder.verify.imposed.read import Placed
from builder.verify.surface import carried

_SLACK: Final = 0.05
"""Points; numbers in the file are rounded to a ten-thousandth, those of strangers' files to a hundredth."""

_WEIGHT: Final = 0.25
_INKS: Final = {True: "Separation All", False: "DeviceGray"}


@check("imposed-sheets")
def imposed_sheets(case: Case) -> Iterator[Trouble]:
    """As many sheets and sides as are meant, with as many copies of each leaf as are wanted, in the plan's order."""
    meant = case.meant
    each = 2 if meant.backs and not meant.alike else 1
    if len(case.read.sides) != len(meant.runs) * each:
        yield Trouble(f"the file has {len(case.read.sides)} sides, and {len(meant.runs) * each} are meant")
    for at, (read, side) in enumerate(case.sides):
        if len(read.placed) != len(side.spots):
            yield Trouble(f"{len(read.placed)} pages stand on the side, and {len(side.spots)} are meant", at)
        if read.wrong:
            yield Trouble(some(list(read.wrong)), at)
    made: Counter[int] = Counter()
    for run, prints in zip(meant.runs, meant.prints, strict=True):
        made.update({leaf: count * prints for leaf, count in Counter(_leaves(run)).items()})
    halves = 2 if meant.alike else 1
    for number, leaf in enumerate(meant.leaves):
        if made[number] * halves < leaf.copies:
            yield Trouble(f"{made[number] * halves} copies of leaf {number + 1} are made, and {leaf.copies} wanted")
    if not _in_order(meant):
        yield Trouble(f"the leaves do not stand as order: {meant.order} says")


@check("imposed-boxes")
def imposed_boxes(case: Case) -> Iterator[Trouble]:
    """Paper, the block that is cut up, and what is printed are where the plan has them; nothing is cropped, turned."""
    width, height = case.meant.paper
    paper = Area(0.0, 0.0, width, height)
    for at, (read, side) in enumerate(case.sides):
        block = _hull(side.cells)
        printed = _within(block.grown(case.meant.bleed), paper)
        for name, box, wanted in (
            ("paper", read.media, paper),
            ("trim", read.trim, block),
            ("bleed", read.bleed, printed),
        ):
            if box is None or not (box.within(wanted, _SLACK) and wanted.within(box, _SLACK)):
                yield Trouble(f"the {name} box is {_told(box)}, and {_told(wanted)} is meant", at)
        if read.crop is not None and not paper.within(read.crop, _SLACK):
            yield Trouble("a part of the paper is not shown", at)
        if read.rotated % 360 or read.unit != 1.0:
            yield Trouble("the sheet is turned or enlarged when it is shown", at)


@check("imposed-places")
def imposed_places(case: Case) -> Iterator[Trouble]:
    """Each page stands in its cell at its own size, its head where it belongs; backs lie behind their fronts."""
    for at, (read, side) in enumerate(case.sides):
        wrong = [
            told
            for placed, spot in zip(read.placed, side.spots, strict=False)
            if (told := _misplaced(placed, spot, case.meant.pages[spot.page]))
        ]
        if wrong:
            yield Trouble(some(wrong, 2), at)


@check("imposed-bleed")
def imposed_bleed(case: Case) -> Iterator[Trouble]:
    """Of each page its cell and its bleed are printed, and nothing else; no two pages reach one another."""
    width, height = case.meant.paper
    paper = Area(0.0, 0.0, width, height)
    for at, (read, side) in enumerate(case.sides):
        for placed, spot in zip(read.placed, side.spots, strict=False):
            if not placed.clip.within(_within(spot.cell.grown(case.meant.bleed), paper), _SLACK):
                yield Trouble("a page is printed beyond its bleed", at)
            elif not _kept(spot.cell, side, case.meant.bleed, paper).within(placed.clip, _SLACK):
                yield Trouble("the bleed of a page is cut away", at)
        reach = [placed.clip for placed in read.placed]
        if any(_overlap(one, other) for one, other in combinations(_sorted(reach), 2)):
            yield Trouble("two pages are printed on one another", at)
    for pair in case.pairs:
        box, bleed = case.read.box(pair.form), case.origin(pair).bleed
        if not (box.within(bleed, _SLACK) and case.origin(pair).trim.within(box, _SLACK)):
            yield Trouble(f"{case.called(pair)} is cut at {_told(box)} of its own, not at {_told(bleed)}", pair.side)


@check("imposed-marks")
def imposed_marks(case: Case) -> Iterator[Trouble]:
    """Marks stand where is cut and folded, clear of every page and its bleed, in the ink that is meant."""
    meant = case.meant
    paper = Area(0.0, 0.0, *meant.paper).grown(_WEIGHT - meant.margin)
    for at, (read, side) in enumerate(case.sides):
        marks = read.marks
        if len(marks) != meant.marks:
            yield Trouble(f"there are {len(marks)} marks, and {meant.marks} are meant", at)
        if read.loose:
            yield Trouble("a mark is not told from what is read", at)
        if any(mark.paints[0].space != _INKS[meant.every_ink] or mark.weight > _WEIGHT + 0.01 for mark in marks):
            yield Trouble("a mark is of another ink or weight than is meant", at)
        reach = [_kept(cell, side, meant.bleed, paper) for cell in side.cells]
        if any(_overlap(mark.area, area) for mark in marks for area in reach):
            yield Trouble("a mark stands in a page or its bleed", at)
        if any(not mark.area.within(paper) for mark in marks):
            yield Trouble("a mark stands where the printer does not print", at)
        if any(not _leads(mark, side.lines, marks) for mark in marks):
            yield Trouble("a mark stands where nothing is cut or folded", at)


@check("imposed-printing")
def imposed_printing(case: Case) -> Iterator[Trouble]:
    """The file tells the printer which edge it flips on, and to print it at its own size."""
    if case.read.duplex != case.meant.duplex:
        yield Trouble(f"the printer is told {case.read.duplex or 'nothing'}, and {case.meant.duplex} is meant")
    if case.read.scaling != "None":
        yield Trouble("the printer may make the sheets smaller")


def _leaves(run: tuple[int | None, ...]) -> list[int]:
    return [leaf for leaf in run if leaf is not None]


def _in_order(meant: Sheets) -> bool:
    """By the definition of each order: one leaf all over; one after the other; the cut piles laid on one another."""
    if meant.order == "repeat":
        return all(len(set(run)) == 1 for run in meant.runs)
    if meant.order == "in-turn":
        piled = [leaf for run in meant.runs for leaf in _leaves(run)]
    else:
        piled = [leaf for place in zip(*meant.runs, strict=True) for leaf in _leaves(place)]
    return all(first <= second for first, second in pairwise(piled))


def _misplaced(placed: Placed, spot: Spot, page: Origin) -> str:
    a, b, c, d, _, _ = placed.matrix
    # own coordinates are turned clockwise before they are shown: their head is that far the other way
    up, right = [
        ((0.0, 1.0), (1.0, 0.0)),
        ((-1.0, 0.0), (0.0, 1.0)),
        ((0.0, -1.0), (-1.0, 0.0)),
        ((1.0, 0.0), (0.0, -1.0)),
    ][page.turns]
    ways = [(a * x + c * y, b * x + d * y) for x, y in (up, right)]
    head = spot.up
    meant = [(head[0] * page.unit, head[1] * page.unit), (head[1] * page.unit, -head[0] * page.unit)]
    if any(abs(way[at] - other[at]) > 0.001 for way, other in zip(ways, meant, strict=True) for at in (0, 1)):
        return "a page is turned, mirrored or scaled otherwise than is meant"
    where, cell = carried(page.trim, placed.matrix), spot.cell
    off = (
        (where.left + where.right - cell.left - cell.right) / 2,
        (where.bottom + where.top - cell.bottom - cell.top) / 2,
    )
    if max(map(abs, off)) > _SLACK:
        return f"a page stands {off[0]:.2f}, {off[1]:.2f} pt beside its place"
    return ""


def _kept(cell: Area, side: Side, bleed: float, paper: Area) -> Area:
    """What of a page is printed at least: its bleed, up to halfway to the next page and to the paper's end."""
    left = [cell.left - each.right for each in side.cells if each.right <= cell.left + _SLACK and _beside(each, cell)]
    right = [each.left - cell.right for each in side.cells if each.left >= cell.right - _SLACK and _beside(each, cell)]
    below = [cell.bottom - each.top for each in side.cells if each.top <= cell.bottom + _SLACK and _above(each, cell)]
    above = [each.bottom - cell.top for each in side.cells if each.bottom >= cell.top - _SLACK and _above(each, cell)]
    by = [min(bleed, min(gaps, default=2 * bleed) / 2) for gaps in (left, below, right, above)]
    reach = Area(cell.left - by[0], cell.bottom - by[1], cell.right + by[2], cell.top + by[3])
    return _within(reach, paper)


def _beside(one: Area, other: Area) -> bool:
    return one.bottom < other.top and other.bottom < one.top


def _above(one: Area, other: Area) -> bool:
    return one.left < other.right and other.left < one.right


def _overlap(one: Area, other: Area) -> bool:
    """They share more than a sliver."""
    return (
        min(one.right, other.right) - max(one.left, other.left) > _SLACK
        and min(one.top, other.top) - max(one.bottom, other.bottom) > _SLACK
    )


def _sorted(areas: list[Area]) -> list[Area]:
    return sorted(areas)


def _leads(mark: Painted, lines: Lines, marks: tuple[Painted, ...]) -> bool:
    """It lies on a line that is cut or folded, or is an arm of a cross."""
    x, y = (mark.area.left + mark.area.right) / 2, (mark.area.bottom + mark.area.top) / 2
    wide, high = mark.area.right - mark.area.left, mark.area.top - mark.area.bottom
    along = lines.level if wide > high else lines.upright
    if any(abs((y if wide > high else x) - at) <= _SLACK for at in along):
        return True
    return any(
        abs((other.area.left + other.area.right) / 2 - x) <= _SLACK
        and abs((other.area.bottom + other.area.top) / 2 - y) <= _SLACK
        and abs(other.area.right - other.area.left - high) <= _SLACK
        and abs(wide - high) > 1.0
        for other in marks
    )


def _hull(areas: tuple[Area, ...]) -> Area:
    whole = areas[0]
    for area in areas[1:]:
        whole = whole.joined(area)
    return whole


def _within(area: Area, other: Area) -> Area:
    return Area(
        max(area.left, other.left),
        max(area.bottom, other.bottom),
        min(area.right, other.right),
        min(area.top, other.top),
    )


def _told(area: Area | None) -> str:
    return "not said" if area is None else "[" + " ".join([f"{side:.2f}" for side in area]) + "]"
