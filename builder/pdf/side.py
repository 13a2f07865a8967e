"""One side of the sheet: every item where it stands, marked with what it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from builder.model.dataclass import dataclass
from builder.model.sheet import Box, Code, Drawing, LinkArea, Page, Picture, PlacedItem, Rule, Shape, Words
from builder.pdf import drawing
from builder.pdf.document import Written
from builder.pdf.lettering import letter
from builder.pdf.operands import numbers, text_string
from builder.pdf.pen import Pen, Sides
from builder.pdf.structure import Structure
from builder.pdf.typefaces import Typefaces


@dataclass(frozen=True)
class Tools:
    """What all sides of a file are painted with.

    `spaced` as of `spaced_lines`; `pictures` are the numbers of image objects by their PNG; `linked`: areas are links.
    """

    pen: Pen
    structure: Structure
    faces: Typefaces
    spaced: frozenset[int]
    pictures: Mapping[bytes, int]
    rtl: bool
    linked: bool


@dataclass
class Side:
    """A page while it is painted. x is turned from the start edge to the left here, y from the top to the bottom."""

    tools: Tools
    page: Page
    annotations: list[int] = field(default_factory=list)
    _open: int | None = None

    def paint(self) -> None:
        """Paint the items in their order; those of one node in a row are one stretch of marked content."""
        for item in self.page.items:
            if isinstance(item, LinkArea):
                if self.tools.linked:
                    self._link(item)
                continue
            self._turn_to(item.node)
            if item.node >= 0:
                self.tools.structure.grow(item.node, self._extent(item))
            self._draw(item)
        self._turn_to(None)

    def sides(self, box: Box) -> Sides:
        """Left, bottom, right and top of a box, from the paper's bottom left corner."""
        page = self.page
        left = page.width - box.x - box.width if self.tools.rtl else box.x
        return left, page.height - box.y - box.height, left + box.width, page.height - box.y

    def _turn_to(self, node: int | None) -> None:
        """What follows belongs to `node`; -1 is decoration, None the end."""
        if node == self._open:
            return
        pen, structure = self.tools.pen, self.tools.structure
        if self._open is not None:
            pen.end()
        if node is not None and node >= 0:
            pen.begin(structure.tag_of(node), structure.mark(node))
        elif node is not None:
            pen.begin_artifact()
        self._open = node

    def _extent(self, item: PlacedItem) -> Sides:
        if isinstance(item, Rule):
            x, y = min(item.x, item.x2), min(item.y, item.y2)
            return self.sides(Box(x, y, abs(item.x2 - item.x), abs(item.y2 - item.y)))
        return self.sides(item.box)

    def _draw(self, item: PlacedItem) -> None:
        if isinstance(item, Words):
            self._words(item)
        elif isinstance(item, Shape):
            self._shape(item)
        elif isinstance(item, Rule):
            self._rule(item)
        elif isinstance(item, Drawing):
            self._drawing(item)
        elif isinstance(item, Code):
            self._code(item)
        elif isinstance(item, Picture):
            self._picture(item)

    def _words(self, words: Words) -> None:
        tools = self.tools
        left, bottom, _, _ = self.sides(words.box)
        x, y = (left + words.baseline, bottom) if words.turned else (left, self.page.height - words.baseline)
        tools.pen.fill_with(words.colour)
        language = tools.structure.language_of(words.node)
        letter(tools.pen, words, x, y, tools.faces, language, spaced=id(words) in tools.spaced)

    def _shape(self, shape: Shape) -> None:
        pen = self.tools.pen
        left, bottom, right, top = self.sides(shape.box)
        filled, stroked = shape.fill is not None, shape.stroke is not None and shape.weight > 0
        if shape.fill is not None:
            pen.fill_with(shape.fill)
        if shape.stroke is not None and stroked:
            pen.stroke_with(shape.stroke, shape.weight, shape.dash)
        operator = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[filled, stroked]
        pen.write(drawing.rectangle(left, bottom, right - left, top - bottom, shape.radius, operator))

    def _rule(self, rule: Rule) -> None:
        width, height = self.page.width, self.page.height
        self.tools.pen.stroke_with(rule.colour, rule.weight, rule.dash, round_caps=rule.round_caps)
        x, x2 = (width - rule.x, width - rule.x2) if self.tools.rtl else (rule.x, rule.x2)
        self.tools.pen.write(f"{numbers(x, height - rule.y)} m {numbers(x2, height - rule.y2)} l S")

    def _drawing(self, item: Drawing) -> None:
        pen = self.tools.pen
        left, _, _, top = self.sides(item.box)
        width, height = item.box.width, item.box.height
        fine = drawing.fineness(width, height, item.view)
        pen.fill_with(item.colour)
        pen.write(f"q {drawing.fitted(left, top, width, height, item.view, fine)}")
        for drawn in item.paths:
            pen.fill_with(drawn.colour or item.colour)
            pen.write(drawing.path(drawn, fine))
        pen.write("Q")
        pen.fill_is(item.colour)

    def _code(self, code: Code) -> None:
        left, _, _, top = self.sides(code.box)
        view = (len(code.rows), len(code.rows))
        self.tools.pen.fill_with(code.colour)
        place = drawing.fitted(left, top, code.box.width, code.box.height, view)
        self.tools.pen.write(f"q {place}\n{drawing.modules(code.rows)}\nQ")

    def _picture(self, picture: Picture) -> None:
        name = self.tools.pen.image(self.tools.pictures[picture.png])
        left, bottom, right, top = self.sides(picture.box)
        self.tools.pen.write(f"q {numbers(right - left, 0, 0, top - bottom, left, bottom)} cm {name} Do Q")

    def _link(self, area: LinkArea) -> None:
        # ISO 19005-2, 6.3.2: printable; ISO 14289-1, 7.18.5: described in words.
        made = (
            f"<</Type/Annot/Subtype/Link/Rect[{numbers(*self.sides(area.box))}]/Border[0 0 0]/F 4"
            f"/StructParent {self.tools.structure.link(area.node)}/A<</S/URI/URI".encode()
            + text_string(area.url)
            + b">>/Contents"
            + text_string(area.contents)
            + b">>"
        )
        number = self.tools.pen.document.add(Written(made))
        self.annotations.append(number)
        self.tools.structure.linked(area.node, number)
