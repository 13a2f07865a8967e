"""The one inline markup: `**bold**`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_BOLD: Final = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


class Marked(NamedTuple):
    """A text without its markup, and the stretches (start, end) of it that are bold, in order."""

    text: str
    bold: tuple[tuple[int, int], ...]


def parse_markup(text: str) -> Marked:
    """The text without its markup. A `**` without its other half is text like any other."""
    if "**" not in text:
        return Marked(text, ())
    plain: list[str] = []
    bold: list[tuple[int, int]] = []
    at = length = 0
    for match in _BOLD.finditer(text):
        before, inside = text[at : match.start()], match[1]
        plain += (before, inside)
        start = length + len(before)
        length = start + len(inside)
        bold.append((start, length))
        at = match.end()
    plain.append(text[at:])
    return Marked("".join(plain), tuple(bold))
