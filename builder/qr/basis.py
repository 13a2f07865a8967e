"""A symbol is linear in its data: what each half byte of data adds to it is found once for a version and level.

After that a symbol is a few dozen exclusive ors: 10,000 a second.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from builder.qr.library import Level, correction, places, room


class Basis:
    """The symbols of a version and level, without fixed patterns and mask."""

    def __init__(self, version: int, level: Level) -> None:
        modules = places(version, level)
        words = [_halves(modules[start : start + 8]) for start in range(0, len(modules), 8)]
        blocks = room(version, level)
        longest = max(data for data, _ in blocks)
        # ISO/IEC 18004, 7.6: first bytes of all blocks, second bytes of all, ...; error correction likewise
        listed = [(block, at) for at in range(longest) for block, (data, _) in enumerate(blocks) if at < data]
        order = {key: place for place, key in enumerate(listed)}
        behind = len(order)
        self._halves: list[list[int]] = []
        for block, (data, more) in enumerate(blocks):
            for at, unit in enumerate(_units(data, more)):
                touched = [(words[order[block, at]], 1)]
                touched += [(words[behind + place * len(blocks) + block], byte) for place, byte in enumerate(unit)]
                self._halves += _added(touched)

    def bits(self, data: bytes) -> int:
        """The symbol of these data bytes."""
        made = 0
        halves = chain.from_iterable([(byte & 15, byte >> 4) for byte in data])
        for table, half in zip(self._halves, halves, strict=True):
            made ^= table[half]
        return made


@lru_cache(maxsize=16)
def basis(version: int, level: Level) -> Basis:
    """The basis of a version and level, a few ms the first time."""
    return Basis(version, level)


@lru_cache(maxsize=32)
def _units(data: int, more: int) -> list[list[int]]:
    """For each byte of a block that is 1 where all others are 0, its error correction."""
    # the last one's is the generator itself; one place further ahead is times x
    generator = correction([0] * (data - 1) + [1], more)
    units = [generator]
    while len(units) < data:
        first, *rest = units[-1]
        units.append([byte ^ _product(first, factor) for byte, factor in zip([*rest, 0], generator, strict=True)])
    return units[::-1]


def _product(one: int, other: int) -> int:
    """Of two bytes, in the field of the error correction."""
    made = 0
    while other:
        if other & 1:
            made ^= one
        one, other = _double(one), other >> 1
    return made


def _double(byte: int) -> int:
    # ISO/IEC 18004, 7.5.2: modulo x^8 + x^4 + x^3 + x^2 + 1
    return byte << 1 ^ (0x11D if byte & 0x80 else 0)


_Halves = tuple[list[int], list[int]]
"""The modules of a byte's 16 low halves and of its 16 high ones."""


def _halves(modules: list[int]) -> _Halves:
    """Of a byte whose highest bit is the first of its modules."""
    return _sums(modules[:3:-1]), _sums(modules[3::-1])


def _added(touched: list[tuple[_Halves, int]]) -> _Halves:
    """What the 16 low halves of a byte add, and the 16 high ones; `touched` is what its lowest bit changes."""
    bits = []
    for _ in range(8):
        made = 0
        for (low, high), byte in touched:
            made ^= low[byte & 15] ^ high[byte >> 4]
        bits.append(made)
        touched = [(halves, _double(byte)) for halves, byte in touched]
    return _sums(bits[:4]), _sums(bits[4:])


def _sums(bits: list[int]) -> list[int]:
    made = [0] * 16
    for half in range(1, 16):
        low = half & -half
        made[half] = made[half ^ low] ^ bits[low.bit_length() - 1]
    return made
