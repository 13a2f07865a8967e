"""ReportLab's own platypus: three frames a page, fonts registered once. Not tagged.

Arabic goes through arabic-reshaper and python-bidi, line by line, as its own support for it wants a package that there
is not: no bold inside an Arabic paragraph, and the file holds presentation forms.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import arabic_reshaper
from bidi.algorithm import get_display
from content import (
    BODY,
    CODE,
    COVER,
    FONTS,
    GUTTER,
    HEADING,
    LEAD,
    MARGIN,
    PAPER,
    SMALL,
    SUBHEADING,
    Document,
    data,
    leaflet,
    runs,
)
from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Table,
)

_FACES = {
    "sans": "NotoSans-Regular.ttf",
    "sans-bold": "NotoSans-Bold.ttf",
    "arab": "NotoSansArabic-Regular.ttf",
    "arab-bold": "NotoSansArabic-Bold.ttf",
}
_BARE = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
_TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")


class Maker:
    """Styles for each direction, made once."""

    def __init__(self) -> None:
        for name, file in _FACES.items():
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
        pdfmetrics.registerFontFamily("sans", normal="sans", bold="sans-bold", italic="sans", boldItalic="sans-bold")
        self._styles = {rtl: _styles(rtl) for rtl in (False, True)}

    def make(self, document: Document) -> bytes:
        """The PDF."""
        doc = leaflet(document.language)
        return _Build(document, doc, self._styles[doc["dir"] == "rtl"]).run()


def _styles(rtl: bool) -> dict[str, Any]:
    accent = HexColor(data()["colours"]["accent"])

    def style(size: float, *, bold: bool = False, after: float = 2.2, high: float = 0.0, **more: Any) -> Any:
        face = more.pop("face", "arab" if rtl else "sans")
        more.setdefault("alignment", TA_RIGHT if rtl else TA_LEFT)
        # shaping: kerning and ligatures by HarfBuzz, as the others have them
        return ParagraphStyle(
            "",
            fontName=face + ("-bold" if bold else ""),
            fontSize=size,
            leading=size * (high or (1.5 if face == "arab" else 1.35)),
            spaceAfter=after * mm,
            shaping=0 if face == "arab" else 1,
            **more,
        )

    number = TA_LEFT if rtl else TA_RIGHT
    return {
        "p": style(BODY),
        "lead": style(LEAD, bold=True, after=4),
        "small": style(SMALL, after=3.5),
        "li": style(BODY, after=1),
        "li-small": style(SMALL, after=1),
        "h1": style(HEADING, bold=True, after=2.5, high=1.25, textColor=accent),
        "cover": style(COVER, bold=True, after=2.5, high=1.25, textColor=accent),
        "h2": style(SUBHEADING, bold=True, after=1.5, high=1.2),
        "flat": style(BODY, after=0),
        "number": style(BODY, bold=True, after=0, face="sans", alignment=number),
        "address": style(BODY, after=0, face="sans"),
        "logo": style(13, bold=True, after=0, face="sans", alignment=TA_CENTER, textColor=white),
    }


class _Code(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, address: str, right: bool) -> None:
        super().__init__()
        self._address = address
        self.width = self.height = CODE * mm
        self.hAlign = "RIGHT" if right else "LEFT"
        self.spaceBefore, self.spaceAfter = 1.3 * mm, 1 * mm

    def draw(self) -> None:
        side, found = runs(self._address)
        module = self.width / side
        path = self.canv.beginPath()
        for x, y, length in found:
            path.rect(x * module, self.height - (y + 1) * module, length * module, module)
        self.canv.setFillColorRGB(0, 0, 0)
        self.canv.drawPath(path, stroke=0, fill=1)


class _Arabic(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """Lines are broken in logical order on reshaped widths, then each is put in visual order."""

    def __init__(self, text: str, style: Any) -> None:
        self._logical = arabic_reshaper.reshape(text.replace("**", ""))
        super().__init__("", style)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        style = self.style
        measure = partial(pdfmetrics.stringWidth, fontName=style.fontName, fontSize=style.fontSize)
        lines, line = [], ""
        for word in self._logical.split():
            longer = f"{line} {word}" if line else word
            if line and measure(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        self._lines = [get_display(each, base_dir="R") for each in [*lines, line]]
        self.width, self.height = width, style.leading * len(self._lines)
        return width, self.height

    def draw(self) -> None:
        style, canvas = self.style, self.canv
        canvas.setFont(style.fontName, style.fontSize)
        canvas.setFillColor(style.textColor)
        y = self.height - style.fontSize * 1.05
        for line in self._lines:
            canvas.drawRightString(self.width, y, line)
            y -= style.leading


class _ArabicItem(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Lists of platypus have their marks on the left."""

    def __init__(self, mark: str, words: _Arabic, style: Any) -> None:
        super().__init__()
        self._mark, self._words, self._style = mark, words, style
        self.spaceAfter = 1 * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        _, high = self._words.wrap(width - 5 * mm, height)
        self.width, self.height = width, high
        return width, high

    def draw(self) -> None:
        self._words.drawOn(self.canv, 0, 0)
        self.canv.setFont("sans", self._style.fontSize)
        self.canv.drawRightString(self.width, self.height - self._style.fontSize * 1.05, self._mark)


