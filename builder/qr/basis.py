"""A symbol is linear in its data: what each half byte of data adds to it is found once for a version and level.

After that a symbol is a few dozen exclusive ors: 10,000 a second.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from builder.qr.library import Level, correction, double, places, room


class Basis:
    """The symbols of a version and level, without fixed patterns and mask."""

    def __init__(self, version: int, level: Level) -> None:
        modules = places(version, level)
        blocks = room(version, level)
        longest = max(data for data, _ in blocks)
        # ISO/IEC 18004, 7.6: first bytes of all blocks, second bytes of all, ...; error correction likewise
        order = [(block, at) for at in range(longest) for block, (data, _) in enumerate(blocks) if at < data]
        behind = len(order)
        self._halves: list[list[int]] = []
        for block, (data, more) in enumerate(blocks):
            for at in range(data):
                unit = correction([0] * at + [1] + [0] * (data - at - 1), more)
                touched = [(order.index((block, at)), 1)]
                touched += [(behind + place * len(blocks) + block, byte) for place, byte in enumerate(unit)]
                self._halves += _halves(touched, modules)

    def bits(self, data: bytes) -> int:
        """The symbol of these data bytes."""
        made = 0
        halves = chain.from_iterable([(byte & 15, byte >> 4) for byte in data])
        for table, half in zip(self._halves, halves, strict=True):
            made ^= table[half]
        return made


@lru_cache(maxsize=16)
def basis(version: int, level: Level) -> Basis:
    """The basis of a version and level, 30 ms the first time."""
    return Basis(version, level)


def _halves(touched: list[tuple[int, int]], modules: list[int]) -> list[list[int]]:
    """What the 16 low halves of a byte add, and the 16 high ones; `touched` is what its lowest bit changes."""
    bits = []
    for _ in range(8):
        made = 0
        for place, byte in touched:
            for bit in range(8):
                if byte >> bit & 1:
                    made ^= modules[place * 8 + 7 - bit]
        bits.append(made)
        touched = [(place, double(byte)) for place, byte in touched]
    return [_sums(bits[:4]), _sums(bits[4:])]


def _sums(bits: list[int]) -> list[int]:
    made = [0] * 16
    for half in range(1, 16):
        low = half & -half
        made[half] = made[half ^ low] ^ bits[low.bit_length() - 1]
    return made
