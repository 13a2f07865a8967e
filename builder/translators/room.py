"""What translators are told about the room of each message, in characters of their own language."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from builder.build import resources, typesetter
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.edition import Edition
from builder.model.language import Language
from builder.model.layout import Layout
from builder.model.leaflet import Block, Leaflet
from builder.model.region import Helpline, Region
from builder.model.words import CommonWords
from builder.translate import translate
from builder.translate.messages import Message, messages
from builder.translate.parts import Part, language_of
from builder.translate.whole import own_messages
from builder.translators.everywhere import Rooms

if TYPE_CHECKING:
    from builder.compose.room import Room
    from builder.compose.setting import Bench

_ISOLATES = "\u2066\u2067\u2068\u2069"

_ANY_DAY = datetime.date(2000, 1, 1)
"""Sign-offs change no width, so any day will do."""


class Measured(NamedTuple):
    """A message's room, the bench that it was measured on, and by how much the source text is longer than it prints.

    A placeholder is longer or shorter than what fills it, and translators count what they see.
    """

    room: Room
    bench: Bench
    hidden: int

    def tighter_than(self, other: Measured) -> bool:
        """Holds fewer words."""
        return self._capacity() < other._capacity()

    def _capacity(self) -> float:
        return self.room.width * self.room.lines / self.bench.layout.styles[self.room.style].size


def room_notes(library: Library, findings: Findings) -> Rooms:
    """Tells each part's rooms for a language; what is measured once is kept for the other languages."""
    known: dict[tuple[str, str], Mapping[str, Measured]] = {}

    def notes(part: Part, lang: str) -> Mapping[str, str]:
        key = (part.kind, part.ids[0])
        if key not in known:
            known[key] = measured_rooms(library, part, findings)
        return {context: _note(library, one, lang, findings) for context, one in known[key].items()}

    return notes


def measured_rooms(library: Library, part: Part, findings: Findings) -> Mapping[str, Measured]:
    """Message context -> its room on the default layout; where that does not print it, on the tightest that does."""
    wanted = {message.context for message in own_messages(part) if _has_room(message)}
    found: dict[str, Measured] = {}
    for edition, layouts in _sheets(library, part, findings):
        printed = {message.context for value in (edition.region, edition.leaflet) for message in messages(value)}
        for group in layouts:
            left = wanted - set(found)
            if part.kind != "common" and left.isdisjoint(printed):
                break
            for layout in group:
                if part.kind == "leaflets" and left.isdisjoint(_printed_on(edition, layout)):
                    continue
                for context, one in _measured(library, edition, layout, findings).items():
                    if context in left and (context not in found or one.tighter_than(found[context])):
                        found[context] = one
        if not wanted - set(found):
            break
    return found


def _printed_on(edition: Edition, layout: Layout) -> set[str]:
    """Contexts of the messages in the sections that a layout has panels for."""
    from builder.compose.choose import choose

    sections = [section for chain in choose(edition, layout, Findings()) for section in chain.sections]
    return {message.context for section in sections for message in messages(section)}


def _has_room(message: Message) -> bool:
    """It stands on paper as a text of its own: not a title in a list, a drawing in words, a value that fills others."""
    within = (Block, Helpline, CommonWords)
    return (message.field != "alt" and any(isinstance(owner, within) for owner in message.owners)) or (
        message.field == "heading"
    )


def room_of(one: Measured, lang: str, library: Library, findings: Findings) -> tuple[int, int]:
    """About how many characters of a language, on how many lines."""
    from builder.compose.room import characters

    language = language_of(lang, library.languages(findings))
    if language is None:
        return 0, 0
    sample = _sample(language, library, findings)
    setter = typesetter(library, findings)
    return characters(one.room, language.id, sample, one.bench, setter) + one.hidden, one.room.lines


def _sample(language: Language, library: Library, findings: Findings) -> str:
    """Running text in a language; without any, in the first one of its script that has some: a name is one word."""
    alike = [one.id for one in library.languages(findings).values() if one.script == language.script]
    samples = (library.writing(id, findings).sample for id in (language.id, *alike))
    return next(filter(None, samples), "") or f"{language.endonym} " * 3


def _note(library: Library, one: Measured, lang: str, findings: Findings) -> str:
    count, lines = room_of(one, lang, library, findings)
    if not count:
        return ""
    return f"Room: about {count} characters on {lines} {'line' if lines == 1 else 'lines'} ({one.room.layout})"


def _sheets(
    library: Library, part: Part, findings: Findings
) -> Iterator[tuple[Edition, tuple[tuple[Layout, ...], ...]]]:
    """Source editions that may print the part, the default region's first, each with layouts: the default, the rest."""
    defaults = library.defaults(findings)
    if defaults is None:
        return
    all_layouts = [layout for id in library.layouts() if (layout := library.layout(id, findings)) is not None]
    others = (defaults.region, *(id for id in library.regions() if id != defaults.region))
    leaflets = part.ids[:1] if part.kind == "leaflets" else library.leaflets()
    for region_id, leaflet_id in product(part.ids[:1] if part.kind == "regions" else others, leaflets):
        region, leaflet = library.region(region_id, findings), library.leaflet(leaflet_id, findings)
        if region is None or leaflet is None:
            continue
        edition = translate(library, leaflet_id, region_id, leaflet.language, Findings(), on=_ANY_DAY)
        if edition is not None:
            usual = defaults.letter if region.paper == "letter" else defaults.a4
            rest = tuple(layout for layout in all_layouts if _is_for_readers(layout) and layout.id != usual)
            yield edition, (tuple(layout for layout in all_layouts if layout.id == usual), rest)
        if part.kind == "common":
            return


def _is_for_readers(layout: Layout) -> bool:
    """It is handed out, and its translation is not set small to make room for the source."""
    return layout.listed and not layout.bilingual


def _measured(library: Library, edition: Edition, layout: Layout, findings: Findings) -> Mapping[str, Measured]:
    """The rooms of all messages that the sheet prints; none where the leaflet does not go onto the layout."""
    from builder.compose.begin import begin
    from builder.compose.room import rooms

    theme = next((theme for id in library.themes() if (theme := library.theme(id, findings)) is not None), None)
    if theme is None:
        return {}
    looked_up = resources(library, findings)
    begun = begin(edition, layout, theme, typesetter(library, findings), looked_up, Findings())
    if begun is None:
        return {}
    printed = {message.context: message.text for value in _parts(edition) for message in messages(value)}
    written = {
        message.context: message.text for value in _written(library, edition, findings) for message in messages(value)
    }
    return {
        context: Measured(room, begun.bench, len(written[context].value) - len(_visible(printed[context].value)))
        for context, room in rooms(begun, printed).items()
        if context in written
    }


def _parts(edition: Edition) -> tuple[Region, Leaflet, CommonWords]:
    return edition.region, edition.leaflet, edition.words


def _written(library: Library, edition: Edition, findings: Findings) -> Iterator[Region | Leaflet | CommonWords]:
    """The parts as they were written, placeholders unfilled."""
    parts = library.region(edition.region.id, findings), library.leaflet(edition.leaflet.id, findings)
    return (part for part in (*parts, library.words(findings)) if part is not None)


def _visible(text: str) -> str:
    return "".join(character for character in text if character not in _ISOLATES)
