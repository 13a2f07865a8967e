"""Comma-separated values, as spreadsheets write and mangle them (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence

from builder.diagnostics import Findings
from builder.exchange.columns import COLUMNS, columns_of, received
from builder.exchange.row import INSTRUCTIONS, Received, Row, title
from builder.model.source import Span

_DELIMITERS = ",;\t"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run as a formula when it stands first in a cell."""

_QUOTED_FORMULA = re.compile(r"'+[=+\-@\t\r]")


_OLD_ENCODINGS = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "mac_roman"),
    *("gb18030", "cp950", "cp949", "cp932"),
)
"""What Excel calls plain CSV: the encoding of the Windows or the Macintosh that it runs on."""


def write_csv(rows: Sequence[Row], lang: str, source: str) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes it for an old encoding; lines end with CRLF."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_held(value) for value in columns_of(row)])
    # at the end, where they hide no column's name
    writer.writerows([[], *([f"# {line}"] for line in (title(source, lang), *INSTRUCTIONS))])
    return stream.getvalue().encode("utf-8-sig")


def read_csv(data: bytes, name: str, known: Collection[str], findings: Findings) -> tuple[Received, ...]:
    """The rows that the file has, whatever its delimiter, encoding, line ends and order of columns.

    `known` are texts that the file should hold: the encoding in which it does is the right one.
    """
    text = _decoded(data, known)
    if text is None:
        findings.error(
            "unreadable-exchange",
            f"{name} is in an encoding that cannot be told",
            Span(name, 1, 1, 1, 1),
            "save it as “CSV UTF-8” or as a workbook (.xlsx)",
        )
        return ()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(received(list(_lines(text, name, findings)), name, findings))


def _lines(text: str, name: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row; what a file that was cut off ends with is left out and told."""
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda each: sum(name in head for name in COLUMNS) and head.count(each))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            findings.error(
                "row-cut-off",
                f"the row is cut off: a quotation mark is not closed in {name}",
                Span(name, line, 1, line, 1),
                "this row and what follows is left as it was; ask for the whole file",
            )
            return
        yield line, [_freed(cell) for cell in cells]


def _decoded(data: bytes, known: Collection[str]) -> str | None:
    """The text in UTF-8, or in what marks itself, or in the one old encoding in which the file says what it should."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(data, "utf-16")
    text = _try(data, "utf-8-sig")
    if text is not None:
        return text
    telling = [one.replace('"', '""') for one in known if not one.isascii()]
    found = [text for encoding in _OLD_ENCODINGS if (text := _try(data, encoding)) is not None]
    scores = [sum(one in text for one in telling) for text in found]
    best = {text for text, score in zip(found, scores, strict=True) if score and score == max(scores)}
    return best.pop() if len(best) == 1 else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _held(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value


def _freed(value: str) -> str:
    return value[1:] if _QUOTED_FORMULA.match(value) else value
