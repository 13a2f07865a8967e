"""Sharing units out over panels, columns or pages: in order, none split, none over its height, as even as can be."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from functools import cache
from math import fsum

HUGE = 1e12


def share(
    heights: Sequence[Sequence[float]],
    gaps: Sequence[float],
    room: Sequence[float],
    prices: Sequence[float] | None = None,
) -> tuple[list[int], float]:
    """Cut units 0 ... n-1 into len(room) runs, in order.

    `heights[p][i]` is unit i's height in place p, `gaps[i]` the gap above it when it does not stand first, `room[p]`
    the height of place p. `prices[i]`: what a cut before unit i costs, in squares of the part of a place left empty.
    Returns the first unit of every place but the first (cuts), and what overflows (0.0 when all hold): as little as
    can be, of all places together, or, where no place has any room, of the tallest (so columns are levelled). Among
    cuts that hold, the one that leaves the places most evenly filled.
    """
    count, places = len(gaps), len(room)
    together = operator.add if any(room) else max

    @cache
    def best(place: int, first: int) -> tuple[float, float, tuple[int, ...]]:
        """(overflow, unevenness, cuts) for units from `first` in places from `place`."""
        if place == places - 1:
            used = _used(heights[place], gaps, first, count)
            return (max(0.0, used - room[place]), _uneven(used, room[place]), ())
        found: tuple[float, float, tuple[int, ...]] = (HUGE, HUGE, ())
        used = 0.0
        for cut in range(first, count + 1):
            if cut > first:
                used += heights[place][cut - 1] + (gaps[cut - 1] if cut - 1 > first else 0.0)
            over = max(0.0, used - room[place])
            if over > found[0]:
                break
            rest = best(place + 1, cut)
            cost = _uneven(used, room[place]) + rest[1]
            if prices is not None and first < cut < count:
                cost += prices[cut]
            candidate = (together(over, rest[0]), cost, (cut, *rest[2]))
            found = min(found, candidate)
        return found

    over, _, cuts = best(0, 0)
    return list(cuts), over


def _used(heights: Sequence[float], gaps: Sequence[float], first: int, last: int) -> float:
    return fsum(heights[first:last]) + fsum(gaps[first + 1 : last])


def _uneven(used: float, room: float) -> float:
    empty = 1 - used / room if room > 0 else 1.0
    return empty * empty
