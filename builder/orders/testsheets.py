"""Test sheets go with the first order of a journal: nobody knows yet what this printer does to paper."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from builder.build import Job
from builder.diagnostics import Findings
from builder.load import Library
from builder.orders.journal import Journal, Order
from builder.testsheet import make_test_sheet, name_of, spoken
from builder.write import write


def write_test_sheets(journal: Journal, order: Order, library: Library, folder: Path, findings: Findings) -> list[str]:
    """One for each layout, finish and inks of the order; the names of the files. Raises OSError."""
    if not _first(journal, order):
        return []
    jobs: dict[Hashable, Job] = {}
    for plate in journal.plates(order.id, "ready"):
        job = plate.job
        if job.finish != "screen":
            jobs.setdefault((job.layout, job.finish, job.colour, job.spot), job)
    written = []
    for job in jobs.values():
        edition = spoken(job, library, findings)
        data = make_test_sheet(job, edition, library, findings) if edition is not None else None
        if data is not None:
            write(folder / name_of(job), data)
            written.append(name_of(job))
    return written


def _first(journal: Journal, order: Order) -> bool:
    """No order of this journal was run before it."""
    asked = "select count(*) from orders where state <> 'planned' and rowid < (select rowid from orders where id = ?)"
    return not any(count for (count,) in journal.rows(asked, (order.id,)))
