"""Pages and their copies side by side, rendered: whatever a file is made of, it has to look the same on the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from PIL import Image, ImageChops

from builder.model.proof import Area
from builder.verify.imposed.case import Case, Pair
from builder.verify.pixels import Renderer
from builder.verify.surface import carried

_DOTS: Final = 72
_MOST_PIXELS: Final = 1400
_CELL: Final = 10
"""Points of a page that are taken together: edges fall on other pixels where it stands on a sheet."""

_MOST: Final = 90
"""Levels, of 255, by which such a patch may differ: two edges of a whole pixel are 49."""


def differing(case: Case) -> Iterator[tuple[Pair, str]]:
    """The pages whose copies look otherwise, and how."""
    with Renderer(case.read.data) as sheets:
        for file, source in enumerate(case.meant.sources):
            with Renderer(source.data) as pages:
                looked_at = [case.pairs[at] for at in sorted(case.looked_at)]
                for pair in looked_at:
                    if case.origin(pair).file == file and _differs(case, pair, pages, sheets):
                        yield pair, "looks otherwise on the sheet"


def _differs(case: Case, pair: Pair, pages: Renderer, sheets: Renderer) -> bool:
    origin, media = case.origin(pair), case.read.sides[pair.side].shown
    sides = (media.right - media.left, media.top - media.bottom, origin.crop.right - origin.crop.left)
    dots = min(_DOTS, 72 * _MOST_PIXELS / max(sides))
    shown = carried(origin.trim, pair.placed.matrix)
    across = max(1, round((origin.trim.right - origin.trim.left) * origin.unit / _CELL))
    down = max(1, round((origin.trim.top - origin.trim.bottom) * origin.unit / _CELL))
    quarters = _quarters(pair)
    own = _patches(
        _picture(pages, origin.at, origin.crop, dots, origin.turns), origin.crop, origin.trim, (across, down)
    )
    turned = (down, across) if quarters % 2 else (across, down)
    copied = _patches(_picture(sheets, pair.side, media, dots, 0), media, shown, turned)
    apart = ImageChops.difference(own, copied.rotate(-90 * quarters, expand=True))
    return max(highest for _, highest in cast(tuple[tuple[int, int], ...], apart.getextrema())) > _MOST


def _quarters(pair: Pair) -> int:
    """Quarter turns to the left from the page's own coordinates to the sheet's."""
    a, b, _, _, _, _ = pair.placed.matrix
    return (0 if a > 0 else 2) if abs(a) > abs(b) else (1 if b > 0 else 3)


def _picture(renderer: Renderer, page: int, crop: Area, dots: float, turns: int) -> Image.Image:
    """A whole page as its own coordinates lie."""
    view = renderer.view(page, crop, None, dots, grey=False)
    picture = Image.frombuffer("RGBX", (view.width, view.height), view.data, "raw", "RGBX", view.stride, 1)
    picture = picture.convert("RGB")
    return picture.rotate(90 * turns, expand=True) if turns else picture


def _patches(picture: Image.Image, crop: Area, part: Area, size: tuple[int, int]) -> Image.Image:
    """A part of the page in patches, so many across and down: cut between pixels, as it falls."""
    across, down = picture.width / (crop.right - crop.left), picture.height / (crop.top - crop.bottom)
    box = (
        max(0.0, (part.left - crop.left) * across),
        max(0.0, (crop.top - part.top) * down),
        min(float(picture.width), (part.right - crop.left) * across),
        min(float(picture.height), (crop.top - part.bottom) * down),
    )
    return picture.resize(size, Image.Resampling.BOX, box=box)
