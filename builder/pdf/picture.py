"""A raster image as an image object (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from builder.pdf.stream import Packed, pack

if TYPE_CHECKING:
    from PIL.Image import Image

_SPACES = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}


@lru_cache(maxsize=64)
def packed_picture(png: bytes, grey: bool) -> Packed:
    """A PNG's pixels, grey or red, green and blue."""
    image = pixels_of(png)
    return packed(image.convert("L") if grey else image)


def pixels_of(png: bytes) -> Image:
    """A PNG's pixels. Grey stays grey, what is clear becomes the paper's white.

    Pictures stand on paper alone, and printers are spared a soft mask.
    """
    # Pillow costs 10 ms to load and few sheets have a picture.
    from PIL import Image

    image: Image.Image = Image.open(BytesIO(png))
    if image.mode.startswith("I"):
        image = _of_eight_bits(image)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper.convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _of_eight_bits(image: Image) -> Image:
    """Grey of 16 bits a pixel in 8: converted as it is, all above the first 255 of 65,535 steps would be white."""
    clear = image.info.get("transparency")
    grey = image.point(lambda step: step * (1 / 257)).convert("L")
    if clear is not None:
        grey.info["transparency"] = clear // 257
    return grey


def packed(image: Image) -> Packed:
    """An image of one of these modes: L, RGB, CMYK."""
    size = f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/BitsPerComponent 8"
    return pack(image.tobytes(), f"{size}/ColorSpace/{_SPACES[image.mode]}")
