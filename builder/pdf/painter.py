"""Paint: a finished sheet becomes the bytes of a PDF. Draws what stands on the sheet and decides nothing.

The file is PDF 1.7, tagged as it is painted (ISO 14289-1, PDF/UA-1) and fit for archives (ISO 19005-2, PDF/A-2a).
Same sheet, same bytes.
"""

from __future__ import annotations

from typing import Literal

from builder.model.sheet import LinkArea, Picture, Sheet
from builder.pdf.document import Document, Stream, pack
from builder.pdf.metadata import describe, inform
from builder.pdf.outline import write_outline
from builder.pdf.pen import Pen, Sides
from builder.pdf.picture import embed_picture
from builder.pdf.profile import SRGB_NAME, srgb_profile
from builder.pdf.side import Side, Tools
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
    press = finish == "press"
    pen = Pen(sheet.language)
    document = pen.document
    items = [item for page in sheet.pages for item in page.items]
    linked = frozenset(item.node for item in items if isinstance(item, LinkArea) and not press)
    pictures = dict.fromkeys(item.png for item in items if isinstance(item, Picture))
    spaced = spaced_lines(sheet)
    faces = Typefaces(sheet, spaced, document)
    document.share_fonts(faces.resources())
    tools = Tools(
        pen=pen,
        structure=Structure(sheet.tree, sheet.language, linked, len(sheet.pages)),
        faces=faces,
        spaced=spaced,
        pictures={png: embed_picture(document, png) for png in pictures},
        rtl=sheet.rtl,
        linked=not press,
    )
    pages: list[int] = []
    for page in sheet.pages:
        tools.structure.begin_page()
        side = Side(tools, page)
        side.paint()
        pages.append(pen.end_page(_boxes(side, press), len(pages), side.annotations))
    _describe(document, sheet, tools.structure, pages)
    return document.serialise(inform(sheet))


def _boxes(side: Side, press: bool) -> dict[str, Sides]:
    """ISO 32000-1, 14.11.2: the trimmed sheet inside its bleed inside the paper."""
    page = side.page
    paper = (0.0, 0.0, page.width, page.height)
    trim = side.sides(page.trim)
    boxes = {"MediaBox": paper, "CropBox": paper, "TrimBox": trim}
    bleed = page.bleed or (_BLEED if press else 0.0)
    if bleed:
        boxes["BleedBox"] = (
            max(0.0, trim[0] - bleed),
            max(0.0, trim[1] - bleed),
            min(page.width, trim[2] + bleed),
            min(page.height, trim[3] + bleed),
        )
    return boxes


def _describe(document: Document, sheet: Sheet, structure: Structure, pages: list[int]) -> None:
    """Tags, bookmarks, colours, metadata, and how to show and print it: everything that hangs on the catalogue."""
    catalogue = document.Catalog
    catalogue.StructTreeRoot = f"{structure.write(document, pages)} 0 R"
    catalogue.MarkInfo = "<</Marked true>>"
    heights = [page.height for page in sheet.pages]
    outline = write_outline(document, sheet.bookmarks, structure, pages, heights)
    if outline is not None:
        catalogue.Outlines = f"{outline} 0 R"
    direction = "/Direction/R2L" if sheet.rtl else ""
    catalogue.ViewerPreferences = (
        f"<</DisplayDocTitle true/PrintScaling/None/Duplex/{_FLIPS[sheet.duplex]}{direction}>>"
    )
    # Only the first part of ISO 19005 wants this stream unpacked (6.7.2).
    metadata = document.add(Stream(pack(describe(sheet), "/Type/Metadata/Subtype/XML")))
    catalogue.Metadata = f"{metadata} 0 R"
    profile = document.add(Stream(pack(srgb_profile(), "/N 3")))
    catalogue.OutputIntents = (
        f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({SRGB_NAME})"
        f"/Info({SRGB_NAME})/DestOutputProfile {profile} 0 R>>]"
    )
