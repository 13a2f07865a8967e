"""Paint: a finished sheet becomes the bytes of a PDF. Draws what stands on the sheet and decides nothing.

The file is PDF 1.7, tagged as it is painted (ISO 14289-1, PDF/UA-1) and fit for archives (ISO 19005-2, PDF/A-2a).
Same sheet, same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.inks import Inks
from builder.model.sheet import LinkArea, Opening, Page, Sheet, Words
from builder.pdf.alphabet import NO_ALPHABET, Alphabet
from builder.pdf.colour import Colours, Screen
from builder.pdf.document import Document, serialise
from builder.pdf.ink import Ink, Sides
from builder.pdf.intent import write_intents
from builder.pdf.metadata import describe, inform
from builder.pdf.operands import numbers
from builder.pdf.outline import write_outline
from builder.pdf.side import Side, Tools, annotation
from builder.pdf.slots import Slots, references
from builder.pdf.stream import Packed, pack
from builder.pdf.structure import Places, Structure
from builder.pdf.typefaces import Typefaces

Finish = Literal["office", "press", "screen"]

# What a print shop cuts into, unless the page says otherwise: 3 mm.
_BLEED = 3 * 72 / 25.4
_FLIPS = {"none": "Simplex", "short-edge": "DuplexFlipShortEdge", "long-edge": "DuplexFlipLongEdge"}


def paint(sheet: Sheet, *, finish: Finish = "office", inks: Inks | None = None) -> bytes:
    """The sheet as a PDF.

    `press` adds the bleed box and leaves out link annotations (their words stay). With `inks` colours are separated for
    a press. A sheet in a right-to-left language is mirrored box by box.
    """
    return serialise(draw(sheet, finish, inks).document, inform(sheet, trapped=inks is not None))


@dataclass(frozen=True)
class Lends:
    """The alphabet of an open sheet: its digest, and the objects of the fonts by the names that strips call them."""

    digest: str
    fonts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Drawn:
    """A sheet as the objects of a document; `elements` are the objects of its nodes, `slots` what is left open."""

    document: Document
    structure: Structure
    elements: Mapping[int, int]
    slots: Slots
    lends: Lends


def colours_of(inks: Inks | None) -> Colours:
    """How colours are written."""
    if inks is None:
        return Screen()
    from builder.pdf.separation import Separated  # few sheets go to a press

    return Separated(inks)


def draw(sheet: Sheet, finish: Finish, inks: Inks | None = None) -> Drawn:
    """Everything but the file's own frame. Where the sheet has openings, objects are left open for what goes there."""
    document = Document(sheet.language)
    slots = Slots(sheet.openings, document)
    linked = finish != "press"
    items = [item for page in sheet.pages for item in page.items]
    areas = frozenset(item.node for item in items if isinstance(item, LinkArea) and linked)
    alphabet = Alphabet(sheet.alphabet) if slots.openings else NO_ALPHABET
    faces = Typefaces([item for item in items if isinstance(item, Words)], alphabet=alphabet)
    embedded = faces.embed(document)
    fonts = {name: f"{number} 0 R" for name, number in embedded.items()}
    document.share_fonts(fonts)
    tools = Tools(Structure(sheet.tree, sheet.language, areas, rtl=sheet.rtl), faces, sheet.rtl, linked)
    painting = _Painting(document, tools, colours_of(inks), slots, fonts, len(sheet.pages))
    for at, page in enumerate(sheet.pages):
        painting.paint(at, page, [opening for opening in sheet.openings if opening.page == at], finish)
    elements = _describe(painting, sheet, inks)
    lends = [(alphabet.resource(face), embedded[faces.of(face).resource[1:]]) for face in alphabet.faces.values()]
    return Drawn(document, tools.structure, elements, slots, Lends(alphabet.digest, tuple(lends)))


