"""Which breaks to take: as few lines as the width allows, and of those the least ragged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

# Costs are in squared slack, slack as a part of the width: an empty line costs 1
_LONE_SHORT_WORD: Final = 4.0
_SHORT_LAST_LINE: Final = 0.5
_PARTED_SENTENCE: Final = 0.3
_WITHIN_SENTENCE: Final = 0.1

# A line of one piece narrower than this part of the width is a short word left alone
_SHORT: Final = 1 / 3
_VERY_SHORT: Final = 1 / 6


class Measure(NamedTuple):
    """A paragraph's breaks, numbered from 0 (its start), and how far along it they are.

    `starts[i]` is where a line that begins at break i begins, `ends[i]` where one that ends there ends, without its
    spaces; both in thousandths of an em from the paragraph's start. `spaces[i]`: there is a space at break i;
    `prices[i]`: what it costs to end a line there, on top of what the line leaves empty. `sentences[i]`: the last
    break up to i at which a sentence begins or ends; none in a text that is one sentence, or no heading.
    """

    starts: Sequence[float]
    ends: Sequence[float]
    spaces: Sequence[bool]
    prices: Sequence[float]
    heading: bool
    sentences: Sequence[int] = ()

    def width(self, start: int, end: int) -> float:
        return self.ends[end] - self.starts[start]

    def parts(self, start: int, end: int) -> bool:
        """Whether a sentence begins within the line and goes on after it: "See it. Save | a life"."""
        return start < self.sentences[end] < end


def greedy(measure: Measure, width: float) -> list[int]:
    """The breaks at which the lines end, each line taking what it can; no other choice takes fewer lines."""
    starts, ends = measure.starts, measure.ends
    last = len(ends) - 1
    breaks: list[int] = []
    at = 0
    while at < last:
        at = max(at + 1, bisect_right(ends, starts[at] + width, at + 1) - 1)
        breaks.append(at)
    return breaks


def balanced(measure: Measure, width: float) -> list[int]:
    """The breaks of the least ragged choice among those with the fewest lines."""
    latest = greedy(measure, width)
    if len(latest) < 2:
        return latest
    earliest = _earliest(measure, width, len(latest))
    # per line: break at its end -> (cost so far, break at its start)
    layers: list[dict[int, tuple[float, int]]] = []
    costs = {0: 0.0}
    for line, (first, last) in enumerate(zip(earliest, latest, strict=True), 1):
        final = line == len(latest)
        layer: dict[int, tuple[float, int]] = {}
        for end in range(min(first, last), last + 1):
            choices = [
                (cost + found, start)
                for start, cost in costs.items()
                if (found := _cost(measure, start, end, width, final)) is not None
            ]
            if choices:
                layer[end] = min(choices)
        layers.append(layer)
        costs = {end: cost for end, (cost, _) in layer.items()}
    breaks = [latest[-1]]
    for layer in reversed(layers[1:]):
        breaks.append(layer[breaks[-1]][1])
    return breaks[::-1]


def _earliest(measure: Measure, width: float, count: int) -> list[int]:
    """The first break at which each line may end if the rest is to fit on the lines after it."""
    breaks = [len(measure.ends) - 1]
    while len(breaks) < count:
        end = breaks[-1]
        start = end - 1
        while start > 0 and measure.width(start - 1, end) <= width:
            start -= 1
        breaks.append(start)
    return breaks[::-1]


def _cost(measure: Measure, start: int, end: int, width: float, final: bool) -> float | None:
    """What a line costs; None if it does not fit."""
    if start >= end:
        return None
    taken = measure.width(start, end)
    if taken > width and end - start > 1:
        return None
    slack = max(0.0, 1 - taken / width) if width > 0 else 0.0
    cost = 0.0 if final and not measure.heading else slack * slack
    if taken < _SHORT * width and not any(measure.spaces[start + 1 : end]):
        cost += _LONE_SHORT_WORD
    elif final and taken < _VERY_SHORT * width:
        cost += _SHORT_LAST_LINE
    if measure.sentences and measure.sentences[end] < end:
        cost += _PARTED_SENTENCE if measure.parts(start, end) else _WITHIN_SENTENCE
    return cost if final else cost + measure.prices[end]
