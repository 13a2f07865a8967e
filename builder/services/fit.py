"""The boxes that layouts have for a service's details, to try whether a service's fit."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from builder.build import Job, resources, typesetter
from builder.build import typeset as set_sheet
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.service import Service
from builder.services.check import Fits


def boxes(
    library: Library, leaflet: str, region: str, layouts: Sequence[str], on: datetime.date, findings: Findings
) -> Fits:
    """What sets a service's details into the boxes of these layouts; each is composed once."""
    from builder.compose.fill import Filler, Stand

    defaults, source = library.defaults(findings), library.leaflet(leaflet, findings)
    tries = []
    for name in layouts if defaults is not None and source is not None else ():
        assert defaults is not None
        assert source is not None
        job = Job(
            leaflet=leaflet,
            region=region,
            language=source.language,
            layout=name,
            theme=defaults.theme,
            stem=name,
            on=on,
        )
        # what is wrong with the sheet itself is told by `leaflet check`
        told = Findings()
        typed = set_sheet(job, library, told, left_open=True)
        layout, theme = library.layout(name, findings), library.theme(defaults.theme, findings)
        if typed is None or layout is None or theme is None:
            findings.extend(told)
            continue
        edition, sheet = typed
        stand = Stand(edition, layout, theme, job.finish, tight=sheet.tight)
        filler = Filler(stand, typesetter(library, findings), resources(library, findings))
        tries += [(filler, opening) for opening in sheet.openings]

    def fits(service: Service, found: Findings) -> None:
        for filler, opening in tries:
            filler.fill(opening, service, found)

    return fits
