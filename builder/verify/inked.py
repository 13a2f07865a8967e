"""Glyphs as they show: boxes of ink alone, without contours of one point, which only stretch a box (OpenType, glyf)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

# OpenType 1.9, "glyf", flags of a composite's parts: arguments are words, are offsets; a scale follows; another part
_WORDS, _OFFSETS, _SCALED, _MORE = 0x1, 0x2, 0x8 | 0x40 | 0x80, 0x20
_LEVELS = 8

Box = tuple[int, int, int, int]
"""Left, bottom, right and top in the font's units."""

_four: Callable[[bytes, int], Box] = struct.Struct(">4h").unpack_from
_flags: Callable[[bytes, int], tuple[int]] = struct.Struct(">H").unpack_from
_in_words: Callable[[bytes, int], Box] = struct.Struct(">2H2h").unpack_from
_in_bytes: Callable[[bytes, int], Box] = struct.Struct(">2H2b").unpack_from

_COMPOSITE = b"\xff\xff"


def inked(outlines: Sequence[bytes]) -> list[Box | None]:
    """The box of what each glyph shows; None for one that shows nothing."""
    written = [_four(outline, 2) if len(outline) >= 10 else None for outline in outlines]
    # one contour, whose only point is its last
    points = {at for at, outline in enumerate(outlines) if outline[:2] == b"\0\1" and outline[10:12] == b"\0\0"}
    if not points:
        return written
    alone = [None if at in points else box for at, box in enumerate(written)]
    return [
        _inked(at, outlines, written, alone, _LEVELS) if outline[:2] == _COMPOSITE else alone[at]
        for at, outline in enumerate(outlines)
    ]


def _inked(
    at: int, outlines: Sequence[bytes], written: Sequence[Box | None], alone: Sequence[Box | None], levels: int
) -> Box | None:
    """Of a composite; `written` are all boxes as they stand in the file, `alone` those that hold for other glyphs."""
    parts = _parts(outlines[at])
    plain = all(glyph < len(outlines) and flags & _OFFSETS and not flags & _SCALED for flags, glyph, _, _ in parts)
    if not plain or levels == 0:
        return written[at]
    found: Box | None = None
    for _, glyph, x, y in parts:
        deeper = outlines[glyph][:2] == _COMPOSITE
        box = _inked(glyph, outlines, written, alone, levels - 1) if deeper else alone[glyph]
        if box is not None:
            left, bottom, right, top = box[0] + x, box[1] + y, box[2] + x, box[3] + y
            if found is not None:
                left, bottom = min(left, found[0]), min(bottom, found[1])
                right, top = max(right, found[2]), max(top, found[3])
            found = left, bottom, right, top
    return found


def _parts(outline: bytes) -> list[Box]:
    """Flags, glyph and offset of a composite's parts."""
    at, found = 10, list[Box]()
    while True:
        (flags,) = _flags(outline, at)
        found.append(_in_words(outline, at) if flags & _WORDS else _in_bytes(outline, at))
        if not flags & _MORE:
            return found
        at += 8 if flags & _WORDS else 6
        if flags & _SCALED:
            at += 2 if flags & 0x8 else 4 if flags & 0x40 else 8
