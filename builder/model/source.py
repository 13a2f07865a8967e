"""Where a value was written, and texts that remember it."""

from __future__ import annotations

from dataclasses import MISSING, field
from enum import StrEnum
from typing import Any, NewType

from builder.model.dataclass import dataclass

Length = NewType("Length", float)
"""A length in points; in YAML a number with its unit: `12pt`, `8mm`, `3.6875in`, `1.2cm`."""

Colour = NewType("Colour", str)
"""A colour as `#rrggbb`, lower case."""

Id = NewType("Id", str)
"""A name that files and messages refer to: lower-case letters, digits and hyphens (`[a-z][a-z0-9-]*`)."""


def doc(
    text: str,
    *,
    default: Any = MISSING,
    factory: Any = MISSING,
    least: float | str | None = None,
    most: float | str | None = None,
    verbatim: bool = False,
    like: str = "",
    bare: bool = False,
) -> Any:
    """A dataclass field with its line in the manual; editors show it through the JSON Schema.

    `least` and `most` bound a number, or a length as it is written: `6pt`. `verbatim`: printed as it is written.
    `like`: the expression that the whole of a text must match. `bare`: a list that may stand with nothing after it.
    """
    bounds = {name: value for name, value in (("least", least), ("most", most)) if value is not None}
    metadata = {"doc": text, **bounds, **({"verbatim": True} if verbatim else {}), **({"like": like} if like else {})}
    metadata |= {"bare": True} if bare else {}
    if factory is not MISSING:
        return field(default_factory=factory, metadata=metadata)
    if default is not MISSING:
        return field(default=default, metadata=metadata)
    return field(metadata=metadata)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file. Lines and columns count from 1; the end column is the first one after the stretch."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def __lt__(self, other: Span) -> bool:
        """By file and place, as findings are listed."""
        return (self.file, self.line, self.column) < (other.file, other.line, other.column)


class State(StrEnum):
    """How far a text of an edition can be trusted."""

    SOURCE = "source"
    TRANSLATED = "translated"
    DRAFT = "draft"
    STALE = "stale"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a reader sees and a translator translates.

    `value` may hold `**bold**` and placeholders such as `{emergency}`; in an edition the placeholders are filled.
    `id` is the message context, `<block id>[.<item id>].<field>`, set when the owning block is loaded.
    `lang` is the language tag of `value`; empty means the source language of its file.
    """

    value: str
    span: Span
    id: str = ""
    lang: str = ""
    state: State = State.SOURCE
    safety: bool = False
