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


def paint_strip(
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
) -> Strip:
    """Paint items into a box of this size. `at` tells the boxes of a file apart, `language` is that of the text around
    it; `linked`: link areas become links. The plate lends the letters of the alphabet."""
    faces = Typefaces([item for item in items if isinstance(item, Words)], f"S{at}F", alphabet, lent=True)
    areas = frozenset(item.node for item in items if isinstance(item, LinkArea) and linked)
    structure = Structure(tree, language, areas)
    structure.begin_page()
    ink = _Template(colours or Screen(), fill=None, prefix=f"S{at}I")
    page = Page(width, height, Box(0.0, 0.0, width, height), tuple(items))
    side = Side(Tools(structure, faces, rtl, linked), page, ink, frame=(0.0, 0.0))
    side.paint()
    return Strip(
        links=tuple([(area, side.sides(area.box)) for area in side.areas]),
        ink=ink,
        meant=_said(items, linked),
        cast=cast(
            faces,
            structure,
            [(ink.colours.picture(*each), name) for each, name in ink.pictures.items()],
            len(side.areas),
        ),
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
