"""Shape: a text in a language becomes a paragraph of glyphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, NamedTuple

from builder.model.language import Language
from builder.text.bidi import levels
from builder.text.breaks import line_ends
from builder.text.faces import FontBook, FontFace
from builder.text.isolate import protect
from builder.text.itemize import itemize
from builder.text.markup import parse_markup
from builder.text.memory import remember
from builder.text.runs import joins, shape_run
from builder.text.shaped import ShapedItem, ShapedText

# A leaflet has a hundred; the rest are names and addresses of services that come once
_MOST_TEXTS: Final = 1200

_WHITE_SPACE: Final = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")

# The blocks of right-to-left scripts, and the controls that turn text around
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_SOFT_HYPHEN: Final = "\u00ad"
_BREAK: Final = "\u200b"
_NON_JOINER: Final = "\u200c"

# They steer levels and breaks, and have no place in what is read out: marks, embeddings, isolates, joiner, ZWSP
_STEERING: Final = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


_Asked = tuple[str, str, bool, bool, bool, bool | None]


class Typesetter:
    """Shapes texts in the languages and fonts it is given, and remembers what it has shaped."""

    def __init__(self, fonts: FontBook, languages: Mapping[str, Language]) -> None:
        self.fonts = fonts
        self.languages = languages
        self._tags: dict[str, Language] = {}
        # by identity; the language is held, so its id stays its own
        self._shaped: dict[int, tuple[Language, dict[_Asked, ShapedText]]] = {}

    def like(self, languages: Mapping[str, Language]) -> Typesetter:
        """One with the same fonts that shapes some languages otherwise; what is alike is remembered for both."""
        other = Typesetter(self.fonts, languages)
        other._shaped = self._shaped
        return other

    def shape(
        self,
        text: str,
        *,
        lang: str,
        bold: bool = False,
        heading: bool = False,
        even: bool = False,
        rtl: bool | None = None,
    ) -> ShapedText:
        """The paragraph as glyphs; `even`: broken into lines as a `heading` is, in the family of the text.

        `text` may hold `**bold**`; white space counts as one space. `lang` is a language's id, or one with further
        subtags (`en-GB`). `rtl` is the paragraph's direction; None: the language's. Raises KeyError for an unknown
        language or font family.
        """
        language = self.language(lang)
        kept = self._shaped.get(id(language))
        if kept is None:
            kept = self._shaped[id(language)] = language, {}
        asked = text, lang, bold, heading, heading or even, rtl
        found = kept[1].get(asked)
        if found is None:
            found = remember(kept[1], asked, self._shape(*asked), most=_MOST_TEXTS)
        return found

    def language(self, lang: str) -> Language:
        """The language of a tag, or that of the tag without its last subtags. Raises KeyError."""
        found = self._tags.get(lang)
        if found is None:
            tag = lang
            while tag not in self.languages and "-" in tag:
                tag = tag.rpartition("-")[0]
            if tag not in self.languages:
                raise KeyError(lang)
            found = self._tags[lang] = self.languages[tag]
        return found

    def _shape(self, text: str, lang: str, bold: bool, heading: bool, even: bool, rtl: bool | None) -> ShapedText:
        language = self.language(lang)
        if rtl is None:
            rtl = language.direction == "rtl"
        marked = parse_markup(_part(_WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")))
        steered = _steer(marked.text, language, rtl)
        stacks = self._stacks(language, len(steered.text), bold, heading, steered.moved(marked.bold))
        itemized = itemize(steered.text, steered.levels, stacks, script=language.script, rtl=rtl)
        shaping = language.shaping or language.id
        items = tuple(
            ShapedItem(
                item,
                shape_run(
                    steered.text,
                    item.start,
                    item.end,
                    rtl=bool(item.level & 1),
                    script=item.script,
                    lang=shaping,
                    face=item.face,
                ),
            )
            for item in itemized.items
        )
        return ShapedText(
            text=steered.text,
            lang=lang,
            shaping=shaping,
            rtl=rtl,
            heading=even and language.balance,
            missing=itemized.missing,
            ends=steered.ends,
            hyphens=steered.hyphens,
            items=items,
        )

    def _stacks(
        self, language: Language, length: int, bold: bool, heading: bool, bold_parts: list[tuple[int, int]]
    ) -> list[tuple[FontFace, ...]]:
        families = (language.heading_fonts if heading else ()) or language.fonts
        stacks = [self.fonts.stack(families, bold)] * length
        if bold_parts and not bold:
            strong = self.fonts.stack(families, True)
            for start, end in bold_parts:
                stacks[start:end] = [strong] * (end - start)
        return stacks


def _part(text: str) -> str:
    """The text with U+200C before each U+200B that keeps letters from joining: a break leaves no sign of its own."""
    if _BREAK not in text:
        return text
    parted, *rest = text.split(_BREAK)
    for part in rest:
        parted += (_NON_JOINER if part[:1].isalpha() and joins(parted) else "") + _BREAK + part
    return parted


class _Steered(NamedTuple):
    """A text after its controls have done their work: levels of its characters, and where lines may end.

    `hyphens` are the places of soft hyphens. `places[i]` is where character i of the text before stands in it, or
    would stand; None: nothing was left out.
    """

    text: str
    levels: list[int]
    ends: tuple[int, ...]
    hyphens: frozenset[int]
    places: list[int] | None

    def moved(self, parts: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
        places = self.places
        return [(start, end) if places is None else (places[start], places[end]) for start, end in parts]


def _steer(text: str, language: Language, rtl: bool) -> _Steered:
    guarded = protect(text, rtl=rtl, units=language.units)
    # without one of these in it, a left-to-right paragraph is at level 0 throughout
    found = levels(guarded.text, int(rtl))[0] if rtl or _RIGHT_TO_LEFT.search(text) else [0] * len(guarded.text)
    ends = line_ends(guarded.text, language)
    if len(guarded.text) == len(text) and _STEERING.isdisjoint(text):
        return _Steered(text, found, tuple(ends), frozenset(), None)
    kept = ""
    kept_levels: list[int] = []
    places: list[int] = []
    moved: list[int] = []
    source = guarded.source
    controls = [at for at, place in enumerate(source) if place < 0 or text[place] in _STEERING]
    begun = 0
    for at in (*controls, len(source)):
        # what stands between two controls is kept as it is
        if begun < at:
            stretch = text[source[begun] : source[at - 1] + 1]
            # a control between two spaces leaves one, at the start none
            if stretch[0] == " " and kept[-1:] in ("", " "):
                moved.append(len(kept))
                places.append(len(kept))
                stretch, begun = stretch[1:], begun + 1
            numbers = range(len(kept), len(kept) + len(stretch))
            moved += numbers
            places += numbers
            kept_levels += found[begun:at]
            kept += stretch
        # the end of the text, where nothing stands any more, or a control
        moved.append(len(kept))
        if at == len(source) or source[at] >= 0:
            places.append(len(kept))
        begun = at + 1
    hyphens = [place for place, char in zip(places, text, strict=False) if char == _SOFT_HYPHEN]
    within = frozenset([place for place in hyphens if 0 < place < len(kept) and kept[place] != " "])
    # a control at either side of a break: the same place twice
    new_ends = tuple(dict.fromkeys(moved[end] for end in ends if moved[end]))
    return _Steered(kept, kept_levels, new_ends, within, places)
