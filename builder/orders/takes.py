"""What an order's files take: sheets of paper, weight and money, on the paper that they are really printed on."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import NamedTuple

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.imposition import Imposition
from builder.model.stock import Stock
from builder.orders.journal import Journal
from builder.orders.plans import check_plans
from builder.orders.sheeting import Sheeting, imposed_lines, portions, sheeting, together
from builder.orders.stock import Cost, Form, cost, form_of, imposed_cost, paper_for, paper_of


class Share(NamedTuple):
    """What a service's file takes of sheets that it shares with others: so many of them for all of its copies."""

    leaves: int
    copies: int


@dataclass(frozen=True, slots=True)
class Takes:
    """Of one order. `forms` and `sheetings` by plate; `shares` by service and plate, where sheets are shared."""

    stock: Stock
    forms: Mapping[str, Form]
    sheetings: Mapping[str, Sheeting]
    shares: Mapping[tuple[str, str], Share]

    def leaves(self, service: str, plate: str, copies: int) -> int:
        """Sheets of paper for these copies, of all that a service gets from a plate."""
        form, imposed = self.forms.get(plate), self.sheetings.get(plate)
        if form is None:
            return 0
        if imposed is None:
            return form.leaves * copies
        share = self.shares.get((service, plate))
        if share is not None:
            return share.leaves * copies // share.copies
        return ceil(copies / imposed.up) * imposed.leaves

    def of(self, service: str, plate: str, copies: int) -> Cost:
        """What these copies take; the price is without setting up and boxes."""
        form, imposed = self.forms.get(plate), self.sheetings.get(plate)
        if form is None:
            return Cost(0, 0.0, 0.0)
        if imposed is None:
            return cost(form, copies, self.stock)
        return imposed_cost(form, imposed, copies, self.leaves(service, plate, copies), self.stock)

    def paper(self, plate: str) -> str:
        """What a plate is printed on."""
        form, imposed = self.forms.get(plate), self.sheetings.get(plate)
        if form is None:
            return ""
        if imposed is None:
            return paper_of(form, self.stock).name
        return f"{paper_for(form, imposed.plan, self.stock).name}, {imposed.up} to a sheet"


def takes(journal: Journal, order: str, stock: Stock, library: Library) -> Takes:
    """Of what has been made. A plan that is wrong has been told before, and counts as none."""
    plans = check_plans(stock, library, Findings())
    forms: dict[str, Form] = {}
    sheetings: dict[str, Sheeting] = {}
    asked = "select key, facts, layout, finish from plates where list = ? order by key"
    for key, facts, layout, finish in journal.rows(asked, (order,)):
        form = form_of(facts)
        if form is None:
            continue
        forms[key] = form
        plan = plans.get(layout) if finish != "screen" else None
        imposed = sheeting(plan, form, finish) if plan is not None else None
        if imposed is not None:
            sheetings[key] = imposed
    return Takes(stock, forms, sheetings, _shares(journal, order, plans, sheetings))


def _shares(
    journal: Journal, order: str, plans: Mapping[str, Imposition], sheetings: Mapping[str, Sheeting]
) -> dict[tuple[str, str], Share]:
    """Sheets that are shared, dealt out by copies so that together they are all that is printed."""
    shared = {layout: plan for layout, plan in plans.items() if plan.order != "repeat"}
    found: dict[tuple[str, str], Share] = {}
    for _, lines in together(imposed_lines(journal, order, shared)):
        known = [line for line in lines if line.plate in sheetings]
        for portion in portions(known):
            places = [line.copies * sheetings[line.plate].leaves for line in portion]
            sheets = ceil(sum(places) / sheetings[portion[0].plate].up)
            before = 0
            for line, count in zip(portion, places, strict=True):
                share = sheets * (before + count) // sum(places) - sheets * before // sum(places)
                held = found.get((line.service, line.plate), Share(0, 0))
                found[line.service, line.plate] = Share(held.leaves + share, held.copies + line.copies)
                before += count
    return found
