"""Fonts as embedded: their texts (ToUnicode), widths, and the outlines in their programs.

Read are Type0 fonts with Identity-H over TrueType (ISO 32000-1, 9.7), the only kind that the builder writes; of any
other it is said that it cannot be read, and its text counts as lost.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Mapping
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple

from builder.model.proof import Font
from builder.verify.inked import inked
from builder.verify.objects import Objects, name_of, number_of

Extent = tuple[float, float, float, float]
"""Left, bottom, right, top of an outline, thousandths of an em."""

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")

_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<((?:[0-9A-Fa-f]{4})+)>")
_TRIPLE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>")

# Of UTF-16, the first that is half a character
_SURROGATES = 0xD800

# FontWeight from which type counts as bold, and StemV where no weight is given
_BOLD_WEIGHT, _BOLD_STEM = 600, 120


class Program(NamedTuple):
    """A TrueType program: advances and outlines by glyph id; `tofu` are the ids that look like .notdef."""

    advances: tuple[float, ...]
    extents: tuple[Extent | None, ...]
    tofu: frozenset[int]


class Typeface:
    """One font as the content uses it."""

    def __init__(self, objects: Objects, reference: Any) -> None:
        font = objects.dictionary(reference)
        descendants = objects.array(font.get("/DescendantFonts"))
        below = objects.dictionary(descendants[0]) if descendants else {}
        descriptor = objects.dictionary(below.get("/FontDescriptor") or font.get("/FontDescriptor"))
        self.name = name_of(objects.get(font.get("/BaseFont")))
        program = descriptor.get("/FontFile2")
        self.embedded = any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
        self._program = _parsed(objects.raw(program), lambda: objects.data(program), _program) if program else None
        self._mapped, self._map = _glyph_map(objects, below.get("/CIDToGIDMap"))
        self._wide = font.get("/Subtype") == "/Type0" and font.get("/Encoding") == "/Identity-H"
        self.readable = self._wide and self._program is not None
        texts = font.get("/ToUnicode")
        self.texts: Mapping[int, str] = (
            _parsed(objects.raw(texts), lambda: objects.data(texts), _to_unicode) if texts else {}
        ) or {}
        self._usual = number_of(below.get("/DW", 1000))
        self._widths = _widths(objects, below.get("/W"))
        self.known_widths: dict[int, float] = {}
        self.known_extents: dict[int, Extent | None] = {}
        weight = number_of(descriptor.get("/FontWeight"))
        self.bold = weight >= _BOLD_WEIGHT if weight else number_of(descriptor.get("/StemV")) >= _BOLD_STEM

    def codes(self, shown: bytes) -> tuple[int, ...]:
        """The codes of a string."""
        if not self._wide:
            return tuple(shown)
        if len(shown) == 2:
            return (shown[0] << 8 | shown[1],)
        return struct.unpack(f">{len(shown) // 2}H", shown[: len(shown) // 2 * 2])

    def width(self, code: int) -> float:
        """What the file says, thousandths of an em."""
        return self._widths.get(code, self._usual)

    def meet(self, code: int) -> float:
        """Look a code up for `known_widths` and `known_extents`, which are asked letter by letter; its width."""
        glyph, program = self._glyph(code), self._program
        known = program is not None and 0 <= glyph < len(program.extents)
        self.known_extents[code] = program.extents[glyph] if program is not None and known else None
        width = self.known_widths[code] = self.width(code)
        return width

    def proof(self, used: Collection[int]) -> Font:
        """What was found, of the codes that the pages use."""
        program = self._program or Program((), (), frozenset())
        known, codes = len(program.advances), sorted(used)
        glyphs = list(map(self._glyph, codes))
        return Font(
            name=self.name,
            embedded=self.embedded,
            readable=self.readable,
            bold=self.bold,
            glyphs=known,
            texts={code: self.texts[code] for code in codes if code in self.texts},
            widths={code: self._widths.get(code, self._usual) for code in codes},
            advances={
                code: program.advances[glyph] for code, glyph in zip(codes, glyphs, strict=True) if 0 <= glyph < known
            },
            extents={code: extent for code in codes if (extent := self._extent(code)) is not None},
            tofu=frozenset([code for code, glyph in zip(codes, glyphs, strict=True) if glyph in program.tofu]),
        )

    @property
    def weight(self) -> int:
        """How many bytes it takes, about."""
        glyphs = len(self._program.extents) if self._program is not None else 0
        return 2000 + 250 * glyphs + 100 * (len(self.texts) + len(self._widths))

    def _extent(self, code: int) -> Extent | None:
        if code not in self.known_extents:
            self.meet(code)
        return self.known_extents[code]

    def _glyph(self, code: int) -> int:
        if self._map is not None:
            return self._map[code] if code < len(self._map) else 0
        return code if self._mapped else -1


@lru_cache(maxsize=128)
def _remembered(digest: bytes, parse: Any) -> list[Any]:
    return []


def _parsed(raw: bytes, data: Any, parse: Any) -> Any:
    """What a stream holds, parsed once for the files that share it; None when it cannot be parsed."""
    kept = _remembered(sha256(raw).digest(), parse)
    if not kept:
        try:
            kept.append(parse(data()))
        except (struct.error, ValueError, IndexError, KeyError):
            kept.append(None)
    return kept[0]


def _glyph_map(objects: Objects, value: Any) -> tuple[bool, tuple[int, ...] | None]:
    """Whether CIDs lead to glyphs, and how where it is not one to one (ISO 32000-1, 9.7.4.2)."""
    if objects.get(value) == "/Identity":
        return True, None
    data = objects.data(value)
    return bool(data), struct.unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2]) if data else None


def _widths(objects: Objects, value: Any) -> dict[int, float]:
    """The W array (9.7.4.3): `first [w w ...]` and `first last w`."""
    found: dict[int, float] = {}
    entries = objects.array(value)
    at = 0
    while at + 1 < len(entries):
        first, second = int(number_of(entries[at])), objects.get(entries[at + 1])
        if isinstance(second, list):
            found.update((first + offset, number_of(width)) for offset, width in enumerate(second))
            at += 2
        else:
            width = number_of(entries[at + 2]) if at + 2 < len(entries) else 0.0
            found.update((code, width) for code in range(first, min(int(number_of(second)), 0xFFFF) + 1))
            at += 3
    return found


def _to_unicode(data: bytes) -> dict[int, str]:
    """Code to text (9.10.3)."""
    found: dict[int, str] = {}
    for kind, block in _BLOCK.findall(data):
        if _told_plainly(found, kind, block):
            continue
        tokens = [(open_, close, bytes.fromhex(digits.decode())) for digits, open_, close in _HEX.findall(block)]
        at = 0
        while at + 1 < len(tokens):
            first = int.from_bytes(tokens[at][2], "big")
            if kind == b"bfchar":
                found[first] = _text(tokens[at + 1][2])
                at += 2
                continue
            last = min(int.from_bytes(tokens[at + 1][2], "big"), 0xFFFF)
            if tokens[at + 2][0]:
                at += 3
                while not tokens[at][1]:
                    found[first] = _text(tokens[at][2])
                    first, at = first + 1, at + 1
                at += 1
                continue
            start = tokens[at + 2][2]
            value = int.from_bytes(start, "big")
            for code in range(first, last + 1):
                found[code] = _text((value + code - first).to_bytes(len(start), "big"))
            at += 3
    return found


def _told_plainly(found: dict[int, str], kind: bytes, block: bytes) -> bool:
    """Whether a block has nothing but what the builder writes, which is then found sooner."""
    told = (_PAIR if kind == b"bfchar" else _TRIPLE).findall(block)
    if b"[" in block or b"]" in block or block.count(b"<") != len(told) * (2 if kind == b"bfchar" else 3):
        return False
    if kind == b"bfchar":
        found.update([(int(code, 16), _text(bytes.fromhex(text.decode()))) for code, text in told])
        return True
    ranges = [(int(first, 16), int(last, 16), int(value, 16)) for first, last, value in told]
    if any(value + last - first >= _SURROGATES for first, last, value in ranges):
        return False
    for first, last, value in ranges:
        found.update(zip(range(first, last + 1), map(chr, range(value, value + last - first + 1)), strict=True))
    return True


def _text(data: bytes) -> str:
    return data.decode("utf-16-be", "replace")


def _program(data: bytes) -> Program:
    """OpenType 1.9: head, hhea, hmtx, maxp, loca, glyf."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = [struct.unpack_from(">4s4xII", data, 12 + 16 * index) for index in range(count)]
    tables = {tag: data[start : start + length] for tag, start, length in records}
    scale = 1000 / struct.unpack_from(">H", tables[b"head"], 18)[0]
    glyphs = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
    full = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    long = struct.unpack_from(">h", tables[b"head"], 50)[0]
    places = struct.unpack_from(f">{glyphs + 1}{'I' if long else 'H'}", tables[b"loca"])
    unit = 1 if long else 2
    own = min(full, glyphs)
    if own < 1:
        raise ValueError("no glyph has a width")
    widths = struct.unpack_from(f">{2 * own - 1}H", tables[b"hmtx"])[::2]
    advances = [width * scale for width in (*widths, *widths[-1:] * (glyphs - own))]
    glyf = tables[b"glyf"]
    outlines = [glyf[start * unit : end * unit] for start, end in pairwise(places)]
    boxes = inked(outlines)
    # what shows nothing is not .notdef, though it be built alike
    outlines = [outline if box is not None else b"" for outline, box in zip(outlines, boxes, strict=True)]
    notdef = outlines[0] if outlines else b""
    tofu = {0}
    if notdef:
        # the outline is .notdef's, or a composite whose first part is .notdef
        tofu |= {
            at
            for at, outline in enumerate(outlines)
            if outline == notdef or (outline[:2] == b"\xff\xff" and outline[12:14] == b"\0\0")
        }
    extents = [
        (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale) if box is not None else None for box in boxes
    ]
    return Program(tuple(advances), tuple(extents), frozenset(tofu))
