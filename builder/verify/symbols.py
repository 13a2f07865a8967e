"""QR codes as a phone would meet them: rendered, decoded, their quiet zone measured in the pixels.

Only the code's box and its quiet zone are rendered: whole pages would cost half a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from math import floor
from typing import Final, NamedTuple

import zxingcpp

from builder.model.proof import Area, Painted, Symbol
from builder.verify.light import grey_contrast
from builder.verify.pixels import Renderer, View

QUIET: Final = 4
"""ISO/IEC 18004, 9.1: light modules on every side."""

FINE: Final = 300
"""Dots to the inch of a print."""

# ISO/IEC 18004: 21 to 177 modules a side; the smallest symbol has three finders and some forty runs between them
_SIDES: Final = (21, 177)
_FEWEST_RUNS: Final = 40

# Levels of grey, of 255, by which paper may differ from its lightest place and still be free of ink
_TINT: Final = 40

_FORMATS: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


class _Key(NamedTuple):
    """What one rough reading stands for: a symbol, its size and its ink."""

    address: str
    level: str
    modules: int
    module: float
    colour: str


_rough: dict[_Key, str] = {}
_MOST_KEPT: Final = 4096


def candidates(painted: Iterable[Painted]) -> list[Painted]:
    """Paths that can only be QR codes: square, of nothing but rectangles, the smallest a fitting part of the whole."""
    found = []
    for each in painted:
        if each.kind != "fill" or each.rectangles < _FEWEST_RUNS or each.unit <= 0:
            continue
        wide, high = each.area.right - each.area.left, each.area.top - each.area.bottom
        count = wide / each.unit
        if abs(wide - high) < 0.01 * wide and _SIDES[0] - 0.1 <= count <= _SIDES[1] + 0.1:
            found.append(each)
    return found


def read_symbol(renderer: Renderer, crop: Area, code: Painted) -> Symbol:
    """Decode and measure one code. `crop` is the page's crop box."""
    area, module = code.area, code.unit
    around = area.grown(QUIET * module)
    # a pixel more, so that the whole quiet zone is in the picture
    view = renderer.view(code.page, crop, around.grown(72 / FINE), FINE, grey=True)
    address, level, quiet, paper, ink = _read(view, area, module)
    rough = ""
    if address:
        key = _Key(address, level, round((area.right - area.left) / module), round(module, 3), code.colour)
        rough = _read_roughly(key, renderer, crop, code, around)
    return Symbol(
        page=code.page,
        area=area,
        module=module,
        mark=code.mark,
        address=address,
        level=level,
        rough=rough,
        quiet=quiet,
        contrast=grey_contrast(ink, paper),
    )


class _Seen(NamedTuple):
    """What a picture says: address, level, the quiet zone's modules, the grey of paper and of ink."""

    address: str
    level: str
    quiet: tuple[float, float, float, float]
    paper: int
    ink: int


_seen: dict[tuple[bytes, tuple[float, ...]], _Seen] = {}


def _read(view: View, area: Area, module: float) -> _Seen:
    """Decode and measure; once for pictures that are the same to the last pixel, as a leaflet's own codes are."""
    left, bottom, right, top = area
    placed = view.width, view.stride, view.scale, left - view.left, view.top - top, right - left, top - bottom, module
    key = sha256(view.data).digest(), placed
    if key not in _seen:
        if len(_seen) >= _MOST_KEPT:
            _seen.clear()
        address, level = decode(view)
        quiet, paper, ink = _measure(view, area, module)
        _seen[key] = _Seen(address, level, quiet, paper, ink)
    return _seen[key]


def decode(view: View, *, alone: bool = False) -> tuple[str, str]:
    """Text and error correction level of the code in a picture, "" where there is none to be read.

    `alone`: the picture is nothing but the code in its quiet zone, upright, and need not be searched.
    """
    pixels = memoryview(view.data).cast("B", shape=[view.height, view.stride])
    found = zxingcpp.read_barcode(
        pixels, formats=_FORMATS, try_rotate=False, try_invert=False, try_downscale=False, is_pure=alone
    )
    return (str(found.text), str(found.ec_level)) if found is not None else ("", "")


def _read_roughly(key: _Key, renderer: Renderer, crop: Area, code: Painted, around: Area) -> str:
    if key not in _rough:
        # what spoils the picture needs Pillow, which a process without codes never pays
        from builder.verify.wear import ROUGH, frames

        view = renderer.view(code.page, crop, around, ROUGH, grey=True)
        readings = (decode(frame)[0] for frame in frames(view, code.area, code.unit))
        if len(_rough) >= _MOST_KEPT:
            _rough.clear()
        _rough[key] = next((reading for reading in readings if reading), "")
    return _rough[key]


def _measure(view: View, area: Area, module: float) -> tuple[tuple[float, float, float, float], int, int]:
    """Free modules on the left, top, right and bottom, at most four; the grey of the paper and of the ink."""
    reach = area.grown(QUIET * module)
    left, right = view.columns(reach.left, reach.right)
    top, bottom = view.rows(reach.top, reach.bottom)
    inner_left, inner_right = view.columns(area.left, area.right)
    inner_top, inner_bottom = view.rows(area.top, area.bottom)
    ink, paper = view.extremes(inner_left, inner_top, inner_right, inner_bottom)
    sides = (
        _Side(True, inner_left - 3, -1, (area.left - view.left) * view.scale, (top, bottom)),
        _Side(False, inner_top - 3, -1, (view.top - area.top) * view.scale, (left, right)),
        _Side(True, inner_right + 2, 1, (area.right - view.left) * view.scale, (top, bottom)),
        _Side(False, inner_bottom + 2, 1, (view.top - area.bottom) * view.scale, (left, right)),
    )
    first, second, third, fourth = [_free(view, side, module * view.scale, paper - _TINT) for side in sides]
    return (first, second, third, fourth), paper, ink


class _Side(NamedTuple):
    """One side of a symbol in pixels: the first line that is looked at, the direction outwards, where the edge is, and
    from where to where the lines go. The edge runs through one of the two lines before the first."""

    upright: bool
    line: int
    outwards: int
    edge: float
    across: tuple[int, int]


def _free(view: View, side: _Side, module: float, darkest: int) -> float:
    """Modules from the edge until something is darker than `darkest`; `module` in pixels."""
    start = side.line if side.outwards > 0 else side.line + 1
    before = abs(start - side.edge)
    count = floor(QUIET * module - before + 1e-6)
    lines = range(side.line, side.line + side.outwards * count, side.outwards)
    low, high = min(lines[0], lines[-1]), max(lines[0], lines[-1]) + 1
    band = (low, side.across[0], high, side.across[1])
    if view.extremes(*(band if side.upright else (band[1], band[0], band[3], band[2])))[0] >= darkest:
        return float(QUIET)
    for clear, line in enumerate(lines):
        pixels = view.column(line, *side.across) if side.upright else view.row(line, *side.across)
        if not pixels or min(pixels) < darkest:
            return (before + clear) / module
    return float(QUIET)
