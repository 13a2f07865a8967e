"""What a job's sheets are meant to be, for those who read them back: the plan, and no word of how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from builder.impose.draw import FLIPS, Job
from builder.impose.source import Sheetside, Source
from builder.verify.imposed import Leaf, Origin, Sheets
from builder.verify.imposed import Source as File


def meaning(job: Job, sources: Sequence[Source], copies: Sequence[int], folds: Sequence[float]) -> Sheets:
    """The sheets of a job; `copies` are wanted of each leaf, `folds` as distances from the left of a page."""
    plan, grid = job.plan, job.grid
    numbers = {id(source): at for at, source in enumerate(sources)}
    pages: list[Origin] = []

    def origin(source: Source, side: Sheetside | None) -> int | None:
        if side is None:
            return None
        lying = id(side) in job.size.turned
        boxes = side.crop, side.trim, side.bleed_box
        pages.append(Origin(numbers[id(source)], side.reference, side.at, *boxes, side.turns, side.unit, lying))
        return len(pages) - 1

    leaves = []
    for leaf, count in zip(job.leaves, copies, strict=True):
        front = origin(leaf.source, leaf.front)
        assert front is not None, "every leaf has a front"
        leaves.append(Leaf(front, origin(leaf.source, leaf.back), leaf.side == "over", count))
    alike = plan.backs != "sheetwise"
    return Sheets(
        sources=tuple([File(source.name, source.data, source.objects) for source in sources]),
        pages=tuple(pages),
        leaves=tuple(leaves),
        paper=(grid.width, grid.height),
        cells=tuple(grid.cells()),
        fronts=tuple([grid.at(*place) for place in job.places]),
        turned=grid.turned,
        flip=job.side,
        alike=alike,
        order=plan.order,
        runs=tuple([run.leaves for run in job.runs]),
        prints=tuple([run.prints for run in job.runs]),
        duplex=FLIPS[plan.duplex if job.backs and not alike else "none"],
        bleed=grid.bleed,
        margin=min(plan.margin, grid.margin),
        folds=tuple(folds),
        marks=len(job.marks),
        every_ink=plan.marks == "press",
    )
