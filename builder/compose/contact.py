"""The back of a leaflet: lines of help with their QR codes, the imprint, sources and foot."""

from __future__ import annotations

from collections.abc import Sequence

from builder.compose.pen import Pen
from builder.compose.pieces import Cell, Drawn, Piece, Row, TextPiece, Unit, stack
from builder.compose.setting import MM, Bench, Setting
from builder.compose.texts import paragraph, plain
from builder.model import leaflet as model
from builder.model.region import Helpline
from builder.model.sheet import Box, Code
from builder.model.source import Text
from builder.qr import symbol

QUIET = 4
"""ISO/IEC 18004, 9.1: four light modules on every side."""

SEPARATOR = "\N{NO-BREAK SPACE}· "
"""Between entries of a run-in list; the dot stays with what it follows."""

MODULE = 0.5 * MM
"""The least width of a module that survives a photocopy and a poor camera."""

_FULL_STOPS = ".。።۔।։។။"


def spoken(url: str) -> str:
    """An address as it is printed: without scheme and trailing slash."""
    return url.removeprefix("https://").removeprefix("www.").rstrip("/")


def find(bench: Bench, purpose: str) -> tuple[Helpline, ...]:
    """The region's lines for a purpose."""
    return tuple(line for line in bench.edition.region.helplines if line.purpose == purpose)


def modules(bench: Bench) -> tuple[int, int]:
    """Modules across the smallest and the largest of the region's symbols on the sheet."""
    addresses = [line.url for line in bench.edition.region.helplines if line.url and line.purpose in bench.purposes]
    counts = [len(symbol(address, bench.layout.qr_level)) for address in addresses]
    return min(counts, default=0), max(counts, default=0)


def code_width(bench: Bench, setting: Setting) -> float:
    """Width of every symbol on the sheet, points, without the quiet zone: the largest has modules that are read."""
    grown = 1.0 if bench.layout.flowing else 1 + 0.12 * setting.stretch  # pages open each by its own spare height
    widest = bench.layout.qr * grown
    return max(widest, modules(bench)[1] * MODULE)


def code_gap(bench: Bench, setting: Setting) -> float:
    """From a symbol to the words beside it, the same for all on the sheet: the smallest has the widest modules.

    Half a module more than must be free: a J or the tail of a Nastaliq word reaches over its box. On flowing pages,
    where a paragraph may have any line beside a code, a whole one and a half. Letters that reach out farther where a
    line begins, as Nastaliq's ye does, keep out of what must be free.
    """
    reach = 1.5 if bench.layout.flowing else 0.5
    wide, count, over = code_width(bench, setting), modules(bench)[0], bench.language.overhang
    out = over * max(bench.size(style, setting) for style in ("card", "body")) if over else 0.0
    return max(10.0, (QUIET + reach) * wide / count, QUIET * wide / count + out)


def described(bench: Bench, address: str, name: str) -> str:
    """A code in words."""
    return bench.edition.words.qr_alt.value.replace("{name}", name).replace("{address}", address)


