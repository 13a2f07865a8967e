"""Finish: what goes with the files of an order: manifest, sheets of several, summary, slips, labels, lists."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Findings
from builder.load import Library
from builder.orders.imposed import write_imposed
from builder.orders.journal import Journal, Order
from builder.orders.manifest import write_manifest
from builder.orders.papers import write_papers
from builder.orders.stock import load_stock
from builder.orders.summary import write_summary
from builder.orders.takes import takes
from builder.orders.testsheets import write_test_sheets


def finish(journal: Journal, order: Order, library: Library, folder: Path, findings: Findings) -> None:
    """Write them, then close the order in the journal. Raises OSError and sqlite3.Error."""
    stock = load_stock(library, findings)
    taken = takes(journal, order.id, stock, library) if stock is not None else None
    write_manifest(journal, order, folder, taken)
    tests = write_test_sheets(journal, order, library, folder, findings)
    if stock is not None and taken is not None:
        papers = write_imposed(journal, order, stock, library, folder, findings)
        papers += write_papers(journal, order, taken, library, folder, findings)
        papers += tests
        write_summary(journal, order, taken, library, papers, folder)
    journal.set_state(order.id, "done")
