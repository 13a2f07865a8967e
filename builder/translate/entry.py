"""One message of a catalogue as a frozen value."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.source import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One message. `previous` is the source text that `msgstr` was made from, when it is not `msgid`."""

    context: str
    msgid: str
    msgstr: str
    fuzzy: bool
    previous: str | None
    comment: str
    span: Span
    lines: tuple[str, ...]

    def place(self, piece: str) -> Span:
        """Where a piece of the translation stands; the whole translation when a line break cuts it."""
        for number, line in enumerate(self.lines, self.span.line):
            if (column := line.find(piece) + 1) > 0:
                return Span(self.span.file, number, column, number, column + len(piece))
        return self.span
