"""Titles: how large they are set, on few lines, and each sentence in lines of its own."""

from __future__ import annotations

from builder.text import ShapedText

LEAST = 0.8
"""How much smaller than it could be a title is set before it takes a line more to part no sentence."""

_STEP = 0.96


def fewer(shaped: ShapedText, size: float, floor: float, width: float, most: int, whole: int) -> float:
    """The largest type size up to `size`, in points, at which a text takes no more than `most` lines.

    Where it would then part a sentence that begins in a line after another ("Do it. Go | slow."), it is a little
    smaller, or takes up to `whole` lines (0: it is as it is). It is never under `floor`.
    """
    fitting = _on(shaped, most, size, floor, width)
    if not whole or not shaped.parted(width * 1000 / fitting):
        return fitting
    for lines, start, least in ((most, fitting, max(floor, fitting * LEAST)), (whole, size, floor)):
        tried = _on(shaped, lines, start, least, width)
        while tried > least and shaped.parted(width * 1000 / tried):
            tried = max(least, round(tried * _STEP, 2))
        if not shaped.parted(width * 1000 / tried):
            return tried
    return fitting


def _on(shaped: ShapedText, lines: int, size: float, floor: float, width: float) -> float:
    while size > floor and shaped.count(width * 1000 / size) > lines:
        size = max(floor, round(size * _STEP, 2))
    return size
