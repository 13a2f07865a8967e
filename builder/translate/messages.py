"""Every text that a translator translates, in the order in which the file says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple, TypeVar, cast

from builder.model.leaflet import Claims, Condition, Leaflet
from builder.model.region import Naloxone, Region, TestStrip
from builder.model.source import Span, Text
from builder.model.words import CommonWords

Value = TypeVar("Value")


class Message(NamedTuple):
    """A text and what it is part of: `owners` from the outermost (leaflet, region, common words) inwards.

    `safety` holds when the text, its item or its block is marked so, and for the doses of a region.
    """

    text: Text
    field: str
    owners: tuple[Any, ...]
    safety: bool

    @property
    def context(self) -> str:
        """The `msgctxt`."""
        return self.text.id


def messages(value: object) -> tuple[Message, ...]:
    """The messages of a leaflet, a region or the common words."""
    if not isinstance(value, _WHOLE):
        return tuple(_walk(value, ()))
    kept = _recent.get(id(value))
    if kept is None or kept[0] is not value:
        if len(_recent) >= _MOST_RECENT:
            del _recent[next(iter(_recent))]
        kept = _recent[id(value)] = value, tuple(_walk(value, ()))
    return kept[1]


# By identity: the gate before paper and reading back ask for those of the same edition. What is held keeps its id
_WHOLE = (Leaflet, Region, CommonWords)
_recent: dict[int, tuple[object, tuple[Message, ...]]] = {}
_MOST_RECENT = 16


def rewrite(value: Value, change: Callable[[Text], Text]) -> Value:
    """A copy in which every text has been changed; parts without texts are the same objects."""
    return cast(Value, _rewritten(value, change))


def _rewritten(value: Any, change: Callable[[Text], Text]) -> Any:
    if isinstance(value, Text):
        return change(value)
    if isinstance(value, tuple):
        parts = tuple(_rewritten(part, change) for part in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    changed: dict[str, object] = {}
    for name in _names(type(value)):
        old = getattr(value, name)
        if old is not None and type(old) not in _PLAIN and (new := _rewritten(old, change)) is not old:
            changed[name] = new
    return replace(value, **changed) if changed else value


def _walk(value: Any, owners: tuple[Any, ...], field: str = "") -> Iterator[Message]:
    if isinstance(value, Text):
        safety = value.safety or any(isinstance(owner, _DOSES) or _marked(owner) for owner in owners)
        yield Message(value, field, owners, safety)
    elif isinstance(value, tuple):
        for part in value:
            yield from _walk(part, owners, field)
    else:
        below = (*owners, value)
        for name in _names(type(value)):
            part = getattr(value, name)
            if part is not None and type(part) not in _PLAIN:
                yield from _walk(part, below, name)


_PLAIN = (str, float, int, bool)
_DOSES = (Naloxone, TestStrip)


def _marked(owner: object) -> bool:
    return getattr(owner, "safety", False) is True


def _names(kind: Any) -> tuple[str, ...]:
    """The fields that can hold texts; none for what is not a dataclass."""
    names = _KNOWN.get(kind)
    if names is None:
        holds = is_dataclass(kind) and kind not in (Span, Claims, Condition)
        names = tuple(field.name for field in fields(kind) if field.name != "span") if holds else ()
        _KNOWN[kind] = names
    return names


_KNOWN: dict[Any, tuple[str, ...]] = {}
