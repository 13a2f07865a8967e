"""Marks for those who cut, fold and print: outside the sheet, and clear of its bleed. None of them is read out."""

from __future__ import annotations

from builder.compose.dress import BLEED, OFFICE_EDGE
from builder.compose.pen import Pen
from builder.compose.setting import MM, Bench
from builder.model.sheet import Box, Page, Rule, Shape
from builder.model.source import Colour

MARK = (BLEED + 0.5 * MM, BLEED + 5.5 * MM)
"""From the trim to where a mark begins and ends."""

_MIDDLE = (MARK[0] + MARK[1]) / 2
_CUT, _FOLD, _FINE = 0.5, 0.75, 0.35
_TARGET, _CROSS = 1.5 * MM, 2.5 * MM
"""Radius of a register mark's circle, and how far its cross reaches."""

_PATCH, _APART = 4.0 * MM, 0.5 * MM

# The inks by themselves, as they stand for one in a file of red, green and blue
_INKS = (Colour("#00ffff"), Colour("#ff00ff"), Colour("#ffff00"), Colour("#000000"), Colour("#808080"))
_BLACKS = (Colour("#000000"), Colour("#404040"), Colour("#808080"), Colour("#bfbfbf"))


def fold_marks(bench: Bench, pen: Pen, page: Page) -> None:
    """Short ticks where the paper is folded: outside the trim when there is paper around it."""
    trim = page.trim
    around = trim.y > 10.0
    for x in page.folds:
        for edge, sign in ((trim.y, 1.0), (trim.y + trim.height, -1.0)):
            near = edge - sign * MARK[0] if around else edge + sign * OFFICE_EDGE
            far = edge - sign * MARK[1] if around else edge + sign * (OFFICE_EDGE + 2.5 * MM)
            pen.add(_line(bench, (x, near, x, far), _FOLD, (2.0, 2.0)))


def cut_marks(bench: Bench, pen: Pen, trim: Box) -> None:
    """Corner marks outside the trim."""
    near, far = MARK
    for x, across in ((trim.x, -1.0), (trim.x + trim.width, 1.0)):
        for y, down in ((trim.y, -1.0), (trim.y + trim.height, 1.0)):
            pen.add(_line(bench, (x + across * near, y, x + across * far, y), _CUT))
            pen.add(_line(bench, (x, y + down * near, x, y + down * far), _CUT))


def press_marks(bench: Bench, pen: Pen, page: Page) -> None:
    """On each side a mark that shows whether the plates are upon one another; below, patches of the inks."""
    trim = page.trim
    x, y = _clear(page), trim.y + trim.height / 2
    for at in ((x, trim.y - _MIDDLE), (x, trim.y + trim.height + _MIDDLE)):
        _target(bench, pen, *at)
    for at in ((trim.x - _MIDDLE, y), (trim.x + trim.width + _MIDDLE, y)):
        _target(bench, pen, *at)
    _patches(bench, pen, page, x)


def _clear(page: Page) -> float:
    """The middle of the sheet, or beside it where the paper is folded there."""
    middle = page.trim.x + page.trim.width / 2
    beside = middle + 2 * _CROSS + 2 * MM
    return beside if any(abs(fold - middle) < 2 * _CROSS for fold in page.folds) else middle


def _target(bench: Bench, pen: Pen, x: float, y: float) -> None:
    box = Box(x - _TARGET, y - _TARGET, 2 * _TARGET, 2 * _TARGET)
    ink = bench.colour("ink")
    pen.add(Shape(box, stroke=ink, weight=_FINE, radius=_TARGET, everywhere=True))
    pen.add(_line(bench, (x - _CROSS, y, x + _CROSS, y), _FINE))
    pen.add(_line(bench, (x, y - _CROSS, x, y + _CROSS), _FINE))


def _patches(bench: Bench, pen: Pen, page: Page, target: float) -> None:
    """From the start corner, as many as there is room for before the next mark; none where not all inks have one."""
    one_plate = bench.theme.plates == "black"
    colours = _BLACKS if one_plate else (*_INKS, bench.colour("deep"), bench.colour("light"))
    trim = page.trim
    x, step = trim.x + _CROSS, _PATCH + _APART
    room = min((*page.folds, target)) - _CROSS - _APART - x
    count = min(len(colours), int((room + _APART) / step))
    top = trim.y + trim.height + _MIDDLE - _PATCH / 2
    for at, colour in enumerate(colours[:count] if count >= 4 else ()):
        pen.add(Shape(Box(x + at * step, top, _PATCH, _PATCH), fill=colour))


def _line(bench: Bench, ends: tuple[float, float, float, float], weight: float, dash: tuple[float, ...] = ()) -> Rule:
    return Rule(*ends, weight, bench.colour("ink"), dash, everywhere=bench.finish == "press")
