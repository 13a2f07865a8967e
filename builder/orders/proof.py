"""Proof: every edition of an order in one PDF, to be signed before thousands are printed.

Sheets stand in it as they will be struck, with the imprint of the first service whose details fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.build import plate_of, resources, typeset, typesetter
from builder.compose.whole import whole
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.edition import Edition
from builder.model.sheet import Bookmark, Box, Node, Page, PlacedItem, Rule, Sheet
from builder.orders.journal import Journal, Order, PlateRow
from builder.orders.ledger import ledger
from builder.orders.papers import working_edition
from builder.orders.stock import load_stock
from builder.pdf import paint
from builder.plates import Press

_TRIED = 3
_NAMED = 4
_FILES = re.compile(r" \([^()]*\.po\)")


def prove_order(order: Order, journal: Journal, library: Library, findings: Findings) -> bytes | None:
    """The PDF, or None and errors. Editions that cannot be set are errors and left out."""
    stock = load_stock(library, findings)
    rows = journal.plates(order.id)
    working = working_edition(library, rows[0].job.on, findings) if rows else None
    if stock is None or working is None:
        return None
    made = [each for row in rows if (each := _sheet(row, order, journal, library, findings)) is not None]
    book = ledger(library, working, stock.letter if working.region.paper == "letter" else stock.a4, findings)
    if book is None or not made:
        return None
    head = order.header
    book.words("Proof", "title")
    book.pairs((("Order", head.reference or order.id), ("Deliver to", head.deliver_to), ("Due", head.due)))
    heads = ("Leaflet", "Language", "Region", "Sheet", "Edition", "Pages#", "State")
    book.table(
        heads,
        [
            (
                *(row.job.leaflet, row.job.language, row.job.region, row.job.layout, edition.code),
                *(str(len(sheet.pages)), "draft" if edition.draft else "signed"),
            )
            for row, edition, sheet in made
        ],
        (1.5, 0.8, 0.8, 1.5, 0.9, 0.6, 0.8),
    )
    why: dict[str, list[str]] = {}
    for row, edition, _ in made:
        for reason in edition.reasons:
            # who signs paper needs no names of files
            why.setdefault(_FILES.sub("", reason), []).append(row.key)
    if why:
        book.words("What is a draft, and why", "heading", gap=12.0)
    for reason, keys in why.items():
        book.words(f"{_which(keys, len(made))}: {reason}", "small", gap=3.0)
    book.words("Every page that follows may be printed as it is.", "strong", gap=14.0)
    book.sign(("Name", "Role", "Date", "Signature"))
    title = f"Proof of order {head.reference or order.id}"
    sheets = [(row.key, upright(sheet)) for row, _, sheet in made]
    return paint(bound(title, [("Proof", book.sheet(title)), *sheets]))


def _which(keys: Sequence[str], count: int) -> str:
    """Which of so many editions: all, or a few by name."""
    if len(keys) == count:
        return "Every edition"
    if len(keys) > _NAMED:
        return f"{', '.join(keys[:_NAMED])} and {len(keys) - _NAMED} more"
    return ", ".join(keys)


def _sheet(
    row: PlateRow, order: Order, journal: Journal, library: Library, findings: Findings
) -> tuple[PlateRow, Edition, Sheet] | None:
    typed = typeset(row.job, library, findings, left_open=True)
    if typed is None:
        return None
    edition, sheet = typed
    plate = plate_of(row.job, edition, sheet, library, findings)
    press = Press(typesetter(library, findings), resources(library, findings))
    asked = "select service from sheets where list = ? and plate = ? order by service limit ?"
    for (id,) in list(journal.rows(asked, (order.id, row.key, _TRIED))):
        service = journal.service(order.id, id)
        details = press.details(plate, service) if service is not None else []
        fillings = [each.filled for each in details if each.filled is not None]
        if len(fillings) == len(sheet.openings):
            return row, edition, replace(whole(sheet, fillings), openings=())
    return row, edition, replace(sheet, openings=(), alphabet=())


def upright(sheet: Sheet) -> Sheet:
    """A sheet whose boxes stand where they are on paper: one that is mirrored can then be bound with others."""
    if not sheet.rtl:
        return sheet
    return replace(sheet, rtl=False, pages=tuple([_upright_page(page) for page in sheet.pages]))


def _upright_page(page: Page) -> Page:
    width = page.width

    def flipped(box: Box) -> Box:
        return replace(box, x=width - box.x - box.width)

    def item(each: PlacedItem) -> PlacedItem:
        if isinstance(each, Rule):
            return replace(each, x=width - each.x, x2=width - each.x2)
        return replace(each, box=flipped(each.box))

    return replace(
        page,
        trim=flipped(page.trim),
        items=tuple([item(each) for each in page.items]),
        frames=(),
        folds=tuple([width - fold for fold in page.folds]),
    )


def bound(title: str, sheets: list[tuple[str, Sheet]]) -> Sheet:
    """Sheets one after the other as one document, each a part of it with a bookmark. None of them is mirrored."""
    tree, pages, marks = [Node("Document", -1)], list[Page](), list[Bookmark]()
    for name, sheet in sheets:
        first = len(tree)
        marks.append(Bookmark(name, len(pages), 0.0, 1, first))
        tree += list(_part(sheet, first))
        for page in sheet.pages:
            items = [replace(each, node=each.node + first) if each.node >= 0 else each for each in page.items]
            pages.append(replace(page, items=tuple(items)))
    first_sheet = sheets[0][1]
    return replace(
        first_sheet, pages=tuple(pages), tree=tuple(tree), bookmarks=tuple(marks), title=title, description=title
    )


def _part(sheet: Sheet, first: int) -> Iterator[Node]:
    """The nodes of a sheet, its document as a part in its own language."""
    for at, node in enumerate(sheet.tree):
        if at == 0:
            yield replace(node, tag="Part", parent=0, lang=sheet.language)
        else:
            yield replace(node, parent=node.parent + first)
