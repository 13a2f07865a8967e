"""A TrueType file in which glyph id and CID are the same, with clusters of several glyphs as composites of our own.

Writes the tables directly (OpenType 1.9: glyf, loca, hmtx, hhea, maxp, head): what a CIDFontType2 is drawn from
(ISO 32000-1, 9.9). Hinting is gone, so cvt, fpgm and prep are too. All numbers are font units.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from builder.pdf.outlines import MORE, OFFSETS, OVERLAP, TWO_SCALES, UNSCALED, WORDS, Letters, Outline, summed


# Tuples: thousands of them are hashed and sorted for a sheet of composites.
class Component(NamedTuple):
    """A glyph of the face, moved."""

    glyph: int
    x: int
    y: int


class Composite(NamedTuple):
    """Several glyphs that stand as one, with an advance of their own. No component: an empty glyph.

    `mirrored`: the whole is turned over, left and right, within its advance.
    """

    components: tuple[Component, ...]
    advance: int
    mirrored: bool = False


# Scales of a component that is turned over, across and upwards: -1 and 1 as 2.14 numbers
_TURNED_OVER = struct.pack(">2h", -0x4000, 0x4000)
# Parts of an em that the strip is high
_STRIP = 10
# A contour of one point shows nothing, and is in the box: a glyph of ours among the face's
_POINT = -1
_A_POINT = Outline(struct.pack(">7HBx", 1, 0, 0, 0, 0, 0, 0, 0x31), 0, points=1, contours=1)


class Program(NamedTuple):
    """A finished file: `advances` by CID, and its bounding box."""

    data: bytes
    advances: tuple[int, ...]
    bounds: tuple[int, int, int, int]


def assemble(letters: Letters, signs: Sequence[int | Composite], *, grounded: bool = False) -> Program:
    """The file in which glyph 0 is .notdef and glyph n is `signs[n - 1]`, a glyph id or a composite.

    What only components need comes last. `grounded`: the box of every glyph holds a strip above the baseline, and so
    does that of a blank that takes room. For PDFium letters are on one line when their boxes are level, and what has no
    box is not there.
    """
    glyphs: Mapping[int, Outline] = letters.glyphs
    if grounded:
        glyphs = {**glyphs, _POINT: _A_POINT}
        high = struct.unpack_from(">H", letters.head, 18)[0] // _STRIP
        signs = [_grounded(sign, glyphs, high) for sign in signs]
    order, places = _ordered(signs, glyphs)
    made: list[Outline] = []
    for item in order:
        if isinstance(item, Composite):
            made.append(_compose(item, glyphs, places))
        else:
            made.append(_repoint(glyphs[item], places))
    return _program(letters, made, len(signs))


def _grounded(sign: int | Composite, glyphs: Mapping[int, Outline], high: int) -> int | Composite:
    """The sign with the points that its box needs to hold the strip from the baseline to `high`; a mirrored one as it
    is: it is shown with its whole line."""
    if isinstance(sign, Composite) and sign.mirrored:
        return sign
    whole = sign if isinstance(sign, Composite) else Composite((Component(sign, 0, 0),), glyphs[sign].advance)
    drawn = [(part, glyphs[part.glyph]) for part in whole.components if glyphs[part.glyph].data]
    if not drawn:
        corners = (Component(_POINT, 0, 0), Component(_POINT, whole.advance, high))
        return whole._replace(components=corners) if whole.advance else sign
    left = min([outline.bounds[0] + part.x for part, outline in drawn])
    bottom = min([outline.bounds[1] + part.y for part, outline in drawn])
    top = max([outline.bounds[3] + part.y for part, outline in drawn])
    missing = [y for y, lacks in ((0, bottom > 0), (high, top < high)) if lacks]
    if not missing:
        return sign
    return whole._replace(components=(*whole.components, *[Component(_POINT, left, y) for y in missing]))


def _ordered(
    signs: Sequence[int | Composite], glyphs: Mapping[int, Outline]
) -> tuple[list[int | Composite], dict[int, int]]:
    """The new glyphs in their order, and the face's id -> new id of those that are its glyphs."""
    places: dict[int, int] = {0: 0}
    order: list[int | Composite] = [0]
    for sign in signs:
        if isinstance(sign, Composite):
            order.append(sign)
        elif sign in places:
            # A glyph that stands for two texts needs two ids: the second one is a composite of the first.
            order.append(Composite((Component(sign, 0, 0),), glyphs[sign].advance))
        else:
            places[sign] = len(order)
            order.append(sign)
    # The list grows while it is read: a component may have components.
    for item in order:
        if isinstance(item, Composite):
            needed = [part.glyph for part in item.components]
        else:
            needed = [glyph for _, glyph in glyphs[item].parts]
        for glyph in needed:
            if glyph not in places:
                places[glyph] = len(order)
                order.append(glyph)
    return order, places


def _repoint(outline: Outline, places: Mapping[int, int]) -> Outline:
    """The same glyph with the new ids of its components."""
    if not outline.parts:
        return outline
    data = bytearray(outline.data)
    for at, glyph in outline.parts:
        struct.pack_into(">H", data, at, places[glyph])
    return outline._replace(data=bytes(data))


