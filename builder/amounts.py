"""Doses and times in a text: numbers with the unit that they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from builder.flat import flatten
from builder.model.writing import Measure

_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"


class Amount(NamedTuple):
    """`text` as it is written at `value[start:end]`, its numbers (two of a range) and the unit that they count."""

    text: str
    numbers: tuple[str, ...]
    unit: str
    start: int
    end: int


def amounts(value: str, measures: tuple[Measure, ...]) -> Iterator[Amount]:
    """Numbers that stand before a word for a unit, one by one or as a range."""
    pattern, units = _pattern(measures)
    flat = flatten(value)
    for found in pattern.finditer(flat.text) if pattern is not None else ():
        numbers = tuple(number for number in found.group("first", "last") if number)
        yield Amount(found[0], numbers, units[found["unit"]], *flat.original(*found.span()))


@lru_cache(maxsize=64)
def _pattern(measures: tuple[Measure, ...]) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    units = {word: measure.unit for measure in measures for word in measure.words}
    if not units:
        return None, units
    words = "|".join(re.escape(word) for word in sorted(units, key=len, reverse=True))
    joint = r"(?: ?[-\u2013\u2014] ?| [^\W\d_]{1,4} )"
    return re.compile(
        rf"(?<![\w.,])(?P<first>{_NUMBER})(?:{joint}(?P<last>{_NUMBER}))?[ -]?(?P<unit>{words})(?![^\W_])"
    ), units
