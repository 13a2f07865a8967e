"""Read an order: what it says as a whole, and its lines, each as soon as it has been read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from builder.diagnostics import Findings, did_you_mean
from builder.inks import BadSpot, read_spot
from builder.load.paths import shown
from builder.model.inks import Colouring, Spot
from builder.model.order import Header, Line
from builder.model.source import Span
from builder.services.spreadsheet import Cell
from builder.services.table import read_rows
from builder.services.workbook import Row

REQUIRED = ("service", "leaflet", "language", "layout", "copies")
OPTIONAL = ("region", "theme", "finish", "note")
MOST_COPIES = 1_000_000
"""Of one line: more is a slip of the keyboard."""

_ALSO = {
    **dict.fromkeys(("clinic", "service-id", "site"), "service"),
    **dict.fromkeys(("lang", "locale"), "language"),
    **dict.fromkeys(("quantity", "qty", "amount", "number", "count"), "copies"),
    **dict.fromkeys(("sheet", "format"), "layout"),
    **dict.fromkeys(("notes", "comment", "remarks"), "note"),
    **dict.fromkeys(("title", "publication"), "leaflet"),
}
_HEADER = ("reference", "deliver-to", "contact", "due", "services", "sample", "colour", "spot")
_ALSO_ABOVE = {
    "order": "reference",
    "ref": "reference",
    "deliver": "deliver-to",
    "delivery": "deliver-to",
    "due-date": "due",
    "due-by": "due",
    "contact-person": "contact",
    "deliver-by": "due",
    "ship-to": "deliver-to",
    "color": "colour",
    "spot-colour": "spot",
    "spot-color": "spot",
}

# 1,200 and 1.200 and 1 200 and 1'200 are twelve hundred; 1.5 is nothing that can be printed
_GROUPED = re.compile(r"\d{1,3}(?:[.,'\u2019\u00a0\u202f ]\d{3})+")
# 5O, l00 and `250 copies`
_NEARLY = re.compile(r"(?=.*\d)([\dOoIl|]{1,7})(?: +[^\W\d]+\.?)?")
_LOOKALIKE = str.maketrans("OoIl|", "00111")
_SUMS = {"total", "totals", "subtotal", "sum", "summe", "gesamt", "suma", "somme", "totale", "totaal"}
"""What stands beside a sum under a list."""

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d)?) ?%?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Excel counts days from here (and believes that 1900 was a leap year)
_DAY_ZERO = datetime.date(1899, 12, 30)


class OrderFile:
    """An order as it is read. `header` is known from the start, `lines` can be gone through once."""

    def __init__(self, path: Path, findings: Findings) -> None:
        self.path = path
        self.name = shown(path)
        self._findings = findings
        self._rows = read_rows(path, findings)
        self.columns: dict[str, str] = {}
        """Name of a column -> its letter, as a spreadsheet has it."""
        self._places: dict[str, int] = {}
        self.header, heads = self._above()
        self.lines: Iterator[Line] = self._lines(heads) if heads is not None else iter(())

    def _above(self) -> tuple[Header, dict[int, str] | None]:
        """What stands above the row that names the columns; places of the columns, None when there is no such row."""
        said: dict[str, Cell] = {}
        for row in self._rows:
            heads = _columns(row)
            if len({"service", "leaflet", "copies"} & set(heads.values())) >= 2:
                self._check_columns(row, heads)
                self.columns = {name: letter(at) for at, name in heads.items() if name}
                lacking = [each for each in REQUIRED if each not in heads.values()]
                return self._header(said), None if lacking else heads
            self._take(row, said)
        if self._findings.ok:
            hint = f"the row above the lines names the columns: {', '.join(REQUIRED)}"
            self._findings.error("order-columns", f"{self.name} names no columns", Span(self.name, 1, 1, 1, 1), hint)
        return Header(), None

    def _take(self, row: Row, said: dict[str, Cell]) -> None:
        cells = [cell for cell in row.cells if cell.text]
        key = _plain(cells[0].text)
        key = _ALSO_ABOVE.get(key, key)
        if key not in _HEADER and len(cells) == 1 and not did_you_mean(key, _HEADER, listing=False):
            return  # a title, or a remark
        if key not in _HEADER:
            hints = did_you_mean(key, (*_HEADER, *REQUIRED))
            told = f"row {row.number}: `{cells[0].text[:40]}` is not understood and passed over"
            self._findings.warn("order-columns", told, cells[0].span, *hints)
        elif len(cells) > 1:
            # commas that nobody has quoted: C=1,2,3,4 are four cells
            whole = ",".join([cell.text for cell in cells[1:]]) if key == "spot" else cells[1].text
            said[key] = cells[1]._replace(text=whole)

    def _header(self, said: Mapping[str, Cell]) -> Header:
        texts = {key: cell.text for key, cell in said.items()}
        due, sample = said.get("due"), said.get("sample")
        return Header(
            reference=texts.get("reference", ""),
            deliver_to=texts.get("deliver-to", ""),
            contact=texts.get("contact", ""),
            due=self._day(due) if due is not None else "",
            services=texts.get("services", ""),
            sample=self._sample(sample) if sample is not None else Header().sample,
            colour=self._colour(said.get("colour"), said.get("spot")),
            spot=self._spot(said.get("spot")),
        )

    def _day(self, cell: Cell) -> str:
        if _DAY.fullmatch(cell.text):
            return cell.text
        if cell.text.isdecimal() and 30_000 < int(cell.text) < 80_000:
            return (_DAY_ZERO + datetime.timedelta(days=int(cell.text))).isoformat()
        days = _days(cell.text)
        hints = [f"did you mean {' or '.join(days)}?"] if days else []
        self._findings.error("bad-date", f"`due: {cell.text[:40]}` is not a day as YYYY-MM-DD", cell.span, *hints)
        return ""

    def _sample(self, cell: Cell) -> int:
        part = sample_of(cell.text)
        if part is None:
            told = f"`sample: {cell.text[:40]}` is not a percentage"
            self._findings.error("wrong-type", told, cell.span, "write how many files are read back in full: 2%")
            return 1000
        return part

    def _colour(self, cell: Cell | None, spot: Cell | None) -> Colouring:
        """A spot ink stands beside the four of a press."""
        if cell is None:
            return "cmyk" if spot is not None else "rgb"
        for each in get_args(Colouring):
            if cell.text.casefold() == each and not (spot is not None and each == "rgb"):
                return "cmyk" if each == "cmyk" else "rgb"
        told = f"`colour: {cell.text[:40]}` is not how a press is fed"
        self._findings.error("wrong-type", told, cell.span, "cmyk, or rgb where there is no spot ink")
        return "rgb"

    def _spot(self, cell: Cell | None) -> Spot | None:
        try:
            return read_spot(cell.text) if cell is not None else None
        except BadSpot as error:
            assert cell is not None, "it has been read"
            self._findings.error("wrong-type", str(error), cell.span)
            return None

    def _check_columns(self, row: Row, heads: Mapping[int, str]) -> None:
        for at, cell in enumerate(row.cells):
            if cell.text and heads[at] not in (*REQUIRED, *OPTIONAL):
                hints = did_you_mean(heads[at], (*REQUIRED, *OPTIONAL))
                told = f"the column `{cell.text[:40]}` is not understood and passed over"
                self._findings.warn("order-columns", told, cell.span, *hints)
        for each in REQUIRED:
            if each not in heads.values():
                told = f"row {row.number} names no column `{each}`"
                self._findings.error("order-columns", told, row.cells[0].span, f"columns: {', '.join(REQUIRED)}")
        names = [name for name in heads.values() if name]
        for name in {name for name in names if names.count(name) > 1}:
            told = f"row {row.number} has two columns `{name}`"
            self._findings.error("order-columns", told, row.cells[0].span, "take one of them out")

    def _lines(self, heads: Mapping[int, str]) -> Iterator[Line]:
        places = self._places = {name: at for at, name in heads.items() if name in REQUIRED or name in OPTIONAL}
        above: dict[str, str] = {}
        for row in self._rows:
            cells = {name: row.cells[at] for name, at in places.items() if at < len(row.cells)}
            line = self._line(row, cells, above)
            above = {name: cell.text or above.get(name, "") for name, cell in cells.items()}
            if line is not None:
                yield line

    def _line(self, row: Row, cells: Mapping[str, Cell], above: Mapping[str, str]) -> Line | None:
        texts = {name: cell.text or self._merged(name, row) for name, cell in cells.items()}
        first = next(cell for cell in row.cells if cell.text)
        if first.text.startswith("#") or not any(texts.get(name) for name in REQUIRED):
            return None
        lacking = [name for name in REQUIRED if not texts.get(name)]
        if len(lacking) > 1 and any(cell.text.strip(" :").casefold() in _SUMS for cell in row.cells):
            told = f"row {row.number} looks like a sum (`{first.text[:20]}`) and is passed over"
            self._findings.warn("order-columns", told, first.span)
            return None
        for name in lacking:
            told = f"row {row.number} says nothing under `{name}` (cell {self.columns[name]}{row.number})"
            place = cells[name].span if name in cells else first.span
            hint = "fill it in, or take the row out"
            if above.get(name) and name != "copies":
                hint += f"; of merged cells only the first keeps its value: is it `{above[name][:40]}`, as above?"
            self._findings.error("order-columns", told, place, hint)
        copies = self._copies(row.number, cells["copies"]) if texts.get("copies") else 0
        return Line(
            number=row.number,
            service=texts.get("service", ""),
            leaflet=texts.get("leaflet", ""),
            language=texts.get("language", ""),
            layout=texts.get("layout", ""),
            copies=0 if lacking else copies,
            region=texts.get("region", ""),
            theme=texts.get("theme", ""),
            finish=texts.get("finish", ""),
            note=texts.get("note", ""),
            span=first.span,
            spans={name: cell.span for name, cell in cells.items() if cell.text},
        )

    def _merged(self, name: str, row: Row) -> str:
        """What a cell shows that the spreadsheet has merged with those above it. A number is not said of each row."""
        return "" if name == "copies" else row.merged.get(self._places.get(name, -1), "")

    def _copies(self, row: int, cell: Cell) -> int:
        """How many; 0 and a finding when that cannot be told."""
        text = cell.text.strip()
        if _GROUPED.fullmatch(text):
            text = re.sub(r"\D", "", text)
            if "." in cell.text:
                told = f"`{cell.text[:40]}` is read as {int(text):,} copies (cell {self.columns['copies']}{row})"
                self._findings.warn("order-copies", told, cell.span, f"write it without the point: {text}")
        # what Excel makes of a number: 500.0 and 5.00E+02
        if re.fullmatch(r"\d+[.,]0+", text):
            text = re.split("[.,]", text)[0]
        elif re.fullmatch(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}", text):
            number = float(text.replace(",", "."))
            text = str(int(number)) if number.is_integer() else text
        if text.isdecimal() and 0 < int(text) <= MOST_COPIES:
            return int(text)
        told = f"`{cell.text[:40]}` is no number of copies (cell {self.columns['copies']}{row})"
        nearly = _NEARLY.fullmatch(text)
        meant = nearly[1].translate(_LOOKALIKE) if nearly is not None else ""
        likely = [f"did you mean {int(meant)}?"] if meant and 0 < int(meant) <= MOST_COPIES else []
        hints = likely or [f"a whole number from 1 to {MOST_COPIES:,}"]
        self._findings.error("order-copies", told, cell.span, *hints)
        return 0


def sample_of(text: str) -> int | None:
    """A part of all files in thousandths, from `2%`, `2` or `0.5 %`; None when it is no percentage."""
    found = _PERCENT.fullmatch(text.strip())
    part = round(float(found[1].replace(",", ".")) * 10) if found is not None else -1
    return part if 0 <= part <= 1000 else None


def _days(text: str) -> list[str]:
    """The days that `20.03.2026` and `3/4/26` can stand for, the day first and the month first."""
    found = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})", text.strip())
    if found is None:
        return []
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    made = []
    for day, month in ((first, second), (second, first)):
        try:
            made.append(datetime.date(year + 2000 if year < 100 else year, month, day).isoformat())
        except ValueError:
            continue
    return list(dict.fromkeys(made))


def letter(at: int) -> str:
    """The letter of a column as spreadsheets count them: 0 is A, 26 is AA."""
    made = ""
    while at >= 0:
        made, at = chr(ord("A") + at % 26) + made, at // 26 - 1
    return made


def _columns(row: Row) -> dict[int, str]:
    """Place -> name of a column."""
    plain = [_plain(cell.text) for cell in row.cells]
    return {at: _ALSO.get(name, name) for at, name in enumerate(plain)}


def _plain(text: str) -> str:
    return "-".join(re.findall(r"\w+", text.casefold().replace("_", " ")))
