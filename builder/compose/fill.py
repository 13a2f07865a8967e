"""Fill: a service's details for the box that a sheet has left open for them; alike for all sheets with such a box."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from builder.compose.alphabet import alphabet
from builder.compose.begin import Resources, bare
from builder.compose.imprint import details, label_of
from builder.compose.pen import Pen
from builder.compose.report import report_imprint, report_missing
from builder.diagnostics import Findings
from builder.model.dataclass import dataclass
from builder.model.edition import Edition
from builder.model.glyphs import Run
from builder.model.layout import Layout
from builder.model.service import Service
from builder.model.sheet import Node, Opening, PlacedItem
from builder.model.theme import Theme
from builder.text import Typesetter


@dataclass(frozen=True, slots=True)
class Filled:
    """A service's details. x is from the box's start edge, y from its top; node 0 of `tree` is the opening's."""

    items: tuple[PlacedItem, ...]
    tree: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """What details are set with: an edition's words, a layout's styles and a theme's colours."""

    edition: Edition
    layout: Layout
    theme: Theme
    finish: str
    screen: Layout | None = None

    @property
    def digest(self) -> str:
        """The same for two stands on which all details come out alike."""
        words = self.edition.words
        seen = (
            self.edition.language,
            self.edition.region.language,
            words.qr_alt,
            self.layout,
            self.theme,
            self.finish,
            self.screen,
        )
        return sha256(repr(seen).encode()).hexdigest()


class Filler:
    """Fills boxes in; made once for a stand."""

    def __init__(self, stand: Stand, typesetter: Typesetter, resources: Resources) -> None:
        self._bench = bare(stand.edition, stand.layout, stand.theme, typesetter, resources, stand.finish, stand.screen)

    def alphabet(self, openings: Sequence[Opening]) -> tuple[Run, ...]:
        """As a sheet with these openings brings it along."""
        return alphabet(self._bench, [opening.label for opening in openings])

    def fill(self, opening: Opening, service: Service, findings: Findings) -> Filled | None:
        """The details, or None and findings: `imprint-overflow`, `address-too-long`, `missing-glyph`."""
        bench = self._bench
        for told in (bench.too_long, bench.too_dense, bench.missing):
            told.clear()
        pen = Pen(bench.rtl, tree=[Node("Div", -1)])
        items = details(bench, service, label_of(bench, opening.label), pen, opening.box, opening.code, 0)
        if report_missing(bench, findings, service.span) or report_imprint(bench, findings):
            return None
        return Filled(tuple(items), tuple(pen.tree))
