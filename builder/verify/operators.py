"""A content stream as operators (ISO 32000-1, 7.8.2), read by our own short scanner.

pikepdf's parser makes an object of every operand, which costs six times as much; a test holds the two to the same
result. What the scanner does not know (inline images, odd strings) is left to pikepdf's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import add
from typing import Any, Final

from builder.verify.memory import Memory

Operand = Any
"""float, bytes (a string), str (a name with its slash), bool, None, list or dict of these."""

Operators = list[tuple[bytes, list[Operand]]]

# Possessive: what has been taken is not given back, so a stranger's file cannot make them try for ever. Repeated groups
# are not, as Python before 3.11.5 goes on at the wrong place when one fails midway (gh-100061, gh-106052); none has two
# ways to take the same, and they are bounded lest they take memory without end
STRING = rb"\([^()\\]*+(?:\\.[^()\\]*+){0,100000}\)"
_NAME = rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*+"
_HEX = rb"<[0-9A-Fa-f\x00\t\n\f\r ]*+>"
_COMMENT = rb"%[^\r\n]*+"
_NUMBERS = rb"[0-9.+\-\x00\t\n\f\r ]"
_BLANKS = rb"[\x00\t\n\f\r ]*+"
_ENDS = rb"(?![A-Za-z0-9*'\"])"

# Numbers, and then the rest of a path; or `Td` and what is shown there; or more operands and their operator; or
# something that there is no place for, and then the rest need not be looked at
_PATH = rb"(?:re|[mlcvyh])" + _ENDS
_SHOWN = b"".join((rb"Td", _BLANKS, rb"(", STRING, rb")", _BLANKS, rb"Tj", _ENDS))
_MORE = rb"|".join((_NUMBERS + rb"++", STRING, _NAME, rb"[\[\]]|<<|>>", _HEX, _COMMENT))
_INSTRUCTION = re.compile(
    rb"(%b*+)(?:(%b(?:%b*+%b){0,100000})|%b|((?:%b){0,100000})(?:([A-Za-z'\"][A-Za-z0-9*]*+)|(.+)|$))"
    % (_NUMBERS, _PATH, _NUMBERS, _PATH, _SHOWN, _MORE),
    re.DOTALL,
)
_PART = re.compile(rb"([^a-z]*)([a-z]+)")
_ONLY_RECTANGLES = re.compile(rb"(?:\s*+%bre){1,10000}" % (rb"[0-9.+\-]++\s++" * 4))
_TOKEN = re.compile(rb"|".join([STRING, rb"<<|>>|[\[\]]", _NAME, rb"[0-9.+\-]++", _HEX, _COMMENT]), re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME_BYTE = re.compile(rb"#([0-9A-Fa-f]{2})")
# Words that are operands, and the operator after which an image stands in the midst of the content
_STRANGE = frozenset((b"true", b"false", b"null", b"BI"))

PATH: Final = b"(path)"
"""Stands for operators that make a path, and cannot stand in a file. Operands: left, bottom, right and top of all their
points, how many are rectangles, the shortest side of these (`FAR` for none), whether there is anything else."""

MOVE_AND_SHOW: Final = b"(Td Tj)"
"""Stands for `Td` with `Tj` after it. Operands: two numbers and a string."""

FAR: Final = 1e9

_PATHS: Final = {b"m": 2, b"l": 2, b"c": 6, b"v": 4, b"y": 4, b"h": 0, b"re": 4}
"""The operators that make a path (table 59), and how many operands each has."""

# A page says the same few things over and over, and so do the pages of a batch
_known: dict[bytes, list[Operand]] = {}
_known_paths: Final = Memory[Operators](1_000_000)
_MOST_KNOWN = 10_000


class Strange(Exception):
    """Something the scanner does not know."""


def operators(content: bytes) -> Operators:
    """Every operator with its operands, paths as `gathered` has them. Raises Strange."""
    made: Operators = []
    known = _known
    if len(known) > _MOST_KNOWN:
        known.clear()
    for numbers, path, shown, more, operator, odd in _INSTRUCTION.findall(content):
        if path:
            path = numbers + path
            made += _known_paths.find(path) or _path(path)
            continue
        before = numbers + (shown or more)
        if odd or operator in _STRANGE:
            raise Strange(odd[:20] or operator)
        operands = known.get(before)
        if operands is None:
            operands = known[before] = _operands(before) if more else _shown(numbers, shown)
        if operator:
            made.append((operator, operands))
        elif shown and len(operands) == 3:
            made.append((MOVE_AND_SHOW, operands))
        elif shown:
            made += [(b"Td", operands[:-1]), (b"Tj", operands[-1:])]
    return made


def gathered(content: Iterable[tuple[bytes, list[Operand]]]) -> Operators:
    """The same with `PATH` and `MOVE_AND_SHOW`, as far as operators have the operands that they should."""
    made: Operators = []
    run: Operators = []
    for operator, operands in content:
        if len(operands) == _PATHS.get(operator, -1):
            run.append((operator, operands))
            continue
        made += _as_one(run)
        run = []
        if operator == b"Tj" and len(operands) == 1 and made and made[-1][0] == b"Td" and len(made[-1][1]) == 2:
            made[-1] = MOVE_AND_SHOW, made[-1][1] + operands
        else:
            made.append((operator, operands))
    return made + _as_one(run)


def _as_one(run: Sequence[tuple[bytes, list[Operand]]]) -> Operators:
    if not run:
        return []
    xs: list[float] = []
    ys: list[float] = []
    rectangles, unit = 0, FAR
    for operator, operands in run:
        xs += operands[::2]
        ys += operands[1::2]
        if operator == b"re":
            width, height = operands[2:]
            # a corner, and the one opposite
            xs[-1] += xs[-2]
            ys[-1] += ys[-2]
            rectangles, unit = rectangles + 1, min(unit, abs(width), abs(height))
    if not xs:
        return list(run)
    curves = any(operator not in (b"re", b"h") for operator, _ in run)
    return [(PATH, [min(xs), min(ys), max(xs), max(ys), rectangles, unit, curves])]


def _path(written: bytes) -> Operators:
    """Kept, since icons and shared codes come again."""
    try:
        # a code has hundreds of rectangles, and every service its own code
        if _ONLY_RECTANGLES.fullmatch(written):
            made = _rectangles(list(map(float, written.replace(b"re", b"").split())))
        else:
            parts = _PART.findall(written)
            made = gathered([(operator, list(map(float, numbers.split()))) for numbers, operator in parts])
    except ValueError:
        raise Strange(written[:20]) from None
    _known_paths.keep(written, made, len(written) + 600)
    return made


def _rectangles(numbers: Sequence[float]) -> Operators:
    xs, ys, widths, heights = numbers[::4], numbers[1::4], numbers[2::4], numbers[3::4]
    others, opposites = list(map(add, xs, widths)), list(map(add, ys, heights))
    area = [min(*xs, *others), min(*ys, *opposites), max(*xs, *others), max(*ys, *opposites)]
    return [(PATH, [*area, len(widths), min(map(abs, (*widths, *heights))), False])]


def strange_operators(page: Any) -> Iterator[tuple[bytes, list[Operand]]]:
    """The same from a page or form of pikepdf's, with its parser. An inline image is one operator, `BI`."""
    from pikepdf import parse_content_stream

    for instruction in parse_content_stream(page):
        if str(instruction.operator) == "INLINE IMAGE":
            yield b"BI", []
        else:
            yield str(instruction.operator).encode(), [_plain(each) for each in instruction.operands]


