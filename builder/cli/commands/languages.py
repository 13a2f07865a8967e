"""`leaflet languages`: what can be set, and what is translated."""

from __future__ import annotations

from pathlib import Path

from builder.cli.option import Command, Request
from builder.cli.report import exit_code, say_data, show, table
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.translate import available


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages(Request):
    """List the languages that can be set, their scripts, and the leaflets that are complete in each."""


def run(request: Languages) -> int:
    """Print a table, or a list for machines."""
    library = Library.open(Path.cwd())
    findings = Findings()
    languages = library.languages(findings)
    defaults = library.defaults(findings)
    complete = {
        leaflet: available(library, leaflet, defaults.region) if defaults else () for leaflet in library.leaflets()
    }
    rows = [
        {
            "id": language.id,
            "name": language.name,
            "endonym": language.endonym,
            "script": language.script,
            "direction": language.direction,
            "leaflets": [leaflet for leaflet, known in complete.items() if language.id in known],
        }
        for language in languages.values()
    ]
    show(findings, request.format)
    if request.format == "json":
        say_data(rows)
    else:
        heads = ("id", "name", "script", "direction", "leaflets", "endonym")
        table([heads, *[tuple(_cell(row[head]) for head in heads) for row in rows]])
    return exit_code(findings)


def _cell(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


COMMAND = Command("languages", Languages, run, "leaflet languages --format json")
