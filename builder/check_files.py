"""Every file of a library, also those that no leaflet uses: each is loaded, for what is found on the way."""

from __future__ import annotations

from builder.diagnostics import Findings
from builder.impose.plans import load_plan, plan_ids
from builder.inks import check_inks
from builder.load import Library
from builder.load.press import load_press
from builder.load.references import check_references
from builder.load.shared import check_shared
from builder.orders.plans import check_plans
from builder.orders.stock import load_stock


def check_files(library: Library, findings: Findings) -> None:
    """Load all leaflets, regions, layouts, themes, icons, plans, services and shared files, and what they refer to."""
    for leaflet in library.leaflets():
        if (loaded := library.leaflet(leaflet, findings)) is not None:
            check_references(library, loaded, findings)
    for region in library.regions():
        library.region(region, findings)
    for layout in library.layouts():
        library.layout(layout, findings)
    press = load_press(library, findings)
    for id in library.themes():
        if (theme := library.theme(id, findings)) is not None and press is not None:
            check_inks(theme, press, findings)
    for icon in library.icons():
        library.icon(icon, findings)
    for path in sorted(path for root in library.roots for path in root.glob("leaflets/services/*.yaml")):
        library.services(path, findings)
    if (stock := load_stock(library, findings)) is not None:
        check_plans(stock, library, findings)
    for plan in plan_ids(library):
        load_plan(plan, library, findings)
    evidence = (library.claims, library.sources, library.conflicts, library.blocked, library.terms)
    for shared in (library.languages, library.words, *evidence, library.fonts):
        shared(findings)
    check_shared(library, findings)
    library.defaults(findings)
