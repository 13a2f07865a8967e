"""Fill: a service's details for the box that a sheet has left open for them; alike for all sheets with such a box."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import field
from hashlib import sha256
from typing import NamedTuple

from builder.compose.alike import Alike, alike
from builder.compose.alphabet import alphabet
from builder.compose.begin import Resources, bare
from builder.compose.contact import described
from builder.compose.details import Arranged, Told, Way, arrange, put, told
from builder.compose.imprint import label_of
from builder.compose.pattern import Noting, Pattern, Patterns
from builder.compose.pen import Pen
from builder.compose.pieces import TextPiece
from builder.compose.report import report_imprint, report_missing
from builder.diagnostics import Findings
from builder.model.dataclass import dataclass
from builder.model.edition import Edition
from builder.model.glyphs import Run
from builder.model.layout import Layout
from builder.model.service import Service
from builder.model.sheet import Node, Opening, PlacedItem
from builder.model.source import Text
from builder.model.theme import Theme
from builder.qr import Rows, symbol
from builder.text import Typesetter
from builder.text.memory import remember


@dataclass(frozen=True, slots=True)
class Filled:
    """A service's details. x is from the box's start edge, y from its top; node 0 of `tree` is the opening's."""

    items: tuple[PlacedItem, ...]
    tree: tuple[Node, ...]
    pattern: Pattern | None = field(default=None, compare=False, repr=False)
    """Fillings of one pattern differ in lines of text, in the modules of a code and in what it is called, no more."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What details are set with: an edition's words, a layout's styles and a theme's colours."""

    edition: Edition
    layout: Layout
    theme: Theme
    finish: str
    screen: Layout | None = None
    tight: bool = False
    """As the sheet is: languages are set as they are on cards."""

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
            self.tight,
        )
        return sha256(repr(seen).encode()).hexdigest()


_MOST_KINDS = 256

# Ways in which the details of one kind break into lines: most come in one of a few.
_MOST_ALIKE = 16


class Found(NamedTuple):
    """How details fit, what they have in common with those that may fit alike, and the pattern after which they stand,
    if that is known."""

    kind: Hashable
    arranged: Arranged
    pattern: Pattern | None = None


class Filler:
    """Fills boxes in; made once for a stand."""

    def __init__(self, stand: Stand, typesetter: Typesetter, resources: Resources) -> None:
        edition, layout, theme = stand.edition, stand.layout, stand.theme
        self._bench = bare(edition, layout, theme, typesetter, resources, stand.finish, stand.screen, tight=stand.tight)
        self._labels: dict[int, tuple[Text, TextPiece]] = {}
        self._guesses: dict[Hashable, Way] = {}
        self._patterns: dict[Hashable, Patterns] = {}
        self._alike: dict[Hashable, list[Alike]] = {}

    def alphabet(self, openings: Sequence[Opening]) -> tuple[Run, ...]:
        """As a sheet with these openings brings it along."""
        return alphabet(self._bench, [opening.label for opening in openings])

    def fill(self, opening: Opening, service: Service, findings: Findings) -> Filled | None:
        """The details, or None and findings: `imprint-overflow`, `address-too-long`, `missing-glyph`."""
        said = self.tell(service, findings)
        found = self.arrange(opening, service, said, findings) if said is not None else None
        return self.put(opening, service, said, found) if said is not None and found is not None else None

    def tell(self, service: Service, findings: Findings) -> Told | None:
        """First step of `fill`: what the service says, or None and `missing-glyph`."""
        self._forget()
        said = told(self._bench, service)
        return None if report_missing(self._bench, findings, service.span) else said

    def arrange(self, opening: Opening, service: Service, said: Told, findings: Findings) -> Found | None:
        """Second step of `fill`: how it fits into the box, or None and findings."""
        self._forget()
        bench, kind = self._bench, self._kind(opening, service, said)
        known = self._alike.get(kind, [])
        for at, each in enumerate(known):
            if each.holds(said.texts):
                # what comes often moves to the front
                known[at - 1 : at + 1] = reversed(known[at - 1 : at + 1])
                return Found(kind, each.found, each.pattern)
        label, guess = self._label(opening.label), self._guesses.get(kind)
        found = arrange(bench, service, said, label, opening.box, opening.code, guess)
        if report_missing(bench, findings, service.span) or report_imprint(bench, findings) or found is None:
            return None
        remember(self._guesses, kind, found.way, most=_MOST_KINDS)
        return Found(kind, found)

    def put(self, opening: Opening, service: Service, said: Told, found: Found) -> Filled:
        """Last step of `fill`: the details in their place."""
        if found.pattern is not None:
            return self._after(found.pattern, service, said)
        if not found.arranged.plain:
            pen = Pen(self._bench.rtl, tree=[Node("Div", -1)])
            return Filled(tuple(put(found.arranged, pen, opening.box, 0)), tuple(pen.tree))
        return self._after_a_pattern(found, opening, service, said)

    def _forget(self) -> None:
        for noted in (self._bench.too_long, self._bench.too_dense, self._bench.missing):
            noted.clear()

    def _after_a_pattern(self, found: Found, opening: Opening, service: Service, said: Told) -> Filled:
        """The details as those of another service stand, when one has stood so before; else a pattern for others."""
        arranged, key = found.arranged, (found.kind, found.arranged.way)
        patterns = self._patterns.get(key) or remember(self._patterns, key, Patterns(), most=_MOST_KINDS)
        pattern = patterns.find(said.texts, arranged.setting)
        if pattern is not None:
            filled = self._after(pattern, service, said)
        else:
            pen = Noting(self._bench.rtl, tree=[Node("Div", -1)])
            items = put(arranged, pen, opening.box, 0)
            pattern = patterns.learn(pen, items, said.texts, arranged.setting)
            filled = Filled(pattern.items, pattern.tree, pattern)
        learnt = alike(said.texts, patterns.widths, arranged, pattern)
        if learnt is not None:
            kept = self._alike.get(found.kind)
            if kept is None:
                kept = remember(self._alike, found.kind, [], most=_MOST_KINDS)
            kept[_MOST_ALIKE - 1 :] = [learnt]
        return filled

    def _after(self, pattern: Pattern, service: Service, said: Told) -> Filled:
        """The details in the places of another service's."""
        tree = pattern.described(described(self._bench, service.url, service.name))
        return Filled(tuple(pattern.placed(said.texts, self._code(service), service.url)), tree, pattern)

    def _kind(self, opening: Opening, service: Service, said: Told) -> Hashable:
        """What a pattern can only be common to when it is the same."""
        # in what its texts are set depends on how many there are and on how the service is reached
        has = (len(said.parts), service.phone != "", service.url != "", service.language, said.logo is not None)
        label, modules = opening.label, len(self._code(service))
        rtl = [piece.shaped.rtl for piece in said.texts]
        return (opening.box.width, opening.box.height, opening.code, label.value, label.lang, modules, has, *rtl)

    def _label(self, text: Text) -> TextPiece:
        """What stands above the details, made once; but for one with a letter that no font has, which is told again."""
        kept = self._labels.get(id(text))
        if kept is not None and kept[0] is text:
            return kept[1]
        made = label_of(self._bench, text)
        return made if made.shaped.missing else remember(self._labels, id(text), (text, made), most=_MOST_KINDS)[1]

    def _code(self, service: Service) -> Rows:
        """The code that is printed for a service; none on a card."""
        layout = self._bench.layout
        return symbol(service.url, layout.qr_level) if service.url and not layout.compact else ()
