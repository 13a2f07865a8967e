"""What copies of a sheet take and cost: leaves of paper, weight, money, boxes."""

from __future__ import annotations

import json
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.file import load_whole
from builder.load.paths import shown
from builder.load.references import check_name
from builder.model.dataclass import dataclass
from builder.model.imposition import Imposition
from builder.model.stock import Paper, Stock

if TYPE_CHECKING:
    from builder.orders.sheeting import Sheeting

_SQUARE_METRE = (1000 / 25.4 * 72) ** 2  # in square points


@dataclass(frozen=True, slots=True)
class Form:
    """What counts of a sheet: its pages, both sides of a leaf or one, its size in points, its folds."""

    pages: int
    both_sides: bool
    width: float
    height: float
    folds: int

    @property
    def leaves(self) -> int:
        """Leaves of paper of one copy."""
        return ceil(self.pages / 2) if self.both_sides else self.pages


@dataclass(frozen=True, slots=True)
class Cost:
    """Of some copies: leaves, weight in grams, price."""

    leaves: int
    grams: float
    price: float


@lru_cache(maxsize=256)  # asked for every line of an order
def form_of(facts: str | None) -> Form | None:
    """What a plate's facts say of its paper; None while it has not been compiled."""
    if not facts:
        return None
    known: dict[str, Any] = json.loads(facts)
    return Form(known["pages"], known["duplex"] != "none", known["width"], known["height"], known["folds"])


def load_stock(library: Library, findings: Findings) -> Stock | None:
    """The project's stock, else the starter library's."""
    path = library.path("layouts/stock/default.yaml")
    if path is None:
        findings.error(
            "missing-file", "layouts/stock/default.yaml is neither in the project nor in the starter library"
        )
        return None
    loaded = load_whole(path, Stock, lambda name: None, shown_as=shown(path))
    findings.extend(loaded.diagnostics)
    if loaded.value is None or not loaded.ok:
        return None
    mine = Findings()
    for layout in (loaded.value.letter, loaded.value.a4, loaded.value.label):
        check_name("layout", layout, library.layouts(), loaded.value.span, mine)
    findings.extend(mine)
    return loaded.value if mine.ok else None


def cost(form: Form, copies: int, stock: Stock) -> Cost:
    """What so many copies take; the price is without setting up and boxes."""
    paper = paper_of(form, stock)
    leaves = form.leaves * copies
    area = form.width * form.height
    share = area / (paper.size.width * paper.size.height)
    each = form.pages * stock.click + form.folds * stock.fold + (stock.cut if share < 0.9 else 0.0)
    price = leaves * share * paper.price / 1000 + copies * each
    return Cost(leaves, leaves * area / _SQUARE_METRE * paper.grams, price)


def imposed_cost(form: Form, imposed: Sheeting, copies: int, sheets: int, stock: Stock) -> Cost:
    """The same of copies cut from so many sheets of a plan's paper. What is weighed is what goes into boxes."""
    plan = imposed.plan
    paper = paper_for(form, plan, stock)
    share = plan.paper.width * plan.paper.height / (paper.size.width * paper.size.height)
    clicks = sheets * imposed.sides / imposed.leaves * stock.click
    price = sheets * share * paper.price / 1000 + clicks + copies * (form.folds * stock.fold + stock.cut)
    grams = copies * imposed.leaves * form.width * form.height / _SQUARE_METRE * paper.grams
    return Cost(sheets, grams, price)


def paper_for(form: Form, plan: Imposition, stock: Stock) -> Paper:
    """Of the papers for sheets of this size the one that is bought in the plan's, else the first, cut down."""
    usual, wanted = paper_of(form, stock), sorted((plan.paper.width, plan.paper.height))
    alike = [paper for paper in stock.papers if (paper.grams, paper.up_to) == (usual.grams, usual.up_to)]
    for paper in alike:
        if all(abs(a - b) < 3.0 for a, b in zip(wanted, sorted((paper.size.width, paper.size.height)), strict=True)):
            return paper
    return usual


def paper_of(form: Form, stock: Stock) -> Paper:
    """The first paper for sheets of this size, else the last."""
    longer = max(form.width, form.height)
    return next((paper for paper in stock.papers if paper.up_to is None or longer <= paper.up_to), stock.papers[-1])


def boxes(grams: float, stock: Stock) -> int:
    """Boxes that so much paper fills."""
    return max(1, ceil(grams / 1000 / stock.box)) if grams > 0 else 0
