"""Workbooks: instructions, messages with their room, and beside them the panels that they stand in."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Findings
from builder.exchange.columns import COLUMNS, columns_of, received
from builder.exchange.row import INSTRUCTIONS, Picture, Received, Row, title
from builder.model.source import Span

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_BYTES = 60_000_000
"""Of an unpacked workbook: a small file can unpack to more than the memory holds."""

_WIDTHS = {"part": 18, "context": 24, "source": 46, "translation": 46, "state": 12, "where": 26, "notes": 46}
_LINE = 15.0  # points of a row's line in the usual font
_PICTURE = 260  # pixels across
_SOME_DAY = datetime.datetime(2000, 1, 1)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def write_xlsx(rows: Sequence[Row], lang: str, source: str, pictures: Mapping[str, Picture], rtl: bool) -> bytes:
    """The workbook; `pictures` by the rows' `where`. The same rows give the same bytes.

    Raises ValueError for characters that a workbook cannot hold.
    """
    from openpyxl import Workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    told = book.active
    told.title = "Instructions"
    for line in (title(source, lang), *INSTRUCTIONS):
        told.append([line])
    told.column_dimensions["A"].width = 110
    sheet = book.create_sheet("Messages")
    try:
        _fill(sheet, rows, rtl)
    except IllegalCharacterError as error:
        raise ValueError("a control character") from error
    _place(sheet, rows, pictures)
    book.active = 1
    return _saved(book)


def read_xlsx(data: bytes, name: str, findings: Findings) -> tuple[Received, ...]:
    """The rows of every sheet that names the columns. Numbers are read as they show; formulas and dates are refused."""
    book = _opened(data, name, findings)
    if book is None:
        return ()
    for sheet in book.worksheets:
        told = Findings()
        lines = list(_lines(sheet, name, told))
        rows = tuple(received(lines, name, told))
        if not any(found.code == "unreadable-exchange" for found in told):
            findings.extend(told)
            return rows
    findings.error(
        "unreadable-exchange",
        f"no sheet of {name} names the columns context and translation",
        Span(name, 1, 1, 1, 1),
        "put the names of the columns back as the first line",
    )
    return ()


def _opened(data: bytes, name: str, findings: Findings) -> Any:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MOST_BYTES:
                raise ValueError("it unpacks to too much")
        return load_workbook(io.BytesIO(data))
    # openpyxl raises whatever its parts raise: KeyError for a part that is missing, ValueError, XML errors
    except Exception as error:
        findings.error(
            "unreadable-exchange",
            f"{name} is no workbook that can be read ({type(error).__name__})",
            Span(name, 1, 1, 1, 1),
            "save it as .xlsx (not .xls), or as “CSV UTF-8”",
        )
        return None


def _lines(sheet: Worksheet, name: str, findings: Findings) -> Iterator[tuple[int, list[str | None]]]:
    for number, cells in enumerate(sheet.iter_rows(), 1):
        yield number, [_text(cell, number, name, findings) for cell in cells]


def _text(cell: Any, line: int, name: str, findings: Findings) -> str | None:
    value = cell.value
    if value is None or (isinstance(value, str) and cell.data_type not in ("f", "e")):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        findings.error(
            "cell-not-text",
            f"cell {cell.coordinate} of {name} holds a {'formula' if cell.data_type == 'f' else 'date or value'}",
            Span(name, line, 1, line, 1),
            "format the column as text and type the text again",
        )
        return None
    return str(int(value)) if float(value).is_integer() else str(value)


def _fill(sheet: Worksheet, rows: Sequence[Row], rtl: bool) -> None:
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    letters = {name: chr(ord("A") + at) for at, name in enumerate(COLUMNS)}
    head, quiet = PatternFill("solid", fgColor="D9E2EC"), PatternFill("solid", fgColor="F3F5F8")
    target = Alignment(wrap_text=True, vertical="top", readingOrder=2 if rtl else 1)
    plain = Alignment(wrap_text=True, vertical="top")
    for at, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, at, name)
        cell.font, cell.fill = Font(bold=True), head
        sheet.column_dimensions[letters[name]].width = _WIDTHS.get(name, 10)
    for number, row in enumerate(rows, 2):
        for at, (name, value) in enumerate(zip(COLUMNS, columns_of(row), strict=True), 1):
            cell = sheet.cell(number, at)
            if name in ("room", "lines") and value:
                cell.value = int(value)
            elif value:
                cell.value = value
                cell.data_type = "s"  # never a formula, whatever it begins with
            cell.alignment = target if name == "translation" else plain
            if name not in ("translation", "state"):
                cell.fill = quiet
        sheet.row_dimensions[number].height = _LINE * max(2, len(row.notes) + 1, len(row.source) // 40 + 1)
    last = len(rows) + 1
    states = DataValidation(type="list", formula1='"missing,draft,stale,translated"', allow_blank=True)
    states.add(f"{letters['state']}2:{letters['state']}{max(last, 2)}")
    sheet.add_data_validation(states)
    text, room = letters["translation"], letters["room"]
    too_long = FormulaRule([f"AND(${room}2>0,LEN(${text}2)>${room}2)"], fill=PatternFill("solid", bgColor="F4C4BD"))
    sheet.conditional_formatting.add(f"{text}2:{text}{max(last, 2)}", too_long)
    sheet.freeze_panes = f"{letters['translation']}2"


def _place(sheet: Worksheet, rows: Sequence[Row], pictures: Mapping[str, Picture]) -> None:
    """Each panel's picture beside the first of the rows that stand in it, small enough to end with the last of them."""
    from openpyxl.drawing.image import Image

    column = chr(ord("A") + len(COLUMNS))
    sheet.column_dimensions[column].width = _PICTURE / 7
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end].where == rows[at].where:
            end += 1
        picture = pictures.get(rows[at].where)
        if picture is not None:
            high = sum(sheet.row_dimensions[number].height for number in range(at + 2, end + 2)) * 4 / 3
            scale = min(_PICTURE / picture.width, high / picture.height)
            image = Image(io.BytesIO(picture.png))
            image.width, image.height = round(picture.width * scale), round(picture.height * scale)
            sheet.add_image(image, f"{column}{at + 2}")
        at = end


def _saved(book: Workbook) -> bytes:
    """The workbook's bytes without the time and the program that wrote it."""
    book.properties.creator = None
    book.properties.created = _SOME_DAY
    stream = io.BytesIO()
    book.save(stream)
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as packed, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as again:
        for each in packed.infolist():
            data = packed.read(each)
            if each.filename == "docProps/core.xml":
                data = re.sub(rb"<dcterms:modified[^>]*>[^<]*</dcterms:modified>", b"", data)
            again.writestr(zipfile.ZipInfo(each.filename, _ZIP_DAY), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
