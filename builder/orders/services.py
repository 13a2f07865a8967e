"""The services that an order is for: from the file that it names, or from the project's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.library import with_logo
from builder.load.paths import is_safe, shown
from builder.model.service import Service
from builder.services.check import check_language
from builder.services.read import read_services
from builder.services.record import bind_each
from builder.services.spreadsheet import read_table
from builder.services.table import read_rows

_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")


def service_files(
    order: Path, named: str, given: Path | None, library: Library, findings: Findings
) -> list[Path] | None:
    """The files to read: the one given, else the one that the order names (beside it), else the project's own. None
    when the order names one that is not beside it: whoever sends a list does not choose what is read here."""
    if given is not None:
        return [given]
    if named:
        path = order.parent / named
        if not is_safe(named) or not path.resolve().is_relative_to(order.parent.resolve()):
            told = f"`services: {named[:60]}` is not beside the order"
            findings.error("outside-project", told, None, "put it into the order's folder, or name it with --services")
            return None
        return [path]
    folder = library.roots[0] / "leaflets" / "services"
    return sorted(path for path in folder.glob("*") if path.suffix.lower() == ".yaml") if folder.is_dir() else []


def each_service(paths: Iterable[Path], library: Library, findings: Findings) -> Iterator[tuple[str, Service | None]]:
    """Id and service, one after the other; None and findings where its details cannot be used.

    Tables are read as orders are, in all of Excel's forms, and not kept: there may be tens of thousands.
    """
    languages = library.languages(Findings())
    found: Iterator[tuple[str, Service | None]]
    for path in paths:
        if path.suffix.lower() in _TABLES:
            found = _table(path, findings)
        else:
            found = ((service.id, service) for service in read_services(path, library, findings))
        for id, service in found:
            usable = service is not None and check_language(service, languages, findings)
            yield id, service if usable else None


def _table(path: Path, findings: Findings) -> Iterator[tuple[str, Service | None]]:
    unread, told = Findings(), Findings()
    rows = (row.filled for row in read_rows(path, unread))
    for id, service in bind_each(read_table(rows, shown(path), told), findings):
        yield id, with_logo(service, path.parent, findings) if service is not None else None
    findings.extend(unread)
    if unread.ok:  # of a file that could not be read it need not be said that it is empty
        findings.extend(told)
