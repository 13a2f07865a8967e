"""Sheets of files that the builder has made: by the plan that is named, or the one for their pages on a paper."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Findings, did_you_mean
from builder.impose.folds import check_folds
from builder.impose.grid import Grid
from builder.impose.leaves import in_mm
from builder.impose.place import place
from builder.impose.plans import PAPERS, load_plan, on_paper, plan_ids, plans_for
from builder.impose.run import File, Imposed, impose
from builder.impose.source import read_source
from builder.load import Library
from builder.load.paths import shown
from builder.model.imposition import Imposition
from builder.names import UnknownName
from builder.write import write


def check_wanted(wanted: str, library: Library) -> None:
    """Raises UnknownName unless this is a plan or a paper."""
    known = (*PAPERS, *plan_ids(library))
    if wanted not in known:
        raise UnknownName("plan of imposition or paper", wanted, did_you_mean(wanted, known))


def impose_file(
    path: Path, wanted: str, library: Library, findings: Findings, layout: str = ""
) -> tuple[Path, str] | None:
    """Make and write the sheets of a file; where they are, and how they are printed. None and findings without.

    `wanted` is a plan or a paper; `layout` is what the file was made on. Pages of another size, such as instructions,
    are left out. Raises OSError.
    """
    data, name = path.read_bytes(), shown(path)
    source = read_source(name, data, findings)
    if source is None:
        return None
    first = source.pages[0]
    if wanted in PAPERS:
        known = plans_for(first.width, first.height, library, findings)
        plan = next((each for each in known if on_paper(each, PAPERS[wanted])), None)
        if plan is None:
            told = f"there is no plan for pages of {in_mm(first.width, first.height)} ({name}) on {wanted}"
            hint = (
                f"plans for such pages: {', '.join([each.id for each in known])}" if known else "leaflet impose --plans"
            )
            findings.warn("impose-no-plan", told, None, hint)
            return None
    else:
        plan = load_plan(wanted, library, findings)
    if plan is None:
        return None
    folded = library.layout(layout, Findings()) if layout else None
    if folded is not None:
        wrong = Findings()
        check_folds(plan, folded, plan.span, wrong)
        findings.extend(wrong)
        if not wrong.ok:
            return None
    alike = [at for at, page in enumerate(source.pages, 1) if abs(page.width - first.width) < 1.0]
    made = impose([File(name, data)], plan, findings, pages=alike)
    if made is None:
        return None
    target = place(path.parent, plan.id, path.name)
    write(target, made.data)
    return target, f"{on(made.grid)}; print {how(plan, made)}"


def on(grid: Grid) -> str:
    """How many there are on which paper."""
    return f"{grid.count} to a side on paper of {in_mm(grid.width, grid.height)}"


def how(plan: Imposition, made: Imposed) -> str:
    """What to tell the printer."""
    if not made.both:
        return "at 100%, on one side"
    if made.alike:
        over = "from left to right" if plan.backs == "work-and-turn" else "from head to foot"
        return f"at 100%, each page on both sides of its paper, turned over {over}"
    return f"at 100%, on both sides, flipped on the {plan.duplex.replace('-', ' ')}"
