"""Gettext catalogues as frozen values. What is wrong with a file is a finding, never a traceback."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Findings, Hint
from builder.load.read import decode, read_bytes
from builder.model.source import Span
from builder.translate.stretches import Part, Stretch, stretches

if TYPE_CHECKING:
    from polib import POEntry, POFile


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


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's translations, by message context; obsolete entries are left out."""

    file: str
    entries: Mapping[str, Entry]
    headers: Mapping[str, str]
    span: Span


def read_catalogue(path: Path, findings: Findings, shown: str | None = None) -> Catalogue | None:
    """The catalogue at `path`, or None and errors. `shown` is its name in findings.

    A file that has not changed is not parsed again.
    """
    name = shown if shown is not None else str(path)
    data = read_bytes(path, findings, name)
    if data is None:
        return None
    held = _READ.get((path, name))
    if held is None or held[0] != data:
        mine = Findings()
        held = _READ[(path, name)] = (data, _parse(data, name, mine), tuple(mine))
    findings.extend(held[2])
    return held[1]


_READ: dict[tuple[Path, str], tuple[bytes, Catalogue | None, tuple[Diagnostic, ...]]] = {}


def _parse(data: bytes, file: str, findings: Findings) -> Catalogue | None:
    source = decode(data, findings, file)
    if source is None:
        return None
    found = stretches(source.text, file, findings)
    if not findings.ok:
        return None
    parsed = parse(source.text, file, findings)
    if parsed is None:
        return None
    headers = dict(parsed.metadata)
    span = Span(file, 1, 1, 1, 1)
    at = {stretch.first: stretch for stretch in found}
    entries: dict[str, Entry] = {}
    for index, entry in enumerate(parsed):
        # polib counts an entry from its first line, the very first one from 0
        stretch = at.get(entry.linenum) or (found[0] if index == 0 and found else None)
        if entry.obsolete or stretch is None:
            continue
        _keep(_entry(entry, stretch, file), entry, entries, findings)
    if found and not headers and not entries and not any(stretch.obsolete for stretch in found):
        findings.error("catalogue-syntax", f"{file} holds no messages", span)
    if not found:
        findings.error(
            "catalogue-empty", f"{file} is empty", span, "delete it, or write it anew with `leaflet translate add`"
        )
        return None
    _check_charset(headers, _header_span(found, file), findings)
    if not findings.ok:
        return None
    return Catalogue(file, MappingProxyType(entries), MappingProxyType(headers), _header_span(found, file))


def parse(text: str, file: str, findings: Findings) -> POFile | None:
    """What polib makes of a catalogue's text, or None and an error at the line that it names."""
    import polib

    try:
        # The newline at the end keeps polib from taking a short text for a file's name.
        return polib.pofile(text.rstrip("\n") + "\n", encoding="utf-8", wrapwidth=WIDTH)
    except OSError as reason:
        line = int(found[1]) if (found := re.search(r"line (\d+)", str(reason))) else 1
        findings.error(
            "catalogue-syntax",
            "the parts of this entry are not in gettext's order",
            Span(file, line, 1, line, 1),
            "each entry is msgctxt, msgid, msgstr, each once; comments come before them",
        )
        return None


WIDTH = 79
"""Columns at which long lines are folded, as msgcat and Poedit fold them."""


def _entry(entry: POEntry, stretch: Stretch, file: str) -> Entry:
    return Entry(
        context=entry.msgctxt or "",
        msgid=entry.msgid,
        msgstr=entry.msgstr,
        fuzzy=entry.fuzzy,
        previous=entry.previous_msgid if entry.fuzzy else None,
        comment=entry.tcomment,
        span=stretch.span(Part.TARGET, file),
        lines=stretch.part(Part.TARGET),
    )


def _keep(mine: Entry, entry: POEntry, entries: dict[str, Entry], findings: Findings) -> None:
    if not mine.context:
        findings.error(
            "message-without-context",
            "this message has no `msgctxt`, so nothing says where it belongs",
            mine.span,
            "copy the entry from a catalogue that `leaflet translate add` wrote",
        )
    elif entry.msgid_plural:
        findings.error("message-plural", f"`{mine.context}` has plural forms; leaflets have none", mine.span)
    elif mine.context in entries:
        findings.error(
            "duplicate-message",
            f"`{mine.context}` is translated twice",
            mine.span,
            Hint("the first one", entries[mine.context].span),
        )
    else:
        entries[mine.context] = mine


def _check_charset(headers: Mapping[str, str], span: Span, findings: Findings) -> None:
    found = re.search(r"charset=\s*([^\s;]+)", headers.get("Content-Type", ""))
    if found and found[1].lower().replace("-", "") not in ("utf8", "usascii", "ascii", "charset"):
        findings.error(
            "wrong-encoding",
            f"the header says the file is in {found[1]}",
            span,
            "save it as UTF-8: in Poedit, Translation > Properties > Charset",
        )


def _header_span(found: tuple[Stretch, ...], file: str) -> Span:
    for stretch in found:
        if not stretch.part(Part.CONTEXT) and not stretch.obsolete:
            return stretch.span(Part.TARGET, file)
    return Span(file, 1, 1, 1, 1)
