"""A content stream as operators (ISO 32000-1, 7.8.2), read by our own short scanner.

pikepdf's parser makes an object of every operand, which costs six times as much; a test holds the two to the same
result. What the scanner does not know (inline images, odd strings) is left to pikepdf's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Operand = Any
"""float, bytes (a string), str (a name with its slash), bool, None, list or dict of these."""

Operators = list[tuple[str, list[Operand]]]

_TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.)*\)"  # a string
    rb"|<<|>>|[\[\]]"
    rb"|/[^\x00\t\n\f\r ()<>\[\]{}/%]*"  # a name
    rb"|[^\x00\t\n\f\r ()<>\[\]{}/%]+"  # a number or an operator
    rb"|<[0-9A-Fa-f\x00\t\n\f\r ]*>"  # a string in hexadecimal
    rb"|%[^\r\n]*"  # a comment
    rb"|[^\x00\t\n\f\r ]",  # what there is no place for
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME_BYTE = re.compile(rb"#([0-9A-Fa-f]{2})")
_WORDS = {b"true": True, b"false": False, b"null": None}

_OPERAND, _OPERATOR, _OPENS, _CLOSES, _COMMENT = range(5)

# A page says the same few things over and over, and so do the pages of a batch
_known: dict[bytes, tuple[int, Operand]] = {}
_MOST_KNOWN = 50_000


class Strange(Exception):
    """Something the scanner does not know."""


def operators(content: bytes) -> Operators:
    """Every operator with its operands. Raises Strange."""
    made: Operators = []
    operands: list[Operand] = []
    outer: list[list[Operand]] = []
    known = _known if len(_known) < _MOST_KNOWN else _forgotten()
    for token in _TOKEN.findall(content):
        read = known.get(token)
        if read is None:
            read = known[token] = _read(token)
        kind, value = read
        if kind == _OPERAND:
            operands.append(value)
        elif kind == _OPERATOR:
            if outer:
                raise Strange(token)
            made.append((value, operands))
            operands = []
        elif kind == _OPENS:
            outer.append(operands)
            operands = []
        elif kind == _CLOSES:
            if not outer:
                raise Strange(token)
            inner, operands = operands, outer.pop()
            operands.append(inner if value == "]" else dict(zip(inner[::2], inner[1::2], strict=False)))
    return made


def strange_operators(page: Any) -> Iterator[tuple[str, list[Operand]]]:
    """The same from a page or form of pikepdf's, with its parser. An inline image is one operator, `BI`."""
    from pikepdf import parse_content_stream

    for instruction in parse_content_stream(page):
        if str(instruction.operator) == "INLINE IMAGE":
            yield "BI", []
        else:
            yield str(instruction.operator), [_plain(each) for each in instruction.operands]


def _forgotten() -> dict[bytes, tuple[int, Operand]]:
    _known.clear()
    return _known


def _read(token: bytes) -> tuple[int, Operand]:
    """A token's kind and value."""
    first = token[:1]
    if first in b"0123456789+-.":
        try:
            return _OPERAND, float(token)
        except ValueError:
            raise Strange(token) from None
    if first == b"/":
        return _OPERAND, _NAME_BYTE.sub(_byte, token).decode("latin-1")
    if first == b"(" and len(token) > 1:
        return _OPERAND, _ESCAPE.sub(_unescaped, token[1:-1])
    if token in (b"<<", b"["):
        return _OPENS, ""
    if token in (b">>", b"]"):
        return _CLOSES, token.decode()
    if first == b"<" and len(token) > 1:
        digits = token.translate(None, b"<>\x00\t\n\f\r ")
        return _OPERAND, bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    if token in _WORDS:
        return _OPERAND, _WORDS[token]
    if first == b"%":
        return _COMMENT, None
    if token == b"BI" or not token.isascii() or first in b"(){}<>":
        raise Strange(token)
    return _OPERATOR, token.decode()


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
