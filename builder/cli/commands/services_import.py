"""`leaflet services import`: a directory becomes a file of the project."""

from __future__ import annotations

from pathlib import Path

from builder.cli.option import Command, Request, option, required
from builder.cli.report import Refusal, counted, exit_code, say, show
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.services.read import read_services
from builder.services.record import slug
from builder.services.write import as_yaml
from builder.write import write


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesImport(Request):
    """Import services from CSV, Excel or Open Referral HSDS 3 (JSON) into a YAML file, to check and to print.

    Without errors in the directory, or nothing is written. A row without an id gets one made from its name.
    """

    file: Path = required("the directory: FILE.csv or FILE.json", "path", metavar="FILE")
    output: Path = option(
        "the file to write (default: leaflets/services/NAME.yaml)", "path", "-o", "--output", metavar="FILE"
    )
    force: bool = option("write over a file that is there", "flag", "--force")


def run(request: ServicesImport) -> int:
    """Read the directory and write the file."""
    library = Library.open(Path.cwd())
    findings = Findings()
    target = request.output or Path("leaflets/services") / f"{slug(request.file.stem) or 'services'}.yaml"
    if target.exists() and not request.force:
        raise Refusal("already-there", f"{target} is there already", "--force writes over it", "-o names another file")
    services = read_services(request.file, library, findings)
    show(findings, request.format)
    if findings.ok and services:
        write(target, as_yaml(services, request.file.name).encode())
        say(f"{target}: {counted(len(services), 'service')}; next: leaflet services check {target}")
    return exit_code(findings)


COMMAND = Command("services import", ServicesImport, run, "leaflet services import clinics.csv")
