"""`leaflet order proof`: every edition of an order in one PDF, to be signed before it is printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.cli.option import Command, Request, option, required
from builder.cli.ordering import enter_order, journal_in, told, wish
from builder.cli.report import exit_code, say, show
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.paths import shown
from builder.model.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderProof(Request):
    """Make one PDF with every edition of an order and a page to sign.

    Each sheet stands in it as it will be struck, with the details of the first service that gets it.
    """

    file: Path = required("the order: .csv or .xlsx", "path", metavar="FILE")
    output: Path = option("folder for the PDF", "path", "-o", "--output", metavar="DIR", default=Path("output"))
    services: Path | None = option(
        "the services, in place of the file that the order names", "path", "--services", metavar="FILE"
    )
    on: date | None = option("the day it is, as YYYY-MM-DD (default: today)", "date", "--on", metavar="DATE")


def run(request: OrderProof) -> int:
    """Enter the order into a journal that is thrown away, and set its editions."""
    from builder.orders.proof import prove_order
    from builder.write import write

    library, findings, data = Library.open(Path.cwd()), Findings(), None
    with TemporaryDirectory(prefix="leaflet-") as name, journal_in(Path(name)) as journal:
        order = enter_order(request.file, wish(request.services, True, request.on), library, journal, findings)
        if order is not None:
            data = prove_order(order, journal, library, findings)
    if order is not None and data is not None:
        path = request.output / f"{order.id}-proof.pdf"
        try:
            write(path, data)
            say(f"{shown(path)}: {len(data) // 1000} KB")
        except OSError as error:
            findings.error("cannot-write", f"{shown(path)} cannot be written: {error.strerror or error}")
    show(told(findings), request.format)
    return 1 if data is None else exit_code(findings)


COMMAND = Command("order proof", OrderProof, run, "leaflet order proof county.csv --output output")
