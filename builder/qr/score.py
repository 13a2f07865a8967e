"""How well a mask mixes light and dark: the four penalties of ISO/IEC 18004, 7.8.3.1, of all eight masks at once.

The eight tried symbols stand in one integer, each by rows and by columns, so a shift compares every module of all of
them with its neighbour. A symbol takes 30 millionths of a second, a loop over modules a hundred times as long.
"""

from __future__ import annotations

from functools import lru_cache

from builder.model.dataclass import dataclass
from builder.qr.library import Grid

_MASKS = 8


@dataclass(frozen=True, slots=True)
class _Frame:
    """Which bits count. `stride` is a symbol both ways; `repeat` multiplied with one gives eight of them.

    `pairs`: modules with a neighbour in their row; `long`: with ten more; `blocks`: with a neighbour there and below,
    by rows alone; `once`: by rows alone.
    """

    stride: int
    repeat: int
    every: int
    pairs: int
    long: int
    blocks: int
    once: int
    tried: int


def best_mask(bits: int, grid: Grid) -> int:
    """The mask with the least penalty for a symbol's bits, the first of several."""
    frame = _frame(grid)
    count, every = grid.count, frame.every
    dark = bits * frame.repeat ^ frame.tried
    light = dark ^ every
    same = (dark ^ dark >> 1 ^ every) & frame.pairs
    # a run of five alike is four neighbours alike: three points, and one for each module more
    fours = same & same >> 1
    fours &= fours >> 2
    starts = fours & ~(fours << 1)
    blocks = same & same >> count & (dark ^ dark >> count ^ every) & frame.blocks
    finders = _finders(dark, light) & frame.long
    areas = dark & frame.once
    size = count * count
    totals = []
    for at in range(_MASKS):
        shift, one = at * frame.stride, (1 << frame.stride) - 1
        lost = (fours >> shift & one).bit_count() + 2 * (starts >> shift & one).bit_count()
        lost += 3 * (blocks >> shift & one).bit_count() + 40 * (finders >> shift & one).bit_count()
        share = float((areas >> shift & one).bit_count()) / size
        totals.append(lost + 10 * int(abs(share * 100 - 50) / 5))
    return totals.index(min(totals))


def _finders(dark: int, light: int) -> int:
    """Where 1011101 begins with four light modules after it, or four light modules with 1011101 after them."""
    common = light >> 1 & dark >> 4 & light >> 5 & dark >> 6 & light >> 9
    before = dark & dark >> 2 & dark >> 3 & light >> 7 & light >> 8 & light >> 10
    after = light & light >> 2 & light >> 3 & dark >> 7 & dark >> 8 & dark >> 10
    return common & (before | after)


@lru_cache(maxsize=64)
def _frame(grid: Grid) -> _Frame:
    count = grid.count
    stride = 2 * count * count
    repeat = sum(1 << at * stride for at in range(_MASKS))

    def lines(width: int, height: int = 2 * count) -> int:
        """The first `width` modules of each of `height` rows."""
        return sum((1 << width) - 1 << row * count for row in range(height)) * repeat

    return _Frame(
        stride=stride,
        repeat=repeat,
        every=(1 << _MASKS * stride) - 1,
        pairs=lines(count - 1),
        long=lines(count - 10),
        blocks=lines(count - 1, count - 1),
        once=lines(count, count),
        tried=sum(bits << at * stride for at, bits in enumerate(grid.tried)),
    )
