"""Impose: files become sheets to print and cut, as a plan says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from pikepdf import PdfError

from builder.diagnostics import Findings
from builder.impose.draw import Job, draw
from builder.impose.grid import Extent, Grid, lay, most
from builder.impose.leaves import MM, in_mm, leaves_of, size_of
from builder.impose.marks import Stroke, crosses, strokes
from builder.impose.meaning import meaning
from builder.impose.piles import fronts, runs, sheets_needed
from builder.impose.plans import check_plan
from builder.impose.source import WRONG, Source, read_source
from builder.impose.turning import sheet_turning
from builder.model.dataclass import dataclass
from builder.model.imposition import Imposition
from builder.verify.imposed import verify_sheets
from builder.verify.objects import Unreadable

_MOST_SHEETS: Final = 5000
_MOST_COPIES: Final = 10_000_000


Plans = Callable[[float, float], Iterable[Imposition]]
"""The plans for pages of this width and height, points."""


class File(NamedTuple):
    """A PDF, and how often each leaf of it is wanted."""

    name: str
    data: bytes
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Imposed:
    """The sheets as a PDF. `up` pages stand on a side; sheet by sheet, `prints` tells how often it is printed.

    `both`: something is printed on the back. `alike`: both sides are printed from the same page.
    """

    data: bytes
    grid: Grid
    prints: tuple[int, ...]
    both: bool
    alike: bool


def impose(
    files: Sequence[File],
    plan: Imposition,
    findings: Findings,
    *,
    pages: Sequence[int] = (),
    plans: Plans = lambda width, height: (),
    thorough: bool = True,
) -> Imposed | None:
    """The sheets, read back from their bytes, or None and errors. The same input gives the same bytes.

    `pages`: of each file only these, from 1. `plans` knows those for a size, to be named where this one has no room.
    `thorough`: each page is also rendered beside its copy.
    """
    mine = Findings()
    made = _imposed(files, plan, mine, pages, plans, thorough=thorough) if check_plan(plan, mine) else None
    findings.extend(mine)
    return made if mine.ok else None


def _imposed(
    files: Sequence[File],
    plan: Imposition,
    findings: Findings,
    pages: Sequence[int],
    plans: Plans,
    *,
    thorough: bool,
) -> Imposed | None:
    sources = [read_source(file.name, file.data, findings, pages) for file in files]
    read = [source for source in sources if source is not None]
    if len(read) < len(files) or not read:
        return None
    leaves = leaves_of(read, plan)
    size = size_of(leaves, plan, findings)
    grid = lay(plan, size.extent) if size is not None else None
    if size is None or grid is None:
        if size is not None:
            _no_room(plan, read, size.extent, plans, findings)
        return None
    if not any(leaf.back is not None for leaf in leaves):
        plan = replace(plan, backs="sheetwise", duplex="none")
    wanted = {id(source): file.copies for source, file in zip(read, files, strict=True)}
    copies = [wanted[id(leaf.source)] for leaf in leaves]
    places = fronts(grid, plan)
    needed = sheets_needed(plan, copies, len(places))
    if needed > _MOST_SHEETS or sum(copies) > _MOST_COPIES:
        findings.error(
            "impose-too-many",
            f"this makes {needed:,} sheets, and a file holds {_MOST_SHEETS:,}",
            None,
            "impose fewer files at once, or with order: repeat, which needs one sheet for each leaf",
        )
        return None
    folds = _folds(grid, plan, read)
    marks = _marks(grid, plan, folds, findings)
    job = Job(plan, grid, size, leaves, places, runs(plan, copies, len(places)), sheet_turning(plan), marks)
    try:
        data = draw(job, findings)
    except Unreadable as error:
        findings.error("impose-unreadable", f"{_names(read)} cannot be imposed: {error}")
        return None
    except (PdfError, RuntimeError, *WRONG) as error:
        told = f"what stands on a page is not built as it should be ({type(error).__name__})"
        findings.error("impose-unreadable", f"{_names(read)} cannot be imposed: {told}")
        return None
    verdict = verify_sheets(data, meaning(job, read, copies, folds), thorough=thorough)
    if not verdict.ok:
        verdict.tell(findings, f"the sheets of {_names(read)}")
        return None
    alike = job.backs and plan.backs != "sheetwise"
    return Imposed(data, grid, tuple([run.prints for run in job.runs]), job.backs, alike)


def _folds(grid: Grid, plan: Imposition, sources: Sequence[Source]) -> list[float]:
    """From the left of a page as it is read."""
    width = grid.cell[1] if grid.turned else grid.cell[0]
    return [width - fold if sources[0].rtl else float(fold) for fold in plan.folds if fold < width]


def _marks(grid: Grid, plan: Imposition, folds: Sequence[float], findings: Findings) -> list[Stroke]:
    if plan.marks == "none":
        return []
    marks = strokes(grid, folds)
    upright, level = (any(mark.x == mark.x2 for mark in marks), any(mark.y == mark.y2 for mark in marks))
    if not (upright and level):
        where = "beside" if upright else "above and below" if level else "around"
        findings.warn(
            "impose-no-marks",
            f"there is no room for marks {where} the pages on paper of {in_mm(grid.width, grid.height)}",
            plan.span,
            "take larger paper or fewer pages, or say marks: none",
        )
    return [*marks, *crosses(grid, marks)] if plan.marks == "press" else marks


def _no_room(plan: Imposition, sources: Sequence[Source], page: Extent, plans: Plans, findings: Findings) -> None:
    wanted = plan.up or plan.across * plan.down
    size = in_mm(page.width, page.height)
    many = f"{wanted} pages of {size}" if wanted else f"pages of {size}"
    paper = in_mm(plan.paper.width, plan.paper.height)
    fitting, others = most(plan, page), [each.id for each in plans(page.width, page.height)]
    hint = "take larger paper, or a smaller margin"
    if fitting:
        hint = f"{fitting} fit: --up {fitting}"
    elif others:
        hint = f"plans for such pages: {', '.join(others)}"
    findings.error(
        "impose-no-room",
        f"{many} ({_names(sources)}) do not fit on paper of {paper} with margins of {plan.margin / MM:.1f} mm",
        plan.span,
        hint,
    )


def _names(sources: Sequence[Source]) -> str:
    return sources[0].name + (f" and {len(sources) - 1} more" if len(sources) > 1 else "")
