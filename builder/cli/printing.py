"""What to tell an office printer about sheets, which nobody who prints at night looks up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.build_all import Outcome
from builder.diagnostics import Findings
from builder.load import Library

_MOST = 2
"""With more layouts than this somebody builds a catalogue, and prints later."""


def how_to_print(outcomes: Sequence[Outcome], library: Library) -> Iterator[str]:
    """A line for each layout of the office sheets that there are."""
    jobs = {each.job.layout: each.job for each in outcomes if each.name and each.job.finish == "office"}
    for job in jobs.values() if len(jobs) <= _MOST else ():
        layout, region = library.layout(job.layout, Findings()), library.region(job.region, Findings())
        if layout is None or region is None:
            continue
        sides = "one side" if layout.duplex == "none" else "both sides"
        flipped = "" if layout.duplex == "none" else f", flipped on the {layout.duplex.replace('-', ' ')}"
        several = f"; `--impose {region.paper}` puts several on a sheet" if layout.paper == "region" else ""
        yield f"print {layout.id} at 100%, on {sides}{flipped}{several}"
