"""Shapes, icons and codes: what the pixels show."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from pdf_reading import opened, picture, pixels
from pdf_sheets import page_of

from builder.model.sheet import Box, Code, Drawing, DrawnPath, PlacedItem, Rule, Shape
from builder.model.source import Colour
from builder.pdf import paint
from builder.pdf.colour import paint_operand
from builder.pdf.drawing import fineness, modules, path, rectangle
from builder.qr import symbol

BLACK = Colour("#000000")
WHITE = Colour("#ffffff")
ADDRESS = "https://www.example.org/naloxone"
# An L: a bar down the left side and one along the foot, on a grid of four.
L_SHAPE = DrawnPath(
    (
        ("M", (0.0, 0.0)),
        ("L", (1.0, 0.0)),
        ("L", (1.0, 3.0)),
        ("L", (4.0, 3.0)),
        ("L", (4.0, 4.0)),
        ("L", (0.0, 4.0)),
        ("Z", ()),
    )
)


def seen(*items: PlacedItem, rtl: bool = False, step: int = 4) -> str:
    """The page of 24 points, one character for each `step` points."""
    return picture(paint(page_of(*items, rtl=rtl)), 0, 0, 24, 24, step)


class TestShapes:
    def test_from_the_start_edge_and_the_top(self) -> None:
        expected = """\
......
.###..
.###..
......
......
......"""
        assert seen(Shape(Box(4.0, 4.0, 12.0, 8.0), fill=BLACK)) == expected

    def test_mirrored(self) -> None:
        expected = """\
......
..###.
..###.
......
......
......"""
        assert seen(Shape(Box(4.0, 4.0, 12.0, 8.0), fill=BLACK), rtl=True) == expected

    def test_stroke_lies_on_the_edge(self) -> None:
        expected = """\
......
.####.
.#..#.
.#..#.
.####.
......"""
        assert seen(Shape(Box(6.0, 6.0, 12.0, 12.0), stroke=BLACK, weight=4.0)) == expected

    def test_fill_and_stroke(self) -> None:
        item = Shape(Box(6.0, 6.0, 12.0, 12.0), fill=WHITE, stroke=BLACK, weight=4.0)
        behind = Shape(Box(0.0, 0.0, 24.0, 24.0), fill=BLACK)
        assert seen(behind, item).count(".") == 4

    def test_round_corners(self) -> None:
        expected = """\
..######..
.########.
##########
##########
##########
##########
##########
##########
.########.
..######.."""
        item = Shape(Box(2.0, 2.0, 20.0, 20.0), fill=BLACK, radius=7.0)
        assert picture(paint(page_of(item)), 2, 2, 22, 22, 2) == expected

    def test_radius_is_at_most_half_the_side(self) -> None:
        assert rectangle(0, 0, 8, 20, 50, "f") == rectangle(0, 0, 8, 20, 4, "f")

    def test_equal_round_boxes_are_equal_in_the_file(self) -> None:
        first, second = (rectangle(left, 3, 20, 10, 3, "f").split("cm", 1)[1] for left in (0, 50))
        assert first == second

    def test_circle_has_no_sides(self) -> None:
        assert " l" not in rectangle(0, 0, 10, 10, 5, "f")

    def test_neither_filled_nor_stroked_shows_nothing(self) -> None:
        assert "#" not in seen(Shape(Box(4.0, 4.0, 12.0, 8.0)))

    def test_nothing_moves_after_a_round_box(self) -> None:
        round_box = Shape(Box(0.0, 0.0, 4.0, 4.0), fill=WHITE, radius=2.0)
        square = Shape(Box(4.0, 4.0, 12.0, 8.0), fill=BLACK)
        assert seen(round_box, square) == seen(square)


class TestRules:
    def test_mirrored(self) -> None:
        expected = """\
......
......
...##.
......
......
......"""
        assert seen(Rule(4.0, 10.0, 12.0, 10.0, 4.0, BLACK), rtl=True) == expected

    def test_dashes(self) -> None:
        expected = """\
......
......
#.#.#.
......
......
......"""
        assert seen(Rule(0.0, 10.0, 24.0, 10.0, 4.0, BLACK, (4.0,))) == expected

    def test_round_caps_reach_further(self) -> None:
        item = Rule(8.0, 12.0, 16.0, 12.0, 8.0, BLACK, round_caps=True)
        assert seen(item, step=2).splitlines()[5] == "..########.."

    def test_a_style_does_not_stay(self) -> None:
        dashed = Rule(0.0, 2.0, 24.0, 2.0, 4.0, BLACK, (4.0,), round_caps=True)
        plain = Rule(4.0, 18.0, 20.0, 18.0, 4.0, BLACK)
        assert seen(dashed, plain).splitlines()[4] == ".####."


class TestColours:
    @given(st.integers(0, 0xFFFFFF))
    def test_are_exact_in_eight_bits(self, value: int) -> None:
        colour = Colour(f"#{value:06x}")
        *parts, operator = paint_operand(colour, "g", "rg").split()
        levels = [round(float(part) * 255) for part in parts]
        assert operator == ("g" if len(levels) == 1 else "rg")
        assert bytes(levels * (4 - len(levels)) if len(levels) == 1 else levels)[:3].hex() == colour[1:]

    def test_are_written_only_when_they_change(self) -> None:
        blue = Colour("#0000ff")
        items = [Shape(Box(x, 0.0, 2.0, 2.0), fill=blue) for x in (0.0, 4.0, 8.0)]
        with opened(paint(page_of(*items))) as pdf:
            assert pdf.pages[0].Contents.read_bytes().count(b"rg") == 1

    def test_come_back_after_a_drawing_of_several(self) -> None:
        grey, red = Colour("#808080"), Colour("#ff0000")
        several = DrawnPath(L_SHAPE.commands, colour=red)
        drawing = Drawing(Box(0.0, 0.0, 8.0, 8.0), (4.0, 4.0), (L_SHAPE, several), grey)
        image = pixels(paint(page_of(drawing, Shape(Box(12.0, 12.0, 8.0, 8.0), fill=grey))))
        assert image.getpixel((16, 16)) == 128


