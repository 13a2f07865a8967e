"""A raster image as an image object (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from builder.pdf.objects import Objects
from builder.pdf.stream import Packed, pack


def embed_picture(objects: Objects, png: bytes) -> int:
    """Write a PNG's pixels; the number of the image. Grey stays grey, what is clear becomes the paper's white.

    Pictures stand on paper alone, and printers are spared a soft mask.
    """
    return objects.add(_packed(png))


@lru_cache(maxsize=64)
def _packed(png: bytes) -> Packed:
    # Pillow costs 10 ms to load and few sheets have a picture.
    from PIL import Image

    image: Image.Image = Image.open(BytesIO(png))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper.convert("RGB")
    grey = image.mode in ("1", "L", "I;16", "I")
    image = image.convert("L" if grey else "RGB")
    space = "/ColorSpace/DeviceGray" if grey else "/ColorSpace/DeviceRGB"
    size = f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/BitsPerComponent 8"
    return pack(image.tobytes(), size + space)
