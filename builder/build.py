"""The whole way from YAML to a PDF, one pass a line: load, translate, check, shape, compose, paint, verify."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from builder.diagnostics import Diagnostic, Findings
from builder.load import Library
from builder.load.panels import check_panels
from builder.load.shared import check_dress, check_language, check_styles
from builder.model.dataclass import dataclass
from builder.model.edition import Edition
from builder.model.inks import Colouring, Inks, Spot
from builder.model.language import Language
from builder.model.service import Service
from builder.model.sheet import Sheet
from builder.model.source import State
from builder.translate import translate
from builder.translate.parts import language_of

if TYPE_CHECKING:
    from builder.compose.begin import Resources
    from builder.plates import Plate
    from builder.text import Typesetter
    from builder.verify import Meant, Verdict

Finish = Literal["office", "press", "screen"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One PDF to make. `stem` is the file's name without the mark of a draft and the ending.

    `screen` is the layout of a phone's page that finish `screen` is set on. `bilingual`: every text beside its source.
    `colour`: colours as they are on a screen, or separated for a press, with a `spot` ink or without.
    `boxed`: messages that a preview shows in the source language, as if nobody had translated them.
    """

    leaflet: str
    region: str
    language: str
    layout: str
    theme: str
    stem: str
    on: date
    finish: Finish = "office"
    service: Service | None = None
    naloxone: Literal["nasal", "injection"] | None = None
    preview: bool = False
    instructions: bool = False
    screen: str = ""
    bilingual: bool = False
    boxed: tuple[str, ...] = ()
    colour: Colouring = "rgb"
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a job: the PDF's bytes, or None when a finding is an error; the file's name; all that was found.

    `reasons` says why the sheet is a draft; empty when it is not. `code` is the edition's, `state` how far its texts
    can be trusted.
    """

    data: bytes | None
    name: str
    findings: tuple[Diagnostic, ...]
    reasons: tuple[str, ...] = ()
    code: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A painted sheet that has not been read back yet: its edition, all that stands on it, its bytes."""

    edition: Edition
    sheet: Sheet
    data: bytes


def build(job: Job, library: Library) -> Built:
    """Make one PDF and read it back. Nothing is written; the same job and library give the same bytes.

    What fails a check has no bytes.
    """
    findings = Findings()
    with library.still():
        made = make(job, library, findings)
        if made is None:
            return Built(None, "", tuple(findings))
        draft, final = names(job.stem)
        edition, name = made.edition, draft if made.edition.draft else final
        prove(job, made, library).tell(findings, name)
    if not findings.ok:
        return Built(None, "", tuple(findings))
    return Built(made.data, name, tuple(findings), edition.reasons, edition.code, str(edition.state))


def make(job: Job, library: Library, findings: Findings) -> Made | None:
    """A painted sheet, or None and errors."""
    typed = typeset(job, library, findings, left_open=job.service is not None)
    if typed is None:
        return None
    edition, sheet = typed
    if job.service is not None:
        return _struck(job, job.service, edition, sheet, library, findings)
    from builder.pdf import paint

    inks = inks_of(job, library, findings)
    return Made(edition, sheet, paint(sheet, finish=job.finish, inks=inks)) if findings.ok else None


def prove(job: Job, made: Made, library: Library, *, thorough: bool = False) -> Verdict:
    """What reading the bytes back says of them; `thorough` as in `read_back`."""
    # its libraries take 60 ms to import, which a job that fails before need not pay
    from builder.verify import verify

    return verify(made.data, meant_by(job, made, library), thorough=thorough)


def meant_by(job: Job, made: Made, library: Library) -> Meant:
    """All that a file is compared with."""
    from builder.verify import Meant

    layout = library.layout(job.screen or job.layout, Findings())
    source = _source(job, made.edition, library, Findings()) if job.bilingual else None
    return Meant(made.sheet, made.edition, layout, job.finish, source, library.theme(job.theme, Findings()))


def plate_of(job: Job, edition: Edition, sheet: Sheet, library: Library, findings: Findings) -> Plate:
    """The plate of a sheet that `typeset` left open for the details of any service."""
    from builder.compose.fill import Stand
    from builder.plates import compile_plate

    layout, theme = library.layout(job.layout, findings), library.theme(job.theme, findings)
    assert layout is not None, "the sheet is set on it"
    assert theme is not None, "the sheet has its colours"
    screen = library.layout(job.screen, findings) if job.screen else None
    stand = Stand(edition, layout, theme, job.finish, screen, sheet.tight)
    return compile_plate(sheet, stand, job.finish, inks_of(job, library, findings))


def inks_of(job: Job, library: Library, findings: Findings) -> Inks | None:
    """The inks that the job's colours are separated into; None when they are not."""
    theme = library.theme(job.theme, findings) if job.colour == "cmyk" else None
    if theme is None:
        return None
    from builder.inks import inks_for

    return inks_for(theme, library, job.spot, findings)


