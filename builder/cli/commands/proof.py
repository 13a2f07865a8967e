"""`leaflet proof`: many sheets made, read back, checked, and shown on a page."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.option import Command, Request, option
from builder.cli.progress import Progress
from builder.cli.report import exit_code, say, say_data, show
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.write import write

if TYPE_CHECKING:
    from builder.proving import Proved
    from builder.verify.report import Shown

_NAMED = 20  # sheets that fail and are named; the page names them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof(Request):
    """Make sheets, read each back, check it, and write a page that shows them: proof.html.

    Each leaflet in each language on the default layout, and each layout, theme and finish in one language per script;
    with --full everything that there is. No PDF is kept.
    """

    full: bool = option("every leaflet, language, region, layout, theme and finish", "flag", "--full")
    sample: int = option(
        "so many per cent of them, the same each time", "count", "--sample", metavar="PERCENT", most=100
    )
    on: date | None = option("the day it is, as YYYY-MM-DD (default: today)", "date", "--on", metavar="DATE")
    output: Path = option("folder for the page", "path", "-o", "--output", metavar="DIR", default=Path("output"))
    jobs: int = option("processes to use (default: one a core)", "count", "--jobs", metavar="N")


def run(request: Proof) -> int:
    """Prove all, write the pages, say how many fail."""
    from builder.proving import catalogue, everything, prove_all, sampled

    library, findings = Library.open(), Findings()
    choose = everything if request.full else catalogue
    jobs = choose(library, request.on or date.today(), findings)
    if request.sample:
        jobs = sampled(jobs, request.sample)
    workers = request.jobs or os.cpu_count() or 1
    shown: list[Shown] = []
    try:
        with Progress(len(jobs), "proving") as progress:
            for proved in prove_all(jobs, library, workers=workers):
                shown.append(_keep(proved, request.output))
                findings.extend(proved.errors)
                progress.step()
        _write_pages(shown, request)
    except OSError as error:
        findings.error("cannot-write", f"{request.output} cannot be written: {error.strerror or error}")
    _conclude(request, shown, findings)
    return exit_code(findings)


def _keep(proved: Proved, folder: Path) -> Shown:
    """Write the pictures; what the page says of the sheet."""
    from builder.verify.report import Shown

    job = proved.job
    pictures = []
    for at, picture in enumerate(proved.pictures, 1):
        name = f"{job.stem}-{at}.png"
        (folder / "proof").mkdir(parents=True, exist_ok=True)
        # thousands of small pictures, made anew at any time: they need not be synced to the disk one by one
        (folder / "proof" / name).write_bytes(picture.data)
        pictures.append((name, picture.width, picture.height))
    return Shown(
        name=job.stem,
        group=f"{job.leaflet}-{job.language}",
        code=proved.code,
        checks=proved.checks,
        troubles=tuple([f"{error.code}: {error.message}" for error in proved.errors]),
        text=proved.text,
        lang=job.language,
        pictures=tuple(pictures),
        size=proved.size,
    )


def _write_pages(shown: list[Shown], request: Proof) -> None:
    from builder.verify.report import group_page, list_page

    groups: dict[str, list[Shown]] = {}
    for sheet in shown:
        groups.setdefault(sheet.group, []).append(sheet)
    for name, sheets in groups.items():
        write(request.output / "proof" / f"{name}.html", group_page(sheets, name).encode())
    title = "Proof of everything" if request.full else "Proof of the catalogue"
    write(request.output / "proof.html", list_page(shown, title).encode())


def _conclude(request: Proof, shown: list[Shown], findings: Findings) -> None:
    failing = [sheet for sheet in shown if sheet.failing or not sheet.checks]
    if request.format == "json":
        show(findings, request.format)
        say_data([{"sheet": sheet.name, "edition": sheet.code, "checks": dict(sheet.checks)} for sheet in shown])
        return
    show(findings, request.format)
    for sheet in failing[:_NAMED]:
        say(f"  {sheet.name}: {sheet.state}")
    clean = len(shown) - len(failing)
    say(f"{clean} of {len(shown)} sheets verify clean; {request.output / 'proof.html'} shows them")


COMMAND = Command("proof", Proof, run, "leaflet proof --output output")
