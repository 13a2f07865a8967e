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
from builder.orders.journal import Journal, Order
from builder.orders.ledger import Ledger, ledger
from builder.orders.totals import Parcel, Pile, parcels, piles, total
from builder.pdf import paint
from builder.translate import translate
from builder.write import write

_TOGETHER = 200
"""Services whose slips go into one file."""


def write_papers(
    journal: Journal, order: Order, stock: Stock, library: Library, folder: Path, findings: Findings
) -> list[str]:
    """Write them all; the names of the files. Raises OSError."""
    edition = working_edition(library, date.fromisoformat(order.day), findings)
    if edition is None:
        return []
    layout = stock.letter if edition.region.paper == "letter" else stock.a4
    made = piles(journal, order.id, stock)
    names = {pile.key: pile for pile in made}
    written: list[str] = []

    def put(name: str, page: str, title: str, fill: Callable[[Ledger], None]) -> None:
        book = ledger(library, edition, page, findings)
        if book is not None:
            fill(book)
            if book.pages:
                write(folder / name, paint(book.sheet(title)))
                written.append(name)

    title = order.header.reference or order.id
    put("picking-list.pdf", layout, f"Picking list, {title}", lambda book: _picking(book, order, made))
    put("cost.pdf", layout, f"Cost, {title}", lambda book: _cost(book, order, made, journal, stock))
    waiting = parcels(journal, order.id, stock)
    number = 0
    while portion := list(islice(waiting, _TOGETHER)):
        number += 1
        packed = [(parcel, journal.service(order.id, parcel.service)) for parcel in portion]
        put(
            f"slips-{number:03}.pdf",
            layout,
            f"Packing slips, {title}",
            partial(_slips, order=order, packed=packed, names=names),
        )
        put(
            f"labels-{number:03}.pdf",
            stock.label,
            f"Box labels, {title}",
            partial(_labels, order=order, packed=packed),
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


def _head(book: Ledger, order: Order, what: str) -> None:
    book.begin()
    book.words(what, "title")
    head = order.header
    told = (("Order", head.reference or order.id), ("Deliver to", head.deliver_to), ("Contact", head.contact))
    book.pairs((*told, ("Due", head.due)))


def _picking(book: Ledger, order: Order, made: Sequence[Pile]) -> None:
    """By edition: what the printer puts on the pallet."""
    _head(book, order, "Picking list")
    heads = ("Leaflet", "Language", "Sheet", "Edition", "Paper", "Services#", "Copies#", "Leaves#")
    rows = [
        (
            *(pile.leaflet, pile.language, pile.layout, pile.edition + (" draft" if pile.draft else ""), pile.paper),
            *(f"{pile.services:,}", f"{pile.copies:,}", f"{pile.leaves:,}"),
        )
        for pile in made
    ]
    book.table(heads, rows, (1.5, 0.9, 1.5, 1.1, 1.4, 0.9, 0.9, 0.9))


def _cost(book: Ledger, order: Order, made: Sequence[Pile], journal: Journal, stock: Stock) -> None:
    _head(book, order, "Cost")
    added = total(journal, order.id, stock)
    heads = ("Leaflet", "Language", "Sheet", "Copies#", "Leaves#", "kg#", f"{stock.currency}#")
    rows = [
        (
            *(pile.leaflet, pile.language, pile.layout, f"{pile.copies:,}", f"{pile.leaves:,}"),
            *(f"{pile.grams / 1000:,.1f}", f"{pile.price:,.2f}"),
        )
        for pile in made
    ]
    boxes = f"{added.boxes:,} boxes"
    rows.append(("Boxes", "", "", boxes, "", "", f"{added.boxes * stock.box_price:,.2f}"))
    sums = (f"{added.copies:,}", f"{added.leaves:,}", f"{added.grams / 1000:,.1f}", f"{added.price:,.2f}")
    rows.append(("Total", "", "", *sums))
    book.table(heads, rows, (1.6, 0.9, 1.6, 1.0, 1.0, 0.9, 1.0))
    if not added.price:
        book.words("No prices are set: copy layouts/stock/default.yaml into the project and fill them in.", gap=8.0)


Packed = Sequence[tuple[Parcel, Service | None]]


def _slips(book: Ledger, order: Order, packed: Packed, names: dict[str, Pile]) -> None:
    """One page or more for each service: what is in its boxes."""
    for parcel, service in packed:
        _head(book, order, "Packing slip")
        lang = service.language if service is not None else "en"
        book.words((parcel.name, lang), "heading", gap=10.0)
        for line in service.address if service is not None else ():
            book.words((line, lang))
        heads = ("Leaflet", "Language", "Sheet", "Edition", "Copies#", "Leaves#")
        book.table(heads, list(_contents(parcel, names)), (1.6, 0.9, 1.6, 1.1, 0.9, 0.9))
        boxes = "box" if parcel.boxes == 1 else "boxes"
        told = f"{parcel.copies:,} copies, {parcel.grams / 1000:,.1f} kg in {parcel.boxes} {boxes}"
        book.words(told, "strong", gap=8.0)
        book.sign(("Packed by", "Date"))


def _contents(parcel: Parcel, names: dict[str, Pile]) -> Iterator[tuple[str, ...]]:
    for plate, copies in parcel.piles:
        pile = names[plate]
        leaves = pile.leaves // pile.copies * copies
        edition = pile.edition + (" draft" if pile.draft else "")
        yield pile.leaflet, pile.language, pile.layout, edition, f"{copies:,}", f"{leaves:,}"


def _labels(book: Ledger, order: Order, packed: Packed) -> None:
    """One for each box."""
    for parcel, service in packed:
        lang = service.language if service is not None else "en"
        for box in range(1, parcel.boxes + 1):
            book.begin()
            book.words((parcel.name, lang), "title")
            for line in service.address if service is not None else ():
                book.words((line, lang))
            book.words(service.phone if service is not None and service.phone else parcel.service, "phone", gap=4.0)
            book.words(f"Box {box} of {parcel.boxes}", "heading", gap=8.0)
            contact = f" · {order.header.contact}" if order.header.contact else ""
            book.words(f"Order {order.header.reference or order.id}{contact}", "small", gap=4.0)
