"""How far each language is: messages by state, who has checked them, and the sheets that they do not fit."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from builder.build import Job, typeset
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.source import State
from builder.translate.catalogue import Catalogue
from builder.translate.parts import Part, catalogues
from builder.translate.signoff import CHECKED_BY, CHECKED_ON, language_reasons
from builder.translate.speak import find, state_of, within_language
from builder.translate.whole import every_part, own_messages

_TOO_LONG = ("text-overflow", "word-too-wide")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far one language is with one leaflet, with a region's texts or with the common words.

    `overflowing` names the layouts on which a panel does not hold the text; None when that was not tried.
    `checked_by` is empty unless the text is still the one that was checked.
    """

    language: str
    part: str
    total: int
    translated: int
    draft: int
    stale: int
    missing: int
    critical: int
    checked_by: str
    checked_on: str
    overflowing: tuple[str, ...] | None = None

    @property
    def per_cent(self) -> int:
        """Share of the messages that say what the source says now, drafts among them; 100 only when all do."""
        return 100 * (self.translated + self.draft) // self.total if self.total else 100


def standings(
    library: Library, languages: Sequence[str], regions: Sequence[str], on: datetime.date, findings: Findings
) -> tuple[Standing, ...]:
    """A standing for each language and part; `on` is the day sign-offs are judged by.

    A region's variety of the source language is shown where it has a catalogue: without one, the source's words hold.
    """
    parts = every_part(library, regions, findings)
    found = (_standing(library, part, lang, on, findings) for lang in languages for part in parts)
    return tuple(each for each in found if each is not None)


def with_overflow(
    standing: Standing,
    library: Library,
    jobs: Sequence[Job],
    done: Callable[[], object] = lambda: None,
) -> Standing:
    """The standing with the layouts that do not hold the leaflet; `jobs` are its sheets, one a layout."""
    over = []
    for job in jobs:
        told = Findings()
        typeset(replace(job, preview=True), library, told)
        if any(one.code in _TOO_LONG for one in told):
            over.append(job.layout)
        done()
    return replace(standing, overflowing=tuple(over))


def name_of(part: Part) -> str:
    """How tables name a part: a leaflet by its id, a region as `regions/us`, the common words as `common`."""
    return f"regions/{part.ids[0]}" if part.kind == "regions" else part.ids[0]


def _standing(library: Library, part: Part, lang: str, on: datetime.date, findings: Findings) -> Standing | None:
    read = Findings()
    found = catalogues(library, part, lang, library.languages(findings), read)
    findings.extend(read)
    if not found and within_language(lang, part.language):
        return None
    states, critical = _states(part, lang, found)
    by, day = _checked(found[0], lang, on) if found else ("", "")
    return Standing(
        language=lang,
        part=name_of(part),
        total=sum(states.values()),
        translated=states[State.TRANSLATED] + states[State.SOURCE],
        draft=states[State.DRAFT],
        stale=states[State.STALE],
        missing=states[State.MISSING],
        critical=critical,
        checked_by=by,
        checked_on=day,
    )


def _states(part: Part, lang: str, found: Sequence[Catalogue]) -> tuple[Counter[State], int]:
    """Messages by state, and how many safety-critical ones are missing or stale."""
    # where a region's variety of the source language has no words of its own, the source's hold
    otherwise = State.SOURCE if within_language(lang, part.language) else State.MISSING
    states: Counter[State] = Counter()
    critical = 0
    for message in own_messages(part):
        held = find(message, found)
        state = otherwise if held is None else state_of(held[1], message.text.value)
        states[state] += 1
        critical += message.safety and state in (State.MISSING, State.STALE)
    return states, critical


def _checked(catalogue: Catalogue, lang: str, on: datetime.date) -> tuple[str, str]:
    """Who has checked the catalogue as it is, and when."""
    if any(language_reasons([catalogue], lang, on)):
        return "", ""
    return catalogue.headers.get(CHECKED_BY, ""), catalogue.headers.get(CHECKED_ON, "")
