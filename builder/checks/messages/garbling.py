"""What no translator means to print: other programs' markup, broken letters, words that wait for others."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.messages.pair import Pair, Remark, check
from builder.diagnostics import Severity
from builder.garbled import garbled


@check("foreign-markup", Severity.WARNING)
def foreign_markup(pair: Pair) -> Iterator[Remark]:
    """No markup but `**` stands in a translation: any other is printed as it stands."""
    return _of("foreign-markup", pair)


@check("garbled-text", Severity.ERROR)
def garbled_text(pair: Pair) -> Iterator[Remark]:
    """Every letter is one that the language writes, none is what an encoding has made of it."""
    return _of("garbled-text", pair)


@check("stand-in-text", Severity.ERROR)
def stand_in_text(pair: Pair) -> Iterator[Remark]:
    """A translation says something, and is not a note of what is still to be done."""
    return _of("stand-in-text", pair)


def _of(code: str, pair: Pair) -> Iterator[Remark]:
    for each in garbled(pair.target):
        # what the source says so may be said so, too
        if each.code == code and each not in garbled(pair.source):
            yield Remark(f"`{pair.context}`: {each.message}", each.piece, (each.hint,))
