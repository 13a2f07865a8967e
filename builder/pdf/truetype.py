"""A TrueType file in which glyph id and CID are the same, with clusters of several glyphs as composites of our own.

Works on the tables directly (OpenType 1.9: glyf, loca, hmtx, hhea, maxp, head): a font library would take longer than
the rest of the page. All numbers are font units.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from builder.model.dataclass import dataclass

# OpenType 1.9, glyf, component flags.
_WORDS = 0x0001
_OFFSETS = 0x0002
_SCALE = 0x0008
_MORE = 0x0020
_TWO_SCALES = 0x0040
_MATRIX = 0x0080
_OVERLAP = 0x0400

# What a CIDFontType2 is drawn from (ISO 32000-1, 9.9); hinting is gone, so cvt, fpgm and prep are too.
_KEPT = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")


# Tuples: thousands of them are hashed and sorted for a sheet of composites.
class Component(NamedTuple):
    """A glyph of the source file, moved."""

    glyph: int
    x: int
    y: int


class Composite(NamedTuple):
    """Several glyphs that stand as one, with an advance of their own. No component: an empty glyph."""

    components: tuple[Component, ...]
    advance: int


class Program(NamedTuple):
    """A finished file: `advances` by CID, and its bounding box."""

    data: bytes
    advances: tuple[int, ...]
    bounds: tuple[int, int, int, int]


@dataclass
class _Outline:
    """A glyph as bytes, and what maxp must know about it."""

    data: bytes
    advance: int
    side: int = 0
    points: int = 0
    contours: int = 0
    depth: int = 0

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        return struct.unpack_from(">4h", self.data, 2) if self.data else (0, 0, 0, 0)


def renumber(source: bytes, glyphs: Mapping[int, int], signs: Sequence[int | Composite]) -> Program:
    """The file in which glyph 0 is .notdef and glyph n is `signs[n - 1]`, a glyph id or a composite.

    `source` is a subset with glyf outlines, `glyphs` maps glyph ids as `signs` has them to those of `source`. What only
    components need comes last.
    """
    tables = _tables(source)
    outlines = _outlines(tables)
    order, places = _ordered(signs, glyphs, outlines)
    _measure(outlines, places)
    made: list[_Outline] = []
    for item in order:
        if isinstance(item, Composite):
            made.append(_compose(item, [outlines[glyphs[part.glyph]] for part in item.components], glyphs, places))
        else:
            made.append(_repoint(outlines[item], places))
    return _program(tables, made, len(signs))


def _ordered(
    signs: Sequence[int | Composite], glyphs: Mapping[int, int], outlines: Sequence[_Outline]
) -> tuple[list[int | Composite], dict[int, int]]:
    """The new glyphs in their order, and old id -> new id of those that are glyphs of the source."""
    places: dict[int, int] = {0: 0}
    order: list[int | Composite] = [0]
    for sign in signs:
        if isinstance(sign, Composite):
            order.append(sign)
        elif glyphs[sign] in places:
            # A glyph that stands for two texts needs two ids: the second one is a composite of the first.
            order.append(Composite((Component(sign, 0, 0),), outlines[glyphs[sign]].advance))
        else:
            places[glyphs[sign]] = len(order)
            order.append(glyphs[sign])
    # The list grows while it is read: a component may have components.
    for item in order:
        if isinstance(item, Composite):
            needed = [glyphs[part.glyph] for part in item.components]
        else:
            needed = _parts(outlines[item])
        for glyph in needed:
            if glyph not in places:
                places[glyph] = len(order)
                order.append(glyph)
    return order, places


def _tables(source: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", source, 4)
    records = (struct.unpack_from(">4s4xII", source, 12 + 16 * index) for index in range(count))
    return {tag: source[start : start + length] for tag, start, length in records if tag in _KEPT}


def _outlines(tables: Mapping[bytes, bytes]) -> list[_Outline]:
    count = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
    long = struct.unpack_from(">h", tables[b"head"], 50)[0]
    loca = struct.unpack_from(f">{count + 1}{'I' if long else 'H'}", tables[b"loca"])
    unit = 1 if long else 2
    full = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    metrics = tables[b"hmtx"]
    made = []
    for glyph in range(count):
        advance = struct.unpack_from(">H", metrics, 4 * min(glyph, full - 1))[0]
        at = 4 * glyph + 2 if glyph < full else 4 * full + 2 * (glyph - full)
        side = struct.unpack_from(">h", metrics, at)[0]
        made.append(_Outline(tables[b"glyf"][loca[glyph] * unit : loca[glyph + 1] * unit], advance, side))
    return made


def _is_composite(outline: _Outline) -> bool:
    return bool(outline.data) and struct.unpack_from(">h", outline.data)[0] < 0


def _records(data: bytes) -> list[tuple[int, int]]:
    """Offset of each component's glyph id, and the id."""
    found, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", data, at)
        found.append((at + 2, glyph))
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return found


def _parts(outline: _Outline) -> list[int]:
    return [glyph for _, glyph in _records(outline.data)] if _is_composite(outline) else []


def _measure(outlines: Sequence[_Outline], wanted: Mapping[int, int]) -> None:
    """Fill in points, contours and depth, components before what they are in."""

    def visit(outline: _Outline) -> None:
        if outline.contours or not outline.data:
            return
        if not _is_composite(outline):
            (outline.contours,) = struct.unpack_from(">h", outline.data)
            outline.points = (
                struct.unpack_from(">H", outline.data, 8 + 2 * outline.contours)[0] + 1 if outline.contours else 0
            )
            return
        parts = [outlines[glyph] for glyph in _parts(outline)]
        for part in parts:
            visit(part)
        _sum_up(outline, parts)

    for glyph in wanted:
        visit(outlines[glyph])


