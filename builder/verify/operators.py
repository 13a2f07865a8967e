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

Operators = list[tuple[bytes, list[Operand]]]

# Possessive: what has been taken is not given back, so a stranger's file cannot make them try for ever
_STRING = rb"\((?:[^()\\]++|\\.)*+\)"
_NAME = rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*+"
_HEX = rb"<[0-9A-Fa-f\x00\t\n\f\r ]*+>"
_COMMENT = rb"%[^\r\n]*+"
_NUMBERS = rb"[0-9.+\-\x00\t\n\f\r ]++"

# Operands and their operator; or something that there is no place for
_INSTRUCTION = re.compile(
    rb"((?:" + rb"|".join([_NUMBERS, _STRING, _NAME, rb"[\[\]]|<<|>>", _HEX, _COMMENT]) + rb")*+)"
    rb"(?:([A-Za-z'\"][A-Za-z0-9*]*+)|(.)|$)",
    re.DOTALL,
)
_TOKEN = re.compile(rb"|".join([_STRING, rb"<<|>>|[\[\]]", _NAME, rb"[0-9.+\-]++", _HEX, _COMMENT]), re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME_BYTE = re.compile(rb"#([0-9A-Fa-f]{2})")
# Words that are operands, and the operator after which an image stands in the midst of the content
_STRANGE = frozenset((b"true", b"false", b"null", b"BI"))

# A page says the same few things over and over, and so do the pages of a batch
_known: dict[bytes, list[Operand]] = {}
_MOST_KNOWN = 50_000


class Strange(Exception):
    """Something the scanner does not know."""


def operators(content: bytes) -> Operators:
    """Every operator with its operands. Raises Strange."""
    made: Operators = []
    known = _known
    if len(known) > _MOST_KNOWN:
        known.clear()
    for before, operator, odd in _INSTRUCTION.findall(content):
        if odd or operator in _STRANGE:
            raise Strange(odd or operator)
        operands = known.get(before)
        if operands is None:
            try:
                operands = known[before] = list(map(float, before.split()))
            except ValueError:
                operands = known[before] = _operands(before)
        if operator:
            made.append((operator, operands))
    return made


def strange_operators(page: Any) -> Iterator[tuple[bytes, list[Operand]]]:
    """The same from a page or form of pikepdf's, with its parser. An inline image is one operator, `BI`."""
    from pikepdf import parse_content_stream

    for instruction in parse_content_stream(page):
        if str(instruction.operator) == "INLINE IMAGE":
            yield b"BI", []
        else:
            yield str(instruction.operator).encode(), [_plain(each) for each in instruction.operands]


def _operands(written: bytes) -> list[Operand]:
    """What stands before an operator."""
    operands: list[Operand] = []
    outer: list[list[Operand]] = []
    for token in _TOKEN.findall(written):
        first = token[:1]
        if first == b"(":
            operands.append(_ESCAPE.sub(_unescaped, token[1:-1]))
        elif first == b"/":
            operands.append(_NAME_BYTE.sub(_byte, token).decode("latin-1"))
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
