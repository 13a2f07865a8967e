"""Font faces as the shaper and the painter need them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import uharfbuzz as hb

from builder.model.glyphs import Glyph
from builder.text.memory import remember

if TYPE_CHECKING:
    from builder.text.runs import ShapedRun

# A sheet takes two or three of a face; each struck imprint one of its own
_MOST_SUBSETS: Final = 200

# Layout tables have done their work before painting; a PDF names, encodes and measures by itself
_DROPPED: Final = ("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "cmap", "name", "post", "OS/2", "DSIG", "kern")
_DROPPED_TOO: Final = ("STAT", "meta", "gasp", "vhea", "vmtx", "VORG", "fpgm", "prep", "cvt ", "hdmx", "LTSH", "VDMX")


class FontFace:
    """One font file. Nothing is read before it is asked for; the file is mapped, not loaded.

    `bold` is what the face is used as, for painters that describe it; files are static instances.
    """

    def __init__(self, path: Path, *, bold: bool) -> None:
        self.path = path
        self.bold = bold
        self.key = path.name
        self._advances: dict[int, float] = {}
        self._glyphs: dict[str, int | None] = {}
        self._subsets: dict[frozenset[int], tuple[bytes, dict[int, int]]] = {}
        self._plain: dict[int, tuple[Glyph]] = {}
        # what `builder.text.itemize` has found of characters, and `builder.text.runs` has shaped with this face
        self.covered: set[str] = set()
        self.runs: dict[tuple[str, int, int, bool, str, str], ShapedRun] = {}

    def __repr__(self) -> str:
        return f"FontFace({self.key!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self.path, self.bold)

    @cached_property
    def hb_face(self) -> hb.Face:
        return hb.Face(hb.Blob.from_file_path(str(self.path)))

    @cached_property
    def hb_font(self) -> hb.Font:
        return hb.Font(self.hb_face)

    @cached_property
    def units_per_em(self) -> int:
        return int(self.hb_face.upem)

    @cached_property
    def to_thousandths(self) -> float:
        """Factor from font units to thousandths of an em."""
        return 1000 / self.units_per_em

    @cached_property
    def postscript_name(self) -> str:
        return str(self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self.path.stem)

    @cached_property
    def _hhea(self) -> tuple[int, int, int]:
        """OpenType, hhea: ascender, descender, lineGap."""
        ascender, descender, gap = struct.unpack_from(">hhh", self._table("hhea"), 4)
        return ascender, descender, gap

    @property
    def ascent(self) -> float:
        return self._hhea[0] * self.to_thousandths

    @property
    def descent(self) -> float:
        return self._hhea[1] * self.to_thousandths

    @cached_property
    def cap_height(self) -> float:
        table = self._table("OS/2")
        # OpenType, OS/2: sCapHeight is there from version 2 on; 0 in scripts without capitals
        height = struct.unpack_from(">h", table, 88)[0] if len(table) >= 90 else 0
        return (height or 0.7 * self._hhea[0]) * self.to_thousandths

    @cached_property
    def bbox(self) -> tuple[int, int, int, int]:
        left, bottom, right, top = struct.unpack_from(">hhhh", self._table("head"), 36)
        scale = self.to_thousandths
        return round(left * scale), round(bottom * scale), round(right * scale), round(top * scale)

    def glyph(self, char: str) -> int | None:
        """The character's own glyph, or None if the face does not cover it."""
        try:
            return self._glyphs[char]
        except KeyError:
            found: int | None = self.hb_font.get_nominal_glyph(ord(char))
            self._glyphs[char] = found
            return found

    def advance(self, glyph: int) -> float:
        try:
            return self._advances[glyph]
        except KeyError:
            advance: float = self.hb_font.get_glyph_h_advance(glyph) * self.to_thousandths
            self._advances[glyph] = advance
            return advance

    def plain(self, glyph: int) -> tuple[Glyph]:
        """A cluster's glyphs where the glyph stands alone at the pen; most do."""
        try:
            return self._plain[glyph]
        except KeyError:
            alone = self._plain[glyph] = (Glyph(glyph, 0.0, 0.0),)
            return alone

    def ink(self, glyph: int) -> tuple[float, float]:
        """Bottom and top of the glyph's drawing from the baseline, thousandths of an em; (0, 0) if it is blank."""
        extents = self.hb_font.get_glyph_extents(glyph)
        if extents is None or not extents.height:
            return 0.0, 0.0
        top = extents.y_bearing * self.to_thousandths
        return top + extents.height * self.to_thousandths, top

    def subset(self, glyphs: frozenset[int]) -> tuple[bytes, dict[int, int]]:
        """A TrueType file with these glyphs and .notdef, and old glyph id -> new glyph id; unhinted, without layout."""
        found = self._subsets.get(glyphs)
        if found is None:
            wanted = hb.SubsetInput()
            wanted.glyph_set.update(glyphs | {0})
            flags = hb.SubsetFlags
            wanted.flags = flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE
            wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED + _DROPPED_TOO)
            plan = hb.SubsetPlan(self.hb_face, wanted)
            data = bytes(plan.execute().blob.data)
            made = data, dict(plan.old_to_new_glyph_mapping)
            found = remember(self._subsets, glyphs, made, most=_MOST_SUBSETS)
        return found

    def _table(self, tag: str) -> bytes:
        return bytes(self.hb_face.reference_table(tag).data)


class FontBook:
    """The families that may be asked for: family -> (regular file, bold file). Faces are shared and made on demand."""

    def __init__(self, families: Mapping[str, tuple[Path, Path]]) -> None:
        self._families = dict(families)
        self._faces: dict[tuple[str, bool], FontFace] = {}
        self._stacks: dict[tuple[tuple[str, ...], bool], tuple[FontFace, ...]] = {}

    def stack(self, families: Sequence[str], bold: bool) -> tuple[FontFace, ...]:
        """The faces of `families` in that weight, in that order. Raises KeyError for a family that is not there."""
        asked = tuple(families), bold
        found = self._stacks.get(asked)
        if found is None:
            found = self._stacks[asked] = tuple(self._face(family, bold) for family in asked[0])
        return found

    def _face(self, family: str, bold: bool) -> FontFace:
        face = self._faces.get((family, bold))
        if face is None:
            face = self._faces[family, bold] = FontFace(self._families[family][bold], bold=bold)
        return face


def _restore(path: Path, bold: bool) -> FontFace:
    return FontFace(path, bold=bold)
