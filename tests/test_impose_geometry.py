"""Grids, marks and piles, whatever the plan: nothing overlaps, nothing is off the paper, nobody's bleed is drawn on."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from imposed import MM, plan

from builder.impose.grid import Extent, Grid, lay, most
from builder.impose.marks import crosses, seen_behind, strokes
from builder.impose.piles import fronts, runs, sheets_needed
from builder.impose.plans import PAPERS
from builder.impose.turning import behind
from builder.model.imposition import Imposition
from builder.model.proof import Area

lengths = st.floats(0.0, 40.0)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Imposition, Extent, Grid]:
    """A plan, pages that it is for, and where they stand."""
    paper = draw(st.sampled_from(sorted(PAPERS.values())))
    if draw(st.booleans()):
        paper = paper[::-1]
    across, down = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    backs = draw(st.sampled_from(["sheetwise", "work-and-turn", "work-and-tumble"]))
    across, down = across * (1 + (backs == "work-and-turn")), down * (1 + (backs == "work-and-tumble"))
    margin, gutter, bleed = draw(lengths), draw(st.none() | lengths), draw(lengths)
    between = min(bleed, margin) * 2 if gutter is None else gutter
    cell = [
        (length - 2 * margin - (count - 1) * between) / count * draw(st.floats(0.6, 1.0))
        for length, count in zip(paper, (across, down), strict=True)
    ]
    turned = draw(st.booleans())
    if turned:
        cell.reverse()
    page = Extent(cell[0], cell[1], draw(st.just(margin) | st.just(bleed)) if gutter is not None else margin)
    assume(min(cell) > 10.0)
    known = draw(st.sampled_from(["number", "grid", "nothing"]))
    fields: dict[str, Any] = {
        "up": across * down if known == "number" else 0,
        "across": across if known == "grid" else 0,
        "down": down if known == "grid" else 0,
        "turned": draw(st.sampled_from(["as-needed", "always" if turned else "never"])),
    }
    wanted = plan(paper, margin=margin, gutter=gutter, bleed=bleed, backs=backs, **fields)
    grid = lay(wanted, page)
    assert grid is not None, (wanted, page)
    assume(grid.count <= 120)
    return wanted, page, grid


def overlap(one: Area, other: Area, slack: float = 1e-6) -> bool:
    return (
        one.left < other.right - slack
        and other.left < one.right - slack
        and one.bottom < other.top - slack
        and other.bottom < one.top - slack
    )


@given(plans())
def test_no_two_pages_overlap_and_all_are_printed(drawn: tuple[Imposition, Extent, Grid]) -> None:
    wanted, _, grid = drawn
    paper = Area(0.0, 0.0, grid.width, grid.height)
    assert len(grid.cells()) == grid.count
    for one, other in combinations(grid.cells(), 2):
        assert not overlap(one, other)
    # files round their sizes: so much may be missing
    assert grid.block.within(paper.grown(-wanted.margin), 0.06)
    places = [(column, row) for row in range(grid.down) for column in range(grid.across)]
    kept = [grid.kept(*place) for place in places]
    for one, other in combinations(kept, 2):
        assert not overlap(one, other)
    for at, place in enumerate(places):
        assert grid.at(*place).within(kept[at], 1e-6)
        assert kept[at].within(paper, 0.06)
        assert kept[at].within(grid.at(*place).grown(grid.bleed), 1e-6)
    assert grid.block.within(grid.printed, 1e-6)


@given(plans())
def test_bleed_ends_at_half_the_gutter(drawn: tuple[Imposition, Extent, Grid]) -> None:
    _, _, grid = drawn
    assume(grid.across > 1)
    left, right = grid.kept(0, 0), grid.kept(1, 0)
    assert right.left - left.right >= -1e-6
    assert left.right - grid.at(0, 0).right <= grid.gutter / 2 + 1e-6
    if grid.gutter < 2 * grid.bleed:
        assert abs(right.left - left.right) < 1e-6


@given(plans(), st.lists(st.floats(1.0, 600.0), max_size=3))
def test_marks_keep_off_pages_and_bleed(drawn: tuple[Imposition, Extent, Grid], folds: list[float]) -> None:
    wanted, _, grid = drawn
    width = grid.cell[1] if grid.turned else grid.cell[0]
    found = strokes(grid, [fold for fold in folds if fold < width])
    found += crosses(grid, found)
    printable = Area(0.0, 0.0, grid.width, grid.height).grown(-wanted.margin)
    kept = [grid.kept(column, row) for row in range(grid.down) for column in range(grid.across)]
    for mark in found:
        area = Area(min(mark.x, mark.x2), min(mark.y, mark.y2), max(mark.x, mark.x2), max(mark.y, mark.y2))
        assert area.within(printable, 0.1)
        # half a hairline around it
        assert not any(overlap(area.grown(0.125), each) for each in kept), mark
    for side in ("across", "over"):
        assert len(seen_behind(found, side, grid)) == len(found)


@given(plans())
def test_every_edge_that_is_cut_is_marked_where_there_is_room(drawn: tuple[Imposition, Extent, Grid]) -> None:
    wanted, _, grid = drawn
    room = min(grid.block.left, grid.block.bottom) - grid.bleed - wanted.margin
    assume(room > 2.1 * MM)
    found = strokes(grid, ())
    upright = {round(mark.x, 1) for mark in found if mark.x == mark.x2}
    level = {round(mark.y, 1) for mark in found if mark.y == mark.y2}
    for cell in grid.cells():
        assert {round(cell.left, 1), round(cell.right, 1)} <= upright
        assert {round(cell.bottom, 1), round(cell.top, 1)} <= level


@given(plans())
def test_the_grid_is_what_was_asked_for(drawn: tuple[Imposition, Extent, Grid]) -> None:
    wanted, page, grid = drawn
    assert wanted.up in (0, grid.count)
    assert wanted.across in (0, grid.across)
    assert wanted.down in (0, grid.down)
    assert grid.cell == ((page.height, page.width) if grid.turned else (page.width, page.height))
    assert grid.turned <= (wanted.turned != "never")
    assert grid.turned >= (wanted.turned == "always")
    assert grid.count <= most(wanted, page)


@given(plans())
def test_behind_twice_is_before(drawn: tuple[Imposition, Extent, Grid]) -> None:
    _, _, grid = drawn
    for cell in grid.cells():
        for side in ("across", "over"):
            there = behind(cell, side, grid.width, grid.height)
            back = behind(there, side, grid.width, grid.height)
            assert all(abs(one - other) < 1e-6 for one, other in zip(back, cell, strict=True))


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=8),
    st.integers(1, 12),
    st.sampled_from(["repeat", "in-turn", "stack"]),
    st.sampled_from(["sheetwise", "work-and-turn"]),
)
def test_no_copy_is_lost(copies: list[int], places: int, order: str, backs: str) -> None:
    wanted = plan(order=order, backs=backs)
    found = runs(wanted, copies, places)
    each = 1 if backs == "sheetwise" else 2
    assert len(found) == sheets_needed(wanted, copies, places)
    for leaf, count in enumerate(copies):
        printed = sum(run.leaves.count(leaf) * run.prints * each for run in found)
        assert printed >= count
        # no more than the last sheet of a repeat, or the other side of a turned one, brings along
        assert printed - count < (places * each if order == "repeat" else each)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(1, 12))
def test_cut_piles_laid_on_one_another_are_in_order(copies: list[int], places: int) -> None:
    found = runs(plan(order="stack"), copies, places)
    pile = [run.leaves[place] for place in range(places) for run in found]
    leaves = [leaf for leaf in pile if leaf is not None]
    assert leaves == [leaf for leaf, count in enumerate(copies) for _ in range(count)]


def test_a_grid_of_postage_stamps_stays_small() -> None:
    grid = lay(plan((10_000.0, 10_000.0)), Extent(3.0, 3.0))
    assert grid is not None
    assert grid.count == 10_000


def test_fronts_leave_half_the_sheet_to_backs() -> None:
    grid = lay(plan("a3", across=4, down=2, backs="work-and-turn"), Extent(150.0, 100.0))
    assert grid is not None
    assert fronts(grid, plan(backs="work-and-turn")) == [(0, 0), (1, 0), (0, 1), (1, 1)]
    assert fronts(grid, plan(backs="work-and-tumble")) == [(0, 0), (1, 0), (2, 0), (3, 0)]


def test_what_fits_unturned_is_not_turned() -> None:
    grid = lay(plan((400.0, 400.0), up=2), Extent(180.0, 100.0))
    assert grid is not None
    assert not grid.turned
