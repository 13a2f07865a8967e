"""A strip: what goes into an open box, painted once for all plates that have such a box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from functools import cached_property, lru_cache
from typing import NamedTuple

from builder.model.dataclass import dataclass
from builder.model.glyphs import Line
from builder.model.sheet import Box, Code, LinkArea, Node, Page, PlacedItem, Words
from builder.pdf.alphabet import NO_ALPHABET, Alphabet
from builder.pdf.cast import Cast, cast
from builder.pdf.colour import Colours, Screen
from builder.pdf.ink import Ink, Sides
from builder.pdf.kept import Kept
from builder.pdf.operands import numbers
from builder.pdf.side import Side, Tools
from builder.pdf.stream import Packed, Piece, join, plain_piece, quick_piece
from builder.pdf.structure import Structure
from builder.pdf.typefaces import Typefaces

# Letters from which a part deflated by itself, the modules of a code above all, is worth its own table.
_LONG = 600
# Bytes of content that is made anew for every plate: deflating so few saves half of them, and takes too long.
_SHORT = 4096
_BLANK = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069]")


@dataclass
class _Template(Ink):
    """Content whose stretches are numbered later."""

    _marks: list[tuple[int, str]] = field(default_factory=list)
    _written: list[int] = field(default_factory=list)

    def write(self, operators: str) -> None:
        self._written.append(len(self._code))
        self._code.append(operators)

    def written(self, start: int = 0) -> list[str]:
        """What was written as it is, from one place on."""
        return [self._code[at] for at in self._written[start:]]

    @property
    def count(self) -> int:
        """How often something was written so."""
        return len(self._written)

    def with_operators(self, operators: Sequence[str]) -> _Template:
        """The same content with other operators where some were written as they are."""
        code = self._code.copy()
        for at, text in zip(self._written, operators, strict=True):
            code[at] = text
        return _Template(self.colours, self.fill, self.prefix, _code=code, _marks=self._marks)

    def begin(self, tag: str, mcid: int) -> None:
        self._marks.append((len(self._code), tag))
        self._code.append("")

    def long(self, least: int) -> list[str]:
        """Parts of the content that have at least so many letters."""
        return [text for text in self._code if len(text) >= least]

    def numbered(self, first: int) -> str:
        """The content, its stretches numbered from `first` on."""
        code = self._code
        for mcid, (at, tag) in enumerate(self._marks, first):
            code[at] = f"/{tag}<</MCID {mcid}>>BDC"
        return "\n".join(code)


class Said(NamedTuple):
    """What reading a strip back shall give: its text without blanks, what its codes and its links open."""

    text: str
    codes: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True)
class Strip:
    """Painted items, from the box's bottom left corner: links with their sides, content, and all other objects."""

    links: tuple[tuple[LinkArea, Sides], ...]
    ink: _Template
    meant: Said
    cast: Cast
    lent: tuple[str, ...] = ()
    """Names of the plate's fonts that it is set in."""
    fixed: tuple[Piece, ...] = ()
    """Long parts of the content that no plate changes, deflated once."""

    def content(self, first_mcid: int, left: float, bottom: float) -> bytes:
        """The operators that draw it at a place on a page and leave everything as it was."""
        return f"q\n1 0 0 1 {numbers(left, bottom)} cm\n{self.ink.numbered(first_mcid)}\nQ\n".encode("latin-1")

    def packed(self, first_mcid: int, left: float, bottom: float) -> Packed:
        """The same as a stream."""
        pieces, rest = [], self.content(first_mcid, left, bottom)
        for each in self.fixed:
            before, found, after = rest.partition(each.plain)
            if found:
                pieces += [_as_it_is(before), each]
                rest = after
        return Packed("/Filter/FlateDecode", join([*pieces, _as_it_is(rest)]))


