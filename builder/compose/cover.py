"""Covers and banners: the promise, one instruction, and a quiet drawing."""

from __future__ import annotations

from collections.abc import Sequence

from builder.compose.dress import fill_of
from builder.compose.frames import Leaf
from builder.compose.pen import Pen
from builder.compose.pieces import Piece, Stack, TextPiece
from builder.compose.setting import Bench, Setting
from builder.compose.texts import paragraph
from builder.model.leaflet import Cover
from builder.model.sheet import Bookmark, Box, Drawing, Shape
from builder.model.source import Text

BAR_PAD = 9.0

TITLE_LINES = 3

WHOLE_LINES = 4
"""Of a cover's title, where on fewer a sentence would begin in one line and end in the next: "Do it. Go | slow."."""


class CoverContent:
    """A cover block in a panel: words from the top, the instruction in a bar at the bottom."""

    def __init__(self, bench: Bench, block: Cover, show: Sequence[str], section: str, spacious: bool) -> None:
        self.bench = bench
        self.block = block
        self.section = section
        self.spacious = spacious
        discreet = bench.theme.discreet
        solid = bench.theme.cover == "solid"
        self.ink = bench.colour("on-deep" if solid else "deep")
        self.soft = bench.colour("on-deep-quiet" if solid else "ink")
        shown = [name for name in ("kicker", "title", "lead", "bar", "bar-note") if not show or name in show]
        pieces: list[Piece] = []
        if "kicker" in shown and block.kicker is not None and not discreet:
            pieces.append(paragraph(bench, block.kicker, "kicker", colour=self.soft, bold=True))
        title = (block.discreet_title if discreet else None) or block.title
        lead = (block.discreet_lead or None) if discreet else block.lead
        pieces.append(self._title(title))
        if "lead" in shown and lead is not None:
            pieces.append(paragraph(bench, lead, "lead", colour=self.soft))
        kicked = len(pieces) == 3 or (len(pieces) == 2 and "lead" not in shown)
        gaps = {3: (0.0, 2.6 if spacious else 0.8, 1.0), 2: (0.0, 1.6 if kicked else 0.8), 1: (0.0,)}[len(pieces)]
        self.words: Piece = Stack(bench, tuple(pieces), gaps)
        self.bar = self._bar(shown) if not discreet else None
        icon = bench.icon(block.icon) if block.icon and spacious and not discreet else None
        self.icon = icon

    def _title(self, text: Text) -> Piece:
        bench = self.bench
        shaped = bench.shape(text, "title")

        def mark(pen: Pen, node: int, y: float) -> None:
            pen.bookmarks.append(Bookmark(text.value, pen.page, y, 1, node))

        colour = self.ink
        return TextPiece(
            bench,
            shaped,
            "title",
            "H1",
            text.id,
            text.lang,
            colour,
            span=text.span,
            boxed=text.state == "missing",
            shrink=True,
            most_lines=TITLE_LINES,
            whole_lines=WHOLE_LINES if self.spacious else TITLE_LINES,
            then=mark,
        )

    def _bar(self, shown: Sequence[str]) -> Piece | None:
        bench, block = self.bench, self.block
        if "bar" not in shown or block.bar is None:
            return None
        ink = bench.colour("on-warning")
        parts: list[Piece] = [paragraph(bench, block.bar, "bar", colour=ink, bold=True)]
        if "bar-note" in shown and block.bar_note is not None:
            parts.append(paragraph(bench, block.bar_note, "body", colour=ink, even=True))
        return Stack(bench, tuple(parts), (0.0, 0.05))

    def height(self, width: float, setting: Setting) -> float:
        """Points of the panel's text height that are needed."""
        bar = self.bar.height(width, setting) + 2 * BAR_PAD + 8.0 if self.bar else 0.0
        return self.words.height(width, setting) + bar

    def place(self, pen: Pen, leaf: Leaf, setting: Setting, bleed: float) -> Box:
        """Dress the panel and put the words on it; returns the room that they have."""
        bench = self.bench
        fill = fill_of(bench, leaf, bleed)
        solid = bench.theme.cover == "solid"
        if solid:
            pen.add(Shape(fill, bench.colour("deep"), radius=0.0 if bleed else bench.theme.radius))
        elif bench.theme.cover == "ruled":
            pen.add(Shape(_within(fill, 0.75), None, bench.colour("ink"), 1.5, bench.theme.radius))
        text = leaf.text
        if bench.theme.cover == "plain" and not self.spacious and leaf.panel.look != "cover":
            # nothing is drawn around the words: they stand where the text below begins
            text = Box(leaf.box.x, text.y, leaf.box.width, text.height)
        foot = text.y + text.height
        bar_top = foot
        if self.bar is not None:
            high = self.bar.height(text.width, setting)
            bottom = fill.y + fill.height
            pad = max(BAR_PAD, bottom - foot)
            bar_top = bottom - high - pad - BAR_PAD
            fill_bar = Box(fill.x, bar_top, fill.width, bottom - bar_top)
            pen.add(Shape(fill_bar, bench.colour("warning"), radius=0.0 if bleed else bench.theme.radius))
        words_high = self.words.height(text.width, setting)
        if self.icon is not None:
            self._drawing(pen, Box(text.x, text.y + words_high, text.width, bar_top - text.y - words_high))
        section = pen.shared(("section", self.section), "Sect", 0)
        self.words.place(pen, text.x, text.y, text.width, setting, section)
        if self.bar is not None:
            self.bar.place(pen, text.x, bar_top + BAR_PAD, text.width, setting, section)
        return text

    def _drawing(self, pen: Pen, room: Box) -> None:
        """A large quiet drawing in the middle of what is left, as big as it fits."""
        assert self.icon is not None
        side = min(room.width * 0.78, room.height - 40.0)
        if side < 60.0:
            return
        box = Box(room.x + (room.width - side) / 2, room.y + (room.height - side) / 2, side, side)
        solid = self.bench.theme.cover == "solid"
        colour = self.bench.colour("mid" if solid else "deep")
        pen.add(Drawing(box, self.icon.view, self.icon.paths, colour))


def _within(box: Box, by: float) -> Box:
    """A stroke lies on both sides of its line: the line stands half a stroke inside."""
    return Box(box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by)
