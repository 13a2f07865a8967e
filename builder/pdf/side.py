"""One side of the sheet: every item where it stands, marked with what it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from builder.model.dataclass import dataclass
from builder.model.sheet import Box, Code, Drawing, LinkArea, Opening, Page, Picture, PlacedItem, Rule, Shape, Words
from builder.pdf import drawing
from builder.pdf.colour import REGISTRATION
from builder.pdf.ink import Ink, Sides
from builder.pdf.lettering import letter
from builder.pdf.operands import numbers, text_string
from builder.pdf.structure import Structure
from builder.pdf.typefaces import Typefaces


@dataclass(frozen=True)
class Tools:
    """What all sides of a file are painted with. `linked`: link areas become links."""

    structure: Structure
    faces: Typefaces
    rtl: bool
    linked: bool


@dataclass
class Side:
    """A page while it is painted. x is turned from the start edge to the left here, y from the top to the bottom.

    `areas` are the links, in the order of `Structure.link`. What stands in `openings` is drawn in frames of its own;
    the content is cut where one is empty.
    """

    tools: Tools
    page: Page
    ink: Ink
    openings: Sequence[Opening] = ()
    frame: tuple[float, float] | None = None
    areas: list[LinkArea] = field(default_factory=list)
    _open: int | None = None

    def paint(self) -> None:
        """Paint the items in their order; those of one node in a row are one stretch of marked content."""
        for at, item in enumerate(self.page.items):
            for opening in self.openings:
                self._pass(opening, at)
            if isinstance(item, LinkArea):
                if self.tools.linked:
                    self.tools.structure.link(item.node)
                    self.areas.append(item)
                continue
            self._turn_to(item.node)
            if item.node >= 0:
                self.tools.structure.grow(item.node, self._extent(item))
            self.draw(item)
        for opening in self.openings:
            self._pass(opening, len(self.page.items))
        self._turn_to(None)

    def sides(self, box: Box) -> Sides:
        """Left, bottom, right and top of a box, from the paper's bottom left corner."""
        page = self.page
        left = page.width - box.x - box.width if self.tools.rtl else box.x
        return left, page.height - box.y - box.height, left + box.width, page.height - box.y

    def _pass(self, opening: Opening, at: int) -> None:
        """An opening begins or ends before this item."""
        if at == opening.before:
            self._turn_to(None)
            if opening.items:
                left, bottom, _, _ = self.sides(opening.box)
                self.frame = left, bottom
                self.ink.enter(left, bottom)
            else:
                self.tools.structure.leave_open(opening.node)
                self.ink.cut()
        elif at == opening.before + opening.items:
            self._turn_to(None)
            self.frame = None
            self.ink.leave()

    def _place(self, box: Box) -> Sides:
        """As `sides`, from the corner of the frame that is drawn in."""
        left, bottom, right, top = self.sides(box)
        return *self._framed(left, bottom), *self._framed(right, top)

    def _framed(self, x: float, y: float) -> tuple[float, float]:
        """A point, from the corner of the frame that is drawn in."""
        if self.frame is None:
            return x, y
        # without the last bits of sums, so that the same is drawn in a frame wherever it stands
        return round(x - self.frame[0], 6), round(y - self.frame[1], 6)

    def _turn_to(self, node: int | None) -> None:
        """What follows belongs to `node`; -1 is decoration, None the end."""
        if node == self._open:
            return
        ink, structure = self.ink, self.tools.structure
        if self._open is not None:
            ink.end()
        if node is not None and node >= 0:
            ink.begin(structure.tag_of(node), structure.mark(node))
        elif node is not None:
            ink.begin_artifact()
        self._open = node

    def _extent(self, item: PlacedItem) -> Sides:
        if isinstance(item, Rule):
            x, y = min(item.x, item.x2), min(item.y, item.y2)
            return self.sides(Box(x, y, abs(item.x2 - item.x), abs(item.y2 - item.y)))
        return self.sides(item.box)

    def draw(self, item: PlacedItem) -> None:
        """One item that is no link area, without marks."""
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
        x, y = self._framed(left, bottom if words.turned else self.page.height - words.baseline)
        if words.turned:
            x += words.baseline
        self.ink.fill_with(words.colour, text=True)
        letter(self.ink, words, x, y, tools.faces, tools.structure.language_of(words.node))

    def _shape(self, shape: Shape) -> None:
        ink = self.ink
        left, bottom, right, top = self._place(shape.box)
        filled, stroked = shape.fill is not None, shape.stroke is not None and shape.weight > 0
        if shape.fill is not None:
            ink.fill_with(shape.fill)
        if shape.stroke is not None and stroked:
            ink.stroke_with(REGISTRATION if shape.everywhere else shape.stroke, shape.weight, shape.dash)
        operator = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[filled, stroked]
        ink.write(drawing.rectangle(left, bottom, right - left, top - bottom, shape.radius, operator))

    def _rule(self, rule: Rule) -> None:
        colour = REGISTRATION if rule.everywhere else rule.colour
        self.ink.stroke_with(colour, rule.weight, rule.dash, round_caps=rule.round_caps)
        x, _, _, y = self._place(Box(rule.x, rule.y, 0.0, 0.0))
        x2, _, _, y2 = self._place(Box(rule.x2, rule.y2, 0.0, 0.0))
        self.ink.write(f"{numbers(x, y)} m {numbers(x2, y2)} l S")

    def _drawing(self, item: Drawing) -> None:
        ink = self.ink
        left, _, _, top = self._place(item.box)
        width, height = item.box.width, item.box.height
        fine = drawing.fineness(width, height, item.view)
        ink.fill_with(item.colour)
        ink.write(f"q {drawing.fitted(left, top, width, height, item.view, fine)}")
        for drawn in item.paths:
            ink.fill_with(drawn.colour or item.colour)
            ink.write(drawing.path(drawn, fine))
        ink.write("Q")
        ink.fill_is(item.colour)

    def _code(self, code: Code) -> None:
        left, _, _, top = self._place(code.box)
        view = (len(code.rows), len(code.rows))
        self.ink.fill_with(code.colour)
        place = drawing.fitted(left, top, code.box.width, code.box.height, view)
        # each by itself: the path is the same wherever the code stands
        self.ink.write(f"q {place}")
        self.ink.write(drawing.modules(code.rows))
        self.ink.write("Q")

    def _picture(self, picture: Picture) -> None:
        name = self.ink.image(picture.png, picture.grey)
        left, bottom, right, top = self._place(picture.box)
        self.ink.write(f"q {numbers(right - left, 0, 0, top - bottom, left, bottom)} cm {name} Do Q")


def annotation(area: LinkArea, sides: Sides, key: int) -> bytes:
    """A link; `key` is where the parent tree leads to its element."""
    # ISO 19005-2, 6.3.2: printable; ISO 14289-1, 7.18.5: described in words.
    return (
        f"<</Type/Annot/Subtype/Link/Rect[{numbers(*sides)}]/Border[0 0 0]/F 4"
        f"/StructParent {key}/A<</S/URI/URI".encode()
        + text_string(area.url)
        + b">>/Contents"
        + text_string(area.contents)
        + b">>"
    )