def code(bench: Bench, address: str, name: str) -> Piece:
    """A QR code, a figure with alternative text; its quiet zone above and below is its own."""
    rows = symbol(address, bench.layout.qr_level)
    alt = described(bench, address, name)

    def quiet(width: float) -> float:
        return QUIET * width / len(rows)

    def tall(width: float, setting: Setting) -> float:
        return width + 2 * max(0.0, quiet(width) - 3.0)

    def draw(pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        node = pen.node("Figure", parent, alt=alt)
        top = y + max(0.0, quiet(width) - 3.0)
        pen.add(Code(Box(x, top, width, width), rows, address, bench.colour("ink"), node))

    return Drawn(tall, draw)


def _card(bench: Bench, line: Helpline, title: Text | None) -> Piece:
    parts: list[Piece] = [paragraph(bench, title or line.title, "card", bold=True)]
    if line.note is not None:
        parts.append(paragraph(bench, line.note, "body"))
    if line.phone:
        parts.append(plain(bench, line.phone, "phone", lang=bench.edition.region.language, shrink=True))
    if line.url:
        parts.append(address(bench, line.url))
    words = stack(bench, parts, 0.12)
    if not line.url:
        return words

    symbol_cell = Cell(code(bench, line.url, line.name), fixed=lambda setting: code_width(bench, setting))
    return Row((symbol_cell, Cell(words, 1.0)), lambda setting: code_gap(bench, setting), "middle", "Div")


def address(bench: Bench, url: str) -> TextPiece:
    """A web address as a link, as it is typed."""
    deep = bench.colour("deep")
    words = spoken(url)
    return plain(bench, words, "address", lang="en", colour=deep, bold=True, link=url, shrink=True)


def card(bench: Bench, block: model.Card) -> Sequence[Unit]:
    """One line of help."""
    lines = [line for purpose in block.purposes for line in find(bench, purpose)][:1]
    return [Unit(_card(bench, line, block.title), 1.4, "", "") for line in lines]


def helplines(bench: Bench, block: model.Helplines) -> Sequence[Unit]:
    """The region's lines for the purposes asked for, in that order."""
    lines = [line for purpose in block.purposes for line in find(bench, purpose)]
    if block.form == "cards":
        return [Unit(_card(bench, line, None), 1.5, "", "") for line in lines]
    units: list[Unit] = []
    for line in lines:
        name = paragraph(bench, line.title, "body")
        number = plain(bench, line.phone or spoken(line.url), "phone", lang=bench.edition.region.language, bold=True)
        units.append(Unit(stack(bench, (name, number), 0.0), 0.9 if units else 1.5, "", ""))
    return units


def emergency(bench: Bench, block: model.Emergency) -> Sequence[Unit]:
    """The emergency number, the loudest thing on its panel."""
    number = plain(
        bench, bench.edition.region.emergency.number, "number", lang=bench.edition.region.language, bold=True
    )
    words = paragraph(bench, block.text, "strong", bold=True, even=True)
    return [Unit(Row((Cell(words, 1.0), Cell(number, 0.8)), lambda setting: 10.0, "middle"), 1.0, "", "")]


def law(bench: Bench, block: model.Law) -> Sequence[Unit]:
    """The region's line about the law, when it has one that somebody has checked."""
    text = bench.edition.region.law
    return [Unit(paragraph(bench, text, "body"), 1.0, "", "")] if text is not None else []


def sources(bench: Bench, block: model.Sources) -> Sequence[Unit]:
    """Publishers and years of what is cited, by number."""
    listed = bench.sources
    if not listed:
        return []
    title = paragraph(bench, bench.edition.words.sources, "small", bold=True)
    entries = (
        f"{at}\N{NO-BREAK SPACE}{source.publisher}" + (f" {source.year}" if source.year[:1].isdigit() else "")
        for at, source in enumerate(listed, 1)
    )
    names = plain(bench, SEPARATOR.join(entries), "small", lang="en")
    return [Unit(stack(bench, (title, names), 0.0), 1.2, "", "", foot=True, wide=True)]


def foot(bench: Bench, block: model.Foot) -> Sequence[Unit]:
    """Whose emergency number it is, dates, edition code, what the sheet is not, what has not been checked."""
    words, leaflet = bench.edition.words, bench.edition.leaflet
    # a number that is right in one country is wrong in the next, and paper travels
    language = bench.typesetter.language(words.emergency_in.lang)
    country = f"{words.emergency_in.value}{language.colon}{language.space}"
    parts = [f"{country}\u2066{bench.edition.region.emergency.number}\u2069"]
    if bench.layout.compact:
        pass
    elif leaflet.reviewed:
        parts.append(words.reviewed.value.replace("{date}", leaflet.reviewed))
    else:
        parts.append(words.not_reviewed.value)
    if leaflet.check_by:
        parts.append(words.check_by.value.replace("{date}", leaflet.check_by))
    if bench.numbers_open:
        parts.append(words.numbers_unchecked.value)
    code = words.edition.value.replace("{code}", f"\u2066{bench.edition.code}\u2069")
    parts += [words.disclaimer.value, code]
    line = SEPARATOR.join(part.rstrip(_FULL_STOPS) for part in parts)
    tag = words.disclaimer.lang
    return [Unit(plain(bench, line, "small", lang=tag), 0.4, "", "", foot=True, wide=True)]