def _shown(numbers: bytes, string: bytes) -> list[Operand]:
    """Numbers alone, or those before `Td` and the string that is shown there."""
    try:
        operands: list[Operand] = list(map(float, numbers.split()))
    except ValueError:
        return _operands(numbers + string)
    if string:
        operands.append(_string(string))
    return operands


def _string(token: bytes) -> bytes:
    return _ESCAPE.sub(_unescaped, token[1:-1]) if b"\\" in token else token[1:-1]


def _operands(written: bytes) -> list[Operand]:
    """What stands before an operator."""
    operands: list[Operand] = []
    outer: list[list[Operand]] = []
    for token in _TOKEN.findall(written):
        first = token[:1]
        if first == b"(":
            operands.append(_string(token))
        elif first == b"/":
            operands.append((_NAME_BYTE.sub(_byte, token) if b"#" in token else token).decode("latin-1"))
        elif token in (b"<<", b"["):
            outer.append(operands)
            operands = []
        elif token in (b">>", b"]"):
            if not outer:
                raise Strange(written[:20])
            inner, operands = operands, outer.pop()
            operands.append(inner if token == b"]" else dict(zip(inner[::2], inner[1::2], strict=False)))
        elif first == b"<":
            digits = token.translate(None, b"<>\x00\t\n\f\r ")
            operands.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
        elif first != b"%":
            try:
                operands.append(float(token))
            except ValueError:
                raise Strange(token) from None
    if outer:
        raise Strange(written[:20])
    return operands


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1] is not None:
        return bytes([int(found[1], 8) & 255])
    return _ESCAPES.get(found[2], found[2])


def _byte(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])


def _plain(value: Any) -> Operand:
    """An operand of pikepdf's as the scanner gives it."""
    import pikepdf

    if isinstance(value, (bool, type(None))):
        return value
    if isinstance(value, pikepdf.Name):
        return str(value)
    if isinstance(value, pikepdf.String):
        return bytes(value)
    if isinstance(value, pikepdf.Array):
        return [_plain(each) for each in value]
    if isinstance(value, pikepdf.Dictionary):
        return {str(key): _plain(each) for key, each in value.items()}
    return float(value)
