"""What a check is, what it is given, and the register of all checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final, Literal

from builder.model.dataclass import dataclass
from builder.model.edition import Edition
from builder.model.layout import Layout
from builder.model.proof import Proof
from builder.model.sheet import Sheet
from builder.model.source import Span, State
from builder.model.theme import Theme
from builder.verify.pairing import Pairs, pair

Need = Literal["sheet", "edition", "layout"]


@dataclass(frozen=True)
class Meant:
    """What a file was made from, as far as that is known. `layout` is the one that it was really set on, `source` the
    edition that a bilingual sheet has beside its translation, `theme` gave it its colours. `printed`: sheets with pages
    of other files on them, which are for printing alone."""

    sheet: Sheet | None = None
    edition: Edition | None = None
    layout: Layout | None = None
    finish: str = ""
    source: Edition | None = None
    theme: Theme | None = None
    printed: bool = False


@dataclass(frozen=True)
class Case:
    """What a check is given: what was read, and what was meant."""

    proof: Proof
    meant: Meant

    @cached_property
    def sheet(self) -> Sheet:
        """Only for checks that need it."""
        assert self.meant.sheet is not None
        return self.meant.sheet

    @cached_property
    def edition(self) -> Edition:
        """Only for checks that need it."""
        assert self.meant.edition is not None
        return self.meant.edition

    @property
    def preview(self) -> bool:
        """Some texts are missing, and boxed for those who translate: boxes stand where paper would be clear."""
        edition = self.meant.edition
        return edition is not None and edition.state is State.MISSING

    @cached_property
    def layout(self) -> Layout:
        """Only for checks that need it."""
        assert self.meant.layout is not None
        return self.meant.layout

    @cached_property
    def pairs(self) -> Pairs:
        """The file's elements beside the sheet's nodes."""
        return pair(self.proof, self.sheet, self.meant.finish)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One place where a check fails; `page` from 0, None for the whole file."""

    message: str
    page: int | None = None
    span: Span | None = None
    hints: tuple[str, ...] = ()


Run = Callable[[Case], Iterator[Trouble]]


@dataclass(frozen=True, slots=True)
class Check:
    """`code` is permanent and has its page in `builder/codes/verify.py`; without what it `needs` it is not run."""

    code: str
    run: Run
    needs: tuple[Need, ...]

    def can(self, meant: Meant) -> bool:
        """What it needs is known."""
        if meant.printed and self.code in _TAGGED:
            return False
        return all(getattr(meant, need) is not None for need in self.needs)


_TAGGED: Final = frozenset(
    [
        *("plain-text", "marked-content", "headings", "lists", "alt-text"),
        *("language", "links-paired", "tab-order", "title", "conformance"),
    ]
)
"""What holds of files that are read on screens and read aloud."""

CHECKS: Final[dict[str, Check]] = {}
"""All checks by code, in the order of the table. `builder.verify.checks` fills it."""


def check(code: str, *needs: Need) -> Callable[[Run], Run]:
    """Register a function as a check."""

    def register(run: Run) -> Run:
        CHECKS[code] = Check(code, run, needs)
        return run

    return register


def some(found: list[str], most: int = 3) -> str:
    """The first few of a list, each once, for a message."""
    once = list(dict.fromkeys(found))
    told = ", ".join(once[:most])
    return told if len(once) <= most else f"{told} and {len(once) - most} more"