class _Painting:
    """The pages of a file as they are painted: their objects and those of their annotations."""

    def __init__(
        self, document: Document, tools: Tools, colours: Colours, slots: Slots, fonts: Mapping[str, str], pages: int
    ) -> None:
        self.document = document
        self.tools = tools
        self.slots = slots
        self.pages: list[int] = []
        self.annotations: list[int] = []
        self._colours = colours
        self._fonts = "".join(f"/{name} {reference}" for name, reference in fonts.items())
        self._inks = colours.resources(document)
        self._page_count = pages
        self._pictures: dict[tuple[bytes, bool], int] = {}

    def paint(self, at: int, page: Page, openings: Sequence[Opening], finish: Finish) -> None:
        """Paint a page and write its objects."""
        self.tools.structure.begin_page()
        ink = Ink(self._colours, fill=self._colours.begins_in)
        side = Side(self.tools, page, ink, openings)
        side.paint()
        contents = [self.document.add(pack(part.encode("latin-1"))) for part in ink.parts()]
        annotations = references(self._annotations(side))
        pictures = self._embedded(ink)
        key, open_page = at, self.slots.page(at)
        entries = {"Tabs": "/S"}  # ISO 14289-1, 7.18.3: the tab order follows the structure
        if open_page is not None:
            key, contents = open_page.key, open_page.between(contents)
            entries["Resources"] = f"{open_page.resources_slot} 0 R"
            entries["Annots"] = f"{open_page.annotations_slot} 0 R"
        else:
            drawn = f"/XObject<<{pictures}>>" if pictures else ""
            entries["Resources"] = f"<</Font {self.document.fonts} 0 R{drawn}{self._inks}>>"
            if annotations:
                entries["Annots"] = f"[{annotations}]"
        entries["StructParents"] = str(key)
        boxes = {name: f"[{numbers(*sides, digits=3)}]" for name, sides in _boxes(side, finish).items()}
        number = self.document.add_page(boxes, entries, contents)
        if open_page is not None:
            self.slots.note(
                at, number=number, annotations=annotations, fonts=self._fonts, pictures=pictures, inks=self._inks
            )
        self.pages.append(number)

    def _annotations(self, side: Side) -> list[int]:
        made = []
        for area in side.areas:
            key = self._page_count + len(self.annotations)
            number = self.document.add(annotation(area, side.sides(area.box), key))
            self.annotations.append(number)
            made.append(number)
        return made

    def _embedded(self, ink: Ink) -> str:
        """Names and references of a page's pictures."""
        for each in ink.pictures:
            if each not in self._pictures:
                self._pictures[each] = self.document.add(self._colours.picture(*each))
        return "".join(f"{name} {self._pictures[each]} 0 R" for each, name in ink.pictures.items())


def _boxes(side: Side, finish: Finish) -> dict[str, Sides]:
    """ISO 32000-1, 14.11.2: the trimmed sheet inside its bleed inside the paper."""
    page = side.page
    paper = (0.0, 0.0, page.width, page.height)
    trim = side.sides(page.trim)
    boxes = {"MediaBox": paper, "CropBox": paper, "TrimBox": trim}
    bleed = page.bleed or (_BLEED if finish == "press" else 0.0)
    if bleed:
        boxes["BleedBox"] = (
            max(0.0, trim[0] - bleed),
            max(0.0, trim[1] - bleed),
            min(page.width, trim[2] + bleed),
            min(page.height, trim[3] + bleed),
        )
    return boxes


def _describe(painting: _Painting, sheet: Sheet, inks: Inks | None) -> dict[int, int]:
    """Tags, bookmarks, colours, metadata, and how to show and print it: everything that hangs on the catalogue.

    Returns the objects of the tree's nodes.
    """
    document = painting.document
    catalogue = document.Catalog
    root, elements = _write_tags(painting)
    catalogue.StructTreeRoot = f"{root} 0 R"
    catalogue.MarkInfo = "<</Marked true>>"
    heights = [page.height for page in sheet.pages]
    outline = write_outline(document, sheet.bookmarks, elements, painting.pages, heights)
    if outline is not None:
        catalogue.Outlines = f"{outline} 0 R"
    # No /Direction: where it is R2L, PDFium turns every line around, one of Latin words too. Tags say how text runs.
    catalogue.ViewerPreferences = f"<</DisplayDocTitle true/PrintScaling/None/Duplex/{_FLIPS[sheet.duplex]}>>"
    # ISO 19005-1, 6.7.2 wants this stream unpacked; later parts do not, but archives search files for it
    catalogue.Metadata = f"{document.add(Packed('/Type/Metadata/Subtype/XML', describe(sheet)))} 0 R"
    catalogue.OutputIntents = write_intents(document, inks.press if inks is not None else None)
    return elements


def _write_tags(painting: _Painting) -> tuple[int, dict[int, int]]:
    """The structure tree (ISO 32000-1, 14.7): the numbers of its root and of its nodes."""
    document, structure, slots = painting.document, painting.tools.structure, painting.slots
    root = document.number()
    numbers = {node: slots.element(node) or document.number() for node in structure.painted()}
    for node, text in structure.elements(Places(numbers, root, painting.pages, painting.annotations)):
        if not slots.element(node):
            document.put(numbers[node], text)
    owners = [[numbers[node] for node in nodes] for nodes in structure.owners]
    links = [numbers[node] for node in structure.links]
    parents = slots.parent_tree(owners, links, document)
    made = f"<</Type/StructTreeRoot/K {numbers[0]} 0 R{parents}{structure.identifiers(numbers)}>>"
    document.put(root, made.encode())
    return root, numbers
