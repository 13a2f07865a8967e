"""What is taken from `qrcode`: the place of every bit, the fixed patterns, the masks and the error correction.

A symbol as an integer: bit y * n + x is the module in row y and column x, dark if set, and n * n bits above it the
module in row x and column y. So columns are looked at as rows are, and symbols are added by exclusive or.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Literal

from builder.model.dataclass import dataclass
from builder.qr.bits import both_ways

Level = Literal["M", "Q", "H"]

# ISO/IEC 18004, 7.5.1: L is left out, seven percent of damage is less than a pocket does
_LEVELS: dict[Level, int] = {"M": 0, "Q": 3, "H": 2}
LARGEST = 40
"""The largest version (ISO/IEC 18004, 5.3.1)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What all symbols of a version and level share: `count` modules a side, and integers for each of the eight masks.

    `free` are those for data and error correction. `tried` is what a mask is judged by: the fixed patterns with the
    mask, format bits blank. `final` has these bits.
    """

    version: int
    level: Level
    count: int
    free: int
    tried: tuple[int, ...]
    final: tuple[int, ...]


@cache
def room(version: int, level: Level) -> tuple[tuple[int, int], ...]:
    """For each block its data bytes and its bytes of error correction (ISO/IEC 18004, table 9)."""
    blocks = _library().base.rs_blocks(version, _LEVELS[level])
    return tuple((block.data_count, block.total_count - block.data_count) for block in blocks)


@lru_cache(maxsize=64)
def grid(version: int, level: Level) -> Grid:
    """The grid of a version and level."""
    code = _blank(version, level, test=True)
    empty = [(row, at) for row, line in enumerate(code.modules) for at, dark in enumerate(line) if dark is None]
    code.setup_type_info(True, 0)
    told = [(row, at) for row, at in empty if code.modules[row][at] is not None]
    free = both_ways(code.modules_count, [(row, at) for row, at in empty if code.modules[row][at] is None])
    blank = _dark(code)
    sure = _blank(version, level, test=False)
    sure.setup_type_info(True, 0)
    numbered = _dark(sure)
    tried, final = [], []
    for mask in range(8):
        turned = _mask(mask, code.modules_count) & free
        tried.append(blank ^ turned)
        sure.setup_type_info(False, mask)
        telling = both_ways(code.modules_count, [(row, at) for row, at in told if sure.modules[row][at]])
        final.append(numbered ^ telling ^ turned)
    return Grid(version, level, code.modules_count, free, tuple(tried), tuple(final))


def _mask(number: int, count: int) -> int:
    """The modules that a mask turns around, anywhere in a symbol."""
    by_rows, by_columns = _pattern(number)
    lines = (pattern[at % _PERIOD] for pattern in (by_rows, by_columns) for at in range(count))
    return int("".join([(line * (count // _PERIOD + 1))[:count] for line in lines])[::-1], 2)


_PERIOD = 12
"""Rows and columns after which every mask repeats (ISO/IEC 18004, table 10)."""


@cache
def _pattern(number: int) -> tuple[list[str], list[str]]:
    """A period of a mask, by rows and by columns."""
    turns, period = _library().util.mask_func(number), range(_PERIOD)
    return (
        ["".join(["1" if turns(row, column) else "0" for column in period]) for row in period],
        ["".join(["1" if turns(row, column) else "0" for row in period]) for column in period],
    )


def plain(data: bytes, version: int, level: Level) -> int:
    """The bits of the symbol of these data bytes, with nothing fixed and no mask."""
    code = _code(version, level)
    code.data_cache = _corrected(data, version, level)
    code.makeImpl(True, 0)
    return _dark(code) ^ grid(version, level).tried[0]


def places(version: int, level: Level) -> list[int]:
    """For each bit of data and error correction, in the order of the symbol, the integer of its module.

    ISO/IEC 18004, 7.7.3: two columns at a time from the right, up and down in turn, without the column of the vertical
    timing pattern.
    """
    shared = grid(version, level)
    count, free = shared.count, shared.free
    turned = count * count
    found: list[int] = []
    columns = [*range(count - 1, _TIMING, -2), *range(_TIMING - 1, 0, -2)]
    for number, right in enumerate(columns):
        for row in range(count) if number % 2 else range(count - 1, -1, -1):
            for column in (right, right - 1):
                if free >> (row * count + column) & 1:
                    found.append(1 << row * count + column | 1 << turned + column * count + row)
    # what is left over belongs to no byte
    return found[: 8 * sum(data + correction for data, correction in room(version, level))]


_TIMING = 6
"""The column of the vertical timing pattern (ISO/IEC 18004, 6.3.5)."""


def correction(data: Sequence[int], count: int) -> list[int]:
    """The bytes of error correction of a block (ISO/IEC 18004, 7.5.2)."""
    library = _library()
    block = library.base.RSBlock(len(data) + count, len(data))
    buffer = library.util.BitBuffer()
    buffer.buffer, buffer.length = list(data), 8 * len(data)
    return list(library.util.create_bytes(buffer, [block]))[len(data) :]


def _corrected(data: bytes, version: int, level: Level) -> list[int]:
    """The whole stream: blocks interleaved, error correction after them."""
    library = _library()
    buffer = library.util.BitBuffer()
    buffer.buffer, buffer.length = list(data), 8 * len(data)
    stream: list[int] = library.util.create_bytes(buffer, library.base.rs_blocks(version, _LEVELS[level]))
    return stream


def _code(version: int, level: Level) -> Any:
    return _library().QRCode(version=version, error_correction=_LEVELS[level], border=0)


def _blank(version: int, level: Level, *, test: bool) -> Any:
    """Finders, alignment, timing and version (blank in a test); None where there is room."""
    blanks = _library().main.precomputed_qr_blanks
    code = _code(version, level)
    if version not in blanks:
        code.data_cache = []
        code.makeImpl(True, 0)
    code.modules_count = version * 4 + 17
    code.modules = [list(row) for row in blanks[version]]
    if version >= 7:
        code.setup_type_number(test)
    return code


def _dark(code: Any) -> int:
    return both_ways(
        code.modules_count,
        [(row, column) for row, line in enumerate(code.modules) for column, dark in enumerate(line) if dark],
    )


@cache
def _library() -> Any:
    """`qrcode`, imported when the first symbol is wanted."""
    import qrcode.main

    return qrcode
