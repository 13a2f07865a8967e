"""Enter: an order's lines are resolved to services and plates and go into the journal, all or none of them.

Everything that is wrong is told in one go, by row and column; a wrong name that stands in many rows is told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import get_args

from builder.build import Finish, Job
from builder.checks.content.regions import country_of
from builder.diagnostics import Findings, Hint, did_you_mean
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.defaults import Defaults
from builder.model.order import Line
from builder.model.service import Service
from builder.model.source import Span
from builder.names import UnknownName, choose_languages
from builder.orders.journal import Journal, Order
from builder.orders.read import OrderFile
from builder.orders.services import load_services, service_files
from builder.services.check import check_services
from builder.translate.parts import lineage

DRAFT = "-draft.pdf"
FINAL = ".pdf"

_MOST_ROWS = 4  # rows that a finding names; the rest are counted
_MOST_HINTS = 40  # a near name among thousands takes a tenth of a second to find
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """How an order is entered. `drafts`: unsigned editions too. `services`: in place of the file that it names."""

    on: date
    drafts: bool = False
    services: Path | None = None


def enter(path: Path, wanted: Entering, library: Library, journal: Journal, findings: Findings) -> Order | None:
    """The order as it stands in the journal, or None and errors, and then nothing has been entered.

    Raises OSError when a file cannot be read.
    """
    file = OrderFile(path, findings)
    if not findings.ok:
        return None
    paths = service_files(path, file.header.services, wanted.services, library)
    services = load_services(paths, library, findings)
    digest = _digest([path, *paths], wanted)
    id = _SLUG.sub("-", (file.header.reference or path.stem).casefold()).strip("-")[:60] or "order"
    order = Order(id, file.header, digest, wanted.on.isoformat(), wanted.drafts, "planned", "")
    before = journal.order(id)
    if before is not None and before.state != "planned":
        return _again(before, digest, findings)
    try:
        with journal:
            journal.put_order(order)
            used = _Names(library, services, wanted, findings).resolve(file.lines, order, journal)
            if not findings.ok:
                raise _Refused
            _check_used([services[each] for each in sorted(used)], library, wanted.on, findings)
            if not findings.ok:
                raise _Refused
            if not used:
                findings.error("order-columns", f"{file.name} has no lines", Span(file.name, 1, 1, 1, 1))
                raise _Refused
            journal.put_services(id, (services[each] for each in sorted(used)))
    except _Refused:
        return None
    return order


class _Refused(Exception):
    """Nothing of the order is to stay in the journal."""


def _again(before: Order, digest: str, findings: Findings) -> Order | None:
    if before.digest == digest:
        return before
    findings.error(
        "order-changed",
        f"order `{before.id}` has been run before, from another list or with other options",
        None,
        "what was printed then must stay known: give the new list a reference of its own",
    )
    return None


def _digest(paths: Iterable[Path], wanted: Entering) -> str:
    made = sha256(f"{wanted.drafts}".encode())
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                made.update(block)
    return made.hexdigest()


def _check_used(services: Sequence[Service], library: Library, on: date, findings: Findings) -> None:
    """The services that the order is for: a number that is wrong is wrong on a thousand sheets."""
    countries: dict[str, None] = {}
    for id in library.regions():
        region = library.region(id, Findings())
        country = country_of(lineage(library, region)) if region is not None else ""
        if country:
            countries[country] = None
    check_services(services, tuple(countries), library.blocked(findings), on, findings)


class _Names:
    """Resolves names; each that is not known is told once, with the rows that it stands in."""

    def __init__(self, library: Library, services: Mapping[str, Service], wanted: Entering, findings: Findings) -> None:
        self._library = library
        self._services = services
        self._wanted = wanted
        self._findings = findings
        self._known: dict[str, Sequence[str]] = {
            "leaflet": library.leaflets(),
            "region": library.regions(),
            "theme": library.themes(),
            "layout": tuple(each for each in library.layouts() if self._for_one(each)),
            "language": tuple(library.languages(findings)),
            "finish": get_args(Finish),
        }
        self._wrong: dict[tuple[str, str], list[Line]] = {}
        self._twice: list[Line] = []
        self._keys: dict[tuple[str, ...], str] = {}

    def resolve(self, lines: Iterable[Line], order: Order, journal: Journal) -> set[str]:
        """Enter the lines; the services that they are for."""
        defaults = self._library.defaults(self._findings)
        used: set[str] = set()
        for line in lines if defaults is not None else ():
            assert defaults is not None
            names = {
                "leaflet": line.leaflet,
                "language": line.language,
                "layout": line.layout,
                "region": line.region or defaults.region,
                "theme": line.theme or defaults.theme,
                "finish": line.finish or "office",
            }
            wrong = [what for what, name in names.items() if name not in self._known[what]]
            for what in wrong:
                self._wrong.setdefault((what, names[what]), []).append(line)
            if line.service not in self._services:
                self._wrong.setdefault(("service", line.service), []).append(line)
            elif not wrong:
                used.add(line.service)
                key = self._plate(names, defaults, order, journal)
                if not journal.put_line(order.id, line, key, f"sheets/{line.service}/{key}{FINAL}"):
                    self._twice.append(line)
        self._tell()
        return used

    def _plate(self, names: Mapping[str, str], defaults: Defaults, order: Order, journal: Journal) -> str:
        """The plate's key, which is also the name of its files: what the project usually takes goes without saying."""
        asked = tuple(names.values())
        if asked not in self._keys:
            usual = {"region": defaults.region, "theme": defaults.theme, "finish": "office"}
            parts = [names["leaflet"], names["language"], names["layout"]]
            parts += [names[what] for what, name in usual.items() if names[what] != name]
            key = self._keys[asked] = "-".join(parts)
            finish = next(each for each in get_args(Finish) if each == names["finish"])
            job = Job(
                leaflet=names["leaflet"],
                region=names["region"],
                language=names["language"],
                layout=names["layout"],
                theme=names["theme"],
                stem=key,
                on=self._wanted.on,
                finish=finish,
                screen=defaults.screen if finish == "screen" else "",
            )
            journal.put_plate(order.id, key, job)
        return self._keys[asked]

    def _for_one(self, layout: str) -> bool:
        found = self._library.layout(layout, Findings())
        return found is not None and found.listed and not found.bilingual

    def _tell(self) -> None:
        for at, ((what, name), lines) in enumerate(self._wrong.items()):
            told = f"there is no {what} `{name[:60]}` ({rows(lines)})"
            hints = self._hints(what, name) if at < _MOST_HINTS else ()
            self._findings.error("unknown-name", told, lines[0].span, *hints)
        if self._twice:
            told = (
                f"the same sheet for the same service is asked for twice; the copies are added up ({rows(self._twice)})"
            )
            self._findings.warn("order-duplicate", told, self._twice[0].span)

    def _hints(self, what: str, name: str) -> tuple[Hint, ...]:
        if what == "language":
            try:
                choose_languages([name], self._library.languages(Findings()))
            except UnknownName as unknown:
                return unknown.hints
        known = self._known[what] if what in self._known else tuple(self._services)
        folded = {each.casefold(): each for each in known}
        if name.casefold() in folded:
            return (Hint(f"did you mean {folded[name.casefold()]}?"),)
        if what == "service" and (near := _by_name(name, self._services)):
            return (Hint(f"did you mean {near}?"),)
        return did_you_mean(name, known)


def _by_name(name: str, services: Mapping[str, Service]) -> str:
    """A service that is called by its name in place of its id."""
    wanted = name.casefold().strip()
    return next((each.id for each in services.values() if each.name.casefold() == wanted), "")


def rows(lines: Sequence[Line]) -> str:
    """`row 4`, `rows 4, 9 and 12`, `rows 4, 9, 12, 13 and 296 more`."""
    named = [str(line.number) for line in lines[:_MOST_ROWS]]
    if len(lines) == 1:
        return f"row {named[0]}"
    if len(lines) > _MOST_ROWS:
        return f"rows {', '.join(named)} and {len(lines) - _MOST_ROWS} more"
    return f"rows {', '.join(named[:-1])} and {named[-1]}"
