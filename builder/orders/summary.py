"""What became of an order, as a page that opens anywhere: what, how many, what it costs, what was refused and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path

from builder.model.stock import Stock
from builder.orders.journal import Journal, Order
from builder.orders.takes import Takes
from builder.orders.totals import Parcel, Pile, Total, parcels, piles, total
from builder.write import write

FILE = "summary.html"

_MOST_REASONS = 200
_MOST_SERVICES = 1000
_STYLE = """
body{font:16px/1.45 system-ui,sans-serif;color:#14181f;margin:2rem auto;max-width:62rem;padding:0 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.3rem .6rem;border-bottom:1px solid #cdd3da}
td.n,th.n{text-align:end;font-variant-numeric:tabular-nums}th{border-bottom:2px solid #14181f}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#4c5560}dd{margin:0}
.refused{border-inline-start:.4rem solid #b3261e;padding-inline-start:1rem}
@media print{body{margin:0;font-size:12px}}
"""


def write_summary(journal: Journal, order: Order, taken: Takes, papers: Sequence[str], folder: Path) -> None:
    """`summary.html`; `papers` are names of files beside it. Raises OSError."""
    write(folder / FILE, "".join(_page(journal, order, taken, papers)).encode())


def _page(journal: Journal, order: Order, taken: Takes, papers: Sequence[str]) -> Iterator[str]:
    added, made = total(journal, order.id, taken), piles(journal, order.id, taken)
    title = order.header.reference or order.id
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield f"<title>Order {escape(title)}</title><style>{_STYLE}</style></head><body><main>"
    yield f"<h1>Order {escape(title)}</h1>"
    yield _about(order, added, taken.stock)
    if added.refused:
        yield from _refused(journal, order.id, added)
    yield "<h2>What is printed</h2>"
    heads = ("Leaflet", "Language", "Region", "Sheet", "Edition", "Services#", "Copies#", "Sheets of paper#", "Paper")
    yield _table(heads, (_pile(pile) for pile in made))
    yield from _parcels(journal, order.id, taken, added.services)
    yield "<h2>Files</h2><ul>"
    for name in ("manifest.csv", "manifest.json", *papers):
        yield f'<li><a href="{escape(name)}">{escape(name)}</a></li>'
    yield "<li>sheets/: a folder for each service</li></ul></main></body></html>\n"


def _parcels(journal: Journal, order: str, taken: Takes, services: int) -> Iterator[str]:
    yield "<h2>What goes where</h2>"
    heads = ("Service", "Name", "What", "Copies#", "Sheets of paper#", "kg#", "Boxes#")
    listed = islice(parcels(journal, order, taken), _MOST_SERVICES)
    yield _table(heads, (_parcel(each) for each in listed))
    if services > _MOST_SERVICES:
        yield f"<p>And {services - _MOST_SERVICES:,} more services: manifest.csv has every line.</p>"


def _parcel(parcel: Parcel) -> tuple[str, ...]:
    what = ", ".join(f"{copies:,} {plate}" for plate, copies in parcel.piles)
    numbers = (f"{parcel.copies:,}", f"{parcel.leaves:,}", f"{parcel.grams / 1000:,.1f}", f"{parcel.boxes:,}")
    return (parcel.service, parcel.name, what, *numbers)


def _about(order: Order, added: Total, stock: Stock) -> str:
    head = order.header
    cost = f"{added.price:,.2f} {stock.currency}" if added.price else "no prices are set in layouts/stock/default.yaml"
    told = (
        ("Deliver to", head.deliver_to),
        ("Contact", head.contact),
        ("Due", head.due),
        ("Files", f"{added.files:,} for {added.services:,} services"),
        ("Refused", f"{added.refused:,}" if added.refused else ""),
        ("Copies", f"{added.copies:,}"),
        ("Sheets of paper", f"{added.leaves:,}"),
        ("Weight", f"{added.grams / 1000:,.1f} kg in {added.boxes:,} boxes"),
        ("Cost", cost),
        ("Drafts", "unsigned editions are included; each face of them says so" if order.drafts else ""),
    )
    rows = "".join(f"<dt>{escape(what)}</dt><dd>{escape(text)}</dd>" for what, text in told if text)
    return f"<dl>{rows}</dl>"


def _pile(pile: Pile) -> tuple[str, ...]:
    edition = f"{pile.edition} (draft)" if pile.draft else pile.edition
    numbers = (f"{pile.services:,}", f"{pile.copies:,}", f"{pile.leaves:,}")
    return (pile.leaflet, pile.language, pile.region, pile.layout, edition, *numbers, pile.paper)


def _refused(journal: Journal, order: str, added: Total) -> Iterator[str]:
    yield f'<section class="refused"><h2>{added.refused:,} sheets were refused</h2>'
    asked = (
        "select reason, count(*), min(service), min(plate) from sheets where list = ? and state = 'refused' "
        "group by reason order by count(*) desc, reason limit ?"
    )
    found = journal.rows(asked, (order, _MOST_REASONS))
    heads = ("Why", "Sheets#", "For example")
    yield _table(heads, ((str(why), f"{count:,}", f"{service}: {plate}") for why, count, service, plate in found))
    yield "<p>Each of them is in manifest.csv, with its reason.</p></section>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns whose head ends with # hold numbers."""
    kinds = [' class="n"' if head.endswith("#") else "" for head in heads]
    top = "".join(f"<th{kind}>{escape(head.rstrip('#'))}</th>" for head, kind in zip(heads, kinds, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(row, kinds, strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
