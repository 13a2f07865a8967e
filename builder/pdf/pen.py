"""The pen: ReportLab's canvas, holding one page after the other, with marked content and without its default font."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from builder.model.source import Colour
from builder.pdf.document import Document, Stream, Written, pack
from builder.pdf.operands import numbers

Sides = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the paper's bottom left corner."""


class Pen(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Points, from the bottom left, as PDF counts. Colours, font and line style are written only when they change."""

    def __init__(self, language: str) -> None:
        super().__init__("", invariant=1, pdfVersion=(1, 7))
        self._doc = Document(language)
        self._images: dict[str, str] = {}
        self._fill: Colour | None = None
        self._line: tuple[Colour, float, tuple[float, ...], bool] | None = None
        self._font: tuple[str, float] | None = None
        self._forget()

    @property
    def document(self) -> Document:
        """The objects of the file."""
        document: Document = self._doc
        return document

    def write(self, operators: str) -> None:
        """Operators as they are."""
        self._code.append(operators)

    def begin(self, tag: str, mcid: int) -> None:
        """Marked content that belongs to an element (ISO 32000-1, 14.7.4.2)."""
        self._code.append(f"/{tag}<</MCID {mcid}>>BDC")

    def begin_artifact(self) -> None:
        """Marked content that is only decoration (14.8.2.2)."""
        self._code.append("/Artifact BMC")

    def end(self) -> None:
        """The end of marked content."""
        self._code.append("EMC")

    def fill_with(self, colour: Colour) -> None:
        """Colour of what is filled, text too."""
        if colour != self._fill:
            self._fill = colour
            self._code.append(paint_operand(colour, "g", "rg"))

    def fill_is(self, colour: Colour) -> None:
        """A `Q` has brought this colour back."""
        self._fill = colour

    def stroke_with(
        self, colour: Colour, weight: float, dash: tuple[float, ...] = (), *, round_caps: bool = False
    ) -> None:
        """Colour and style of lines."""
        style = (colour, weight, dash, round_caps)
        for new, old, operators in zip(style, self._line or (None,) * 4, _line_operators(*style), strict=True):
            if new != old:
                self._code.append(operators)
        self._line = style

    def select(self, resource: str, size: float) -> str:
        """The operator that changes the font, empty when it is the one in use."""
        if (resource, size) == self._font:
            return ""
        self._font = (resource, size)
        return f"{resource} {numbers(size, digits=3)} Tf"

    def image(self, png_number: int) -> str:
        """The name under which this page may draw an image object."""
        return self._images.setdefault(f"{png_number} 0 R", f"/I{len(self._images) + 1}")

    def end_page(self, boxes: Mapping[str, Sides], key: int, annotations: list[int]) -> int:
        """Close the page: its boxes by name, its key in the parent tree, its annotations; the number of its object."""
        width, height = boxes["MediaBox"][2:]
        self.setPageSize((width, height))
        self.showPage()
        page = self.document.Pages.pages[-1]
        page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
        for box, sides in boxes.items():
            setattr(page, box, f"[{numbers(*sides, digits=3)}]")
        page.Trans = page.Rotate = None
        page.StructParents = key
        # ISO 14289-1, 7.18.3: the tab order follows the structure.
        page.Tabs = "/S"
        page.Contents = Stream(pack(page.stream.encode("latin-1")))
        page.Resources = Written(self._resources())
        if annotations:
            page.Annots = Written(f"[{' '.join(f'{number} 0 R' for number in annotations)}]".encode())
        self._forget()
        return self.document.number_of(page)

    def _resources(self) -> bytes:
        pictures = "".join(f"{name} {reference}" for reference, name in self._images.items())
        return f"<</Font {self.document.fonts} 0 R{f'/XObject<<{pictures}>>' if pictures else ''}>>".encode()

    def _forget(self) -> None:
        # A page begins in black (ISO 32000-1, 8.4.1); the rest is set when first used.
        self._fill = Colour("#000000")
        self._line = self._font = None
        self._images.clear()

    def _make_preamble(self) -> None:
        # ReportLab selects Helvetica here, which no file of ours embeds.
        self._preamble = ""


@lru_cache(maxsize=128)
def paint_operand(colour: Colour, grey: str, rgb: str) -> str:
    """A colour and its operator. Greys go out as such: an office printer then uses black alone."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    if red == green == blue:
        return f"{numbers(red, digits=3)} {grey}"
    return f"{numbers(red, green, blue, digits=3)} {rgb}"


def _line_operators(colour: Colour, weight: float, dash: tuple[float, ...], round_caps: bool) -> tuple[str, ...]:
    return (
        paint_operand(colour, "G", "RG"),
        f"{numbers(weight, digits=3)} w",
        f"[{numbers(*dash)}]0 d",
        f"{int(round_caps)} J",
    )
