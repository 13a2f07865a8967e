"""`leaflet translate sync`: every catalogue of the project brought up to date with its source."""

from __future__ import annotations

from pathlib import Path

from builder.cli.option import Command, Request, option
from builder.cli.report import exit_code, say, say_data, show
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.names import choose_begun
from builder.translate.whole import languages_begun
from builder.translators.everywhere import sync_all, sync_templates
from builder.translators.room import room_notes


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateSync(Request):
    """Bring the project's translation files up to date with the texts that they translate.

    A message whose source has changed keeps its translation and is marked stale; one that is new is added; one that is
    gone is kept as obsolete. A file in which nothing changes keeps every byte.
    """

    languages: tuple[str, ...] = option(
        "languages to bring up to date; without any, all", "words", "-l", "--lang", metavar="LANG"
    )
    templates: bool = option(
        "also make template.pot files, from which other programs begin a language", "flag", "--templates"
    )


def run(request: TranslateSync) -> int:
    """Merge, and say which files were written."""
    library = Library.open(Path.cwd())
    findings = Findings()
    begun = languages_begun(library)
    chosen = choose_begun(request.languages, begun, library.languages(findings)) or begun
    rooms = room_notes(library, findings)
    touched = sync_all(library, chosen, findings, rooms)
    touched += sync_templates(library, findings, rooms, create=request.templates)
    show(findings, request.format)
    written = [each.file for each in touched if each.written]
    if request.format == "json":
        say_data({"written": written, "up to date": [each.file for each in touched if not each.written]})
    else:
        for file in written:
            say(f"{file}: written")
        say(f"{len(touched) - len(written)} of {len(touched)} files were up to date")
    return exit_code(findings)


COMMAND = Command("translate sync", TranslateSync, run, "leaflet translate sync --lang es")
