"""What a recall sends out: a table of who holds what, and a letter to each service in the language that it reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.letters import LetterWords
from builder.model.service import Service
from builder.model.source import Text
from builder.orders.journal import Journal
from builder.orders.ledger import Ledger, ledger, paper
from builder.orders.manifest import held as safe
from builder.orders.papers import working_edition
from builder.orders.recall import Fault, Held, service_of
from builder.orders.speech import Speech
from builder.orders.stock import load_stock
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
    speech = Speech(library, findings)
    if edition is None or stock is None or not speech.known:
        return [CSV]
    book = ledger(library, edition, stock.letter if edition.region.paper == "letter" else stock.a4, findings)
    if book is None:
        return [CSV]
    for _, held in groupby(found, key=lambda each: each.service):
        sheets = list(held)
        _letter(book, sheets, fault, reason, service_of(journal, sheets[-1]), speech)
    speech.tell_lacking(findings)
    data = paper(book, f"Recall: {fault}", findings)
    if data is None:
        return [CSV]
    write(folder / LETTERS, data)
    return [CSV, LETTERS]


def as_csv(found: Iterable[Held]) -> str:
    """A table that spreadsheets open as it is."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(Held._fields)
    writer.writerows([[safe(value) for value in each] for each in found])
    return "\ufeff" + text.getvalue()


def _letter(
    book: Ledger, sheets: Sequence[Held], fault: Fault, reason: str, service: Service | None, speech: Speech
) -> None:
    """In the language of the service, where there are words in it; names, codes and `reason` stay as they are."""
    lang = service.language if service is not None else ""
    letter = speech.letter(lang)
    words, spoken = letter.words, letter.language

    def said(text: Text) -> tuple[str, str]:
        return text.value, spoken

    book.begin()
    if letter.draft:
        book.words((letter.draft, spoken), "small")
    book.words((sheets[0].name, lang or spoken), "subheading", gap=6.0 if letter.draft else 0.0)
    for line in service.address if service is not None else ():
        book.words((line, lang))
    book.words(said(words.title), "title", gap=24.0)
    book.words(reason or said(words.reason), "lead", gap=10.0)
    told = "; ".join([f"{label.value} {value}" for label, value in _labelled(fault, words, speech)])
    book.words((f"{words.concerns.value} {told}", spoken), gap=6.0)
    heads = (words.order, words.printed, words.leaflet, words.in_language, words.sheet, words.edition, words.copies)
    rows = [
        (
            each.reference or each.order,
            each.day,
            each.leaflet,
            (speech.language(each.language), each.language),
            each.layout,
            each.edition,
            f"{each.copies:,}",
        )
        for each in sheets
    ]
    titles = [(f"{head.value}#" if head is words.copies else head.value, spoken) for head in heads]
    book.table(titles, rows, (1.4, 1.0, 1.2, 1.0, 1.3, 0.9, 1.1))
    book.words(said(words.code), "small", gap=6.0)
    book.sign([said(words.destroyed), said(words.name), said(words.date)])


def _labelled(fault: Fault, words: LetterWords, speech: Speech) -> list[tuple[Text, str]]:
    """What is looked for, each with what it is called."""
    told = (
        (words.edition, fault.edition),
        (words.leaflet, fault.leaflet),
        (words.claim, fault.claim),
        (words.number, fault.number),
        (words.in_language, speech.language(fault.translation) if fault.translation else ""),
        (words.region, fault.region),
        (words.printed_before, fault.before),
    )
    return [(label, value) for label, value in told if value]
