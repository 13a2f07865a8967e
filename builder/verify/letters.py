"""Texts as they are compared: what a reader reads, without what only steers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Bidi controls, joiners that steer breaks, soft hyphens, byte order marks
_STEERING: Final = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"

BREAK: Final = "\u200b"
_NON_JOINER: Final = "\u200c"

# Joiners say how letters are joined, which a plain extractor may leave out
_PLAIN: Final = "\u200c\u200d"

# What PDFium puts for a hyphen at a line's end, soft or not
_HYPHENS: Final = re.compile("[\u00ad\2\ufffe]")

_STEERS: Final = re.compile(f"[{_STEERING}]+")
_UNREAD: Final = re.compile(rf"[\s{_STEERING}]+")
_UNREAD_PLAINLY: Final = re.compile(rf"[\s{_STEERING}{_PLAIN}]+")
_SPACE: Final = re.compile(r"\s+")
_BOLD: Final = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_NOTES: Final = re.compile("[\u2070\u00b9\u00b2\u00b3\u2074-\u2079 ]+$")

# Hebrew to Arabic Extended-A, presentation forms, and the right-to-left part of the second plane
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


# A line is asked for as it was set and as it is read, and by several checks
_once = lru_cache(maxsize=2048)


@_once
def words(text: str) -> str:
    """NFC, one space wherever there is white space, nothing that steers."""
    if not text.isascii():
        text = _STEERS.sub("", unicodedata.normalize("NFC", text))
    return _SPACE.sub(" ", text).strip(" ")


@_once
def letters(text: str) -> str:
    """NFC without white space and what steers."""
    if text.isascii():
        return "".join(text.split())
    return _UNREAD.sub("", unicodedata.normalize("NFC", "".join(text.split())))


def plain_letters(text: str) -> str:
    """The same without joiners, every hyphen alike."""
    text = "".join(text.split())
    if text.isascii() and "\2" not in text:
        return text
    return _UNREAD_PLAINLY.sub("", unicodedata.normalize("NFC", _HYPHENS.sub("-", text)))


@_once
def unmarked(text: str) -> str:
    """A message as it is read: `words` without its markup."""
    return words(_BOLD.sub(r"\1", text) if "**" in text else text)


def unjoined(text: str) -> str:
    """Without the signs that keep letters from joining."""
    return text.replace(_NON_JOINER, "")


def without_notes(text: str) -> str:
    """Without the footnote numbers at the end."""
    return _NOTES.sub("", text)


def runs_from_right(text: str) -> bool:
    """It holds letters of a right-to-left script."""
    return _RIGHT_TO_LEFT.search(text) is not None


def differs(actual: str, expected: str) -> str:
    """Where two texts part, for a message: a few characters of each."""
    at = next((at for at, (one, other) in enumerate(zip(actual, expected, strict=False)) if one != other), None)
    at = min(len(actual), len(expected)) if at is None else at
    start = max(0, at - 12)

    def part(text: str) -> str:
        return f"{'…' if start else ''}{text[start : at + 12]}{'…' if len(text) > at + 12 else ''}"

    return f'"{part(actual)}" where "{part(expected)}" was meant'
