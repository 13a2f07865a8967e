"""Doses and times in texts: each is one that a cited claim says, with its unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from builder.amounts import amounts
from builder.checks.content.printed import Statement
from builder.diagnostics import Findings
from builder.load.place import place
from builder.model.evidence import Claim, Conflict
from builder.model.leaflet import Timeline
from builder.model.writing import Measure


def check_amounts(
    told: Iterable[Statement],
    claims: Mapping[str, Claim],
    conflicts: Sequence[Conflict],
    measures: tuple[Measure, ...],
    findings: Findings,
) -> None:
    """Find doses and times that no cited claim says, nor a source on whose word a disputed claim is printed.

    Where somebody has said why a statement rests on no claim, they are warnings.
    """
    for statement in told:
        cited: Collection[str] = statement.claims.ids if statement.claims else ()
        borne = [words for id in cited if id in claims for words in _words(claims[id], conflicts)]
        # an axis is marked at round numbers
        marks = [tick.label for tick in statement.block.ticks] if isinstance(statement.block, Timeline) else []
        for text in statement.texts:
            for amount in amounts(text.value, measures) if text not in marks else ():
                if not all(_says(borne, number, amount.unit, measures) for number in amount.numbers):
                    says = f"{', '.join(cited)} does not say it" if cited else "nothing is cited for it"
                    tell = findings.warn if statement.claims and statement.claims.none else findings.error
                    tell(
                        "uncited-figure",
                        f"“{amount.text}”: {says}",
                        place(text, amount.start, amount.end),
                        "correct it, or cite the claim that has it: a wrong dose or time kills",
                    )


def _words(claim: Claim, conflicts: Sequence[Conflict]) -> Iterator[str]:
    """What a claim says, and what those say who do not agree on it."""
    yield from (claim.wording, claim.caveat)
    for one in conflicts if claim.disputed else ():
        if claim.id in one.claims:
            yield from (one.prints, *(reading.says for reading in one.readings))


def _says(borne: Sequence[str], number: str, unit: str, measures: tuple[Measure, ...]) -> bool:
    """One of the texts has the number, and does not count something else with it."""
    for words in borne:
        if not re.search(rf"(?<![0-9.,]){re.escape(number)}(?![0-9]|[.,][0-9])", words):
            continue
        units = {found.unit for found in amounts(words, measures) if number in found.numbers}
        if not units or unit in units:
            return True
    return False
