"""The fonts of a file: every cluster gets a CID of its own text, so what is copied or read aloud is exact.

Type0 fonts with Identity-H over CIDFontType2 (ISO 32000-1, 9.7). A cluster that is not one plain glyph at the pen
becomes a composite glyph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import field

from builder.model.dataclass import dataclass
from builder.model.glyphs import Face, Run
from builder.model.sheet import Words
from builder.pdf.alphabet import NO_ALPHABET, Alphabet
from builder.pdf.cut import Cut, Key, Sign, cut, order
from builder.pdf.keys import TURNS, placed_keys
from builder.pdf.mirror import mirrored, mirrored_keys
from builder.pdf.objects import Objects
from builder.pdf.operands import name
from builder.pdf.seams import parted, turns
from builder.pdf.truetype import Composite

# Where a face shows no space of its own, one without ink.
_EMPTY_SPACE: Key = (Composite((), 0), " ")
# What stands at seams (`builder.pdf.seams`): blanks that take some room, as PDFium passes over those without.
_APART: Key = (Composite((), 200), " ")


class Typeface:
    """A face cut down to what is shown. `resource` is its name in the content."""

    def __init__(self, wishes: _Wishes, resource: str, alphabet: Alphabet, *, lent: bool) -> None:
        """`lent`: when the alphabet has all that is wished for, the typeface is another file's, and `cut` None."""
        signs = alphabet.signs(wishes.face, [*wishes.keys]) if lent else None
        self.resource = f"/{alphabet.resource(wishes.face)}" if signs is not None else resource
        self.cut: Cut | None = None
        if signs is None:
            first = () if lent else alphabet.keys(wishes.face)
            keys = [*first, *sorted(wishes.keys.keys() - {*first}, key=order)]
            self.cut = cut(wishes.face, tuple(keys), grounded=wishes.grounded)  # type: ignore[arg-type]  # hashed as itself
            signs = dict(zip(keys, self.cut.signs, strict=True))
        self.letters = signs
        self.stem = alphabet.stem(wishes.face) if self.cut is None else signs
        """Letters that have the same codes in other files, too."""
        self.space = self.letters.get(wishes.space)
        """The space at the ends of lines, where the sheet needs one."""
        self.apart = self.letters.get(_APART)
        """The space between two texts on one baseline, where the sheet needs one."""
        self.turns = {mark: self.letters[key] for mark, key in TURNS.items() if key in self.letters}
        """The marks that the sheet needs, left-to-right and right-to-left."""

    def signs(self, run: Run) -> list[tuple[Sign, float]]:
        """The signs of a run in logical order, each with its left end from the run's left end."""
        signs = self.letters
        return [(signs[key], left) for key, left in placed_keys(run)]

    def mirrored(self, run: Run) -> list[tuple[Sign, float]]:
        """The same in mirror writing."""
        signs = self.letters
        return [(signs[key], left) for key, left in mirrored_keys(run)]


class Typefaces:
    """All faces that lines are set in, in the order of their first use, named `prefix` and a number each.

    The alphabet's letters are in its faces besides; or they are `lent` by another file.
    """

    def __init__(
        self, lines: Sequence[Words], prefix: str = "F", alphabet: Alphabet = NO_ALPHABET, *, lent: bool = False
    ) -> None:
        self.spaced = spaced_lines(lines)
        self.parted = parted(lines)
        self.mirrored = mirrored(lines)
        plain = [words for words in lines if words.line.rtl and not words.turned]
        self.turns = {id(words): found for words in plain if (found := turns(words.line))}
        wishes: dict[int, _Wishes] = {}
        for words in lines:
            for number, run in enumerate(words.line.runs):
                if id(run.face) not in wishes:
                    wishes[id(run.face)] = _Wishes(run.face)
                wishes[id(run.face)].take(self._keys(words, number), words.line.rtl)
            if id(words) in self.spaced:
                wishes[id(words.line.runs[-1].face)].ends_lines = True
            elif id(words) in self.parted:
                wishes[id(words.line.runs[-1].face)].add(_APART)
        for face in () if lent else alphabet.faces.values():
            wishes.setdefault(id(face), _Wishes(face))
        self._by_face = {
            face: Typeface(wish.settled(alphabet), f"/{prefix}{index}", alphabet, lent=lent)
            for index, (face, wish) in enumerate(wishes.items(), 1)
        }

    def again(self, lines: Sequence[Words]) -> Typefaces | None:
        """The same for other lines, which use the same faces in the same order; all of them lent.

        None where that is not so. Whether the alphabet has their letters shows when they are written: KeyError.
        """
        used = dict.fromkeys([id(run.face) for words in lines for run in words.line.runs])
        if [*used] != [*self._by_face] or any(face.cut is not None for face in self._by_face.values()):
            return None
        # what stands at seams of lines from right to left, and mirror writing, is in no alphabet
        from_right = any(words.line.rtl for words in lines)
        if from_right and (
            parted(lines) or mirrored(lines) or any(each.line.rtl and turns(each.line) for each in lines)
        ):
            return None
        other = copy(self)
        other.spaced = spaced_lines(lines)
        other.parted, other.mirrored, other.turns = frozenset(), frozenset(), {}
        return other

    def of(self, face: Face) -> Typeface:
        """The typeface of a face that the lines use."""
        return self._by_face[id(face)]

    def marks(self, words: Words, run: int) -> dict[int, str]:
        """The marks of one of a line's runs, by the signs before which they stand."""
        found = self.turns.get(id(words))
        return {at: mark for (number, at), mark in found.items() if number == run} if found else {}

    def _keys(self, words: Words, run: int) -> list[Key]:
        one = words.line.runs[run]
        if id(words) in self.mirrored:
            return [key for key, _ in mirrored_keys(one)]
        marks = "".join(self.marks(words, run).values())
        return [*[key for key, _ in placed_keys(one)], *[TURNS[mark] for mark in marks]]

    def embed(self, objects: Objects) -> dict[str, int]:
        """Write all fonts but those that are lent; resource name, without slash, to object."""
        own = [(face.resource[1:], face.cut) for face in self._by_face.values() if face.cut is not None]
        return {name: embed_cut(made, objects) for name, made in own}

    def lent(self) -> tuple[str, ...]:
        """The resource names, without slash, of those that are."""
        return tuple([face.resource[1:] for face in self._by_face.values() if face.cut is None])


@dataclass
class _Wishes:
    """What a sheet wants of a face: keys in the order of use; `grounded` for lines from right to left."""

    face: Face
    keys: dict[Key, None] = field(default_factory=dict)
    ends_lines: bool = False
    grounded: bool = False
    space: Key = _EMPTY_SPACE

    def take(self, keys: Iterable[Key], rtl: bool) -> None:
        """What one run of a line shows."""
        self.grounded = self.grounded or rtl
        self.keys.update(dict.fromkeys(keys))

    def add(self, blank: Key) -> None:
        """One that stands between two lines."""
        self.grounded = True
        self.keys[blank] = None

    def settled(self, alphabet: Alphabet) -> _Wishes:
        """With the space that ends lines: the face's own if there is one anyway."""
        there = (*alphabet.keys(self.face), *self.keys)
        self.space = next((key for key in there if key[1] == " " and isinstance(key[0], int)), _EMPTY_SPACE)
        if self.ends_lines:
            self.keys[self.space] = None
        return self


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
