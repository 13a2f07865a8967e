"""Paper for the people who pack: a slip and a box label for each service, a picking list by edition, a cost sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.edition import Edition
from builder.model.service import Service
from builder.model.stock import Stock
from builder.orders.called import Called
from builder.orders.journal import Journal, Order
from builder.orders.ledger import Ledger, ledger, paper
from builder.orders.takes import Takes
from builder.orders.totals import Parcel, Pile, Total, parcels, piles, total
from builder.translate import translate
from builder.translate.placeholders import FSI, PDI
from builder.write import write

_LISTED = 4  # kinds of leaflets that a box's label names
_TOGETHER = 200
"""Services whose slips go into one file."""

_READ = 10
"""Of so many files of slips, which are all alike, one is read back: it takes a second."""


def write_papers(
    journal: Journal, order: Order, taken: Takes, library: Library, folder: Path, findings: Findings
) -> list[str]:
    """Write them all; the names of the files. Raises OSError."""
    edition = working_edition(library, date.fromisoformat(order.day), findings)
    if edition is None:
        return []
    stock = taken.stock
    layout = stock.letter if edition.region.paper == "letter" else stock.a4
    made = piles(journal, order.id, taken)
    names = Called(library, made, taken)
    written: list[str] = []

    def put(name: str, page: str, title: str, fill: Callable[[Ledger], None], *, read: bool = True) -> None:
        book = ledger(library, edition, page, findings)
        if book is not None:
            fill(book)
            data = paper(book, title, findings, read=read) if book.pages else None
            if data is not None:
                write(folder / name, data)
                written.append(name)

    title = order.header.reference or order.id
    put("picking-list.pdf", layout, f"Picking list, {title}", lambda book: _picking(book, order, made, names))
    added = total(journal, order.id, taken)
    put("cost.pdf", layout, f"Cost, {title}", lambda book: _cost(book, order, made, names, added, stock))
    waiting = parcels(journal, order.id, taken)
    number = 0
    while portion := list(islice(waiting, _TOGETHER)):
        number += 1
        read = number % _READ == 1
        packed = [(parcel, journal.service(order.id, parcel.service)) for parcel in portion]
        put(
            f"slips-{number:03}.pdf",
            layout,
            f"Packing slips, {title}",
            partial(_slips, order=order, packed=packed, names=names),
            read=read,
        )
        put(
            f"labels-{number:03}.pdf",
            stock.label,
            f"Box labels, {title}",
            partial(_labels, order=order, packed=packed, names=names),
            read=read,
        )
    return written


def working_edition(library: Library, on: date, findings: Findings) -> Edition | None:
    """Any edition in the language of the common words: working papers are set with its fonts."""
    defaults, words = library.defaults(findings), library.words(findings)
    if defaults is None or words is None:
        return None
    for id in library.leaflets():
        leaflet = library.leaflet(id, Findings())
        if leaflet is not None and leaflet.language == words.language:
            made = translate(library, id, defaults.region, words.language, Findings(), on=on)
            if made is not None:
                return made
    findings.warn(
        "order-papers", "there is no leaflet to set slips and lists with; they are left out", None, "mend one"
    )
    return None


def _about(order: Order) -> str:
    """The order in one line; what a department has written turns nothing of it around."""
    head = order.header
    told = [
        ("Order", head.reference or order.id),
        ("due", head.due),
        ("contact", head.contact),
        ("deliver to", head.deliver_to),
    ]
    return " \u00b7 ".join([f"{what} {FSI}{text}{PDI}" for what, text in told if text])


def _picking(book: Ledger, order: Order, made: Sequence[Pile], names: Called) -> None:
    """By edition: what the printer puts on the pallet."""
    book.begin()
    book.words("Picking list", "title")
    book.words(_about(order), gap=2.0)
    heads = ("Leaflet", "Language", "Layout", "Edition", "Paper", "Services#", "Copies#", "Sheets#")
    rows = [
        (*names.of(pile.key), pile.paper, f"{pile.services:,}", f"{pile.copies:,}", f"{pile.leaves:,}") for pile in made
    ]
    book.table(heads, rows, (1.2, 1.3, 2.0, 0.9, 1.2, 0.9, 0.9, 0.9))
    if names.told:
        book.words(names.told, "small", gap=6.0)


def _cost(book: Ledger, order: Order, made: Sequence[Pile], names: Called, added: Total, stock: Stock) -> None:
    book.begin()
    book.words("Cost", "title")
    book.words(_about(order), gap=2.0)

    def money(price: float) -> str:
        return f"{price:,.2f}" if added.price else ""

    heads = ("Leaflet", "Language", "Layout", "Copies#", "Sheets#", "kg#", f"{stock.currency}#")
    rows = [
        (
            *names.of(pile.key)[:3],
            *(f"{pile.copies:,}", f"{pile.leaves:,}", f"{pile.grams / 1000:,.1f}", money(pile.price)),
        )
        for pile in made
    ]
    rows.append(("Boxes", "", "", f"{added.boxes:,}", "", "", money(added.boxes * stock.box_price)))
    sums = (f"{added.copies:,}", f"{added.leaves:,}", f"{added.grams / 1000:,.1f}")
    rows.append(("Total", "", "", *sums, money(added.price)))
    book.table(heads, rows, (1.2, 1.4, 2.1, 0.9, 0.9, 0.8, 0.9))
    if not added.price:
        book.words("No prices are set: copy layouts/stock/default.yaml into the project and fill them in.", gap=8.0)


Packed = Sequence[tuple[Parcel, Service | None]]


def _slips(book: Ledger, order: Order, packed: Packed, names: Called) -> None:
    """One page or more for each service: what is in its boxes."""
    for parcel, service in packed:
        lang = service.language if service is not None else "en"
        book.begin()
        book.words("Packing slip", "title")
        book.words(_about(order), gap=2.0)
        book.words((parcel.name, lang), "heading", gap=14.0)
        for line in service.address if service is not None else ():
            book.words((line, lang))
        heads = ("Leaflet", "Language", "Layout", "Edition", "Copies#", "Sheets#")
        rows = [
            (*names.of(plate), f"{copies:,}", names.sheets(parcel.service, plate, copies))
            for plate, copies in parcel.piles
        ]
        book.table(heads, rows, (1.5, 1.4, 1.8, 1.0, 0.8, 0.8))
        boxes = "box" if parcel.boxes == 1 else "boxes"
        told = f"{parcel.copies:,} copies, {parcel.grams / 1000:,.1f} kg in {parcel.boxes} {boxes}"
        book.words(told, "strong", gap=8.0)
        for each in names.cut(parcel.service, parcel.piles):
            book.words(each, gap=4.0)
        for note in parcel.notes:
            book.words(note, gap=4.0)
        book.sign(("Packed by", "Date"))


def _labels(book: Ledger, order: Order, packed: Packed, names: Called) -> None:
    """One for each box."""
    head = order.header
    told = (("Order", head.reference or order.id), ("contact", head.contact))
    about = " \u00b7 ".join([f"{what} {FSI}{text}{PDI}" for what, text in told if text])
    for parcel, service in packed:
        lang = service.language if service is not None else "en"
        for box in range(1, parcel.boxes + 1):
            book.begin()
            book.words((parcel.name, lang), "title")
            for line in service.address if service is not None else ():
                book.words((line, lang))
            book.words(service.phone if service is not None and service.phone else parcel.service, "phone", gap=4.0)
            book.words(f"Box {box} of {parcel.boxes}", "heading", gap=8.0)
            book.words("; ".join(_listed(parcel, names)), gap=4.0)
            book.words(about, "small", gap=6.0)


def _listed(parcel: Parcel, names: Called) -> Iterator[str]:
    """What the boxes of a service hold, as far as a label has room for it."""
    for plate, copies in parcel.piles[:_LISTED]:
        leaflet, language, layout, _ = names.of(plate)
        yield f"{copies:,} {leaflet}, {language} ({layout})"
    if len(parcel.piles) > _LISTED:
        yield f"and {len(parcel.piles) - _LISTED} more"
