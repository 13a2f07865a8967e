"""Every text that a translator translates, in the order in which the file says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from builder.model.leaflet import Claims, Condition
from builder.model.region import Naloxone
from builder.model.source import Span, Text

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Message:
    """A text and what it is part of: `owners` from the outermost (leaflet, region, common words) inwards.

    `safety` holds when the text, its item or its block is marked so, and for the doses of a region.
    """

    text: Text
    field: str
    owners: tuple[Any, ...]

    @property
    def context(self) -> str:
        """The `msgctxt`."""
        return self.text.id

    @property
    def safety(self) -> bool:
        return self.text.safety or any(
            isinstance(owner, Naloxone) or getattr(owner, "safety", False) is True for owner in self.owners
        )


def messages(value: object) -> tuple[Message, ...]:
    """The messages of a leaflet, a region or the common words."""
    return tuple(_walk(value, ()))


def rewrite(value: Value, change: Callable[[Text], Text]) -> Value:
    """A copy in which every text has been changed; parts without texts are the same objects."""
    if isinstance(value, Text):
        return cast(Value, change(value))
    if isinstance(value, tuple):
        parts = tuple(rewrite(part, change) for part in value)
        return cast(Value, parts) if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    if not is_dataclass(value) or isinstance(value, (type, *_NO_TEXTS)):
        return value
    changed: dict[str, object] = {}
    for name in _names(type(value)):
        old = getattr(value, name)
        if isinstance(old, str) or old is None:
            continue
        new = rewrite(old, change)
        if new is not old:
            changed[name] = new
    return replace(value, **changed) if changed else value


_NO_TEXTS = (Span, Claims, Condition)


def _walk(value: object, owners: tuple[Any, ...], field: str = "") -> Iterator[Message]:
    if isinstance(value, Text):
        yield Message(value, field, owners)
    elif isinstance(value, tuple):
        for part in value:
            yield from _walk(part, owners, field)
    elif is_dataclass(value) and not isinstance(value, (type, *_NO_TEXTS)):
        for name in _names(type(value)):
            part = getattr(value, name)
            if part is not None and not isinstance(part, (str, float)):
                yield from _walk(part, (*owners, value), name)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "span")
