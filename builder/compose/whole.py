"""A sheet with its openings filled in: what it is when it is composed with the service at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from builder.compose.fill import Filled
from builder.compose.moved import moved
from builder.model.sheet import Node, Opening, Page, PlacedItem, Sheet, Words


def whole(sheet: Sheet, fillings: Sequence[Filled]) -> Sheet:
    """The sheet with a filling in each of its openings, which are in the order of the pages and their items."""
    added = {opening.node: filled for opening, filled in zip(sheet.openings, fillings, strict=True)}
    more = [len(added[at].tree) - 1 if at in added else 0 for at in range(len(sheet.tree))]
    # a node stands after what was put in before it
    places = [at + before for at, before in zip(range(len(more)), [0, *accumulate(more)], strict=False)]
    openings = _openings(sheet.openings, fillings, places)
    pages = []
    for number, page in enumerate(sheet.pages):
        pairs = [pair for pair in zip(openings, fillings, strict=True) if pair[0].page == number]
        pages.append(_page(page, pairs, places))
    return replace(
        sheet,
        pages=tuple(pages),
        tree=tuple(_tree(sheet.tree, added, places)),
        bookmarks=tuple(
            [replace(mark, node=places[mark.node]) if mark.node >= 0 else mark for mark in sheet.bookmarks]
        ),
        openings=tuple(openings),
        alphabet=(),
    )


def _openings(openings: Sequence[Opening], fillings: Sequence[Filled], places: Sequence[int]) -> list[Opening]:
    """The openings as they are with their items."""
    made: list[Opening] = []
    for opening, filled in zip(openings, fillings, strict=True):
        earlier = sum(each.items for each in made if each.page == opening.page)
        before, node = opening.before + earlier, places[opening.node]
        made.append(replace(opening, before=before, node=node, items=len(filled.items)))
    return made


def _tree(tree: Sequence[Node], added: dict[int, Filled], places: Sequence[int]) -> list[Node]:
    made: list[Node] = []
    for at, node in enumerate(tree):
        above = places[node.parent] if node.parent >= 0 else node.parent
        # most stand before what is filled in
        made.append(replace(node, parent=above) if node.parent != above else node)
        if at in added:
            made += [replace(inner, parent=places[at] + inner.parent) for inner in added[at].tree[1:]]
    return made


def _page(page: Page, pairs: Sequence[tuple[Opening, Filled]], places: Sequence[int]) -> Page:
    items = [_owned(item, places[item.node]) if item.node >= 0 else item for item in page.items]
    for opening, filled in pairs:
        box = opening.box
        there = [moved(item, box.x, box.y) for item in filled.items]
        owned = [_owned(item, opening.node + item.node) if item.node >= 0 else item for item in there]
        items[opening.before : opening.before] = owned
    return replace(page, items=tuple(items))


def _owned(item: PlacedItem, node: int) -> PlacedItem:
    if item.node == node:
        return item
    if isinstance(item, Words):
        # a sheet has hundreds; `replace` would ask for each of their fields
        return Words(
            item.box,
            item.baseline,
            item.line,
            item.size,
            item.colour,
            node,
            item.last,
            item.turned,
            item.message,
            item.span,
        )
    return replace(item, node=node)
