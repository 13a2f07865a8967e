"""Shapes, icons and QR codes as path operators (ISO 32000-1, 8.5). Nothing inside a box is ever mirrored."""

from __future__ import annotations

from functools import lru_cache

from builder.model.sheet import DrawnPath
from builder.pdf.operands import number, numbers

# A quarter circle as a Bézier curve.
_ROUND = 0.5523
# How far a drawn point may lie from where it belongs, in points: a fifth of a printer's dot at 600 per inch.
_CLOSE = 0.025


def rectangle(left: float, bottom: float, width: float, height: float, radius: float) -> str:
    """A closed rectangle with round corners; `radius` is at most half of the shorter side."""
    radius = min(radius, width / 2, height / 2)
    if radius <= 0:
        return f"{numbers(left, bottom, width, height)} re"
    right, top, bend = left + width, bottom + height, radius * (1 - _ROUND)
    return "\n".join(
        [
            f"{numbers(left + radius, bottom)} m",
            f"{numbers(right - radius, bottom)} l",
            f"{numbers(right - bend, bottom, right, bottom + bend, right, bottom + radius)} c",
            f"{numbers(right, top - radius)} l",
            f"{numbers(right, top - bend, right - bend, top, right - radius, top)} c",
            f"{numbers(left + radius, top)} l",
            f"{numbers(left + bend, top, left, top - bend, left, top - radius)} c",
            f"{numbers(left, bottom + radius)} l",
            f"{numbers(left, bottom + bend, left + bend, bottom, left + radius, bottom)} c",
            "h",
        ]
    )


def fitted(left: float, top: float, width: float, height: float, view: tuple[float, float]) -> str:
    """The `cm` that puts a view, its y downwards, into the middle of a box without distorting it."""
    scale = min(width / view[0], height / view[1])
    x = left + (width - view[0] * scale) / 2
    y = top - (height - view[1] * scale) / 2
    return f"{numbers(scale, 0, 0, -scale, digits=5)} {numbers(x, y)} cm"


def decimals(width: float, height: float, view: tuple[float, float]) -> int:
    """How many decimals a drawing needs at this size."""
    error, digits = min(width / view[0], height / view[1]) / 2, 0
    while error > _CLOSE and digits < 4:
        error, digits = error / 10, digits + 1
    return digits


@lru_cache(maxsize=512)
def path(drawn: DrawnPath, digits: int) -> str:
    """The path, filled."""
    made: list[str] = []
    for letter, values in drawn.commands:
        if letter == "Z":
            made.append("h")
        else:
            made.append(f"{' '.join([number(value, digits) for value in values])} {letter.lower()}")
    made.append("f*" if drawn.even_odd else "f")
    return "\n".join(made)


@lru_cache(maxsize=64)
def modules(rows: tuple[tuple[bool, ...], ...]) -> str:
    """The dark modules of a symbol, one unit each and y downwards, as one path: no seam can show between them.

    A run of dark modules grows downwards over rows that have the very same run.
    """
    open_runs: dict[tuple[int, int], int] = {}
    made: list[str] = []
    for y, row in enumerate((*rows, ())):
        runs = _dark_runs(row)
        for run in [run for run in open_runs if run not in runs]:
            start = open_runs.pop(run)
            made.append(f"{run[0]} {start} {run[1] - run[0]} {y - start} re")
        for run in runs:
            open_runs.setdefault(run, y)
    return "\n".join([*made, "f"])


def _dark_runs(row: tuple[bool, ...]) -> dict[tuple[int, int], None]:
    runs: dict[tuple[int, int], None] = {}
    start = None
    for x, dark in enumerate((*row, False)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs[start, x] = None
            start = None
    return runs
