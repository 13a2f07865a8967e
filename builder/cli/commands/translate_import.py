"""`leaflet translate import`: a translator's file comes back."""

from __future__ import annotations

from pathlib import Path

from builder.build import typesetter
from builder.checks.messages import rules_of
from builder.cli.option import Command, Request, option, required
from builder.cli.report import exit_code, say, say_data, show
from builder.diagnostics import Findings
from builder.exchange.addressed import hardly_in_script, other_language
from builder.exchange.apply import apply
from builder.exchange.formats import read_rows
from builder.exchange.take import Place, Taken, take
from builder.load import Library
from builder.load.library import shown
from builder.load.read import read_bytes
from builder.model.dataclass import dataclass
from builder.names import unknown_language
from builder.translate.catalogue import read_catalogue
from builder.translate.parts import language_of
from builder.translate.whole import every_part, own_messages
from builder.translators.room import room_notes

_LIMIT = 20_000_000
"""Bytes: a workbook with pictures is larger than any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateImport(Request):
    """Take translations back from a workbook, CSV or XLIFF, whatever order its rows and columns have come into.

    What has changed is listed. A row that breaks a rule is refused and told: a lost placeholder, another dose, number,
    phone or address, broken markup, a source that is not ours. What a file leaves empty keeps its translation.
    """

    language: str = required("the language of the translations", "word", metavar="LANG")
    file: Path = required("the file", "path", metavar="FILE")
    dry_run: bool = option("say what would change, and write nothing", "flag", "--dry-run")


def run(request: TranslateImport) -> int:
    """Read, compare, write what holds, and say what became of each row."""
    library = Library.open(Path.cwd())
    findings = Findings()
    languages = library.languages(findings)
    language = language_of(request.language, languages)
    if language is None:
        raise unknown_language(request.language, languages)
    name = shown(request.file)
    data = read_bytes(request.file, findings, name, limit=_LIMIT)
    if data is not None and (other := other_language(data, name, request.language, languages)) is not None:
        told = f"{name} was made for {other.name} (`{other.id}`), not for {language.name}"
        findings.error("other-language", told, None, f"leaflet translate import {other.id} {name}")
    places = _places(library, request.language, findings)
    taken, files = Taken((), 0, 0, 0), tuple[str, ...]()
    if data is not None and findings.ok:
        known = {text for place in places for text in _texts(place)}
        taken = take(read_rows(data, name, known, findings), places, name, findings)
        if hardly_in_script(taken.changes, places):
            told = f"most of what {name} would change is hardly written in the script of {language.name}"
            findings.error("other-language", told, None, "is it the right file? nothing of it is taken over")
            taken = Taken((), taken.same, taken.kept, taken.refused + len(taken.changes))
        if taken.changes and not request.dry_run:
            rooms = room_notes(library, findings)
            try:
                files = apply(library, taken.changes, places, request.language, rooms, findings)
            except OSError as error:
                findings.error("cannot-write", f"a translation file cannot be written: {error.strerror or error}")
    show(findings, request.format)
    _tell(request, taken, files)
    return exit_code(findings)


def _places(library: Library, lang: str, findings: Findings) -> tuple[Place, ...]:
    """Every part of the library, with its catalogue in this language if there is one."""
    setter = typesetter(library, findings)
    places = []
    for part in every_part(library, library.regions(), findings):
        path = library.po(part.kind, part.ids[0], lang)
        catalogue = read_catalogue(path, findings, shown(path)) if path is not None else None
        rules = rules_of(library, lang, part.language, lambda text: setter.shape(text, lang=lang).missing, findings)
        if rules is not None:
            own = {message.context: message for message in own_messages(part)}
            places.append(Place(part, own, catalogue, rules))
    return tuple(places)


def _texts(place: Place) -> set[str]:
    """Sources and translations: what a file should hold, by which its encoding is known."""
    held = place.catalogue.entries.values() if place.catalogue is not None else ()
    return {message.text.value for message in place.messages.values()} | {
        entry.msgstr for entry in held if entry.msgstr
    }


def _tell(request: TranslateImport, taken: Taken, files: tuple[str, ...]) -> None:
    if request.format == "json":
        changes = [
            {
                "part": each.part,
                "context": each.context,
                "before": each.before,
                "after": each.after,
                "state": each.state,
            }
            for each in taken.changes
        ]
        counts = {"same": taken.same, "kept": taken.kept, "refused": taken.refused}
        say_data({"changes": changes, **counts, "written": list(files)})
        return
    for each in taken.changes:
        say(f"{each.part} {each.context} ({each.state})")
        if each.before != each.after:
            say(f"  - {each.before}" if each.before else "  - (not translated)")
            say(f"  + {each.after}")
    told = [f"{len(taken.changes)} changed", f"{taken.same} as they were", f"{taken.kept} left empty and kept"]
    say(", ".join([*told, f"{taken.refused} refused"]) + ("; nothing is written" if request.dry_run else ""))


COMMAND = Command("translate import", TranslateImport, run, "leaflet translate import el translation-el.xlsx --dry-run")
