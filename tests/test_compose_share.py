"""Sharing units out over panels, held against trying every way there is."""

from itertools import combinations_with_replacement

import pytest
from composed import Asked, layout_of, sheet
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.compose.share import share

Heights = list[list[float]]
Load = tuple[Heights, list[float], list[float], list[float]]


@st.composite
def loads(draw: st.DrawFn, rooms: st.SearchStrategy[float]) -> Load:
    """Units in panels of different widths, so that a unit's height depends on the panel."""
    count, places = draw(st.integers(0, 8)), draw(st.integers(1, 4))
    points = st.integers(1, 300).map(float)
    heights = draw(st.lists(st.lists(points, min_size=count, max_size=count), min_size=places, max_size=places))
    gaps = draw(st.lists(st.integers(0, 40).map(float), min_size=count, max_size=count))
    room = draw(st.lists(rooms, min_size=places, max_size=places))
    prices = draw(st.lists(st.sampled_from((0.0, 0.12, 0.5)), min_size=count, max_size=count))
    return heights, gaps, room, prices


def used(heights: list[float], gaps: list[float], first: int, last: int) -> float:
    """Points that a run of units takes: every unit, and the gaps between them."""
    return sum(heights[at] + (gaps[at] if at > first else 0.0) for at in range(first, last))


def weigh(
    cuts: tuple[int, ...], heights: Heights, gaps: list[float], room: list[float], prices: list[float]
) -> tuple[float, float]:
    """Overflow of all places together (without any room: of the tallest), and how uneven the places are."""
    edges = [0, *cuts, len(gaps)]
    fill = [used(heights[at], gaps, edges[at], edges[at + 1]) for at in range(len(room))]
    excess = [max(0.0, one - limit) for one, limit in zip(fill, room, strict=True)]
    over = sum(excess) if any(room) else max(excess)
    empty = [(1 - one / limit) if limit > 0 else 1.0 for one, limit in zip(fill, room, strict=True)]
    inner = {cut for cut in cuts if 0 < cut < len(gaps)}
    return over, sum(share * share for share in empty) + sum(prices[cut] for cut in inner)


def every_way(count: int, places: int) -> list[tuple[int, ...]]:
    """All cuts of units 0 ... count-1 into so many runs in order, empty ones too."""
    return list(combinations_with_replacement(range(count + 1), places - 1))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(loads(st.integers(50, 900).map(float)))
def test_no_unit_is_lost_and_none_changes_places(load: Load) -> None:
    heights, gaps, room, prices = load
    cuts, _ = share(heights, gaps, room, prices)
    assert len(cuts) == len(room) - 1
    edges = [0, *cuts, len(gaps)]
    assert edges == sorted(edges)
    runs = [list(range(edges[at], edges[at + 1])) for at in range(len(room))]
    assert [unit for run in runs for unit in run] == list(range(len(gaps)))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(loads(st.integers(50, 900).map(float)))
def test_what_overflows_is_told_and_is_the_least(load: Load) -> None:
    heights, gaps, room, prices = load
    cuts, over = share(heights, gaps, room, prices)
    told, _ = weigh(tuple(cuts), heights, gaps, room, prices)
    assert over == pytest.approx(told)
    least = min(weigh(way, heights, gaps, room, prices)[0] for way in every_way(len(gaps), len(room)))
    assert over == pytest.approx(least)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(loads(st.integers(600, 2800).map(float)))
def test_of_all_ways_that_hold_the_most_even_is_taken(
    load: Load,
) -> None:
    heights, gaps, room, prices = load
    cuts, over = share(heights, gaps, room, prices)
    weighed = [weigh(way, heights, gaps, room, prices) for way in every_way(len(gaps), len(room))]
    holding = [uneven for over, uneven in weighed if over == 0.0]
    if not holding:
        assert over > 0
        return
    assert over == 0
    assert weigh(tuple(cuts), heights, gaps, room, prices)[1] == pytest.approx(min(holding))


@settings(max_examples=100, derandomize=True, deadline=None)
@given(loads(st.just(0.0)))
def test_without_rooms_the_tallest_place_is_as_low_as_can_be(
    load: Load,
) -> None:
    """Columns of text are levelled this way: no room, and what overflows is the columns' height."""
    heights, gaps, room, _ = load
    same = [heights[0]] * len(room)
    _, over = share(same, gaps, room)
    prices = [0.0] * len(gaps)
    assert over == pytest.approx(
        min(weigh(way, same, gaps, room, prices)[0] for way in every_way(len(gaps), len(room)))
    )


def test_a_section_stays_whole_where_evenness_costs_little() -> None:
    heights, gaps, room = [100.0, 100.0, 110.0, 100.0], [0.0, 0.0, 0.0, 0.0], [420.0, 420.0]
    assert share([heights, heights], gaps, room) == ([2], 0.0)
    assert share([heights, heights], gaps, room, [0.0, 0.0, 0.12, 0.0]) == ([2], 0.0)
    heights = [100.0, 90.0, 30.0, 100.0]
    assert share([heights, heights], gaps, room, [0.0, 0.0, 0.0, 0.0]) == ([2], 0.0)
    assert share([heights, heights], gaps, room, [0.0, 0.12, 0.12, 0.0]) == ([3], 0.0)


def test_nothing_to_share_is_no_trouble() -> None:
    assert share([[], [], []], [], [100.0, 100.0, 100.0]) == ([0, 0], 0.0)


@pytest.mark.parametrize("lang", ["ru", "ta"])
def test_at_the_smallest_type_a_list_is_cut_where_it_must_be(lang: str) -> None:
    """Two columns hold it with an entry by itself at a column's end, and not without."""
    made = sheet(Asked("fentanyl", lang, "letter-sheet", region="gb-eng"))
    lowest = min(style.smallest / style.size for style in layout_of("letter-sheet").styles.values())
    assert made.scale == pytest.approx(lowest, abs=0.01)
