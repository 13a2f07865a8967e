"""A spreadsheet as rows of cells: CSV in any of Excel's delimiters and encodings, or a workbook. Rows are not kept."""

from __future__ import annotations

import codecs
import csv
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from builder.diagnostics import Findings
from builder.load.paths import shown
from builder.model.source import Span
from builder.services.spreadsheet import Cell
from builder.services.workbook import MOST_BYTES, Row, workbook_rows

_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r"sep=(.)\r?\n?")

WORKBOOKS = (".xlsx", ".xlsm")
"""How files that are workbooks end."""

_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"<?xml")
"""How files begin that are no text of a table: OpenDocument and Numbers, old workbooks of Excel, PDF, XML."""


def read_rows(path: Path, findings: Findings) -> Iterator[Row]:
    """The rows that hold anything, one after the other; what cannot be read is an error and ends them."""
    name = shown(path)
    whole = Span(name, 1, 1, 1, 1)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            findings.error("unreadable-order", f"{name} is not a file", whole)
            return
        if status.st_size > MOST_BYTES:
            findings.error("unreadable-order", f"{name} has more than {MOST_BYTES // 1_000_000} MB", whole)
            return
        if path.suffix.lower() in WORKBOOKS:
            yield from workbook_rows(path, name, findings)
        elif _is_other(path):
            told = f"{name} is a file of another program, not a table as CSV"
            findings.error("unreadable-order", told, whole, "save it from your spreadsheet as .xlsx, or as CSV")
        else:
            yield from _text(path, name, findings)
    except OSError as error:
        findings.error("unreadable-order", f"{name} cannot be read: {error.strerror or error}", whole)


def _is_other(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8).removeprefix(codecs.BOM_UTF8).startswith(_OTHERS)


def _text(path: Path, name: str, findings: Findings) -> Iterator[Row]:
    encoding = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        told = _SEPARATOR.fullmatch(file.readline(8))
        file.seek(0)
        # the first rows may be a heading without any
        delimiter = told[1] if told else max(_DELIMITERS, key=file.read(8192).count)
        file.seek(0)
        lines = _Lines(file, skip=told is not None)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            lines.forget()
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                place = Span(name, lines.first, 1, lines.first, 2)
                findings.error(
                    "unreadable-order",
                    f"row {lines.first} cannot be read: {error}",
                    place,
                    "is a quotation mark not closed?",
                )
                return
            if any(value.strip() for value in values):
                yield Row(lines.first, tuple(lines.placed(values, name)))


class _Lines:
    """The lines of a file, of which those of the row at hand are kept."""

    def __init__(self, file: IO[str], skip: bool) -> None:
        self._file = file
        self._count = 0
        self._kept: list[str] = []
        self.first = 1
        if skip:
            self._count += 1
            file.readline()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline()
        if not line:
            raise StopIteration
        self._count += 1
        self._kept.append(line)
        # a NUL ends a text for half of the programs that will ever read it
        return line.replace("\0", "")

    def forget(self) -> None:
        """A new row begins."""
        self._kept.clear()
        self.first = self._count + 1

    def placed(self, values: list[str], name: str) -> Iterator[Cell]:
        """The values where they stand in their first line; in a row of several lines, at its beginning."""
        line = self._kept[0] if self._kept else ""
        at = 0
        for value in values:
            found = line.find(value, at) if len(self._kept) == 1 else -1
            start = found if found >= 0 else min(at, len(line))
            at = start + len(value)
            yield Cell(value.strip(), Span(name, self.first, start + 1, self.first, max(start + 2, at + 1)))


def _encoding(path: Path) -> str:
    """UTF-8, or UTF-16 where the file says so (Excel's "Unicode text"), or else what Excel calls plain CSV."""
    with path.open("rb") as file:
        begin = file.read(4)
        if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
