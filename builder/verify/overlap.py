"""Lines of text that touch: found by their outlines' boxes, proved by the pixels.

The box of a letter in Nastaliq reaches far over the next line without its ink coming near to it; so where boxes meet,
the place is rendered, and ink that holds together from one line's letter to the other's is what counts.
"""

from __future__ import annotations

import re
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

# Pixels over which ink must go on to hold together: a dot that comes up to a stroke is no collision
_HOLDS: Final = 3
_RUN: Final = re.compile(b"\1+")


def overlaps(
    renderer: Renderer, crop: Area, shown: Sequence[Shown], fonts: Sequence[Font], lines: Sequence[TextLine]
) -> tuple[tuple[int, int], ...]:
    """Pairs of a page's lines, indices, whose ink touches; `crop` is its crop box."""
    found = []
    for one, other in _near(lines):
        meeting = _meeting(shown, fonts, lines[one], lines[other])
        if meeting is not None and _hold_together(renderer, crop, lines[one], meeting):
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
    """Ink reaches from where only one line's letters are to where only the other's are."""
    mine, theirs = meeting
    whole = mine[0]
    for each in (*mine, *theirs):
        whole = whole.joined(each)
    view = renderer.view(line.page, crop, whole.grown(0.5), _CLOSE, grey=True)
    ink, ground = grey(line.colour or "#000000"), grey(line.behind or "#ffffff")
    inked = bytes([abs(level - ground) > _INKED * abs(ink - ground) for level in range(256)])
    one, other = _covered(view, mine), _covered(view, theirs)
    # ink fills the pixels at a box's edge too
    pixel = 1 / view.scale
    only_one = one & ~_covered(view, [area.grown(pixel) for area in theirs])
    only_other = other & ~_covered(view, [area.grown(pixel) for area in mine])
    count = view.width * view.height
    starts, ends = only_one.to_bytes(count, "big"), only_other.to_bytes(count, "big")
    within = (one | other).to_bytes(count, "big")
    pixels = b"".join([view.row(y, 0, view.width) for y in range(view.height)]).translate(inked)
    shown = (int.from_bytes(pixels, "big") & int.from_bytes(within, "big")).to_bytes(count, "big")
    groups = _Groups()
    before: list[tuple[int, int, int]] = []
    for y in range(view.height):
        start = y * view.width
        here = [(*found.span(), groups.new()) for found in _RUN.finditer(shown, start, start + view.width)]
        for first, last, group in here:
            if 1 in starts[first:last]:
                groups.holds[group] |= 1
            if 1 in ends[first:last]:
                groups.holds[group] |= 2
            for above, end, other_group in before:
                if min(end + view.width, last) - max(above + view.width, first) >= _HOLDS:
                    groups.join(group, other_group)
        before = here
    found = [groups.holds[group] for group in range(len(groups.above)) if groups.above[group] == group]
    if not any(each & 1 for each in found) or not any(each & 2 for each in found):
        return True  # one lies wholly in the other
    return 3 in found


class _Groups:
    """Runs of ink that hold together; `holds` is 1 for where only one line is, 2 for the other, 3 for both."""

    def __init__(self) -> None:
        self.above: list[int] = []
        self.holds: list[int] = []

    def new(self) -> int:
        self.above.append(len(self.above))
        self.holds.append(0)
        return len(self.above) - 1

    def join(self, one: int, other: int) -> None:
        one, other = self._top(one), self._top(other)
        if one != other:
            self.above[one] = other
            self.holds[other] |= self.holds[one]

    def _top(self, group: int) -> int:
        while self.above[group] != group:
            group = self.above[group]
        return group


def _covered(view: View, areas: Sequence[Area]) -> int:
    """The pixels of some areas, as one number with a byte each."""
    covered = bytearray(view.width * view.height)
    for area in areas:
        left, right = view.columns(area.left, area.right)
        for y in range(*view.rows(area.top, area.bottom)):
            covered[y * view.width + left : y * view.width + right] = b"\1" * (right - left)
    return int.from_bytes(covered, "big")
