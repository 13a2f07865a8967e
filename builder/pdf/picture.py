"""A raster image as an image object (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

from io import BytesIO

from builder.pdf.document import Document, Stream, pack


def embed_picture(document: Document, png: bytes) -> int:
    """Write a PNG's pixels; the number of the image. Grey stays grey, transparency becomes a soft mask."""
    # Pillow costs 10 ms to load and few sheets have a picture.
    from PIL import Image

    image: Image.Image = Image.open(BytesIO(png))
    size = f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/BitsPerComponent 8"
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        image = image.convert("RGB")
        clear = alpha.getextrema() != (255, 255)
    else:
        clear = False
    grey = image.mode in ("1", "L", "I;16", "I")
    image = image.convert("L" if grey else "RGB")
    mask = ""
    if clear:
        mask = f"/SMask {document.add(Stream(pack(alpha.tobytes(), size + '/ColorSpace/DeviceGray')))} 0 R"
    space = "/ColorSpace/DeviceGray" if grey else "/ColorSpace/DeviceRGB"
    return document.add(Stream(pack(image.tobytes(), size + space + mask)))
