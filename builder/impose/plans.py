"""Plans of imposition: those of the library, and the one that suits a file; what in them cannot be."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final

from builder.diagnostics import Findings, did_you_mean
from builder.load import Library
from builder.load.file import load_whole
from builder.load.paths import is_safe, shown
from builder.model.imposition import Imposition

FOLDER: Final = "layouts/stock/plans"

PAPERS: Final = {
    "letter": (612.0, 792.0),
    "legal": (612.0, 1008.0),
    "tabloid": (792.0, 1224.0),
    "12x18": (864.0, 1296.0),
    "13x19": (936.0, 1368.0),
    "a4": (595.276, 841.89),
    "a3": (841.89, 1190.551),
    "sra4": (637.795, 907.087),
    "sra3": (907.087, 1275.591),
}
"""Widths and heights in points: ISO 216 and ISO 217 (A and SRA), and the sheets of North America."""

_APART: Final = 14.0
"""Points from one fold to the next at least: 5 mm."""

_ALIKE: Final = 3.0
"""Points by which papers and pages may differ from what a plan says."""


def plan_ids(library: Library) -> tuple[str, ...]:
    """Ids of all plans, sorted."""
    found = {path.stem for root in library.roots for path in (root / FOLDER).glob("*.yaml")}
    return tuple(sorted(found))


def load_plan(id: str, library: Library, findings: Findings) -> Imposition | None:
    """The project's plan of that name, else the starter library's."""
    path = library.path(f"{FOLDER}/{id}.yaml") if is_safe(id) else None
    if path is None:
        findings.error(
            "unknown-name", f"there is no plan of imposition `{id[:60]}`", None, *did_you_mean(id, plan_ids(library))
        )
        return None
    return _load(path, library, findings, id)


def load_plan_file(path: Path, library: Library, findings: Findings) -> Imposition | None:
    """A plan that lies anywhere. What it extends is looked for in the library."""
    return _load(path, library, findings, path.stem)


def plans_for(width: float, height: float, library: Library, findings: Findings) -> tuple[Imposition, ...]:
    """The plans for pages of this size, points."""
    plans = [plan for id in plan_ids(library) if (plan := load_plan(id, library, findings)) is not None]
    return tuple(
        [
            plan
            for plan in plans
            if plan.trim is not None and _alike((width, height), (plan.trim.width, plan.trim.height))
        ]
    )


def on_paper(plan: Imposition, paper: tuple[float, float]) -> bool:
    """The plan is for paper of this size."""
    return _alike(paper, (plan.paper.width, plan.paper.height))


def check_plan(plan: Imposition, findings: Findings) -> bool:
    """Nothing in the plan contradicts the rest."""
    faults = []
    if min(plan.up, plan.across, plan.down) < 0:
        faults.append("a number of pages is below 0")
    if plan.up and plan.across and plan.down and plan.across * plan.down != plan.up:
        faults.append(f"{plan.across} across and {plan.down} down are not {plan.up} up")
    if plan.backs == "work-and-turn" and plan.across % 2:
        faults.append("work-and-turn has as many pages on the left as on the right: `across` is even")
    if plan.backs == "work-and-tumble" and plan.down % 2:
        faults.append("work-and-tumble has as many pages above as below: `down` is even")
    if plan.backs != "sheetwise" and plan.up % 2:
        faults.append("on a sheet that is printed twice from one side, `up` is even")
    if plan.trim is not None and any(not 0 < fold < plan.trim.width for fold in plan.folds):
        faults.append("a fold is not on the page")
    if any(later - fold < _APART for fold, later in pairwise(sorted(plan.folds))):
        faults.append("two folds are in one place")
    if plan.backs != "sheetwise" and plan.duplex == "none":
        faults.append(f"{plan.backs} prints backs, and `duplex: none` has none")
    if min(plan.paper.width, plan.paper.height) <= 2 * plan.margin:
        faults.append("the margins take all of the paper")
    for fault in faults:
        findings.error("impose-plan", f"plan `{plan.id}` cannot be: {fault}", plan.span)
    return not faults


def _load(path: Path, library: Library, findings: Findings, id: str) -> Imposition | None:
    def parents(name: str) -> Path | None:
        return library.path(f"{FOLDER}/{name}.yaml")

    loaded = load_whole(path, Imposition, parents, id=id, shown_as=shown(path), show=shown)
    findings.extend(loaded.diagnostics)
    if not loaded.ok or loaded.value is None:
        return None
    return loaded.value if check_plan(loaded.value, findings) else None


def _alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) <= _ALIKE and abs(one[1] - other[1]) <= _ALIKE
