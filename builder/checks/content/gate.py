"""The checks of content that stand between an edition and paper: what they find is never printed."""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path

from builder.checks.content.conflicts import tell_blocked
from builder.checks.content.passages import as_printed
from builder.checks.content.printed import statements
from builder.checks.content.reread import check_changed
from builder.checks.content.typed import LEAST, blocked_in, check_addresses, check_typed, directory, is_measured
from builder.diagnostics import Findings, Hint, Severity
from builder.load import Library
from builder.load.kept import Stamp, settled, stamp_of
from builder.load.read import read_bytes
from builder.model.edition import Edition
from builder.model.evidence import FIRM, Claim
from builder.model.region import Region
from builder.model.service import Service
from builder.model.source import Text
from builder.phone import Typed, digits_of, typed_in
from builder.translate.messages import messages
from builder.translate.parts import lineage

BLOCKED = "leaflets/evidence/blocked.yaml"

_DIGITS = re.compile(r"\d[^a-z]+\d|[〇一二三四五六七八九]{3}|[\u2460-\u2473\u00b2\u00b3\u00b9\u2070-\u2089]")
"""Where a number of three digits or more can be: most texts have none and need not be read sign by sign."""

_POINTS = re.compile(r"\w[.\u3002\uff0e\uff61]\w|://")
"""Where an address can be."""

_NUMBERS = re.compile(rb"\b(?:number|phone|sms|tty)[\"']?[ \t]*:(?:[ \t]*[>|][-+0-9]*[ \t]*\n)?[^\n]*")
"""A field for a number and what is written in it."""


def check_printed(
    library: Library, edition: Edition, service: Service | None, on: datetime.date, findings: Findings
) -> None:
    """Find what `leaflet check` calls an error in what is printed, in any language."""
    # a small project of its own need not have the file; one that has it must be able to rely on it
    blocked = library.blocked(findings) if library.path(BLOCKED) is not None else ()
    # an edition's code may be any letters and digits
    words = edition.words
    texts = [message.text for part in (edition.leaflet, edition.region, words) for message in messages(part)]
    texts = [words.draft if text is words.edition else text for text in texts]
    numbered = [text for text in texts if _DIGITS.search(text.value)]
    for text in numbered:
        for one, start, end in blocked_in(text.value, blocked):
            tell_blocked(one, text.value[start:end], text.span, findings)
    numbers = [(line.phone, line.span) for line in edition.region.helplines]
    numbers += [(line.sms, line.span) for line in edition.region.helplines]
    for number, span in numbers:
        for one, start, end in blocked_in(number, blocked):
            tell_blocked(one, number[start:end], span, findings)
    if service is not None:
        # its tables of numbers take 15 ms to import
        from builder.checks.content.service import check_reached, countries_of

        check_reached(service, countries_of(library, [edition.region.id]), blocked, on, findings)
    _check_typed_in(library, edition.region, numbered, findings)
    check_addresses([as_printed(text) for text in texts if _POINTS.search(text.value)], findings)
    if edition.leaflet.reviewed:
        from builder.checks.content.dates import check_days

        check_days(edition.leaflet, on, findings)
    _check_weak(library, edition, on, findings)
    _check_regions(library, edition, findings)
    if edition.region.law is not None:
        from builder.checks.content.regions import check_law

        check_law(edition.region, on, findings)
    check_changed(library, edition.leaflet.id, edition.region.id, on, findings)


def _check_typed_in(library: Library, region: Region, texts: Sequence[Text], findings: Findings) -> None:
    """Find numbers that no translator and no writer may type: another country's emergency number, lines of help."""
    mine = {digits_of(region.emergency.number)}
    mine |= {digits_of(number) for line in region.helplines for number in (line.phone, line.sms, line.tty)}
    typed = [(text, one) for text in texts for one in typed_in(text.value) if _is_strange(one, mine, text.value)]
    # sources and reviews have years, and to know all numbers every region has to be read
    if all(_is_year(one) for _, one in typed) and not _stand_in_regions({one.digits for _, one in typed}, library):
        return
    from builder.checks.content.regions import country_of

    strange = dict.fromkeys(text for text, _ in typed)
    with library.unnoted():
        regions = [one for id in library.regions() if (one := library.region(id, Findings())) is not None]
    known = directory(regions, filter(None, (country_of(lineage(library, one)) for one in regions)))
    check_typed([as_printed(text) for text in strange], known, region, (), findings)


def _is_strange(typed: Typed, mine: set[str], value: str) -> bool:
    """Digits that nobody has looked at: no amount, and not the region's own number."""
    if len(typed.digits) < LEAST or typed.digits in mine or is_measured(value[typed.groups[-1].end :]):
        return False
    return not all(group.digits in mine for group in typed.groups)


def _is_year(typed: Typed) -> bool:
    return len(typed.groups) == 1 and len(typed.digits) == 4 and typed.digits[:2] in ("19", "20")


def _stand_in_regions(numbers: Collection[str], library: Library) -> bool:
    """Whether any region gives a number of these digits: looking at the files as they are takes a hundredth of the time
    that reading them takes."""
    if not numbers:
        return False
    either = "|".join(["[^0-9\n]?".join(number) for number in numbers])
    wanted = re.compile(rf"(?<![0-9])(?:{either})(?![0-9])".encode())
    with library.unnoted():
        paths = [library.path(f"leaflets/regions/{id}/region.yaml") for id in library.regions()]
    return any(wanted.search(_numbers_of(path)) for path in paths if path)


def _numbers_of(path: Path) -> bytes:
    """What stands in a region's fields for numbers, a line each."""
    stamp = settled(stamp_of(path), time.time_ns())
    return _read_numbers(path) if stamp is None else _kept_numbers(path, stamp)


@lru_cache(maxsize=256)
def _kept_numbers(path: Path, _: Stamp) -> bytes:
    return _read_numbers(path)


def _read_numbers(path: Path) -> bytes:
    return b"\n".join(_NUMBERS.findall(read_bytes(path, Findings(), path.name) or b""))


def _check_weak(library: Library, edition: Edition, on: datetime.date, findings: Findings) -> None:
    """Find claims that bear too little; of a firm one the same is a warning."""
    claims = library.claims(Findings())
    told = tuple(statements(edition.leaflet))
    cited = {id for statement in told if statement.claims for id in statement.claims.ids}
    if not any(_is_weak(claims[id]) for id in cited if id in claims):
        return
    from builder.checks.content.evidence import check_claims

    quiet = Findings()
    check_claims(library, told, on, quiet, spared=FIRM)
    findings.extend(one for one in quiet if one.severity is Severity.ERROR)


def _is_weak(claim: Claim) -> bool:
    faulty = claim.disputed or claim.memory_only or claim.check_by or claim.strength == "emerging"
    return bool(faulty) and claim.strength not in FIRM


def _check_regions(library: Library, edition: Edition, findings: Findings) -> None:
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
