"""What a stranger's program makes of the pages: their plain text and their pixels, by PDFium."""

from __future__ import annotations

from math import ceil, floor
from types import TracebackType
from typing import Final, cast

import pypdfium2
from PIL import Image

from builder.model.dataclass import dataclass
from builder.model.proof import Area


@dataclass(frozen=True, slots=True)
class View:
    """A part of a page as pixels, row by row from the top: one byte each in grey, else red, green, blue and nothing.

    `scale` is pixels to the point; `left` and `top` are the page's coordinates of the first pixel's corner.
    """

    width: int
    height: int
    depth: int
    stride: int
    data: bytes
    scale: float
    left: float
    top: float

    def columns(self, left: float, right: float) -> tuple[int, int]:
        """The pixels that lie wholly between two places on the page, from and to (exclusive); one that does in part
        where none does wholly."""
        return _whole((left - self.left) * self.scale, (right - self.left) * self.scale, self.width)

    def rows(self, top: float, bottom: float) -> tuple[int, int]:
        """The same from the top down."""
        return _whole((self.top - top) * self.scale, (self.top - bottom) * self.scale, self.height)

    def row(self, y: int, left: int, right: int) -> bytes:
        """Pixels of one row."""
        start = y * self.stride
        return self.data[start + left * self.depth : start + right * self.depth]

    def extremes(self, left: int, top: int, right: int, bottom: int) -> tuple[int, int]:
        """The darkest and the lightest pixel of a part of a view in grey; white where there is none."""
        if left >= right or top >= bottom:
            return 255, 255
        picture = Image.frombuffer("L", (self.width, self.height), self.data, "raw", "L", self.stride, 1)
        darkest, lightest = cast(tuple[int, int], picture.crop((left, top, right, bottom)).getextrema())
        return darkest, lightest

    def column(self, x: int, top: int, bottom: int) -> bytes:
        """Pixels of one column, in grey."""
        return self.data[top * self.stride + x : bottom * self.stride : self.stride]


def _whole(start: float, end: float, most: int) -> tuple[int, int]:
    first, last = ceil(start - 1e-6), floor(end + 1e-6)
    if first >= last:
        first = floor((start + end) / 2)
        last = first + 1
    return max(first, 0), min(last, most)


_OPTIONS: Final = {"draw_annots": False, "may_draw_forms": False, "rev_byteorder": True, "prefer_bgrx": True}


class Renderer:
    """A file as PDFium has it open; a context manager."""

    def __init__(self, data: bytes) -> None:
        self._document = pypdfium2.PdfDocument(data)
        self._pages: dict[int, pypdfium2.PdfPage] = {}

    def __enter__(self) -> Renderer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        for page in self._pages.values():
            page.close()
        self._document.close()

    @property
    def sound(self) -> bool:
        """What the file says of where everything stands was taken at its word, and nothing had to be searched for."""
        return bool(pypdfium2.raw.FPDF_DocumentHasValidCrossReferenceTable(self._document))

    def text(self, page: int) -> str:
        """What is copied from the page, without the marks that PDFium puts for hyphens and for what it cannot read."""
        words = self._page(page).get_textpage()
        try:
            return str(words.get_text_bounded())
        finally:
            words.close()

    def view(self, page: int, crop: Area, area: Area | None, dots: float, *, grey: bool) -> View:
        """An area of the page (None: the whole) at so many dots to the inch; `crop` is its crop box."""
        shown, scale = self._page(page), dots / 72
        wide, high = crop.right - crop.left, crop.top - crop.bottom
        cut = (0, 0, 0, 0)
        if area is not None:
            sides = (area.left - crop.left, area.bottom - crop.bottom, crop.right - area.right, crop.top - area.top)
            cut = tuple([max(0, floor(side * scale)) for side in sides])  # type: ignore[assignment]
        # PDFium rounds up: half a pixel less is the whole pixel meant
        cropped = tuple([max(0.0, (pixels - 0.5) / scale) for pixels in cut])
        bitmap = shown.render(scale=scale, crop=cropped, grayscale=grey, **_OPTIONS)
        try:
            return View(
                width=bitmap.width,
                height=bitmap.height,
                depth=1 if grey else 4,
                stride=bitmap.stride,
                data=bytes(bitmap.buffer),
                # PDFium stretches the page over a whole number of pixels
                scale=ceil(wide * scale) / wide,
                left=crop.left + cut[0] * wide / ceil(wide * scale),
                top=crop.top - cut[3] * high / ceil(high * scale),
            )
        finally:
            bitmap.close()

    def _page(self, page: int) -> pypdfium2.PdfPage:
        if page not in self._pages:
            self._pages[page] = self._document[page]
        return self._pages[page]
