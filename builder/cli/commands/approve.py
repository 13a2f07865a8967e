"""`leaflet approve`: a clinician or a checker signs exactly what is there now."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from builder.checks.content.unfinished import check_unfinished
from builder.cli.option import Command, Request, option, required
from builder.cli.report import Refusal, exit_code, say, show
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.leaflet import Leaflet
from builder.names import choose, choose_languages
from builder.translate.approve import approve_language, approve_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(Request):
    """Record that a person has checked a leaflet: its content for a region, or its translation into a language.

    What is signed is the text as it is now; any later change of it voids the signature by itself. Sign only with the
    name of the person who has read the sheet, and the day they did.
    """

    leaflet: str = required("the leaflet that was read", "word", metavar="LEAFLET")
    regions: tuple[str, ...] = option(
        "the region whose facts were read with it", "words", "-r", "--region", metavar="REGION"
    )
    language: str = option("a speaker has read this translation", "word", "-l", "--lang", metavar="LANG")
    by: str = required("name of the person", "word", "--by", metavar="NAME")
    role: str = required("what entitles them, such as emergency physician", "word", "--role", metavar="ROLE")
    on: date = required("the day they signed, as YYYY-MM-DD", "date", "--on", metavar="DATE")
    naloxone: Literal["", "nasal", "injection"] = option(
        "the naloxone that was read, if not the region's", "word", "--naloxone", choices=("nasal", "injection")
    )


def run(request: Approve) -> int:
    """Write the signature into the project's files."""
    library = Library.open(Path.cwd())
    findings = Findings()
    (leaflet,) = choose("leaflet", [request.leaflet], library.leaflets())
    regions = choose("region", request.regions, library.regions())
    if request.on > date.today():
        findings.error("bad-signature", f"{request.on} has not come yet: nobody can have signed then")
    elif (written := library.leaflet(leaflet, findings)) and not _finished(written, findings):
        pass
    elif request.language:
        _sign_translation(request, library, leaflet, regions, findings)
    elif regions:
        for region in regions:
            signed = approve_text(
                library,
                leaflet,
                region,
                request.by,
                request.role,
                request.on,
                findings,
                naloxone=request.naloxone or None,
            )
            if signed is not None:
                say(f"{leaflet} for {region}: signed by {signed.name}, {signed.role}, on {signed.date}")
    else:
        raise Refusal(
            "usage",
            "it is not said what was checked",
            f"the content with a region's facts: leaflet approve {leaflet} --region us ...",
            f"a translation: leaflet approve {leaflet} --lang es ...",
        )
    show(findings, request.format)
    return exit_code(findings)


def _finished(leaflet: Leaflet, findings: Findings) -> bool:
    """It says nothing any more that `leaflet new` wrote."""
    check_unfinished(leaflet, findings, signing=True)
    return findings.ok


def _sign_translation(
    request: Approve, library: Library, leaflet: str, regions: tuple[str, ...], findings: Findings
) -> None:
    (language,) = choose_languages([request.language], library.languages(findings))
    defaults = library.defaults(findings)
    if not regions and defaults is not None:
        regions = (defaults.region,)
    if approve_language(library, leaflet, regions, language, request.by, request.role, request.on, findings):
        say(
            f"{leaflet} in {language} for {', '.join(regions)}: signed by {request.by}, {request.role}, on {request.on}"
        )


COMMAND = Command(
    "approve",
    Approve,
    run,
    'leaflet approve overdose --region us --by "Full Name" --role "emergency physician" --on 2026-01-31',
)
