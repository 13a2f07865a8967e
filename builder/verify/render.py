"""A part of a painted page as a picture, for people who look at it beside its text."""

from __future__ import annotations

import io

from PIL import Image

from builder.model.proof import Area
from builder.model.sheet import Box
from builder.verify.pixels import Renderer


def picture(data: bytes, page: int, size: tuple[float, float], box: Box, dots: float) -> tuple[bytes, int, int]:
    """A PNG of a box of a page at so many dots to the inch, and its width and height in pixels.

    `size` is the page's width and height in points; the box is measured from the physical left and the top.
    """
    width, height = size
    whole = Area(0.0, 0.0, width, height)
    area = Area(box.x, height - box.y - box.height, box.x + box.width, height - box.y)
    with Renderer(data) as pages:
        view = pages.view(page, whole, area, dots, grey=False)
    shown = Image.frombuffer("RGBX", (view.width, view.height), view.data, "raw", "RGBX", view.stride, 1).convert("RGB")
    stream = io.BytesIO()
    # 64 colours are enough for type on plain grounds, and make a picture a third as large. Looking for the best ones,
    # and for the best compression, takes six times as long for nothing that is seen, and there are thousands
    shown.quantize(64, method=Image.Quantize.FASTOCTREE).save(stream, "PNG", compress_level=6)
    return stream.getvalue(), view.width, view.height
