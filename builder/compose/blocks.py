"""From blocks to pieces: which drawing each kind of block gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.compose import contact, drawings, lists
from builder.compose.imprint import imprint
from builder.compose.pen import Pen
from builder.compose.pieces import HEADING_GAP, Cell, Framed, Piece, Row, Stack, TextPiece, Unit, stack
from builder.compose.setting import Bench
from builder.compose.texts import noted, paragraph, pill
from builder.model import leaflet as model
from builder.model.sheet import Bookmark


def section_units(bench: Bench, section: model.Section, look: str = "plain") -> tuple[Unit, ...]:
    """A section as units, in order. Headings are glued to what they introduce."""
    units: list[Unit] = []
    above: Unit | None = None
    for block in section.blocks:
        for unit in block_units(bench, block, look):
            unit = replace(unit, section=section.id, block=block.id, optional=block.optional)
            if above is not None:
                unit = replace(unit, piece=Stack(bench, (above.piece, unit.piece), (0.0, HEADING_GAP)), gap=above.gap)
            above = unit if isinstance(block, model.Heading) else None
            if above is None:
                units.append(unit)
    units += [above] if above is not None else []
    if section.heading is None:
        return tuple(units)
    shaped = bench.shape(section.heading, "heading")
    title = section.heading.value

    def mark(pen: Pen, node: int, y: float) -> None:
        pen.bookmarks.append(Bookmark(title, pen.page, y, 1, node))

    heading = TextPiece(
        bench,
        shaped,
        "heading",
        "H2",
        section.heading.id,
        section.heading.lang,
        span=section.heading.span,
        boxed=section.heading.state == "missing",
        shrink=True,
        most_lines=2,
        then=mark,
    )
    if not units:
        return (Unit(heading, 1.6, section.id, section.id),)
    first = units[0]
    glued = Stack(bench, (heading, first.piece), (0.0, HEADING_GAP))
    return (replace(first, piece=glued, gap=2.2, optional=False, heading=heading, bare=first.piece), *units[1:])


def block_units(bench: Bench, block: model.Block, look: str) -> Sequence[Unit]:
    """The units of one block. A cover is not stacked: it has a panel to itself (`cover.py`)."""
    match block:
        case model.Heading():
            return _heading(bench, block)
        case model.Paragraph():
            return one(noted(bench, block.text, "body", block.id))
        case model.Callout():
            return _callout(bench, block, look)
        case model.Myth():
            return _myth(bench, block)
        case model.Bullets():
            return lists.bullets(bench, block)
        case model.Steps():
            return lists.steps(bench, block)
        case model.Signs():
            return lists.signs(bench, block)
        case model.Checklist():
            return lists.checklist(bench, block)
        case model.Timeline():
            return drawings.timeline(bench, block)
        case model.Strip():
            return drawings.strip(bench, block)
        case model.Card():
            return contact.card(bench, block)
        case model.Helplines():
            return contact.helplines(bench, block)
        case model.Imprint():
            return imprint(bench, block)
        case model.Emergency():
            return contact.emergency(bench, block)
        case model.Law():
            return contact.law(bench, block)
        case model.Sources():
            return contact.sources(bench, block)
        case model.Foot():
            return contact.foot(bench, block)
        case _:
            raise TypeError(f"no drawing for {type(block).__name__}")


def one(piece: Piece, gap: float = 1.0, *, foot: bool = False, wide: bool = False) -> tuple[Unit, ...]:
    """A block that is one unit."""
    return (Unit(piece, gap, "", "", foot=foot, wide=wide),)


def _heading(bench: Bench, block: model.Heading) -> Sequence[Unit]:
    return one(paragraph(bench, block.text, "subheading", tag="H3"), 1.4)


def _callout(bench: Bench, block: model.Callout, look: str) -> Sequence[Unit]:
    danger = block.tone == "danger"
    if look == "band":
        return one(_band(bench, block))
    colour = bench.colour("danger-text" if danger else "deep")
    pieces: list[Piece] = [paragraph(bench, block.title, "strong", colour=colour, bold=True)]
    if block.text is not None:
        pieces.append(noted(bench, block.text, "body", block.id))
    words = stack(bench, pieces, 0.12)
    fill = bench.colour("danger-tint" if danger else "deep-tint") if bench.theme.tints else None
    stroke = None if bench.theme.tints else bench.colour("ink")
    bar = bench.colour("danger" if danger else "deep")
    return one(Framed(bench, words, (10.0, 8.0), fill, stroke, bar, tag="Div"), 1.3)


def _band(bench: Bench, block: model.Callout) -> Piece:
    ink = bench.colour("on-warning")
    title = paragraph(bench, block.title, "subtitle", colour=ink, bold=True)
    if block.text is None:
        return title
    body = paragraph(bench, block.text, "lead", colour=ink)
    return Row((Cell(title, 1.0), Cell(body, 1.15)), lambda setting: 18.0, "middle")


def _myth(bench: Bench, block: model.Myth) -> Sequence[Unit]:
    words = bench.edition.words
    # where there is room, a tall script's letters keep off the labels
    tall = max(1.0, bench.language.leading / 1.4) ** 2 if bench.layout.flowing else 1.0
    rows = []
    for label, text, solid, bold in ((words.myth, block.myth, False, True), (words.fact, block.fact, True, False)):
        body = paragraph(bench, text, "body", bold=True) if bold else noted(bench, text, "body", block.id)
        rows.append(stack(bench, (pill(bench, label, solid), body), 0.25 * tall))
    return one(stack(bench, rows, 0.6 * tall, tag="Div"), 1.2)
