"""Figures of a test sheet: rulers, register marks, steps of grey, lines, codes of several sizes. Sizes are true."""

from __future__ import annotations

from collections.abc import Callable
from math import fsum
from typing import NamedTuple

from builder.compose.contact import QUIET, spoken
from builder.compose.pen import Pen
from builder.compose.setting import MM, Bench, Setting
from builder.compose.texts import plain
from builder.model.sheet import Box, Code, Rule, Shape
from builder.model.source import Colour
from builder.qr import symbol

_STILL = Setting(1.0)
_FINE, _PLAIN = 0.5, 0.75
_GREYS = (10, 20, 30, 40, 50, 60, 70, 80, 100)
_WEIGHTS = (0.25, 0.5, 0.75, 1.0, 1.5)
_MODULES = (0.5, 0.6, 0.8)
"""Millimetres: the least that survives a photocopy, what leaflets have, and more."""

_COMB = 10
"""Lines at an edge, a millimetre from one to the next."""

_THEME = ("deep", "mid", "mid-light", "light", "deep-tint", "warning", "danger", "danger-tint")


class Cell(NamedTuple):
    """Something of a height that depends on its width."""

    height: Callable[[float], float]
    draw: Callable[[Pen, float, float, float], None]


def label(
    bench: Bench, pen: Pen, words: str, x: float, y: float, *, middle: bool = False, width: float = 60 * MM
) -> None:
    """A few words that nobody has to hear."""
    piece = plain(bench, words, "small", tag="", lang="en", rtl=False, align="center" if middle else "start")
    piece.place(pen, x - width / 2 if middle else x, y, width, _STILL, -1)


def ruler(bench: Bench, pen: Pen, x: float, y: float, length: float, *, upright: bool) -> None:
    """A scale of so many millimetres from (x, y), with a figure at every tenth."""
    ink = bench.colour("ink")
    for at in range(int(length) + 1):
        tick, along = (4.0 if at % 10 == 0 else 3.0 if at % 5 == 0 else 2.0) * MM, at * MM
        weight = _PLAIN if at % 10 == 0 else 0.35
        if upright:
            pen.add(Rule(x, y + along, x - tick, y + along, weight, ink))
        else:
            pen.add(Rule(x + along, y, x + along, y + tick, weight, ink))
        if at % 10 == 0 and at % (20 if at else 1) == 0:
            high = _height(bench)
            if upright:
                label(bench, pen, str(at), x - 6.5 * MM, y + along - high / 2, middle=True, width=8 * MM)
            else:
                label(bench, pen, str(at), x + along, y + 4.2 * MM, middle=True, width=8 * MM)
    pen.add(Rule(x, y, x, y + length * MM, _PLAIN, ink) if upright else Rule(x, y, x + length * MM, y, _PLAIN, ink))
    if not upright:
        label(bench, pen, "mm", x + (length + 2) * MM, y)


def rings(bench: Bench, pen: Pen, x: float, y: float) -> None:
    """One and two millimetres around a point: how far the back may be off."""
    for radius in (1 * MM, 2 * MM):
        box = Box(x - radius, y - radius, 2 * radius, 2 * radius)
        pen.add(Shape(box, stroke=bench.colour("ink"), weight=_FINE, radius=radius))


def cross(bench: Bench, pen: Pen, x: float, y: float) -> None:
    """The point that shall lie in the rings of the other side."""
    ink = bench.colour("ink")
    pen.add(Rule(x - 4 * MM, y, x + 4 * MM, y, _FINE, ink))
    pen.add(Rule(x, y - 4 * MM, x, y + 4 * MM, _FINE, ink))


def arrow(bench: Bench, pen: Pen, x: float, y: float, *, down: bool = False) -> None:
    """Up, on both sides: they lie on one another when the paper has been turned over the right edge."""
    ink, wide = bench.colour("ink"), 3 * MM
    tip, back = (y + 5 * MM, -wide) if down else (y - 5 * MM, wide)
    pen.add(Rule(x, y - 5 * MM, x, y + 5 * MM, 2.0, ink))
    pen.add(Rule(x, tip, x - wide, tip + back, 2.0, ink, round_caps=True))
    pen.add(Rule(x, tip, x + wide, tip + back, 2.0, ink, round_caps=True))


def comb(bench: Bench, pen: Pen, trim: Box) -> None:
    """At every edge ten lines, a millimetre from one to the next: what is missing, the printer does not reach."""
    ink = bench.colour("ink")
    x, y = trim.x + trim.width / 2, trim.y + trim.height / 2
    for at in range(1, _COMB + 1):
        far, half = at * MM, (3.0 if at % 5 else 5.0) * MM
        for edge in (trim.y + far, trim.y + trim.height - far):
            pen.add(Rule(x - half, edge, x + half, edge, _FINE, ink))
        for edge in (trim.x + far, trim.x + trim.width - far):
            pen.add(Rule(edge, y - half, edge, y + half, _FINE, ink))


