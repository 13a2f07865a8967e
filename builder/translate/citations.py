"""The sources that a leaflet rests on, numbered in the order in which the printed text first cites them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from builder.diagnostics import Findings, did_you_mean
from builder.load.values import Placed
from builder.model.evidence import Claim, Source
from builder.model.leaflet import Claims, Leaflet
from builder.model.source import Span

MEMORY = "M"
"""The ledger's key for what rests on memory; there is nothing to print for it."""


class Citations(NamedTuple):
    """`footnotes`: block id, or `<block id>.<item id>`, to the numbers, from 1, of `sources`."""

    sources: tuple[Source, ...]
    footnotes: Mapping[str, tuple[int, ...]]


def cite(leaflet: Leaflet, claims: Mapping[str, Claim], sources: Mapping[str, Source], findings: Findings) -> Citations:
    """Number the first source of each claim that printed blocks and items name. What no ledger has is an error."""
    order: dict[str, int] = {}
    footnotes: dict[str, tuple[int, ...]] = {}
    for key, cited in _cited(leaflet):
        numbers = []
        for source in _sources(cited, claims, sources, findings):
            number = order.setdefault(source, len(order) + 1)
            if number not in numbers:
                numbers.append(number)
        if numbers:
            footnotes[key] = tuple(numbers)
    return Citations(tuple(sources[source] for source in order), footnotes)


def _cited(leaflet: Leaflet) -> Iterator[tuple[str, Claims]]:
    for section in leaflet.sections:
        for block in section.blocks:
            if block.claims is not None:
                yield block.id, block.claims
            for item in getattr(block, "items", ()):
                if item.claims is not None:
                    yield f"{block.id}.{item.id}", item.claims


def _sources(
    cited: Claims, claims: Mapping[str, Claim], sources: Mapping[str, Source], findings: Findings
) -> Iterator[str]:
    for id in cited.ids:
        claim = claims.get(id)
        if claim is None:
            _tell_unknown("claim", id, claims, cited.span, findings)
            continue
        for source in claim.sources:
            if source not in sources and source != MEMORY:
                _tell_unknown("source", source, sources, claim.span, findings)
        # paper has room for the source that a claim rests on first of all; the ledger lists the others
        yield from [source for source in claim.sources if source in sources and source != MEMORY][:1]


def _tell_unknown(what: str, name: str, known: Collection[str], otherwise: Span | None, findings: Findings) -> None:
    span = name.span if isinstance(name, Placed) else otherwise
    findings.error("unknown-reference", f"there is no {what} `{name[:40]}`", span, *did_you_mean(name, known))
