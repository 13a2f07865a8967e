"""Findings as people and programs read them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from typing import Any, Literal, TextIO

from builder.diagnostics import Diagnostic, Severity
from builder.model.source import Span

Form = Literal["human", "short", "json"]

_WIDE = 100
"""Columns of a source line that are shown at most."""

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


def render(findings: Iterable[Diagnostic], form: Form | str, stream: TextIO, colour: bool = False) -> None:
    """Write the findings: `human` with the lines they mean, `short` one a line, `json` one list of objects."""
    if form == "json":
        json.dump([as_data(found) for found in findings], stream, ensure_ascii=False, indent=2)
        stream.write("\n")
    elif form == "short":
        for found in findings:
            stream.write(f"{visible(str(found))}\n")
    else:
        lines = _Lines()
        for found in findings:
            stream.write(_human(found, lines, colour))


def as_data(found: Diagnostic) -> dict[str, Any]:
    """A finding as JSON has it: lines and columns from 1, the end column the first one after the stretch."""
    hints = [{"message": hint.message, **_place(hint.span)} for hint in found.hints]
    place = _place(found.span)
    return {"code": found.code, "severity": str(found.severity), "message": found.message, **place, "hints": hints}


def visible(text: str) -> str:
    """The text without anything that could steer a terminal."""
    return "".join(" " if character in "\t\n\r" else _shown(character) for character in text)


def _shown(character: str) -> str:
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in ("Cc", "Cs") else character


def _place(span: Span | None) -> dict[str, Any]:
    if span is None:
        return {}
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


class _Lines:
    """The lines of the files that findings are in; each file is read once."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def line(self, span: Span) -> str | None:
        if span.file not in self._files:
            self._files[span.file] = _read_lines(span.file)
        lines = self._files[span.file]
        return lines[span.line - 1] if 0 < span.line <= len(lines) else None


def _read_lines(file: str) -> list[str]:
    from pathlib import Path

    from builder.diagnostics import Findings
    from builder.load.read import read

    source = read(Path(file), Findings(), file)
    return [] if source is None else source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _human(found: Diagnostic, lines: _Lines, colour: bool) -> str:
    paint = _COLOURS[found.severity]
    head = f"{_painted(f'{found.severity}[{found.code}]', paint, colour)}: {visible(found.message)}\n"
    where = f"{visible(str(found.span))}: " if found.span else ""
    told = [where + head]
    if found.span:
        told.append(_excerpt(found.span, lines, "^", paint, colour))
    for hint in found.hints:
        place = f"{visible(str(hint.span))}: " if hint.span and hint.span != found.span else ""
        told.append(f"  {place}{_painted('hint', '1;34', colour)}: {visible(hint.message)}\n")
        if place and hint.span:
            told.append(_excerpt(hint.span, lines, "-", "1;34", colour))
    return "".join(told)


def _excerpt(span: Span, lines: _Lines, mark: str, paint: str, colour: bool) -> str:
    line = lines.line(span)
    if line is None or not line.strip():
        return ""
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    # A long line is shown from shortly before the place.
    first = max(0, min(start - 20, len(line) - _WIDE)) if len(line) > _WIDE else 0
    shown = visible(line[first : first + _WIDE])
    before, marked = visible(line[first:start]), visible(line[start : max(start + 1, min(end, first + _WIDE))])
    number = str(span.line)
    underline = " " * _columns(before) + mark * max(1, _columns(marked.rstrip()))
    return f"  {number} | {shown}\n  {' ' * len(number)} | {_painted(underline, paint, colour)}\n"


def _columns(text: str) -> int:
    """Columns of a terminal: wide East Asian characters take two, marks none."""
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _painted(text: str, paint: str, colour: bool) -> str:
    return f"\x1b[{paint}m{text}\x1b[0m" if colour else text
