"""YAML as a light tree: every scalar a string, every node with its place. Made by `compose`, read by `bind`."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from builder.model.dataclass import dataclass
from builder.model.source import Span


class Mark(Protocol):
    """A place in the text, counted from 0, in characters."""

    index: int
    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A file's text and the name it is shown under."""

    shown: str
    text: str

    def span(self, start: Mark, end: Mark) -> Span:
        """The stretch from start to end, without white space at its end (libyaml's block ends on a later line)."""
        text, first, last = self.text, start.index, end.index
        if last <= first or not text[last - 1].isspace():
            return Span(self.shown, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        stretch = text[first:last].rstrip()
        breaks = stretch.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if len(breaks) == 1:
            return Span(self.shown, start.line + 1, start.column + 1, start.line + 1, start.column + 1 + len(stretch))
        return Span(self.shown, start.line + 1, start.column + 1, start.line + len(breaks), len(breaks[-1]) + 1)

    def at(self, index: int) -> Span:
        """The character at this index."""
        before = self.text[:index].replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return Span(self.shown, line, column, line, column + 1)


class Scalar:
    """A text. `plain`: written without quotes and not as a block."""

    __slots__ = ("end", "plain", "source", "start", "value")

    def __init__(self, value: str, plain: bool, source: Source, start: Mark, end: Mark) -> None:
        self.value = value
        self.plain = plain
        self.source = source
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """Where it stands, quotes included."""
        return self.source.span(self.start, self.end)

    @property
    def empty(self) -> bool:
        """Nothing is written, or YAML's word for nothing."""
        return self.plain and self.value in ("", "~", "null", "Null", "NULL")


class Sequence:
    """A list."""

    __slots__ = ("end", "items", "source", "start")

    def __init__(self, source: Source, start: Mark) -> None:
        self.items: list[Node] = []
        self.source = source
        self.start = start
        self.end = start

    @property
    def span(self) -> Span:
        """From its first entry to the end of its last."""
        return self.source.span(self.start, self.end)


class Mapping:
    """Fields by name: the key's own node (for its place) and the value."""

    __slots__ = ("end", "entries", "source", "start")

    def __init__(self, source: Source, start: Mark) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.source = source
        self.start = start
        self.end = start

    @property
    def span(self) -> Span:
        """From its first key to the end of its last value."""
        return self.source.span(self.start, self.end)


Node: TypeAlias = Scalar | Sequence | Mapping
