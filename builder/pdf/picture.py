"""A raster image as an image object (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from builder.pdf.objects import Objects
from builder.pdf.stream import Packed, pack


def embed_picture(objects: Objects, png: bytes) -> int:
    """Write a PNG's pixels; the number of the image. Grey stays grey, transparency becomes a soft mask."""
    image, mask = _packed(png)
    if mask is not None:
        image = Packed(f"{image.entries}/SMask {objects.add(mask)} 0 R", image.data)
    return objects.add(image)


@lru_cache(maxsize=64)
def _packed(png: bytes) -> tuple[Packed, Packed | None]:
    """The image and its soft mask."""
    # Pillow costs 10 ms to load and few sheets have a picture.
    from PIL import Image

    image: Image.Image = Image.open(BytesIO(png))
    size = f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/BitsPerComponent 8"
    mask = None
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        image = image.convert("RGB")
        if alpha.getextrema() != (255, 255):
            mask = pack(alpha.tobytes(), size + "/ColorSpace/DeviceGray")
    grey = image.mode in ("1", "L", "I;16", "I")
    image = image.convert("L" if grey else "RGB")
    space = "/ColorSpace/DeviceGray" if grey else "/ColorSpace/DeviceRGB"
    return pack(image.tobytes(), size + space), mask
