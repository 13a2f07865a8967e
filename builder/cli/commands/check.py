"""`leaflet check`: everything that is wrong, in one run; nothing is written unless `--fix` says so."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from builder.build import typesetter
from builder.build_all import overflowing, try_all
from builder.check_files import check_files
from builder.checks.content.everywhere import Scope, check_content, check_permissions
from builder.checks.content.fix import fix_wording
from builder.checks.messages import check_translations
from builder.checks.messages.pair import Uncovered
from builder.cli.option import Command, Request, option
from builder.cli.plain_report import report_plain
from builder.cli.progress import Progress
from builder.cli.report import Refusal, counted, exit_code, say, show
from builder.diagnostics import Diagnostic, Findings, Severity
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.names import ALL, choose
from builder.plan import Wanted, plan
from builder.trace import TracedLibrary
from builder.translate.whole import languages_begun
from builder.translators.too_long import report_too_long

JOURNAL = "orders.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Request):
    """Say everything that is wrong and how to mend it; write nothing, unless `--fix` asks for it.

    Every file is loaded, words, numbers and evidence are checked, every translation is compared with its source, and
    every leaflet is set in every language that is complete, for every region.
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
    text: bool = option("only what the texts say: no sheet is set", "flag", "--text")
    fix: bool = option("first swap words to avoid, where the meaning stays", "flag", "--fix")
    report: bool = option("show instead how plain the leaflets are, by formulas and by an index", "flag", "--report")
    output: Path = option(
        "folder of the orders, whose journal tells who holds what",
        "path",
        "-o",
        "--output",
        metavar="DIR",
        default=Path("output"),
    )
    strict: bool = option("warnings count as errors for the exit code", "flag", "--strict")


def run(request: Check) -> int:
    """Load every file, set every leaflet, print what was found."""
    library = TracedLibrary(Library.open().roots)
    findings = Findings()
    if request.report and request.fix:
        raise Refusal("usage", "`--report` changes nothing", "run `leaflet check --fix` first, and then the report")
    if request.report:
        return _report(request, library)
    if request.fix:
        _fix(request, library, findings)
    check_files(library, findings)
    _check_content(request, library, findings)
    _check_copies(request, library, findings)
    wanted = Wanted(
        on=request.on or date.today(),
        leaflets=request.leaflets,
        languages=request.languages,
        regions=request.regions or (ALL,),
        layouts=request.layouts,
    )
    jobs = () if request.text else plan(wanted, library, findings).jobs
    _check_translations(request, library, findings)
    with Progress(len(jobs), "checking") as progress:
        outcomes = try_all(jobs, library, workers=request.jobs or os.cpu_count() or 1, done=progress.step)
    for outcome in outcomes:
        findings.extend(outcome.findings)
    report_too_long(overflowing(outcomes), library, findings)
    findings = _asked_for(request, library, findings)
    show(findings, request.format)
    if request.format != "json":
        errors, warnings = findings.count(Severity.ERROR), findings.count(Severity.WARNING)
        told = "texts checked" if request.text else f"{counted(len(outcomes), 'sheet')} checked"
        say(f"{told}: {counted(errors, 'error')}, {counted(warnings, 'warning')}")
    return exit_code(findings, request.strict)


def _asked_for(request: Check, library: Library, findings: Findings) -> Findings:
    """Where leaflets are named, what concerns them: no other leaflet, and of what all share errors alone, but for
    regions that are named too."""
    if not request.leaflets or ALL in request.leaflets:
        return findings
    return Findings(one for one in findings if _concerns(one, request, library))


def _concerns(found: Diagnostic, request: Check, library: Library) -> bool:
    parts = found.span.file.split("/") if found.span is not None else []
    if "leaflets" not in parts[:-1]:
        return True
    folder, *below = parts[len(parts) - parts[::-1].index("leaflets") :]
    if folder in (*request.leaflets, "evidence") or found.code == "stale-copy":
        return True
    if folder == "regions" and below[0] in request.regions:
        return True
    return found.severity is Severity.ERROR and folder not in library.leaflets()


def _regions(request: Check, library: Library) -> tuple[str, ...]:
    """The regions asked for; `all` and nothing are those that leaflets are built for."""
    chosen = choose("region", request.regions or [ALL], library.regions())
    known = {id: library.region(id, Findings()) for id in chosen}
    return tuple(id for id, region in known.items() if (region and region.listed) or id in request.regions)


def _check_content(request: Check, library: Library, findings: Findings) -> None:
    """Words, plain language, numbers, evidence and dates of what is asked for."""
    scope = Scope(
        leaflets=choose("leaflet", request.leaflets or [ALL], library.leaflets()),
        regions=_regions(request, library),
        languages=_translations(request, library),
        on=request.on or date.today(),
    )
    check_content(library, scope, findings)
    check_permissions(library, scope, findings)


def _check_copies(request: Check, library: Library, findings: Findings) -> None:
    """Paper that was handed out: the journal's library takes 10 ms to import, which who has no orders need not pay."""
    if not (request.output / JOURNAL).is_file():
        return
    from builder.checks.copies import check_copies

    quiet = Findings()
    names = choose("leaflet", request.leaflets or [ALL], library.leaflets())
    leaflets = [leaflet for id in names if (leaflet := library.leaflet(id, quiet)) is not None]
    regions = [region for id in _regions(request, library) if (region := library.region(id, quiet)) is not None]
    check_copies(library, leaflets, regions, request.output, request.on or date.today(), findings)


def _fix(request: Check, library: Library, findings: Findings) -> None:
    leaflets = choose("leaflet", request.leaflets or [ALL], library.leaflets())
    for fixed in fix_wording(library, leaflets, library.regions(), findings):
        say(f"{fixed.file}: {fixed.words} words swapped; translations of these texts are older now")


def _report(request: Check, library: Library) -> int:
    defaults = library.defaults(Findings())
    regions = choose("region", request.regions, library.regions())
    region = regions[0] if regions else defaults.region if defaults else ""
    leaflets = choose("leaflet", request.leaflets or [ALL], library.leaflets())
    report_plain(library, leaflets, region, request.on or date.today(), request.format)
    return 0


def _translations(request: Check, library: Library) -> list[str]:
    """Languages with a catalogue, of those that are asked for."""
    named = [name.strip() for each in request.languages for name in each.split(",")]
    begun = languages_begun(library, everywhere=True)
    return [lang for lang in begun if not named or ALL in named or lang in named]


def _check_translations(request: Check, library: Library, findings: Findings) -> None:
    """Every message of every catalogue that is asked for beside its source; also of languages that are not complete."""
    chosen = _translations(request, library)
    leaflets = choose("leaflet", request.leaflets or [ALL], library.leaflets())
    setter = typesetter(library, findings)

    def uncovered(lang: str) -> Uncovered:
        return lambda text: setter.shape(text, lang=lang).missing

    with Progress(len(chosen), "reading translations") as progress:
        check_translations(library, chosen, leaflets, uncovered, findings, progress.step)


COMMAND = Command("check", Check, run, "leaflet check overdose --lang ar --format short")
