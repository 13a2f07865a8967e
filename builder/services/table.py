"""A spreadsheet as rows of cells: CSV in any of Excel's delimiters and encodings, or a workbook. Rows are not kept."""

from __future__ import annotations

import codecs
import csv
import datetime
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, NamedTuple

from builder.diagnostics import Findings
from builder.load.paths import shown
from builder.model.source import Span
from builder.services.spreadsheet import Cell

MOST_BYTES = 200_000_000
"""Of a file, and of a workbook as unpacked: a small one can unpack to more than the memory holds."""

_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r"sep=(.)\r?\n?")
# ECMA-376 part 1, 18.3.1.54
_MERGED = re.compile(rb'mergeCell [^<>]{0,40}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MOST_MERGED = 50_000
_COLUMNS = 64
"""Beyond these nothing stands that is read."""

WORKBOOKS = (".xlsx", ".xlsm")
"""How files that are workbooks end."""


class Row(NamedTuple):
    """A row as the spreadsheet numbers it. `merged`: by place, what a cell that is merged with those above it shows."""

    number: int
    cells: tuple[Cell, ...]
    merged: Mapping[int, str] = MappingProxyType({})

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells without empty ones at the end, which a workbook has where something was once written."""
        last = max((at for at, cell in enumerate(self.cells, 1) if cell.text.strip()), default=0)
        return self.cells[:last]


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
            yield from _workbook(path, name, findings)
        else:
            yield from _text(path, name, findings)
    except OSError as error:
        findings.error("unreadable-order", f"{name} cannot be read: {error.strerror or error}", whole)


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


def _workbook(path: Path, name: str, findings: Findings) -> Iterator[Row]:
    """The rows of the first sheet that has any. Formulas are read as what they showed when the file was saved."""
    from openpyxl import load_workbook

    try:
        # opened here, since openpyxl leaves a file open that it cannot read
        with path.open("rb") as file:
            with zipfile.ZipFile(file) as packed:
                if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
                    raise ValueError("it unpacks to too much")
            book = load_workbook(file, read_only=True, data_only=True)
            for sheet in book.worksheets:
                # rows as long as they are, not as long as the file says
                sheet.reset_dimensions()
                rows = _sheet_rows(sheet, name, _merged(file, sheet._worksheet_path))
                if (first := next(rows, None)) is not None:
                    yield first
                    yield from rows
                    return
    # openpyxl raises whatever its parts raise: KeyError for a part that is missing, ValueError, XML errors
    except Exception as error:
        told = f"{name} is no workbook that can be read ({type(error).__name__})"
        hint = "save it as .xlsx (not .xls), or as “CSV UTF-8”"
        findings.error("unreadable-order", told, Span(name, 1, 1, 1, 1), hint)


def _sheet_rows(sheet: Any, name: str, merged: Sequence[_Range]) -> Iterator[Row]:
    held: dict[int, tuple[_Range, str]] = {}
    waiting = sorted(merged, reverse=True)
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = [as_shown(value) for value in values]
        while waiting and waiting[-1].first <= number:
            new = waiting.pop()
            told = texts[new.column] if new.first == number and new.column < len(texts) else ""
            held[new.column] = new, told
        if any(texts):
            places = [Span(name, number, at, number, at + 1) for at in range(1, len(texts) + 1)]
            shown_above = {
                column: text for column, (each, text) in held.items() if each.first < number <= each.last and text
            }
            yield Row(number, tuple(map(Cell, texts, places)), shown_above)


class _Range(NamedTuple):
    """Cells of one column that are merged, from row to row, counted from 1; the column is counted from 0."""

    first: int
    last: int
    column: int


def _merged(file: IO[bytes], part: str) -> list[_Range]:
    """The merged cells of a sheet, which only the first row of shows. They stand behind the rows in its XML."""
    found: list[_Range] = []
    with zipfile.ZipFile(file) as packed, packed.open(part.lstrip("/")) as stream:
        before = b""
        while block := stream.read(1 << 20):
            for column, first, other, last in _MERGED.findall(before + block):
                at = _number(column.decode())
                if column == other and at < _COLUMNS and len(found) < _MOST_MERGED:
                    found.append(_Range(int(first), int(last), at))
            # one that the block's end cuts in two; whole ones are found once
            before = _MERGED.sub(b"", before + block)[-100:]
    return found


def _number(letters: str) -> int:
    made = 0
    for letter in letters:
        made = made * 26 + ord(letter) - ord("A") + 1
    return made - 1


def as_shown(value: Any) -> str:
    """A cell's value as a person reads it: whole numbers without decimals, days as YYYY-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value).strip()
