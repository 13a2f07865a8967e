"""The sources that a leaflet rests on, numbered in the order in which the printed text first cites them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from builder.diagnostics import Findings, did_you_mean
from builder.model.evidence import Claim, Source
from builder.model.leaflet import Claims, Leaflet

MEMORY = "M"
"""The ledger's key for what rests on memory; there is nothing to print for it."""


class Citations(NamedTuple):
    """`footnotes`: block id, or `<block id>.<item id>`, to the numbers, from 1, of `sources`."""

    sources: tuple[Source, ...]
    footnotes: Mapping[str, tuple[int, ...]]


def cite(leaflet: Leaflet, claims: Mapping[str, Claim], sources: Mapping[str, Source], findings: Findings) -> Citations:
    """Number the sources of the claims that printed blocks and items name. One that no ledger has is an error."""
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
            findings.error("unknown-claim", f"the ledger has no claim `{id}`", cited.span, *did_you_mean(id, claims))
            continue
        for source in claim.sources:
            if source == MEMORY:
                continue
            if source in sources:
                # the first source of a claim is the one it rests on most; docs/evidence.md lists all of them
                yield source
                break
            else:
                findings.error(
                    "unknown-source", f"no source has the key `{source}`", claim.span, *did_you_mean(source, sources)
                )
