"""Gather: a language's messages as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from builder.diagnostics import Findings
from builder.exchange.row import STATES, Row, key_of
from builder.load import Library
from builder.load.library import shown
from builder.model.source import State
from builder.translate.catalogue import read_catalogue
from builder.translate.entry import Entry
from builder.translate.parts import Part
from builder.translate.speak import state_of
from builder.translate.template import template
from builder.translate.whole import own_messages

Room = tuple[int, int, str]
"""Characters, lines, and where the message stands."""

Rooms = Callable[[Part], Mapping[str, Room]]


def gather(library: Library, parts: Sequence[Part], lang: str, rooms: Rooms, findings: Findings) -> tuple[Row, ...]:
    """The messages of these parts in the order of their sources, each with its translation as it is now."""
    return tuple(row for part in parts for row in _rows(library, part, lang, rooms(part), findings))


def name_of(part: Part) -> str:
    """How files name a part."""
    return part.kind if part.kind == "common" else f"{part.kind}/{part.ids[0]}"


def _rows(library: Library, part: Part, lang: str, rooms: Mapping[str, Room], findings: Findings) -> Iterator[Row]:
    path = library.po(part.kind, part.ids[0], lang)
    catalogue = read_catalogue(path, findings, shown(path)) if path is not None else None
    notes = {slot.context: slot.comments for slot in template(part, library.claims(findings))}
    for message in own_messages(part):
        entry = catalogue.entries.get(message.context) if catalogue is not None else None
        source = message.text.value
        room, lines, where = rooms.get(message.context, (0, 0, ""))
        yield Row(
            part=name_of(part),
            context=message.context,
            key=key_of(source),
            source=source,
            target=entry.msgstr if entry is not None else "",
            state=STATES[state_of(entry, source) if entry is not None else State.MISSING],
            room=room,
            lines=lines,
            safety=message.safety,
            where=where,
            notes=notes.get(message.context, ()),
            previous=_previous(entry, source),
        )


def _previous(entry: Entry | None, source: str) -> str:
    if entry is None or not entry.msgstr:
        return ""
    if entry.fuzzy and entry.previous is not None:
        return entry.previous
    return entry.msgid if entry.msgid != source else ""
