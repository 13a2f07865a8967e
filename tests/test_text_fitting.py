"""The choice of breaks, against every other choice there is."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from builder.text.fitting import Measure, balanced, greedy

words = st.lists(st.integers(1, 12), min_size=1, max_size=9)


def measure(widths: list[int], *, heading: bool = False) -> Measure:
    """Words of these widths with a space of 1 after each."""
    starts, ends, pen = [0.0], [0.0], 0.0
    for width in widths:
        ends.append(pen + width)
        pen += width + 1
        starts.append(pen)
    return Measure(starts, ends, [True] * len(ends), [0.0] * len(ends), heading)


def choices(text: Measure, width: float) -> list[tuple[int, ...]]:
    """Every way to set the text so that no line of more than one word is too wide."""
    last = len(text.ends) - 1
    found = []
    for count in range(last):
        for inner in combinations(range(1, last), count):
            breaks = (*inner, last)
            lines = list(zip((0, *inner), breaks, strict=True))
            if all(end - start == 1 or text.width(start, end) <= width for start, end in lines):
                found.append(breaks)
    return found


def raggedness(text: Measure, breaks: tuple[int, ...], width: float) -> float:
    lines = list(zip((0, *breaks), breaks, strict=False))
    counted = lines if text.heading else lines[:-1]
    cost = sum(max(0.0, 1 - text.width(start, end) / width) ** 2 for start, end in counted)
    if len(lines) > 1:
        cost += 4 * sum(end - start == 1 and text.width(start, end) < width / 3 for start, end in lines)
    start, end = lines[-1]
    if len(lines) > 1 and end - start == 1 and text.width(start, end) < width / 3:
        return cost
    if len(lines) > 1 and text.width(start, end) < width / 6:
        return cost + 0.5
    return cost


@given(words, st.integers(1, 40))
def test_greedy_takes_the_fewest_lines(widths: list[int], width: int) -> None:
    text = measure(widths)
    found = tuple(greedy(text, width))
    assert found in choices(text, width)
    assert len(found) == min(map(len, choices(text, width)))


@given(words, st.integers(1, 40), st.booleans())
def test_balanced_is_the_least_ragged_of_the_fewest(widths: list[int], width: int, heading: bool) -> None:
    text = measure(widths, heading=heading)
    found = tuple(balanced(text, width))
    every = choices(text, width)
    fewest = min(map(len, every))
    best = min(raggedness(text, choice, width) for choice in every if len(choice) == fewest)
    assert found in every
    assert len(found) == fewest
    assert abs(raggedness(text, found, width) - best) < 1e-9


def test_a_single_short_last_word_is_avoided() -> None:
    text = measure([4, 4, 4, 4, 2])
    assert greedy(text, 19) == [4, 5]
    assert balanced(text, 19) == [3, 5]


def test_a_heading_has_lines_of_one_length() -> None:
    widths = [3, 3, 3, 3, 3, 3]
    assert balanced(measure(widths), 19) == [5, 6] or balanced(measure(widths), 19) == [4, 6]
    assert balanced(measure(widths, heading=True), 19) == [3, 6]


def test_a_break_within_a_word_gives_way_to_a_space() -> None:
    starts, ends = [0.0, 5.0, 10.0, 15.0], [0.0, 5.0, 9.9, 15.0]
    spaces = [True, False, True, True]
    assert balanced(Measure(starts, ends, spaces, [0.0, 0.02, 0.0, 0.0], True), 10.2) == [2, 3]
    assert balanced(Measure(starts, ends, spaces, [0.0, 0.02, 0.04, 0.0], True), 10.2) == [1, 3]


def test_nothing_to_break() -> None:
    assert greedy(measure([]), 10) == []
    assert balanced(measure([]), 10) == []
