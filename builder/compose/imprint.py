"""The imprint: the service's own box, of the size that the layout gives; no sheet changes with the service on it.

Without a service the box has ruled lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.compose.contact import code_width
from builder.compose.details import PAD, details
from builder.compose.moved import moved
from builder.compose.pen import Pen
from builder.compose.pieces import TOO_WIDE, TextPiece, Unit
from builder.compose.setting import Bench, Setting
from builder.compose.texts import paragraph
from builder.model import leaflet as model
from builder.model.dataclass import dataclass
from builder.model.sheet import Box, PlacedItem, Rule, Shape
from builder.model.source import Text

COMPACT_PAD = (0.0, 0.0)

FREE = 4.0
"""Between the last ruled line and what else the frame keeps free: a line on the frame reads as one of it, and on a card
what is written on it hangs into the small print."""


def imprint(bench: Bench, block: model.Imprint) -> Sequence[Unit]:
    """One unit, as high as the layout says; on a screen, lines to fill in by hand are of no use."""
    if bench.finish == "screen" and bench.service is None and not bench.left_open:
        return []
    text = block.title or bench.edition.words.your_service
    return [Unit(Imprint(bench, text, label_of(bench, text)), 1.5, "", "")]


@dataclass(frozen=True)
class Imprint:
    """The box with its frame; on a card it is open, to save the frame's room."""

    bench: Bench
    text: Text
    label: TextPiece

    def height(self, width: float, setting: Setting) -> float:
        return self.bench.layout.imprint

    def place(self, pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        bench = self.bench
        high = bench.layout.imprint
        compact = bench.layout.compact
        across, down = COMPACT_PAD if compact else PAD
        if not compact:
            rule = bench.theme.rule
            frame = Box(x + rule / 2, y + rule / 2, width - rule, high - rule)
            pen.add(Shape(frame, None, bench.colour("ink"), rule, bench.theme.radius + 1.0))
        node = pen.node("Div", parent)
        room = _snapped(Box(x + across, y + down, width - 2 * across, high - 2 * down))
        if bench.service is None and not bench.left_open:
            _blank(bench, self.label, pen, room, node)
            return
        # not stretched as the sheet's other codes are, so that more sheets have the same box
        wide = code_width(bench, Setting(1.0))
        items: list[PlacedItem] = []
        if bench.service is not None:
            items = details(bench, bench.service, self.label, Pen(pen.rtl, tree=pen.tree), room, wide, node)
            for item in items:
                pen.add(moved(item, room.x, room.y))
        pen.open(node, room, self.text, wide, len(items))


def _snapped(box: Box) -> Box:
    """To hundredths of a point, as painting writes them: what stands in the box is the same wherever the box stands."""
    return Box(round(box.x, 2), round(box.y, 2), round(box.width, 2), round(box.height, 2))


def label_of(bench: Bench, text: Text) -> TextPiece:
    """What stands above a service's details."""
    return paragraph(bench, text, "label", bold=False)


def _blank(bench: Bench, label: TextPiece, pen: Pen, room: Box, node: int) -> None:
    """The label, and ruled lines as far apart as the box allows: they are written on by hand."""
    still = Setting(1.0)
    words = bench.edition.words
    captions = [paragraph(bench, text, "label", bold=False) for text in (words.service_name, words.service_phone)]
    if bench.layout.compact:
        captions[0] = label
        top = room.y
    else:
        label.place(pen, room.x, room.y, room.width, still, node)
        top = room.y + label.height(room.width, still)
    size = bench.size("label", still) / 1000
    step = (room.y + room.height - FREE - top) / len(captions)
    start = min(max(piece.shaped.natural for piece in captions) * size + 6.0, room.width * 0.6)
    if bench.layout.compact:
        start = min(label.shaped.natural * size + 6.0, room.width * 0.6)
    for at, piece in enumerate(captions):
        foot = top + step * (at + 1) - 1.0
        ruled = start
        if bench.layout.compact and at:
            ruled = 0.0
        else:
            piece.place(pen, room.x, foot - piece.height(start, still) + 1.5, start, still, node)
        pen.add(Rule(room.x + ruled, foot, room.x + room.width, foot, 0.75, bench.colour("ink")))


def unfit(height: float) -> bool:
    """A height that says that a word is wider than its column."""
    return height > TOO_WIDE / 2
