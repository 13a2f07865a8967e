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
from builder.model.source import Text
from builder.model.stock import Stock
from builder.orders.called import Called
from builder.orders.journal import Journal, Order
from builder.orders.ledger import Ledger, ledger, paper
from builder.orders.said import Said, said_in
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
    said = said_in(library, stock.language, findings)
    words, names = said.words, Called(library, made, taken, said)
    written: list[str] = []

    def put(name: str, page: str, title: str, fill: Callable[[Ledger], None], *, read: bool = True) -> None:
        book = ledger(library, edition, page, findings, language=said.language)
        if book is not None:
            fill(book)
            data = paper(book, title, findings, read=read) if book.pages else None
            if data is not None:
                write(folder / name, data)
                written.append(name)

    title = order.header.reference or order.id
    put(
        "picking-list.pdf",
        layout,
        f"{words.picking_list.value}, {title}",
        lambda book: _picking(book, order, made, names, said),
    )
    added = total(journal, order.id, taken)
    put(
        "cost.pdf",
        layout,
        f"{words.cost.value}, {title}",
        lambda book: _cost(book, order, made, names, added, stock, said),
    )
    waiting = parcels(journal, order.id, taken)
    number = 0
    while portion := list(islice(waiting, _TOGETHER)):
        number += 1
        read = number % _READ == 1
        packed = [(parcel, journal.service(order.id, parcel.service)) for parcel in portion]
        put(
            f"slips-{number:03}.pdf",
            layout,
            f"{words.slips.value}, {title}",
            partial(_slips, order=order, packed=packed, names=names, said=said),
            read=read,
        )
        put(
            f"labels-{number:03}.pdf",
            stock.label,
            f"{words.labels.value}, {title}",
            partial(_labels, order=order, packed=packed, names=names, said=said),
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


def _about(order: Order, said: Said, *, short: bool = False) -> str:
    """The order in one line; what a department has written turns nothing of it around."""
    head, words = order.header, said.words
    told = [(words.order, head.reference or order.id), (words.contact, head.contact)]
    if not short:
        told[1:1] = [(words.due, head.due)]
        told.append((words.deliver, head.deliver_to))
    return " \u00b7 ".join([f"{what.value} {FSI}{text}{PDI}" for what, text in told if text])


def _begin(book: Ledger, title: Text, order: Order, said: Said) -> None:
    """A page's title, what it belongs to, and that nobody has checked its words if so."""
    book.begin()
    book.words(title.value, "title")
    book.words(_about(order, said), gap=2.0)
    if said.draft:
        book.words(said.draft, "small", gap=2.0)


def _heads(*texts: Text, numbers: Sequence[Text]) -> list[str]:
    """Heads of columns, those of numbers with the sign for it."""
    return [*(each.value for each in texts), *(f"{each.value}#" for each in numbers)]


def _picking(book: Ledger, order: Order, made: Sequence[Pile], names: Called, said: Said) -> None:
    """By edition: what the printer puts on the pallet."""
    words, number = said.words, said.number
    _begin(book, words.picking_list, order, said)
    heads = _heads(
        *(words.leaflet, words.in_language, words.layout, words.edition, words.paper),
        numbers=(words.services, words.copies, words.sheets),
    )
    rows = [
        (*names.of(pile.key), pile.paper, number(pile.services), number(pile.copies), number(pile.leaves))
        for pile in made
    ]
    book.table(heads, rows, (1.2, 1.3, 2.0, 0.9, 1.2, 0.9, 0.9, 0.9))
    if names.told:
        book.words(names.told, "small", gap=6.0)


def _cost(
    book: Ledger, order: Order, made: Sequence[Pile], names: Called, added: Total, stock: Stock, said: Said
) -> None:
    words, number = said.words, said.number
    _begin(book, words.cost, order, said)

    def money(price: float) -> str:
        return number(price, 2) if added.price else ""

    heads = _heads(words.leaflet, words.in_language, words.layout, numbers=(words.copies, words.sheets))
    rows = [
        (
            *names.of(pile.key)[:3],
            *(number(pile.copies), number(pile.leaves), number(pile.grams / 1000, 1), money(pile.price)),
        )
        for pile in made
    ]
    rows.append((words.boxes.value, "", "", number(added.boxes), "", "", money(added.boxes * stock.box_price)))
    sums = (number(added.copies), number(added.leaves), number(added.grams / 1000, 1))
    rows.append((words.total.value, "", "", *sums, money(added.price)))
    book.table([*heads, "kg#", f"{stock.currency}#"], rows, (1.2, 1.4, 2.1, 0.9, 0.9, 0.8, 0.9))
    if not added.price:
        book.words(words.no_prices.value, gap=8.0)


Packed = Sequence[tuple[Parcel, Service | None]]


def _slips(book: Ledger, order: Order, packed: Packed, names: Called, said: Said) -> None:
    """One page or more for each service: what is in its boxes."""
    words, number = said.words, said.number
    heads = _heads(
        *(words.leaflet, words.in_language, words.layout, words.edition), numbers=(words.copies, words.sheets)
    )
    for parcel, service in packed:
        lang = service.language if service is not None else "en"
        _begin(book, words.slip, order, said)
        book.words((parcel.name, lang), "heading", gap=14.0)
        for line in service.address if service is not None else ():
            book.words((line, lang))
        rows = [
            (*names.of(plate), number(copies), names.sheets(parcel.service, plate, copies))
            for plate, copies in parcel.piles
        ]
        book.table(heads, rows, (1.5, 1.4, 1.8, 1.0, 0.8, 0.8))
        told = said.filled(
            words.in_one_box if parcel.boxes == 1 else words.in_boxes,
            copies=number(parcel.copies),
            weight=number(parcel.grams / 1000, 1),
            boxes=str(parcel.boxes),
        )
        book.words(told, "strong", gap=8.0)
        for each in names.cut(parcel.service, parcel.piles):
            book.words(each, gap=4.0)
        for note in parcel.notes:
            book.words(note, gap=4.0)
        book.sign((words.packed_by.value, words.date.value))


def _labels(book: Ledger, order: Order, packed: Packed, names: Called, said: Said) -> None:
    """One for each box."""
    about = _about(order, said, short=True)
    for parcel, service in packed:
        lang = service.language if service is not None else "en"
        for box in range(1, parcel.boxes + 1):
            book.begin()
            book.words((parcel.name, lang), "title")
            for line in service.address if service is not None else ():
                book.words((line, lang))
            book.words(service.phone if service is not None and service.phone else parcel.service, "phone", gap=4.0)
            told = said.filled(said.words.box, number=str(box), count=str(parcel.boxes))
            book.words(told, "heading", gap=8.0)
            book.words("; ".join(_listed(parcel, names, said)), gap=4.0)
            book.words(about, "small", gap=6.0)


def _listed(parcel: Parcel, names: Called, said: Said) -> Iterator[str]:
    """What the boxes of a service hold, as far as a label has room for it."""
    for plate, copies in parcel.piles[:_LISTED]:
        leaflet, language, layout, _ = names.of(plate)
        yield f"{said.number(copies)} {leaflet}, {language} ({layout})"
    if len(parcel.piles) > _LISTED:
        yield said.filled(said.words.more, count=str(len(parcel.piles) - _LISTED))
