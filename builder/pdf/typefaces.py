"""The fonts of a file: every cluster gets a CID of its own text, so what is copied or read aloud is exact.

Type0 fonts with Identity-H over CIDFontType2 (ISO 32000-1, 9.7). A CID stands for a glyph and the text it is drawn for;
a cluster that is not one plain glyph at the pen becomes a composite glyph. CIDs are given in the order of their texts,
which keeps ToUnicode and the widths short, and the embedded program is renumbered so that CID and glyph id agree.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from builder.model.glyphs import Cluster, Face, Run
from builder.model.sheet import Sheet, Words
from builder.pdf.document import Document, Packed, Stream, Written, pack, resource_name
from builder.pdf.operands import name, number, numbers
from builder.pdf.truetype import Component, Composite, Program, renumber

Shape = int | Composite
Key = tuple[Shape, str]

# A cluster of a right-to-left run is placed by itself; if its glyph's own advance is this far from the space it takes
# (thousandths of an em), readers that look at gaps would find a space or an overlap, so it gets a glyph of its own.
_RTL_SLACK = 60.0
# Where a face shows no space of its own, one without ink.
_EMPTY_SPACE: Key = (Composite((), 0), " ")
# What stands for a mark without text: ISO 19005-2, 6.2.11.7.2 wants Unicode for every code, and none of 0, FEFF, FFFE.
_NO_TEXT = "\u200b"


@dataclass(frozen=True, slots=True)
class Sign:
    """A CID as it stands in a string, parentheses escaped, and its width in thousandths of an em."""

    code: str
    width: float


class Typeface:
    """One face in one file."""

    def __init__(self, face: Face, resource: str) -> None:
        self.resource = resource
        self._face = face
        self._wanted: dict[Key, Sign | None] = {}
        self._ends_lines = False
        self._space: Sign | None = None
        self._unit = face.units_per_em / 1000

    def want(self, run: Run) -> None:
        """Take in the clusters of a run."""
        for cluster in run.clusters:
            key = self._key(cluster, run.rtl)
            if key is not None:
                self._wanted[key] = None

    def signs(self, run: Run) -> Iterator[tuple[Sign, float]]:
        """The signs of a run in logical order, each with its left end from the run's left end; after `embed`."""
        for cluster, left in zip(run.clusters, run.lefts, strict=True):
            key = self._key(cluster, run.rtl)
            if key is not None and (sign := self._wanted[key]) is not None:
                yield sign, left

    def want_space(self) -> None:
        """Take in a space for the ends of lines."""
        self._ends_lines = True

    def space(self) -> Sign:
        """The space of `want_space`; after `embed`."""
        assert self._space is not None
        return self._space

    def embed(self, document: Document) -> int:
        """Write the font's objects, decide the CIDs; the number of the Type0 font."""
        space = next((key for key in self._wanted if key[1] == " " and isinstance(key[0], int)), _EMPTY_SPACE)
        if self._ends_lines:
            self._wanted[space] = None
        keys = sorted(self._wanted, key=_order)
        cut = _cut(self._face, tuple(keys))
        self._wanted = dict(zip(keys, cut.signs, strict=True))
        self._space = self._wanted.get(space)
        base = name(cut.font_name)
        file = document.add(Stream(cut.program))
        descriptor = document.add(Written(cut.descriptor.replace(b"FILE", b"%d 0 R" % file)))
        descendant = document.add(
            Written(
                f"<</Type/Font/Subtype/CIDFontType2/BaseFont{base}/CIDToGIDMap/Identity"
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                f"/FontDescriptor {descriptor} 0 R/DW {cut.usual}/W[{cut.widths}]>>".encode()
            )
        )
        texts = document.add(Stream(cut.to_unicode))
        return document.add(
            Written(
                f"<</Type/Font/Subtype/Type0/BaseFont{base}/Encoding/Identity-H"
                f"/DescendantFonts[{descendant} 0 R]/ToUnicode {texts} 0 R>>".encode()
            )
        )

    def _key(self, cluster: Cluster, rtl: bool) -> Key | None:
        glyphs = cluster.glyphs
        if not glyphs and not cluster.text:
            return None
        if len(glyphs) == 1 and abs(glyphs[0].x) < 0.5 and abs(glyphs[0].y) < 0.5:
            glyph = glyphs[0].id
            # Kerning between left-to-right glyphs is an adjustment in the text operator.
            if not rtl or abs(cluster.advance - self._face.advance(glyph)) < _RTL_SLACK:
                return glyph, cluster.text
        unit = self._unit
        parts = tuple([Component(glyph.id, round(glyph.x * unit), round(glyph.y * unit)) for glyph in glyphs])
        return Composite(parts, round(cluster.advance * unit)), cluster.text


