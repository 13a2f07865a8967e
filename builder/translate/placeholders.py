"""Placeholders: `{emergency}`, `{naloxone.gap}`. What fills them is isolated, so that it turns nothing round it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from builder.diagnostics import Findings, did_you_mean
from builder.model.region import Region
from builder.model.source import Span, State, Text

OF_STRIP = ("strip.brand", "strip.drug", "strip.water", "strip.dip", "strip.wait")
"""What leaflets may use where the region has a test strip; `strip.brand` where it is of a named brand."""

OF_REGION = ("emergency", "naloxone.gap", "naloxone.lasts", "region", *OF_STRIP)
"""What leaflets and regions may use; filled from the region."""

OF_SHEET = {
    "reviewed": ("date",),
    "check_by": ("date",),
    "edition": ("code",),
    "qr_alt": ("name", "address"),
    "step": ("number",),
    "page": ("page", "pages"),
    "emergency_in": ("region",),
}
"""What the common words may use, by field. Names, addresses, step and page numbers are filled where they are set."""

OF_PAPERS = {
    "in_one_box": ("copies", "weight"),
    "in_boxes": ("copies", "weight", "boxes"),
    "box": ("number", "count"),
    "more": ("count",),
    "draft": ("edition",),
    "shared": ("layout", "up", "copies"),
    "cut_one": ("layout", "up", "copies"),
    "cut": ("layout", "up", "sheets", "copies"),
}
"""What the words of an order's papers may use, by field; letters have none."""

EXPLAINED = {
    "emergency": "the region's emergency number",
    "naloxone.gap": "the time between two doses of naloxone, translated in the region's catalogue",
    "naloxone.lasts": "how long a dose of naloxone works, translated in the region's catalogue",
    "region": "the region's name, translated in the region's catalogue",
    "strip.brand": "the test strip's brand, as on the pack",
    "strip.drug": "how much of a drug is tested, translated in the region's catalogue",
    "strip.water": "how much water it is mixed with, translated in the region's catalogue",
    "strip.dip": "how long the test strip is held in the water, translated in the region's catalogue",
    "strip.wait": "how long until the test strip is read, translated in the region's catalogue",
    "date": "a date",
    "code": "the edition's code",
    "name": "the name of a service or helpline",
    "address": "a web address",
    "number": "a number",
    "page": "the number of this page",
    "pages": "how many pages there are",
    "copies": "how many copies",
    "weight": "kilograms",
    "boxes": "how many boxes",
    "count": "how many there are",
    "edition": "an edition's code",
    "layout": "what a size and fold of paper is called",
    "up": "how many copies are on a sheet",
    "sheets": "how many sheets of paper",
}
"""For translators: what will stand in a placeholder's place."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")

_ON_ONE_LINE = 24
"""Characters up to which what fills a placeholder is not broken over two lines."""

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"


def lacking(region: Region) -> tuple[str, ...]:
    """Placeholders that this region cannot fill."""
    if region.strip is None:
        return OF_STRIP
    return () if region.strip.brand else OF_STRIP[:1]


def number(value: str) -> str:
    """A phone number, code, address or plain number, isolated left to right (UAX #9, 2.7)."""
    return f"{LRI}{value}{PDI}"


def words(value: str) -> str:
    """Words of the reader's language or another, isolated in the direction of their first letter (UAX #9, 2.7)."""
    # a short one, such as a time, stays on one line: "2 to" and "3 minutes" are read apart in a hurry
    held = value.replace(" ", "\u00a0") if len(value) <= _ON_ONE_LINE else value
    return f"{FSI}{held}{PDI}"


def names(value: str) -> tuple[str, ...]:
    """The placeholders in a text, sorted, each as often as it stands there."""
    return tuple(sorted(_PLACEHOLDER.findall(value)))


def fill(text: Text, values: Mapping[str, Text]) -> Text:
    """The text with every placeholder that `values` knows replaced; it is trusted no more than what fills it."""
    if "{" not in text.value:
        return text
    used = [values[name] for name in _PLACEHOLDER.findall(text.value) if name in values]
    if not used:
        return text
    state = max((text.state, *(value.state for value in used)), key=TRUST.index)
    return replace(text, value=put(text.value, {name: value.value for name, value in values.items()}), state=state)


def put(value: str, values: Mapping[str, str]) -> str:
    """A text with its placeholders replaced by values that are already isolated; unknown ones stay."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), value)


TRUST = (State.SOURCE, State.TRANSLATED, State.DRAFT, State.STALE, State.MISSING)
"""From the best state to the worst."""


def check(value: str, known: tuple[str, ...], place: Callable[[str], Span | None], findings: Findings) -> None:
    """Unknown placeholders and stray braces are errors; `place` tells where a piece of the text stands."""
    if "{" not in value and "}" not in value:
        return
    for found in _PLACEHOLDER.finditer(value):
        if found[1] not in known:
            findings.error(
                "unknown-placeholder",
                f"nothing fills {found[0]}",
                place(found[0]),
                *(did_you_mean(found[1], known) if known else ("no placeholder is known here",)),
            )
    for stray in _strays(value):
        findings.error(
            "stray-brace",
            f"`{stray}` is not part of a placeholder",
            place(stray),
            "write {emergency}, with both braces",
        )


def within(span: Span, value: str, piece: str) -> Span:
    """Where a piece of a text stands in YAML; the whole text when it is folded or escaped there."""
    quotes = span.end_column - span.column - len(value)
    if span.line != span.end_line or quotes not in (0, 2):
        return span
    start = span.column + quotes // 2 + value.index(piece)
    return replace(span, column=start, end_column=start + len(piece))


def _strays(value: str) -> Iterator[str]:
    return (found[0] for found in _BRACE.finditer(_PLACEHOLDER.sub("", value)))
