"""What is found wrong, where, and what to do next: `Diagnostic`, collected in `Findings`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from builder.model.dataclass import dataclass
from builder.model.source import Span


class Severity(StrEnum):
    """An error stops what is being made; a warning is printed; a note is there to be known."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Hint:
    """A way out, or the other place that matters."""

    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is permanent and has its page: `leaflet explain CODE`."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hints: tuple[Hint, ...] = ()

    def __str__(self) -> str:
        where = f"{self.span}: " if self.span else ""
        return f"{where}{self.severity}[{self.code}]: {self.message}"


class Findings:
    """Collects diagnostics. Each is kept once; they come out by file, line and column, those without a place last."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self._kept: dict[Diagnostic, None] = dict.fromkeys(diagnostics)

    def error(self, code: str, message: str, span: Span | None = None, *hints: Hint | str) -> None:
        """Add an error."""
        self._keep(Severity.ERROR, code, message, span, hints)

    def warn(self, code: str, message: str, span: Span | None = None, *hints: Hint | str) -> None:
        """Add a warning."""
        self._keep(Severity.WARNING, code, message, span, hints)

    def note(self, code: str, message: str, span: Span | None = None, *hints: Hint | str) -> None:
        """Add a note."""
        self._keep(Severity.NOTE, code, message, span, hints)

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Add diagnostics, or those of other findings."""
        self._kept.update(dict.fromkeys(others))

    @property
    def ok(self) -> bool:
        """No errors."""
        return not any(found.severity is Severity.ERROR for found in self._kept)

    def count(self, severity: Severity) -> int:
        """How many of this severity."""
        return sum(found.severity is severity for found in self._kept)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._kept, key=_place))

    def __len__(self) -> int:
        return len(self._kept)

    def __repr__(self) -> str:
        return f"Findings({[str(found) for found in self]})"

    def _keep(
        self, severity: Severity, code: str, message: str, span: Span | None, hints: tuple[Hint | str, ...]
    ) -> None:
        told = tuple(Hint(hint) if isinstance(hint, str) else hint for hint in hints)
        self._kept[Diagnostic(code, severity, message, span, told)] = None


def did_you_mean(word: str, known: Iterable[str], *, listing: bool = True) -> tuple[Hint, ...]:
    """A hint with the nearest known word; failing that, with `listing`, the known words when they are few."""
    from difflib import get_close_matches  # only needed when something is wrong

    words = sorted(set(known))
    near = get_close_matches(word[:80], words, n=1, cutoff=0.6)
    near += [each for each in words if word and word in each.split("-") and each not in near]
    if near:
        return (Hint(f"did you mean {' or '.join(near)}?"),)
    if listing and 0 < len(words) <= 24:
        return (Hint(f"known here: {', '.join(words)}"),)
    return ()


def _place(found: Diagnostic) -> tuple[bool, str, int, int, int, str]:
    rank = list(Severity).index(found.severity)
    if found.span is None:
        return (True, "", 0, 0, rank, found.code)
    return (False, found.span.file, found.span.line, found.span.column, rank, found.code)
