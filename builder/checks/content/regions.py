"""A region's numbers: valid in their country, not blocked, seen by a named person not long ago."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from builder.checks.content.conflicts import tell_blocked
from builder.checks.content.handed_out import check_handed_out
from builder.checks.content.typed import blocked_in
from builder.diagnostics import Findings, Hint
from builder.model.evidence import Blocked
from builder.model.region import Confirmation, EmergencyNumber, Region
from builder.model.source import Span
from builder.model.writing import Measure
from builder.phone import SHORT, digits_of, is_country, is_emergency, verdict
from builder.translate.dates import read_date
from builder.translate.signoff import CONFIRMED_FOR

_AS_PRINTED = re.compile(r"\+?[0-9*#()][0-9 ()./*#\u00a0-]*")
"""A number as it may stand in a region's file: digits, in groups."""


_EMERGENCY = re.compile(r"(?=(?:[^0-9]*[0-9]){2,12}[^0-9]*$)[0-9]+(?:[ \u00a0-][0-9]+)*")


def check_region(
    region: Region,
    lineage: Sequence[str],
    blocked: Sequence[Blocked],
    measures: Sequence[Measure],
    on: datetime.date,
    findings: Findings,
) -> None:
    """Check the numbers that stand in the region's own file; what it takes over is checked where it stands.

    `measures` are the units of the language that it is written in.
    """
    country = country_of(lineage)
    for name, number, short, span, _ in _numbers(region):
        if span is None or region.span is None or span.file != region.span.file:
            continue
        for one, start, end in blocked_in(number, blocked):
            # a short number may be somebody else's in another country; a long one is nobody's
            if len(digits_of(one.number)) > SHORT or not one.regions or not set(one.regions).isdisjoint(lineage):
                tell_blocked(one, number[start:end], span, findings)
        if number is region.emergency.number:
            _check_emergency(name, region.emergency, country, findings)
        else:
            _check_form(name, number, short, span, country, findings)
    check_handed_out(region, measures, findings)
    # who has dialed a line has dialed its other numbers too
    for name, number, span, confirmed in confirmations(region):
        if span is not None and region.span is not None and span.file == region.span.file:
            _check_confirmed(name, number, span, confirmed, on, findings)
    if region.law is not None and region.law.span.file == (region.span.file if region.span else ""):
        check_law(region, on, findings)


def country_of(lineage: Sequence[str]) -> str:
    """ISO 3166-1 code of the country that a region lies in: the first of its own id and those it extends that begins
    with one. "" when none does."""
    codes = (id.partition("-")[0].upper() for id in lineage)
    return next((code for code in codes if is_country(code)), "")


def is_stand_in(number: str) -> bool:
    """Zeros alone, as `leaflet new region` writes them: nobody answers there."""
    digits = digits_of(number)
    return len(digits) > 3 and not digits.strip("0")


def is_confirmed(confirmed: Confirmation | None, on: datetime.date) -> bool:
    """A person has checked it, not after the day `on` and not too long before."""
    day = read_date(confirmed.on) if confirmed else None
    return day is not None and day <= on and on - day <= CONFIRMED_FOR


def confirmations(region: Region) -> Iterator[tuple[str, str, Span | None, Confirmation | None]]:
    """Name, number as printed, place and confirmation of each line, once."""
    told: set[str] = set()
    for name, number, _, span, confirmed in _numbers(region):
        if name not in told:
            told.add(name)
            yield name, number, span, confirmed


def _numbers(region: Region) -> Iterator[tuple[str, str, bool, Span | None, Confirmation | None]]:
    """Name, number, whether only its length can be short (text messages), place, confirmation."""
    emergency = region.emergency
    yield f"{region.id}.emergency", emergency.number, True, emergency.span, emergency.confirmed
    for line in region.helplines:
        name = f"{region.id}.{line.id}"
        for number, short in ((line.phone, False), (line.tty, False), (line.sms, True)):
            if number:
                yield name, number, short, line.span, line.confirmed
        if not (line.phone or line.tty or line.sms):
            yield name, line.url or line.name, True, line.span, line.confirmed


