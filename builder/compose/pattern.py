"""Patterns: how one service's details came to stand in a box, for all others whose details come to stand there alike.

Where a text stands depends on how the details are arranged and on how many lines each text comes on, not on what it
says. So most services are set by putting their lines where those of another one stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import NamedTuple

from builder.compose.pen import Pen
from builder.compose.pieces import TextPiece
from builder.compose.setting import Setting
from builder.model.dataclass import dataclass
from builder.model.sheet import Box, Code, LinkArea, Node, PlacedItem, Words
from builder.qr import Rows
from builder.text.memory import remember

_MOST_PATTERNS = 64

Lines = tuple[tuple[float, int], ...]
"""Of each text its type size in points and on how many lines it comes."""


@dataclass
class Noting(Pen):
    """A pen that notes which texts are placed: in which width, and before which item of the page."""

    texts: list[tuple[TextPiece, float, int]] = field(default_factory=list)

    def text(self, piece: TextPiece, width: float) -> None:
        self.texts.append((piece, width, len(self.pages[self.page])))


class _Source(NamedTuple):
    """What an item shows: the line `at` of a text by number, as it is broken in a measure (thousandths of an em)."""

    text: int
    at: int
    measure: float


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Items and tree of one service; and for each item that differs from one service to the next what it shows."""

    items: tuple[PlacedItem, ...]
    tree: tuple[Node, ...]
    sources: tuple[_Source | None, ...]

    def placed(self, texts: Sequence[TextPiece], rows: Rows, url: str) -> list[PlacedItem]:
        """The same items with other texts, and with another code of the same size."""
        made: list[PlacedItem] = []
        box = Box(0.0, 0.0, 0.0, 0.0)
        for item, source in zip(self.items, self.sources, strict=True):
            if isinstance(item, Code):
                made.append(Code(item.box, rows, url, item.colour, item.node))
            elif source is None:
                made.append(item)
            elif isinstance(item, Words):
                line = texts[source.text].shaped.lines(source.measure)[source.at]
                box = Box(item.box.x, item.box.y, round(line.width * item.size / 1000, 2), item.box.height)
                made.append(Words(box, item.baseline, line, item.size, item.colour, item.node, item.last))
            else:
                # the area of a link is that of the line before it
                text = texts[source.text]
                made.append(LinkArea(box, text.link, text.shaped.text, item.node))
        return made

    def described(self, alt: str) -> tuple[Node, ...]:
        """The same tree with another text for its code."""
        return tuple(
            [
                Node(node.tag, node.parent, node.lang, alt, node.numbering, node.message) if node.alt else node
                for node in self.tree
            ]
        )


class Patterns:
    """The patterns of one way of arranging, in which every text has its width whatever it says."""

    def __init__(self) -> None:
        self.widths: list[float] = []
        """Of the texts, points."""
        self._known: dict[Lines, Pattern] = {}

    def find(self, texts: Sequence[TextPiece], setting: Setting) -> Pattern | None:
        """The pattern in which these texts stand, when there was one that stood so."""
        return self._known.get(self._lines(texts, setting)) if self.widths else None

    def learn(self, pen: Noting, items: Sequence[PlacedItem], texts: Sequence[TextPiece], setting: Setting) -> Pattern:
        """The pattern of what a pen has just placed."""
        if not self.widths:
            widths = {id(piece): width for piece, width, _ in pen.texts}
            self.widths = [widths[id(piece)] for piece in texts]
        made = Pattern(tuple(items), tuple(pen.tree), tuple(_sources(pen, items, texts)))
        return remember(self._known, self._lines(texts, setting), made, most=_MOST_PATTERNS)

    def _lines(self, texts: Sequence[TextPiece], setting: Setting) -> Lines:
        sizes = [piece.type_size(width, setting) for piece, width in zip(texts, self.widths, strict=True)]
        return tuple(
            [
                (size, piece.shaped.count(width * 1000 / size))
                for piece, width, size in zip(texts, self.widths, sizes, strict=True)
            ]
        )


def _sources(pen: Noting, items: Sequence[PlacedItem], texts: Sequence[TextPiece]) -> list[_Source | None]:
    numbers = {id(piece): number for number, piece in enumerate(texts)}
    sources: list[_Source | None] = [None] * len(items)
    ends = [*[start for _, _, start in pen.texts[1:]], len(items)]
    for (piece, width, start), end in zip(pen.texts, ends, strict=True):
        if id(piece) not in numbers:
            continue
        at, measure = -1, 0.0
        for place in range(start, end):
            item = items[place]
            if isinstance(item, Words):
                at, measure = at + 1, width * 1000 / item.size
            if isinstance(item, Words | LinkArea):
                sources[place] = _Source(numbers[id(piece)], at, measure)
    return sources
