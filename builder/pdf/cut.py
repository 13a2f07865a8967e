"""A face cut down to what a file shows of it: program, widths, and the text of every CID.

CIDs are given in the order of their texts, which keeps ToUnicode and the widths short, and the embedded program is
renumbered so that CID and glyph id agree.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from builder.model.glyphs import Face
from builder.pdf.operands import name, number, numbers
from builder.pdf.outlines import letters
from builder.pdf.stream import Packed, pack
from builder.pdf.truetype import Composite, Program, assemble

Key = tuple[int | Composite, str]
"""What a CID stands for: a glyph, or several as one, and the text it is drawn for."""

# What stands for a mark without text: ISO 19005-2, 6.2.11.7.2 wants Unicode for every code, and none of 0, FEFF, FFFE.
_NO_TEXT = "\u200b"


class Sign(NamedTuple):
    """A CID as it stands in a string, parentheses escaped, and its width in thousandths of an em. `mark`: its text is
    nothing but marks."""

    code: str
    width: float
    mark: bool


class Cut(NamedTuple):
    """What a face and the signs wanted of it come to; the same for every file that wants the same."""

    signs: tuple[Sign, ...]
    font_name: str
    program: Packed
    descriptor: bytes
    usual: str
    widths: str
    to_unicode: Packed


@lru_cache(maxsize=64)
def cut(face: Face, keys: tuple[Key, ...], *, grounded: bool = False) -> Cut:
    """Subset, widths and texts for these keys, sorted by `order`; remembered for the next file that wants the same.

    `grounded` as `assemble` has it.
    """
    glyphs = {part.glyph for shape, _ in keys if isinstance(shape, Composite) for part in shape.components}
    glyphs |= {shape for shape, _ in keys if isinstance(shape, int)}
    program = assemble(letters(face, frozenset(glyphs)), [shape for shape, _ in keys], grounded=grounded)
    scale = 1000 / face.units_per_em
    widths = [number(advance * scale, 1) for advance in program.advances]
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.md5(program.data, usedforsecurity=False).digest()[:6])
    font_name = f"{tag}+{face.postscript_name}"
    counts = Counter(widths)
    usual = max(sorted(counts), key=counts.__getitem__)
    return Cut(
        signs=tuple([Sign(_code(cid), float(widths[cid]), _is_mark(text)) for cid, (_, text) in enumerate(keys, 1)]),
        font_name=font_name,
        program=pack(program.data, f"/Length1 {len(program.data)}"),
        descriptor=_descriptor(face, font_name, program, scale),
        usual=usual,
        widths=_widths(widths, usual),
        to_unicode=pack(_to_unicode([text or _NO_TEXT for _, text in keys])),
    )


def _is_mark(text: str) -> bool:
    """As pdf.js asks."""
    return bool(text) and all(unicodedata.category(character) == "Mn" for character in text)


def _descriptor(face: Face, font_name: str, program: Program, scale: float) -> bytes:
    """ISO 32000-1, 9.8. Flags: symbolic, as the glyphs are reached by number. StemV is a guess."""
    bounds = numbers(*(side * scale for side in program.bounds), digits=0)
    return (
        f"<</Type/FontDescriptor/FontName{name(font_name)}/Flags 4/FontBBox[{bounds}]/ItalicAngle 0"
        f"/Ascent {number(face.ascent, 0)}/Descent {number(face.descent, 0)}/CapHeight {number(face.cap_height, 0)}"
        f"/StemV {140 if face.bold else 80}/FontFile2 FILE>>"
    ).encode()


@lru_cache(maxsize=4096)
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


def order(key: Key) -> tuple[object, ...]:
    """How keys are sorted into CIDs."""
    shape, text = key
    # Single characters first and in order of code points: they make ranges.
    if isinstance(shape, int):
        return len(text) > 1, text, 0, shape
    return len(text) > 1, text, 1, shape


def _to_unicode(texts: list[str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3) for CIDs from 1 on; runs of consecutive characters as ranges."""
    ranges: list[list[int]] = []
    singles: list[tuple[int, str]] = []
    for cid, text in enumerate(texts, 1):
        if len(text) != 1 or ord(text) > 0xFFFF:
            singles.append((cid, text))
            continue
        # Only the last byte may run, in the code and in the text.
        if ranges and cid & 255 and ord(text) & 255:
            first, last, start = ranges[-1]
            if cid == last + 1 and ord(text) - start == cid - first:
                ranges[-1][1] = cid
                continue
        ranges.append([cid, cid, ord(text)])
    singles += [(first, chr(start)) for first, last, start in ranges if first == last]
    # The spaces are for readers that do not know that a bracket ends a token.
    lines = [f"<{cid:04X}> <{text.encode('utf-16-be').hex().upper()}>" for cid, text in sorted(singles)]
    spans = [f"<{first:04X}> <{last:04X}> <{start:04X}>" for first, last, start in ranges if last > first]
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
