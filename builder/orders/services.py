"""The services that an order is for: from the file that it names, or from the project's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.paths import shown
from builder.model.service import Service
from builder.orders.table import read_rows
from builder.services.read import read_services
from builder.services.record import bind_records
from builder.services.spreadsheet import read_csv

_ENDINGS = (".yaml", ".yml", ".csv", ".tsv", ".json")


def service_files(order: Path, named: str, given: Path | None, library: Library) -> list[Path]:
    """The files to read: the one given, else the one that the order names (beside it), else the project's own."""
    if given is not None:
        return [given]
    if named:
        return [order.parent / named]
    folder = library.roots[0] / "leaflets" / "services"
    return sorted(path for path in folder.glob("*") if path.suffix.lower() == ".yaml") if folder.is_dir() else []


def load_services(paths: Iterable[Path], library: Library, findings: Findings) -> dict[str, Service]:
    """Id -> service. An id that stands in two files is an error."""
    found: dict[str, Service] = {}
    for path in paths:
        for service in (
            _workbook(path, findings) if path.suffix.lower() == ".xlsx" else read_services(path, library, findings)
        ):
            if service.id in found:
                first = found[service.id].span
                place = f" and in {first.file}" if first is not None else ""
                findings.error("duplicate-id", f"service `{service.id}` stands here{place}", service.span)
            else:
                found[service.id] = service
    return found


def _workbook(path: Path, findings: Findings) -> tuple[Service, ...]:
    text = io.StringIO()
    writer = csv.writer(text)
    for row in read_rows(path, findings):
        writer.writerow([cell.text for cell in row.cells])
    return bind_records(read_csv(text.getvalue(), shown(path), findings), findings)
