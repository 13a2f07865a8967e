"""`leaflet translate status`: how far each language is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

from builder.cli.option import Command, Request, option
from builder.cli.progress import Progress
from builder.cli.report import exit_code, say, say_data, show, table
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.names import choose, choose_begun
from builder.plan import Wanted, plan
from builder.translate.whole import languages_begun
from builder.translators.status import Standing, standings, with_overflow
from builder.translators.status_page import badge, status_page
from builder.write import write


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateStatus(Request):
    """Show how far each language is: messages translated, drafts, stale, missing, sheets that overflow, who checked.

    The same is written as a page, status.html, into the output folder.
    """

    asked: tuple[str, ...] = option("languages to show; without any, all", "words", metavar="LANG")
    languages: tuple[str, ...] = option("the same", "words", "-l", "--lang", metavar="LANG")
    regions: tuple[str, ...] = option(
        "regions to show (default: the project's); all: every one", "words", "-r", "--region", metavar="REGION"
    )
    layouts: tuple[str, ...] = option(
        "layouts to try (default: the region's usual one); all: every one", "words", "--layout", metavar="NAME"
    )
    quick: bool = option("do not try which sheets overflow", "flag", "--quick")
    on: date | None = option("the day it is, as YYYY-MM-DD (default: today)", "date", "--on", metavar="DATE")
    output: Path = option("folder for the page", "path", "-o", "--output", metavar="DIR", default=Path("output"))


def run(request: TranslateStatus) -> int:
    """Count, try the sheets, print the table and write the page."""
    library = Library.open(Path.cwd())
    findings = Findings()
    on = request.on or date.today()
    defaults = library.defaults(findings)
    regions = choose("region", request.regions, library.regions())
    if not regions and defaults is not None:
        regions = (defaults.region,)
    begun = languages_begun(library)
    languages = library.languages(findings)
    chosen = choose_begun((*request.asked, *request.languages), begun, languages) or begun
    found = standings(library, chosen, regions, on, findings)
    if not request.quick:
        found = _tried(request, library, found, regions, on, findings)
    show(findings, request.format)
    if request.format == "json":
        say_data([asdict(each) | {"per_cent": each.per_cent} for each in found])
    else:
        table([_HEADS, *_rows(found)])
    page = request.output / "status.html"
    try:
        write(page, status_page(found, languages, on).encode())
    except OSError as error:
        refused = Findings()
        refused.error("cannot-write", f"{page} cannot be written: {error.strerror or error}")
        show(refused, request.format)
        return 1
    if request.format != "json":
        say(f"{page}: written")
    return exit_code(findings)


def _tried(
    request: TranslateStatus,
    library: Library,
    found: tuple[Standing, ...],
    regions: tuple[str, ...],
    on: date,
    findings: Findings,
) -> tuple[Standing, ...]:
    """The same, with the layouts that do not hold a leaflet, for the first of the regions."""
    leaflets = library.leaflets()
    wanted = Wanted(
        on=on,
        leaflets=leaflets,
        languages=[each.language for each in found if each.language in library.languages(findings)],
        regions=regions[:1],
        layouts=request.layouts,
        preview=True,
    )
    jobs = plan(wanted, library, Findings()).jobs
    told = []
    with Progress(len(jobs), "setting") as progress:
        for each in found:
            mine = [job for job in jobs if (job.leaflet, job.language) == (each.part, each.language)]
            told.append(with_overflow(each, library, mine, progress.step) if mine else each)
    return tuple(told)


_HEADS = ("language", "part", "%", "translated", "draft", "stale", "missing", "overflowing on", "checked by", "state")


def _rows(found: tuple[Standing, ...]) -> Iterator[tuple[str, ...]]:
    """A row for each part that somebody has begun, and one for all the others of its language."""
    for language in dict.fromkeys(each.language for each in found):
        parts = [each for each in found if each.language == language]
        begun = [each for each in parts if each.missing < each.total]
        yield from map(_row, begun)
        if rest := [each for each in parts if each not in begun]:
            names = rest[0].part if len(rest) == 1 else f"{len(rest)} others"
            missing = sum(each.missing for each in rest)
            yield language, names, "0", "0", "0", "0", str(missing), "", "", "not begun"


def _row(one: Standing) -> tuple[str, ...]:
    over = "" if one.overflowing is None else ", ".join(one.overflowing) or "-"
    signed = f"{one.checked_by}, {one.checked_on}" if one.checked_by else "-"
    counts = (one.per_cent, one.translated, one.draft, one.stale, one.missing)
    return (
        one.language,
        one.part,
        *map(str, counts),
        over if one.overflowing is not None else "",
        signed,
        badge(one)[1],
    )


COMMAND = Command("translate status", TranslateStatus, run, "leaflet translate status es,ar")
