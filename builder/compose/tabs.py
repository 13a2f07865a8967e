"""Tear-off tabs along a poster's foot: a number on each, reading upwards, dashed lines to cut."""

from __future__ import annotations

from math import fsum

from builder.compose.dress import OFFICE_EDGE
from builder.compose.frames import Leaf
from builder.compose.pen import Pen
from builder.compose.pieces import TextPiece
from builder.compose.setting import Bench, Setting
from builder.compose.texts import paragraph, plain
from builder.model.sheet import Box, Rule, Words

PAD = 8.0
LINE = 0.75


class Tabs:
    """The first line of help that the sheet prints, again and again."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        region = bench.edition.region
        lines = [line for line in region.helplines if line.phone]
        shown = [line for line in lines if line.purpose in bench.purposes] or lines
        self.line = shown[0] if shown else None
        if self.line is not None:
            self.title = paragraph(bench, self.line.title, "tab", tag="")
            self.phone = plain(
                bench, self.line.phone, "address", tag="", lang=region.language, colour=bench.colour("ink")
            )

    def height(self, width: float, setting: Setting) -> float:
        """Length of a tab."""
        if self.line is None:
            return 0.0
        return self._longest(Setting(1.0)) + PAD + self._edge()

    def place(self, pen: Pen, leaf: Leaf, setting: Setting, bleed: float) -> None:
        """Tabs over the whole width; the first is read, the others repeat it."""
        if self.line is None:
            return
        still = Setting(1.0)
        bench = self.bench
        thick = [bench.size("tab", still) * bench.leading("tab"), bench.size("address", still) * 1.3]
        need = fsum(thick) + 2 * PAD
        edge = self._edge()
        first_x, room = leaf.box.x + edge, leaf.box.width - 2 * edge
        count = max(1, int(room // need))
        wide = room / count
        ink = bench.colour("ink")
        top, foot = leaf.box.y, leaf.box.y + leaf.box.height - edge
        pen.add(Rule(first_x, top, first_x + room, top, LINE, ink, (3.0, 2.0)))
        pen.add(Rule(first_x + room, top, first_x + room, foot, LINE, ink, (3.0, 2.0)))
        for at in range(count):
            x = first_x + at * wide
            pen.add(Rule(x, top, x, foot, LINE, ink, (3.0, 2.0)))
            node = pen.node("P", 0, message=self.title.message) if at == 0 else -1
            number = pen.node("P", 0, lang=bench.edition.region.language) if at == 0 else -1
            start = x + (wide - fsum(thick)) / 2
            first, second = (self.title, self.phone), (node, number)
            places = (start, start + thick[0])
            if pen.rtl:  # a tab is read turned: its first line stands at the physical left in every script
                places = (start + thick[1], start)
            for piece, target, left, high in zip(first, second, places, thick, strict=True):
                # lines from right to left begin at the upper end
                short = self._longest(still) - self._long(piece, still) if pen.rtl else 0.0
                self._turned(pen, piece, left, foot - PAD / 2 - short, high, target)

    def _turned(self, pen: Pen, piece: TextPiece, x: float, foot: float, high: float, node: int) -> None:
        bench, still = self.bench, Setting(1.0)
        size = bench.size(piece.style, still)
        line = piece.shaped.lines(1e9)[0]
        long = line.width * size / 1000
        rise, fall = bench.rise(piece.style, piece.lang)
        baseline = (high - (rise + fall) * size) / 2 + rise * size
        box = Box(x, foot - long, high, long)
        pen.add(Words(box, baseline, line, size, bench.colour("ink"), node, True, True, piece.message))

    def _edge(self) -> float:
        """Printers of offices leave the paper's edge white, and tabs reach down to it; half a line lies beyond it. What
        is cut in a print shop keeps its words inside the safe area."""
        if self.bench.finish == "press":
            return max(PAD, self.bench.layout.safe - PAD / 2)
        return OFFICE_EDGE + LINE / 2

    def _longest(self, setting: Setting) -> float:
        return max(self._long(self.title, setting), self._long(self.phone, setting))

    def _long(self, piece: TextPiece, setting: Setting) -> float:
        return piece.shaped.natural * self.bench.size(piece.style, setting) / 1000
