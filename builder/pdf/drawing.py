"""Shapes, icons and QR codes as path operators (ISO 32000-1, 8.5). Nothing inside a box is ever mirrored."""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil

from builder.model.sheet import DrawnPath
from builder.pdf.kept import Kept
from builder.pdf.operands import numbers

# A quarter circle as a Bézier curve.
_ROUND = 0.5523
# How far a drawn point may lie from where it belongs, in points: half a printer's dot at 600 per inch.
_CLOSE = 0.06


def rectangle(left: float, bottom: float, width: float, height: float, radius: float, operator: str) -> str:
    """A rectangle, painted with `operator`; round corners of at most half the shorter side.

    A rounded one is drawn from its own corner: equal ones are then equal in the file, which deflates well.
    """
    radius = min(radius, width / 2, height / 2)
    if radius <= 0:
        return f"{numbers(left, bottom, width, height)} re {operator}"
    return f"q 1 0 0 1 {numbers(left, bottom)} cm\n{_rounded(width, height, radius)} h {operator} Q"


@lru_cache(maxsize=256)
def _rounded(width: float, height: float, radius: float) -> str:
    bend, right, top = radius * (1 - _ROUND), width - radius, height - radius
    corners = [
        ((right, 0.0), (width - bend, 0.0, width, bend, width, radius)),
        ((width, top), (width, height - bend, width - bend, height, right, height)),
        ((radius, height), (bend, height, 0.0, height - bend, 0.0, top)),
        ((0.0, radius), (0.0, bend, bend, 0.0, radius, 0.0)),
    ]
    made, at = [f"{numbers(radius, 0.0)} m"], (radius, 0.0)
    for start, curve in corners:
        if abs(start[0] - at[0]) + abs(start[1] - at[1]) > 0.005:
            made.append(f"{numbers(*start)} l")
        made.append(f"{numbers(*curve)} c")
        at = (curve[4], curve[5])
    return "\n".join(made)


def fitted(left: float, top: float, width: float, height: float, view: tuple[float, float], fine: int = 1) -> str:
    """The `cm` that puts a view, its y downwards, into the middle of a box undistorted; `fine` steps to its unit."""
    scale = min(width / view[0], height / view[1])
    x = left + (width - view[0] * scale) / 2
    y = top - (height - view[1] * scale) / 2
    return f"{numbers(scale / fine, 0, 0, -scale / fine, digits=6)} {numbers(x, y)} cm"


def fineness(width: float, height: float, view: tuple[float, float]) -> int:
    """Into how many steps a drawing's unit is to be divided at this size. Fewer steps are shorter numbers."""
    error = min(width / view[0], height / view[1]) / 2
    return max(1, ceil(error / _CLOSE))


@lru_cache(maxsize=512)
def path(drawn: DrawnPath, fine: int) -> str:
    """The path, filled, in whole steps: without the points of decimals it deflates better."""
    made: list[str] = []
    for letter, values in drawn.commands:
        if letter == "Z":
            made.append("h")
        else:
            made.append(f"{' '.join([str(round(value * fine)) for value in values])} {letter.lower()}")
    made.append("f*" if drawn.even_odd else "f")
    # one kind of white space deflates better than two
    return " ".join(made)


_kept: Kept[str] = Kept(128)


def modules(rows: tuple[tuple[bool, ...], ...]) -> str:
    """The dark modules of a symbol, one unit each and y downwards, as one path: no seam can show between them."""
    found = _kept.find(rows)
    if found is not None:
        return found
    runs = _runs(len(rows) + 1)
    cells = b"\0".join(map(bytes, rows))
    return _kept.keep(" ".join([*[runs[run.span()] for run in _DARK.finditer(cells)], "f"]), rows)


_DARK = re.compile(rb"\x01+")


class _Runs(dict[tuple[int, int], str]):
    """Runs of dark modules in rows that begin so many cells `apart`. A thousand symbols have the same few thousand."""

    def __init__(self, apart: int) -> None:
        super().__init__()
        self._apart = apart

    def __missing__(self, span: tuple[int, int]) -> str:
        y, x = divmod(span[0], self._apart)
        made = self[span] = f"{x} {y} {span[1] - span[0]} 1 re"
        return made


@lru_cache(maxsize=8)
def _runs(apart: int) -> _Runs:
    return _Runs(apart)
