"""`leaflet order proof`: every edition of an order in one PDF, to be signed before it is printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from builder.cli.option import Command, Request, option, required
from builder.cli.ordering import enter_order, journal_in, told, wish
from builder.cli.report import exit_code, say, show
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.paths import shown
from builder.model.dataclass import dataclass

if TYPE_CHECKING:
    from builder.orders.proof import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderProof(Request):
    """Make a PDF with every edition of an order and a page to sign; what a press prints in inks, in a PDF of its own.

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

    library, findings, proofs = Library.open(Path.cwd()), Findings(), list["Proof"]()
    with TemporaryDirectory(prefix="leaflet-") as name, journal_in(Path(name)) as journal:
        order = enter_order(request.file, wish(request.services, True, request.on), library, journal, findings)
        if order is not None:
            proofs = prove_order(order, journal, library, findings)
    for proof in proofs:
        assert order is not None, "it has been proved"
        path = request.output / f"{order.id}-proof{'-' if proof.name else ''}{proof.name}.pdf"
        how = "colours in the inks of the press" if proof.name else "colours as on a screen"
        try:
            write(path, proof.data)
            say(f"{shown(path)}: {len(proof.data) // 1000} KB, {how}")
        except OSError as error:
            findings.error("cannot-write", f"{shown(path)} cannot be written: {error.strerror or error}")
    show(told(findings), request.format)
    return 1 if not proofs else exit_code(findings)


COMMAND = Command("order proof", OrderProof, run, "leaflet order proof county.csv --output output")
