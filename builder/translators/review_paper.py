"""The pages of a review: filled from the top down, numbered rows beside the panels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from builder.compose.beside import Side
from builder.compose.pen import Pen
from builder.compose.pieces import Cell, Piece, Row, TextPiece
from builder.compose.setting import Bench, Setting
from builder.compose.texts import paragraph, plain
from builder.model.edition import Edition
from builder.model.layout import Layout
from builder.model.sheet import Bookmark, Box, Frame, Page, Rule, Shape, Sheet
from builder.model.source import State, Text
from builder.translate.messages import messages
from builder.translators.miniature import draw_panel

_STILL = Setting(1.0)
_NUMBER, _BOX, _GAP = 24.0, 26.0, 10.0
_PICTURE = 0.3
"""Share of the paper's width that the panel takes."""

_STATES = {State.DRAFT: "draft", State.STALE: "STALE", State.MISSING: "MISSING"}
_HOW_TO = (
    "Read every pair aloud. Tick the box where the translation says what the source says, in words that readers use, "
    "with the same numbers, doses and times. Write beside the others what is wrong.",
    "A framed text is not translated yet. STALE: the source has changed since it was translated.",
)


class Shown(NamedTuple):
    """A panel as it is printed, in which language, and the messages that are read beside it."""

    layout: str
    page: Page
    frame: Frame
    contexts: tuple[str, ...]
    translated: bool


