"""The pen: ReportLab's canvas, which turns painted pages into pages of a file, without its default font."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from builder.pdf.document import Document, Written


class Pen(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Points, from the bottom left, as PDF counts."""

    def __init__(self, language: str) -> None:
        super().__init__("", invariant=1, pdfVersion=(1, 7))
        self._doc = Document(language)

    @property
    def document(self) -> Document:
        """The objects of the file."""
        document: Document = self._doc
        return document

    def end_page(self, boxes: Mapping[str, str], entries: Mapping[str, str], contents: Sequence[int]) -> int:
        """Close the page: its boxes and other entries by name, the streams of its content; the number of its object."""
        self.showPage()
        page = self.document.Pages.pages[-1]
        page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.__Refs__ = ["Parent"]
        page.Trans = page.Rotate = None
        streams = " ".join(f"{number} 0 R" for number in contents)
        listed = streams if len(contents) == 1 else f"[{streams}]"
        for name, value in {**boxes, **entries, "Contents": listed}.items():
            setattr(page, name, Written(value.encode("latin-1")))
        return self.document.number_of(page)

    def _make_preamble(self) -> None:
        # ReportLab selects Helvetica here, which no file of ours embeds.
        self._preamble = ""
