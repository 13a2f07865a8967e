"""`leaflet translate add`: every catalogue of a language, made or brought up to date."""

from __future__ import annotations

import re
from pathlib import Path

from builder.cli.option import Command, Request, option, required
from builder.cli.report import Refusal, exit_code, say, say_data, show
from builder.diagnostics import Findings, did_you_mean
from builder.load import Library
from builder.load.shared import check_language
from builder.model.dataclass import dataclass
from builder.names import choose, tag_of
from builder.translate.new_language import cldr_name, cldr_tag, proposed_entry
from builder.translate.parts import language_of
from builder.translators.everywhere import Touched, add_language
from builder.translators.room import room_notes

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""RFC 5646, 2.1: what a tag looks like."""

_OWN_FONT = (
    "no font here is for its script: put the Regular and Bold of one that is (see fonts.google.com/noto) into "
    "layouts/fonts/, and name the two in layouts/fonts/fonts.yaml (docs/translating.md: A script of your own)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateAdd(Request):
    """Make the translation files of a language: every leaflet, the common words and the region's texts.

    Files that are there already are brought up to date, and their translations stay. A language that is not listed is
    refused with the entry that leaflets/languages.yaml needs for it.
    """

    language: str = required("the language's tag, such as el or pt-BR", "word", metavar="LANG")
    leaflets: tuple[str, ...] = option(
        "leaflets to translate; without any, all", "words", "--leaflet", metavar="LEAFLET"
    )
    regions: tuple[str, ...] = option(
        "region to translate (default: the project's); all: every one", "words", "-r", "--region", metavar="REGION"
    )


def run(request: TranslateAdd) -> int:
    """Write the catalogues into the project, and say what to do next."""
    library = Library.open(Path.cwd())
    findings = Findings()
    languages = library.languages(findings)
    defaults = library.defaults(findings)
    regions = choose("region", request.regions, library.regions())
    if findings.ok and language_of(request.language, languages) is None:
        known = tag_of(request.language, languages) or cldr_tag(request.language)
        if known or not _TAG.fullmatch(request.language):
            way_out = f"leaflet translate add {known}" if known else "a tag is two or three small letters: chk, pt-BR"
            first = request.language.partition(",")[0].strip()
            if language_of(first, languages) is not None:
                way_out = f"one language at a time: leaflet translate add {first}"
            raise Refusal("unknown-language", f"`{request.language[:40]}` is not a tag", way_out)
        entry = proposed_entry(request.language, languages)
        say(entry.text)
        raise Refusal(
            "unknown-language",
            f"`{request.language[:40]}` is not in leaflets/languages.yaml",
            *[f"{language.name} is there already: leaflet translate add {language.id}" for language in entry.related],
            *(() if cldr_name(request.language) else did_you_mean(request.language, languages, listing=False)),
            *(() if entry.has_fonts else (_OWN_FONT,)),
            "add the entry that is shown, correct what CLDR could not tell, and run the command again",
        )
    if findings.ok and (language := language_of(request.language, languages)):
        check_language(language, library, findings)
    if not regions and defaults is not None:
        regions = (defaults.region,)
    touched: tuple[Touched, ...] = ()
    if findings.ok:
        leaflets = choose("leaflet", request.leaflets, library.leaflets())
        rooms = room_notes(library, findings)
        touched = add_language(library, request.language, regions, findings, rooms, leaflets=leaflets)
    show(findings, request.format)
    if request.format == "json":
        say_data([{"file": each.file, "written": each.written} for each in touched])
    else:
        for each in touched:
            say(f"{each.file}: {'written' if each.written else 'up to date'}")
        if touched:
            if (language := language_of(request.language, languages)) and language.id != request.language:
                say(f"{request.language} is a variety of {language.id}: leave empty what {language.id} says as well")
            there = f" -r {','.join(request.regions)}" if request.regions else ""
            say(f"translate them in any gettext editor, then: leaflet build -l {request.language}{there} --preview")
    return exit_code(findings)


COMMAND = Command("translate add", TranslateAdd, run, "leaflet translate add el --region us")
