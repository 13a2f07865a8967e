"""`leaflet build`: YAML becomes PDFs."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from builder.build_all import Outcome, build_all, overflowing, remove
from builder.cli.option import Command, Request, option
from builder.cli.printing import how_to_print
from builder.cli.progress import Progress
from builder.cli.report import exit_code, say, say_data, show
from builder.cli.spot import spot_of
from builder.cli.summary import as_data, summarise
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.inks import Colouring
from builder.plan import Plan, Wanted, plan
from builder.trace import TracedLibrary

Finish = Literal["office", "press", "screen"]
Product = Literal["", "nasal", "injection"]

# Times that a preview sets aside what is too long: another panel may overflow by what the first had hidden
_SET_ASIDE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Build(Request):
    """Build leaflets into PDFs.

    Without arguments every leaflet is built in every language that is complete, on the default layout. What is up to
    date is left alone; what has an error is not written, and an older file of it is removed.
    """

    leaflets: tuple[str, ...] = option("leaflets to build; without any, all", "words", metavar="LEAFLET")
    languages: tuple[str, ...] = option(
        "language, such as es or es,ar; all: every complete one", "words", "-l", "--lang", metavar="LANG"
    )
    regions: tuple[str, ...] = option("region; all: every one", "words", "-r", "--region", metavar="REGION")
    layouts: tuple[str, ...] = option(
        "layout; all: every one that the leaflet is written for", "words", "--layout", metavar="NAME"
    )
    themes: tuple[str, ...] = option("theme; all: every one", "words", "--theme", metavar="NAME")
    finish: Finish = option("what the PDF is for", "word", "--finish", choices=get_args(Finish), default="office")
    colour: Colouring = option(
        "cmyk: colours of press sheets are separated into inks",
        "word",
        "--colour",
        choices=get_args(Colouring),
        default="rgb",
    )
    spot: str = option("an ink of its own for the accent colour", "word", "--spot", metavar="NAME=C,M,Y,K")
    service: str = option(
        "the service whose details go into the imprint: its id, with its file when that is not in leaflets/services",
        "word",
        "--service",
        metavar="[FILE:]ID",
    )
    naloxone: Product = option(
        "the naloxone at hand, if not the region's", "word", "--naloxone", choices=("nasal", "injection")
    )
    bilingual: tuple[str, ...] = option(
        "set this language beside the source, on a layout for two", "words", "--bilingual", metavar="LANG"
    )
    preview: bool = option("fill missing translations from the source language, marked", "flag", "--preview")
    instructions: bool = option("add a page that tells how to print and fold", "flag", "--instructions")
    impose: str = option(
        "several to a sheet: a plan, or the paper at hand (letter, a4, tabloid, a3 ...)",
        "word",
        "--impose",
        metavar="NAME",
    )
    on: date | None = option("the day it is, as YYYY-MM-DD (default: today)", "date", "--on", metavar="DATE")
    output: Path = option("folder for the PDFs", "path", "-o", "--output", metavar="DIR", default=Path("output"))
    jobs: int = option("processes to use (default: one a core)", "count", "--jobs", metavar="N")
    force: bool = option("build also what is up to date", "flag", "--force")
    strict: bool = option("warnings count as errors for the exit code", "flag", "--strict")


def run(request: Build) -> int:
    """Plan the jobs, build them, say what came of it."""
    spot = spot_of(request.finish, request.colour, request.spot)
    library = TracedLibrary(Library.open().roots)
    if request.impose:
        from builder.impose.office import check_wanted

        check_wanted(request.impose, library)
    findings = Findings()
    service = None
    if request.service:
        from builder.services.find import find_service  # few builds are for one service

        service = find_service(request.service, library, findings)
    if not findings.ok:
        show(findings, request.format)
        return 1
    wanted = Wanted(
        on=request.on or date.today(),
        leaflets=request.leaflets,
        languages=request.bilingual or request.languages,
        regions=request.regions,
        layouts=request.layouts,
        themes=request.themes,
        finish=request.finish,
        service=service,
        naloxone=request.naloxone or None,
        preview=request.preview,
        instructions=request.instructions,
        bilingual=bool(request.bilingual),
        colour=request.colour,
        spot=spot,
    )
    planned = plan(wanted, library, findings)
    outcomes = _built(request, planned, library, findings)
    sheets = _imposed(request, outcomes, library, findings)
    show(findings, request.format)
    if request.format == "json":
        say_data([as_data(outcome, request.output) for outcome in outcomes])
    elif outcomes or findings.ok:
        summarise(outcomes, request.output)
        for path, told in sheets:
            say(f"{path}: {told}")
        for line in () if sheets else how_to_print(outcomes, library):
            say(line)
    return exit_code(findings, request.strict)


def _built(request: Build, planned: Plan, library: TracedLibrary, findings: Findings) -> tuple[Outcome, ...]:
    """Run the jobs with a bar; what they found goes to `findings`."""
    workers = request.jobs or os.cpu_count() or 1
    try:
        remove(planned.left_out, request.output, findings)
        with Progress(len(planned.jobs), "building") as progress:
            outcomes = build_all(
                planned.jobs, library, request.output, workers=workers, force=request.force, done=progress.step
            )
    except OSError as error:
        findings.error("cannot-write", f"{request.output} cannot be written: {error.strerror or error}")
        return ()
    if jobs := overflowing(outcomes):
        from builder.translators.too_long import report_too_long

        report_too_long(jobs, library, findings)
        outcomes = _seen_all_the_same(request, outcomes, library)
    for outcome in outcomes:
        findings.extend(outcome.findings)
    return outcomes


def _seen_all_the_same(request: Build, outcomes: tuple[Outcome, ...], library: TracedLibrary) -> tuple[Outcome, ...]:
    """Previews that overflow, built again with what is too long set aside; once more where something else is now."""
    from builder.translators.too_long import set_aside

    for _ in range(_SET_ASIDE):
        again = [job for one in overflowing(outcomes) if (job := set_aside(one, library)) is not None]
        made = {one.job.stem: one for one in build_all(again, library, request.output)}
        outcomes = tuple(made.get(one.job.stem, one) for one in outcomes)
    return outcomes


def _imposed(
    request: Build, outcomes: tuple[Outcome, ...], library: Library, findings: Findings
) -> list[tuple[Path, str]]:
    """Sheets of all files that there are, and how each is printed."""
    if not request.impose:
        return []
    from builder.impose.office import impose_file

    try:
        made = [
            impose_file(request.output / one.name, request.impose, library, findings, one.job.layout)
            for one in outcomes
            if one.name
        ]
    except OSError as error:
        findings.error("cannot-write", f"sheets cannot be written: {error.strerror or error}")
        return []
    return [each for each in made if each is not None]


COMMAND = Command("build", Build, run, "leaflet build overdose --lang es --region us")
