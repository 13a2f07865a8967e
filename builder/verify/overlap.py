"""Lines of text that touch: found by their outlines' boxes, proved by the pixels.

The box of a letter in Nastaliq reaches far over the next line without its ink coming near to it; so where boxes meet,
the place is rendered, and ink that holds together from one line's letter to the other's is what counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from builder.model.proof import Area, Font, Shown, TextLine
from builder.verify.light import grey
from builder.verify.pixels import Renderer, View

_CLOSE: Final = 288
"""Dots to the inch: a gap of half a point is two pixels."""

# Side bearings and curves: boxes that meet by less are only neighbours, points
_TOUCH: Final = 0.3

# Of the difference between ink and ground, from which a pixel counts as ink
_INKED: Final = 0.6


def overlaps(
    renderer: Renderer, crops: Sequence[Area], shown: Sequence[Shown], fonts: Sequence[Font], lines: Sequence[TextLine]
) -> tuple[tuple[int, int], ...]:
    """Pairs of lines, indices, whose ink touches."""
    found = []
    for one, other in _near(lines):
        meeting = _meeting(shown, fonts, lines[one], lines[other])
        if meeting is not None and _hold_together(renderer, crops[lines[one].page], lines[one], meeting):
            found.append((one, other))
    return tuple(found)


def outlines(shown: Sequence[Shown], fonts: Sequence[Font], line: TextLine) -> Iterator[Area]:
    """The boxes of a line's glyphs, one by one."""
    for index in line.shown:
        each = shown[index]
        a, b, c, d, e, f = each.matrix
        unit = each.size / ((c * c + d * d) ** 0.5 or 1.0) / 1000
        extents = fonts[each.font].extents
        for code, pen in zip(each.codes, each.pens, strict=True):
            if code in extents:
                left, bottom, right, top = extents[code]
                corners = [(pen + left * unit, bottom * unit), (pen + right * unit, top * unit)]
                xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
                yield Area(min(xs), min(ys), max(xs), max(ys))


def meet(one: Area, other: Area, by: float) -> bool:
    """They overlap by more than so many points both ways."""
    return (
        min(one.right, other.right) - max(one.left, other.left) > by
        and min(one.top, other.top) - max(one.bottom, other.bottom) > by
    )


def _near(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """Pairs of lines whose boxes meet."""
    order = sorted(range(len(lines)), key=lambda at: (lines[at].page, lines[at].ink.bottom))
    for place, one in enumerate(order):
        page, ink = lines[one].page, lines[one].ink
        for other in order[place + 1 :]:
            if lines[other].page != page or lines[other].ink.bottom > ink.top - _TOUCH:
                break
            if meet(ink, lines[other].ink, _TOUCH):
                yield one, other


def _meeting(
    shown: Sequence[Shown], fonts: Sequence[Font], one: TextLine, other: TextLine
) -> tuple[list[Area], list[Area]] | None:
    """The glyphs of both lines whose boxes meet."""
    mine, theirs = list(outlines(shown, fonts, one)), list(outlines(shown, fonts, other))
    pairs = [(glyph, their) for glyph in mine for their in theirs if meet(glyph, their, _TOUCH)]
    if not pairs:
        return None
    return list({glyph for glyph, _ in pairs}), list({their for _, their in pairs})


def _hold_together(renderer: Renderer, crop: Area, line: TextLine, meeting: tuple[list[Area], list[Area]]) -> bool:
    mine, theirs = meeting
    whole = mine[0]
    for each in (*mine, *theirs):
        whole = whole.joined(each)
    view = renderer.view(line.page, crop, whole.grown(0.5), _CLOSE, grey=True)
    ink, ground = grey(line.colour or "#000000"), grey(line.behind or "#ffffff")
    inked = {
        (x, y)
        for y in range(view.height)
        for x, level in enumerate(view.row(y, 0, view.width))
        if abs(level - ground) > _INKED * abs(ink - ground)
    }
    in_mine, in_theirs = _pixels(view, mine), _pixels(view, theirs)
    starts, ends = inked & (in_mine - in_theirs), inked & (in_theirs - in_mine)
    if not starts or not ends:
        return True  # one lies wholly in the other
    reached = _reached(starts, inked & (in_mine | in_theirs))
    return not reached.isdisjoint(ends)


def _pixels(view: View, areas: Sequence[Area]) -> set[tuple[int, int]]:
    return {
        (x, y)
        for area in areas
        for y in range(*view.rows(area.top, area.bottom))
        for x in range(*view.columns(area.left, area.right))
    }


def _reached(starts: set[tuple[int, int]], inked: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Ink that can be reached from `starts` over ink."""
    reached, waiting = set(starts), list(starts)
    while waiting:
        x, y = waiting.pop()
        for step in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if step in inked and step not in reached:
                reached.add(step)
                waiting.append(step)
    return reached
