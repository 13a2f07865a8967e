"""A service's number and how long ago somebody checked its details."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from builder.checks.content.conflicts import operators_in, tell_blocked
from builder.checks.content.regions import country_of, is_stand_in
from builder.checks.content.typed import blocked_in
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.evidence import Blocked
from builder.model.service import Service
from builder.phone import SHORT, digits_of, verdict
from builder.translate.dates import read_date
from builder.translate.parts import lineage
from builder.translate.signoff import CONFIRMED_FOR

_COMPUTED = re.compile(r"^[=@]|[0-9]E[+-]?[0-9]")
"""What spreadsheets make of a number that they take for a sum."""

_LEAST = 3
"""Digits of the shortest number that is dialed: 211."""


def check_reached(
    service: Service,
    countries: Sequence[str],
    blocked: Sequence[Blocked],
    on: datetime.date,
    findings: Findings,
) -> None:
    """Check that a reader has a number or an address to use, that the number can be dialed in one of these countries
    (ISO 3166-1), and that somebody did."""
    for text in (service.phone, service.name, service.hours, *service.address):
        for one, start, end in (*blocked_in(text, blocked), *operators_in(text, blocked)):
            tell_blocked(one, text[start:end], service.span, findings)
    if service.phone:
        _check_phone(service, countries, findings)
    elif not service.url:
        told = f"`{service.id}` has neither phone nor web address: nobody can reach it"
        findings.error("incomplete-service", told, service.span, "write `phone:` or `url:`, as a reader would use it")
    _check_date(service, on, findings)


def countries_of(library: Library, regions: Iterable[str] = ()) -> tuple[str, ...]:
    """Countries in which a service may be: those of the regions, or of all."""
    with library.unnoted():
        found = (library.region(id, Findings()) for id in regions or library.regions())
        codes = (country_of(lineage(library, region)) for region in found if region is not None)
        return tuple(dict.fromkeys(code for code in codes if code))


def _check_phone(service: Service, countries: Sequence[str], findings: Findings) -> None:
    digits = digits_of(service.phone)
    if is_stand_in(service.phone):
        told = f"{service.phone} (`{service.id}`) stands in for a number that nobody has put in yet"
        findings.error("stand-in-number", told, service.span, "put in the real one, or leave it out")
    elif not digits:
        findings.error("invalid-number", f"the phone of `{service.id}` has no digits: {service.phone}", service.span)
    elif _COMPUTED.search(service.phone) or len(digits) < _LEAST:
        told = f"{service.phone} (`{service.id}`) is no number to dial"
        hint = "a spreadsheet may have computed with it: make its column one of text, and type the number anew"
        findings.error("invalid-number", told, service.span, hint)
    elif len(digits) > SHORT and countries and all(verdict(service.phone, one) == "wrong" for one in countries):
        where = " or ".join(countries) if len(countries) < 4 else "the countries of the library's regions"
        told = f"{service.phone} (`{service.id}`) is no number of {where}"
        findings.error(
            "invalid-number", told, service.span, "a digit may be missing, or the country's code: +44 1632 960142"
        )


def _check_date(service: Service, on: datetime.date, findings: Findings) -> None:
    day = read_date(service.checked_on)
    if day is None:
        told, hint = f"nobody has checked the details of `{service.id}`", "call it, then write `checked-on`"
    elif day > on:
        told, hint = f"`{service.id}` was checked on {day}, which has not come yet", "correct the date"
    elif on - day > CONFIRMED_FOR:
        told = f"`{service.id}` was last checked on {day}, more than {CONFIRMED_FOR.days} days before"
        hint = "call it, then write a new `checked-on`"
    else:
        return
    findings.warn("unchecked-service", told, service.span, hint)
