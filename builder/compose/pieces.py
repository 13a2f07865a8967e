"""Pieces: what a panel is stacked from. Each knows its height for a width and setting, and how to place itself.

A piece is made once for an edition and measured at many settings; it holds shaped texts, so fitting never shapes.
Widths, heights and positions are points; x from the start edge, y from the top.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from functools import cached_property
from math import fsum
from typing import Literal, Protocol

from builder.compose.pen import Pen
from builder.compose.setting import Bench, Setting
from builder.compose.titles import fewer
from builder.model.dataclass import dataclass
from builder.model.sheet import Box, LinkArea, Shape, Tag, Words
from builder.model.source import Colour, Span
from builder.text import ShapedText

HEADING_GAP = 0.8
"""Under a heading, as a share of the layout's spacing."""

TOO_WIDE = 1e6
"""The height of a text whose longest word is wider than its column: no panel holds it."""


class Piece(Protocol):
    """Something that stands in a panel."""

    def height(self, width: float, setting: Setting) -> float:
        """Points that it needs below its top."""

    def place(self, pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        """Put it on the pen's page under structure element `parent`."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A paragraph. `tag` "" puts its words on the parent element itself."""

    bench: Bench
    shaped: ShapedText
    style: str
    tag: Tag | Literal[""] = "P"
    message: str = ""
    lang: str = ""
    colour: Colour | None = None
    align: Literal["start", "center", "end"] = "start"
    span: Span | None = None
    link: str = ""
    balance: bool = True
    boxed: bool = False
    tight: bool = False
    shrink: bool = False
    most_lines: int = 0
    whole_lines: int = 0
    then: Callable[[Pen, int, float], None] | None = None
    _heights: dict[tuple[float, float], float] = field(default_factory=dict, compare=False, repr=False)

    def height(self, width: float, setting: Setting) -> float:
        asked = (width, setting.scale)
        found = self._heights.get(asked)
        if found is None:
            found = self._heights[asked] = self._measure(width, setting)
        return found

    def measured(self) -> list[tuple[float, Setting]]:
        """For what its height has been asked."""
        return [(width, Setting(scale)) for width, scale in self._heights]

    def _measure(self, width: float, setting: Setting) -> float:
        size, factor = self.bench.line(self.style, setting, self.lang, self.tight)
        if self.shrink:
            size = self.type_size(width, setting)
        shaped = self.shaped
        if shaped.natural * size <= width * 1000 and not shaped.hyphens:
            return size * factor
        if shaped.widest * size > width * 1000 + 10:
            need = shaped.widest * size / 1000
            self.bench.too_wide[self.message or shaped.text] = (shaped.widest_piece, need, width, self.span)
            return TOO_WIDE
        return shaped.count(width * 1000 / size) * size * factor

    def place(self, pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        pen.text(self, width)
        bench = self.bench
        size = self.type_size(width, setting)
        leading = size * self._factor
        lang = self.lang if self.lang and self.lang != bench.edition.language else ""
        node = pen.node(self.tag, parent, lang=lang, message=self.message) if self.tag else parent
        if self.then is not None:
            self.then(pen, node, y)
        target = pen.node("Link", node) if self.link else node
        rise, fall = bench.rise(self.style, self.lang)
        lines = self.shaped.lines(width * 1000 / size, balance=self.balance)
        colour = self.colour or bench.colour(bench.style(self.style).colour)
        for at, line in enumerate(lines):
            long = line.width * size / 1000
            shift = {"start": 0.0, "center": (width - long) / 2, "end": width - long}[self.align]
            top = y + at * leading
            box = Box(x + shift, top, long, leading)
            baseline = top + (leading - (rise + fall) * size) / 2 + rise * size
            if self.boxed:
                pad = size * 0.22
                frame = Box(box.x - pad, top + leading * 0.04, long + 2 * pad, leading * 0.92)
                pen.add(Shape(frame, None, bench.colour("danger"), 0.75, 1.5, (2.0, 1.5)))
            last = at == len(lines) - 1
            pen.add(Words(box, baseline, line, size, colour, target, last, False, self.message, self.span))
            if self.link:
                pen.add(LinkArea(box, self.link, self.shaped.text, target))

    def type_size(self, width: float, setting: Setting) -> float:
        """Type size in points; with `shrink` small enough for the longest word, and as `titles.fewer` tells.

        It is never under the style's floor.
        """
        size = self.bench.size(self.style, setting)
        if not self.shrink:
            return size
        floor = self.bench.floor(self.style)
        if self.shaped.widest * size > width * 1000:
            size = max(floor, width * 1000 / self.shaped.widest - 0.005)
        return fewer(self.shaped, size, floor, width, self.most_lines, self.whole_lines) if self.most_lines else size

    @property
    def _factor(self) -> float:
        return self.bench.leading(self.style, self.lang, self.tight)


@dataclass(frozen=True, slots=True)
class Stack:
    """Pieces from the top down. `gaps[i]` is the share of a gap above piece i (the first is not used)."""

    bench: Bench
    pieces: tuple[Piece, ...]
    gaps: tuple[float, ...]
    tag: Tag | Literal[""] = ""
    numbering: str = ""

    def height(self, width: float, setting: Setting) -> float:
        total = fsum([piece.height(width, setting) for piece in self.pieces])
        return total + fsum([self.bench.gap(setting, share) for share in self.gaps[1 : len(self.pieces)]])

    def place(self, pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        node = pen.node(self.tag, parent, numbering=self.numbering) if self.tag else parent
        for at, piece in enumerate(self.pieces):
            if at:
                y += self.bench.gap(setting, self.gaps[at])
            piece.place(pen, x, y, width, setting, node)
            y += piece.height(width, setting)


def stack(
    bench: Bench, pieces: Sequence[Piece], gap: float = 1.0, tag: Tag | Literal[""] = "", numbering: str = ""
) -> Stack:
    """A stack with the same gap between all its pieces."""
    return Stack(bench, tuple(pieces), (gap,) * len(pieces), tag, numbering)


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece in a row: a `share` of the width that is left, or a width in points that may depend on the setting."""

    piece: Piece
    share: float = 0.0
    fixed: Callable[[Setting], float] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces side by side, the first at the start side, `gap` points between them."""

    cells: tuple[Cell, ...]
    gap: Callable[[Setting], float]
    align: Literal["top", "middle"] = "top"
    tag: Tag | Literal[""] = ""

    def widths(self, width: float, setting: Setting) -> list[float]:
        fixed = [cell.fixed(setting) if cell.fixed else 0.0 for cell in self.cells]
        shares = fsum(cell.share for cell in self.cells) or 1.0
        free = max(1.0, width - self.gap(setting) * (len(self.cells) - 1) - fsum(fixed))
        return [f if cell.fixed else free * cell.share / shares for f, cell in zip(fixed, self.cells, strict=True)]

    def height(self, width: float, setting: Setting) -> float:
        pairs = zip(self.cells, self.widths(width, setting), strict=True)
        return max(cell.piece.height(wide, setting) for cell, wide in pairs)

    def place(self, pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        node = pen.node(self.tag, parent) if self.tag else parent
        height = self.height(width, setting)
        for cell, wide in zip(self.cells, self.widths(width, setting), strict=True):
            drop = (height - cell.piece.height(wide, setting)) / 2 if self.align == "middle" else 0.0
            cell.piece.place(pen, x, y + drop, wide, setting, node)
            x += wide + self.gap(setting)


@dataclass(frozen=True)
class Framed:
    """A piece in a box: tinted or ruled, with a thick bar at the start side when `bar` is given."""

    bench: Bench
    piece: Piece
    pad: tuple[float, float]
    fill: Colour | None = None
    stroke: Colour | None = None
    bar: Colour | None = None
    bar_width: float = 5.0
    radius: float = 0.0
    tag: Tag | Literal[""] = ""

    def height(self, width: float, setting: Setting) -> float:
        return self.piece.height(self._inner(width, setting), setting) + 2 * self._pad(setting)[1]

    def place(self, pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        node = pen.node(self.tag, parent) if self.tag else parent
        across, down = self._pad(setting)
        whole = Box(x, y, width, self.height(width, setting))
        rule = self.bench.theme.rule
        if self.fill or self.stroke:
            inner = replace(whole, x=x + rule / 2, y=y + rule / 2, width=width - rule, height=whole.height - rule)
            pen.add(
                Shape(
                    inner if self.stroke else whole, self.fill, self.stroke, rule if self.stroke else 0.0, self.radius
                )
            )
        start = x + across
        if self.bar:
            pen.add(Shape(Box(x, y, self.bar_width, whole.height), self.bar))
            start += self.bar_width
        self.piece.place(pen, start, y + down, self._inner(width, setting), setting, node)

    def _pad(self, setting: Setting) -> tuple[float, float]:
        opened = 1 + 0.35 * setting.stretch
        return self.pad[0] * setting.scale, self.pad[1] * setting.scale * opened

    def _inner(self, width: float, setting: Setting) -> float:
        return width - 2 * self._pad(setting)[0] - (self.bar_width if self.bar else 0.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing of its own: `tall` gives the height for a width, `draw` puts it."""

    tall: Callable[[float, Setting], float]
    draw: Callable[[Pen, float, float, float, Setting, int], None]

    def height(self, width: float, setting: Setting) -> float:
        return self.tall(width, setting)

    def place(self, pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        self.draw(pen, x, y, width, setting, parent)


@dataclass(frozen=True)
class ListEntry:
    """An LI of a list that may run over several panels or pages: entries with one `key` share one L."""

    key: object
    numbering: str
    piece: Piece

    def height(self, width: float, setting: Setting) -> float:
        return self.piece.height(width, setting)

    def place(self, pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        entry = pen.node("LI", pen.shared(self.key, "L", parent, numbering=self.numbering))
        self.piece.place(pen, x, y, width, setting, entry)


@dataclass(frozen=True)
class Unit:
    """What is never split: one piece, with the gap it wants above it when it does not stand first.

    The first unit of a section is its heading glued to a piece; `heading` and `bare` are the two by themselves.
    """

    piece: Piece
    gap: float
    section: str
    block: str
    optional: bool = False
    foot: bool = False
    wide: bool = False
    heading: Piece | None = None
    bare: Piece | None = None

    def height(self, width: float, setting: Setting) -> float:
        """As the piece's, measured once: one try of the fitting asks for each panel that the unit could stand in."""
        asked = (width, setting.scale, setting.stretch)
        found = self._heights.get(asked)
        if found is None:
            found = self._heights[asked] = self.piece.height(width, setting)
        return found

    @cached_property
    def _heights(self) -> dict[tuple[float, float, float], float]:
        return {}