class Typefaces:
    """All faces of a sheet, in the order of their first use; `spaced` as of `spaced_lines`."""

    def __init__(self, sheet: Sheet, spaced: Collection[int]) -> None:
        self._by_face: dict[int, Typeface] = {}
        for words in _all_words(sheet):
            for run in words.line.runs:
                if id(run.face) not in self._by_face:
                    self._by_face[id(run.face)] = Typeface(run.face, resource_name(len(self._by_face) + 1))
                self._by_face[id(run.face)].want(run)
            if id(words) in spaced:
                self.of(words.line.runs[-1].face).want_space()

    def of(self, face: Face) -> Typeface:
        """The typeface of a face that the sheet uses."""
        return self._by_face[id(face)]

    def embed(self, document: Document) -> dict[str, str]:
        """Write every font; resource name (without slash) to reference."""
        return {face.resource[1:]: f"{face.embed(document)} 0 R" for face in self._by_face.values()}


@dataclass(frozen=True, slots=True)
class _Cut:
    """What a face and the signs wanted of it come to; the same for every file that wants the same."""

    signs: tuple[Sign, ...]
    font_name: str
    program: Packed
    descriptor: bytes
    usual: str
    widths: str
    to_unicode: Packed


_cuts: OrderedDict[tuple[Face, tuple[Key, ...]], _Cut] = OrderedDict()
_CUTS_KEPT = 64


def _cut(face: Face, keys: tuple[Key, ...]) -> _Cut:
    """Subset, widths and texts for these signs, remembered for the next file."""
    found = _cuts.get((face, keys))
    if found is None:
        found = _cuts[face, keys] = _make_cut(face, keys)
        if len(_cuts) > _CUTS_KEPT:
            _cuts.popitem(last=False)
    else:
        _cuts.move_to_end((face, keys))
    return found


def _make_cut(face: Face, keys: tuple[Key, ...]) -> _Cut:
    glyphs = {part.glyph for shape, _ in keys if isinstance(shape, Composite) for part in shape.components}
    glyphs |= {shape for shape, _ in keys if isinstance(shape, int)}
    subset, new = face.subset(frozenset(glyphs))
    program = renumber(subset, new, [shape for shape, _ in keys])
    scale = 1000 / face.units_per_em
    widths = [number(advance * scale, 1) for advance in program.advances]
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.md5(program.data, usedforsecurity=False).digest()[:6])
    font_name = f"{tag}+{face.postscript_name}"
    usual = max(sorted(set(widths)), key=widths.count)
    return _Cut(
        signs=tuple([Sign(_code(cid), float(width)) for cid, width in enumerate(widths[1:], 1)]),
        font_name=font_name,
        program=pack(program.data, f"/Length1 {len(program.data)}"),
        descriptor=_descriptor(face, font_name, program, scale),
        usual=usual,
        widths=_widths(widths, usual),
        to_unicode=pack(_to_unicode([text or _NO_TEXT for _, text in keys])),
    )


