"""Paint: a finished sheet becomes the bytes of a PDF. Draws what stands on the sheet and decides nothing.

The file is PDF 1.7, tagged as it is painted (ISO 14289-1, PDF/UA-1) and fit for archives (ISO 19005-2, PDF/A-2a).
Same sheet, same bytes.
"""

from __future__ import annotations

from typing import Literal

from reportlab.pdfbase import pdfdoc

from builder.model.sheet import Box, Code, Drawing, LinkArea, Page, Picture, PlacedItem, Rule, Shape, Sheet, Words
from builder.pdf import drawing
from builder.pdf.document import Packed, Stream, Written, pack
from builder.pdf.lettering import letter
from builder.pdf.metadata import describe, inform
from builder.pdf.operands import numbers, text_string
from builder.pdf.outline import write_outline
from builder.pdf.pen import Pen
from builder.pdf.picture import embed_picture
from builder.pdf.profile import SRGB_NAME, srgb_profile
from builder.pdf.structure import Structure
from builder.pdf.typefaces import Typefaces, spaced_lines

Finish = Literal["office", "press", "screen"]

# What a print shop cuts into, unless the page says otherwise: 3 mm.
_BLEED = 3 * 72 / 25.4
_FLIPS = {"none": "Simplex", "short-edge": "DuplexFlipShortEdge", "long-edge": "DuplexFlipLongEdge"}


def paint(sheet: Sheet, *, finish: Finish = "office") -> bytes:
    """The sheet as a PDF.

    `press` adds the bleed box and leaves out link annotations (their words stay). A sheet in a right-to-left language
    is mirrored box by box.
    """
    painter = _Painter(sheet, finish)
    for page in sheet.pages:
        painter.page(page)
    return painter.finish()


