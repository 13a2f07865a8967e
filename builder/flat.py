"""A text without markup, in letters that compare alike, and the way back to where each of them stood."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from builder.model.dataclass import dataclass

# Straight for curled, one hyphen for those that print alike, one blank for all; each is one character long.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\ufe63\uff0d\u2212", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u3000\t\n\r", " "),
    }
)

# Nothing is printed for these: soft hyphen, joiners, directional controls, word joiner, byte order mark.
_UNSEEN = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff"
)


@dataclass(frozen=True, slots=True)
class Flat:
    """`text`, and for each of its characters where its own letter begins and ends in the text it was made from."""

    text: str
    places: tuple[tuple[int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, at least one character, stood before."""
        return self.places[start][0], self.places[end - 1][1]


@lru_cache(maxsize=8192)  # one text is read by a dozen checks
def flatten(value: str) -> Flat:
    """The text without `**` and characters that print nothing; letters composed (NFC), quotes and blanks alike."""
    if value.isascii() and "**" not in value and value.isprintable():
        return Flat(value, tuple((at, at + 1) for at in range(len(value))))
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(value):
        if value.startswith("**", at):
            at += 2
            continue
        if value[at] in _UNSEEN:
            at += 1
            continue
        end = at + 1
        if not value[at].isascii() or not value[end : end + 1].isascii():
            while end < len(value) and unicodedata.combining(value[end]):
                end += 1
        for letter in unicodedata.normalize("NFC", value[at:end]).translate(_ALIKE):
            letters.append(letter)
            places.append((at, end))
        at = end
    return Flat("".join(letters), tuple(places))
