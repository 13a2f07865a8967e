"""A last page that tells how to print and fold, in the reader's language; it is not handed out."""

from __future__ import annotations

from builder.compose.content import column_height, place_column
from builder.compose.lists import steps
from builder.compose.pen import Pen
from builder.compose.pieces import HEADING_GAP, Stack, Unit
from builder.compose.setting import MM, Bench, Setting
from builder.compose.texts import paragraph
from builder.model.leaflet import Item, Steps
from builder.model.sheet import Box, Frame, Tag
from builder.model.source import Id

MARGIN = 15 * MM

WIDEST = 400.0
"""A line of text is no longer than a reader's eye can follow, points."""

LARGEST, OPEN = 1.3, 1.0
"""Type and gaps to begin with: the page is read at arm's length, beside a printer."""

SECTION = "instructions"


def place_instructions(bench: Bench, pen: Pen, width: float, height: float) -> None:
    """Add the page, at the largest type that it holds. `width` and `height` are the paper's, points."""
    units = instructions(bench)
    room = Box(MARGIN, MARGIN, min(width - 2 * MARGIN, WIDEST * max(1.0, width / 612)), height - 2 * MARGIN)
    setting = Setting(LARGEST, OPEN)
    while column_height(bench, units, room.width, setting) > room.height and setting.scale > 0.5:
        setting = Setting(round(setting.scale - 0.05, 2), OPEN)
    pen.turn_to(len(pen.pages))
    place_column(bench, pen, units, room.x, room.y, room.width, setting)
    pen.frames[pen.page].append(Frame(SECTION, Box(0.0, 0.0, width, height), room))


def instructions(bench: Bench, tag: Tag = "H2") -> list[Unit]:
    """How to print and fold, under its heading, which is a `tag`."""
    words = bench.edition.words
    items = tuple(Item(id=Id(f"step-{at}"), text=text) for at, text in enumerate(words.print_steps, 1))
    units = list(steps(bench, Steps(id=Id(SECTION), items=items)))
    heading = paragraph(bench, words.print_title, "heading", tag=tag, shrink=True)
    units[0] = Unit(Stack(bench, (heading, units[0].piece), (0.0, HEADING_GAP)), 0.0, SECTION, SECTION)
    return [Unit(unit.piece, unit.gap, SECTION, SECTION) for unit in units]
