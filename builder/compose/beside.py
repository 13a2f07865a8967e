"""Beside: each text of a sheet stands next to its source, block by block, each language on its own side."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from builder.compose.cover import CoverContent
from builder.compose.fit import Flow
from builder.compose.pen import Pen
from builder.compose.pieces import HEADING_GAP, Cell, Piece, Row, Stack, Unit
from builder.compose.setting import Bench, Setting
from builder.model.dataclass import dataclass
from builder.model.leaflet import Imprint, Sources
from builder.model.sheet import Box, Code, Drawing, LinkArea, Node, Picture, PlacedItem, Rule, Shape, Words

GUTTER = 26.0
"""Between the two languages: wide enough that no reader runs on into the other, points."""

_ONCE = (Imprint, Sources)
"""Blocks that stand once, in the language of the sheet: lines to write on, and a list of publishers."""


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


def beside(bench: Bench, flows: Sequence[Flow], source: Bench, sources: Sequence[Flow]) -> tuple[Flow, ...]:
    """The flows of a sheet with those of its source beside them. Both have the same sections and blocks."""
    made = []
    for flow, other in zip(flows, sources, strict=True):
        once = {block.id for section in flow.chain.sections for block in section.blocks if isinstance(block, _ONCE)}
        units = tuple(
            _once(bench, unit, source, twin) if unit.block in once else _unit(bench, unit, source, twin)
            for unit, twin in zip(flow.units, other.units, strict=True)
        )
        fixed = flow.fixed
        if fixed is not None and other.fixed is not None:
            fixed = _cover(bench, fixed, source, other.fixed)
        made.append(replace(flow, units=units, fixed=fixed))
    return tuple(made)


def _unit(bench: Bench, unit: Unit, source: Bench, twin: Unit) -> Unit:
    return replace(unit, piece=_row(bench, unit.piece, source, twin.piece, unit.section), heading=None, bare=None)


def _once(bench: Bench, unit: Unit, source: Bench, twin: Unit) -> Unit:
    """A block that stands once, under a heading that says in both languages what follows."""
    if unit.heading is None or unit.bare is None or twin.heading is None:
        return unit
    heading = _row(bench, unit.heading, source, twin.heading, unit.section)
    glued = Stack(bench, (heading, unit.bare), (0.0, HEADING_GAP))
    return replace(unit, piece=glued, heading=None, bare=None)


def _row(bench: Bench, piece: Piece, source: Bench, twin: Piece, section: str) -> Piece:
    """Each language on the side that it begins from; of two that run the same way the source comes first."""
    own, other = Cell(Side(bench, piece, section), 1.0), Cell(Side(source, twin, section), 1.0)
    cells = (own, other) if bench.rtl != source.rtl else (other, own)
    return Row(cells, lambda setting: GUTTER)


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
