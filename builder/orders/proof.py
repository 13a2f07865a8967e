"""Proof: every edition of an order, to be signed before thousands are printed, in the colours that it is printed in.

Sheets stand in it as they will be struck, with the imprint of the first service whose details fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from builder.build import Job, inks_of, plate_of, resources, typeset, typesetter
from builder.compose.dress import BLEED
from builder.compose.whole import whole
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.edition import Edition
from builder.model.sheet import Bookmark, Box, Node, Page, PlacedItem, Rule, Sheet, Tag, Words
from builder.orders.journal import Journal, Order, PlateRow
from builder.orders.ledger import Ledger, ledger
from builder.orders.papers import working_edition
from builder.orders.stock import load_stock
from builder.pdf import paint
from builder.plates import Press
from builder.verify import Meant, verify

_TRIED = 3
_NAMED = 4
_LOWER: Final[Mapping[Tag, Tag]] = {"H1": "H2", "H2": "H3"}
"""A document has one title: those of sheets that are bound with others are headings in it."""

_FILES = re.compile(r" \([^()]*\.po\)")


class Proof(NamedTuple):
    """A PDF to sign; `name` is what it is called after the order, "" for colours as on a screen."""

    name: str
    data: bytes


def prove_order(order: Order, journal: Journal, library: Library, findings: Findings) -> list[Proof]:
    """The PDFs, or none and errors: one for what is printed as on a screen, one for each set of inks of a press.

    Editions that cannot be set are errors and left out. What does not read back as it should is not given out.
    """
    stock = load_stock(library, findings)
    rows = journal.plates(order.id)
    working = working_edition(library, rows[0].job.on, findings) if rows else None
    if stock is None or working is None:
        return []
    layout = stock.letter if working.region.paper == "letter" else stock.a4
    made: dict[str, list[_Made]] = {}
    for row in rows:
        if (each := _sheet(row, order, journal, library, findings)) is not None:
            made.setdefault(_inks_called(row.job), []).append(each)
    themes = {each.row.job.theme for name, some in made.items() if name for each in some}
    proofs = []
    for name, sheets in sorted(made.items()):
        book = ledger(library, working, layout, findings)
        called = name if len(themes) > 1 else name.partition("-")[0]
        data = _proof(order, sheets, book, called, library, findings) if book is not None else None
        if data is not None:
            proofs.append(Proof(called, data))
    return proofs


class _Made(NamedTuple):
    """An edition of the order, set."""

    row: PlateRow
    edition: Edition
    sheet: Sheet


def _inks_called(job: Job) -> str:
    """ "" for colours as on a screen; a theme says what the inks of a press are mixed from."""
    return f"cmyk-{job.theme}" if job.colour == "cmyk" else ""


def _proof(
    order: Order, made: list[_Made], book: Ledger, name: str, library: Library, findings: Findings
) -> bytes | None:
    """One of them: a page to sign, and the sheets."""
    head, first = order.header, made[0].row.job
    inks = inks_of(first, library, findings)
    reference = head.reference or order.id
    book.words("Proof", "title")
    colours = "as on a screen: red, green and blue"
    if inks is not None:
        spot = f" and {first.spot.name}" if first.spot is not None else ""
        colours = f"in the inks of the press, as they are printed: cyan, magenta, yellow, black{spot}"
    told = (("Order", reference), ("Deliver to", head.deliver_to), ("Due", head.due), ("Colours", colours))
    book.pairs(told)
    _list_editions(book, made, library)
    book.sign(("Name", "Role", "Date", "Signature"), "Every page that follows may be printed as it is.")
    title = f"Proof of order {reference}"
    sheets = [(each.row.key, upright(each.sheet)) for each in made]
    cover, finish = book.sheet(title), first.finish if inks is not None else "office"
    whole_proof = bound(title, [("Proof", with_bleed(cover) if inks is not None else cover), *sheets])
    mine = Findings()
    data = paint(whole_proof, finish=finish, inks=inks)
    verify(data, Meant(whole_proof, None, None, finish)).tell(mine, title)
    findings.extend(mine)
    return data if mine.ok else None


def _list_editions(book: Ledger, made: list[_Made], library: Library) -> None:
    """All of them, and why those are drafts that are."""
    languages = {id: language.name for id, language in library.languages(Findings()).items()}
    heads = ("Leaflet", "Language", "Region", "Sheet", "Edition", "Pages#", "State")
    book.table(
        heads,
        [
            (
                *(row.job.leaflet, languages.get(row.job.language, row.job.language), row.job.region),
                *(row.job.layout, edition.code),
                *(str(len(sheet.pages)), "draft" if edition.draft else "signed"),
            )
            for row, edition, sheet in made
        ],
        (1.3, 1.4, 0.7, 1.4, 0.9, 0.6, 0.8),
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


def _which(keys: Sequence[str], count: int) -> str:
    """Which of so many editions: all, or a few by name."""
    if len(keys) == count:
        return "Every edition"
    if len(keys) > _NAMED:
        return f"{', '.join(keys[:_NAMED])} and {len(keys) - _NAMED} more"
    return ", ".join(keys)


def _sheet(row: PlateRow, order: Order, journal: Journal, library: Library, findings: Findings) -> _Made | None:
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
            return _Made(row, edition, replace(whole(sheet, fillings), openings=()))
    return _Made(row, edition, replace(sheet, openings=(), alphabet=()))


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


def with_bleed(sheet: Sheet) -> Sheet:
    """A sheet with the paper around it that those for a press have."""
    return replace(sheet, pages=tuple([_bled(page) for page in sheet.pages]))


def _bled(page: Page) -> Page:
    by = 2 * BLEED

    def item(each: PlacedItem) -> PlacedItem:
        if isinstance(each, Rule):
            return replace(each, x=each.x + by, x2=each.x2 + by, y=each.y + by, y2=each.y2 + by)
        box = replace(each.box, x=each.box.x + by, y=each.box.y + by)
        return (
            replace(each, box=box, baseline=each.baseline + by) if isinstance(each, Words) else replace(each, box=box)
        )

    return replace(
        page,
        width=page.width + 2 * by,
        height=page.height + 2 * by,
        trim=Box(by, by, page.width, page.height),
        items=tuple([item(each) for each in page.items]),
        bleed=BLEED,
    )


def bound(title: str, sheets: list[tuple[str, Sheet]]) -> Sheet:
    """Sheets one after the other as one document, each a part of it with a bookmark. None of them is mirrored."""
    tree, pages, marks = [Node("Document", -1)], list[Page](), list[Bookmark]()
    for name, sheet in sheets:
        first = len(tree)
        marks.append(Bookmark(name, len(pages), 0.0, 1, first))
        tree += list(_part(sheet, first, below=first > 1))
        for page in sheet.pages:
            items = [replace(each, node=each.node + first) if each.node >= 0 else each for each in page.items]
            pages.append(replace(page, items=tuple(items)))
    first_sheet = sheets[0][1]
    return replace(
        first_sheet, pages=tuple(pages), tree=tuple(tree), bookmarks=tuple(marks), title=title, description=title
    )


def _part(sheet: Sheet, first: int, *, below: bool) -> Iterator[Node]:
    """The nodes of a sheet, its document as a part in its own language; `below`: its headings are not the first's."""
    for at, node in enumerate(sheet.tree):
        if at == 0:
            yield replace(node, tag="Part", parent=0, lang=sheet.language)
        else:
            tag = _LOWER.get(node.tag, node.tag) if below else node.tag
            yield replace(node, tag=tag, parent=node.parent + first)
