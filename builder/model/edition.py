"""A leaflet for one region in one language, complete and ready to set."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model.dataclass import dataclass
from builder.model.evidence import Source
from builder.model.leaflet import Leaflet
from builder.model.region import Region
from builder.model.source import State
from builder.model.words import CommonWords

EMERGENCY = "emergency"
"""The emergency number among the names of a region's numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Every text in one language with its state, conditions decided, placeholders filled (isolated U+2066 ... U+2069).

    `leaflet.sections` holds only what this region prints, steps in the region's order.
    `sources` are those of the cited claims, in the order of their first citation; `footnotes` maps a block id, or
    `<block id>.<item id>`, to the numbers (from 1) of its sources.
    `reasons` says why the edition is a draft, in English, for people who build; empty when it is not.
    `unconfirmed`: ids of the region's lines of help, and `EMERGENCY`, that nobody has checked within the time allowed.
    """

    leaflet: Leaflet
    region: Region
    words: CommonWords
    language: str
    code: str
    state: State
    draft: bool
    reasons: tuple[str, ...]
    sources: tuple[Source, ...]
    footnotes: Mapping[str, tuple[int, ...]]
    unconfirmed: frozenset[str] = frozenset()
