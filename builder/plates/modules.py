"""The modules of a code as they stand in a struck file's content, and what a decoder makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from operator import or_

from builder.verify.pixels import View
from builder.verify.symbols import QUIET, decode

# ISO/IEC 18004, 5.3.1.1: 21 modules and four more for each version, up to 40
_SMALLEST, _LARGEST = 21, 177
_MOST_KEPT = 50_000
_DIGITS = bytes.maketrans(b"01", b"\xff\x00")


@lru_cache(maxsize=128)
def opened(path: bytes) -> str:
    """What a decoder makes of the dark modules of a path, rectangles in modules with y downwards; "" for nothing."""
    rectangles = path.removesuffix(b" re").split(b" re ")
    try:
        count = _across(rectangles)
        if not _SMALLEST <= count <= _LARGEST or (count - _SMALLEST) % 4:
            return ""
        dark = reduce(or_, map(_places(count).__getitem__, rectangles))
    except ValueError:
        return ""
    cells = f"{dark:0{count * count}b}".encode().translate(_DIGITS)
    across = count + 2 * QUIET
    blank, edge = b"\xff" * across * QUIET, b"\xff" * QUIET
    rows = [cells[start : start + count] for start in range(0, count * count, count)]
    picture = b"".join([blank, edge, (edge + edge).join(rows), edge, blank])
    return decode(View(across, across, 1, across, picture, 1.0, 0.0, 0.0), alone=True)[0]


def _across(rectangles: Sequence[bytes]) -> int:
    """Modules of a symbol whose rows are drawn from the top: a finder ends the first (ISO/IEC 18004, 6.3.3). Raises
    ValueError."""
    _, top, right, _ = _sides(rectangles[0])
    for each in rectangles[1:]:
        _, y, end, _ = _sides(each)
        if y != top:
            break
        right = end
    return right


def _sides(rectangle: bytes) -> tuple[int, int, int, int]:
    """Raises ValueError where it is none, or none of whole modules."""
    x, y, wide, high = map(int, rectangle.split(b" "))
    if not wide or not high:
        raise ValueError(rectangle)
    return x, y, x + wide, y + high


class _Places(dict[bytes, int]):
    """Rectangles as bits of a symbol `count` modules wide, the top left one the highest."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, rectangle: bytes) -> int:
        count = self._count
        x, y, right, bottom = _sides(rectangle)
        if right > count or bottom > count:
            raise ValueError(rectangle)
        row = (1 << right - x) - 1 << count - right
        bits = sum([row << (count - 1 - line) * count for line in range(y, bottom)])
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[rectangle] = bits
        return bits


@lru_cache(maxsize=8)
def _places(count: int) -> _Places:
    return _Places(count)
