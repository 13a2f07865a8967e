"""What a recall sends out: a table of who holds what, and a letter to each service."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from builder.diagnostics import Findings
from builder.load import Library
from builder.orders.journal import Journal
from builder.orders.ledger import Ledger, ledger
from builder.orders.manifest import held as safe
from builder.orders.papers import working_edition
from builder.orders.recall import Fault, Held, service_of
from builder.orders.stock import load_stock
from builder.pdf import paint
from builder.write import write

CSV = "recall.csv"
LETTERS = "letters.pdf"


def write_recall(
    found: Sequence[Held],
    fault: Fault,
    reason: str,
    journal: Journal,
    library: Library,
    folder: Path,
    on: date,
    findings: Findings,
) -> list[str]:
    """Write both; the names of the files. Raises OSError."""
    write(folder / CSV, as_csv(found).encode())
    edition, stock = working_edition(library, on, findings), load_stock(library, findings)
    if edition is None or stock is None:
        return [CSV]
    book = ledger(library, edition, stock.letter if edition.region.paper == "letter" else stock.a4, findings)
    if book is None:
        return [CSV]
    for _, sheets in groupby(found, key=lambda each: each.service):
        _letter(book, list(sheets), fault, reason, journal)
    write(folder / LETTERS, paint(book.sheet(f"Recall: {fault}")))
    return [CSV, LETTERS]


def as_csv(found: Iterable[Held]) -> str:
    """A table that spreadsheets open as it is."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(Held._fields)
    writer.writerows([[safe(value) for value in each] for each in found])
    return "\ufeff" + text.getvalue()


def _letter(book: Ledger, sheets: Sequence[Held], fault: Fault, reason: str, journal: Journal) -> None:
    service = service_of(journal, sheets[-1])
    lang = service.language if service is not None else "en"
    book.begin()
    book.words((sheets[0].name, lang), "subheading")
    for line in service.address if service is not None else ():
        book.words((line, lang))
    book.words("Please take these leaflets out of use", "title", gap=24.0)
    book.words(reason or "They contain something that is no longer right.", "lead", gap=10.0)
    book.words(f"It concerns: {fault}.", gap=6.0)
    heads = ("Order", "Printed", "Leaflet", "Language", "Sheet", "Edition", "Copies#")
    rows = [
        (
            each.reference or each.order,
            each.day,
            each.leaflet,
            each.language,
            each.layout,
            each.edition,
            f"{each.copies:,}",
        )
        for each in sheets
    ]
    book.table(heads, rows, (1.5, 1.0, 1.3, 0.8, 1.4, 0.9, 0.8))
    book.words("The edition's code stands at the end of the small print of every sheet.", "small", gap=6.0)
    book.sign(("Copies destroyed", "Name", "Date"))
