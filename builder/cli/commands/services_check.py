"""`leaflet services check`: whether a reader who follows a service's details gets there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builder.checks.content.service import countries_of
from builder.cli.option import Command, Request, option, required
from builder.cli.report import counted, exit_code, say, show
from builder.diagnostics import Findings, Severity
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.names import choose
from builder.services.check import check_language, check_services
from builder.services.fit import boxes
from builder.services.read import read_services


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesCheck(Request):
    """Check services in YAML, CSV, Excel or HSDS 3: numbers, addresses, hours, age, and that they fit the imprint."""

    file: Path = required("the file, such as leaflets/services/ours.yaml", "path", metavar="FILE")
    regions: tuple[str, ...] = option(
        "where the services are (default: any region)", "words", "-r", "--region", metavar="REGION"
    )
    layouts: tuple[str, ...] = option(
        "layouts whose box they must fit (default: the usual ones)", "words", "--layout", metavar="NAME"
    )
    on: date | None = option("the day it is, as YYYY-MM-DD (default: today)", "date", "--on", metavar="DATE")
    strict: bool = option("warnings count as errors for the exit code", "flag", "--strict")


def run(request: ServicesCheck) -> int:
    """Read, check, say what was found."""
    library = Library.open(Path.cwd())
    findings = Findings()
    on = request.on or date.today()
    services = read_services(request.file, library, findings)
    languages = library.languages(findings)
    services = tuple([each for each in services if check_language(each, languages, findings)])
    defaults = library.defaults(findings)
    regions = choose("region", request.regions, library.regions())
    layouts = choose("layout", request.layouts, library.layouts())
    if defaults is not None:
        layouts = layouts or tuple(dict.fromkeys((defaults.letter, defaults.a4)))
        region = regions[0] if regions else defaults.region
        leaflets = library.leaflets()
        fits = boxes(library, leaflets[0], region, layouts, on, findings) if leaflets and services else None
        countries = countries_of(library, regions)
        blocked = library.blocked(findings)
        if fits is not None:
            check_services(services, countries, blocked, on, findings, fits)
        else:
            check_services(services, countries, blocked, on, findings)
    show(findings, request.format)
    if request.format != "json":
        errors, warnings = findings.count(Severity.ERROR), findings.count(Severity.WARNING)
        say(f"{counted(len(services), 'service')} checked: {counted(errors, 'error')}, {counted(warnings, 'warning')}")
    return exit_code(findings, request.strict)


COMMAND = Command(
    "services check", ServicesCheck, run, "leaflet services check leaflets/services/ours.yaml --region us"
)
