"""The formats that messages travel in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePath
from typing import Final

from builder.diagnostics import Findings
from builder.exchange.row import Picture, Received, Row
from builder.model.source import Span

FORMATS: Final = {"xliff": ".xlf", "xliff-2.1": ".xliff", "csv": ".csv", "xlsx": ".xlsx"}
"""Name of each format on the command line, and how its files end."""

_BY_ENDING = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlf": "xliff", ".xliff": "xliff"}


def write_rows(
    format: str, rows: Sequence[Row], lang: str, source: str, *, pictures: Mapping[str, Picture], rtl: bool
) -> bytes:
    """A file of these rows. Raises ValueError when a text has a character that the format cannot hold."""
    if format == "csv":
        from builder.exchange.csv_file import write_csv

        return write_csv(rows, lang, source)
    if format == "xlsx":
        from builder.exchange.xlsx_file import write_xlsx

        return write_xlsx(rows, lang, source, pictures, rtl)
    if format == "xliff-2.1":
        from builder.exchange.xliff_21 import write_xliff_21

        return write_xliff_21(rows, lang, source)
    from builder.exchange.xliff_12 import write_xliff_12

    return write_xliff_12(rows, lang, source)


def read_rows(data: bytes, name: str, known: Collection[str], findings: Findings) -> tuple[Received, ...]:
    """What a file says, by its ending; `known` are texts that it should hold, by which an old encoding is told."""
    kind = _BY_ENDING.get(PurePath(name).suffix.lower(), "")
    if kind == "csv":
        from builder.exchange.csv_file import read_csv

        return read_csv(data, name, known, findings)
    if kind == "xlsx":
        from builder.exchange.xlsx_file import read_xlsx

        return read_xlsx(data, name, findings)
    if kind == "xliff":
        return _read_xliff(data, name, findings)
    endings = ", ".join(sorted(_BY_ENDING))
    findings.error("unreadable-exchange", f"{name} is of no known format", Span(name, 1, 1, 1, 1), f"known: {endings}")
    return ()


def _read_xliff(data: bytes, name: str, findings: Findings) -> tuple[Received, ...]:
    from builder.exchange.xliff_12 import read_xliff_12
    from builder.exchange.xliff_21 import read_xliff_21
    from builder.exchange.xml_text import lines_of, local, parse

    root = parse(data, name, findings)
    if root is None:
        return ()
    version = root.get("version", "") if local(root) == "xliff" else ""
    if version.startswith("1."):
        return tuple(read_xliff_12(root, lines_of(root, data)))
    if version.startswith("2."):
        return tuple(read_xliff_21(root, lines_of(root, data)))
    findings.error("unreadable-exchange", f"{name} is no XLIFF of version 1 or 2", Span(name, 1, 1, 1, 1))
    return ()
