"""The sheets as a PDF: pages as forms where they belong, marks around them.

The file says nothing of itself: no title, author, machine or time, and no claim of a standard. It is made to be printed
and cut; who reads on a screen, and whoever listens to one, has the file that was imposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf

from builder.diagnostics import Findings
from builder.impose.bare import lacking, lay_bare
from builder.impose.catalogue import take_intent, take_layers
from builder.impose.forms import Forms
from builder.impose.grid import Grid
from builder.impose.leaves import Leaf, Size
from builder.impose.marks import Stroke, seen_behind
from builder.impose.piles import Place, Run
from builder.impose.source import Sheetside, Source
from builder.impose.turning import Matrix, Side, back, behind, front, quarters
from builder.model.dataclass import dataclass
from builder.model.imposition import Imposition
from builder.model.proof import Area

FLIPS: Final = {"none": "Simplex", "short-edge": "DuplexFlipShortEdge", "long-edge": "DuplexFlipLongEdge"}
"""What a file says to its printer (ISO 32000-1, table 150)."""

_WEIGHT: Final = 0.25
"""Of a mark, points: half of it is left on either side of the cut."""

_CIRCLE: Final = 0.6
"""A cross's circle, as a part of its arm."""


@dataclass(frozen=True, slots=True)
class Job:
    """All that is drawn: what is on which sheet, where, and how the sheet is turned."""

    plan: Imposition
    grid: Grid
    size: Size
    leaves: Sequence[Leaf]
    places: Sequence[Place]
    runs: Sequence[Run]
    side: Side
    marks: Sequence[Stroke]

    @property
    def backs(self) -> bool:
        """Something is printed behind something."""
        return any(leaf.back is not None for leaf in self.leaves)


def draw(job: Job, findings: Findings) -> bytes:
    """The file. Raises Unreadable, PdfError and what else a strange page leads to."""
    target = Pdf.new()
    sources = list({id(leaf.source): leaf.source for leaf in job.leaves}.values())
    drawing = _Drawing(target, job)
    for run in job.runs:
        for shown in _sides(job):
            drawing.add(run, shown)
    lay_bare(target)
    if absent := lacking(target):
        findings.warn(
            "impose-fonts",
            f"fonts are not in {sources[0].name}{' or another of the files' if len(sources) > 1 else ''}: "
            + ", ".join([name[:60] for name in absent[:4]]),
            None,
            "the printer puts its own in their place: save the file again with fonts embedded",
        )
    take_layers(target, sources)
    take_intent(target, sources, findings)
    flip = job.plan.duplex if job.backs and job.plan.backs == "sheetwise" else "none"
    target.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"), Duplex=Name(f"/{FLIPS[flip]}"))
    made = BytesIO()
    target.save(
        made,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        min_version=max("1.5", *[source.objects.version for source in sources]),
    )
    return made.getvalue()


def _sides(job: Job) -> tuple[str, ...]:
    """What is shown on the pages of a sheet."""
    if not job.backs:
        return ("fronts",)
    return ("fronts", "backs") if job.plan.backs == "sheetwise" else ("both",)


class _Drawing:
    def __init__(self, target: Pdf, job: Job) -> None:
        self._target, self._job = target, job
        self._forms = Forms(target)
        self._marks = {
            "fronts": _marks(job.marks, job.plan),
            "backs": _marks(seen_behind(job.marks, job.side, job.grid), job.plan),
        }
        self._marks["both"] = self._marks["fronts"]
        self._inks = target.make_indirect(_every_ink()) if job.plan.marks == "press" else None

    def add(self, run: Run, shown: str) -> None:
        """One side of a sheet."""
        job, grid = self._job, self._job.grid
        forms: dict[str, Any] = {}
        drawn = []
        for place, number in zip(job.places, run.leaves, strict=True):
            if number is None:
                continue
            leaf, cell, kept = job.leaves[number], grid.at(*place), grid.kept(*place)
            if shown != "backs":
                drawn.append(self._placed(forms, leaf.source, leaf.front, kept, front(cell, grid.turned)))
            if shown != "fronts" and leaf.back is not None:
                seen = behind(cell, job.side, grid.width, grid.height)
                matrix = back(seen, grid.turned, leaf.side, job.side)
                printed = behind(kept, job.side, grid.width, grid.height)
                drawn.append(self._placed(forms, leaf.source, leaf.back, printed, matrix))
        resources = Dictionary(XObject=Dictionary({f"/{name}": form for name, form in forms.items()}))
        if self._inks is not None:
            resources.ColorSpace = Dictionary(All=self._inks)
        content = "\n".join([*drawn, self._marks[shown]]).encode("ascii")
        page = Dictionary(
            Type=Name.Page,
            MediaBox=_array(Area(0.0, 0.0, grid.width, grid.height)),
            # ISO 32000-1, 14.11.2: where the sheet is printed, and the block that is cut up
            BleedBox=_array(grid.printed),
            TrimBox=_array(grid.block),
            Resources=resources,
            Contents=self._target.make_stream(content),
        )
        self._target.pages.append(Page(self._target.make_indirect(page)))

    def _placed(self, forms: dict[str, Any], source: Source, page: Sheetside, kept: Area, matrix: Matrix) -> str:
        form = self._forms.form(source, page)
        name = next((name for name, each in forms.items() if each.objgen == form.objgen), f"P{len(forms) + 1}")
        forms[name] = form
        whole = page.middle
        if id(page) in self._job.size.turned:
            whole = whole.then(quarters(1))
        clip = numbers(kept.left, kept.bottom, kept.right - kept.left, kept.top - kept.bottom)
        return f"q {clip} re W n {numbers(*whole.then(matrix))} cm /{name} Do Q"


def _marks(strokes: Sequence[Stroke], plan: Imposition) -> str:
    """ISO 32000-1, 14.8.2.2: what belongs to the sheet and not to its pages is an artifact."""
    if not strokes:
        return ""
    ink = "/All CS 1 SCN" if plan.marks == "press" else "0 G"
    drawn = [f"/Artifact BMC q {ink} {numbers(_WEIGHT)} w"]
    for kind, dash in (("cut", "[] 0 d"), ("cross", "[] 0 d"), ("fold", "[2 2] 0 d")):
        lines = [f"{numbers(*each[:2])} m {numbers(*each[2:4])} l S" for each in strokes if each.kind == kind]
        drawn += [dash, *lines] if lines else []
    return "\n".join([*drawn, "Q EMC"])


def _every_ink() -> Array:
    """ISO 32000-1, 8.6.6.4: the colorant All marks every plate; grey where there are no plates."""
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)
    return Array([Name.Separation, Name.All, Name.DeviceGray, tint])


def _array(area: Area) -> Array:
    return Array([round(side, 4) for side in area])


def numbers(*values: float) -> str:
    """Operands, to a ten-thousandth of a point."""
    # without a sign before nought
    return " ".join([f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".") for value in values])
