"""QR codes are read from the pixels, measured in the pixels, and worn before they are read again."""

from __future__ import annotations

from random import Random

import pytest
from pdf_sheets import page_of
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData

from builder.model.proof import Symbol
from builder.model.sheet import Box, Code, Node, Shape
from builder.model.source import Colour
from builder.pdf import paint
from builder.verify import read_back

MM = 72 / 25.4
LEVELS = {"L": 1, "M": 0, "Q": 3, "H": 2}
INK, PAPER = Colour("#14181f"), Colour("#ffffff")
ADDRESS = "https://findtreatment.gov/places"


def symbol(address: str, level: str) -> tuple[tuple[bool, ...], ...]:
    """Of any level: the builder itself makes none of L."""
    code = QRCode(error_correction=LEVELS[level], border=0)
    code.add_data(QRData(address.encode(), mode=MODE_8BIT_BYTE), optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def seen(
    address: str = ADDRESS,
    level: str = "Q",
    module: float = 0.5,
    *,
    ink: Colour = INK,
    shift: float = 0.0,
    **spot: float,
) -> Symbol:
    """A code with modules of so many millimetres on a page of its own; `spot`: ink at so many modules from the code."""
    rows = symbol(address, level)
    side = module * MM
    width, quiet = len(rows) * side, 8 * side
    box = Box(quiet + shift, quiet + shift, width, width)
    items = [Code(box, rows, address, ink, 1)]
    places = {
        "left": lambda away: Box(box.x - away * side - 5.0, box.y + 3.0, 5.0, 2.0),
        "right": lambda away: Box(box.x + width + away * side, box.y + 3.0, 5.0, 2.0),
        "top": lambda away: Box(box.x + 3.0, box.y - away * side - 5.0, 2.0, 5.0),
        "bottom": lambda away: Box(box.x + 3.0, box.y + width + away * side, 2.0, 5.0),
    }
    shapes = [Shape(places[name](away), INK) for name, away in spot.items()]
    size = width + 2 * quiet
    sheet = page_of(*shapes, *items, tree=(Node("Figure", 0, alt=address),), width=size, height=size)
    (found,) = read_back(paint(sheet)).symbols
    return found


def test_a_sound_code() -> None:
    found = seen()
    assert (found.address, found.rough, found.level) == (ADDRESS, ADDRESS, "Q")
    assert found.quiet == (4.0, 4.0, 4.0, 4.0)
    assert found.contrast > 15
    assert found.module == pytest.approx(0.5 * MM, abs=0.001)


@pytest.mark.parametrize("side", ["left", "top", "right", "bottom"])
@pytest.mark.parametrize("away", [0.5, 1.0, 2.0, 3.5])
def test_the_quiet_zone_is_measured(side: str, away: float) -> None:
    quiet = seen(module=0.6, **{side: away}).quiet
    at = ("left", "top", "right", "bottom").index(side)
    # a tenth of a module is a pixel at 300 dots to the inch
    assert quiet[at] == pytest.approx(away, abs=0.18)
    assert all(free == 4.0 for place, free in enumerate(quiet) if place != at)


@pytest.mark.parametrize("away", [4.05, 5.0])
def test_what_is_farther_off_does_not_count(away: float) -> None:
    assert seen(right=away, left=away).quiet == (4.0, 4.0, 4.0, 4.0)


@pytest.mark.parametrize("shift", [0.0, 0.07, 0.13, 0.21])
def test_it_does_not_matter_where_the_pixels_fall(shift: float) -> None:
    found = seen(shift=shift)
    assert found.quiet == (4.0, 4.0, 4.0, 4.0)
    assert found.rough == ADDRESS


@pytest.mark.parametrize("level", ["Q", "H"])
@pytest.mark.parametrize("module", [0.5, 0.6, 0.9])
def test_sound_codes_pass_every_time(level: str, module: float) -> None:
    dice = Random(f"{level}{module}")
    for _ in range(12):
        address = "https://" + "".join(dice.choices("abcdefghijklmnopqrstuvwxyz-./", k=dice.randint(6, 60)))
        assert seen(address, level, module).rough == address


@pytest.mark.parametrize("level", ["M", "Q", "H"])
def test_small_modules_never_pass(level: str) -> None:
    dice = Random(level)
    for _ in range(6):
        address = "https://" + "".join(dice.choices("abcdefghijklmnopqrstuvwxyz-./", k=dice.randint(6, 60)))
        found = seen(address, level, 0.3)
        assert found.address == address
        assert found.rough != address


def test_the_level_is_known() -> None:
    assert {seen(level=level).level for level in LEVELS} == set(LEVELS)


def test_pale_ink_has_little_contrast() -> None:
    assert seen(ink=Colour("#b0b0b0")).contrast < 4


def test_a_reading_is_remembered_only_for_the_same_code() -> None:
    assert seen(module=0.6).rough == ADDRESS
    assert seen(module=0.3).rough == ""
    assert seen(module=0.6).rough == ADDRESS
