"""Readability of a leaflet in each language that it is complete in, as a region prints it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from builder.checks.content.plain import learned, reading_of
from builder.checks.content.reading import running
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.readability import Score, scoring
from builder.translate import available, translate


@dataclass(frozen=True, slots=True)
class Reading:
    """A leaflet in one language: its scores, or why it has none. `sentences` and `words` are those that were read."""

    leaflet: str
    language: str
    scores: tuple[Score, ...]
    because: str
    sentences: int
    words: int
    source: bool


def readings(library: Library, leaflet_id: str, region_id: str, on: datetime.date) -> Iterator[Reading]:
    """The source language first, then the translations in the order of `languages.yaml`."""
    quiet = Findings()
    listed, languages = library.readability(quiet), library.languages(quiet)
    source = library.leaflet(leaflet_id, quiet)
    if listed is None or source is None:
        return
    for tag in available(library, leaflet_id, region_id):
        edition = translate(library, leaflet_id, region_id, tag, Findings(), on=on)
        language = languages.get(tag)
        if edition is None or language is None:
            continue
        rules = reading_of(library, tag)
        read = running(edition.leaflet, lambda text: text.value, rules.abbreviations if rules else ())
        # terms are listed in the source language; in another its own words would have to be
        known = learned(library.terms(quiet)) if tag == source.language else frozenset()
        how = scoring(listed, language)
        told = [one.sentence for one in read]
        count = sum(len(one.words) for one in told)
        yield Reading(leaflet_id, tag, how.score(told, known), how.because, len(told), count, tag == source.language)
