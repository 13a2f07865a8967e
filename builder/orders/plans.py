"""The plans of imposition that the stock names for layouts: that there are such, and that pages fit on their paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from builder.diagnostics import Findings, did_you_mean
from builder.impose.folds import check_folds
from builder.impose.plans import load_plan, plan_ids, plans_for
from builder.load import Library
from builder.load.values import Placed
from builder.model.imposition import Imposition
from builder.model.layout import Layout
from builder.model.source import Span
from builder.model.stock import Stock
from builder.orders.journal import Journal
from builder.orders.naming import row_numbers
from builder.orders.sheeting import fits, sheeting
from builder.orders.stock import Form

_ASKED = """
select plates.layout, plates.finish, group_concat(distinct lines.number) from plates
join lines on lines.list = plates.list and lines.plate = plates.key
where plates.list = ? and plates.finish <> 'screen' group by plates.layout, plates.finish
order by plates.layout, plates.finish
"""


def check_plans(
    stock: Stock, library: Library, findings: Findings, asked: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Imposition]:
    """Layout -> plan, of those that there are; errors for the others. `asked` tells who asks for a layout."""
    found = {}
    for layout, id in stock.plans.items():
        span = _place(stock, layout)
        if layout not in library.layouts():
            hints = did_you_mean(layout, library.layouts())
            findings.error("unknown-name", f"there is no layout `{layout[:60]}`", span, *hints)
        elif id not in plan_ids(library):
            hints = did_you_mean(id, plan_ids(library))
            rows = [asked[layout]] if layout in asked else []
            findings.error("unknown-name", f"there is no plan of imposition `{id[:60]}`", span, *hints, *rows)
        elif (plan := load_plan(id, library, findings)) is not None:
            found[layout] = plan
            folded = library.layout(layout, Findings())
            if folded is not None and fits(plan, folded.trim.width, folded.trim.height):
                check_folds(plan, folded, span, findings)
    return found


def check_order_plans(stock: Stock, journal: Journal, order: str, library: Library, findings: Findings) -> None:
    """The plans for an order: a wrong one is told before anything is made, with the rows that ask for the layout."""
    rows: dict[tuple[str, str], list[int]] = {}
    for layout_id, finish, listed in journal.rows(_ASKED, (order,)):
        rows[layout_id, finish] = sorted(map(int, str(listed).split(",")))
    asked = {
        layout_id: _told([row for (id, _), listed in rows.items() if id == layout_id for row in listed])
        for layout_id, _ in rows
    }
    plans = check_plans(stock, library, findings, asked)
    for (layout_id, finish), listed in rows.items():
        plan, layout = plans.get(layout_id), library.layout(layout_id, Findings())
        if plan is not None and layout is not None:
            _check_fit(plan, layout, finish, stock, _told(listed), library, findings)


def _told(rows: Sequence[int]) -> str:
    return f"asked for in {row_numbers(sorted(rows))}"


def _check_fit(
    plan: Imposition,
    layout: Layout,
    finish: str,
    stock: Stock,
    asked: str,
    library: Library,
    findings: Findings,
) -> None:
    from builder.impose.leaves import in_mm

    width, height = layout.trim.width, layout.trim.height
    others = [each.id for each in plans_for(width, height, library, Findings())]
    hints = [f"plans for such pages: {', '.join(others)}"] if others else ["no plan is for such pages: leaflet impose"]
    hints.append(asked)
    if not fits(plan, width, height):
        assert plan.trim is not None, "sizes are compared with it"
        told = (
            f"layout `{layout.id}` measures {in_mm(width, height)}, and plan `{plan.id}` is for "
            f"{in_mm(plan.trim.width, plan.trim.height)}"
        )
        findings.error("impose-wrong-size", told, _place(stock, layout.id), *hints)
    elif sheeting(plan, Form(2, True, width, height, 0), finish) is None:
        paper = in_mm(plan.paper.width, plan.paper.height)
        told = f"layout `{layout.id}` ({in_mm(width, height)}) has no room on the paper of plan `{plan.id}` ({paper})"
        findings.error("impose-no-room", told, _place(stock, layout.id), *hints)


def _place(stock: Stock, layout: str) -> Span | None:
    id = stock.plans[layout]
    return id.span if isinstance(id, Placed) else stock.span
