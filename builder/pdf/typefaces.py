"""The fonts of a file: every cluster gets a CID of its own text, so what is copied or read aloud is exact.

Type0 fonts with Identity-H over CIDFontType2 (ISO 32000-1, 9.7). A cluster that is not one plain glyph at the pen
becomes a composite glyph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

from builder.model.dataclass import dataclass
from builder.model.glyphs import Face, Run
from builder.model.sheet import Words
from builder.pdf.cut import Cut, Key, Sign, cut, order
from builder.pdf.objects import Objects
from builder.pdf.operands import name
from builder.pdf.truetype import Component, Composite

# A cluster of a right-to-left run is placed by itself; if its glyph's own advance is this far from the space it takes
# (thousandths of an em), readers that look at gaps would find a space or an overlap, so it gets a glyph of its own.
_RTL_SLACK = 60.0
# Less than this from the pen, in thousandths of an em, is at the pen.
_AT_PEN = 0.5
# Where a face shows no space of its own, one without ink.
_EMPTY_SPACE: Key = (Composite((), 0), " ")


class Typeface:
    """A face cut down to what is shown. `resource` is its name in the content."""

    def __init__(self, wishes: _Wishes, resource: str) -> None:
        self.resource = resource
        keys = sorted(wishes.keys, key=order)
        self.cut = cut(wishes.face, tuple(keys))  # type: ignore[arg-type]  # a face is hashed as itself
        self._signs = dict(zip(keys, self.cut.signs, strict=True))
        self.space = self._signs.get(wishes.space)
        """The space at the ends of lines, where the sheet needs one."""

    def signs(self, run: Run) -> list[tuple[Sign, float]]:
        """The signs of a run in logical order, each with its left end from the run's left end."""
        signs = self._signs
        return [(signs[key], left) for key, left in _placed_keys(run)]


class Typefaces:
    """All faces that lines are set in, in the order of their first use, named `prefix` and a number each."""

    def __init__(self, lines: Sequence[Words], prefix: str = "F") -> None:
        self.spaced = spaced_lines(lines)
        wishes: dict[int, _Wishes] = {}
        for words in lines:
            for run in words.line.runs:
                if id(run.face) not in wishes:
                    wishes[id(run.face)] = _Wishes(run.face)
                wishes[id(run.face)].take(run)
            if id(words) in self.spaced:
                wishes[id(words.line.runs[-1].face)].ends_lines = True
        self._by_face = {
            face: Typeface(wish.settled(), f"/{prefix}{index}") for index, (face, wish) in enumerate(wishes.items(), 1)
        }

    def of(self, face: Face) -> Typeface:
        """The typeface of a face that the lines use."""
        return self._by_face[id(face)]

    def embed(self, objects: Objects) -> dict[str, int]:
        """Write all fonts; resource name, without slash, to object."""
        return {face.resource[1:]: embed_cut(face.cut, objects) for face in self._by_face.values()}


@dataclass
class _Wishes:
    """What a sheet wants of a face: keys in the order of use."""

    face: Face
    keys: dict[Key, None] = field(default_factory=dict)
    ends_lines: bool = False
    space: Key = _EMPTY_SPACE

    def take(self, run: Run) -> None:
        self.keys.update(dict.fromkeys([key for key, _ in _placed_keys(run)]))

    def settled(self) -> _Wishes:
        """With the space that ends lines: the face's own if it is used anyway."""
        if self.ends_lines:
            self.space = next((key for key in self.keys if key[1] == " " and isinstance(key[0], int)), _EMPTY_SPACE)
            self.keys[self.space] = None
        return self


# By identity, as lines that stand on many sheets are the same objects; the run is held, so its id stays its own.
_keys_kept: dict[int, tuple[Run, list[tuple[Key, float]]]] = {}
_MOST_RUNS = 1000


def _placed_keys(run: Run) -> list[tuple[Key, float]]:
    """The keys of a run in logical order and where they stand, remembered for the next file."""
    kept = _keys_kept.get(id(run))
    if kept is not None and kept[0] is run:
        return kept[1]
    if len(_keys_kept) >= _MOST_RUNS:
        del _keys_kept[next(iter(_keys_kept))]
    made = _make_keys(run)
    _keys_kept[id(run)] = run, made
    return made


def _make_keys(run: Run) -> list[tuple[Key, float]]:
    made: list[tuple[Key, float]] = []
    rtl, advance, unit = run.rtl, run.face.advance, run.face.units_per_em / 1000
    for cluster, left in zip(run.clusters, run.lefts, strict=True):
        glyphs = cluster.glyphs
        if len(glyphs) == 1:
            glyph = glyphs[0]
            plain = -_AT_PEN < glyph.x < _AT_PEN and -_AT_PEN < glyph.y < _AT_PEN
            # Kerning between left-to-right glyphs is an adjustment in the text operator.
            if plain and (not rtl or abs(cluster.advance - advance(glyph.id)) < _RTL_SLACK):
                made.append(((glyph.id, cluster.text), left))
                continue
        if glyphs or cluster.text:
            parts = tuple([Component(part.id, round(part.x * unit), round(part.y * unit)) for part in glyphs])
            made.append(((Composite(parts, round(cluster.advance * unit)), cluster.text), left))
    return made


def embed_cut(made: Cut, objects: Objects) -> int:
    """Write a font's objects; the number of the Type0 font."""
    base = name(made.font_name)
    file = objects.add(made.program)
    descriptor = objects.add(made.descriptor.replace(b"FILE", b"%d 0 R" % file))
    descendant = (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont{base}/CIDToGIDMap/Identity"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/DW {made.usual}/W[{made.widths}]>>"
    )
    font = (
        f"<</Type/Font/Subtype/Type0/BaseFont{base}/Encoding/Identity-H"
        f"/DescendantFonts[{objects.add(descendant.encode())} 0 R]/ToUnicode {objects.add(made.to_unicode)} 0 R>>"
    )
    return objects.add(font.encode())


def spaced_lines(lines: Iterable[Words]) -> frozenset[int]:
    """The ids of the `Words` after which the paragraph goes on with another word.

    Composing cuts the space at a line's end; without it a reader aloud would join the words (ISO 32000-1, 14.8.2.5).
    """
    found: set[int] = set()
    before: dict[int, Words] = {}
    for words in lines:
        last = before.get(words.node)
        if last is not None and not last.last and words.line.start > last.line.end and last.line.runs:
            found.add(id(last))
        before[words.node] = words
    return frozenset(found)
