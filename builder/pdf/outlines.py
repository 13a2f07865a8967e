"""The glyphs of a face as a TrueType file holds them: read once, used by every file that shows them.

Works on the tables directly (OpenType 1.9: glyf, loca, hmtx, hhea, head): a font library would take longer than the
rest of the page. All numbers are font units.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from builder.model.dataclass import dataclass
from builder.model.glyphs import Face

# OpenType 1.9, glyf, component flags.
WORDS = 0x0001
OFFSETS = 0x0002
SCALE = 0x0008
MORE = 0x0020
TWO_SCALES = 0x0040
MATRIX = 0x0080
OVERLAP = 0x0400
UNSCALED = 0x1000

_READ = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
_NO_BOUNDS = (0, 0, 0, 0)


class Outline(NamedTuple):
    """A glyph as bytes, padded to an even number, and what other tables must know about it.

    `parts` are the components of one that is made of others: where in the bytes the glyph id stands, and the id.
    """

    data: bytes
    advance: int
    side: int = 0
    bounds: tuple[int, int, int, int] = _NO_BOUNDS
    points: int = 0
    contours: int = 0
    depth: int = 0
    parts: tuple[tuple[int, int], ...] = ()


@dataclass
class Letters:
    """Glyphs of one face by their ids there, and the tables that a file of them begins with."""

    head: bytes = b""
    hhea: bytes = b""
    glyphs: dict[int, Outline] = field(default_factory=dict)

    def take(self, source: bytes, ids: Mapping[int, int]) -> None:
        """Take in a subset; `ids` maps glyph ids of the face to those of the subset."""
        tables = _tables(source)
        self.head, self.hhea = tables[b"head"], tables[b"hhea"]
        raw = _raw(tables)
        names = {new: old for old, new in ids.items()}
        for new in range(len(raw)):
            self._outline(new, raw, names)

    def _outline(self, new: int, raw: Sequence[tuple[bytes, int, int]], names: Mapping[int, int]) -> Outline:
        """The glyph under its own id, its components before it."""
        old = names.get(new, new)
        if old not in self.glyphs:
            data, advance, side = raw[new]
            if not data:
                made = Outline(b"", advance)
            elif struct.unpack_from(">h", data)[0] < 0:
                records = _records(data)
                parts = [self._outline(glyph, raw, names) for _, glyph in records]
                own = bytearray(data)
                for at, glyph in records:
                    struct.pack_into(">H", own, at, names.get(glyph, glyph))
                made = summed(bytes(own), advance, side, parts, tuple([(at, names.get(g, g)) for at, g in records]))
            else:
                bounds = struct.unpack_from(">4h", data, 2)
                (contours,) = struct.unpack_from(">h", data)
                points = struct.unpack_from(">H", data, 8 + 2 * contours)[0] + 1 if contours else 0
                made = Outline(_even(data), advance, side, bounds, points, contours)
            self.glyphs[old] = made
        return self.glyphs[old]


def letters(face: Face, glyphs: frozenset[int]) -> Letters:
    """The face's letters with at least these glyphs and .notdef."""
    known = _letters_of(face)  # type: ignore[arg-type]  # a face is hashed as itself
    missing = glyphs - known.glyphs.keys()
    if missing or not known.glyphs:
        known.take(*face.subset(frozenset(missing)))
    return known


@lru_cache(maxsize=128)
def _letters_of(face: Face) -> Letters:
    return Letters()


def summed(
    data: bytes, advance: int, side: int, parts: Sequence[Outline], records: tuple[tuple[int, int], ...] = ()
) -> Outline:
    """An outline of several; `data` says where they go."""
    return Outline(
        data=_even(data),
        advance=advance,
        side=side,
        bounds=struct.unpack_from(">4h", data, 2),
        points=sum([part.points for part in parts]),
        contours=sum([part.contours for part in parts]),
        depth=1 + max([part.depth for part in parts]),
        parts=records,
    )


def _even(data: bytes) -> bytes:
    return data + bytes(len(data) % 2)


def _tables(source: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", source, 4)
    records = (struct.unpack_from(">4s4xII", source, 12 + 16 * index) for index in range(count))
    return {tag: source[start : start + length] for tag, start, length in records if tag in _READ}


def _raw(tables: Mapping[bytes, bytes]) -> list[tuple[bytes, int, int]]:
    """Of each glyph its bytes, advance and left side bearing."""
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
        made.append((tables[b"glyf"][loca[glyph] * unit : loca[glyph + 1] * unit], advance, side))
    return made


def _records(data: bytes) -> list[tuple[int, int]]:
    """Offset of each component's glyph id, and the id."""
    found, at, flags = [], 10, MORE
    while flags & MORE:
        flags, glyph = struct.unpack_from(">HH", data, at)
        found.append((at + 2, glyph))
        at += 4 + (4 if flags & WORDS else 2)
        at += 2 if flags & SCALE else 4 if flags & TWO_SCALES else 8 if flags & MATRIX else 0
    return found
