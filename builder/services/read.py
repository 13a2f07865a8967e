"""A directory of services from any file that can hold one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from builder.services.spreadsheet import read_csv

LIMIT = 20_000_000
"""Bytes of the largest directory that is read."""

_READERS: Mapping[str, Callable[[str, str, Findings], tuple[Fields, ...]]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".json": read_hsds,
}


def read_services(path: Path, library: Library, findings: Findings) -> tuple[Service, ...]:
    """The services of a YAML, CSV or HSDS file; what cannot be read is an error and left out."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return tuple(library.services(path, findings).values())
    reader = _READERS.get(path.suffix.lower())
    name = shown(path)
    if reader is None:
        told = f"{name} ends in `{path.suffix[:10]}`, which holds no services"
        findings.error("not-a-file", told, Span(name, 1, 1, 1, 1), "one of: .yaml, .csv, .tsv, .json (HSDS 3)")
        return ()
    text = _read_text(path, name, findings)
    made = () if text is None else bind_records(reader(text, name, findings), findings)
    return tuple([with_logo(service, path.parent, findings) for service in made])


def _read_text(path: Path, name: str, findings: Findings) -> str | None:
    data = read_bytes(path, findings, name, limit=LIMIT)
    if data is None:
        return None
    whole = Span(name, 1, 1, 1, 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        hint = "in the spreadsheet choose “CSV UTF-8” when you save"
        findings.error("not-utf-8", f"{name} is not saved as UTF-8", whole, hint)
        return None
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        place = Span(name, line, 1, line, 1)
        findings.error("control-character", f"control character U+{ord(found[0]):04X} stands in this line", place)
        return None
    return text
