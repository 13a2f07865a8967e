"""An order added up: by edition, by service, as a whole; only sheets that have been made count."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from builder.orders.journal import Journal
from builder.orders.stock import Cost, boxes
from builder.orders.takes import Takes


class Pile(NamedTuple):
    """Copies of one plate: how many services they are for, and what they take."""

    key: str
    leaflet: str
    language: str
    region: str
    layout: str
    theme: str
    finish: str
    edition: str
    draft: bool
    services: int
    copies: int
    leaves: int
    grams: float
    price: float
    paper: str


class Parcel(NamedTuple):
    """What one service gets: its piles as (plate, copies), what the list notes of them, weight and boxes."""

    service: str
    name: str
    piles: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    copies: int
    leaves: int
    grams: float
    boxes: int


class Total(NamedTuple):
    """The whole order."""

    files: int
    refused: int
    services: int
    copies: int
    leaves: int
    grams: float
    boxes: int
    price: float


_PILES = """
select plates.key, plates.leaflet, plates.language, plates.region, plates.layout, plates.theme, plates.finish,
    plates.code, plates.draft, count(distinct lines.service), sum(lines.copies)
from lines join sheets using (list, service, plate) join plates on plates.list = lines.list and plates.key = lines.plate
where lines.list = ? and sheets.state = 'done' group by plates.key order by plates.key
"""

_PARCELS = """
select lines.service, services.name, lines.plate, sum(lines.copies), group_concat(nullif(lines.note, ''), '; ')
from lines join sheets using (list, service, plate)
    left join services on services.list = lines.list and services.id = lines.service
where lines.list = ? and sheets.state = 'done' group by lines.service, lines.plate order by lines.service, lines.plate
"""


def piles(journal: Journal, order: str, taken: Takes) -> list[Pile]:
    """By plate, in the order of their keys: what is printed together."""
    sums: dict[str, list[Cost]] = {}
    for service, _, plate, copies, _ in journal.rows(_PARCELS, (order,)):
        sums.setdefault(plate, [])
        sums[plate] = [_added(*sums[plate], taken.of(service, plate, copies))]
    made = []
    for row in journal.rows(_PILES, (order,)):
        one = _added(*sums.get(row[0], []))
        made.append(
            Pile._make(
                [
                    *(*row[:7], row[7] or "", bool(row[8]), row[9], row[10]),
                    # in whole cents: who adds up the sheet finds the total that stands below
                    *(one.leaves, one.grams, round(one.price + taken.stock.set_up, 2), taken.paper(row[0])),
                ]
            )
        )
    return made


def parcels(journal: Journal, order: str, taken: Takes) -> Iterator[Parcel]:
    """By service, in the order of their ids: what is packed together."""
    held: list[tuple[str, str, str, int, str]] = []
    for row in journal.rows(_PARCELS, (order,)):
        if held and held[-1][0] != row[0]:
            yield _parcel(held, taken)
            held = []
        held.append((row[0], row[1] or row[0], row[2], row[3], row[4] or ""))
    if held:
        yield _parcel(held, taken)


def _parcel(rows: list[tuple[str, str, str, int, str]], taken: Takes) -> Parcel:
    whole = _added(*[taken.of(row[0], row[2], row[3]) for row in rows])
    copies = sum(row[3] for row in rows)
    listed = tuple([(row[2], row[3]) for row in rows])
    notes = tuple(dict.fromkeys([row[4] for row in rows if row[4]]))
    packed = boxes(whole.grams, taken.stock)
    return Parcel(rows[0][0], rows[0][1], listed, notes, copies, whole.leaves, whole.grams, packed)


def _added(*costs: Cost) -> Cost:
    return Cost(
        sum(each.leaves for each in costs), fsum(each.grams for each in costs), fsum(each.price for each in costs)
    )


def total(journal: Journal, order: str, taken: Takes) -> Total:
    """The order as a whole."""
    made, stock = piles(journal, order, taken), taken.stock
    services = packed = 0
    for parcel in parcels(journal, order, taken):
        services += 1
        packed += parcel.boxes
    return Total(
        files=journal.count(order, "done"),
        refused=journal.count(order, "refused"),
        services=services,
        copies=sum(pile.copies for pile in made),
        leaves=sum(pile.leaves for pile in made),
        grams=fsum(pile.grams for pile in made),
        boxes=packed,
        price=fsum([*(pile.price for pile in made), round(packed * stock.box_price, 2)]),
    )
