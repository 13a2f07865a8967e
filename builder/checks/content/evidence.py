"""Claims that leaflets rest on: where they hold, who has seen their sources, until when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from builder.checks.content.amounts import check_amounts
from builder.checks.content.printed import Statement, in_regions, statements
from builder.diagnostics import Findings, Hint
from builder.flat import flatten
from builder.load import Library
from builder.load.place import place
from builder.load.values import Placed
from builder.model.evidence import FIRM, Claim, Conflict, Source
from builder.model.leaflet import Leaflet
from builder.model.source import Span
from builder.translate.citations import MEMORY
from builder.translate.dates import read_date
from builder.translate.parts import lineage

_ANY = "one|two|three|four|five|six|seven|eight|nine|ten"
_WORDS = {word: str(at) for at, word in enumerate(_ANY.split("|"), 1)}
_NUMBER = re.compile(rf"\d+(?:[.,]\d+)?|\b(?:{_ANY})\b", re.IGNORECASE)

_FIGURE = re.compile(
    r"\d[\d.,]*(?: ?(?:to|-|\u2013) ?\d[\d.,]*)? ?(?:%|percent\b|per cent\b)"
    rf"|\b(?:\d+|{_ANY}) (?:in|out of) (?:every )?(?:\d+|{_ANY}|a hundred)\b|\b\d+ of \d+\b"
    r"|\b\d+(?: to \d+)? times (?:as|more|higher|stronger|less|the)\b",
    re.IGNORECASE,
)
"""A share, a rate or a multiple: what a reader takes for measured."""


class _Cited(NamedTuple):
    """A claim as a leaflet cites it: the first place, and by how many statements."""

    claim: Claim
    span: Span | None
    times: int


def check_evidence(
    library: Library, leaflet: Leaflet, regions: Sequence[str], on: datetime.date, findings: Findings
) -> None:
    """Find claims that do not hold where they are printed, that are disputed, from memory or too old, and figures that
    no cited claim has."""
    told, claims = tuple(statements(leaflet)), library.claims(Findings())
    check_claims(library, told, on, findings)
    _check_regions(library, leaflet, regions, claims, findings)
    check_figures(told, claims, findings)
    check_amounts(
        told, claims, library.conflicts(Findings()), library.writing(leaflet.language, Findings()).measures, findings
    )


def check_claims(
    library: Library,
    told: Sequence[Statement],
    on: datetime.date,
    findings: Findings,
    *,
    spared: Collection[str] = (),
) -> None:
    """Find cited claims that are disputed, rest on memory or are too old; none of the strengths that are `spared`."""
    quiet = Findings()
    claims, sources = library.claims(quiet), library.sources(quiet)
    cited = [one for one in _cited(told, claims).values() if one.claim.strength not in spared]
    # only a dispute is settled there, and the file is long
    conflicts = library.conflicts(quiet) if any(one.claim.disputed for one in cited) else ()
    for one in cited:
        _check_claim(one, sources, conflicts, on, findings)


def check_figures(told: Iterable[Statement], claims: Mapping[str, Claim], findings: Findings) -> None:
    """Find figures that no cited claim has."""
    for statement in told:
        _check_figures(statement, claims, findings)


def rests_on_memory(claim: Claim, sources: Mapping[str, Source]) -> bool:
    """No source of it was read."""
    read = [sources[id] for id in claim.sources if id in sources and id != MEMORY]
    return claim.memory_only or all(source.seen == "memory" for source in read)


def settled_by(claim: Claim, conflicts: Sequence[Conflict]) -> Conflict | None:
    """The entry of the ledger that says what leaflets print in spite of the dispute."""
    return next((one for one in conflicts if claim.id in one.claims), None)


def figures(value: str) -> Iterator[tuple[str, int, int]]:
    """Shares, rates and multiples in a text."""
    flat = flatten(value)
    for found in _FIGURE.finditer(flat.text):
        yield found.group(), *flat.original(*found.span())


def numbers(text: str) -> frozenset[str]:
    """Numbers as digits, also those written as words."""
    return frozenset(_WORDS.get(found.lower(), found.rstrip(".,")) for found in _NUMBER.findall(text))


def _cited(told: Sequence[Statement], claims: Mapping[str, Claim]) -> dict[str, _Cited]:
    cited: dict[str, _Cited] = {}
    for statement in told:
        for id in statement.claims.ids if statement.claims else ():
            claim = claims.get(id)
            if claim is not None:
                span = id.span if isinstance(id, Placed) else statement.span
                before = cited.get(id)
                cited[id] = _Cited(claim, before.span if before else span, before.times + 1 if before else 1)
    return cited


def _check_claim(
    cited: _Cited, sources: Mapping[str, Source], conflicts: Sequence[Conflict], on: datetime.date, findings: Findings
) -> None:
    claim, span = cited.claim, cited.span
    tell = findings.warn if claim.strength in FIRM else findings.error
    name = f"claim {claim.id} ({claim.title})"
    often = {1: "once", 2: "twice"}.get(cited.times, f"{cited.times} times")
    here = Hint(f"cited {often} in this leaflet; the claim is here", claim.span)
    if rests_on_memory(claim, sources):
        # nothing is known against it, so that only what changes fast is held up
        say = findings.error if claim.strength == "emerging" else findings.warn
        told = f"{name} rests on memory: no source of it was read"
        say("claim-from-memory", told, span, here, "name a source that was read")
    if claim.disputed:
        settled = settled_by(claim, conflicts)
        if settled is not None:
            findings.note("disputed-claim", f"{name} is disputed; leaflets print: {settled.prints}", span, here)
        else:
            told = f"{name} is disputed: {claim.caveat or 'sources conflict'}"
            tell("disputed-claim", told, span, here, "say in leaflets/evidence/conflicts.yaml what leaflets print")
    until = read_date(claim.check_by)
    if until is not None and until < on:
        told = f"{name} had to be looked at again by {claim.check_by}"
        tell("claim-overdue", told, span, here, "read its sources again, then set a new `check-by`")


def _check_regions(
    library: Library, leaflet: Leaflet, regions: Sequence[str], claims: Mapping[str, Claim], findings: Findings
) -> None:
    """One finding for each claim and statement, naming every region where it does not hold."""
    outside: dict[tuple[str, str], tuple[Span | None, list[str]]] = {}
    for region, printed in in_regions(library, leaflet, regions):
        above = set(lineage(library, region))
        for statement in statements(printed):
            for id in statement.claims.ids if statement.claims else ():
                claim = claims.get(id)
                if claim is not None and claim.regions and above.isdisjoint(claim.regions):
                    span = id.span if isinstance(id, Placed) else statement.span
                    outside.setdefault((id, statement.id), (span, []))[1].append(region.id)
    for (cited, name), (span, where) in outside.items():
        claim = claims[cited]
        findings.error(
            "claim-out-of-region",
            f"claim {cited} does not hold in {', '.join(where)}, where `{name}` is printed",
            span,
            f"print it only where it holds: `only: {{region: [{', '.join(claim.regions)}]}}`",
            Hint("the claim is here", claim.span),
        )


def _check_figures(statement: Statement, claims: Mapping[str, Claim], findings: Findings) -> None:
    cited: Collection[str] = statement.claims.ids if statement.claims else ()
    borne = frozenset(number for id in cited if id in claims for number in numbers(claims[id].wording))
    for text in statement.texts:
        for figure, start, end in figures(text.value):
            lacking = numbers(figure) - borne
            if lacking:
                told = f"{', '.join(cited)} does not say it" if cited else "nothing is cited for it"
                findings.error(
                    "uncited-figure",
                    f"“{figure}”: {told}",
                    place(text, start, end),
                    "cite a claim that has the figure, or say it without one: people act on figures",
                )
