"""Seams of right-to-left lines: what readers that know nothing of tags need there to put letters in order.

The content has such text in logical order, a show operator for every cluster (ISO 32000-1, 14.8.2.3). Readers put it
together by its places, each in its own way.

- pdf.js joins a mark to the letter before it, wherever it stands, and turns the two around; unless the type changes.
- PDFium sorts what stands on a baseline from left to right and turns it around piece by piece, a piece being neighbours
  whose bidi classes are of one kind. Signs of a weak class (a full stop, the number of a note) it leaves as they are,
  so two of them change places; a right-to-left mark between them makes them two pieces. Two elements on one baseline
  become one line; a space that stands lower keeps them apart. Brackets come out mirrored, and nothing helps.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from builder.model.glyphs import Line
from builder.model.sheet import Words
from builder.pdf.keys import placed_keys

# Unicode's bidi classes that PDFium reads from left to right without taking them for left-to-right letters
_WEAK = frozenset(("AN", "BN", "CS", "EN", "ES", "ET", "NSM"))
# Of the larger type size: baselines that are nearer than this are one to PDFium, which asks how wide letters are.
_LEVEL = 0.75


class _Piece(NamedTuple):
    """What is shown at once, the sign `at` of a run by number (a run from left to right is one piece)."""

    number: int
    at: int
    first: str
    last: str
    rtl: bool


def turns(line: Line) -> frozenset[tuple[int, int]]:
    """Where a line from right to left wants a right-to-left mark: runs by number, and the signs in them before which it
    stands, of a run from left to right the last."""
    found = []
    for before, piece in pairwise(_pieces(line)):
        # pieces from left to right, one after the other, stand as they are read
        if (before.rtl or piece.rtl) and _weak(before.last) and _weak(piece.first) and not _marks(before, piece):
            found.append((piece.number, piece.at))
    return frozenset(found)


def _pieces(line: Line) -> Iterator[_Piece]:
    for number, run in enumerate(line.runs):
        texts = [text for (_, text), _ in placed_keys(run)]
        whole = "".join(texts)
        if run.rtl:
            yield from [_Piece(number, at, text[0], text[-1], True) for at, text in enumerate(texts) if text]
        elif whole:
            yield _Piece(number, len(texts) - 1, whole[0], whole[-1], False)


@lru_cache(maxsize=1024)
def _weak(character: str) -> bool:
    return unicodedata.bidirectional(character) in _WEAK


def _marks(before: _Piece, piece: _Piece) -> bool:
    """Marks of one letter stay together: Unicode has an order for them."""
    return unicodedata.combining(before.last) > 0 and unicodedata.combining(piece.first) > 0


def parted(lines: Sequence[Words]) -> frozenset[int]:
    """The ids of the `Words` that another element's follow on the same baseline, one of the two from right to left."""
    found = set()
    for one, other in pairwise(lines):
        if not (one.line.rtl or other.line.rtl) or one.turned or other.turned or not one.line.runs:
            continue
        level = abs(other.baseline - one.baseline) < _LEVEL * max(one.size, other.size)
        # lines of decoration have no element that holds them together
        if level and (one.node != other.node or one.node < 0):
            found.add(id(one))
    return frozenset(found)
