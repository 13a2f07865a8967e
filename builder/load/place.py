"""Where a piece of a text stands in its file: YAML folds, quotes and escapes, and findings point at letters."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from builder.diagnostics import Findings
from builder.load.read import decode, read_bytes
from builder.model.source import Span, Text

_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", " ": " ", "_": "\u00a0", "e": "\x1b", "r": "\r"}
"""YAML 1.1, 5.1.6: escapes of one letter in double quotes."""

_NUMBERED = {"x": 2, "u": 4, "U": 8}

_INDICATOR = (">", "|")


def place(text: Text, start: int, end: int) -> Span:
    """The span of `text.value[start:end]`; that of the whole text where its file says it in a way that is not followed.

    The text must still stand in its file as it was read.
    """
    found = offsets(text)
    if found is None or not 0 <= start < end <= len(text.value):
        return text.span
    lines, letters = found
    first, last = letters[start][0], letters[end - 1][1]
    return Span(text.span.file, *_line_and_column(lines, first), *_line_and_column(lines, last))


def offsets(text: Text) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]] | None:
    """Where the file's lines begin, and where each letter of the value begins and ends; None when that is unclear."""
    source = _source(text.span.file, _stamp(text.span.file))
    if source is None or text.span.end_line > len(source[1]):
        return None
    raw, lines = source
    start = lines[text.span.line - 1] + text.span.column - 1
    end = lines[text.span.end_line - 1] + text.span.end_column - 1
    letters = _follow(raw[start:end], text.value)
    return None if letters is None else (lines, tuple((start + first, start + last) for first, last in letters))


def _follow(raw: str, value: str) -> list[tuple[int, int]] | None:
    """For each letter of a folded value where the scalar as written has it."""
    quote = raw[:1] if raw[:1] in ("'", '"') else ""
    at = 1 if quote else 0
    if not quote and raw[:1] in _INDICATOR:
        at = raw.find("\n") + 1
    found = []
    for letter in value:
        if letter == " ":
            blank = at
            while at < len(raw) and raw[at] in " \t\r\n":
                at += 1
            if at == blank:
                return None
            found.append((blank, at))
            continue
        if not found:
            while at < len(raw) and raw[at] in " \t\r\n":
                at += 1
        length = _length(raw, at, letter, quote)
        if length == 0:
            return None
        found.append((at, at + length))
        at += length
    return found


def _length(raw: str, at: int, letter: str, quote: str) -> int:
    """How many characters write this letter here; 0 when it is another one."""
    if quote == "'" and letter == "'":
        return 2 if raw[at : at + 2] == "''" else 0
    if quote == '"' and raw[at : at + 1] == "\\":
        sign = raw[at + 1 : at + 2]
        if sign in _NUMBERED:
            digits = raw[at + 2 : at + 2 + _NUMBERED[sign]]
            return 2 + len(digits) if digits and chr(int(digits, 16)) == letter else 0
        return 2 if _ESCAPES.get(sign) == letter else 0
    return 1 if raw[at : at + 1] == letter else 0


def _line_and_column(lines: tuple[int, ...], index: int) -> tuple[int, int]:
    line = bisect_right(lines, index) - 1
    return line + 1, index - lines[line] + 1


def _stamp(file: str) -> tuple[int, int]:
    try:
        status = Path(file).stat()
    except (OSError, ValueError):
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _source(file: str, stamp: tuple[int, int]) -> tuple[str, tuple[int, ...]] | None:
    """A file's text and where its lines begin, as spans count them."""
    data = read_bytes(Path(file), Findings(), file) if stamp != (0, 0) else None
    source = None if data is None else decode(data, Findings(), file)
    if source is None:
        return None
    text = source.text
    # YAML's line ends: \r\n, \r and \n each begin a line
    begins = [0]
    for index, letter in enumerate(text):
        if letter == "\n" or (letter == "\r" and text[index + 1 : index + 2] != "\n"):
            begins.append(index + 1)
    return text, tuple(begins)
