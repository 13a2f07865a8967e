"""The room that each message has to itself, measured on the source edition at full size.

It is the width of the message's own block and the lines that the block may take, never what other texts happen to
leave: so a change of one text changes the room of no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum
from typing import NamedTuple

from builder.compose.begin import Begun
from builder.compose.content import column_width
from builder.compose.fit import Overflow
from builder.compose.frames import Leaf, arrange
from builder.compose.pen import Pen
from builder.compose.pieces import Piece, TextPiece
from builder.compose.setting import Bench, Setting
from builder.model.leaflet import Cover
from builder.model.sheet import Box
from builder.model.source import Text
from builder.text import ShapedText, Typesetter

FULL = Setting(1.0)

_CAREFUL = 0.95

_ENOUGH = 400
"""Characters of running text that show how full lines of words are on average."""


class Room(NamedTuple):
    """Where a message stands, the width of its lines in points, how many it may take, and in which style of a layout.

    `source` is the length of the source text on one line, in points: at least that much there is room for.
    """

    layout: str
    panels: tuple[str, ...]
    style: str
    width: float
    lines: int
    bold: bool
    source: float


class _Gauge(Pen):
    """A pen that notes the widths of texts and draws nothing that anyone keeps."""

    def __init__(self, rtl: bool) -> None:
        super().__init__(rtl)
        self.turn_to(0)
        self.heard: list[tuple[TextPiece, float]] = []

    def text(self, piece: TextPiece, width: float) -> None:
        self.heard.append((piece, width))


def rooms(begun: Begun, texts: Mapping[str, Text]) -> Mapping[str, Room]:
    """Message context -> its room, for all that this layout prints. `texts` are the source edition's, by context."""
    bench = begun.bench
    places = _leaves(begun)
    found: dict[str, Room] = {}
    for flow in begun.flows:
        panels = [places[panel.id] for panel in flow.chain.panels]
        # a section may stand in any panel of its chain, so it has the room of the narrowest
        width = min(column_width(bench, leaf.text.width, leaf.panel.columns_of_text) for leaf in panels)
        names = tuple(leaf.panel.id for leaf in panels)
        pieces: list[Piece] = [unit.piece for unit in flow.units]
        if flow.fixed is not None:
            pieces += [flow.fixed.words, *([flow.fixed.bar] if flow.fixed.bar is not None else [])]
        for message, room in _measured(bench, pieces, width, names, texts):
            found.setdefault(message, room)
        if flow.fixed is not None:
            _add_discreet(flow.fixed.block, found)
    if begun.bar is not None:
        narrow = min(leaf.text.width for leaf in places.values()) - 16.0
        for message, room in _measured(bench, [begun.bar.own], narrow, (), texts):
            found.setdefault(message, room)
    return found


def lengths(begun: Begun, over: Overflow) -> Mapping[str, tuple[int, float]]:
    """Message context -> lines and height in points at the smallest type, for all texts of a panel that overflows."""
    bench = begun.bench
    lowest = Setting(min(style.smallest / style.size for style in bench.layout.styles.values()))
    gauge = _Gauge(bench.rtl)
    held = {section.id for section in over.sections}
    for unit in over.flow.units:
        if unit.section in held:
            unit.piece.place(gauge, 0.0, 0.0, over.width, lowest, 0)
    if over.flow.fixed is not None:
        for piece in filter(None, (over.flow.fixed.words, over.flow.fixed.bar)):
            piece.place(gauge, 0.0, 0.0, over.width, lowest, 0)
    found: dict[str, tuple[int, float]] = {}
    for text, width in gauge.heard:
        lines = text.shaped.count(width * 1000 / text.type_size(width, lowest))
        for message in text.message.split():
            found.setdefault(message, (lines, text.height(width, lowest)))
    return found


def characters(room: Room, lang: str, sample: str, bench: Bench, typesetter: Typesetter) -> int:
    """About how many characters of a language fit into a room at full size; `sample` is running text in it."""
    style = bench.layout.styles[room.style]
    language = typesetter.language(lang)
    tall = language.heading_scale if style.family == "heading" else 1.0
    size = max(style.smallest, style.size * language.scale) * tall
    joint = " " if " " in sample.strip() else ""
    running = joint.join([sample] * (_ENOUGH // max(1, len(sample)) + 1))
    shaped = _shape(typesetter, running, lang, room.bold, style.family == "heading")
    wide = room.width * 1000 / size
    letter = shaped.natural / len(shaped.text)
    # all lines but the last end where the next word does not fit; running text shows how much they hold at least
    held = [line.end - line.start for line in shaped.lines(wide, balance=False)]
    before = room.lines - 1
    ragged = min(fsum(held[at : at + before]) for at in range(max(1, len(held) - before)))
    careful = (ragged + wide / letter) * _CAREFUL
    return max(1, int(careful), int(room.source * 1000 / size / letter))


def _leaves(begun: Begun) -> dict[str, Leaf]:
    trim, layout = begun.trim, begun.bench.layout
    box = Box(trim.x, trim.y, trim.width, trim.height)
    faces = range(len(layout.faces))
    return {leaf.panel.id: leaf for face in faces for leaf in arrange(layout, face, box, lambda panel, width: 0.0)}


def _measured(
    bench: Bench, pieces: list[Piece], width: float, panels: tuple[str, ...], texts: Mapping[str, Text]
) -> Iterator[tuple[str, Room]]:
    gauge = _Gauge(bench.rtl)
    for piece in pieces:
        piece.place(gauge, 0.0, 0.0, width, FULL, 0)
    for piece, wide in gauge.heard:
        style = bench.layout.styles[piece.style]
        for message in piece.message.split():
            text = texts.get(message)
            if text is not None:
                bold = style.weight == "bold" or (message.endswith(".lead") and " " in piece.message)
                own = _shape(bench.typesetter, text.value, text.lang or bench.edition.language, bold, False)
                size = bench.size(piece.style, FULL)
                lines = piece.most_lines or own.count(wide * 1000 / size)
                source = own.natural * size / 1000
                yield message, Room(bench.layout.id, panels, piece.style, wide, lines, bold, source)


def _add_discreet(cover: Cover, found: dict[str, Room]) -> None:
    """What stands on the cover of a theme that gives nothing away has the place of what it stands for."""
    for own, other in ((cover.discreet_title, cover.title), (cover.discreet_lead, cover.lead)):
        if own is not None and other is not None and other.id in found:
            found.setdefault(own.id, found[other.id])


def _shape(typesetter: Typesetter, text: str, lang: str, bold: bool, heading: bool) -> ShapedText:
    return typesetter.shape(text, lang=lang, bold=bold, heading=heading)
