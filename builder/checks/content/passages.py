"""The texts that checks of content read: those of the source files, and their translations, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from builder.load.place import place
from builder.model.dataclass import dataclass
from builder.model.source import Span, Text
from builder.model.wording import Allowed
from builder.translate.catalogue import Catalogue
from builder.translate.entry import Entry
from builder.translate.messages import Message, messages

_PERMISSION = re.compile(r"wording-ok +(?P<term>[a-z][a-z0-9-]*) *(?::(?P<because>.*))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One text as it is written, in one language; `place` gives the span of a piece of it.

    `name` is the field's; `text` is None for translations, which `--fix` does not change. `owners`: as messages have
    them. `allowed`: ids of rules of wording -> where that was said, and why.
    """

    value: str
    language: str
    id: str
    name: str
    span: Span
    place: Callable[[int, int], Span]
    owners: tuple[Any, ...] = ()
    text: Text | None = None
    allowed: Mapping[str, tuple[Span | None, str]] = field(default_factory=dict)

    @property
    def hearsay(self) -> bool:
        """The line `myth` of a myth: what people say, not what we say."""
        return self.name == "myth"

    @property
    def vouched(self) -> bool:
        """A region's line `law`: it is printed only where a named person has checked it."""
        return self.name == "law" and len(self.owners) == 1


def written(value: Any) -> tuple[Passage, ...]:
    """The passages of a leaflet, a region or the common words that stand in its own file, in their order."""
    whole = value.span
    return tuple(
        _passage(message, value.language)
        for message in messages(value)
        if whole is None or message.text.span.file == whole.file
    )


def translated(catalogue: Catalogue, language: str, known: Mapping[str, Message]) -> Iterator[Passage]:
    """The passages of a catalogue; `known` are the messages of the source by context."""
    for context, entry in catalogue.entries.items():
        if entry.msgstr.strip():
            message = known.get(context)
            yield Passage(
                entry.msgstr,
                language,
                context,
                message.field if message else "",
                entry.span,
                _in_entry(entry),
                message.owners if message else (),
                allowed=_permissions(entry),
            )


def as_printed(text: Text) -> Passage:
    """A text of an edition. Its place is the whole of it: placeholders have been filled."""
    return Passage(text.value, text.lang, text.id, "", text.span, lambda start, end: text.span, text=text)


def unreasoned(catalogue: Catalogue) -> Iterator[tuple[str, Span]]:
    """Permissions in a translator's comments that give no reason."""
    for entry in catalogue.entries.values():
        for found in _PERMISSION.finditer(entry.comment):
            if not (found["because"] or "").strip():
                yield found["term"], entry.span


def _passage(message: Message, language: str) -> Passage:
    text = message.text
    allowed: dict[str, tuple[Span | None, str]] = {}
    for owner in message.owners:
        permissions: tuple[Allowed, ...] = getattr(owner, "wording_ok", ())
        allowed |= {one.term: (one.span, one.because) for one in permissions}
    return Passage(
        text.value,
        text.lang or language,
        text.id,
        message.field,
        text.span,
        lambda start, end: place(text, start, end),
        message.owners,
        text,
        MappingProxyType(allowed),
    )


def _permissions(entry: Entry) -> Mapping[str, tuple[Span | None, str]]:
    if "wording-ok" not in entry.comment:
        return MappingProxyType({})
    told = {
        found["term"]: (entry.span, found["because"].strip())
        for found in _PERMISSION.finditer(entry.comment)
        if (found["because"] or "").strip()
    }
    return MappingProxyType(told)


def _in_entry(entry: Entry) -> Callable[[int, int], Span]:
    return lambda start, end: entry.place(entry.msgstr[start:end])
