"""Paper that is out of date: services that hold sheets made from a number or a claim that has changed since."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from builder.checks.content.held import changed
from builder.diagnostics import Findings, Hint
from builder.load import Library
from builder.load.paths import shown
from builder.model.leaflet import Leaflet
from builder.model.region import Region
from builder.model.source import Span
from builder.orders.journal import FILE
from builder.orders.recall import Fault, Held, holders
from builder.translate import translate
from builder.translate.prepare import Product


def check_copies(
    library: Library,
    leaflets: Sequence[Leaflet],
    regions: Sequence[Region],
    output: Path,
    on: datetime.date,
    findings: Findings,
) -> None:
    """Name the services that hold stale copies, from the journal of orders in an output folder, where there is one."""
    stale, now = changed(library, leaflets, regions), _Now(library, on)
    try:
        for name, old, number, span in stale.numbers:
            held = [one for one in holders(output, Fault(number=name)) if one.edition not in now.codes(one)]
            _tell(f"{name} was {old} and is {number}", held, span, findings)
        for claim, leaflet in stale.claims:
            held = holders(output, Fault(claim=claim.id, leaflet=leaflet.id))
            _tell(f"claim {claim.id} has changed since {leaflet.id} was held against it", held, claim.span, findings)
    except sqlite3.Error as error:
        findings.warn("stale-copy", f"{shown(output / FILE)} cannot be read: {error}")


class _Now:
    """The codes that editions have as the files are: a sheet with one of them has today's numbers."""

    def __init__(self, library: Library, on: datetime.date) -> None:
        self.library, self.on = library, on
        self.known: dict[tuple[str, str, str], frozenset[str]] = {}

    def codes(self, held: Held) -> frozenset[str]:
        key = (held.leaflet, held.region, held.language)
        if key not in self.known:
            products: tuple[Product | None, ...] = (None, "nasal", "injection")
            made = (translate(self.library, *key, Findings(), naloxone=one, on=self.on) for one in products)
            self.known[key] = frozenset(edition.code for edition in made if edition is not None)
        return self.known[key]


def _tell(what: str, held: Iterable[Held], span: Span | None, findings: Findings) -> None:
    """One finding, each service with what it has in a line of its own."""
    services: dict[tuple[str, str], list[Held]] = {}
    for one in held:
        services.setdefault((one.service, one.name), []).append(one)
    if not services:
        return
    copies = sum(one.copies for told in services.values() for one in told)
    findings.warn(
        "stale-copy",
        f"{what}; {copies:,} copies of what it was are at {_counted(len(services))}",
        span,
        *(Hint(f"{name} ({id}): {_sheets(told)}") for (id, name), told in services.items()),
        "leaflet order recall writes to each of them",
    )


def _counted(services: int) -> str:
    return "1 service" if services == 1 else f"{services:,} services"


def _sheets(told: Sequence[Held]) -> str:
    return "; ".join(
        f"{one.copies:,} of {one.leaflet} in {one.language} for {one.region} on {one.layout}, edition {one.edition},"
        f" order {one.order} of {one.day}"
        for one in told
    )
