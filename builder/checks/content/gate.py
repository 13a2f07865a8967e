"""The checks of content that stand between an edition and paper: what they find is never printed."""

from __future__ import annotations

import re

from builder.checks.content.conflicts import tell_blocked
from builder.checks.content.printed import statements
from builder.checks.content.typed import blocked_in
from builder.diagnostics import Findings, Hint
from builder.load import Library
from builder.model.edition import Edition
from builder.model.service import Service
from builder.translate.messages import messages
from builder.translate.parts import lineage

BLOCKED = "leaflets/evidence/blocked.yaml"

_DIGITS = re.compile(r"\d[^a-z]{2,}\d|[〇一二三四五六七八九]{3}|[\u2460-\u2473\u00b2\u00b3\u00b9\u2070-\u2089]")
"""Where a number of three digits or more can be: most texts have none and need not be read sign by sign."""


def check_printed(library: Library, edition: Edition, service: Service | None, findings: Findings) -> None:
    """Find blocked numbers in what is printed, in any language, and claims that do not hold in the region."""
    # a small project of its own need not have the file; one that has it must be able to rely on it
    blocked = library.blocked(findings) if library.path(BLOCKED) is not None else ()
    texts = [message.text for part in (edition.leaflet, edition.region, edition.words) for message in messages(part)]
    for text in texts:
        for one, start, end in blocked_in(text.value, blocked) if _DIGITS.search(text.value) else ():
            tell_blocked(one, text.value[start:end], text.span, findings)
    numbers = [(line.phone, line.span) for line in edition.region.helplines]
    numbers += [(line.sms, line.span) for line in edition.region.helplines]
    numbers += [(service.phone, service.span)] if service is not None else []
    for number, span in numbers:
        for one, start, end in blocked_in(number, blocked):
            tell_blocked(one, number[start:end], span, findings)
    _check_claims(library, edition, findings)


def _check_claims(library: Library, edition: Edition, findings: Findings) -> None:
    claims = library.claims(findings)
    above = set(lineage(library, edition.region))
    for statement in statements(edition.leaflet):
        for id in statement.claims.ids if statement.claims else ():
            claim = claims.get(id)
            if claim is not None and claim.regions and above.isdisjoint(claim.regions):
                findings.error(
                    "claim-out-of-region",
                    f"claim {id} does not hold in {edition.region.id}, where `{statement.id}` is printed",
                    statement.claims.span if statement.claims else statement.span,
                    f"print it only where it holds: `only: {{region: [{', '.join(claim.regions)}]}}`",
                    Hint("the claim is here", claim.span),
                )
