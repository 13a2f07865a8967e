"""Gettext catalogues as frozen values. What is wrong with a file is a finding, never a traceback."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from builder.diagnostics import Diagnostic, Findings, Hint
from builder.load.kept import Stamp, settled, stamp_of
from builder.load.read import decode, read_bytes
from builder.model.dataclass import dataclass
from builder.model.source import Span
from builder.translate.entry import Entry
from builder.translate.regular import regular, regular_headers
from builder.translate.stretches import Part, Stretch, stretches

if TYPE_CHECKING:
    from polib import POEntry, POFile

WIDTH = 79
"""Columns at which long lines are folded, as msgcat and Poedit fold them."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's translations, by message context; obsolete entries are left out."""

    file: str
    entries: Mapping[str, Entry]
    headers: Mapping[str, str]
    span: Span


class Written(NamedTuple):
    """A catalogue as it is written. `entries`: each stretch of lines with what polib reads, None for the header."""

    text: str
    entries: tuple[tuple[Stretch, POEntry | None], ...]
    headers: Mapping[str, str]


def read_catalogue(path: Path, findings: Findings, shown: str | None = None) -> Catalogue | None:
    """The catalogue at `path`, or None and errors. `shown` is its name in findings.

    A file that has not changed is not parsed again.
    """
    name = shown if shown is not None else str(path)
    held, stamp = _READ.get((path, name)), stamp_of(path)
    if held is None or stamp is None or held.stamp != stamp:
        began = time.time_ns()
        data = read_bytes(path, findings, name)
        if data is None:
            return None
        sure = settled(stamp, began) if stamp == stamp_of(path) else None
        if held is None or held.data != data:
            mine = Findings()
            held = _Read(sure, data, parse_catalogue(data, name, mine), tuple(mine))
        held = _READ[path, name] = held._replace(stamp=sure)
    findings.extend(held.told)
    return held.catalogue


class _Read(NamedTuple):
    """A file that has been read, and what was found in it; nothing has changed as long as its stamp is the same."""

    stamp: Stamp | None
    data: bytes
    catalogue: Catalogue | None
    told: tuple[Diagnostic, ...]


_READ: dict[tuple[Path, str], _Read] = {}


def parse_catalogue(data: bytes, file: str, findings: Findings) -> Catalogue | None:
    """The catalogue that these bytes are, or None and errors. `file` is its name, `<language>.po`."""
    mine = Findings()
    source = decode(data, mine, file)
    entries = regular(source.text, file) if source is not None else None
    if entries is None:
        return parse_carefully(data, file, findings)
    catalogue = _regular_catalogue(entries, file, mine)
    findings.extend(mine)
    return catalogue if mine.ok else None


def parse_carefully(data: bytes, file: str, findings: Findings) -> Catalogue | None:
    """As `parse_catalogue`, line by line and by polib: what is wrong is told with its place."""
    mine = Findings()
    found = parse_written(data, file, mine)
    catalogue = None if found is None else _catalogue(found, file, mine)
    findings.extend(mine)
    return catalogue if mine.ok else None


def parse_written(data: bytes, file: str, findings: Findings) -> Written | None:
    """The catalogue with its lines, or None and errors."""
    mine = Findings()
    source = decode(data, mine, file)
    found = stretches(source.text, file, mine) if source is not None else ()
    if source is not None and mine.ok and not found:
        hint = "delete it, or begin with a copy of another language's file, its translations emptied"
        mine.error("catalogue-syntax", f"{file} holds no messages", Span(file, 1, 1, 1, 1), hint)
    parsed = _polib(source.text, file, mine) if source is not None and mine.ok else None
    findings.extend(mine)
    if source is None or parsed is None:
        return None
    # polib counts an entry from its first line, the file's first entry from 0, and takes the header out of the list
    read = {entry.linenum or found[0].first: entry for entry in parsed}
    return Written(source.text, tuple((stretch, read.get(stretch.first)) for stretch in found), dict(parsed.metadata))


def _polib(text: str, file: str, findings: Findings) -> POFile | None:
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


def _catalogue(written: Written, file: str, findings: Findings) -> Catalogue:
    entries: dict[str, Entry] = {}
    span = Span(file, 1, 1, 1, 1)
    for stretch, entry in written.entries:
        if entry is None:
            span = stretch.span(Part.TARGET, file)
        elif not entry.obsolete:
            _keep(_entry(entry, stretch, file), entry, entries, findings)
    _check_charset(written.headers, span, findings)
    _check_language(written.headers, file, span, findings)
    return Catalogue(file, MappingProxyType(entries), MappingProxyType(dict(written.headers)), span)


def _regular_catalogue(entries: Sequence[Entry], file: str, findings: Findings) -> Catalogue:
    header, *others = entries
    headers = regular_headers(header.msgstr)
    _check_charset(headers, header.span, findings)
    _check_language(headers, file, header.span, findings)
    made = {each.context: each for each in others}
    return Catalogue(file, MappingProxyType(made), MappingProxyType(headers), header.span)


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
            "copy the `msgctxt` of this text from another language's file",
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


def _check_language(headers: Mapping[str, str], file: str, span: Span, findings: Findings) -> None:
    named = headers.get("Language", "").replace("_", "-").partition("-")[0].lower()
    expected = PurePath(file).stem.partition("-")[0].lower()
    if named and named != expected:
        findings.warn(
            "catalogue-language",
            f"the header says the language is `{headers['Language']}`, the file's name says `{PurePath(file).stem}`",
            span,
            "is this a copy of another language's catalogue? Otherwise make them agree",
        )
