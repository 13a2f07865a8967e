"""The rows of a workbook, as they are seen: its first sheet in sight, with what merged cells show."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, NamedTuple

from builder.diagnostics import Findings
from builder.model.source import Span
from builder.services.spreadsheet import Cell

MOST_BYTES = 200_000_000
"""Of a file, and of a workbook as unpacked: a small one can unpack to more than the memory holds."""

# ECMA-376 part 1: 18.3.1.55 (merged cells), 18.3.1.73 (rows), 18.3.1.4 and 18.3.1.40 (cells, formulas); the result of a
# formula may be an empty text, which is a result
_MARKS = re.compile(
    rb'mergeCell [^<>]{0,40}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
    rb'|[<:]row (?:[^<>]{0,200} )?r="(\d{1,7})"[^<>]{0,200} hidden="(?:1|true)"'
    rb'|[<:]c r="([A-Z]{1,3}\d{1,7})"(?:(?! t="str")[^<>]){0,60}>'
    rb"<(?:\w+:)?f(?:>[^<]{0,500}</(?:\w+:)?f>| [^<>]{0,100}>[^<]{0,500}</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</"
)
_LONGEST = 1500
_MOST_MARKS = 50_000
_COLUMNS = 64
"""Beyond these nothing stands that is read."""
_NAMED = 3


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


def workbook_rows(path: Path, name: str, findings: Findings) -> Iterator[Row]:
    """The rows of the first sheet that has any and is not hidden. Formulas are read as what they showed when the file
    was saved; what is otherwise than it seems is a warning."""
    from openpyxl import load_workbook

    try:
        # opened here, since openpyxl leaves a file open that it cannot read
        with path.open("rb") as file:
            with zipfile.ZipFile(file) as packed:
                if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
                    raise ValueError("it unpacks to too much")
            book = load_workbook(file, read_only=True, data_only=True)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and _holds_rows(sheet)]
            _tell_sheets([sheet.title for sheet in sheets], name, findings)
            for sheet in sheets[:1]:
                yield from _sheet_rows(sheet, name, _marks(file, sheet._worksheet_path), findings)
    # openpyxl raises whatever its parts raise: KeyError for a part that is missing, ValueError, XML errors
    except Exception as error:
        told = f"{name} is no workbook that can be read ({type(error).__name__})"
        hint = "save it as .xlsx (not .xls), or as “CSV UTF-8”"
        findings.error("unreadable-order", told, Span(name, 1, 1, 1, 1), hint)


def _holds_rows(sheet: Any) -> bool:
    # rows as long as they are, not as long as the file says
    sheet.reset_dimensions()
    return any(any(map(as_shown, values)) for values in sheet.iter_rows(values_only=True))


def _tell_sheets(titles: Sequence[str], name: str, findings: Findings) -> None:
    if len(titles) > 1:
        others = _some([f"`{title[:40]}`" for title in titles[1:]])
        told = f"only the first sheet of {name} is read, `{titles[0][:40]}`; there are rows on {others}"
        hint = "put all rows on one sheet, or save each sheet as a file of its own"
        findings.warn("workbook-parts", told, Span(name, 1, 1, 1, 1), hint)


class _Range(NamedTuple):
    """Cells of one column that are merged, from row to row, counted from 1; the column is counted from 0."""

    first: int
    last: int
    column: int


class _Marks(NamedTuple):
    """What the XML of a sheet says and openpyxl, reading row by row, does not: merged cells, rows that are hidden, and
    cells with a formula that no program has worked out."""

    merged: list[_Range]
    hidden: set[int]
    formulas: list[str]


def _sheet_rows(sheet: Any, name: str, marks: _Marks, findings: Findings) -> Iterator[Row]:
    held: dict[int, tuple[_Range, str]] = {}
    waiting = sorted(marks.merged, reverse=True)
    hidden: list[int] = []
    if marks.formulas:
        told = f"no result is saved for the formula in {_some(marks.formulas)} of {name}: read as empty"
        hint = "open it in a spreadsheet program and save it there"
        findings.warn("workbook-parts", told, Span(name, 1, 1, 1, 1), hint)
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = [as_shown(value) for value in values]
        while waiting and waiting[-1].first <= number:
            new = waiting.pop()
            told = texts[new.column] if new.first == number and new.column < len(texts) else ""
            held[new.column] = new, told
        if any(texts):
            shown_above = {
                column: text for column, (each, text) in held.items() if each.first < number <= each.last and text
            }
            # a row ends with its last value, and merged cells may stand behind it
            texts += [""] * (max(shown_above, default=-1) + 1 - len(texts))
            places = [Span(name, number, at, number, at + 1) for at in range(1, len(texts) + 1)]
            if number in marks.hidden:
                hidden.append(number)
            yield Row(number, tuple(map(Cell, texts, places)), shown_above)
    if hidden:
        told = f"hidden rows are read with the others: {_some(list(map(str, hidden)))}"
        hint = "delete them if they are not meant; a filter hides rows, too"
        findings.warn("workbook-parts", told, Span(name, hidden[0], 1, hidden[0], 2), hint)


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _marks(file: IO[bytes], part: str) -> _Marks:
    """Merged cells, of which only the first shows a value, stand behind the rows in a sheet's XML."""
    found = _Marks([], set(), [])
    with zipfile.ZipFile(file) as packed, packed.open(part.lstrip("/")) as stream:
        rest = b""
        while block := stream.read(1 << 20):
            whole, end = rest + block, 0
            for mark in _MARKS.finditer(whole):
                _take(mark, found)
                end = mark.end()
            # what the block's end cuts in two; whole ones are found once
            rest = whole[max(end, len(whole) - _LONGEST) :]
    return found


def _take(mark: re.Match[bytes], found: _Marks) -> None:
    column, first, other, last, hidden, formula = mark.groups()
    if hidden and len(found.hidden) < _MOST_MARKS:
        found.hidden.add(int(hidden))
    elif formula and len(found.formulas) < _MOST_MARKS:
        found.formulas.append(formula.decode())
    elif column and column == other and len(found.merged) < _MOST_MARKS:
        at = _number(column.decode())
        if at < _COLUMNS:
            found.merged.append(_Range(int(first), int(last), at))


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
