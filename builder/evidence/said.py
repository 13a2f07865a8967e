"""Every statement of a leaflet with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.checks.content.evidence import rests_on_memory
from builder.checks.content.printed import Statement, statements
from builder.diagnostics import Findings
from builder.flat import flatten
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.evidence import Claim, Source
from builder.model.leaflet import Card, Foot, Helplines, Imprint, Leaflet, Sources
from builder.translate.citations import MEMORY

SEEN: Mapping[str, str] = {
    "publisher": "read on the publisher's page",
    "mirror": "read on a copy",
    "secondary": "read in somebody's summary",
    "memory": "from memory",
}
"""How a source was read, in words."""

_NO_STATEMENT = (Card, Helplines, Imprint, Sources, Foot)
"""Blocks that print numbers, names and dates: those are vouched for by the region's file."""


@dataclass(frozen=True, slots=True)
class Backing:
    """A claim as a statement cites it, with its sources; `marks` say what is weak about it."""

    claim: Claim
    sources: tuple[Source, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: its id in the leaflet, its words, what it rests on, or why on nothing."""

    leaflet: str
    id: str
    words: str
    backing: tuple[Backing, ...]
    because: str


def said(library: Library, leaflet: Leaflet, findings: Findings) -> tuple[Said, ...]:
    """The statements of a leaflet in reading order, as the source language has them, placeholders unfilled."""
    claims, sources = library.claims(findings), library.sources(findings)
    return tuple(
        Said(leaflet.id, one.id, _words(one), _backing(one, claims, sources), one.because)
        for one in statements(leaflet)
        if not isinstance(one.block, _NO_STATEMENT)
    )


def backing(claim: Claim, sources: Mapping[str, Source]) -> Backing:
    """A claim with its sources, and what is weak about it."""
    marks = []
    if rests_on_memory(claim, sources):
        marks.append("from memory")
    if claim.disputed:
        marks.append("disputed")
    if claim.check_by:
        marks.append(f"look again by {claim.check_by}")
    if claim.regions:
        marks.append(f"only in {', '.join(claim.regions)}")
    read = tuple(sources[id] for id in claim.sources if id in sources and id != MEMORY)
    return Backing(claim, read, tuple(marks))


def _backing(statement: Statement, claims: Mapping[str, Claim], sources: Mapping[str, Source]) -> tuple[Backing, ...]:
    cited: Sequence[str] = statement.claims.ids if statement.claims else ()
    return tuple(backing(claims[id], sources) for id in cited if id in claims)


def _words(statement: Statement) -> str:
    """The texts of a statement in one line, each once."""
    return " · ".join(dict.fromkeys(flatten(text.value).text for text in statement.texts))
