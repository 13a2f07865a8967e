"""Modules as bits of one integer, by rows and again by columns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

Rows = tuple[tuple[bool, ...], ...]


def both_ways(count: int, cells: Iterable[tuple[int, int]]) -> int:
    """Bit y * count + x for each cell (row y, column x), and count * count bits further on bit x * count + y."""
    rows, columns = bytearray(count * count), bytearray(count * count)
    for row, column in cells:
        rows[row * count + column] = columns[column * count + row] = 1
    # of a text in base 2, the first digit is the highest bit
    return int((rows + columns)[::-1].translate(_TO_DIGITS), 2)


def rows_of(bits: int, count: int) -> Rows:
    """The modules as rows from the top; bits beyond them are passed over."""
    size = count * count
    cells = (bits & (1 << size) - 1).to_bytes((size + 7) // 8, "little")
    dark = tuple(chain.from_iterable([_EIGHTS[byte] for byte in cells]))
    return tuple([dark[start : start + count] for start in range(0, size, count)])


_TO_DIGITS = b"01" + bytes(254)
_EIGHTS = [tuple([bool(byte >> bit & 1) for bit in range(8)]) for byte in range(256)]
