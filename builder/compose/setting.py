"""How a sheet is set at one moment of the fitting: type sizes, line heights, gaps and colours, all from data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from builder.model.dataclass import dataclass
from builder.model.edition import EMERGENCY, Edition
from builder.model.evidence import Source
from builder.model.icon import Icon
from builder.model.language import Language
from builder.model.layout import Layout, Style
from builder.model.leaflet import Block
from builder.model.service import Service
from builder.model.sheet import Box
from builder.model.source import Colour, Span, Text
from builder.model.theme import Theme
from builder.text import ShapedText, Typesetter

if TYPE_CHECKING:
    from builder.compose.bars import DraftBar

MM = 72 / 25.4

# "Not breathing? Call 911." is read in a glance: like titles, in lines of one length, each with a sentence if need be
_EVEN = frozenset(("bar",))


@dataclass(frozen=True, slots=True)
class Setting:
    """One try of the fitting: `scale` on all type, `stretch` on the gaps of one panel (0: as drawn)."""

    scale: float
    stretch: float = 0.0


@dataclass(frozen=True)
class Bench:
    """Everything composing works with; made once for an edition on a layout. Sizes are memoised per scale."""

    edition: Edition
    layout: Layout
    theme: Theme
    language: Language
    languages: Mapping[str, Language]
    typesetter: Typesetter
    icon: Callable[[str], Icon | None]
    finish: str
    service: Service | None = None
    left_open: bool = False
    printed: tuple[Block, ...] = ()
    purposes: frozenset[str] = frozenset()
    notes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    draft: DraftBar | None = None
    trim: Box = field(default=Box(0.0, 0.0, 0.0, 0.0))
    too_wide: dict[str, tuple[str, float, float, Span | None]] = field(default_factory=dict)
    too_long: list[tuple[Service, float]] = field(default_factory=list)
    too_dense: list[tuple[Service, int]] = field(default_factory=list)
    missing: dict[tuple[str, str], tuple[Text | None, str]] = field(default_factory=dict)
    _sizes: dict[tuple[str, float], float] = field(default_factory=dict)
    _lines: dict[tuple[str, float, str, bool], tuple[float, float]] = field(default_factory=dict)
    _leadings: dict[tuple[str, str, bool], float] = field(default_factory=dict)
    _rises: dict[tuple[str, str], tuple[float, float]] = field(default_factory=dict)

    @property
    def numbers_open(self) -> bool:
        """A number on this sheet that no named person has confirmed, or too long ago."""
        lines = (line.id for line in self.edition.region.helplines if line.purpose in self.purposes)
        return not self.edition.unconfirmed.isdisjoint((EMERGENCY, *lines))

    @property
    def rtl(self) -> bool:
        return self.language.direction == "rtl"

    @cached_property
    def lowest(self) -> float:
        """The scale at which every style is at its smallest."""
        return min(style.smallest / style.size for style in self.layout.styles.values())

    def style(self, name: str) -> Style:
        return self.layout.styles[name]

    def size(self, name: str, setting: Setting) -> float:
        """Type size in points, never under the style's floor."""
        key = (name, setting.scale)
        size = self._sizes.get(key)
        if size is None:
            style = self.layout.styles[name]
            tall = self.language.heading_scale if style.family == "heading" else 1.0
            wanted = max(style.smallest, style.size * self.language.scale * setting.scale) * tall
            size = round(max(self.floor(name), wanted), 2)
            self._sizes[key] = size
        return size

    def floor(self, name: str) -> float:
        """Type size that a style never goes under, points; a heading of a tall script: not under text."""
        style = self.layout.styles[name]
        if style.family == "text":
            return style.smallest
        return max(style.smallest * self.language.heading_scale, self.layout.styles["body"].smallest)

    def leading(self, name: str, lang: str = "", tight: bool = False) -> float:
        """Line height as a multiple of the type size."""
        key = (name, lang, tight)
        found = self._leadings.get(key)
        if found is None:
            language = self.languages.get(lang, self.language) if lang else self.language
            style = self.layout.styles[name]
            found = language.leading
            if tight or style.tight:
                found = language.tight if style.family == "heading" else min(language.tight, language.leading)
            self._leadings[key] = found
        return found

    def line(self, name: str, setting: Setting, lang: str, tight: bool) -> tuple[float, float]:
        """Type size in points, and line height as a multiple of it."""
        key = (name, setting.scale, lang, tight)
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = self.size(name, setting), self.leading(name, lang, tight)
        return found

    def rise(self, name: str, lang: str = "") -> tuple[float, float]:
        """Ascent and descent of a style's first face, both positive, as parts of the type size."""
        found = self._rises.get((name, lang))
        if found is None:
            style = self.layout.styles[name]
            language = self.typesetter.language(lang or self.edition.language)
            families = (language.heading_fonts if style.family == "heading" else ()) or language.fonts
            face = self.typesetter.fonts.stack(families, style.weight == "bold")[0]
            found = self._rises[name, lang] = face.ascent / 1000, -face.descent / 1000
        return found

    def gap(self, setting: Setting, share: float = 1.0) -> float:
        """A gap between blocks (share 1) or parts of a block, opened by the panel's spare height."""
        return self.layout.spacing * share * setting.scale * (1 + setting.stretch)

    def colour(self, name: str) -> Colour:
        return self.theme.colours[name]

    def shape(
        self,
        text: Text | str,
        style: str,
        *,
        lang: str = "",
        bold: bool | None = None,
        rtl: bool | None = None,
        even: bool = False,
    ) -> ShapedText:
        """Glyphs for a text in the weight and family of a style; what no face covers is remembered.

        `even`: on lines as even as a title's, each with a sentence if need be.
        """
        value = text if isinstance(text, str) else text.value
        tag = lang or (text.lang if isinstance(text, Text) else "") or self.edition.language
        rules = self.layout.styles[style]
        heavy = rules.weight == "bold" if bold is None else bold
        heading, even = rules.family == "heading", even or style in _EVEN
        shaped = self.typesetter.shape(value, lang=tag, bold=heavy, heading=heading, even=even, rtl=rtl)
        for char in shaped.missing:
            self.missing.setdefault((char, value), (text if isinstance(text, Text) else None, tag))
        return shaped


def place_of(text: Text | None) -> Span | None:
    """Where a text was written."""
    return text.span if text is not None else None
