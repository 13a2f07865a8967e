"""`leaflet order check`: everything that is wrong with an order, in one run; nothing is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.cli.option import Command, Request, option, required
from builder.cli.ordering import carry_out, enter_order, journal_in, told, wish
from builder.cli.report import counted, exit_code, say, show
from builder.diagnostics import Findings, Severity
from builder.load import Library
from builder.model.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCheck(Request):
    """Say everything that is wrong with an order: names, numbers, details that do not fit, unsigned editions.

    Every plate is composed and every sheet is struck and read back, as in a run; nothing is written.
    """

    file: Path = required("the order: .csv or .xlsx", "path", metavar="FILE")
    services: Path | None = option(
        "the services, in place of the file that the order names", "path", "--services", metavar="FILE"
    )
    draft: bool = option("editions that nobody has signed will do", "flag", "--draft")
    on: date | None = option("the day it is, as YYYY-MM-DD (default: today)", "date", "--on", metavar="DATE")
    jobs: int = option("processes to use (default: one a core)", "count", "--jobs", metavar="N")
    strict: bool = option("warnings count as errors for the exit code", "flag", "--strict")


def run(request: OrderCheck) -> int:
    """Run the order in a folder of its own that is thrown away."""
    library, findings = Library.open(Path.cwd()), Findings()
    tally = None
    with TemporaryDirectory(prefix="leaflet-") as name, journal_in(Path(name)) as journal:
        wanted = wish(request.services, request.draft, request.on, trying=True)
        order = enter_order(request.file, wanted, library, journal, findings)
        if order is not None:
            tally = carry_out(order, Path(name), library, journal, findings, jobs=request.jobs, trying=True)
    show(told(findings, every_error=True), request.format)
    if request.format != "json":
        errors, warnings = findings.count(Severity.ERROR), findings.count(Severity.WARNING)
        sheets = f"{tally.total:,} sheets tried, {tally.refused:,} refused: " if tally is not None else ""
        say(f"{sheets}{counted(errors, 'error')}, {counted(warnings, 'warning')}")
    return 1 if tally is None or tally.refused else exit_code(findings, request.strict)


COMMAND = Command("order check", OrderCheck, run, "leaflet order check county.csv --services services.csv")
