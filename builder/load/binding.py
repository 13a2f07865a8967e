"""What every binder is handed, and how it says that something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from builder.diagnostics import Findings, Hint
from builder.load.nodes import Node, Scalar, Sequence
from builder.model.source import Span

MOST = 100
"""Findings in one file before binding it stops."""


class _Bad:
    """Stands for a value that could not be bound; its finding has been made."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "BAD"


BAD: Final[Any] = _Bad()


class TooMany(Exception):
    """`MOST` findings have been made."""


class Binding:
    """One file being bound: its findings, and the ids and messages seen so far."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.errors = 0
        self.seen: dict[tuple[str, str], Span] = {}

    def error(self, code: str, message: str, span: Span, *hints: Hint | str) -> None:
        """Make an error and count it. Raises `TooMany`."""
        self.findings.error(code, message, span, *hints)
        self.errors += 1
        if self.errors >= MOST:
            raise TooMany

    def wrong(self, node: Node, name: str, wanted: str, *hints: Hint | str) -> Any:
        """The value is not of the kind wanted."""
        if wanted.startswith("a text") and not isinstance(node, Scalar):
            hints = (*hints, "a text that begins with { or [ must be in quotes")
        if isinstance(node, Scalar) and node.empty:
            self.error("empty-value", f"`{name}` is empty; it needs {wanted}", node.span, *(hints or _comment(node)))
        else:
            self.error("wrong-type", f"`{name}` needs {wanted}, not {kind(node)}", node.span, *hints)
        return BAD

    def unique(self, scope: str, word: str, span: Span, what: str) -> bool:
        """Note that the word is used here. A second use in its scope is False, and an error that names both places."""
        first = self.seen.setdefault((scope, word), span)
        if first is not span:
            self.error("duplicate-id", f"{what} `{word}` is used twice", span, Hint("it is used here already", first))
        return first is span


Bind: TypeAlias = Callable[[Node, Binding, str, str, bool], Any]
"""(node, binding, owner, name, safety) -> value or BAD. `owner` and `name`, the field's, make the message id."""


def or_nothing(bind_list: Bind) -> Bind:
    """Binds a list that may stand with nothing after its name."""

    def bind(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
        if isinstance(node, Scalar) and node.empty:
            return ()
        return bind_list(node, binding, owner, name, safety)

    return bind


def kind(node: Node) -> str:
    """What a node is, in words."""
    if isinstance(node, Scalar):
        return "text" if node.value else "an empty text"
    return "a list" if isinstance(node, Sequence) else "a mapping of fields"


def _comment(node: Scalar) -> tuple[str, ...]:
    """A colour or text that begins with `#` is a comment to YAML."""
    rest = node.source.text[node.end.index :].split("\n", 1)[0].strip()
    if rest.startswith("#") and len(rest) > 1 and rest[1] != " ":
        return (f"after a blank, # begins a comment; did you mean '{rest.split(' ')[0]}' in quotes?",)
    return ()


def as_list(value: str) -> str:
    """How a text is written as a list: a word as it is, an address line by line."""
    if " " not in value:
        return f"write [{value}]"
    lines = ", ".join(f'"{part.strip()}"' for part in value.split(",") if part.strip())
    return f"write what belongs in one line as one entry: [{lines}]"
