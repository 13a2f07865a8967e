"""What a code goes through before a phone sees it: a coarse picture, out of focus, with noise, on worn paper.

Fixed: the same code always meets the same dirt and noise. Codes of level Q and H with modules of 0.5 mm pass, whatever
they say; modules of 0.3 mm never do. (Level L is refused outright: it passes when the dirt happens to miss.)
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

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
    dice = Random(_SEED)
    size = (view.width, view.height)
    picture = Image.frombytes("L", (view.stride, view.height), view.data).crop((0, 0, *size))
    _dirty(picture, dice, view, area, module)
    blurred = picture.filter(ImageFilter.GaussianBlur(_BLUR))
    for _ in range(_FRAMES):
        noise = Image.frombytes("L", size, dice.randbytes(size[0] * size[1]))
        faint = noise.point([128 + round((level - 128) * _NOISE) for level in range(256)])
        noisy = ImageChops.add(blurred, faint, 1, -128)
        yield View(view.width, view.height, 1, view.width, noisy.tobytes(), view.scale, view.left, view.top)


def _dirty(picture: Image.Image, dice: Random, view: View, area: Area, module: float) -> None:
    """Spots as large as a module."""
    count = round((area.right - area.left) / module)
    radius = module * view.scale / 2
    pen = ImageDraw.Draw(picture)
    left, top = (area.left - view.left) * view.scale, (view.top - area.top) * view.scale
    done = 0
    while done < round(_DIRT * count * count):
        x, y = dice.uniform(0, count), dice.uniform(0, count)
        ends = (x < _FINDER or x > count - _FINDER) and (y < _FINDER or y > count - _FINDER)
        if ends and not (x > count - _FINDER and y > count - _FINDER):
            continue
        x, y = left + x * 2 * radius, top + y * 2 * radius
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_SPOTS[done % 2])
        done += 1
