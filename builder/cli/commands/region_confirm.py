"""`leaflet region confirm`: a named person has dialed a number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builder.cli.option import Command, Request, required
from builder.cli.report import exit_code, say, show
from builder.confirm import confirm
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionConfirm(Request):
    """Record that a person has dialed a number, opened its page or checked the line about the law, and when.

    It holds for 180 days; then sheets with the number are drafts again. Record only what the person named has done.
    """

    name: str = required("region and line: us.treatment, us.emergency, us.law", "word", metavar="REGION.LINE")
    by: str = required("name of the person who dialed", "word", "--by", metavar="NAME")
    on: date = required("the day they did, as YYYY-MM-DD", "date", "--on", metavar="DATE")


def run(request: RegionConfirm) -> int:
    """Write it into the region's file, and nothing else."""
    findings = Findings()
    library = Library.open(Path.cwd())
    said = confirm(library, request.name, request.by, request.on, date.today(), findings)
    show(findings, request.format)
    if said:
        say(f"{request.name}: {said} was checked by {request.by} on {request.on}")
    return exit_code(findings)


COMMAND = Command(
    "region confirm", RegionConfirm, run, 'leaflet region confirm us.treatment --by "Full Name" --on 2026-01-31'
)
