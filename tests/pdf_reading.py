"""Reading a PDF back, independently of the code that wrote it: tags, texts by tag, fonts, pixels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from fontTools.ttLib import TTFont
from PIL import Image


def opened(data: bytes) -> pikepdf.Pdf:
    """The file, with an error for anything that qpdf would have to repair."""
    return pikepdf.open(BytesIO(data), attempt_recovery=False)


def to_unicode(stream: bytes) -> dict[int, str]:
    """Code to text, as a ToUnicode CMap says."""
    found: dict[int, str] = {}
    text = stream.decode("ascii")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, value in re.findall(r"<([0-9A-F]+)>\s*<([0-9A-F]+)>", block):
            found[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, value in re.findall(r"<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>", block):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(int(value, 16) + offset)
    return found


@dataclass
class Piece:
    """A piece of shown text: MCID (None in an artifact), language of its span, its text and its codes."""

    mcid: int | None
    lang: str
    text: str
    codes: tuple[int, ...]
    font: str


def pieces(page: pikepdf.Page) -> list[Piece]:
    """What the text operators of a page show, in the order of the stream."""
    fonts = {name: to_unicode(font.ToUnicode.read_bytes()) for name, font in page.Resources.get("/Font", {}).items()}
    marks: list[tuple[int | None, str]] = []
    made: list[Piece] = []
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                lang = str(properties.get("/Lang", marks[-1][1] if marks else ""))
                inner = marks[-1][0] if marks else None
                marks.append((int(properties["/MCID"]) if "/MCID" in properties else inner, lang))
            case "BMC":
                marks.append((None, ""))
            case "EMC":
                marks.pop()
            case "Tf":
                font = str(operands[0])
            case "Tj" | "TJ":
                parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                shown = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                codes = tuple(int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown), 2))
                assert marks, "text outside of marked content"
                mcid, lang = marks[-1]
                made.append(Piece(mcid, lang, "".join(fonts[font][code] for code in codes), codes, font))
    assert not marks, "marked content left open"
    return made


@dataclass
class Element:
    """An element of the structure tree."""

    tag: str
    source: Any
    kids: list[Element | str]
    annotations: int

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.walk() if element.tag == tag]


def tree(pdf: pikepdf.Pdf) -> Element:
    """The structure tree from its Document, with the text of its marked content."""
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    texts: dict[tuple[int, int], str] = {}
    for index, page in enumerate(pdf.pages):
        for piece in pieces(page):
            if piece.mcid is not None:
                texts[index, piece.mcid] = texts.get((index, piece.mcid), "") + piece.text

    def read(source: Any, parent: Any) -> Element:
        assert source.P.objgen == parent.objgen
        kids: list[Element | str] = []
        annotations = 0
        wrapped = source.get("/K", pikepdf.Array())
        for kid in wrapped if isinstance(wrapped, pikepdf.Array) else [wrapped]:
            if isinstance(kid, int):
                kids.append(texts.get((numbers[source.Pg.objgen], kid), ""))
            elif kid.get("/Type") == "/MCR":
                kids.append(texts.get((numbers[kid.Pg.objgen], int(kid.MCID)), ""))
            elif kid.get("/Type") == "/OBJR":
                annotations += 1
            else:
                kids.append(read(kid, source))
        return Element(str(source.S)[1:], source, kids, annotations)

    root = pdf.Root.StructTreeRoot
    return read(root.K, root)


def programs(pdf: pikepdf.Pdf) -> dict[str, tuple[TTFont, Any]]:
    """Every embedded font program with its Type0 font, by resource name."""
    found: dict[str, tuple[TTFont, Any]] = {}
    for page in pdf.pages:
        for name, font in page.Resources.get("/Font", {}).items():
            descriptor = font.DescendantFonts[0].FontDescriptor
            found[name] = (TTFont(BytesIO(descriptor.FontFile2.read_bytes()), lazy=False), font)
    return found


def widths(font: Any) -> dict[int, float]:
    """CID to width, as the W array says."""
    found: dict[int, float] = {}
    array = list(font.DescendantFonts[0].W)
    while array:
        start, row = int(array.pop(0)), array.pop(0)
        found |= {start + at: float(width) for at, width in enumerate(row)}
    return found


def pixels(data: bytes, page: int = 0, scale: float = 1.0) -> Image.Image:
    """A page in grey, `scale` pixels to the point."""
    with pypdfium2.PdfDocument(data) as document:
        return document[page].render(scale=scale, grayscale=True).to_pil().convert("L")


def picture(data: bytes, left: int, top: int, right: int, bottom: int, step: int = 1) -> str:
    """A part of the first page as rows of `#` and `.`: a character for each `step` points, `#` where most is dark."""
    part = pixels(data, scale=4.0).crop((4 * left, 4 * top, 4 * right, 4 * bottom))
    columns, rows = (right - left) // step, (bottom - top) // step
    cells = part.resize((columns, rows), Image.Resampling.BOX)
    return "\n".join("".join("#" if cells.getpixel((x, y)) < 128 else "." for x in range(columns)) for y in range(rows))


def extracted(data: bytes) -> str:
    """The text of all pages as pdfium gives it."""
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