def _compose(composite: Composite, glyphs: Mapping[int, Outline], places: Mapping[int, int]) -> Outline:
    drawn = [(part, outline) for part in composite.components if (outline := glyphs[part.glyph]).data]
    if not drawn:
        return Outline(b"", composite.advance)
    boxes = [(outline.bounds, part.x, part.y) for part, outline in drawn]
    left, bottom = min([box[0] + x for box, x, _ in boxes]), min([box[1] + y for box, _, y in boxes])
    right, top = max([box[2] + x for box, x, _ in boxes]), max([box[3] + y for box, _, y in boxes])
    advance, mirrored = composite.advance, composite.mirrored
    if mirrored:
        left, right = advance - right, advance - left
    data = struct.pack(">5h", -1, left, bottom, right, top)
    for index, (part, _) in enumerate(drawn):
        x, y = advance - part.x if mirrored else part.x, part.y
        small = -128 <= x <= 127 and -128 <= y <= 127
        flags = OFFSETS | (0 if small else WORDS) | (OVERLAP if index == 0 else 0)
        flags |= (TWO_SCALES | UNSCALED if mirrored else 0) | (MORE if index + 1 < len(drawn) else 0)
        data += struct.pack(">HHbb" if small else ">HHhh", flags, places[part.glyph], x, y)
        data += _TURNED_OVER if mirrored else b""
    # `parts` only counts here: the ids are the new ones already
    counted = tuple([(0, part.glyph) for part, _ in drawn])
    return summed(data, composite.advance, left, [outline for _, outline in drawn], counted)


def _program(letters: Letters, outlines: Sequence[Outline], signs: int) -> Program:
    inked = [outline for outline in outlines if outline.data]
    lefts, bottoms, rights, tops = zip(*[outline.bounds for outline in inked] or [(0, 0, 0, 0)], strict=True)
    bounds = (min(lefts), min(bottoms), max(rights), max(tops))
    starts, reached = [0], 0
    for outline in outlines:
        reached += len(outline.data)
        starts.append(reached)
    long = reached > 0x1FFFE
    head = bytearray(letters.head)
    struct.pack_into(">I", head, 8, 0)
    struct.pack_into(">4h", head, 36, *bounds)
    struct.pack_into(">h", head, 50, int(long))
    metrics = [number for outline in outlines for number in (outline.advance, outline.side)]
    new = {
        b"glyf": b"".join([outline.data for outline in outlines]),
        b"head": bytes(head),
        b"hhea": _hhea(letters.hhea, inked, outlines),
        b"hmtx": struct.pack(">" + "Hh" * len(outlines), *metrics),
        b"loca": struct.pack(
            f">{len(starts)}{'I' if long else 'H'}", *(starts if long else [at // 2 for at in starts])
        ),
        b"maxp": _maxp(outlines),
    }
    return Program(_file(new), tuple([outline.advance for outline in outlines[: signs + 1]]), bounds)


def _hhea(table: bytes, inked: Sequence[Outline], outlines: Sequence[Outline]) -> bytes:
    data = bytearray(table)
    reaches = [outline.side + outline.bounds[2] - outline.bounds[0] for outline in inked] or [0]
    ends = [outline.advance - reach for outline, reach in zip(inked, reaches, strict=False)] or [0]
    side = min([outline.side for outline in inked], default=0)
    struct.pack_into(">H3h", data, 10, max([o.advance for o in outlines]), side, min(ends), max(reaches))
    struct.pack_into(">H", data, 34, len(outlines))
    return bytes(data)


def _maxp(outlines: Sequence[Outline]) -> bytes:
    """The maxima are of these glyphs; no instructions are left, so the interpreter needs nothing."""
    simple = [outline for outline in outlines if not outline.depth]
    compound = [outline for outline in outlines if outline.depth]
    return struct.pack(
        ">I14H",
        0x00010000,
        len(outlines),
        max([outline.points for outline in simple], default=0),
        max([outline.contours for outline in simple], default=0),
        max([outline.points for outline in compound], default=0),
        max([outline.contours for outline in compound], default=0),
        *(1, 0, 0, 0, 0, 0, 0),
        max([len(outline.parts) for outline in compound], default=0),
        max([outline.depth for outline in compound], default=0),
    )


def _file(tables: Mapping[bytes, bytes]) -> bytes:
    """OpenType 1.9, "Organization of an OpenType Font": directory by tag, checksums, padding to four bytes."""
    power = 1 << (len(tables).bit_length() - 1)
    directory = struct.pack(
        ">I4H", 0x00010000, len(tables), power * 16, power.bit_length() - 1, (len(tables) - power) * 16
    )
    body, start, total = b"", 12 + 16 * len(tables), 0
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + bytes(-len(data) % 4)
        checksum = _checksum(padded)
        directory += struct.pack(">4sIII", tag, checksum, start + len(body), len(data))
        if tag == b"head":
            adjustment = start + len(body) + 8
        body += padded
        total += checksum
    made = bytearray(directory + body)
    # the sum of the whole file is that of its parts
    struct.pack_into(">I", made, adjustment, (0xB1B0AFBA - total - _checksum(directory)) & 0xFFFFFFFF)
    return bytes(made)


def _checksum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
