"""`leaflet order resume`: an order that was stopped goes on where it was."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from builder.cli.option import Command, Request, option
from builder.cli.ordering import carry_out, journal_in, say_tally, scheduler_of, since, told
from builder.cli.report import Refusal, exit_code, show
from builder.diagnostics import Findings, did_you_mean
from builder.load import Library
from builder.model.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderResume(Request):
    """Go on with orders that were killed, ran out of space or were interrupted.

    What is there is held against the journal; the end is the same as if nothing had happened.
    """

    orders: tuple[str, ...] = option(
        "orders to go on with; without any, all that are not done", "words", metavar="ORDER"
    )
    output: Path = option("folder for orders", "path", "-o", "--output", metavar="DIR", default=Path("output"))
    jobs: int = option("processes to use (default: one a core)", "count", "--jobs", metavar="N")
    executor: Literal["local", "dask"] = option(
        "where the work is done", "word", "--executor", choices=("local", "dask"), default="local"
    )
    scheduler: str = option("address of the Dask scheduler", "word", "--scheduler", metavar="ADDRESS")


def run(request: OrderResume) -> int:
    """Run what is left of each order."""
    scheduler = scheduler_of(request.executor, request.scheduler)
    library, findings, code = Library.open(Path.cwd()), Findings(), 0
    with journal_in(request.output) as journal:
        known = {order.id: order for order in journal.orders()}
        for id in request.orders:
            if id not in known:
                raise Refusal("unknown-name", f"there is no order `{id[:60]}`", *did_you_mean(id, known))
        chosen = request.orders or tuple(id for id, order in known.items() if order.state == "running")
        if not chosen:
            raise Refusal("order-nothing", "there is no order to go on with", "leaflet order run FILE begins one")
        for id in chosen:
            started = since()
            tally = carry_out(
                known[id], request.output, library, journal, findings, jobs=request.jobs, scheduler=scheduler
            )
            if tally is not None:
                say_tally(known[id], tally, request.output, since() - started, request.format)
            code = max(code, 1 if tally is None or tally.refused else 0)
    show(told(findings), request.format)
    return max(code, exit_code(findings))


COMMAND = Command("order resume", OrderResume, run, "leaflet order resume --output output")
