"""`leaflet order run`: a list of services and sheets becomes print-ready files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from builder.cli.option import Command, Request, option, required
from builder.cli.ordering import carry_out, enter_order, journal_in, say_tally, scheduler_of, since, told, wish
from builder.cli.report import exit_code, show
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRun(Request):
    """Make every sheet of an order, each with its service's own details, read back and written down in the journal.

    Killed or out of space, it goes on with `leaflet order resume`. Run again, it mends what is missing.
    """

    file: Path = required("the order: .csv or .xlsx", "path", metavar="FILE")
    output: Path = option("folder for orders", "path", "-o", "--output", metavar="DIR", default=Path("output"))
    services: Path | None = option(
        "the services, in place of the file that the order names", "path", "--services", metavar="FILE"
    )
    draft: bool = option("print editions that nobody has signed; every face says so", "flag", "--draft")
    sample: str = option(
        "part of the files that is read back in full, as 2% (default: as the order says, or 1%)",
        "word",
        "--sample",
        metavar="PERCENT",
    )
    on: date | None = option("the day it is, as YYYY-MM-DD (default: today)", "date", "--on", metavar="DATE")
    jobs: int = option("processes to use (default: one a core)", "count", "--jobs", metavar="N")
    executor: Literal["local", "dask"] = option(
        "where the work is done", "word", "--executor", choices=("local", "dask"), default="local"
    )
    scheduler: str = option("address of the Dask scheduler", "word", "--scheduler", metavar="ADDRESS")


def run(request: OrderRun) -> int:
    """Enter the order, run it, say what came of it."""
    scheduler = scheduler_of(request.executor, request.scheduler)
    library, findings = Library.open(Path.cwd()), Findings()
    started, tally = since(), None
    with journal_in(request.output) as journal:
        order = enter_order(
            request.file,
            wish(request.services, request.draft, request.on, sample=request.sample),
            library,
            journal,
            findings,
        )
        if order is not None:
            tally = carry_out(order, request.output, library, journal, findings, jobs=request.jobs, scheduler=scheduler)
    show(told(findings), request.format)
    if order is not None and tally is not None:
        say_tally(order, tally, request.output, since() - started, request.format)
    return 1 if tally is None or tally.refused else exit_code(findings)


COMMAND = Command("order run", OrderRun, run, "leaflet order run county.csv --output output")
