"""Where a line may end: UAX #14 with ICU's dictionaries, and what the language adds or forbids."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from icu4py.breakers import CharacterBreaker, LineBreaker, WordBreaker

from builder.model.language import Language

# They stay with the word before them even after a space, as many write: what repeats it or cuts it short (Thai, Lao,
# Khmer), and stops that UAX #14 does not keep there (Armenian, Arabic, Indic, Burmese, Ethiopic, Khmer)
_NEVER_FIRST: Final = frozenset(
    "\u0e2f\u0e46\u0eaf\u0ec6\u17d7"
    "\u0589\u060c\u061b\u061f\u06d4\u0964\u0965\u104a\u104b\u17d4\u17d5\u17d6"
    "\u1361\u1362\u1363\u1364\u1365\u1366\u1367\u1368"
)

# Nor do these begin a line where someone has put U+200B before them
_CLOSING: Final = frozenset(",.;:!?)]}\u2026")

_ELLIPSIS: Final = "\u2026"

# What counts stays with its number: 50 %, 20 °C, 5 €; and so does what numbers something: § 5, n° 5
_AFTER_NUMBER: Final = "%\u066a\u2030\u00b0\u2103\u2109"
_BEFORE_NUMBER: Final = "\u00a7\u00b0\u00ba\u2116"

# LB12a lets a line end between a hyphen and one of these; whoever wrote it wanted none
_NO_BREAK: Final = "\u00a0\u202f"

# With a space after them they close what is before; a line that begins with one reads as a list or as speech
_SPACED_DASHES: Final = "-\u2012\u2013\u2014\u2015\u2212"

_HYPHENS: Final = "-\u2010"

# A line ends at a hyphen only between parts of so many letters: not e-|mail, Respire-|t-il
_LEAST_PART: Final = 3

# A consonant with it ends the syllable before: dictionaries know Burmese, and cut words of Shan and Mon in front of it
_ASAT: Final = "\u103a"

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
    if language.whole:
        inside_words = _inside_words(text, language.whole)
        allowed = [end for end in allowed if end not in inside_words]
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
    following = text[end + 1 : end + 2]
    if following == _ASAT:
        return False
    if after in _SPACED_DASHES and following.isspace():
        return False
    if before == "\u200b" and after in _CLOSING:
        return False
    if _ELLIPSIS in (before, after) and _is_led(text, end):
        return False
    if before == " " and _is_counted(text[end - 2 : end - 1], after):
        return False
    if before in _HYPHENS and after.isalpha() and not _parts_are_long(text, end):
        return False
    if language.keep_words and not (before.isspace() or before == "\u200b" or before in _DASHES):
        return False
    return not (language.bind_short_words and before == " " and _ends_short_word(text, end - 1))


def _is_led(text: str, end: int) -> bool:
    """Whether an ellipsis before the place begins a sentence, or one after it ends one: "…and", "or …"."""
    if text[end - 1] == _ELLIPSIS:
        opens = end < 2 or text[end - 2] in "\"'" or unicodedata.category(text[end - 2]) in ("Zs", "Ps", "Pi")
        return opens and text[end].isalpha()
    return not text[end + 1 : end + 2].strip()


def _is_counted(before: str, after: str) -> bool:
    """Whether one of two signs around a space is a number and the other what it counts."""
    if before.isdigit():
        return after in _AFTER_NUMBER or unicodedata.category(after) == "Sc"
    return after.isdigit() and (before in _BEFORE_NUMBER or unicodedata.category(before or " ") == "Sc")


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


def _inside_words(text: str, words: Iterable[str]) -> set[int]:
    """The offsets inside all occurrences of words."""
    found: set[int] = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.update(range(at + 1, at + len(word)))
            at = text.find(word, at + 1)
    return found


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
