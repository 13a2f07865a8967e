"""The sources that a leaflet rests on, numbered in the order in which the printed text first cites them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from builder.diagnostics import Findings, Hint, did_you_mean
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
    """Number the sources of the claims that printed blocks and items name. What no ledger has is an error.

    Paper has room for a few sources: of those that each claim rests on one is named, chosen so that the fewest bear
    all the claims. The ledger lists the others.
    """
    order: dict[str, int] = {}
    bearing = _fewest([claims[id] for _, cited in _cited(leaflet) for id in cited.ids if id in claims], sources)
    footnotes: dict[str, tuple[int, ...]] = {}
    for key, cited in _cited(leaflet):
        numbers = []
        for source in _sources(cited, claims, sources, bearing, findings):
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
    cited: Claims,
    claims: Mapping[str, Claim],
    sources: Mapping[str, Source],
    bearing: Collection[str],
    findings: Findings,
) -> Iterator[str]:
    for id in cited.ids:
        claim = claims.get(id)
        if claim is None:
            _tell_unknown("claim", id, claims, cited.span, findings)
            continue
        for source in claim.sources:
            if source not in sources and source != MEMORY:
                _tell_unknown("source", source, sources, claim.span, findings)
        yield from [source for source in claim.sources if source in bearing][:1]


_WORTH: Mapping[str, float] = {"publisher": 1.0, "mirror": 0.5, "secondary": 0.4, "memory": 0.2}
"""What a source counts for when one is chosen: a publisher's own page bears more than a copy of it."""


def _fewest(cited: list[Claim], sources: Mapping[str, Source]) -> set[str]:
    """Sources that bear every claim between them, by the greedy rule: the one that bears most of the rest is next."""
    open_claims = {claim.id: [one for one in claim.sources if one in sources and one != MEMORY] for claim in cited}
    open_claims = {id: borne for id, borne in open_claims.items() if borne}
    chosen: set[str] = set()
    while open_claims:
        worth: dict[str, float] = {}
        for borne in open_claims.values():
            for place, source in enumerate(borne):
                # the ledger names first what a claim rests on most
                worth[source] = worth.get(source, 0.0) + _WORTH[sources[source].seen] * 0.9**place
        best = max(worth, key=lambda source: worth[source])
        chosen.add(best)
        open_claims = {id: borne for id, borne in open_claims.items() if best not in borne}
    return chosen


def _tell_unknown(what: str, name: str, known: Collection[str], otherwise: Span | None, findings: Findings) -> None:
    span = name.span if isinstance(name, Placed) else otherwise
    hints = did_you_mean(name, known, listing=False)
    listed = Hint(f"there are: {', '.join(known)}")
    findings.error("unknown-reference", f"there is no {what} `{name[:40]}`", span, *hints, listed)
