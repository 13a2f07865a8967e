"""What is right and what is wrong on a test sheet, drawn: for who prints it, whatever language they read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from builder.compose.figures import Cell, arrow, cross, label, rings
from builder.compose.pen import Pen
from builder.compose.setting import MM, Bench
from builder.model.sheet import Box, Drawing, Rule, Shape
from builder.model.source import Colour

_HIGH, _APART = 16 * MM, 34 * MM
_FINE = 0.5
_K80, _K100 = Colour("#333333"), Colour("#000000")

Figure = Callable[[Pen, float, float, bool], None]
"""Drawn around a point, as it is when all is well, or when something is wrong."""


def legend(bench: Bench) -> Cell:
    """Of a sheet of two sides: how they lie on one another against the light, and how long 100 mm are."""

    def register(pen: Pen, x: float, y: float, wrong: bool) -> None:
        rings(bench, pen, x, y)
        cross(bench, pen, x + wrong * 2.6 * MM, y - wrong * 1.4 * MM)

    def turned(pen: Pen, x: float, y: float, wrong: bool) -> None:
        arrow(bench, pen, x, y)
        if wrong:
            arrow(bench, pen, x, y, down=True)

    return _rows(bench, [register, turned, _length(bench)])


def legend_of_one_side(bench: Bench) -> Cell:
    """Of a sheet of one side: how long 100 mm are, which lines at the edge are there, how black differs from dark."""

    def reach(pen: Pen, x: float, y: float, wrong: bool) -> None:
        """The edge of the paper, and lines below it; what leaflets need begins at the sixth."""
        ink, top = bench.colour("ink"), y - 5.5 * MM
        pen.add(Rule(x - 7 * MM, top, x + 7 * MM, top, 1.5, ink))
        for at in range(8 if wrong else 3, 11):
            half = (3.0 if at % 5 else 5.0) * MM
            pen.add(Rule(x - half, top + at * MM, x + half, top + at * MM, _FINE, ink))

    def dark(pen: Pen, x: float, y: float, wrong: bool) -> None:
        for at, (name, colour) in enumerate((("K80", _K100 if wrong else _K80), ("K100", _K100))):
            box = Box(x + (at - 1) * 8 * MM, y - 5 * MM, 8 * MM, 6 * MM)
            pen.add(Shape(box, fill=colour))
            label(bench, pen, name, box.x + 4 * MM, box.y + 6.5 * MM, middle=True, width=8 * MM)

    return _rows(bench, [_length(bench), reach, dark])


def _length(bench: Bench) -> Figure:
    def draw(pen: Pen, x: float, y: float, wrong: bool) -> None:
        """A ruler, and what another one says of it."""
        ink, left = bench.colour("ink"), x - 7 * MM
        pen.add(Rule(left, y - 3 * MM, left + 14 * MM, y - 3 * MM, _FINE, ink))
        for at in range(8):
            tick = (3.0 if at in (0, 7) else 1.5) * MM
            pen.add(Rule(left + 2 * at * MM, y - 3 * MM, left + 2 * at * MM, y - 3 * MM + tick, _FINE, ink))
        label(bench, pen, "97 mm" if wrong else "100 mm", x, y + 0.5 * MM, middle=True, width=16 * MM)

    return draw


def _rows(bench: Bench, figures: Sequence[Figure]) -> Cell:
    """One below the other, each as it should be and, beside it, as it should not."""

    def draw(pen: Pen, x: float, y: float, width: float) -> None:
        for wrong in (False, True):
            left = x + wrong * min(_APART, width / 2)
            icon = bench.icon("no" if wrong else "yes")
            for at, figure in enumerate(figures):
                middle = y + (at + 0.5) * _HIGH
                figure(pen, left + 8 * MM, middle, wrong)
                if icon is not None:
                    box = Box(left + 17 * MM, middle - 3.5 * MM, 7 * MM, 7 * MM)
                    pen.add(Drawing(box, icon.view, icon.paths, bench.colour("ink")))

    return Cell(lambda width: len(figures) * _HIGH, draw)