class _Build:
    def __init__(self, document: Document, doc: Any, styles: dict[str, Any]) -> None:
        self._document, self._doc, self._styles = document, doc, styles
        self._rtl = doc["dir"] == "rtl"
        self._colours = {name: HexColor(value) for name, value in data()["colours"].items()}
        self._paper = (PAPER[0] * mm, PAPER[1] * mm)
        self._wide = (self._paper[0] - 2 * MARGIN * mm - 2 * GUTTER * mm) / 3

    def run(self) -> bytes:
        buffer = io.BytesIO()
        made = BaseDocTemplate(
            buffer,
            pagesize=self._paper,
            title=self._doc["title"],
            lang=self._doc["lang"],
            author=self._document.clinic.name,
            pageCompression=1,
        )
        across = (MARGIN * mm + (2 - at if self._rtl else at) * (self._wide + GUTTER * mm) for at in range(3))
        high = self._paper[1] - 2 * MARGIN * mm
        made.addPageTemplates(
            PageTemplate(frames=[Frame(x, MARGIN * mm, self._wide, high, 0, 0, 0, 0) for x in across])
        )
        story: list[Any] = []
        for at, panel in enumerate(self._doc["panels"]):
            story += [FrameBreak()] if at else []
            story.append(self._words(panel["heading"], "cover" if panel.get("cover") else "h1"))
            for block in panel["blocks"]:
                ((kind, value),) = block.items()
                story += getattr(self, f"_{kind}")(value)
        made.build(story)
        return buffer.getvalue()

    def _words(self, text: str, style: str) -> Any:
        return _Arabic(text, self._styles[style]) if self._rtl else Paragraph(_markup(text), self._styles[style])

    def _p(self, text: str) -> list[Any]:
        return [self._words(text, "p")]

    def _lead(self, text: str) -> list[Any]:
        return [self._words(text, "lead")]

    def _items(self, texts: list[str], mark: Callable[[int], str], style: str = "li") -> list[Any]:
        look = self._styles[style]
        if self._rtl:
            return [_ArabicItem(mark(at), self._words(text, style), look) for at, text in enumerate(texts, 1)]
        numbered = mark(1) != mark(2)
        marks = {"bulletType": "1", "bulletFormat": "%s."} if numbered else {"bulletType": "bullet", "start": "•"}
        items = [ListItem(self._words(text, style)) for text in texts]
        return [ListFlowable(items, leftIndent=5 * mm, bulletFontName="sans", bulletFontSize=look.fontSize, **marks)]

    def _ul(self, texts: list[str]) -> list[Any]:
        return self._items(texts, lambda at: "•")

    def _ol(self, texts: list[str]) -> list[Any]:
        return self._items(texts, lambda at: f"{at}.")

    def _card(self, fill: Any, edge: Any, body: list[Any]) -> list[Any]:
        style = [
            ("BACKGROUND", (0, 0), (-1, -1), fill),
            ("LINEAFTER" if self._rtl else "LINEBEFORE", (0, 0), (-1, -1), 3, edge),
            *((f"{side}PADDING", (0, 0), (-1, -1), 7) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
        ]
        return [Table([[body]], colWidths=[self._wide], spaceBefore=1.3 * mm, spaceAfter=3.5 * mm, style=style)]

    def _warn(self, told: dict[str, str]) -> list[Any]:
        words = [self._words(told["title"], "h2"), self._words(told["text"], "flat")]
        return self._card(self._colours["warn"], self._colours["warn-edge"], words)

    def _phones(self, told: dict[str, Any]) -> list[Any]:
        rows = [[self._words(label, "flat"), Paragraph(one, self._styles["number"])] for label, one in told["rows"]]
        widths = [self._wide - 14 - 34 * mm, 34 * mm]
        table = Table(self._turned(rows), colWidths=self._turned([widths])[0], style=[*_BARE, _TOP])
        words = [self._words(told["title"], "h2"), table]
        return self._card(self._colours["phones"], self._colours["accent"], words)

    def _qr(self, told: dict[str, str]) -> list[Any]:
        address = self._document.addresses[told["key"]]
        return [_Code(address, self._rtl), self._words(told["caption"], "small")]

    def _clinic(self, told: object) -> list[Any]:
        clinic = self._document.clinic
        box = [
            ("BACKGROUND", (0, 0), (-1, -1), self._colours["accent"]),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("ROUNDEDCORNERS", [3, 3, 3, 3]),
            *_BARE[:2],
        ]
        initials = Paragraph(_markup(clinic.logo), self._styles["logo"])
        logo = Table([[initials]], colWidths=14 * mm, rowHeights=14 * mm, style=box)
        lines = (clinic.name, f"{clinic.street}, {clinic.town}", clinic.phone)
        words = Paragraph("<b>{}</b><br/>{}<br/>{}".format(*map(_markup, lines)), self._styles["address"])
        (row,), (widths,) = self._turned([[logo, words]]), self._turned([[17 * mm, self._wide - 17 * mm]])
        style = [*_BARE, _TOP, ("ALIGN", (0, 0), (-1, -1), "RIGHT" if self._rtl else "LEFT")]
        return [Table([row], colWidths=widths, spaceBefore=1.3 * mm, spaceAfter=3.5 * mm, style=style)]

    def _footer(self, told: dict[str, Any]) -> list[Any]:
        sources = self._items(told["sources"], lambda at: "•", "li-small")
        return [self._words(told["title"], "h2"), *sources, self._words(told["reviewed"], "small")]

    def _turned(self, rows: list[list[Any]]) -> list[list[Any]]:
        return [row[::-1] for row in rows] if self._rtl else rows


def _markup(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text.replace("&", "&amp;").replace("<", "&lt;"))
