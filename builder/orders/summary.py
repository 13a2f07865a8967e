"""What became of an order, as a page that opens anywhere: what, how many, what it costs, what was refused and why.

It fetches nothing and runs nothing, and says so itself: names in it are a stranger's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.stock import Stock
from builder.orders.called import Called
from builder.orders.journal import Journal, Order
from builder.orders.numbers import steady
from builder.orders.said import said_in
from builder.orders.takes import Takes
from builder.orders.totals import Parcel, Pile, Total, parcels, piles, total
from builder.write import write

FILE = "summary.html"

_MOST_REASONS = 200
_MOST_SERVICES = 1000
_STYLE = """
:root{color-scheme:light}
body{font:16px/1.45 system-ui,sans-serif;color:#14181f;background:#fff;margin:2rem auto;max-width:66rem;padding:0 1rem}
h1{font-size:1.6rem;margin:0 0 .8rem;overflow-wrap:anywhere}h2{font-size:1.15rem;margin:2rem 0 .5rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #cdd3da;overflow-wrap:break-word}
th:first-child,td:first-child{padding-inline-start:0}tbody th{font-weight:600}thead th{border-bottom:2px solid #14181f}
td bdi,.refused tbody th{overflow-wrap:anywhere}.refused tbody th{font-weight:400}thead th{overflow-wrap:normal}
.n{text-align:end;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}td ul{margin:0;padding:0;list-style:none}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0}dt{color:#4c5560}
dd{margin:0;overflow-wrap:anywhere}a{color:#0a4f5c}
.refused{border-inline-start:.4rem solid #b3261e;padding-inline-start:1rem;margin-top:2rem}.refused h2{margin-top:0}
@media print{@page{margin:15mm}body{margin:0;padding:0;max-width:none;font-size:11px}.wide{overflow:visible}
tr{break-inside:avoid}h2{break-after:avoid}a{color:inherit;text-decoration:none}}
"""
_ABOUT: Final = {
    "manifest.csv": "every line, for spreadsheets",
    "manifest.json": "the same, for programs",
    "picking-list.pdf": "by edition: what goes on the pallet",
    "cost.pdf": "what it takes and costs",
    "printing-list.csv": "how often each imposed file is printed, on which paper",
    "slips": "a packing slip for each service",
    "labels": "a label for each box",
    "test-sheet": "print it first on a printer that you do not know yet",
}
"""What files are, by name or by what it begins with."""


class Cell(NamedTuple):
    """A cell: a text, lines of one, or a name in a language of its own."""

    text: str | Sequence[str]
    lang: str = ""


def write_summary(
    journal: Journal, order: Order, taken: Takes, library: Library, papers: Sequence[str], folder: Path
) -> None:
    """`summary.html`; `papers` are names of files beside it. Raises OSError."""
    write(folder / FILE, "".join(_page(journal, order, taken, library, papers)).encode())


def _page(journal: Journal, order: Order, taken: Takes, library: Library, papers: Sequence[str]) -> Iterator[str]:
    added, made = total(journal, order.id, taken), piles(journal, order.id, taken)
    called = Called(library, made, taken, said_in(library, "", Findings()))
    title = escape(order.header.reference or order.id)
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f'<title>Order {title}</title><style>{_STYLE}</style></head><body><main>\n<h1>Order <bdi dir="auto">{title}'
    yield f"</bdi></h1>\n{_about(order, added, taken.stock)}"
    if added.refused:
        yield from _refused(journal, order.id, added)
    yield '\n<h2 id="printed">What is printed</h2>'
    if made:
        heads = (
            "Leaflet",
            "Language",
            "Region",
            "Sheet",
            "Edition",
            "Services#",
            "Copies#",
            "Sheets of paper#",
            "Paper",
        )
        yield _table("printed", heads, (_pile(pile, called) for pile in made))
        yield from _parcels(journal, order.id, taken, called, added.services)
    else:
        yield "<p>Nothing: every sheet was refused.</p>"
    yield "\n<h2>Files</h2><ul>"
    for name in ("manifest.csv", "manifest.json", *papers):
        told = next((about for start, about in _ABOUT.items() if name.startswith(start)), "")
        yield f'<li><a href="{escape(name)}">{escape(name)}</a>{f": {told}" if told else ""}</li>'
    if made:
        yield '<li><a href="sheets/">sheets/</a>: a folder for each service</li>'
    yield "</ul></main></body></html>\n"


def _parcels(journal: Journal, order: str, taken: Takes, called: Called, services: int) -> Iterator[str]:
    yield '\n<h2 id="where">What goes where</h2>'
    heads = ("Service", "Name", "What", "Copies#", "Sheets of paper#", "kg#", "Boxes#")
    listed = islice(parcels(journal, order, taken), _MOST_SERVICES)
    yield _table("where", heads, (_parcel(each, journal, order, called) for each in listed))
    if services > _MOST_SERVICES:
        yield f"<p>And {services - _MOST_SERVICES:,} more services: manifest.csv has every line.</p>"


def _parcel(parcel: Parcel, journal: Journal, order: str, called: Called) -> tuple[Cell, ...]:
    service = journal.service(order, parcel.service)
    what = []
    for plate, copies in parcel.piles:
        leaflet, language, layout, _ = called.of(plate)
        what.append(f"{copies:,} {leaflet}, {language} ({layout})")
    return (
        Cell(parcel.service),
        Cell(parcel.name, service.language if service is not None else ""),
        Cell(what),
        *_numbers(parcel.copies, parcel.leaves),
        Cell(f"{parcel.grams / 1000:,.1f}"),
        *_numbers(parcel.boxes),
    )


def _about(order: Order, added: Total, stock: Stock) -> str:
    head = order.header
    cost = f"{added.price:,.2f} {stock.currency}" if added.price else "no prices are set in layouts/stock/default.yaml"
    services = "1 service" if added.services == 1 else f"{added.services:,} services"
    boxes = "1 box" if added.boxes == 1 else f"{added.boxes:,} boxes"
    told = (
        ("Deliver to", head.deliver_to),
        ("Contact", head.contact),
        ("Due", head.due),
        ("Files", f"{added.files:,} for {services}" if added.files else "none"),
        ("Refused", f"{added.refused:,}" if added.refused else ""),
        ("Copies", f"{added.copies:,}" if added.files else ""),
        ("Sheets of paper", f"{added.leaves:,}" if added.files else ""),
        ("Weight", f"{added.grams / 1000:,.1f} kg in {boxes}" if added.files else ""),
        ("Cost", cost if added.files else ""),
        ("Drafts", "unsigned editions are included; each face of them says so" if order.drafts else ""),
    )
    rows = "".join(f'<dt>{escape(what)}</dt><dd dir="auto">{escape(steady(text))}</dd>' for what, text in told if text)
    return f"<dl>{rows}</dl>"


def _pile(pile: Pile, called: Called) -> tuple[Cell, ...]:
    leaflet, language, layout, _ = called.of(pile.key)
    edition = f"{pile.edition}\u00a0(draft)" if pile.draft else pile.edition
    numbers = _numbers(pile.services, pile.copies, pile.leaves)
    return (
        *map(Cell, (leaflet, language, pile.region, layout, edition)),
        *numbers,
        Cell(pile.paper.replace(" g", "\u00a0g")),
    )


def _numbers(*numbers: int) -> list[Cell]:
    return [Cell(f"{number:,}") for number in numbers]


def _refused(journal: Journal, order: str, added: Total) -> Iterator[str]:
    many = "1 sheet was" if added.refused == 1 else f"{added.refused:,} sheets were"
    yield f'\n<section class="refused" aria-labelledby="refused"><h2 id="refused">{many} refused</h2>'
    asked = (
        "select reason, count(*), min(service), min(plate) from sheets where list = ? and state = 'refused' "
        "group by reason order by count(*) desc, reason limit ?"
    )
    found = journal.rows(asked, (order, _MOST_REASONS))
    heads = ("Why", "Sheets#", "For example")
    rows = ((Cell(str(why)), *_numbers(count), Cell((service, plate))) for why, count, service, plate in found)
    yield _table("refused", heads, rows)
    yield "<p>Each of them is in manifest.csv, with its reason.</p></section>"


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Columns whose head ends with # hold numbers. The first cell of a row names it; `title` is the heading's id."""
    kinds = [' class="n"' if head.endswith("#") else "" for head in heads]
    top = "".join(
        f'<th scope="col"{kind}>{escape(head.rstrip("#"))}</th>' for head, kind in zip(heads, kinds, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(_cell(cell, kind, at) for at, (cell, kind) in enumerate(zip(row, kinds, strict=True)))
        + "</tr>\n"
        for row in rows
    )
    table = f'<table aria-labelledby="{title}"><thead><tr>{top}</tr></thead>\n<tbody>{body}</tbody></table>'
    # what is too wide for a phone can be moved with the keys too
    return f'<div class="wide" role="region" aria-labelledby="{title}" tabindex="0">{table}</div>'


def _cell(cell: Cell, kind: str, at: int) -> str:
    tag = "td" if at else "th"
    scope = "" if at else ' scope="row"'
    if not isinstance(cell.text, str):
        lines = "".join(f'<li dir="auto">{escape(line)}</li>' for line in cell.text)
        return f"<{tag}{scope}{kind}><ul>{lines}</ul></{tag}>"
    text = escape(steady(cell.text))
    if cell.lang:
        text = f'<bdi lang="{escape(cell.lang)}" dir="auto">{text}</bdi>'
    return f"<{tag}{scope}{kind}>{text}</{tag}>"