class _Painter:
    def __init__(self, sheet: Sheet, finish: Finish) -> None:
        self._sheet = sheet
        self._press = finish == "press"
        self._pen = Pen(sheet.language)
        self._document = self._pen.document
        self._spaced = spaced_lines(sheet)
        self._faces = Typefaces(sheet, self._spaced, self._document)
        self._document.idToObject[pdfdoc.BasicFonts].dict.update(self._faces.resources())
        areas = [item for page in sheet.pages for item in page.items if isinstance(item, LinkArea)]
        self._structure = Structure(
            sheet.tree, sheet.language, frozenset(area.node for area in areas if not self._press)
        )
        self._pages: list[int] = []
        self._pictures: dict[bytes, int] = {}
        self._open: int | None = None

    def page(self, page: Page) -> None:
        """Paint one side."""
        self._page = page
        self._annotations: list[int] = []
        self._structure.begin_page()
        for item in page.items:
            if isinstance(item, LinkArea):
                if not self._press:
                    self._link(item)
                continue
            self._turn_to(item.node)
            if item.node >= 0:
                self._structure.grow(item.node, *self._extent(item))
            self._draw(item)
        self._turn_to(None)
        self._pages.append(self._pen.end_page(self._boxes(page), len(self._pages), self._annotations))

    def finish(self) -> bytes:
        """Write the tree, the outline and what the file says about itself."""
        sheet, document = self._sheet, self._document
        root = self._structure.write(document, self._pages)
        heights = [page.height for page in sheet.pages]
        outline = write_outline(document, sheet.bookmarks, self._structure, self._pages, heights)
        catalogue = document.Catalog
        catalogue.StructTreeRoot = f"{root} 0 R"
        catalogue.MarkInfo = "<</Marked true>>"
        catalogue.ViewerPreferences = f"<</DisplayDocTitle true/PrintScaling/None/Duplex/{_FLIPS[sheet.duplex]}" + (
            "/Direction/R2L>>" if sheet.rtl else ">>"
        )
        catalogue.Outlines = f"{outline} 0 R" if outline else None
        metadata = document.add(Stream(Packed("/Type/Metadata/Subtype/XML", describe(sheet))))
        catalogue.Metadata = f"{metadata} 0 R"
        profile = document.add(Stream(pack(srgb_profile(), "/N 3")))
        catalogue.OutputIntents = (
            f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({SRGB_NAME})"
            f"/Info({SRGB_NAME})/DestOutputProfile {profile} 0 R>>]"
        )
        return document.serialise(inform(sheet))

    def _turn_to(self, node: int | None) -> None:
        """Content from here on belongs to `node`; -1 is decoration, None nothing."""
        if node == self._open:
            return
        if self._open is not None:
            self._pen.end()
        if node is not None and node >= 0:
            self._pen.begin(self._structure.tag_of(node), self._structure.mark(node))
        elif node is not None:
            self._pen.begin_artifact()
        self._open = node

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
        left, bottom, _, _ = self._sides(words.box)
        language = self._structure.language_of(words.node)
        self._pen.fill_with(words.colour)
        if words.turned:
            x, y = left + words.baseline, bottom
        else:
            x, y = left, self._page.height - words.baseline
        letter(self._pen, words, x, y, self._faces, language, spaced=id(words) in self._spaced)

    def _shape(self, shape: Shape) -> None:
        left, bottom, right, top = self._sides(shape.box)
        stroked = shape.stroke is not None and shape.weight > 0
        if shape.fill is not None:
            self._pen.fill_with(shape.fill)
        if shape.stroke is not None and stroked:
            self._pen.stroke_with(shape.stroke, shape.weight, shape.dash)
        operator = ("B" if stroked else "f") if shape.fill is not None else ("S" if stroked else "n")
        self._pen.write(drawing.rectangle(left, bottom, right - left, top - bottom, shape.radius, operator))

    def _rule(self, rule: Rule) -> None:
        page = self._page
        self._pen.stroke_with(rule.colour, rule.weight, rule.dash, round_caps=rule.round_caps)
        x, x2 = (page.width - rule.x, page.width - rule.x2) if self._sheet.rtl else (rule.x, rule.x2)
        self._pen.write(f"{numbers(x, page.height - rule.y)} m {numbers(x2, page.height - rule.y2)} l S")

    def _drawing(self, item: Drawing) -> None:
        left, _, _, top = self._sides(item.box)
        width, height = item.box.width, item.box.height
        fine = drawing.fineness(width, height, item.view)
        self._pen.fill_with(item.colour)
        self._pen.write(f"q {drawing.fitted(left, top, width, height, item.view, fine)}")
        for drawn in item.paths:
            self._pen.fill_with(drawn.colour or item.colour)
            self._pen.write(drawing.path(drawn, fine))
        self._pen.write("Q")
        self._pen.fill_is(item.colour)

    def _code(self, code: Code) -> None:
        left, _, _, top = self._sides(code.box)
        count = len(code.rows)
        self._pen.fill_with(code.colour)
        place = drawing.fitted(left, top, code.box.width, code.box.height, (count, count))
        self._pen.write(f"q {place}\n{drawing.modules(code.rows)}\nQ")

    def _picture(self, picture: Picture) -> None:
        if picture.png not in self._pictures:
            self._pictures[picture.png] = embed_picture(self._document, picture.png)
        name = self._pen.image(self._pictures[picture.png])
        left, bottom, right, top = self._sides(picture.box)
        self._pen.write(f"q {numbers(right - left, 0, 0, top - bottom, left, bottom)} cm {name} Do Q")

    def _link(self, area: LinkArea) -> None:
        key = self._structure.link(area.node, len(self._sheet.pages))
        # ISO 19005-2, 6.3.2: printable; ISO 14289-1, 7.18.5: described in words.
        made = (
            f"<</Type/Annot/Subtype/Link/Rect[{numbers(*self._sides(area.box))}]/Border[0 0 0]/F 4"
            f"/StructParent {key}/A<</S/URI/URI".encode()
            + text_string(area.url)
            + b">>/Contents"
            + text_string(area.contents)
            + b">>"
        )
        number = self._document.add(Written(made))
        self._annotations.append(number)
        self._structure.linked(area.node, number)

    def _sides(self, box: Box) -> tuple[float, float, float, float]:
        """Left, bottom, right, top on the paper, from its bottom left corner."""
        page = self._page
        left = page.width - box.x - box.width if self._sheet.rtl else box.x
        return left, page.height - box.y - box.height, left + box.width, page.height - box.y

    def _extent(self, item: PlacedItem) -> tuple[float, float, float, float]:
        if isinstance(item, Rule):
            x, y = min(item.x, item.x2), min(item.y, item.y2)
            return self._sides(Box(x, y, abs(item.x2 - item.x), abs(item.y2 - item.y)))
        return self._sides(item.box)

    def _boxes(self, page: Page) -> dict[str, tuple[float, float, float, float]]:
        """ISO 32000-1, 14.11.2: the trimmed sheet inside its bleed inside the paper."""
        paper = (0.0, 0.0, page.width, page.height)
        trim = self._sides(page.trim)
        boxes = {"MediaBox": paper, "CropBox": paper, "TrimBox": trim}
        bleed = page.bleed or (_BLEED if self._press else 0.0)
        if bleed:
            boxes["BleedBox"] = (
                max(0.0, trim[0] - bleed),
                max(0.0, trim[1] - bleed),
                min(page.width, trim[2] + bleed),
                min(page.height, trim[3] + bleed),
            )
        return boxes