class Paper:
    """Pages that are filled from the top down. Numbers run through the whole of it."""

    def __init__(self, bench: Bench, twin: Bench, layout: Layout) -> None:
        self.bench, self.twin = bench, twin
        self.width, self.height = layout.trim.width, layout.trim.height
        self.inset: float = layout.inset
        self.pen = Pen(bench.rtl, language=bench.edition.language)
        self.targets, self.sources = _texts(bench.edition), _texts(twin.edition)
        self.numbers: dict[str, int] = {}
        self.left: float = self.inset
        self.section = 0
        self.page = -1
        self.y = 0.0
        self.again: Shown | None = None
        self.shown: list[Shown] = []
        self._turn()

    def head(self, leaflet: str, region: str) -> None:
        """What this is, and how to use it."""
        languages = f"{self.twin.language.name} and {self.bench.language.name}"
        self._section(f"{leaflet}, {region}: {languages}", "H1")
        for line in _HOW_TO:
            self._put(plain(self.bench, f"{line}", "body", lang="en"))

    def panel(self, shown: Shown) -> None:
        """The panel as it is printed at the start side, its messages beside it; on further pages again."""
        for context in shown.contexts:
            self.numbers.setdefault(context, len(self.numbers) + 1)
        self.again = shown
        if self.shown:
            self._turn()
        else:
            self._beside(shown)
        self.shown.append(shown)
        for context in shown.contexts:
            if context in self.targets and context in self.sources:
                self._pair(context)
        self.again = None
        self.left = self.inset

    def rest(self) -> None:
        """What no panel shows as a text of its own: titles in lists, drawings in words, parts of the foot."""
        left = [context for context in self.targets if context not in self.numbers and context in self.sources]
        self._turn()
        self._section("Not in a panel of its own: titles, drawings in words, the foot, values that fill others")
        for context in left:
            self.numbers.setdefault(context, len(self.numbers) + 1)
            self._pair(context)

    def sign(self, digests: Mapping[str, str], command: str) -> None:
        """Who has read it, what ties the paper to the files, and the command that records the signature."""
        lines = ("Name", "Role (speaker, interpreter, nurse ...)", "Date", "Signature")
        if self.y + 40.0 * len(lines) + 80.0 > self._foot():
            self._turn()
        self._section("I have read every message above")
        for line in lines:
            self.y += 14.0
            label = plain(self.bench, line, "body", lang="en")
            wide = label.shaped.natural * self.bench.size("body", _STILL) / 1000
            self._put(label)
            self.pen.add(
                Rule(self.left + wide + 6.0, self.y, self.left + 420.0, self.y, 0.75, self.bench.colour("ink"))
            )
        self.y += 10.0
        told = ", ".join(f"{name} {digest}" for name, digest in digests.items())
        self._put(plain(self.bench, f"Signed text: {told}. Any change of it voids the signature.", "small", lang="en"))
        self._put(plain(self.bench, f"Record it with: {command}", "small", lang="en"))

    def sheet(self) -> Sheet:
        """All pages."""
        trim = Box(0.0, 0.0, self.width, self.height)
        title = f"{self.bench.edition.leaflet.title.value}"
        return Sheet(
            pages=tuple(Page(self.width, self.height, trim, tuple(items)) for items in self.pen.pages),
            tree=tuple(self.pen.tree),
            bookmarks=tuple(self.pen.bookmarks),
            rtl=self.bench.rtl,
            language=self.bench.edition.language,
            title=title,
            description=f"{title}: for checkers",
            duplex=self.bench.layout.duplex,
            date="",
            code=self.bench.edition.code,
            scale=1.0,
        )

    def _pair(self, context: str) -> None:
        """A numbered row: source and translation, a box to tick, a rule below."""
        number, target, source = self.numbers[context], self.targets[context], self.sources[context]
        width = self.width - self.inset - self.left
        row = self._row(context, target, source)
        inner = width - _NUMBER - _BOX - _GAP
        high = row.height(inner, _STILL)
        small = plain(self.bench, f"{context} {_STATES.get(target.state, '')}".strip(), "small", lang="en")
        under = small.height(inner, _STILL)
        if self.y + high + under + 8.0 > self._foot():
            self._turn()
        entry = self.pen.node("LI", self.pen.shared(("rows", self.section), "L", self.section, numbering="Decimal"))
        label = self.pen.node("Lbl", entry)
        plain(self.bench, str(number), "strong", tag="", lang="en").place(
            self.pen, self.left, self.y, _NUMBER, _STILL, label
        )
        body = self.pen.node("LBody", entry)
        x = self.left + _NUMBER
        row.place(self.pen, x, self.y, inner, _STILL, body)
        side = 11.0
        tick = Box(self.left + width - side - 2.0, self.y + 2.0, side, side)
        self.pen.add(Shape(tick, None, self.bench.colour("ink"), 1.0, 1.5))
        small.place(self.pen, x, self.y + high, inner, _STILL, body)
        self.y += high + under + 3.0
        end = self.left + width
        self.pen.add(Rule(self.left, self.y, end, self.y, 0.5, self.bench.colour("rule")))
        self.y += 4.0

    def _row(self, context: str, target: Text, source: Text) -> Piece:
        own = Cell(Side(self.bench, paragraph(self.bench, target, "body"), context), 1.0)
        other = Cell(Side(self.twin, paragraph(self.twin, source, "body"), context), 1.0)
        cells = (own, other) if self.bench.rtl != self.twin.rtl else (other, own)
        return Row(cells, lambda setting: 16.0)

    def _section(self, heading: str, tag: Literal["H1", "H2"] = "H2") -> None:
        self.section = self.pen.node("Sect", 0)

        def mark(pen: Pen, node: int, y: float) -> None:
            pen.bookmarks.append(Bookmark(heading, pen.page, y, 1, node))

        self._put(replace(plain(self.bench, heading, "heading", tag=tag, lang="en"), then=mark))

    def _put(self, piece: TextPiece) -> None:
        width = self.width - self.inset - self.left
        high = piece.height(width, _STILL)
        if self.y + high > self._foot():
            self._turn()
        piece.place(self.pen, self.left, self.y, width, _STILL, self.section)
        self.y += high + 4.0

    def _turn(self) -> None:
        """A new page, with the panel again when one is being read."""
        self.page += 1
        self.pen.turn_to(self.page)
        self.left, self.y = self.inset, self.inset
        if self.again is not None:
            self._beside(self.again)

    def _beside(self, shown: Shown) -> None:
        """The panel from here down at the start side; rows go beside it."""
        if shown not in self.shown:
            told = "" if shown.translated else ", in the source language: its translation does not fit yet"
            self._section(f"{shown.layout}, {shown.frame.id}{told}")
        top = self.y
        room = Box(self.inset + 14.0, top, self.width * _PICTURE - 14.0, self._foot() - top)
        draw_panel(self.bench, self.pen, shown.page, shown.frame, room, self.numbers, self.section)
        self.left = self.inset + self.width * _PICTURE + 14.0

    def _foot(self) -> float:
        return self.height - self.inset


def _texts(edition: Edition) -> dict[str, Text]:
    parts = (edition.leaflet, edition.region, edition.words)
    return {message.context: message.text for part in parts for message in messages(part)}
