"""Boxes of glyphs are those of their ink."""

from __future__ import annotations

import struct

from builder.verify.inked import inked

POINT = struct.pack(">7HBx", 1, 0, 0, 0, 0, 0, 0, 0x31)
LETTER = struct.pack(">h4hHH", 1, 10, 300, 200, 700, 3, 0)
OFFSETS, MORE = 0x2, 0x20


def composite(box: tuple[int, int, int, int], *parts: tuple[int, int, int]) -> bytes:
    """Parts are glyph and offset."""
    made = struct.pack(">h4h", -1, *box)
    for at, (glyph, x, y) in enumerate(parts):
        made += struct.pack(">HH2b", OFFSETS | (MORE if at < len(parts) - 1 else 0), glyph, x, y)
    return made


def test_points_that_stretch_a_box_are_no_ink() -> None:
    grounded = composite((10, 0, 210, 720), (1, 0, 0), (2, 10, 0))
    twice = composite((15, 5, 215, 725), (3, 5, 5))
    blank = composite((0, 0, 90, 50), (2, 0, 0), (2, 90, 50))
    boxes = inked([b"", LETTER, POINT, grounded, twice, blank])
    assert boxes == [None, (10, 300, 200, 700), None, (10, 300, 200, 700), (15, 305, 205, 705), None]


def test_without_such_points_boxes_are_as_written() -> None:
    assert inked([LETTER, composite((1, 2, 3, 4), (0, 0, 0))]) == [(10, 300, 200, 700), (1, 2, 3, 4)]
