"""Seams of right-to-left lines: what readers that know nothing of tags need there to put letters in order.

The content has such text in logical order, a show operator for every cluster (ISO 32000-1, 14.8.2.3). Readers put it
together by its places, each in its own way.

- pdf.js joins a mark to the letter before it, wherever it stands, and turns the two around; unless the type changes.
- PDFium sorts what stands on a baseline from left to right and turns it around piece by piece, a piece being neighbours
  whose bidi classes are of one kind. Signs of a weak class (a full stop, the number of a note) it leaves as they are,
  so two of them change places; a right-to-left mark between them makes them two pieces. Neutral signs go the way of
  what is before them, and where that is from right to left brackets and quotes come out mirrored, and an ellipsis as
  three stops; a left-to-right mark before them prevents it, and a right-to-left mark after them leads back. Letters and
  figures of a code are pieces too, and turned around one by one; marks below the line make the code a line of its own.
  Two elements on one baseline, or one turned after one that is not, become one line; a space that stands lower keeps
  them apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from builder.model.glyphs import Line
from builder.model.sheet import Words
from builder.pdf.keys import BELOW, LEFT_TO_RIGHT, RIGHT_TO_LEFT, placed_keys

# Unicode's bidi classes that PDFium reads from left to right without taking them for left-to-right letters
_WEAK = frozenset(("AN", "BN", "CS", "EN", "ES", "ET", "NSM"))
_OF_NUMBERS = frozenset(("AN", "CS", "EN", "ES", "ET"))
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
    # most lines are letters, blanks and a sign here and there
    if all(run.rtl for run in line.runs):
        kinds = "".join([text for run in line.runs for (_, text), _ in placed_keys(run)]).translate(_KINDS)
        if _CALM.fullmatch(kinds):
            return {}
    pieces = list(_pieces(line))
    marked = _Marked(pieces)
    for at, (before, piece) in enumerate(pairwise(pieces), 1):
        # pieces from left to right, one after the other, stand as they are read
        if (before.rtl or piece.rtl) and _weak(before.last) and _weak(piece.first) and not _marks(before, piece):
            marked.between.add(at)
    changes = any(map(_changes, {piece.first for piece in pieces if piece.rtl}))
    if changes:
        marked.lead()
    if changes or not all(map(_rtl, pieces)):
        marked.part()
    marked.follow()
    return marked.turns()


def _pieces(line: Line) -> Iterator[_Piece]:
    for number, run in enumerate(line.runs):
        texts = [text for (_, text), _ in placed_keys(run)]
        whole = "".join(texts)
        if run.rtl:
            yield from [_Piece(number, at, text[0], text[-1], True, text) for at, text in enumerate(texts) if text]
        elif whole:
            yield _Piece(number, len(texts) - 1, whole[0], whole[-1], False, whole)


class _Marked:
    """A line as it gets its marks.

    By the number of the piece before which they stand: those that part two weak signs are `between` pieces, others
    belong to the piece `_before`, or after it, or `_begin` a line for PDFium.
    """

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self.between: set[int] = set()
        self._pieces = pieces
        self._after: dict[int, str] = {}
        self._before: dict[int, str] = {}
        self._begin: set[int] = set()

    def turns(self) -> Turns:
        """The marks by their places."""
        found: dict[tuple[int, int], str] = {}
        for at in sorted({*self.between, *self._after, *self._before, *self._begin}):
            below = BELOW if at in self._begin else ""
            piece = self._pieces[min(at, len(self._pieces) - 1)]
            place = piece.number, piece.at + (at == len(self._pieces))
            found[place] = self._after.get(at, "") + below + self._before.get(at, "") or RIGHT_TO_LEFT
        return found

    def lead(self) -> None:
        """Around brackets and their like. Letters from the right need none to lead back to them; those from the left do
        for poppler, which takes all that is not from the right after them, or before, for a part of them."""
        last, changed = "L", False
        for at, piece in enumerate(self._pieces):
            kind, changes = _kind(piece.first), piece.rtl and _changes(piece.first)
            if changes:
                self._before[at] = (RIGHT_TO_LEFT if changed or last != "R" else "") + LEFT_TO_RIGHT
            elif changed and kind != "R":
                self._after[at] = RIGHT_TO_LEFT
            kind = _kind(piece.last)
            last = last if kind == "N" else kind
            changed = piece.rtl and _changes(piece.last)
        if changed:
            self._after[len(self._pieces)] = RIGHT_TO_LEFT

    def part(self) -> None:
        """Into lines that PDFium takes for what they are: several pieces from left to right are one by themselves;
        letters from the left are where they are too many; and what has few from the right begins with a mark."""
        groups = list(self._groups())
        if any(map(_rtl, _bare(self._pieces))):
            self._part([(start, end) for start, end, kinds in groups if len(kinds) > 1])
        letters = any("L" in kinds for *_, kinds in groups)
        if not (letters or self._before or self._begin) and any(_kind(piece.first) == "R" for piece in self._pieces):
            return
        wrong = {at for line in self._wrong() for at in line}
        if wrong:
            self._part([(start, end) for start, end, kinds in groups if start in wrong and "L" in kinds])
            for line in self._wrong():
                self._before[line[0]] = RIGHT_TO_LEFT + self._before.get(line[0], "")

    def follow(self) -> None:
        """Where poppler takes neighbours for a part of what runs from the left, or the end of that for no part of it.

        Whatever it does not know as letters from the right stays with letters from the left and signs of numbers before
        it; and with letters from the right before it, unless it begins with the others.
        """
        follows = "R"
        for at in range(len(self._pieces) - 1, -1, -1):
            before, piece = self._pieces[at - 1] if at else None, self._pieces[at]
            follows = follows if piece.text.isspace() else _kind(piece.first)
            if before is not None and self._is_apart(before, piece, follows) and not self._is_led(at):
                # a line that begins for PDFium begins with the mark
                if at in self._begin:
                    self._before[at] = RIGHT_TO_LEFT + self._before.get(at, "")
                else:
                    self._after[at] = RIGHT_TO_LEFT
            if not piece.rtl and (before is None or before.rtl) and _kind(piece.last) == "N":
                self._before[at] = self._before.get(at, "") + LEFT_TO_RIGHT

    def _is_apart(self, before: _Piece, piece: _Piece, follows: str) -> bool:
        if before.rtl and not (_is_of_numbers(before.last) and follows != "R"):
            return False
        return (before.rtl or piece.rtl) and _kind(piece.first) != "R"

    def _is_led(self, at: int) -> bool:
        return RIGHT_TO_LEFT in self._before.get(at, "")

    def _groups(self) -> Iterator[tuple[int, int, str]]:
        """Pieces from left to right: where they begin and end, and what PDFium makes of them."""
        at = 0
        for rtl, group in groupby(self._pieces, key=_rtl):
            texts = [piece.text for piece in group]
            if not rtl:
                yield at, at + len(texts), _stretches("".join(texts).strip())
            at += len(texts)

    def _part(self, groups: Iterable[tuple[int, int]]) -> None:
        self._begin |= {place for group in groups for place in group}
        self._begin -= {0, len(self._pieces)}

    def _wrong(self) -> Iterator[range]:
        """The lines that are not from left to right, and PDFium takes for such."""
        for start, end in pairwise([0, *sorted(self._begin), len(self._pieces)]):
            line = _bare(self._pieces[start:end])
            alone = len(line) == 1 and not _changes(line[0].first)
            if not alone and any(map(_rtl, line)) and not _from_right(self._shown(start, end)):
                yield range(start, end)

    def _shown(self, start: int, end: int) -> str:
        """Pieces from right to left, as PDFium has them."""
        shown = ""
        for at in range(start, end):
            piece = self._pieces[at]
            marks = (self._after.get(at, "") if at > start else "") + self._before.get(at, "")
            if at > start and at in self.between:
                marks = marks or RIGHT_TO_LEFT
            shown += marks + (piece.text if piece.rtl else piece.text[::-1])
        return shown + self._after.get(end, "")


def _rtl(piece: _Piece) -> bool:
    return piece.rtl


def _bare(pieces: Sequence[_Piece]) -> Sequence[_Piece]:
    """Without blanks at either end."""
    start, end = 0, len(pieces)
    while start < end and pieces[start].text.isspace():
        start += 1
    while start < end and pieces[end - 1].text.isspace():
        end -= 1
    return pieces[start:end]


@lru_cache(maxsize=1024)
def _kind(character: str) -> str:
    """What PDFium takes a character for: from the right, from the left, weak, neutral."""
    bidi = unicodedata.bidirectional(character)
    return "R" if bidi in _FROM_RIGHT else "W" if bidi in _WEAK else "L" if bidi == "L" else "N"


class _Kinds(dict[int, str]):
    """Kinds by code points, for `str.translate`; a blank is an S."""

    def __missing__(self, code: int) -> str:
        kind = _kind(chr(code))
        self[code] = "S" if kind == "N" and chr(code).isspace() else kind
        return self[code]


_KINDS: Final = _Kinds()
_CALM: Final = re.compile("(?:[RS]|W(?=S*(?:R|$)))*")
"""No two weak signs side by side, and none that letters from the right do not follow, or the line's end."""


def _weak(character: str) -> bool:
    return _kind(character) == "W"


@lru_cache(maxsize=1024)
def _is_of_numbers(character: str) -> bool:
    """Poppler takes it for a part of a number, and so for something that runs from the left."""
    return unicodedata.bidirectional(character) in _OF_NUMBERS


@lru_cache(maxsize=1024)
def _changes(character: str) -> bool:
    """PDFium makes something else of it where it reads from right to left."""
    if _kind(character) != "N" or character.isspace():
        return False
    known = character in _QUOTES or unicodedata.mirrored(character) > 0
    return known or unicodedata.normalize("NFKD", character) != character


def _stretches(shown: str) -> str:
    """The pieces that PDFium makes of a line, by their kinds."""
    return "".join([kind for kind, _ in groupby(map(_kind, shown))])


def _from_right(shown: str) -> bool:
    """PDFium takes the line for one from right to left: more of its pieces are than run from the left."""
    stretches = _stretches(shown)
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