def _check_emergency(name: str, emergency: EmergencyNumber, country: str, findings: Findings) -> None:
    """One number as it is dialed, which the country's tables know or a named person has dialed."""
    number, span = emergency.number, emergency.span
    if is_stand_in(number):
        told = f"{number} (`{name}`) stands in for a number that nobody has put in yet"
        findings.error("stand-in-number", told, span, "put in the real one, and where you saw it")
    elif not digits_of(number):
        findings.error("invalid-number", f"`{name}` has no digits: {number[:40]}", span)
    elif not _EMERGENCY.fullmatch(number):
        told = f"`{name}` is not one number of 2 to 12 digits: {number[:40]}"
        findings.error("invalid-number", told, span, "the one that brings an ambulance, in digits as it is dialed: 112")
    elif not country:
        findings.note("unknown-number", f"{number} (`{name}`) is not judged: the region's country is not known", span)
    elif emergency.confirmed is None and not is_emergency(number, country):
        findings.error(
            "invalid-number",
            f"{number} is not among the emergency numbers of {country} (`{name}`)",
            span,
            f"correct it; where it is right, dial it, then: leaflet region confirm {name} --by NAME --on DATE",
        )


def _check_form(name: str, number: str, short: bool, span: Span, country: str, findings: Findings) -> None:
    if number.startswith("https://"):
        return
    digits = digits_of(number)
    if is_stand_in(number):
        told = f"{number} (`{name}`) stands in for a number that nobody has put in yet"
        findings.error("stand-in-number", told, span, "put in the real one, and where you saw it")
        return
    if not digits:
        findings.error("invalid-number", f"`{name}` has no digits: {number[:40]}", span)
        return
    if not short and not _AS_PRINTED.fullmatch(number):
        findings.error("invalid-number", f"`{name}` holds more than digits in groups: {number[:40]}", span)
        return
    if not country:
        findings.note("unknown-number", f"{number} (`{name}`) is not judged: the region's country is not known", span)
        return
    # of a text number only what comes before its remark: `435748 (send your ZIP code)`
    asked = re.split(r"\s*\(|\s[a-z]", number)[0] if short else number
    said = verdict(asked, country)
    if said in ("wrong", "possible") and not short:
        told = f"{number} is no number of {country} (`{name}`)"
        findings.error("invalid-number", told, span, "a digit may be missing, or the region may be of another country")
    elif said == "unknown-short":
        told = f"{number} is a short number that the tables of {country} do not hold (`{name}`)"
        findings.note("unknown-number", told, span, "the tables are not complete; dial it")


def _check_confirmed(
    name: str, number: str, span: Span, confirmed: Confirmation | None, on: datetime.date, findings: Findings
) -> None:
    if is_confirmed(confirmed, on):
        return
    day = read_date(confirmed.on) if confirmed else None
    if day is None:
        told = f"{number} (`{name}`) has been checked by nobody"
    elif day > on:
        told = f"{number} (`{name}`) is said to have been checked on {day.isoformat()}, which has not come yet"
    else:
        told = f"{number} (`{name}`) was last checked on {day.isoformat()}, more than {CONFIRMED_FOR.days} days before"
    hint = f"dial it, then: leaflet region confirm {name} --by NAME --on DATE"
    findings.warn("unconfirmed-number", told, span, hint)


def check_law(region: Region, on: datetime.date, findings: Findings) -> None:
    """Find a line about the law that nobody has checked, or too long ago."""
    if region.law is not None and not is_confirmed(region.law_confirmed, on):
        findings.error(
            "unchecked-law",
            f"nobody has checked the line about the law in `{region.id}`",
            region.law.span,
            Hint("a promise that does not hold can put a person who calls for help in prison"),
            f"have it checked, then: leaflet region confirm {region.id}.law --by NAME --on DATE",
        )
