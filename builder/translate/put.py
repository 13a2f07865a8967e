"""Translations put into a catalogue: only the entries that change are written anew, all other bytes stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from builder.diagnostics import Findings
from builder.translate.catalogue import WIDTH, Written
from builder.translate.merge import ended, flags, rendered
from builder.translate.stretches import Part, Stretch, split_lines, stretches
from builder.translate.template import Slot


class New(NamedTuple):
    """A translation to put: its text, whether it is a draft, and the source it was made from when that is older."""

    msgstr: str
    fuzzy: bool
    previous: str | None = None


def put_translations(old: Written, changes: Mapping[str, New]) -> str:
    """The catalogue's text with these translations, by context. Contexts that it does not have are passed over."""
    pieces: list[str] = []
    lines = split_lines(old.text)
    at = 0
    for stretch, entry in old.entries:
        pieces += lines[at : stretch.first - 1]
        at = stretch.first - 1 + len(stretch.lines)
        new = changes.get(entry.msgctxt or "") if entry is not None and not entry.obsolete else None
        if entry is None or new is None:
            pieces += stretch.lines
        else:
            pieces.append(_put(stretch, Slot(entry.msgctxt or "", entry.msgid, ()), new))
    return "".join(pieces + lines[at:])


def _put(stretch: Stretch, slot: Slot, new: New) -> str:
    eol = "\r\n" if stretch.lines[0].endswith("\r\n") else "\n"
    parts = {part: stretch.part(part) for part in Part}
    parts[Part.FLAGS] = flags(parts[Part.FLAGS], new.fuzzy, eol)
    parts[Part.PREVIOUS] = rendered(slot, eol, new.previous)[Part.PREVIOUS] if new.previous is not None else ()
    parts[Part.TARGET] = _target(new.msgstr, eol)
    return "".join(ended(line, eol) for part in Part for line in parts[part])


def _target(msgstr: str, eol: str) -> tuple[str, ...]:
    """The lines that polib writes for a translation."""
    import polib

    entry = polib.POEntry(msgctxt="x", msgid="x", msgstr=msgstr)
    written = entry.__unicode__(wrapwidth=WIDTH).replace("\n", eol)
    (stretch,) = stretches(written, "", Findings())
    return stretch.part(Part.TARGET)