class TestDrawings:
    EXPECTED = """\
.#....
.#....
.#....
.####.
......
......"""

    def test_the_right_way_up(self) -> None:
        assert seen(Drawing(Box(4.0, 0.0, 16.0, 16.0), (4.0, 4.0), (L_SHAPE,), BLACK)) == self.EXPECTED

    def test_not_mirrored_inside_the_box(self) -> None:
        item = Drawing(Box(4.0, 0.0, 16.0, 16.0), (4.0, 4.0), (L_SHAPE,), BLACK)
        assert seen(item, rtl=True) == self.EXPECTED

    def test_in_the_middle_of_a_box_of_another_shape(self) -> None:
        item = Drawing(Box(0.0, 0.0, 24.0, 16.0), (4.0, 4.0), (L_SHAPE,), BLACK)
        assert seen(item) == self.EXPECTED

    @pytest.mark.parametrize(("even_odd", "inside"), [(True, 255), (False, 0)])
    def test_holes(self, even_odd: bool, inside: int) -> None:
        def square(low: float, high: float) -> tuple[tuple[str, tuple[float, ...]], ...]:
            return (("M", (low, low)), ("L", (high, low)), ("L", (high, high)), ("L", (low, high)), ("Z", ()))

        ring = DrawnPath(square(0.0, 4.0) + square(1.0, 3.0), even_odd)
        image = pixels(paint(page_of(Drawing(Box(0.0, 0.0, 24.0, 24.0), (4.0, 4.0), (ring,), BLACK))))
        assert (image.getpixel((2, 2)), image.getpixel((12, 12))) == (0, inside)

    def test_curves(self) -> None:
        half = DrawnPath((("M", (0.0, 4.0)), ("C", (0.0, 0.0, 4.0, 0.0, 4.0, 4.0)), ("Z", ())))
        image = pixels(paint(page_of(Drawing(Box(0.0, 0.0, 24.0, 24.0), (4.0, 4.0), (half,), BLACK))))
        assert [image.getpixel(place) for place in ((12, 8), (2, 8), (22, 8), (12, 22))] == [0, 255, 255, 0]

    @pytest.mark.parametrize("side", [12.0, 24.0, 48.0, 96.0, 480.0])
    def test_points_stay_within_a_twentieth_of_a_point(self, side: float) -> None:
        fine = fineness(side, side, (48.0, 48.0))
        drawn = DrawnPath((("M", (12.34567, 0.04999)),))
        x, y = (int(value) / fine for value in path(drawn, fine).split(" m")[0].split())
        assert max(abs(x - 12.34567), abs(y - 0.04999)) * side / 48 <= 0.05


class TestCodes:
    def test_every_module_is_where_it_belongs(self) -> None:
        rows = symbol(ADDRESS, "Q")
        side = float(len(rows))
        image = pixels(
            paint(page_of(Code(Box(0.0, 0.0, side, side), rows, ADDRESS, BLACK, -1), width=side, height=side))
        )
        found = tuple(tuple(image.getpixel((x, y)) == 0 for x in range(len(rows))) for y in range(len(rows)))
        assert found == rows

    def test_no_seams(self) -> None:
        """At a scale at which modules and pixels do not meet, the inside of dark areas is still all dark."""
        rows = ((True,) * 9,) * 9
        image = pixels(paint(page_of(Code(Box(2.3, 2.3, 17.9, 17.9), rows, ADDRESS, BLACK, -1))), scale=3.37)
        inside = image.crop((9, 9, 66, 66))
        assert inside.getextrema() == (0, 0)

    @pytest.mark.parametrize("rtl", [False, True])
    def test_can_be_read(self, rtl: bool) -> None:
        item = Code(Box(12.0, 12.0, 60.0, 60.0), symbol(ADDRESS, "M"), ADDRESS, BLACK, -1)
        image = pixels(paint(page_of(item, rtl=rtl, width=90.0, height=90.0)), scale=4.0)
        (read,) = zxingcpp.read_barcodes(image)
        assert read.text == ADDRESS
        # Upright, not mirrored: the corner without a finder pattern is at the bottom right.
        assert read.orientation == 0

    @given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=5, max_size=5))
    def test_rectangles_cover_the_dark_modules_and_no_other(self, rows: list[list[bool]]) -> None:
        covered: set[tuple[int, int]] = set()
        for found in re.findall(r"(\d+) (\d+) (\d+) (\d+) re", modules(tuple(tuple(row) for row in rows))):
            left, top, width, height = map(int, found)
            cells = {(x, y) for x in range(left, left + width) for y in range(top, top + height)}
            assert not cells & covered
            covered |= cells
        assert covered == {(x, y) for y in range(5) for x in range(5) if rows[y][x]}

    def test_is_one_path(self) -> None:
        operators = re.split(r"(?<=re) ", modules(symbol(ADDRESS, "Q")))
        assert operators.count("f") == 1
        assert operators[-1] == "f"
