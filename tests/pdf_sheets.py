"""Sheets made by hand for the tests of the painter: real text in real fonts, or full squares."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.glyphs import Cluster, Glyph, Line, Run
from builder.model.sheet import Bookmark, Box, LinkArea, Node, Page, PlacedItem, Sheet, Tag, Words
from builder.model.source import Colour
from builder.text import FontBook, Typesetter

INK = Colour("#14181f")


@cache
def typesetter() -> Typesetter:
    """The shaper with the vendored fonts and the language table."""
    findings = Findings()
    library = Library.open(Path(__file__).parent.parent)
    made = Typesetter(FontBook(library.fonts(findings)), library.languages(findings))
    assert findings.ok, [str(finding) for finding in findings]
    return made


@dataclass
class Board:
    """A sheet under construction: lines are put one under the other in a column."""

    language: str = "en"
    rtl: bool = False
    width: float = 612.0
    height: float = 792.0
    tree: list[Node] = field(default_factory=lambda: [Node("Document", -1)])
    pages: list[list[PlacedItem]] = field(default_factory=lambda: [[]])
    bookmarks: list[Bookmark] = field(default_factory=list)
    x: float = 36.0
    y: float = 36.0
    column: float = 240.0

    def node(self, tag: Tag, parent: int = 0, **more: str) -> int:
        self.tree.append(Node(tag, parent, **more))  # type: ignore[arg-type]
        return len(self.tree) - 1

    def put(self, item: PlacedItem) -> None:
        self.pages[-1].append(item)

    def text(
        self,
        text: str,
        node: int,
        *,
        lang: str = "",
        size: float = 11.0,
        bold: bool = False,
        link: str = "",
        colour: Colour = INK,
    ) -> None:
        """A paragraph in the column, from the cursor down."""
        shaped = typesetter().shape(text, lang=lang or self.language, bold=bold)
        assert not shaped.missing, shaped.missing
        lines = shaped.lines(self.column * 1000 / size)
        for at, line in enumerate(lines):
            box = self.box(line, size)
            self.put(Words(box, self.y + size, line, size, colour, node, at == len(lines) - 1))
            if link:
                self.put(LinkArea(box, link, shaped.text, node))
            self.y += 1.5 * size

    def box(self, line: Line, size: float) -> Box:
        return Box(self.x, self.y, line.width * size / 1000, 1.4 * size)

    def sheet(self, **more: object) -> Sheet:
        pages = tuple(
            Page(self.width, self.height, Box(0.0, 0.0, self.width, self.height), tuple(items)) for items in self.pages
        )
        values: dict[str, object] = {
            "pages": pages,
            "tree": tuple(self.tree),
            "bookmarks": tuple(self.bookmarks),
            "rtl": self.rtl,
            "language": self.language,
            "title": "A sheet",
            "description": "Made by hand",
            "duplex": "short-edge",
            "date": "",
            "code": "abc",
            "scale": 1.0,
        }
        return Sheet(**(values | more))  # type: ignore[arg-type]


def paragraphs(*texts: str, language: str = "en", rtl: bool = False) -> Sheet:
    """A page of paragraphs."""
    board = Board(language, rtl)
    for text in texts:
        board.text(text, board.node("P"))
    return board.sheet()


class SquareFace:
    """A face of full squares: 1 a space, 2 a square of one em, 3 a quarter of it, 4 two quarters on the diagonal.

    `units`: how finely its em is divided.
    """

    key = "Squares.ttf"
    postscript_name = "Squares-Regular"
    ascent = 1000.0
    descent = 0.0
    cap_height = 1000.0
    bbox = (0, 0, 1000, 1000)
    bold = False

    def __init__(self, units: int = 1000) -> None:
        self.units_per_em = units
        builder = FontBuilder(units, isTTF=True)
        names = [".notdef", "space", "square", "quarter", "pair"]
        builder.setupGlyphOrder(names)
        glyphs = {name: TTGlyphPen(None).glyph() for name in names}
        for name, side in (("square", units), ("quarter", units // 2)):
            pen = TTGlyphPen(None)
            for at, corner in enumerate([(0, 0), (0, side), (side, side), (side, 0)]):
                (pen.lineTo if at else pen.moveTo)(corner)
            pen.closePath()
            glyphs[name] = pen.glyph()
        pen = TTGlyphPen(glyphs)
        pen.addComponent("quarter", (1, 0, 0, 1, 0, 0))
        pen.addComponent("quarter", (1, 0, 0, 1, units // 2, units // 2))
        glyphs["pair"] = pen.glyph()
        builder.setupGlyf(glyphs)
        self._widths = [units // 2, units // 2, units, units // 2, units]
        builder.setupHorizontalMetrics({name: (width, 0) for name, width in zip(names, self._widths, strict=True)})
        builder.setupHorizontalHeader(ascent=units, descent=0)
        file = BytesIO()
        builder.font.save(file)
        self._data = file.getvalue()

    def advance(self, glyph: int) -> float:
        return self._widths[glyph] * 1000 / self.units_per_em

    def subset(self, glyphs: frozenset[int]) -> tuple[bytes, dict[int, int]]:
        return self._data, {glyph: glyph for glyph in range(len(self._widths))}


SQUARES = SquareFace()


def cluster(text: str, *glyphs: int | Glyph, advance: float | None = None) -> Cluster:
    """A cluster of glyphs of `SQUARES`; a bare number is a glyph at the cluster's left end."""
    placed = tuple(Glyph(glyph, 0.0, 0.0) if isinstance(glyph, int) else glyph for glyph in glyphs)
    width = advance if advance is not None else max((SQUARES.advance(glyph.id) for glyph in placed), default=0.0)
    return Cluster(text, 0, placed, width)


def line(*clusters: Cluster, rtl: bool = False, lang: str = "", face: SquareFace = SQUARES) -> Line:
    """One run of `SQUARES`; with `rtl` the first cluster stands at the right."""
    lefts, pen = [], 0.0
    for one in clusters[::-1] if rtl else clusters:
        lefts.append(pen)
        pen += one.advance
    run = Run(face, rtl, 0.0, 0, clusters, tuple(lefts[::-1] if rtl else lefts), lang)
    return Line((run,), pen, 0, len(clusters), rtl)


def page_of(
    *items: PlacedItem, tree: tuple[Node, ...] = (), width: float = 24.0, height: float = 24.0, **more: object
) -> Sheet:
    """One small page with these items."""
    page = Page(width, height, Box(0.0, 0.0, width, height), items)
    return Board().sheet(**({"pages": (page,), "tree": (Node("Document", -1), *tree)} | more))
