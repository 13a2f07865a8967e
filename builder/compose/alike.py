"""Alike: details that break into lines as another service's did, in every width that was tried, come to stand as those.

How details are arranged depends on a text by how high it is in the widths that are tried, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

from builder.compose.details import Arranged
from builder.compose.pattern import Pattern
from builder.compose.pieces import TextPiece
from builder.compose.setting import Setting
from builder.model.dataclass import dataclass

# Thousandths of an em: texts that are so near to a width are measured in full.
_CLOSE = 1e-6


class _Asked(NamedTuple):
    """What a text must be like. Measures are thousandths of an em.

    `one` is the least measure in which it is one line, `more` those in which it has other numbers of them, `least` the
    least of these; `widest` is what its longest word must be, where its size depends on that.
    """

    one: float
    more: tuple[tuple[float, int], ...]
    least: float
    widest: float | None

    def holds(self, piece: TextPiece) -> bool:
        """The text is like that."""
        shaped = piece.shaped
        if shaped.natural > self.one - _CLOSE or shaped.hyphens:
            return False
        return not self.more or (
            shaped.widest <= self.least
            and self.widest in (None, shaped.widest)
            and all(shaped.count(measure) == count for measure, count in self.more)
        )


@dataclass(frozen=True, slots=True)
class Alike:
    """How one service's details were arranged and placed, and what others must be like to come out so."""

    asked: tuple[_Asked, ...]
    found: Arranged
    pattern: Pattern

    def holds(self, texts: Sequence[TextPiece]) -> bool:
        """These texts come to stand in the same way."""
        return all(asked.holds(piece) for asked, piece in zip(self.asked, texts, strict=True))


def alike(texts: Sequence[TextPiece], placed: Iterable[float], found: Arranged, pattern: Pattern) -> Alike | None:
    """What can be said of texts that have just been arranged and placed in these widths; None: nothing."""
    asked = [_asked(piece, width, found.setting) for piece, width in zip(texts, placed, strict=True)]
    known = tuple([each for each in asked if each is not None])
    return Alike(known, found, pattern) if len(known) == len(asked) else None


def _asked(piece: TextPiece, placed: float, setting: Setting) -> _Asked | None:
    shaped = piece.shaped
    if shaped.hyphens:
        return None
    one, least, more = inf, inf, []
    for width, at in {*piece.measured(), (placed, setting)}:
        size = piece.type_size(width, at)
        measure = width * 1000 / size
        if shaped.natural * size <= width * 1000:
            one = min(one, measure)
        else:
            more.append((measure, shaped.count(measure)))
            least = min(least, measure)
    if shaped.natural > one - _CLOSE or shaped.widest > least:
        return None
    return _Asked(one, tuple(more), least, shaped.widest if piece.shrink else None)
