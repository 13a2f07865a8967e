"""Lines of text, and what is really rendered behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Final, cast

from PIL import Image

from builder.model.proof import Area, Font, Shown, TextLine
from builder.verify.light import contrast_in_grey
from builder.verify.pixels import Renderer

COARSE: Final = 36
"""Dots to the inch at which pages are looked at: without their text they are but a few large areas of colour."""

# Parts of one line are nearer to each other than this, in type sizes
_GAP: Final = 2.0

# Pixels that a colour must have behind a line to count: less is the edge of something beside it
_FEWEST: Final = 3


class Ground:
    """One page as rendered without its text."""

    def __init__(self, renderer: Renderer, page: int, crop: Area) -> None:
        self._view = view = renderer.view(page, crop, None, COARSE, grey=False)
        self._picture = Image.frombuffer("RGBX", (view.width, view.height), view.data, "raw", "RGBX", view.stride, 1)

    def behind(self, area: Area, colour: str) -> str:
        """The colour in an area that text of this colour stands out from least."""
        left, right = self._view.columns(area.left, area.right)
        top, bottom = self._view.rows(area.top, area.bottom)
        if left >= right or top >= bottom:
            return colour  # beyond the page's edge, where nothing can be read
        flat = self._one_colour(left, top, right, bottom)
        if flat is not None:
            return _written(*flat)
        part = self._picture.crop((left, top, right, bottom))
        found = cast(list[tuple[int, tuple[int, int, int, int]]], part.getcolors((right - left) * (bottom - top)))
        counted = [pixel for count, pixel in found if count >= _FEWEST] or [pixel for _, pixel in found]
        grounds = [_written(*pixel) for pixel in counted]
        return min(grounds, key=lambda ground: contrast_in_grey(ground, colour))

    def _one_colour(self, left: int, top: int, right: int, bottom: int) -> bytes | None:
        """The pixel that a part consists of, as nearly all do; None where there are several."""
        view = self._view
        pixel = view.row(top, left, left + 1)
        first, last = top * view.stride + left * view.depth, bottom * view.stride + left * view.depth
        alike = map(view.data.startswith, repeat(pixel * (right - left)), range(first, last, view.stride))
        return pixel if all(alike) else None


def lines(shown: Sequence[Shown], fonts: Sequence[Font], ground: Callable[[int], Ground]) -> tuple[TextLine, ...]:
    """Operators put together into lines, each with its ground, which is asked for by page. Blanks are in none."""
    made = []
    for group in _groups(shown):
        first = shown[group[0]]
        ink = first.ink
        assert ink is not None
        for at in group[1:]:
            ink = ink.joined(shown[at].ink or ink)
        behind = ground(first.page).behind(ink, first.colour) if first.colour else ""
        bold = all(fonts[shown[at].font].bold for at in group)
        text = "".join([shown[at].text for at in group])
        made.append(
            TextLine(first.page, first.mark, text, first.size, bold, first.colour, first.turned, ink, group, behind)
        )
    return tuple(made)


@lru_cache(maxsize=4096)
def _written(red: int, green: int, blue: int, nothing: int) -> str:
    return f"#{red:02x}{green:02x}{blue:02x}"


def _groups(shown: Sequence[Shown]) -> Iterator[tuple[int, ...]]:
    group: list[int] = []
    reach = (0.0, 0.0)
    for at, each in enumerate(shown):
        if each.ink is None:
            continue
        start, end = (each.ink.bottom, each.ink.top) if each.turned else (each.ink.left, each.ink.right)
        near = max(start - reach[1], reach[0] - end) < _GAP * each.size
        if group and near and _beside(shown[group[0]], each):
            group.append(at)
            reach = min(reach[0], start), max(reach[1], end)
            continue
        if group:
            yield tuple(group)
        group, reach = [at], (start, end)
    if group:
        yield tuple(group)


def _beside(one: Shown, other: Shown) -> bool:
    across = 4 if one.turned else 5
    return (
        one.page == other.page
        and one.mark.mcid == other.mark.mcid
        and one.mark.tag == other.mark.tag
        and one.colour == other.colour
        and one.turned == other.turned
        and abs(one.size - other.size) < 0.01
        and abs(one.matrix[across] - other.matrix[across]) < 0.05
    )
