"""Whether a reader who follows a service's details gets there: numbers, lines, addresses, hours, how old they are."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence

from builder.checks.content.service import check_reached
from builder.diagnostics import Findings
from builder.model.evidence import Blocked
from builder.model.language import Language
from builder.model.service import Service
from builder.names import unknown_language
from builder.translate.parts import language_of

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
        check_reached(service, countries, blocked, on, findings)
        _check_whole(service, findings)
        fits(service, findings)


def check_language(service: Service, languages: Mapping[str, Language], findings: Findings) -> bool:
    """The language of name and address is one that can be set; with or without a variety."""
    if language_of(service.language, languages) is not None:
        return True
    unknown = unknown_language(service.language, languages)
    told = f"{unknown} (the language of `{service.id}`)"
    findings.error("unknown-name", told, service.span, *unknown.hints)
    return False


def _check_whole(service: Service, findings: Findings) -> None:
    lacking = [name for name, value in (("hours", service.hours), ("phone", service.phone)) if not value]
    if lacking and (service.phone or service.url):
        told = f"`{service.id}` has no {' and no '.join(lacking)}"
        findings.warn("incomplete-service", told, service.span, "a reader without data or time needs them")
    if len(service.address) > MOST_LINES:
        told = f"the address of `{service.id}` has {len(service.address)} lines; {MOST_LINES} are the most"
        findings.error("incomplete-service", told, service.span, "join two lines: `Room 2, 5 High Street`")
