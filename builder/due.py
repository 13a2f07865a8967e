"""What runs out: reviews, claims, numbers, translations and the details of services, by the day on which it does."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from builder.checks.content.dates import is_signed
from builder.checks.content.printed import statements
from builder.checks.content.regions import confirmations
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.paths import shown
from builder.model.dataclass import dataclass
from builder.model.source import Span
from builder.translate.catalogue import Catalogue, read_catalogue
from builder.translate.dates import read_date
from builder.translate.digest import catalogue_digest
from builder.translate.messages import messages
from builder.translate.parts import lineage
from builder.translate.signoff import CHECKED_BY, CHECKED_DIGEST, CHECKED_ON, CONFIRMED_FOR
from builder.translate.speak import state_of
from builder.translate.whole import every_part

Kind = Literal["leaflet", "claim", "number", "translation", "service"]


@dataclass(frozen=True, slots=True)
class Due:
    """Something that runs out. `by` is the day, None: it has never been done. `act`: what to do."""

    kind: Kind
    name: str
    what: str
    by: datetime.date | None
    act: str
    span: Span | None = None


def due(
    library: Library, regions: Sequence[str], languages: Sequence[str], until: datetime.date, on: datetime.date
) -> tuple[Due, ...]:
    """What runs out by the day `until`, the most urgent first; then what was never done."""
    found = [
        *_leaflets(library, regions, on),
        *_claims(library),
        *_numbers(library, regions),
        *_translations(library, regions, languages),
        *_services(library),
    ]
    return tuple(sorted((one for one in found if one.by is None or one.by <= until), key=_urgency))


def days(text: str) -> int:
    """`60d`, `8w`, `60` as days. Raises ValueError."""
    factors = {"d": 1, "w": 7, "m": 30}
    factor = factors.get(text[-1:].lower(), 0)
    number = int(text[:-1] if factor else text)
    if not 0 <= number <= 100_000:
        raise ValueError("not a number of days")
    return number * (factor or 1)


def _urgency(one: Due) -> tuple[bool, datetime.date, str, str]:
    return (one.by is None, one.by or datetime.date.max, one.kind, one.name)


def _leaflets(library: Library, regions: Sequence[str], on: datetime.date) -> Iterator[Due]:
    for id in library.leaflets():
        leaflet = library.leaflet(id, Findings())
        if leaflet is None:
            continue
        act = "read it again, set `reviewed` and a new `check-by`"
        if (by := read_date(leaflet.check_by)) is not None:
            yield Due("leaflet", id, "has to be reviewed again", by, act, leaflet.span)
        elif not leaflet.reviewed:
            yield Due("leaflet", id, "has no date by which it is reviewed", None, "set `check-by`", leaflet.span)
        unsigned = [region for region in regions if not is_signed(library, leaflet, region, on)]
        if unsigned:
            told = f"is not signed for {', '.join(unsigned)}"
            yield Due("leaflet", id, told, None, f"leaflet approve {id} --region {unsigned[0]} ...", leaflet.span)


def _claims(library: Library) -> Iterator[Due]:
    cited = {
        claim
        for id in library.leaflets()
        if (leaflet := library.leaflet(id, Findings())) is not None
        for statement in statements(leaflet)
        for claim in (statement.claims.ids if statement.claims else ())
    }
    for claim in library.claims(Findings()).values():
        by = read_date(claim.check_by)
        if by is not None and claim.id in cited:
            yield Due("claim", claim.id, claim.title, by, "read its sources again, set a new `check-by`", claim.span)


def _numbers(library: Library, regions: Sequence[str]) -> Iterator[Due]:
    seen: set[Span | None] = set()
    for id in regions:
        region = library.region(id, Findings())
        for name in lineage(library, region) if region is not None else ():
            above = library.region(name, Findings())
            for line, number, span, confirmed in confirmations(above) if above is not None else ():
                if span in seen or (above is not None and above.span and span and span.file != above.span.file):
                    continue
                seen.add(span)
                day = read_date(confirmed.on) if confirmed is not None else None
                act = f"dial it, then: leaflet region confirm {line} --by NAME --on DATE"
                told = f"{number} has to be dialed again" if day else f"{number} has been checked by nobody"
                yield Due("number", line, told, day + CONFIRMED_FOR if day else None, act, span)


def _translations(library: Library, regions: Sequence[str], languages: Iterable[str]) -> Iterator[Due]:
    """Translations that were made from an older text, or whose check no longer holds."""
    tags = tuple(languages)
    for part in every_part(library, regions, Findings()):
        sources = {message.context: message.text.value for message in messages(part.value)}
        for language in tags:
            path = library.po(part.kind, part.ids[0], language)
            catalogue = read_catalogue(path, Findings(), shown(path)) if path is not None else None
            if catalogue is not None:
                yield from _catalogue(catalogue, sources)


def _catalogue(catalogue: Catalogue, sources: dict[str, str]) -> Iterator[Due]:
    states = [state_of(entry, sources[context]) for context, entry in catalogue.entries.items() if context in sources]
    stale = sum(state == "stale" for state in states)
    name = catalogue.file
    if stale:
        told = f"{stale} messages were translated from an older text"
        yield Due("translation", name, told, None, "translate them again, then have the file checked", catalogue.span)
    elif not catalogue.headers.get(CHECKED_BY):
        yield Due(
            "translation", name, "no second speaker has checked it", None, "leaflet approve --lang", catalogue.span
        )
    elif catalogue.headers.get(CHECKED_DIGEST) != catalogue_digest(catalogue):
        day = catalogue.headers.get(CHECKED_ON, "")
        told = f"it has changed since it was checked on {day}"
        yield Due("translation", name, told, None, "have it checked again: leaflet approve --lang", catalogue.span)


def _services(library: Library) -> Iterator[Due]:
    for root in library.roots[:1]:
        for path in sorted(root.glob("leaflets/services/*.yaml")):
            for service in library.services(path, Findings()).values():
                day = read_date(service.checked_on)
                told = "its details have to be checked again" if day else "nobody has checked its details"
                by = day + CONFIRMED_FOR if day else None
                yield Due("service", f"{shown(path)}:{service.id}", told, by, "call it, set `checked-on`", service.span)
