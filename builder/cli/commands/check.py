"""`leaflet check`: everything that is wrong, in one run; nothing is written."""

from __future__ import annotations

import os
from datetime import date

from builder.build import typesetter
from builder.build_all import overflowing, try_all
from builder.check_files import check_files
from builder.checks.messages import check_translations
from builder.checks.messages.pair import Uncovered
from builder.cli.option import Command, Request, option
from builder.cli.progress import Progress
from builder.cli.report import exit_code, say, show
from builder.diagnostics import Findings, Severity
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.names import ALL, choose
from builder.plan import Wanted, plan
from builder.trace import TracedLibrary
from builder.translate.whole import languages_begun
from builder.translators.too_long import report_too_long


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Request):
    """Say everything that is wrong and how to mend it; write nothing.

    Every file is loaded, every translation is compared with its source, and every leaflet is set in every language that
    is complete, for every region.
    """

    leaflets: tuple[str, ...] = option("leaflets to check; without any, all", "words", metavar="LEAFLET")
    languages: tuple[str, ...] = option(
        "language, such as es or es,ar; all: every complete one", "words", "-l", "--lang", metavar="LANG"
    )
    regions: tuple[str, ...] = option("region (default: all)", "words", "-r", "--region", metavar="REGION")
    layouts: tuple[str, ...] = option(
        "layout to set on; all: every one that the leaflet is written for", "words", "--layout", metavar="NAME"
    )
    on: date | None = option("the day it is, as YYYY-MM-DD (default: today)", "date", "--on", metavar="DATE")
    jobs: int = option("processes to use (default: one a core)", "count", "--jobs", metavar="N")
    strict: bool = option("warnings count as errors for the exit code", "flag", "--strict")


def run(request: Check) -> int:
    """Load every file, set every leaflet, print what was found."""
    library = TracedLibrary(Library.open().roots)
    findings = Findings()
    check_files(library, findings)
    wanted = Wanted(
        on=request.on or date.today(),
        leaflets=request.leaflets,
        languages=request.languages,
        regions=request.regions or (ALL,),
        layouts=request.layouts,
    )
    jobs = plan(wanted, library, findings).jobs
    _check_translations(request, library, findings)
    with Progress(len(jobs), "checking") as progress:
        outcomes = try_all(jobs, library, workers=request.jobs or os.cpu_count() or 1, done=progress.step)
    for outcome in outcomes:
        findings.extend(outcome.findings)
    report_too_long(overflowing(outcomes), library, findings)
    show(findings, request.format)
    if request.format != "json":
        errors, warnings = findings.count(Severity.ERROR), findings.count(Severity.WARNING)
        say(f"{len(outcomes)} sheets checked: {errors or 'no'} errors, {warnings or 'no'} warnings")
    return exit_code(findings, request.strict)


def _check_translations(request: Check, library: Library, findings: Findings) -> None:
    """Every message of every catalogue that is asked for beside its source; also of languages that are not complete."""
    begun = languages_begun(library, everywhere=True)
    named = [name.strip() for each in request.languages for name in each.split(",")]
    chosen = [lang for lang in begun if not named or ALL in named or lang in named]
    leaflets = choose("leaflet", request.leaflets or [ALL], library.leaflets())
    setter = typesetter(library, findings)

    def uncovered(lang: str) -> Uncovered:
        return lambda text: setter.shape(text, lang=lang).missing

    with Progress(len(chosen), "reading translations") as progress:
        check_translations(library, chosen, leaflets, uncovered, findings, progress.step)


COMMAND = Command("check", Check, run, "leaflet check overdose --lang ar --format short")
