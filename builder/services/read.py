"""A directory of services from any file that can hold one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.library import with_logo
from builder.load.paths import shown
from builder.load.read import CONTROL, read_bytes
from builder.model.service import Service
from builder.model.source import Span
from builder.services.hsds import read_hsds
from builder.services.record import Fields, bind_records
from builder.services.spreadsheet import MOST_ROWS, read_csv, read_table
from builder.services.table import WORKBOOKS, read_rows

LIMIT = 20_000_000
"""Bytes of the largest directory that is read."""

_READERS: Mapping[str, Callable[[str, str, Findings], tuple[Fields, ...]]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".json": read_hsds,
}


def read_services(path: Path, library: Library, findings: Findings) -> tuple[Service, ...]:
    """The services of a YAML, CSV or HSDS file or a workbook; what cannot be read is an error and left out."""
    ending, name = path.suffix.lower(), shown(path)
    if ending in (".yaml", ".yml"):
        return tuple(library.services(path, findings).values())
    reader = _READERS.get(ending)
    if ending in WORKBOOKS:
        made = bind_records(_read_workbook(path, name, findings), findings)
        return tuple([with_logo(service, path.parent, findings) for service in made])
    if reader is None:
        told = f"{name} ends in `{path.suffix[:10]}`, which holds no services"
        findings.error("not-a-file", told, Span(name, 1, 1, 1, 1), "one of: .yaml, .csv, .tsv, .xlsx, .json (HSDS 3)")
        return ()
    text = _read_text(path, name, findings)
    made = () if text is None else bind_records(reader(text, name, findings), findings)
    return tuple([with_logo(service, path.parent, findings) for service in made])


def _read_workbook(path: Path, name: str, findings: Findings) -> tuple[Fields, ...]:
    unread, told = Findings(), Findings()
    rows = [row.filled for row in islice(read_rows(path, unread), MOST_ROWS + 1)]
    if len(rows) > MOST_ROWS:
        findings.error("too-many-values", f"{name} has more than {MOST_ROWS:,} rows", Span(name, 1, 1, 1, 1))
        return ()
    found = tuple(read_table(rows, name, told))
    findings.extend(unread)
    if unread.ok:  # of a file that could not be read it need not be said that it is empty
        findings.extend(told)
    return found


def _read_text(path: Path, name: str, findings: Findings) -> str | None:
    data = read_bytes(path, findings, name, limit=LIMIT)
    if data is None:
        return None
    text = _decoded(data, path.suffix.lower(), name, findings)
    if text is None:
        return None
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        place = Span(name, line, 1, line, 1)
        findings.error("control-character", f"control character U+{ord(found[0]):04X} stands in this line", place)
        return None
    return text


def _decoded(data: bytes, ending: str, name: str, findings: Findings) -> str | None:
    """UTF-8, or of a table what Excel writes: UTF-16 that marks itself ("Unicode text"), or else Windows-1252, which is
    told with the first word that shows whether it was that."""
    hint = "in the spreadsheet choose “CSV UTF-8” when you save"
    try:
        if ending != ".json" and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252") if ending != ".json" else None
    except UnicodeDecodeError:
        text = None
    if text is None:
        findings.error("not-utf-8", f"{name} is not saved as UTF-8", Span(name, 1, 1, 1, 1), hint)
        return None
    word = next(found for found in re.finditer(r"[^\s,;\"]+", text) if not found[0].isascii())
    line = text.count("\n", 0, word.start()) + 1
    column = word.start() - text.rfind("\n", 0, word.start())
    place = Span(name, line, column, line, column + len(word[0]))
    told = f"{name} is not saved as UTF-8; it is read as Excel's plain CSV (Windows-1252): `{word[0][:40]}`"
    findings.warn("not-utf-8", told, place, f"if that is not what you wrote, {hint}")
    return text
