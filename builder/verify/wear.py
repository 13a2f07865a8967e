"""What a code goes through before a phone sees it: a coarse picture, out of focus, with noise, on worn paper.

Fixed: the same code always meets the same dirt and noise. Codes of level Q and H with modules of 0.5 mm pass, whatever
they say; modules of 0.3 mm never do. (Level L is refused outright: it passes when the dirt happens to miss.)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Any, Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from builder.model.proof import Area
from builder.verify.pixels import View

ROUGH: Final = 150
"""Dots to the inch: a phone that is held too far away."""

_BLUR: Final = 0.8  # pixels, one standard deviation
_NOISE: Final = 0.3  # of the range of grey, evenly distributed
_DIRT: Final = 0.02  # of the symbol's modules, each hidden by a spot
_FRAMES: Final = 3  # pictures that a phone takes before its owner gives up
_SEED: Final = 18004

# Light and dark spots: ink that has come off, and dirt that has come on
_SPOTS: Final = (20, 235)

# The corners with finders (ISO/IEC 18004, 6.3.3): whether a decoder starts at all is luck that no level helps
_FINDER: Final = 8.5


def frames(view: View, area: Area, module: float) -> Iterator[View]:
    """The pictures that a phone takes of the code in `view`, which is grey; `area` and `module` in points."""
    size = (view.width, view.height)
    picture = Image.frombytes("L", (view.stride, view.height), view.data).crop((0, 0, *size))
    count = round((area.right - area.left) / module)
    radius = module * view.scale / 2
    pen = ImageDraw.Draw(picture)
    left, top = (area.left - view.left) * view.scale, (view.top - area.top) * view.scale
    for at, (x, y) in enumerate(_spots(count)[0]):
        x, y = left + x * 2 * radius, top + y * 2 * radius
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_SPOTS[at % 2])
    blurred = picture.filter(ImageFilter.GaussianBlur(_BLUR))
    for at in range(_FRAMES):
        noisy = ImageChops.add(blurred, _noise(count, size, at), 1, -128)
        yield View(view.width, view.height, 1, view.width, noisy.tobytes(), view.scale, view.left, view.top)


# Dirt and noise are the same for all codes of a size, and those of an order have few sizes
@lru_cache(maxsize=32)
def _spots(count: int) -> tuple[list[tuple[float, float]], Any]:
    """Where dirt is, in modules of so many a side, and how the dice stand then."""
    dice, found = Random(_SEED), list[tuple[float, float]]()
    while len(found) < round(_DIRT * count * count):
        x, y = dice.uniform(0, count), dice.uniform(0, count)
        ends = (x < _FINDER or x > count - _FINDER) and (y < _FINDER or y > count - _FINDER)
        if not ends or (x > count - _FINDER and y > count - _FINDER):
            found.append((x, y))
    return found, dice.getstate()


@lru_cache(maxsize=12)
def _noise(count: int, size: tuple[int, int], frame: int) -> Image.Image:
    dice, pixels = Random(), b""
    dice.setstate(_spots(count)[1])
    for _ in range(frame + 1):
        pixels = dice.randbytes(size[0] * size[1])
    noise = Image.frombytes("L", size, pixels)
    return noise.point([128 + round((level - 128) * _NOISE) for level in range(256)])
