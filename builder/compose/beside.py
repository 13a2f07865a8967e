"""Beside: each text of a sheet stands next to its source, block by block, each language on its own side."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from builder.compose.cover import CoverContent
from builder.compose.fit import Flow
from builder.compose.pen import Pen
from builder.compose.pieces import HEADING_GAP, Cell, Piece, Row, Stack, TextPiece, Unit
from builder.compose.setting import Bench, Setting
from builder.model.dataclass import dataclass
from builder.model.leaflet import (
    Block,
    Callout,
    Card,
    Emergency,
    Helplines,
    Imprint,
    Myth,
    Signs,
    Sources,
    Steps,
    Strip,
    Timeline,
)
from builder.model.sheet import Box, Code, Drawing, LinkArea, Node, Picture, PlacedItem, Rule, Shape, Words

GUTTER = 26.0
"""Between the two languages: wide enough that no reader runs on into the other, points."""

_ONCE = (Imprint, Sources)
"""Blocks that stand once, in the language of the sheet: lines to write on, and a list of publishers."""

_PICTURED = (Signs, Card, Helplines, Emergency)
"""Words beside icons, codes and large numbers, of which those of both sides stand in a line."""

_BOXED = (Callout, Myth, Steps, Timeline, Strip)
"""What begins with a box, a label, a disc or a drawing: these begin at one height."""


_UNDER_HEADING = (0.0, HEADING_GAP)


@dataclass(frozen=True)
class Side:
    """What one language says of a block. Its elements stand together in the tree, under one that tells the language.

    A language that runs the other way than the sheet is set as on a sheet of its own and mirrored where it stands.
    """

    bench: Bench
    piece: Piece
    section: str

    def height(self, width: float, setting: Setting) -> float:
        return self.piece.height(width, setting)

    def place(self, pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        lang = self.bench.edition.language
        other = lang if lang != pen.language else ""
        node = pen.shared(("side", self.section, lang), "Div", parent, lang=other)
        scope, marks, nodes, items = pen.scope, len(pen.bookmarks), len(pen.tree), len(pen.pages[pen.page])
        pen.scope = lang
        self.piece.place(pen, x, y, width, setting, node)
        pen.scope = scope
        if other:
            pen.tree[nodes:] = [_foreign(made, other) for made in pen.tree[nodes:]]
            del pen.bookmarks[marks:]  # the outline is in the language of the sheet
        if self.bench.rtl != pen.rtl:
            placed = pen.pages[pen.page]
            placed[items:] = [_mirrored(item, 2 * x + width) for item in placed[items:]]


@dataclass(frozen=True)
class Level:
    """Two sides whose first lines stand on one line, however tall the letters of each are. `style`: of these lines."""

    sides: tuple[Side, Side]
    style: str

    def height(self, width: float, setting: Setting) -> float:
        wide = _half(width)
        drops = self._drops(wide, setting)
        return max([drop + side.height(wide, setting) for drop, side in zip(drops, self.sides, strict=True)])

    def place(self, pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        wide = _half(width)
        for drop, side in zip(self._drops(wide, setting), self.sides, strict=True):
            side.place(pen, x, y + drop, wide, setting, parent)
            x += wide + GUTTER

    def _drops(self, width: float, setting: Setting) -> list[float]:
        """How far each side begins below the top."""
        lines = [self._baseline(side, width, setting) for side in self.sides]
        return [max(lines) - line for line in lines]

    def _baseline(self, side: Side, width: float, setting: Setting) -> float:
        bench, first = side.bench, _first(side.piece)
        size = first.type_size(width, setting) if first is not None else bench.size(self.style, setting)
        rise, fall = bench.rise(self.style)
        return ((bench.leading(self.style) - rise - fall) / 2 + rise) * size


def beside(bench: Bench, flows: Sequence[Flow], source: Bench, sources: Sequence[Flow]) -> tuple[Flow, ...]:
    """The flows of a sheet with those of its source beside them. Both have the same sections and blocks."""
    made = []
    for flow, other in zip(flows, sources, strict=True):
        blocks = {str(block.id): block for section in flow.chain.sections for block in section.blocks}
        units = tuple(
            _unit(bench, unit, source, twin, blocks.get(unit.block))
            for unit, twin in zip(flow.units, other.units, strict=True)
        )
        fixed = flow.fixed
        if fixed is not None and other.fixed is not None:
            fixed = _cover(bench, fixed, source, other.fixed)
        made.append(replace(flow, units=units, fixed=fixed))
    return tuple(made)


def _unit(bench: Bench, unit: Unit, source: Bench, twin: Unit, block: Block | None) -> Unit:
    """A unit with its twin beside it; what stands once has a heading that says in both languages what follows."""

    def row(own: Piece, other: Piece, block: Block | None) -> Piece:
        if isinstance(own, Stack) and isinstance(other, Stack) and own.gaps == other.gaps == _UNDER_HEADING:
            (above, piece), (over, beneath) = own.pieces, other.pieces
            return Stack(bench, (row(above, over, None), row(piece, beneath, block)), _UNDER_HEADING)
        return own if isinstance(block, _ONCE) else _row(bench, own, source, other, unit.section, block)

    return replace(unit, piece=row(unit.piece, twin.piece, block), heading=None, bare=None)


def _row(bench: Bench, piece: Piece, source: Bench, twin: Piece, section: str, block: Block | None = None) -> Piece:
    """Each language on the side that it begins from; of two that run the same way the source comes first."""
    own, other = Side(bench, piece, section), Side(source, twin, section)
    sides = (own, other) if bench.rtl != source.rtl else (other, own)
    if isinstance(block, _PICTURED):
        return Row(_cells(sides), lambda setting: GUTTER, "middle")
    if isinstance(block, _BOXED):
        return Row(_cells(sides), lambda setting: GUTTER)
    first = _first(piece)
    return Level(sides, first.style if first is not None else "body")


def _cells(sides: tuple[Side, Side]) -> tuple[Cell, Cell]:
    return Cell(sides[0], 1.0), Cell(sides[1], 1.0)


def _half(width: float) -> float:
    return max(1.0, width - GUTTER) / 2


def _first(piece: Piece) -> TextPiece | None:
    """The paragraph that a piece begins with, if it is plain to see."""
    while isinstance(piece, Stack):
        piece = piece.pieces[0]
    return piece if isinstance(piece, TextPiece) else None


def _cover(bench: Bench, cover: CoverContent, source: Bench, twin: CoverContent) -> CoverContent:
    made = copy(cover)
    made.words = _row(bench, cover.words, source, twin.words, cover.section)
    if cover.bar is not None and twin.bar is not None:
        made.bar = _row(bench, cover.bar, source, twin.bar, cover.section)
    return made


def _foreign(node: Node, lang: str) -> Node:
    """An element in the other language; a document has one title, that of its own language (ISO 14289-1, 7.4)."""
    return replace(node, lang=node.lang or lang, tag="P" if node.tag == "H1" else node.tag)


def _mirrored(item: PlacedItem, span: float) -> PlacedItem:
    """The item as far from the other end: x becomes `span` - x."""
    if isinstance(item, Rule):
        return replace(item, x=span - item.x, x2=span - item.x2)
    assert isinstance(item, Words | Shape | Drawing | Code | Picture | LinkArea)
    box = item.box
    return replace(item, box=Box(span - box.x - box.width, box.y, box.width, box.height))
