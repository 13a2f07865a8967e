"""What a check of messages is given, what it says, and the register of all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from builder.diagnostics import Hint, Severity
from builder.model.glossary import Glossary
from builder.model.language import Language
from builder.model.source import Span, State
from builder.model.writing import Writing
from builder.translate.entry import Entry
from builder.translate.messages import Message

Uncovered = Callable[[str], tuple[str, ...]]
"""The characters of a text that no font of the language holds."""


class Rules(NamedTuple):
    """What translations into one language are held to. `own`: it is a variety of the source language."""

    language: Language
    writing: Writing
    source: Writing
    glossary: Glossary
    uncovered: Uncovered
    own: bool


class Pair(NamedTuple):
    """A message beside its translation."""

    message: Message
    entry: Entry
    state: State
    rules: Rules

    @property
    def source(self) -> str:
        return self.message.text.value

    @property
    def target(self) -> str:
        return self.entry.msgstr

    @property
    def context(self) -> str:
        return self.message.context

    @property
    def compares(self) -> bool:
        """The translation is of today's source text, so what one says the other should say too."""
        return self.state in (State.DRAFT, State.TRANSLATED)

    def place(self, piece: str) -> Span:
        """Where a piece of the translation stands."""
        return self.entry.place(piece) if piece else self.entry.span


class Remark(NamedTuple):
    """What a check has to say of a translation; `piece` is the part of it that is meant."""

    message: str
    piece: str = ""
    hints: tuple[Hint | str, ...] = ()


class Told(NamedTuple):
    """A remark on one of several messages."""

    pair: Pair
    remark: Remark


One = Callable[[Pair], Iterator[Remark]]
Many = Callable[[Sequence[Pair]], Iterator[Told]]


class Check(NamedTuple):
    """`code` is permanent and has its page in `builder/codes/messages.py`. One of `one` and `many` is given."""

    code: str
    severity: Severity
    one: One | None = None
    many: Many | None = None


CHECKS: Final[dict[str, Check]] = {}
"""All checks by code, in the order in which they were written. `builder.checks.messages` fills it."""


def check(code: str, severity: Severity) -> Callable[[One], One]:
    """Register a check of one message at a time."""

    def register(run: One) -> One:
        CHECKS[code] = Check(code, severity, one=run)
        return run

    return register


def check_together(code: str, severity: Severity) -> Callable[[Many], Many]:
    """Register a check that compares messages of one language with each other."""

    def register(run: Many) -> Many:
        CHECKS[code] = Check(code, severity, many=run)
        return run

    return register


_ALLOWED = re.compile(r"^\s*allow ([a-z-]+)\s*(?::\s*(.*))?$", re.MULTILINE)


def allowed(entry: Entry) -> Mapping[str, str]:
    """Codes that a translator's comment `# allow CODE: reason` allows in this message, with the reasons given."""
    return {code: (reason or "").strip() for code, reason in _ALLOWED.findall(entry.comment)}
