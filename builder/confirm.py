"""A named person has dialed a number: recorded in the region's file, beside the number."""

from __future__ import annotations

import datetime
from pathlib import Path

from builder.checks.content.typed import blocked_in
from builder.diagnostics import Findings, Hint, did_you_mean
from builder.load import Library
from builder.load.edit import set_fields
from builder.load.paths import shown
from builder.model.region import Region
from builder.model.source import Span

EMERGENCY, LAW = "emergency", "law"
"""What can be confirmed besides lines of help."""


def confirm(library: Library, name: str, by: str, on: datetime.date, today: datetime.date, findings: Findings) -> str:
    """Record that `by` has checked `name` (`us.treatment`, `us.emergency`, `us.law`) on this day.

    What was confirmed, as it is printed; "", and findings, when nothing was written.
    """
    mine = Findings()
    _check_person(by, on, today, mine)
    region_id, _, line = name.partition(".")
    region = library.region(region_id, mine)
    if region is None or not mine.ok:
        findings.extend(mine)
        return ""
    said, keys, place = _named(region, line, mine)
    path = library.roots[0] / f"leaflets/regions/{region_id}/region.yaml"
    if mine.ok:
        _check_place(library, region, line, path, place, mine)
    for one, start, end in blocked_in(said, library.blocked(mine)):
        why = Hint(one.why, one.span)
        mine.error("blocked-number", f"“{said[start:end]}” is never printed, confirmed or not: {one.name}", place, why)
    if mine.ok:
        set_fields(path, keys, {"by": by.strip(), "on": on.isoformat()}, mine, shown(path))
    findings.extend(mine)
    return said if mine.ok else ""


def names(region: Region) -> tuple[str, ...]:
    """What of a region can be confirmed."""
    law = (LAW,) if region.law is not None else ()
    return tuple(f"{region.id}.{line}" for line in (EMERGENCY, *law, *(one.id for one in region.helplines)))


def _check_person(by: str, on: datetime.date, today: datetime.date, findings: Findings) -> None:
    if not by.strip() or len(by) > 120 or not by.isprintable():
        findings.error("bad-signature", "the name of the person who checked is empty or cannot be printed in one line")
    if on > today:
        findings.error("bad-signature", f"{on.isoformat()} has not come yet: nobody can have dialed then")


def _named(region: Region, line: str, findings: Findings) -> tuple[str, tuple[str, ...], Span | None]:
    """The number as printed, where its confirmation stands, where the number stands."""
    if line == EMERGENCY:
        return region.emergency.number, (EMERGENCY, "confirmed"), region.emergency.span
    if line == LAW and region.law is not None:
        return region.law.value, ("law-confirmed",), region.law.span
    for one in region.helplines:
        if one.id == line:
            return one.phone or one.sms or one.url, ("helplines", line, "confirmed"), one.span
    told = (
        f"region `{region.id}` has nothing called `{line[:40]}`" if line else "it is not said which number was checked"
    )
    findings.error("unknown-name", told, None, *did_you_mean(f"{region.id}.{line}", names(region)))
    return "", (), None


def _check_place(
    library: Library, region: Region, line: str, path: Path, place: Span | None, findings: Findings
) -> None:
    """The number stands in a file of the project, and in this region's own."""
    if place is not None and region.span is not None and place.file != region.span.file:
        above = Path(place.file).parent.name
        told = f"`{region.id}.{line}` is given by region `{above}`"
        findings.error("cannot-edit", told, place, f"confirm it there: leaflet region confirm {above}.{line}")
    elif not path.exists():
        told = f"region `{region.id}` is the library's, not this project's"
        findings.error("cannot-edit", told, place, "copy it out to edit it: leaflet init .")
