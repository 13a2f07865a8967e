"""Test sheets: made as every other sheet is, read back, and refused when something is wrong with them."""

from __future__ import annotations

from builder.build import Job, inks_of, resources, typesetter
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.edition import Edition
from builder.translate import translate


def make_test_sheet(job: Job, edition: Edition, library: Library, findings: Findings) -> bytes | None:
    """The test sheet for a job's layout, finish and inks, in an edition's language; None and errors."""
    from builder.compose.testsheet import compose_test_sheet
    from builder.pdf import paint
    from builder.verify import Meant, verify

    mine = Findings()
    layout, theme, inks = library.layout(job.layout, mine), library.theme(job.theme, mine), inks_of(job, library, mine)
    sheet = None
    if layout is not None and theme is not None and mine.ok:
        setter, looked_up = typesetter(library, mine), resources(library, mine)
        sheet = compose_test_sheet(edition, layout, theme, setter, looked_up, mine, finish=job.finish)
    data = None
    if sheet is not None and mine.ok:
        data = paint(sheet, finish=job.finish, inks=inks)
        verify(data, Meant(sheet, None, None, job.finish)).tell(mine, name_of(job))
    findings.extend(mine)
    return data if mine.ok else None


def name_of(job: Job) -> str:
    """What the file is called."""
    parts = ["test-sheet", job.language, job.layout]
    parts += [job.finish] if job.finish != "office" else []
    parts += [job.colour] if job.colour != "rgb" else []
    parts += [job.spot.slug] if job.spot else []
    return "-".join(parts) + ".pdf"


def spoken(job: Job, library: Library, findings: Findings) -> Edition | None:
    """Any edition in the job's language and region, the job's own leaflet first; None and errors when there is none.

    A test sheet needs its words and fonts.
    """
    told = Findings()
    for leaflet in dict.fromkeys((job.leaflet, *library.leaflets())):
        mine = Findings()
        made = translate(library, leaflet, job.region, job.language, mine, on=job.on) if leaflet else None
        if made is not None:
            return made
        told = told if told else mine
    findings.extend(told)
    return None
