"""QR symbols: the same as `qrcode` makes, faster; `builder.pdf` draws them, `builder.verify` decodes what was drawn."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from builder.qr.basis import basis
from builder.qr.bits import Rows, rows_of
from builder.qr.library import LARGEST, Level, grid, plain, room
from builder.qr.score import best_mask

__all__ = ["Level", "Rows", "symbol"]

# Symbols of a version and level after which its basis has paid for itself.
_FEW = 8
_seen: Counter[tuple[int, Level]] = Counter()

_BYTES = 0b0100
_PADDING = bytes((0b11101100, 0b00010001))


@lru_cache(maxsize=512)
def symbol(address: str, level: Level = "Q") -> Rows:
    """Modules of the smallest symbol that holds `address`: rows from the top, True is dark, no quiet zone.

    Raises ValueError when no version can hold the address (1,273 bytes at level H).
    """
    data = address.encode("utf-8")
    version = _version(len(data), level)
    stream = _stream(data, version, level)
    _seen[version, level] += 1
    often = _seen[version, level] > _FEW
    bits = basis(version, level).bits(stream) if often else plain(stream, version, level)
    shared = grid(version, level)
    return rows_of(bits ^ shared.final[best_mask(bits, shared)], shared.count)


@lru_cache(maxsize=1024)
def _version(length: int, level: Level) -> int:
    """The smallest version for so many bytes; it depends on the length alone, so addresses of one length take as much
    room. Raises ValueError."""
    for version in range(1, LARGEST + 1):
        if 4 + _counting(version) + 8 * length <= 8 * sum(data for data, _ in room(version, level)):
            return version
    raise ValueError(f"{length} bytes are too many for a QR code of level {level}")


def _counting(version: int) -> int:
    """Bits of the number of bytes (ISO/IEC 18004, table 3)."""
    return 8 if version < 10 else 16


def _stream(data: bytes, version: int, level: Level) -> bytes:
    """One segment of bytes, its end, and padding (ISO/IEC 18004, 7.4.5, 7.4.9 and 7.4.10)."""
    counting = _counting(version)
    head = (_BYTES << counting) | len(data)
    # the mode's four bits and the end's make whole bytes of what is between them
    whole = ((head << 8 * len(data)) | int.from_bytes(data, "big")) << 4
    filled = whole.to_bytes(len(data) + (counting + 8) // 8, "big")
    rest = sum(size for size, _ in room(version, level)) - len(filled)
    return filled + (_PADDING * (rest // 2 + 1))[:rest]
