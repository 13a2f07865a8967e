"""Enter: an order's lines are resolved to services and plates and go into the journal, all or none of them.

Everything that is wrong is told in one go, by row and column; a wrong name that stands in many rows is told once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from builder.checks.content.regions import country_of
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.paths import is_device, shown
from builder.model.dataclass import dataclass
from builder.model.service import Service
from builder.model.source import Span
from builder.orders.journal import Journal, Order
from builder.orders.naming import Naming
from builder.orders.plans import check_order_plans
from builder.orders.read import OrderFile
from builder.orders.services import each_service, service_files
from builder.orders.stock import load_stock
from builder.services.check import check_services
from builder.translate.parts import lineage

_MOST_FOUND = 2000
"""Findings about services that are kept."""

# what programs write in place of letters that they cannot
_LOST = re.compile(r"\?\?|\ufffd")
# 2.02556E+09: the last digits are gone
_MANGLED = re.compile(r"\+?\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
# what a cell of numbers makes of a phone
_UNGROUPED = re.compile(r"\+?\d{7,}")
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """How an order is entered. `drafts`: unsigned editions too. `services`: in place of the file that it names.

    `sample`: the part of the files that is read back in full, in thousandths; None: as the order says.
    `trying`: lines that are wrong are left out and the others entered, for what else is to be found.
    """

    on: date
    drafts: bool = False
    services: Path | None = None
    sample: int | None = None
    trying: bool = False


def enter(path: Path, wanted: Entering, library: Library, journal: Journal, findings: Findings) -> Order | None:
    """The order as it stands in the journal, or None and errors, and then nothing has been entered.

    Raises OSError when a file cannot be read.
    """
    file = OrderFile(path, findings)
    if not file.columns:
        return None
    paths = service_files(path, file.header.services, wanted.services, library, findings)
    digest = _digest([path, *paths], wanted, findings) if paths is not None else None
    if paths is None or digest is None:
        return None
    id = _named(file.header.reference or path.stem)
    header = file.header if wanted.sample is None else replace(file.header, sample=wanted.sample)
    order = Order(id, header, digest, wanted.on.isoformat(), wanted.drafts, "planned", "")
    before: Order | None = None
    try:
        with journal:
            before = journal.order(id)
            if before is not None and before.state != "planned":
                raise _Refused
            journal.put_order(order)
            naming = Naming(library, journal, order, wanted.on, findings)
            for service_id, service in each_service(paths, library, findings):
                naming.know(service_id, service)
            entered = naming.enter(file)
            journal.drop_services(id)
            _check_used(journal, id, library, wanted.on, findings)
            if (stock := load_stock(library, findings)) is not None:
                check_order_plans(stock, journal, id, library, findings)
            if not entered and findings.ok:
                findings.error("order-columns", f"{file.name} has no lines", Span(file.name, 1, 1, 1, 1))
            if not entered or not (findings.ok or wanted.trying):
                raise _Refused
    except _Refused:
        return _again(before, digest, findings) if before is not None and before.state != "planned" else None
    return order


class _Refused(Exception):
    """Nothing of the order is to stay in the journal."""


def _named(reference: str) -> str:
    """A reference as a folder's name: letters without their marks; where none is left, what tells it from others."""
    plain = unicodedata.normalize("NFKD", reference.casefold()).encode("ascii", "ignore").decode()
    made = _SLUG.sub("-", plain).strip("-")[:60].strip("-")
    if not made and reference.strip():
        made = f"order-{sha256(reference.encode()).hexdigest()[:8]}"
    return f"order-{made}" if is_device(made) else made or "order"


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


def _digest(paths: Iterable[Path], wanted: Entering, findings: Findings) -> str | None:
    made = sha256(f"{wanted.drafts}".encode())
    for path in paths:
        try:
            if not path.is_file() and path.exists():
                raise OSError(0, "it is not a file")
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    made.update(block)
        except OSError as error:
            told = f"{shown(path)} cannot be read: {error.strerror or error}"
            findings.error("missing-file", told, None, "name the file of the services with --services FILE")
            return None
    return made.hexdigest()


def _check_used(journal: Journal, order: str, library: Library, on: date, findings: Findings) -> None:
    """The services that the order is for: a number that is wrong is wrong on a thousand sheets."""
    blocked, countries = library.blocked(findings), dict[str, str]()
    for service, regions in _used(journal, order):
        for id in regions - countries.keys():
            region = library.region(id, Findings())
            countries[id] = country_of(lineage(library, region)) if region is not None else ""
        lost = next((text for text in (service.name, *service.address, service.hours) if _LOST.search(text)), "")
        if lost:
            told = f"letters of `{service.id}` are lost: {lost[:60]}"
            hint = "a spreadsheet's plain CSV holds Western letters alone: save as .xlsx or as “CSV UTF-8”"
            findings.error("lost-letters", told, service.span, hint)
        if _MANGLED.fullmatch(service.phone):
            told = f"a spreadsheet has made {service.phone} of the phone of `{service.id}`"
            hint = "its digits are lost: format the column as text, then type the number again"
            findings.error("invalid-number", told, service.span, hint)
        elif len(findings) < _MOST_FOUND:
            if _UNGROUPED.fullmatch(service.phone):
                told = f"{service.phone} (`{service.id}`) is printed as it stands, too many digits to read at once"
                hint = "write it in groups, as people say it: 202-555-0142"
                findings.warn("ungrouped-phone", told, service.span, hint)
            there = sorted({countries[id] for id in regions} - {""})
            check_services([service], there, blocked, on, findings)


def _used(journal: Journal, order: str) -> Iterator[tuple[Service, set[str]]]:
    """Each service with the regions that its sheets are of."""
    asked = (
        "select sheets.service, group_concat(distinct plates.region) from sheets "
        "join plates on plates.list = sheets.list and plates.key = sheets.plate "
        "where sheets.list = ? group by sheets.service order by sheets.service"
    )
    for id, regions in journal.rows(asked, (order,)):
        service = journal.service(order, id)
        assert service is not None, "entered with its line"
        yield service, set(regions.split(","))
