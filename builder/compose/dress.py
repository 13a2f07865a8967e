"""What dresses a face: where a panel's colour ends, the draft bar, fold and cut marks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder.compose.frames import Leaf
from builder.compose.pen import Pen
from builder.compose.pieces import TextPiece
from builder.compose.setting import MM, Bench, Setting
from builder.compose.texts import paragraph, plain
from builder.model.sheet import Box, Page, Rule, Shape

OFFICE_EDGE = 6 * MM
"""Office printers leave the outer 6 mm of the paper white."""

FOLD_EDGE = 3.5 * MM
"""From a fold to a panel's colour: a fold is never exact."""

BLEED = 3 * MM


def fill_of(bench: Bench, leaf: Leaf, bleed: float) -> Box:
    """The coloured part of a cover: inside the printable area, or over the trim into the bleed."""
    box, edges = leaf.box, leaf.edges
    if leaf.panel.look != "cover":
        return box
    outer = -bleed if bleed else OFFICE_EDGE
    inner = 0.0 if bleed else FOLD_EDGE
    start, end = (outer if edges.start else inner), (outer if edges.end else inner)
    top, bottom = (outer if edges.top else inner), (outer if edges.bottom else inner)
    foot = box.y + box.height - bottom
    if bleed and edges.bottom and bench.draft is not None and not bench.layout.compact:
        foot = bench.trim.y + bench.trim.height + bleed  # the draft bar stands on the colour
    return Box(box.x + start, box.y + top, box.width - start - end, foot - box.y - top)


class DraftBar:
    """The bar on every face of a draft, in the reader's language and in English."""

    def __init__(self, bench: Bench, english: str) -> None:
        self.bench = bench
        words = bench.edition.words
        notice = words.draft if words.draft.lang in ("", "en") else words.draft_translation
        self.own = paragraph(bench, notice, "draft", tag="", bold=True)
        same = not notice.lang or notice.lang == "en" or notice.value == english
        self.english = None if same else plain(bench, english, "draft", tag="", lang="en", bold=True)

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


def fold_marks(bench: Bench, pen: Pen, page: Page, folds: tuple[float, ...]) -> None:
    """Short ticks where the paper is folded: outside the trim when there is paper around it."""
    trim = page.trim
    colour = bench.colour("ink")
    around = trim.y > 10.0
    for x in folds:
        for edge, sign in ((trim.y, 1.0), (trim.y + trim.height, -1.0)):
            near = edge - sign * 2 * MM if around else edge + sign * OFFICE_EDGE
            far = edge - sign * 7 * MM if around else edge + sign * (OFFICE_EDGE + 2.5 * MM)
            pen.add(Rule(x, near, x, far, 0.75, colour, (2.0, 2.0)))


def cut_marks(bench: Bench, pen: Pen, trim: Box) -> None:
    """Corner marks outside the trim."""
    ink = bench.colour("ink")
    near, far = 2 * MM, 7 * MM
    for x, across in ((trim.x, -1.0), (trim.x + trim.width, 1.0)):
        for y, down in ((trim.y, -1.0), (trim.y + trim.height, 1.0)):
            pen.add(Rule(x + across * near, y, x + across * far, y, 0.5, ink))
            pen.add(Rule(x, y + down * near, x, y + down * far, 0.5, ink))
