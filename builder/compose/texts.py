"""Paragraphs with what hangs on them: footnote numbers, run-in leads, label pills."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

from builder.compose.pen import Pen
from builder.compose.pieces import Drawn, Piece, TextPiece
from builder.compose.setting import Bench, Setting
from builder.model.leaflet import Item
from builder.model.sheet import Box, Shape, Tag, Words
from builder.model.source import Colour, Text

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
JOINER = "\N{WORD JOINER}"


def paragraph(
    bench: Bench,
    text: Text,
    style: str,
    *,
    tag: Tag | Literal[""] = "P",
    colour: Colour | None = None,
    bold: bool | None = None,
    align: Literal["start", "center", "end"] = "start",
    shrink: bool = False,
    even: bool = False,
) -> TextPiece:
    """A text as it is; `even`: on lines as a title's are."""
    shaped = bench.shape(text, style, bold=bold, even=even)
    boxed = text.state == "missing"
    return TextPiece(
        bench, shaped, style, tag, text.id, text.lang, colour, align, text.span, shrink=shrink, boxed=boxed
    )


def plain(
    bench: Bench,
    words: str,
    style: str,
    *,
    tag: Tag | Literal[""] = "P",
    lang: str = "",
    colour: Colour | None = None,
    bold: bool | None = None,
    shrink: bool = False,
    link: str = "",
    tight: bool = False,
    align: Literal["start", "center", "end"] = "start",
    rtl: bool | None = None,
) -> TextPiece:
    """Words that are not a message: names, numbers, addresses. `rtl` None: they run as their language does."""
    shaped = bench.shape(words, style, lang=lang, bold=bold, rtl=rtl)
    return TextPiece(bench, shaped, style, tag, "", lang, colour, align, shrink=shrink, link=link, tight=tight)


@lru_cache(maxsize=512)
def runs(words: str) -> bool | None:
    """The direction of a name or an address as its owner writes it: `6 Example Street` runs from left to right in any
    language, for it has Latin letters alone. None: as its language does."""
    kinds = {unicodedata.bidirectional(char) for char in words}
    return False if "L" in kinds and kinds.isdisjoint(("R", "AL")) else None


def marks(bench: Bench, *keys: str) -> str:
    """Footnote numbers of blocks or items as raised figures that stay with the word before them."""
    numbers = sorted({number for key in keys for number in bench.notes.get(key, ())})
    if not numbers:
        return ""
    return JOINER + NARROW_SPACE.join(str(number).translate(SUPERSCRIPT) for number in numbers)


def noted(bench: Bench, text: Text, style: str, *keys: str, colour: Colour | None = None) -> TextPiece:
    """A text that ends with its footnote numbers."""
    return _written(bench, text.value + marks(bench, *keys), (text,), style, colour)


def entry(bench: Bench, item: Item, block: str, style: str, *, tag: Tag | Literal[""] = "P") -> TextPiece:
    """An item in one paragraph: its lead, bold, runs into its text."""
    texts = tuple(text for text in (item.lead, item.text) if text is not None)
    words = item.text.value if item.text is not None else ""
    if item.lead is not None:
        lead = item.lead.value if item.text is None else f"**{item.lead.value.replace('**', '')}**"
        words = f"{lead}{bench.language.space}{words}" if item.text is not None else lead
    return _written(bench, words + marks(bench, f"{block}.{item.id}"), texts, style, None, tag)


def _written(
    bench: Bench, words: str, texts: tuple[Text, ...], style: str, colour: Colour | None, tag: Tag | Literal[""] = "P"
) -> TextPiece:
    first = texts[0]
    shaped = bench.shape(words, style, lang=first.lang)
    message = " ".join(text.id for text in texts)
    boxed = any(text.state == "missing" for text in texts)
    return TextPiece(bench, shaped, style, tag, message, first.lang, colour, "start", first.span, boxed=boxed)


def pill(bench: Bench, text: Text, solid: bool) -> Piece:
    """A label in a rounded box, filled or ruled."""
    shaped = bench.shape(text, "label", bold=True)

    def tall(width: float, setting: Setting) -> float:
        return bench.size("label", setting) * max(bench.language.tight, 1.3) + 2.0

    def draw(pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        size = bench.size("label", setting)
        height = tall(width, setting)
        line = shaped.lines(1e6)[0]
        long = line.width * size / 1000
        pad = size * 0.6
        deep = bench.colour("deep")
        frame = Box(x + 0.4, y, long + 2 * pad, height)
        pen.add(Shape(frame, deep if solid else None, deep, 0.8, 3.0))
        rise, fall = bench.rise("label", text.lang)
        baseline = y + (height - (rise + fall) * size) / 2 + rise * size
        node = pen.node("P", parent, message=text.id)
        colour = bench.colour("on-deep" if solid else "ink")
        pen.add(Words(Box(frame.x + pad, y, long, height), baseline, line, size, colour, node, message=text.id))

    return Drawn(tall, draw)
