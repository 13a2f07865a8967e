"""`leaflet hold`: leaflets have been held against the claims and numbers as they are now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builder.checks.content.held import hold
from builder.checks.content.reread import record
from builder.cli.option import Command, Request, option
from builder.cli.report import exit_code, say, show
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.paths import shown
from builder.model.dataclass import dataclass
from builder.names import ALL, choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Request):
    """Record that leaflets agree with the claims they cite and the numbers they print, as these are now.

    When a claim or a number changes later, `leaflet check` names every leaflet and language written from the old one.
    """

    leaflets: tuple[str, ...] = option("leaflets that were held; without any, all", "words", metavar="LEAFLET")


def run(request: Hold) -> int:
    """Write the record."""
    library = Library.open(Path.cwd())
    findings = Findings()
    chosen = choose("leaflet", request.leaflets or [ALL], library.leaflets())
    path = hold(library, chosen, findings)
    if path is not None:
        record(library, chosen, date.today())
    show(findings, request.format)
    if path is not None:
        say(f"{shown(path)}: {len(chosen)} {'leaflet' if len(chosen) == 1 else 'leaflets'} held")
    return exit_code(findings)


COMMAND = Command("hold", Hold, run, "leaflet hold overdose")