def _struck(
    job: Job, service: Service, edition: Edition, sheet: Sheet, library: Library, findings: Findings
) -> Made | None:
    """The sheet with the service's details, the same way as an order goes, so that the bytes are the same."""
    from builder.compose.report import report_unsaid
    from builder.compose.whole import whole
    from builder.plates import Press

    if not sheet.openings:
        findings.warn(
            "no-imprint",
            f"{job.leaflet} on {job.layout} has no place for the details of a service: `{service.id}` is not on it",
            service.span,
            "build it without --service, or take another layout",
        )
    layout = library.layout(job.layout, findings)
    if sheet.openings and layout is not None:
        report_unsaid(service, layout, findings)
    plate = plate_of(job, edition, sheet, library, findings)
    press = Press(typesetter(library, findings), resources(library, findings))
    data = press.strike(plate, service, findings) if findings.ok else None
    if data is None or not findings.ok:
        return None
    fillings = [each.filled for each in press.details(plate, service) if each.filled is not None]
    return Made(edition, whole(sheet, fillings), data)


def typeset(job: Job, library: Library, findings: Findings, *, left_open: bool = False) -> tuple[Edition, Sheet] | None:
    """The passes before painting: the edition and its sheet, or None and errors. `left_open`: for any service."""
    # each pass brings its libraries along, and a job that fails early must not pay for the later ones
    mine = Findings()
    edition = translate(
        library,
        job.leaflet,
        job.region,
        job.language,
        mine,
        naloxone=job.naloxone,
        on=job.on,
        preview=job.preview,
        boxed=job.boxed,
    )
    if edition is not None and edition.state is not State.SOURCE and not job.preview:
        from builder.checks.messages import check_facts

        check_facts(library, job.leaflet, job.region, job.language, mine, naloxone=job.naloxone)
    if edition is not None:
        from builder.checks.content.gate import check_printed

        check_printed(library, edition, job.service, job.on, mine)
    layout = library.layout(job.layout, mine)
    theme = library.theme(job.theme, mine)
    screen = library.layout(job.screen, mine) if job.screen else None
    for each in filter(None, (layout, screen)):
        check_styles(each, mine)
        check_panels(each, mine)
        if theme is not None:
            check_dress(each, theme, mine)
    if edition is not None:
        _check_languages(job, edition, library, mine)
    sheet = None
    if edition is not None and layout is not None and theme is not None and mine.ok:
        from builder.compose import compose

        sheet = compose(
            edition,
            layout,
            theme,
            typesetter(library, mine),
            resources(library, mine),
            mine,
            service=None if left_open else job.service,
            left_open=left_open,
            finish=job.finish,
            screen=screen,
            instructions=job.instructions,
            source=_source(job, edition, library, mine) if job.bilingual else None,
        )
    findings.extend(mine)
    return (edition, sheet) if edition is not None and sheet is not None and mine.ok else None


def _check_languages(job: Job, edition: Edition, library: Library, findings: Findings) -> None:
    """Every language on the sheet is set in families that are there, and in its direction."""
    languages = library.languages(findings)
    tags = [edition.language, edition.leaflet.language, edition.words.language]
    tags += [job.service.language] if job.service is not None else []
    for language in {each.id: each for tag in tags if (each := language_of(tag, languages))}.values():
        check_language(language, library, findings)


def _source(job: Job, edition: Edition, library: Library, findings: Findings) -> Edition | None:
    """The edition that a bilingual sheet has beside its translation."""
    leaflet = library.leaflet(edition.leaflet.id, findings)
    lang = leaflet.language if leaflet is not None else job.language
    return translate(library, job.leaflet, job.region, lang, findings, naloxone=job.naloxone, on=job.on)


def names(stem: str) -> tuple[str, str]:
    """The names a job's file can have: of a draft, and of an edition that is signed and checked."""
    return f"{stem}-draft.pdf", f"{stem}.pdf"


def typesetter(library: Library, findings: Findings) -> Typesetter:
    """The one that knows the library's fonts and languages as they are now; shaped texts live as long as it does."""
    fonts, languages = library.fonts(findings), library.languages(findings)
    if not fonts.keys() >= {family for language in languages.values() for family in language.fonts}:
        languages = {id: _in_known_fonts(language, tuple(fonts)) for id, language in languages.items()}
    return _cached_typesetter(tuple(fonts.items()), tuple(languages.items()))


def _in_known_fonts(language: Language, families: tuple[str, ...]) -> Language:
    """A language that names families which are not there, which is told elsewhere, in those that are."""
    known = tuple([family for family in language.fonts if family in families])
    return language if known == language.fonts else replace(language, fonts=known or families[:1])


def resources(library: Library, findings: Findings) -> Resources:
    """What composing looks up: languages, icons, and the draft bar in the source language, for those who hand the sheet
    out and cannot read it."""
    from builder.compose.begin import Resources

    words = library.words(findings)
    assert words is not None, "an edition has been made with them"
    draft = replace(words.draft, lang=words.language)
    return Resources(library.languages(findings), lambda icon: library.icon(icon, findings), draft)


@lru_cache(maxsize=2)
def _cached_typesetter(
    fonts: tuple[tuple[str, tuple[Path, Path]], ...], languages: tuple[tuple[str, Language], ...]
) -> Typesetter:
    from builder.text import FontBook, Typesetter

    return Typesetter(FontBook(dict(fonts)), dict(languages))