def _descriptor(face: Face, font_name: str, program: Program, scale: float) -> bytes:
    """ISO 32000-1, 9.8. Flags: symbolic, as the glyphs are reached by number. StemV is a guess."""
    bounds = numbers(*(side * scale for side in program.bounds), digits=0)
    return (
        f"<</Type/FontDescriptor/FontName{name(font_name)}/Flags 4/FontBBox[{bounds}]/ItalicAngle 0"
        f"/Ascent {number(face.ascent, 0)}/Descent {number(face.descent, 0)}/CapHeight {number(face.cap_height, 0)}"
        f"/StemV {140 if face.bold else 80}/FontFile2 FILE>>"
    ).encode()


def _code(cid: int) -> str:
    """The CID's two bytes inside a literal string."""
    escapes = {"(": "\\(", ")": "\\)", "\\": "\\\\", "\r": "\\r"}
    return "".join(escapes.get(char, char) for char in (chr(cid >> 8), chr(cid & 255)))


def _widths(widths: list[str], usual: str) -> str:
    """The W array (ISO 32000-1, 9.7.4.3): stretches of widths; long stretches of the default are left out."""
    made, stretch, start, cid = "", list[str](), 1, 1
    for width, group in groupby(widths[1:]):
        count = len(list(group))
        if width == usual and count > 3:
            made += f"{start}[{' '.join(stretch)}]" if stretch else ""
            stretch, start = [], cid + count
        else:
            stretch += [width] * count
        cid += count
    return made + (f"{start}[{' '.join(stretch)}]" if stretch else "")


def _order(key: Key) -> tuple[object, ...]:
    shape, text = key
    # Single characters first and in order of code points: they make ranges.
    if isinstance(shape, int):
        return len(text) > 1, text, 0, shape
    return len(text) > 1, text, 1, shape.advance, [(part.glyph, part.x, part.y) for part in shape.components]


def _to_unicode(texts: list[str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3) for CIDs from 1 on; runs of consecutive characters as ranges."""
    ranges: list[list[int]] = []
    singles: list[tuple[int, str]] = []
    for cid, text in enumerate(texts, 1):
        if len(text) != 1 or ord(text) > 0xFFFF:
            singles.append((cid, text))
            continue
        first = ranges[-1] if ranges else [0, 0, 0]
        # Only the last byte may run, in the code and in the text.
        together = cid == first[1] + 1 and ord(text) - first[2] == cid - first[0] and cid & 255 and ord(text) & 255
        if together:
            first[1] = cid
        else:
            ranges.append([cid, cid, ord(text)])
    singles += [(first, chr(start)) for first, last, start in ranges if first == last]
    lines = [f"<{cid:04X}><{text.encode('utf-16-be').hex().upper()}>" for cid, text in sorted(singles)]
    spans = [f"<{first:04X}><{last:04X}><{start:04X}>" for first, last, start in ranges if last > first]
    return (
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        + _blocks("bfrange", spans)
        + _blocks("bfchar", lines)
        + "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"
    ).encode()


def _blocks(kind: str, lines: list[str]) -> str:
    """At most a hundred entries to a block (Adobe Technical Note 5411)."""
    made = ""
    for start in range(0, len(lines), 100):
        block = lines[start : start + 100]
        made += f"{len(block)} begin{kind}\n" + "\n".join(block) + f"\nend{kind}\n"
    return made


def spaced_lines(sheet: Sheet) -> frozenset[int]:
    """The ids of the `Words` after which the paragraph goes on with another word.

    Composing cuts the space at a line's end; without it a reader aloud would join the words (ISO 32000-1, 14.8.2.5).
    """
    found: set[int] = set()
    before: dict[int, Words] = {}
    for words in _all_words(sheet):
        last = before.get(words.node)
        if last is not None and not last.last and words.line.start > last.line.end and last.line.runs:
            found.add(id(last))
        before[words.node] = words
    return frozenset(found)


def _all_words(sheet: Sheet) -> Iterator[Words]:
    for page in sheet.pages:
        for item in page.items:
            if isinstance(item, Words):
                yield item
