"""Where a line may end: UAX #14 with ICU's dictionaries, and what the language adds or forbids."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from icu4py.breakers import CharacterBreaker, LineBreaker, WordBreaker

from builder.model.language import Language

# They repeat or cut short the word before them, and stay with it even after a space (Thai, Lao, Khmer)
_NEVER_FIRST: Final = "\u0e2f\u0e46\u0eaf\u0ec6\u17d7"

# LB12a lets a line end between a hyphen and one of these; whoever wrote it wanted none
_NO_BREAK: Final = "\u00a0\u202f"

# With a space after them they close what is before; a line that begins with one reads as a list or as speech
_SPACED_DASHES: Final = "\u2013\u2014\u2015"

_HYPHENS: Final = "-\u2010"

# A line ends at a hyphen only between parts of so many letters: not e-|mail, Respire-|t-il
_LEAST_PART: Final = 3

# Hyphens and dashes after which even a language that keeps its words together may end a line
_DASHES: Final = "-\u2010\u2012\u2013\u2014/\u00b7\u30fb"


def line_ends(text: str, language: Language) -> list[int]:
    """The offsets in `text` at which a line may end, ascending; the last is the text's length.

    Spaces belong to the line before. U+2060 and U+00A0 in the text are honoured.
    """
    if not text:
        return []
    locale = language.locale or language.id
    ends = _code_points(text, (end for _, end in LineBreaker(text, locale).segments()))
    if language.break_words:
        inside = _code_points(text, (end for _, end in CharacterBreaker(text, locale).segments()))
        ends = sorted({*ends, *(end for end in inside if _is_inside_word(text, end))})
    last = len(text)
    allowed = [end for end in ends if end < last and _may_end(text, end, language)]
    if language.min_piece > 1:
        allowed = _join_short_pieces(text, allowed, language.min_piece)
    return [*allowed, last]


def word_ends(text: str, locale: str) -> list[int]:
    """The offsets in `text` at which words and what stands between them end: UAX #29, with ICU's dictionaries."""
    return _code_points(text, (end for _, end in WordBreaker(text, locale).segments()))


def _code_points(text: str, offsets: Iterable[int]) -> list[int]:
    """ICU counts UTF-16 units."""
    if text.isascii() or max(text) <= "\uffff":
        return list(offsets)
    places: dict[int, int] = {}
    unit = 0
    for at, char in enumerate(text):
        places[unit] = at
        unit += 2 if char > "\uffff" else 1
    places[unit] = len(text)
    return [places[offset] for offset in offsets]


def _may_end(text: str, end: int, language: Language) -> bool:
    before, after = text[end - 1], text[end]
    if after in _NEVER_FIRST or after in _NO_BREAK:
        return False
    if after in _SPACED_DASHES and text[end + 1 : end + 2].isspace():
        return False
    if before in _HYPHENS and after.isalpha() and not _parts_are_long(text, end):
        return False
    if language.keep_words and not (before.isspace() or before == "\u200b" or before in _DASHES):
        return False
    return not (language.bind_short_words and before == " " and _ends_short_word(text, end - 1))


def _parts_are_long(text: str, end: int) -> bool:
    """Whether the parts of a compound before and after a hyphen (the last character before `end`) are."""
    before, after = text[max(0, end - 1 - _LEAST_PART) : end - 1], text[end : end + _LEAST_PART]
    return len(before) == len(after) == _LEAST_PART and all(map(_is_of_word, before + after))


def _ends_short_word(text: str, end: int) -> bool:
    """Whether a word of one letter ends here."""
    if end < 1 or not text[end - 1].isalpha():
        return False
    return end == 1 or unicodedata.category(text[end - 2]) in ("Zs", "Ps", "Pi", "Po", "Pd")


def _is_inside_word(text: str, end: int) -> bool:
    return 0 < end < len(text) and _is_of_word(text[end - 1]) and _is_of_word(text[end])


def _is_of_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM"


def _join_short_pieces(text: str, ends: list[int], least: int) -> list[int]:
    """Drop the breaks within words around pieces of fewer than `least` letters.

    ICU breaks a misspelt or unknown word anywhere, in the middle of a syllable too; on which side of a short
    piece the mistake is cannot be told.
    """
    dropped: set[int] = set()
    start = 0
    for end in [*ends, len(text)]:
        letters = sum(char.isalpha() for char in text[start:end])
        if 0 < letters < least:
            dropped.update(edge for edge in (start, end) if _is_inside_word(text, edge))
        start = end
    return [end for end in ends if end not in dropped]