class Stencil:
    """A box with one service's items painted into it; others whose items stand as these do are painted after it."""

    def __init__(
        self,
        items: Sequence[PlacedItem],
        tree: Sequence[Node],
        width: float,
        height: float,
        *,
        language: str,
        rtl: bool,
        linked: bool,
        at: int = 0,
        colours: Colours | None = None,
        alphabet: Alphabet = NO_ALPHABET,
    ) -> None:
        """Paint items into a box of this size. `at` tells the boxes of a file apart, `language` is that of the text
        around it; `linked`: link areas become links. The plate lends the letters of the alphabet."""
        self._size = width, height
        self._colours = colours or Screen()
        self._prefix = f"S{at}I"
        self._items, self._tree = items, tree
        lines = [item for item in items if isinstance(item, Words)]
        areas = frozenset(item.node for item in items if isinstance(item, LinkArea) and linked)
        structure = Structure(tree, language, areas)
        structure.begin_page()
        self._tools = Tools(structure, Typefaces(lines, f"S{at}F", alphabet, lent=True), rtl, linked)
        side, ink = self._side(self._tools, items)
        side.paint()
        self._ink = ink
        faces = self._tools.faces
        pictures = [(ink.colours.picture(*each), name) for each, name in ink.pictures.items()]
        self.strip = self._strip(items, side, ink, cast(faces, structure, pictures, len(side.areas)), faces)

    def again(self, items: Sequence[PlacedItem], tree: Sequence[Node]) -> Strip | None:
        """The strip of items that differ from those in lines of text, modules of a code and what it is called alone.

        The same as painting them from the start gives; None where that has to be done.
        """
        faces = self._tools.faces.again([item for item in items if isinstance(item, Words)])
        if faces is None or self._ink.pictures:
            return None
        tools = self._tools
        side, ink = self._side(Tools(tools.structure, faces, tools.rtl, tools.linked), items)
        try:
            operators = self._drawn.again(side, ink, items)
        except KeyError:
            return None
        alts = [(old.alt, new.alt) for old, new in zip(self._tree, tree, strict=True) if old.alt != new.alt]
        return self._strip(items, side, self._ink.with_operators(operators), self.strip.cast.renamed(alts), faces)

    @cached_property
    def _drawn(self) -> _Drawn:
        side, ink = self._side(self._tools, self._items)
        return _Drawn(side, ink, self._items)

    def _side(self, tools: Tools, items: Sequence[PlacedItem]) -> tuple[Side, _Template]:
        ink = _Template(self._colours, fill=None, prefix=self._prefix)
        page = Page(*self._size, Box(0.0, 0.0, *self._size), tuple(items))
        return Side(tools, page, ink, frame=(0.0, 0.0)), ink

    def _strip(self, items: Sequence[PlacedItem], side: Side, ink: _Template, made: Cast, faces: Typefaces) -> Strip:
        areas = [item for item in items if isinstance(item, LinkArea) and self._tools.linked]
        return Strip(
            links=tuple([(item, side.sides(item.box)) for item in areas]),
            ink=ink,
            meant=_said(items, self._tools.linked),
            cast=made,
            lent=faces.lent(),
            fixed=tuple([_fixed(text) for text in ink.long(_LONG)]),
        )


class _Drawn:
    """What each item writes, and in which state it finds the ink: items that differ are drawn alone."""

    def __init__(self, side: Side, ink: _Template, items: Sequence[PlacedItem]) -> None:
        self._items = items
        self._states, self._starts = [ink.state], [0]
        for item in items:
            if not isinstance(item, LinkArea):
                side.draw(item)
            self._states.append(ink.state)
            self._starts.append(ink.count)
        self._operators = ink.written()

    def again(self, side: Side, ink: _Template, items: Sequence[PlacedItem]) -> list[str]:
        """What other items write as it is, in the same places. Raises KeyError."""
        operators, states, starts = self._operators.copy(), self._states, self._starts
        state = states[0]
        for at, (before, item) in enumerate(zip(self._items, items, strict=True)):
            if isinstance(item, LinkArea):
                continue
            if item is before and state == states[at]:
                state = states[at + 1]
                continue
            ink.state, written = state, ink.count
            side.draw(item)
            operators[starts[at] : starts[at + 1]], state = ink.written(written), ink.state
        return operators


def _as_it_is(plain: bytes) -> Piece:
    return plain_piece(plain) if len(plain) < _SHORT else quick_piece(plain)


@lru_cache(maxsize=128)
def _fixed(text: str) -> Piece:
    return quick_piece(text.encode("latin-1"))


def without_blanks(text: str) -> str:
    """Text without blanks and marks that show nothing."""
    return _BLANK.sub("", text)


_kept: Kept[str] = Kept(1000)


def _read(line: Line) -> str:
    """What reading a line back shall give."""
    found = _kept.find(line)
    if found is None:
        clusters = [cluster.text for run in line.runs for cluster in run.clusters]
        found = _kept.keep(without_blanks("".join(clusters)), line)
    return found


def _said(items: Sequence[PlacedItem], linked: bool) -> Said:
    return Said(
        text="".join([_read(item.line) for item in items if isinstance(item, Words)]),
        codes=tuple([item.address for item in items if isinstance(item, Code)]),
        links=tuple([item.url for item in items if isinstance(item, LinkArea) and linked]),
    )
