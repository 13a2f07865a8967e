"""Services from CSV, as spreadsheets save it: commas, semicolons or tabs, quotes, any order of columns (RFC 4180)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from builder.diagnostics import Findings, Hint, did_you_mean
from builder.model.source import Span
from builder.services.record import Fields, Value

COLUMNS = ("id", "name", "address", "hours", "phone", "url", "logo", "language", "checked-on")
"""Columns that are read; the address may be in one or in `address-1` to `address-3`, or with `|` between its lines."""

_LINES = ("address-1", "address-2", "address-3")
_TOWN = ("city", "state", "postcode")
"""Columns that make the address's last line, in the order in which they stand: countries differ in it."""

_ALSO = {
    "address1": "address-1",
    "address2": "address-2",
    "address3": "address-3",
    "address-line-1": "address-1",
    "address-line-2": "address-2",
    "address-line-3": "address-3",
    "street": "address-1",
    "street-address": "address-1",
    "town": "city",
    "province": "state",
    "zip": "postcode",
    "zip-code": "postcode",
    "zipcode": "postcode",
    "post-code": "postcode",
    "postal-code": "postcode",
    "web": "url",
    "website": "url",
    "web-address": "url",
    "telephone": "phone",
    "tel": "phone",
    "opening-hours": "hours",
    "lang": "language",
    "checked": "checked-on",
}
MOST_ROWS = 20_000


class Cell(NamedTuple):
    """One value with its place; lines and columns count from 1."""

    text: str
    span: Span


def read_csv(text: str, shown: str, findings: Findings) -> tuple[Fields, ...]:
    """The rows as records. Columns that nobody knows are warned of, and a file without `name` is an error."""
    rows = [row for row in _rows(text, _delimiter(text), shown, findings) if any(cell.text.strip() for cell in row)]
    if len(rows) > MOST_ROWS:
        findings.error("too-many-values", f"{shown} has more than {MOST_ROWS:,} rows", Span(shown, 1, 1, 1, 1))
        return ()
    return tuple(read_table(rows, shown, findings))


def read_table(rows: Iterable[Sequence[Cell]], shown: str, findings: Findings) -> Iterator[Fields]:
    """Rows that hold anything, as records, one after the other. What stands above the columns' names is passed over."""
    passed: Sequence[Cell] = ()
    waiting = iter(rows)
    for row in waiting:
        passed = passed or row
        heads = [_column(cell.text) for cell in row]
        if "name" in heads:
            _tell_unknown(row, heads, findings)
            _tell_twice(row, heads, findings)
            for values in waiting:
                yield _record(heads, values, findings)
            return
    if passed:
        told = "there is no column `name`"
        findings.error("missing-field", told, passed[0].span, "the first row names the columns: name, phone, ...")
    else:
        findings.error("empty-file", f"{shown} has no rows", Span(shown, 1, 1, 1, 1))


def _tell_unknown(row: Sequence[Cell], heads: Sequence[str], findings: Findings) -> None:
    for cell, head in zip(row, heads, strict=True):
        if head and head not in (*COLUMNS, *_LINES, *_TOWN):
            hints = did_you_mean(head, (*COLUMNS, *_LINES))
            findings.warn("unknown-field", f"the column `{cell.text.strip()[:40]}` is passed over", cell.span, *hints)


def _tell_twice(row: Sequence[Cell], heads: Sequence[str], findings: Findings) -> None:
    for at, (cell, head) in enumerate(zip(row, heads, strict=True)):
        if head in (*COLUMNS, *_LINES, *_TOWN) and head in heads[:at]:
            where = Hint("it stands here already", row[heads.index(head)].span)
            findings.error(
                "duplicate-key", f"the column `{head}` is given twice", cell.span, where, "rename one of them"
            )


def _record(heads: Sequence[str], row: Sequence[Cell], findings: Findings) -> Fields:
    found: dict[str, Value | tuple[Value, ...]] = {}
    lines: list[Value] = []
    town: dict[str, Value] = {}
    if len(row) > len(heads):
        told = f"this row has {len(row)} cells for {len(heads)} columns"
        findings.error("wrong-type", told, row[len(heads)].span, "put a value that holds the separator in quotes")
    for head, cell in zip(heads, row, strict=False):
        text = " ".join(cell.text.split())
        if not text:
            continue
        if head == "address":
            lines += [Value(part.strip(), cell.span) for part in re.split(r"[|\n]", cell.text) if part.strip()]
        elif head in _LINES:
            lines.append(Value(text, cell.span))
        elif head in _TOWN:
            town[head] = Value(text, cell.span)
        elif head in COLUMNS:
            found[head] = Value(text, cell.span)
    # a service without a name is told of where its row begins
    first = next((cell for cell in row if cell.text.strip()), row[0])
    found.setdefault("name", Value("", first.span))
    if town:
        lines.append(_last_line(town))
    if lines:
        found["address"] = tuple(lines)
    return found


def _last_line(town: Mapping[str, Value]) -> Value:
    """`Springfield, IL 62701` or `1010 Wien`, as the columns stand."""
    told = ""
    for name, value in town.items():
        told += ("" if not told else ", " if name == "state" else " ") + value.text
    return Value(told, next(iter(town.values())).span)


def _column(head: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", head.strip().lower()).strip("-")
    return _ALSO.get(name, name)


def _delimiter(text: str) -> str:
    """The sign that parts the first row, outside of quotes."""
    head = re.sub(r'"[^"]*"', "", text.split("\n", 1)[0])
    return max(",;\t", key=head.count)


def _rows(text: str, delimiter: str, shown: str, findings: Findings) -> Iterator[list[Cell]]:
    """Cells with their places. A quotation mark that is not closed is an error, and ends the reading."""
    row: list[Cell] = []
    at, line, begins = 0, 1, 0
    while at <= len(text):
        start, start_line, start_column = at, line, at - begins + 1
        if text[at : at + 1] == '"':
            end = _closing(text, at)
            if end < 0:
                place = Span(shown, line, start_column, line, start_column + 1)
                findings.error("yaml-syntax", "a quotation mark is opened here and never closed", place)
                return
            value = text[at + 1 : end].replace('""', '"')
            line += text.count("\n", at, end)
            begins = text.rfind("\n", 0, end) + 1 if "\n" in text[at:end] else begins
            at = end + 1
        else:
            found = re.compile(rf"[{re.escape(delimiter)}\r\n]").search(text, at)
            at = found.start() if found else len(text)
            value = text[start:at]
        row.append(Cell(value, Span(shown, start_line, start_column, line, at - begins + 1)))
        sign = text[at : at + 1]
        if sign == delimiter:
            at += 1
            continue
        if sign not in ("\r", "\n", ""):
            # letters after a closing quotation mark belong to the value, as spreadsheets read it
            rest = re.compile(rf"[{re.escape(delimiter)}\r\n]").search(text, at)
            stop = rest.start() if rest else len(text)
            last = row.pop()
            row.append(Cell(last.text + text[at:stop], Span(shown, start_line, start_column, line, stop - begins + 1)))
            at = stop
            if text[at : at + 1] == delimiter:
                at += 1
                continue
        yield row
        row = []
        at += 2 if text[at : at + 2] == "\r\n" else 1
        line, begins = line + 1, at


def _closing(text: str, at: int) -> int:
    """Where the quotation mark that opens at `at` is closed; -1 when it is not."""
    end = text.find('"', at + 1)
    while end >= 0 and text[end + 1 : end + 2] == '"':
        end = text.find('"', end + 2)
    return end
