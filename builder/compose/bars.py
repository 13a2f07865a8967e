"""The draft bar on every face, and what it leaves of a face."""

from __future__ import annotations

from dataclasses import replace

from builder.compose.dress import OFFICE_EDGE, fill_of
from builder.compose.frames import Area, Leaf, arrange, leaves
from builder.compose.pen import Pen
from builder.compose.pieces import TextPiece
from builder.compose.setting import MM, Bench, Setting
from builder.compose.texts import paragraph
from builder.model.dataclass import dataclass
from builder.model.layout import Face, Panel
from builder.model.sheet import Box, Shape
from builder.model.source import Text

BAR_GAP = 4.5 * MM
"""Between the words of a panel and the bar."""


class DraftBar:
    """The bar on every face of a draft, in the reader's language and in English."""

    def __init__(self, bench: Bench, source: Text) -> None:
        """`source` is the notice in English, the language that the common words are written in."""
        self.bench = bench
        words = bench.edition.words
        translated = words.draft.lang not in ("", source.lang)
        self.own = paragraph(bench, words.draft_translation if translated else words.draft, "draft", tag="", bold=True)
        self.english = paragraph(bench, source, "draft", tag="", bold=True) if translated else None

    def height(self, width: float) -> float:
        """Points of the bar, for one panel's width of text."""
        still = Setting(1.0)
        inner = width - 16.0
        own = self.own.height(inner, still)
        if self.english is None:
            return own + self._pad()
        if self._one_line(inner):
            return max(own, self.english.height(inner, still)) + self._pad()
        return own + self.english.height(inner, still) + self._pad()

    def place(self, pen: Pen, box: Box, node: int) -> None:
        """Put the bar; `node` -1 repeats it as an artifact."""
        still = Setting(1.0)
        bench = self.bench
        pen.add(Shape(_inset(box, 0.6), bench.colour("paper"), bench.colour("ink"), 1.2, bench.theme.radius))
        x, width = box.x + 8.0, box.width - 16.0
        own_high = self.own.height(width, still)
        if self.english is None:
            _quiet(self.own, pen, x, box.y + (box.height - own_high) / 2, width, still, node)
            return
        english = self.english
        high = english.height(width, still)
        if self._one_line(width):
            _quiet(self.own, pen, x, box.y + (box.height - own_high) / 2, width, still, node)
            size = bench.size("draft", still) / 1000
            shift = self.own.shaped.natural * size + 14.0
            _quiet(english, pen, x + shift, box.y + (box.height - high) / 2, width - shift, still, node)
            return
        top = box.y + (box.height - own_high - high) / 2
        _quiet(self.own, pen, x, top, width, still, node)
        _quiet(english, pen, x, top + own_high, width, still, node)

    def _pad(self) -> float:
        return 4.0 if self.bench.layout.compact else 8.0

    def _one_line(self, width: float) -> bool:
        assert self.english is not None
        size = self.bench.size("draft", Setting(1.0)) / 1000
        return (self.own.shaped.natural + self.english.shaped.natural) * size + 14.0 <= width


@dataclass(frozen=True)
class BarContent:
    """The draft bar as the content of a panel of its own."""

    bar: DraftBar

    def height(self, width: float, setting: Setting) -> float:
        return self.bar.height(width)

    def place(self, pen: Pen, leaf: Leaf, setting: Setting, bleed: float) -> None:
        self.bar.place(pen, leaf.text, pen.shared("draft", "Div", 0))


def _quiet(piece: TextPiece, pen: Pen, x: float, y: float, width: float, setting: Setting, node: int) -> None:
    target = node
    if node >= 0:
        lang = piece.lang if piece.lang != piece.bench.edition.language else ""
        target = pen.node("P", node, lang=lang, message=piece.message)
    replace(piece, tag="").place(pen, x, y, width, setting, target)


def _inset(box: Box, by: float) -> Box:
    return Box(box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by)


def bars_of(bench: Bench, bar: DraftBar, body: Panel, trim: Box) -> list[Box]:
    """Where a face's draft bars stand: in every column, in the column that carries it, or across the face."""
    inset = _face_inset(bench, body)
    spans = [(trim.x + inset, trim.width - 2 * inset)]
    if body.columns:
        every = bench.layout.draft == "panels"
        face = bench.layout.faces.index(_face_of(bench, body))
        columns = arrange(bench.layout, face, trim, lambda panel, width: 0.0)
        spans = [_bar_span(bench, leaf, inset) for leaf in columns if every or leaf.panel.draft]
    high = max(bar.height(width) for _, width in spans)
    y = trim.y + trim.height - _bar_edge(bench) - high
    return [Box(x, y, width, high) for x, width in spans]


def _bar_span(bench: Bench, leaf: Leaf, inset: float) -> tuple[float, float]:
    """A bar is as wide as the words above it, or as the colour of a cover."""
    if leaf.panel.look == "cover" and bench.theme.cover != "plain" and not bench.layout.compact:
        fill = fill_of(bench, leaf, 0.0)
        return fill.x, fill.width
    return leaf.box.x + inset, leaf.box.width - 2 * inset


def area_of(bench: Bench, bar: DraftBar | None, body: Panel, trim: Box) -> Area:
    """What is left of a face above its draft bars."""
    if bar is None or any(leaf.look == "draft" for leaf in leaves(body)):
        return Area(trim)
    bars = bars_of(bench, bar, body, trim)
    inset = _face_inset(bench, body)
    gap = min(BAR_GAP, inset * 0.6)
    if body.columns and bench.layout.draft == "face":
        return Area(trim, bars[0], gap)
    bottom = min(bars[0].y - gap + inset, trim.y + trim.height)
    return Area(Box(trim.x, trim.y, trim.width, bottom - trim.y))


def _bar_edge(bench: Bench) -> float:
    """From the trim to the draft bar."""
    return OFFICE_EDGE if bench.layout.paper == "trim" else min(OFFICE_EDGE, bench.layout.inset)


def _face_inset(bench: Bench, body: Panel) -> float:
    """From the trim to the text at a face's foot."""
    if body.columns or body.rows:
        return body.inset or _face_inset(bench, (body.columns or body.rows)[0])
    return bench.layout.inset if body.inset is None else body.inset


def _face_of(bench: Bench, body: Panel) -> Face:
    return next(face for face in bench.layout.faces if face.body is body)
