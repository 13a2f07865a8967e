"""Amounts and times of what a region hands out, naloxone and test strips: they are printed as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from builder.amounts import amounts
from builder.diagnostics import Findings
from builder.flat import flatten
from builder.load.place import place
from builder.model.region import Region
from builder.model.source import Text
from builder.model.writing import Measure

_RANGE = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?: ?[-\u2013\u2014] ?| [^\W\d_]{1,3} )([0-9]+(?:\.[0-9]+)?)")
"""Two numbers with a dash or a short word between them: a range, in any language."""

_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "month": 2_629_800}


class _Bounds(NamedTuple):
    """What is counted, and between which seconds a time lies; of doses only the unit is known."""

    units: tuple[str, ...]
    least: float
    most: float
    told: str


# Wide bounds, which no product's leaflet leaves: minutes taken for hours lie far outside of them.
_BOUNDS: Final[Mapping[str, _Bounds]] = {
    # packs say 2 to 3 minutes, some programs 3 to 5 (claim B4); who waits for hours has stopped breathing long before
    "gap": _Bounds(("second", "minute"), 30, 600, "from half a minute to 10 minutes"),
    "lasts": _Bounds(("minute", "hour"), 600, 86_400, "from 10 minutes to a day"),
    "drug": _Bounds(("mg", "mcg"), 0, 0, "an amount of the drug in mg"),
    "water": _Bounds(("ml",), 0, 0, "an amount of water in ml"),
    "dip": _Bounds(("second", "minute"), 1, 120, "from a second to 2 minutes"),
    "wait": _Bounds(("second", "minute"), 10, 1800, "from 10 seconds to half an hour"),
}


def check_handed_out(region: Region, measures: Sequence[Measure], findings: Findings) -> None:
    """Find amounts and times that do not say of what, ranges that run backward, and what cannot be meant.

    `measures` are the units of the language that the region's file is in.
    """
    for name, amount in _amounts(region):
        if region.span is None or amount.span.file != region.span.file:
            continue
        if not any(sign.isalpha() for sign in amount.value):
            told = f"`{name}: {amount.value[:40]}` does not say of what"
            findings.error("bad-amount", told, amount.span, "a number with its unit: `2 to 3 minutes`")
        elif (found := _RANGE.search(amount.value)) and float(found[1]) >= float(found[2]):
            told = f"`{name}`: “{found[0]}” runs from more to less"
            findings.error("bad-amount", told, amount.span, "write the smaller number first")
        else:
            _check_bounds(name, amount, tuple(measures), findings)


def _amounts(region: Region) -> Iterator[tuple[str, Text]]:
    yield from (("gap", region.naloxone.gap), ("lasts", region.naloxone.lasts))
    if (strip := region.strip) is not None:
        yield from (("drug", strip.drug), ("water", strip.water), ("dip", strip.dip), ("wait", strip.wait))


def _check_bounds(name: str, amount: Text, measures: tuple[Measure, ...], findings: Findings) -> None:
    bounds = _BOUNDS[name]
    said = _units(amount.value, measures)
    strange = next((word for word, unit in said.items() if unit not in bounds.units), None)
    if strange is not None:
        start = amount.value.find(strange)
        findings.error(
            "bad-amount",
            f"`{name}: {amount.value[:40]}` counts in “{strange}”, and is {bounds.told}",
            place(amount, start, start + len(strange)),
            "it is printed as it stands: a wrong dose or time kills",
        )
        return
    for one in amounts(amount.value, measures):
        seconds = [float(number.replace(",", ".")) * _SECONDS.get(one.unit, 0) for number in one.numbers]
        if bounds.most and not all(bounds.least <= each <= bounds.most for each in seconds):
            told = f"`{name}`: “{one.text}” is not {bounds.told}"
            hint = "it is printed as it stands: a wrong dose or time kills"
            findings.error("bad-amount", told, place(amount, one.start, one.end), hint)


def _units(value: str, measures: tuple[Measure, ...]) -> Mapping[str, str]:
    """The words in a text that say a unit, with the unit, whether a number stands before them or not."""
    units = {word: measure.unit for measure in measures for word in measure.words}
    said = re.findall(r"[^\W\d_]+", flatten(value).text)
    return {word: units[word] for word in said if word in units}
