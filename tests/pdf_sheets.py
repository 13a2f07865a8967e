"""Sheets made by hand for the tests of the painter: real text in real fonts, or full squares."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.glyphs import Line
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
