"""Seams of right-to-left lines: what readers that know nothing of tags need there to put letters in order.

The content has such text in logical order, a show operator for every cluster (ISO 32000-1, 14.8.2.3). Readers put it
together by its places, each in its own way.

- pdf.js joins a mark to the letter before it, wherever it stands, and turns the two around; unless the type changes.
- PDFium sorts what stands on a baseline from left to right and turns it around piece by piece, a piece being neighbours
  whose bidi classes are of one kind. Signs of a weak class (a full stop, the number of a note) it leaves as they are,
  so two of them change places; a right-to-left mark between them makes them two pieces. Neutral signs go the way of
  what is before them, and where that is from right to left brackets and quotes come out mirrored, and an ellipsis as
  three stops; a left-to-right mark before them prevents it, and a right-to-left mark after them leads back. Two
  elements on one baseline, or one turned after one that is not, become one line; a space that stands lower keeps them
  apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from builder.model.glyphs import Line
from builder.model.sheet import Words
from builder.pdf.keys import LEFT_TO_RIGHT, RIGHT_TO_LEFT, placed_keys

# Unicode's bidi classes that PDFium reads from left to right without taking them for left-to-right letters
_WEAK = frozenset(("AN", "BN", "CS", "EN", "ES", "ET", "NSM"))
_FROM_RIGHT = frozenset(("AL", "R"))
# What PDFium mirrors besides what Unicode does
_QUOTES = frozenset("\u2018\u2019\u201c\u201d")
# Of the larger type size: baselines that are nearer than this are one to PDFium, which asks how wide letters are.
_LEVEL = 0.75

Turns = Mapping[tuple[int, int], str]
"""Marks by the sign before which they stand: runs by number, and the signs in them, of a run from left to right the
last; or the number of its signs, at the line's end."""


class _Piece(NamedTuple):
    """What is shown at once, the sign `at` of a run by number (a run from left to right is one piece)."""

    number: int
    at: int
    first: str
    last: str
    rtl: bool
    text: str


def turns(line: Line) -> Turns:
    """Where a line from right to left wants marks."""
    pieces = list(_pieces(line))
    found: dict[tuple[int, int], str] = {}
    for before, piece in pairwise(pieces):
        # pieces from left to right, one after the other, stand as they are read
        if (before.rtl or piece.rtl) and _weak(before.last) and _weak(piece.first) and not _marks(before, piece):
            found[piece.number, piece.at] = RIGHT_TO_LEFT
    if not any(map(_changes, {piece.first for piece in pieces if piece.rtl})):
        return found
    whole = found | dict(_led(pieces))
    return whole if _from_right(pieces, whole) else found


def _pieces(line: Line) -> Iterator[_Piece]:
    for number, run in enumerate(line.runs):
        texts = [text for (_, text), _ in placed_keys(run)]
        whole = "".join(texts)
        if run.rtl:
            yield from [_Piece(number, at, text[0], text[-1], True, text) for at, text in enumerate(texts) if text]
        elif whole:
            yield _Piece(number, len(texts) - 1, whole[0], whole[-1], False, whole)


def _led(pieces: Iterable[_Piece]) -> Iterator[tuple[tuple[int, int], str]]:
    """The marks around brackets and their like. Letters from the right need none to lead back to them; those from the
    left do for poppler, which takes all that is not from the right after them, or before, for a part of them."""
    last, changed, end = "L", False, (0, 0)
    for piece in pieces:
        kind, changes = _kind(piece.first), piece.rtl and _changes(piece.first)
        if changes:
            yield (piece.number, piece.at), (RIGHT_TO_LEFT if last != "R" else "") + LEFT_TO_RIGHT
        elif changed and kind != "R":
            yield (piece.number, piece.at), RIGHT_TO_LEFT
        kind = _kind(piece.last)
        last = last if kind == "N" else kind
        changed, end = piece.rtl and _changes(piece.last), (piece.number, piece.at + 1)
    if changed:
        yield end, RIGHT_TO_LEFT


@lru_cache(maxsize=1024)
def _kind(character: str) -> str:
    """What PDFium takes a character for: from the right, from the left, weak, neutral."""
    bidi = unicodedata.bidirectional(character)
    return "R" if bidi in _FROM_RIGHT else "W" if bidi in _WEAK else "L" if bidi == "L" else "N"


def _weak(character: str) -> bool:
    return _kind(character) == "W"


@lru_cache(maxsize=1024)
def _changes(character: str) -> bool:
    """PDFium makes something else of it where it reads from right to left."""
    if _kind(character) != "N" or character.isspace():
        return False
    known = character in _QUOTES or unicodedata.mirrored(character) > 0
    return known or unicodedata.normalize("NFKD", character) != character


def _from_right(pieces: Sequence[_Piece], marks: Turns) -> bool:
    """PDFium still takes the line for one from right to left: more of its stretches are than run from the left."""
    shown = "".join(
        marks.get((piece.number, piece.at), "") + (piece.text if piece.rtl else piece.text[::-1]) for piece in pieces
    )
    shown += marks.get((pieces[-1].number, pieces[-1].at + 1), "")
    stretches = [kind for kind, _ in groupby(map(_kind, shown))]
    return stretches.count("R") > stretches.count("L")


def _marks(before: _Piece, piece: _Piece) -> bool:
    """Marks of one letter stay together: Unicode has an order for them."""
    return unicodedata.combining(before.last) > 0 and unicodedata.combining(piece.first) > 0


def parted(lines: Sequence[Words]) -> frozenset[int]:
    """The ids of the `Words` that another element's follow on the same baseline, or turned, one of the two from right
    to left."""
    found = set()
    for one, other in pairwise(lines):
        if not (one.line.rtl or other.line.rtl) or one.turned or not one.line.runs:
            continue
        level = other.turned or abs(other.baseline - one.baseline) < _LEVEL * max(one.size, other.size)
        # lines of decoration have no element that holds them together
        if level and (one.node != other.node or one.node < 0):
            found.add(id(one))
    return frozenset(found)