def fold(bench: Bench, pen: Pen, x: float, trim: Box) -> None:
    """Where the paper is folded, from edge to edge, with its distance from the start edge."""
    pen.add(Rule(x, trim.y + 1 * MM, x, trim.y + trim.height - 1 * MM, _FINE, bench.colour("ink"), (3.0, 3.0)))
    far = f"{(x - trim.x) / MM:.1f} mm"
    label(bench, pen, far, x + 2 * MM, trim.y + trim.height - 14 * MM - 4.0, width=20 * MM)


def greys(bench: Bench) -> Cell:
    """Steps of grey: K50 is half of black."""
    return _row(
        bench,
        [
            (f"K{part}", Colour(f"#{255 - round(2.55 * part):02x}" + f"{255 - round(2.55 * part):02x}" * 2))
            for part in _GREYS
        ],
    )


def patches(bench: Bench) -> Cell:
    """The theme's colours."""
    return _row(bench, [("", bench.colour(name)) for name in _THEME if name in bench.theme.colours])


def _row(bench: Bench, steps: list[tuple[str, Colour]]) -> Cell:
    """Patches side by side, in as many rows as it takes."""
    wide, high, below = 13 * MM, 8 * MM, 6 * MM

    def across(width: float) -> int:
        return max(1, min(len(steps), int(width / wide)))

    def tall(width: float) -> float:
        return -(-len(steps) // across(width)) * (high + below)

    def draw(pen: Pen, x: float, y: float, width: float) -> None:
        count = across(width)
        for at, (name, colour) in enumerate(steps):
            left, top = x + at % count * wide, y + at // count * (high + below)
            pen.add(Shape(Box(left, top, wide, high), fill=colour, stroke=bench.colour("ink"), weight=_FINE))
            if name:
                label(bench, pen, name, left + wide / 2, top + high + 1.0, middle=True, width=wide)

    return Cell(tall, draw)


def strokes(bench: Bench) -> Cell:
    """Lines of several weights."""
    step = 5 * MM

    def draw(pen: Pen, x: float, y: float, width: float) -> None:
        for at, weight in enumerate(_WEIGHTS):
            middle = y + (at + 0.5) * step
            pen.add(Rule(x, middle, x + 30 * MM, middle, weight, bench.colour("ink")))
            label(bench, pen, f"{weight:g} pt", x + 33 * MM, middle - _height(bench) / 2, width=20 * MM)

    return Cell(lambda width: step * len(_WEIGHTS), draw)


def symbols(bench: Bench) -> Cell:
    """A code of the region's in three sizes, the width of a module under each, and the address in words."""
    lines = [line for line in bench.edition.region.helplines if line.url]
    if not lines:
        return Cell(lambda width: 0.0, lambda pen, x, y, width: None)
    line = lines[0]
    rows = symbol(line.url, bench.layout.qr_level)
    alt = bench.edition.words.qr_alt.value.replace("{name}", line.name).replace("{address}", line.url)
    sides = [(module * MM * len(rows), QUIET * module * MM) for module in _MODULES]
    steps = [max(side + 2 * quiet, _width(bench, "0.5 mm") + quiet) for side, quiet in sides]
    below = _height(bench) + 2 * MM
    address = plain(bench, spoken(line.url), "address", lang="en", bold=True, rtl=False)

    def abreast(width: float) -> bool:
        return fsum(steps) <= width

    def tall(width: float) -> float:
        high = [side + 2 * quiet + below for side, quiet in sides]
        return (max(high) if abreast(width) else fsum(high)) + address.height(width, _STILL)

    def draw(pen: Pen, x: float, y: float, width: float) -> None:
        left, top, lowest = x, y, y
        for module, (side, quiet), step in zip(_MODULES, sides, steps, strict=True):
            node = pen.node("Figure", 0, alt=alt)
            pen.add(Code(Box(left, top + quiet, side, side), rows, line.url, bench.colour("ink"), node))
            foot = top + 2 * quiet + side
            label(bench, pen, f"{module:g} mm", left, foot, width=20 * MM)
            lowest = max(lowest, foot + below)
            left, top = (left + step, top) if abreast(width) else (left, foot + below)
        address.place(pen, x, lowest, width, _STILL, 0)

    return Cell(tall, draw)


def _height(bench: Bench) -> float:
    return bench.size("small", _STILL) * bench.leading("small", "en")


def _width(bench: Bench, words: str) -> float:
    """Of a label."""
    shaped = bench.shape(words, "small", lang="en", rtl=False)
    return shaped.lines(1e6)[0].width * bench.size("small", _STILL) / 1000
