"""`leaflet translate export`: messages for translators who use other programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from builder.cli.option import Command, Request, option, required
from builder.cli.report import Refusal, exit_code, say, say_data, show
from builder.diagnostics import Findings
from builder.exchange.formats import FORMATS, write_rows
from builder.exchange.gather import Room, gather
from builder.exchange.row import Picture
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.names import choose, unknown_language
from builder.translate.parts import Part, language_of
from builder.translate.whole import every_part
from builder.translators.panels import panels
from builder.translators.room import room_of
from builder.write import write

Format = Literal["xlsx", "csv", "xliff", "xliff-2.1"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateExport(Request):
    """Write a language's messages into one file: a workbook, CSV, or XLIFF 1.2 or 2.1 for translation programs.

    Each message comes with its translation as it is now, what it rests on, how many characters fit, and, in a workbook,
    a picture of the panel that it stands in. `leaflet translate import` takes the file back.
    """

    language: str = required("the language to translate into", "word", metavar="LANG")
    leaflets: tuple[str, ...] = option("leaflets; without any, all", "words", "--leaflet", metavar="LEAFLET")
    regions: tuple[str, ...] = option(
        "regions (default: the project's); all: every one", "words", "-r", "--region", metavar="REGION"
    )
    to: Format = option("format of the file", "word", "--to", choices=tuple(FORMATS), default="xlsx")
    output: Path | None = option("the file to write (default: translation-LANG.ENDING)", "path", "-o", "--output")
    no_pictures: bool = option("leave pictures out of a workbook", "flag", "--no-pictures")


def run(request: TranslateExport) -> int:
    """Gather the messages and write the file."""
    library = Library.open(Path.cwd())
    findings = Findings()
    languages = library.languages(findings)
    language = language_of(request.language, languages)
    if language is None:
        raise unknown_language(request.language, languages)
    parts = _parts(request, library, findings)
    pictures: dict[str, Picture] = {}
    with_pictures = request.to == "xlsx" and not request.no_pictures

    def rooms(part: Part) -> Mapping[str, Room]:
        found = panels(library, part, findings, pictures=with_pictures)
        pictures.update({str(panel): Picture(*shown) for panel, shown in found.pictures.items()})
        return {
            context: (*room_of(one, request.language, library, findings), str(panel))
            for context, (panel, one) in found.of.items()
        }

    rows = gather(library, parts, request.language, rooms, findings)
    path = request.output or Path(f"translation-{request.language}{FORMATS[request.to]}")
    source = parts[0].language if parts else ""
    try:
        rtl = language.direction == "rtl"
        data = write_rows(request.to, rows, request.language, source, pictures=pictures, rtl=rtl)
        write(path, data)
    except ValueError as error:
        raise Refusal("cannot-export", f"a text holds {error}, which {request.to} cannot hold") from error
    except OSError as error:
        findings.error("cannot-write", f"{path} cannot be written: {error.strerror or error}")
    show(findings, request.format)
    if request.format == "json":
        say_data({"file": str(path), "messages": len(rows)})
    elif findings.ok:
        say(f"{path}: {len(rows)} messages; take it back with: leaflet translate import {request.language} {path}")
    return exit_code(findings)


def _parts(request: TranslateExport, library: Library, findings: Findings) -> tuple[Part, ...]:
    """The leaflets that are asked for, the common words and the regions; all in one source language."""
    leaflets = choose("leaflet", request.leaflets, library.leaflets()) or library.leaflets()
    regions = choose("region", request.regions, library.regions())
    defaults = library.defaults(findings)
    if not regions and defaults is not None:
        regions = (defaults.region,)
    parts = every_part(library, regions, findings)
    chosen = [part for part in parts if part.kind != "leaflets" or part.ids[0] in leaflets]
    return tuple(part for part in chosen if part.language == chosen[0].language)


COMMAND = Command("translate export", TranslateExport, run, "leaflet translate export el --to xlsx --leaflet overdose")
