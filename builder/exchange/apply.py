"""Apply: what was taken is put into the catalogues, each file whole or as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from builder.diagnostics import Findings
from builder.exchange.gather import name_of
from builder.exchange.take import Change, Place
from builder.load import Library
from builder.load.library import shown
from builder.load.read import read_bytes
from builder.translate.catalogue import parse_written
from builder.translate.merge import merge
from builder.translate.parts import Part, catalogue_file
from builder.translate.put import put_translations
from builder.translate.template import template
from builder.translate.write import headers
from builder.write import write

Rooms = Callable[[Part, str], Mapping[str, str]]
"""What translators are told about room, for messages that a catalogue does not have yet."""


def apply(
    library: Library, changes: Sequence[Change], places: Sequence[Place], lang: str, rooms: Rooms, findings: Findings
) -> tuple[str, ...]:
    """Write the catalogues that change, into the project; their names.

    A catalogue that lacks a message, or has an older source for it, is first brought up to date. Raises OSError.
    """
    files = []
    for place in places:
        mine = [change for change in changes if change.part == name_of(place.part)]
        if mine:
            files.append(_apply(library, mine, place.part, lang, rooms, findings))
    return tuple(file for file in files if file)


def _apply(library: Library, changes: Sequence[Change], part: Part, lang: str, rooms: Rooms, findings: Findings) -> str:
    old = library.po(part.kind, part.ids[0], lang)
    target = library.roots[0] / catalogue_file(part.kind, part.ids[0], lang)
    told = Findings()
    data = read_bytes(old, told, shown(old)) if old is not None else None
    written = parse_written(data, shown(target), told) if data is not None else None
    known = {entry.msgctxt: entry.msgid for _, entry in written.entries if entry is not None} if written else {}
    slots = template(part, library.claims(told))
    sources = {slot.context: slot.msgid for slot in slots}
    if not told.ok:
        findings.extend(told)
        return ""
    if any(known.get(change.context) != sources[change.context] for change in changes):
        text = merge(written, template(part, library.claims(told), rooms(part, lang)), headers(part, lang))
        written = parse_written(text.encode(), shown(target), told)
    if written is None:
        findings.extend(told)
        return ""
    write(target, put_translations(written, {change.context: change.new for change in changes}).encode())
    return shown(target)