def _sum_up(outline: _Outline, parts: Sequence[_Outline]) -> None:
    outline.points = sum(part.points for part in parts)
    outline.contours = sum(part.contours for part in parts)
    outline.depth = 1 + max(part.depth for part in parts)


def _repoint(outline: _Outline, places: Mapping[int, int]) -> _Outline:
    """The same glyph with the new ids of its components."""
    if _is_composite(outline):
        data = bytearray(outline.data)
        for at, glyph in _records(outline.data):
            struct.pack_into(">H", data, at, places[glyph])
        outline.data = bytes(data)
    return outline


def _compose(
    composite: Composite, parts: Sequence[_Outline], glyphs: Mapping[int, int], places: Mapping[int, int]
) -> _Outline:
    drawn = [(part, outline) for part, outline in zip(composite.components, parts, strict=True) if outline.data]
    if not drawn:
        return _Outline(b"", composite.advance)
    boxes = [(outline.bounds, part.x, part.y) for part, outline in drawn]
    left, bottom = min(box[0] + x for box, x, _ in boxes), min(box[1] + y for box, _, y in boxes)
    right, top = max(box[2] + x for box, x, _ in boxes), max(box[3] + y for box, _, y in boxes)
    data = struct.pack(">5h", -1, left, bottom, right, top)
    for index, (part, _) in enumerate(drawn):
        small = -128 <= part.x <= 127 and -128 <= part.y <= 127
        flags = _OFFSETS | (0 if small else _WORDS) | (_OVERLAP if index == 0 else 0)
        flags |= _MORE if index + 1 < len(drawn) else 0
        data += struct.pack(">HHbb" if small else ">HHhh", flags, places[glyphs[part.glyph]], part.x, part.y)
    made = _Outline(data, composite.advance, left)
    _sum_up(made, [outline for _, outline in drawn])
    return made


def _program(tables: Mapping[bytes, bytes], outlines: Sequence[_Outline], signs: int) -> Program:
    count = len(outlines)
    inked = [outline for outline in outlines if outline.data]
    boxes = [outline.bounds for outline in inked] or [(0, 0, 0, 0)]
    bounds = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    pieces, starts = bytearray(), [0]
    for outline in outlines:
        pieces += outline.data + bytes(-len(outline.data) % 2)
        starts.append(len(pieces))
    long = len(pieces) > 0x1FFFE
    head = bytearray(tables[b"head"])
    struct.pack_into(">I", head, 8, 0)
    struct.pack_into(">4h", head, 36, *bounds)
    struct.pack_into(">h", head, 50, int(long))
    new = {
        b"glyf": bytes(pieces),
        b"head": bytes(head),
        b"hhea": _hhea(tables[b"hhea"], inked, outlines),
        b"hmtx": b"".join([struct.pack(">Hh", outline.advance, outline.side) for outline in outlines]),
        b"loca": struct.pack(f">{count + 1}{'I' if long else 'H'}", *(starts if long else [at // 2 for at in starts])),
        b"maxp": _maxp(tables[b"maxp"], outlines),
    }
    return Program(_file(new), tuple([outline.advance for outline in outlines[: signs + 1]]), bounds)


def _hhea(table: bytes, inked: Sequence[_Outline], outlines: Sequence[_Outline]) -> bytes:
    data = bytearray(table)
    extents = [
        (o.side, o.advance - o.side - (o.bounds[2] - o.bounds[0]), o.side + o.bounds[2] - o.bounds[0]) for o in inked
    ]
    sides, ends, reach = zip(*extents, strict=True) if extents else ((0,), (0,), (0,))
    struct.pack_into(">H3h", data, 10, max(o.advance for o in outlines), min(sides), min(ends), max(reach))
    struct.pack_into(">H", data, 34, len(outlines))
    return bytes(data)


def _maxp(table: bytes, outlines: Sequence[_Outline]) -> bytes:
    """The maxima are of these glyphs; no instructions are left, so the interpreter needs nothing."""
    simple = [outline for outline in outlines if not outline.depth]
    compound = [outline for outline in outlines if outline.depth]
    return struct.pack(
        ">I14H",
        0x00010000,
        len(outlines),
        max((outline.points for outline in simple), default=0),
        max((outline.contours for outline in simple), default=0),
        max((outline.points for outline in compound), default=0),
        max((outline.contours for outline in compound), default=0),
        *(1, 0, 0, 0, 0, 0, 0),
        max((len(_records(outline.data)) for outline in compound), default=0),
        max((outline.depth for outline in compound), default=0),
    )


def _file(tables: Mapping[bytes, bytes]) -> bytes:
    """OpenType 1.9, "Organization of an OpenType Font": directory by tag, checksums, padding to four bytes."""
    power = 1 << (len(tables).bit_length() - 1)
    directory = struct.pack(
        ">I4H", 0x00010000, len(tables), power * 16, power.bit_length() - 1, (len(tables) - power) * 16
    )
    body, start = b"", 12 + 16 * len(tables)
    for tag in sorted(tables):
        data = tables[tag]
        directory += struct.pack(">4sIII", tag, _checksum(data), start + len(body), len(data))
        if tag == b"head":
            adjustment = start + len(body) + 8
        body += data + bytes(-len(data) % 4)
    made = bytearray(directory + body)
    struct.pack_into(">I", made, adjustment, (0xB1B0AFBA - _checksum(bytes(made))) & 0xFFFFFFFF)
    return bytes(made)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
