"""A strip: what goes into an open box, painted once for all plates that have such a box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from builder.model.dataclass import dataclass
from builder.model.sheet import Box, Code, LinkArea, Node, Page, PlacedItem, Words
from builder.pdf.alphabet import NO_ALPHABET, Alphabet
from builder.pdf.cast import Cast, cast
from builder.pdf.colour import Colours, Screen
from builder.pdf.ink import Ink, Sides
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

    def written(self) -> list[str]:
        """What was written as it is."""
        return [self._code[at] for at in self._written]

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
        self._tree = tree
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
            side.draw_alone()
        except KeyError:
            return None
        alts = [(old.alt, new.alt) for old, new in zip(self._tree, tree, strict=True) if old.alt != new.alt]
        return self._strip(items, side, self._ink.with_operators(ink.written()), self.strip.cast.renamed(alts), faces)

    def _side(self, tools: Tools, items: Sequence[PlacedItem]) -> tuple[Side, _Template]:
        ink = _Template(self._colours, fill=None, prefix=self._prefix)
        page = Page(*self._size, Box(0.0, 0.0, *self._size), tuple(items))
        return Side(tools, page, ink, frame=(0.0, 0.0)), ink

    def _strip(self, items: Sequence[PlacedItem], side: Side, ink: _Template, made: Cast, faces: Typefaces) -> Strip:
        return Strip(
            links=tuple([(area, side.sides(area.box)) for area in side.areas]),
            ink=ink,
            meant=_said(items, self._tools.linked),
            cast=made,
            lent=faces.lent(),
            fixed=tuple([_fixed(text) for text in ink.long(_LONG)]),
        )


def _as_it_is(plain: bytes) -> Piece:
    return plain_piece(plain) if len(plain) < _SHORT else quick_piece(plain)


@lru_cache(maxsize=128)
def _fixed(text: str) -> Piece:
    return quick_piece(text.encode("latin-1"))


def without_blanks(text: str) -> str:
    """Text without blanks and marks that show nothing."""
    return _BLANK.sub("", text)


def _said(items: Sequence[PlacedItem], linked: bool) -> Said:
    lines = [item.line for item in items if isinstance(item, Words)]
    clusters = [cluster.text for line in lines for run in line.runs for cluster in run.clusters]
    return Said(
        text=without_blanks("".join(clusters)),
        codes=tuple([item.address for item in items if isinstance(item, Code)]),
        links=tuple([item.url for item in items if isinstance(item, LinkArea) and linked]),
    )
