"""Codes of pages and of sheets, read from pixels: the code's box alone where it is known, else the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Final, NamedTuple

import zxingcpp
from PIL import Image

from builder.model.proof import Area, Painted
from builder.verify.pixels import Renderer, View
from builder.verify.symbols import FINE, QUIET, candidates, decode

_WHOLE: Final = 150
"""Dots to the inch at which a stranger's page is looked through for codes."""

_MOST_PIXELS: Final = 2500
_FEWEST: Final = 40
"""Rectangles painted one by one that may be a code's modules."""

# ISO/IEC 18004: the smallest symbol
_FEWEST_MODULES: Final = 21

_FORMATS: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


class Found(NamedTuple):
    """A code that can be read: where it is on its page, and what it opens."""

    area: Area
    address: str


class Scanner:
    """A file's codes; a context manager."""

    def __init__(self, data: bytes) -> None:
        self._renderer = Renderer(data)

    def __enter__(self) -> Scanner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._renderer.__exit__(kind, error, trace)

    def codes(
        self, page: int, crop: Area, turns: int, painted: Sequence[Painted], *, strange: bool, whole: bool
    ) -> list[Found]:
        """The codes of a page. `turns` is how far it is turned when it is shown, `painted` what is drawn on it.

        `strange`: it draws forms, whose codes may be anywhere. `whole`: then it is looked through.
        """
        alone = [each for each in painted if each.rectangles == 1]
        strange = strange or len(alone) > _FEWEST or any(each.kind == "image" for each in painted)
        if turns or strange:
            return self._all(page, crop, turns) if whole else []
        known = [(each.area, self.address(page, crop, each.area)) for each in candidates(painted)]
        return [Found(area, address) for area, address in known if address]

    def address(self, page: int, crop: Area, area: Area) -> str:
        """What the code in this area opens, "" for nothing."""
        around = area.grown(QUIET * (area.right - area.left) / _FEWEST_MODULES)
        view = self._renderer.view(page, crop, around, FINE, grey=True)
        return decode(view)[0] or _read(view)

    def _all(self, page: int, crop: Area, turns: int) -> list[Found]:
        """A stranger's page may draw codes in any way; each that a phone finds has to be found again."""
        wide, high = crop.right - crop.left, crop.top - crop.bottom
        dots = min(_WHOLE, _MOST_PIXELS / max(wide, high) * 72)
        view = self._renderer.view(page, crop, None, dots, grey=True)
        picture = Image.frombuffer("L", (view.width, view.height), view.data, "raw", "L", view.stride, 1)
        # a page is shown turned clockwise; its own coordinates are not
        picture = picture.rotate(90 * turns, expand=True)
        across, down = wide / picture.width, high / picture.height
        found = []
        for code in zxingcpp.read_barcodes(picture, formats=_FORMATS):
            at = code.position
            corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
            left, right = crop.left + min(xs) * across, crop.left + max(xs) * across
            top, bottom = crop.top - min(ys) * down, crop.top - max(ys) * down
            found.append(Found(Area(left, bottom, right, top), str(code.text)))
        return found


def _read(view: View) -> str:
    """With all that the decoder can do: a stranger's code may stand askew or in white upon black."""
    pixels = memoryview(view.data).cast("B", shape=[view.height, view.stride])
    found = zxingcpp.read_barcode(pixels, formats=_FORMATS)
    return str(found.text) if found is not None else ""
