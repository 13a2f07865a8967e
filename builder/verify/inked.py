"""Glyphs as they show: boxes of ink alone, without contours of one point, which only stretch a box (OpenType, glyf)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence

# OpenType 1.9, "glyf", flags of a composite's parts: arguments are words, are offsets; a scale follows; another part
_WORDS, _OFFSETS, _SCALED, _MORE = 0x1, 0x2, 0x8 | 0x40 | 0x80, 0x20
_LEVELS = 8

Box = tuple[int, int, int, int]
"""Left, bottom, right and top in the font's units."""

_four: Callable[[bytes, int], Box] = struct.Struct(">4h").unpack_from


def inked(outlines: Sequence[bytes]) -> list[Box | None]:
    """The box of what each glyph shows; None for one that shows nothing."""
    boxes = [_four(outline, 2) if len(outline) >= 10 else None for outline in outlines]
    # one contour, whose only point is its last
    points = {at for at, outline in enumerate(outlines) if outline[:2] == b"\0\1" and outline[10:12] == b"\0\0"}
    if points:
        for at, outline in enumerate(outlines):
            if at in points:
                boxes[at] = None
            elif outline[:2] == b"\xff\xff":
                boxes[at] = _inked(at, outlines, points, _LEVELS)
    return boxes


def _inked(at: int, outlines: Sequence[bytes], points: set[int], levels: int) -> Box | None:
    outline = outlines[at]
    if at in points or outline[:2] != b"\xff\xff":
        return None if at in points else _box(outline)
    parts = list(_parts(outline))
    plain = all(glyph < len(outlines) and flags & _OFFSETS and not flags & _SCALED for flags, glyph, _, _ in parts)
    if not plain or levels == 0:
        return _box(outline)
    boxes = [(_inked(glyph, outlines, points, levels - 1), x, y) for _, glyph, x, y in parts]
    moved = [(box[0] + x, box[1] + y, box[2] + x, box[3] + y) for box, x, y in boxes if box is not None]
    if not moved:
        return None
    lefts, bottoms, rights, tops = zip(*moved, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _box(outline: bytes) -> Box | None:
    if len(outline) < 10:
        return None
    return _four(outline, 2)


def _parts(outline: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Flags, glyph and offset of a composite's parts."""
    at, more = 10, True
    while more:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        x, y = struct.unpack_from(">2h" if flags & _WORDS else ">2b", outline, at + 4)
        yield flags, glyph, x, y
        more = bool(flags & _MORE)
        at += 8 if flags & _WORDS else 6
        if flags & _SCALED:
            at += 2 if flags & 0x8 else 4 if flags & 0x40 else 8
