"""Whether a reader who follows a service's details gets there: numbers, lines, addresses, hours, how old they are."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence

from builder.checks.content.conflicts import tell_blocked
from builder.checks.content.typed import blocked_in
from builder.diagnostics import Findings
from builder.model.evidence import Blocked
from builder.model.service import Service
from builder.phone import SHORT, digits_of, verdict
from builder.translate.dates import read_date
from builder.translate.signoff import CONFIRMED_FOR

MOST_LINES = 3

Fits = Callable[[Service, Findings], object]
"""Sets a service's details into the boxes of layouts, for what is found on the way."""


def check_services(
    services: Iterable[Service],
    countries: Sequence[str],
    blocked: Sequence[Blocked],
    on: datetime.date,
    findings: Findings,
    fits: Fits = lambda service, findings: None,
) -> None:
    """Check services that have been read. `countries`: where their numbers may be (ISO 3166-1)."""
    for service in services:
        _check_phone(service, countries, blocked, findings)
        _check_whole(service, findings)
        _check_date(service, on, findings)
        fits(service, findings)


def _check_phone(service: Service, countries: Sequence[str], blocked: Sequence[Blocked], findings: Findings) -> None:
    for text in (service.phone, service.name, service.hours):
        for one, start, end in blocked_in(text, blocked):
            tell_blocked(one, text[start:end], service.span, findings)
    if not service.phone:
        return
    digits = digits_of(service.phone)
    if not digits:
        findings.error("invalid-number", f"the phone of `{service.id}` has no digits: {service.phone}", service.span)
    elif len(digits) > SHORT and countries:
        said = {verdict(service.phone, country) for country in countries}
        if said <= {"wrong"}:
            where = " or ".join(countries) if len(countries) < 4 else "the countries of the library's regions"
            told = f"{service.phone} (`{service.id}`) is no number of {where}"
            findings.error(
                "invalid-number", told, service.span, "a digit may be missing; name its region with --region"
            )


def _check_whole(service: Service, findings: Findings) -> None:
    if not service.phone and not service.url:
        told = f"`{service.id}` has neither phone nor web address: nobody can reach it"
        findings.error("incomplete-service", told, service.span)
    lacking = [name for name, value in (("hours", service.hours), ("phone", service.phone)) if not value]
    if lacking and (service.phone or service.url):
        told = f"`{service.id}` has no {' and no '.join(lacking)}"
        findings.warn("incomplete-service", told, service.span, "a reader without data or time needs them")
    if len(service.address) > MOST_LINES:
        told = f"the address of `{service.id}` has {len(service.address)} lines; {MOST_LINES} are the most"
        findings.error("incomplete-service", told, service.span, "join two lines: `Room 2, 5 High Street`")


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
