"""What is asked for becomes jobs: names are looked up, `all` is spelt out, the defaults fill what is not said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import product
from typing import Literal

from builder.build import Finish, Job
from builder.diagnostics import Findings, Hint
from builder.load import Library
from builder.load.references import check_name
from builder.model.dataclass import dataclass
from builder.model.defaults import Defaults
from builder.model.inks import Colouring, Spot
from builder.model.service import Service
from builder.model.source import Id
from builder.names import ALL, UnknownName, choose, choose_languages
from builder.translate import available


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for: names, `all`, or nothing: every leaflet in every complete language, else the default."""

    on: date
    leaflets: Sequence[str] = ()
    languages: Sequence[str] = ()
    regions: Sequence[str] = ()
    layouts: Sequence[str] = ()
    themes: Sequence[str] = ()
    finish: Finish = "office"
    service: Service | None = None
    naloxone: Literal["nasal", "injection"] | None = None
    preview: bool = False
    instructions: bool = False
    bilingual: bool = False
    colour: Colouring = "rgb"
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs; and the stems of files that `all` would hold but for an incomplete translation or a broken file."""

    jobs: tuple[Job, ...]
    left_out: tuple[str, ...]


def plan(wanted: Wanted, library: Library, findings: Findings) -> Plan:
    """The jobs, those of one edition beside one another. Raises UnknownName."""
    leaflets = _leaflets(wanted, library, findings)
    regions = _regions(wanted, library, findings)
    themes = choose("theme", wanted.themes, library.themes())
    choose("layout", wanted.layouts, _Listed(library, findings))
    known, defaults = library.languages(findings), library.defaults(findings)
    if defaults is None or not known:
        return Plan((), ())
    choose_languages(wanted.languages, known)
    if not _usual(wanted, defaults, library, findings):
        return Plan((), ())
    jobs: list[Job] = []
    left_out: list[str] = []
    begun: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for leaflet, region in product(leaflets, regions or (defaults.region,)):
        ready, lacking = _languages(wanted, library, leaflet, region, begun, findings)
        if wanted.bilingual:
            ready = _beside_source(ready, wanted, library, leaflet, findings)
        layouts = _layouts(wanted, library, leaflet, region, defaults, findings)
        for language, layout, theme in product((*ready, *lacking), layouts, themes or (defaults.theme,)):
            job = _job(wanted, defaults, leaflet, region, language, layout, theme)
            if language in ready:
                jobs.append(job)
            else:
                left_out.append(job.stem)
    for (leaflet, languages), where in begun.items():
        _tell_left_out(leaflet, languages, where, findings)
    return Plan(tuple(jobs), tuple(left_out))


def _usual(wanted: Wanted, defaults: Defaults, library: Library, findings: Findings) -> bool:
    """Whether what is used when nothing is said is there."""
    before = len(findings)
    if not wanted.regions:
        check_name("region", defaults.region, library.regions(), defaults.span, findings)
    if not wanted.themes:
        check_name("theme", defaults.theme, library.themes(), defaults.span, findings)
    if not wanted.layouts and not wanted.bilingual:
        for layout in (defaults.letter, defaults.a4):
            check_name("layout", layout, library.layouts(), defaults.span, findings)
    return len(findings) == before


def _leaflets(wanted: Wanted, library: Library, findings: Findings) -> tuple[str, ...]:
    try:
        return choose("leaflet", wanted.leaflets or [ALL], library.leaflets())
    except UnknownName as unknown:
        # `-l es ar km`: the others are read as leaflets
        named = (unknown.name, *[each.name for each in unknown.more])
        if set(named) <= library.languages(findings).keys():
            joined = ",".join((*wanted.languages, *named))
            raise UnknownName("leaflet", unknown.name, (Hint(f"several languages are said as -l {joined}"),)) from None
        raise


def _regions(wanted: Wanted, library: Library, findings: Findings) -> tuple[str, ...]:
    """The regions asked for; `all` are the places to build for, not what they extend."""
    try:
        chosen = choose("region", wanted.regions, library.regions())
    except UnknownName as unknown:
        # who says `england` is told `gb-eng`
        named = {each: region.name.value for each in library.regions() if (region := library.region(each, Findings()))}
        tags = [each for each, name in named.items() if name.casefold() == unknown.name.casefold()]
        if tags:
            raise UnknownName("region", unknown.name, (Hint(f"did you mean {' or '.join(tags)}?"),)) from None
        raise
    if ALL not in wanted.regions:
        return chosen
    found = {each: library.region(each, findings) for each in chosen}
    return tuple(each for each, region in found.items() if region is None or region.listed or each in wanted.regions)


def _languages(
    wanted: Wanted,
    library: Library,
    leaflet: str,
    region: str,
    begun: dict[tuple[str, tuple[str, ...]], list[str]],
    findings: Findings,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages to build this leaflet in, and those it would be built in if their translations were complete.

    Of those the ones to tell of are put into `begun`: leaflet and languages -> regions.
    """
    asked = choose("language", wanted.languages or [ALL], tuple(library.languages(findings)))
    every = not wanted.languages or ALL in wanted.languages
    if not every and wanted.leaflets and ALL not in wanted.leaflets:
        return asked, ()  # asked for by name: what is missing is told in full, as errors
    loads = library.leaflet(leaflet, findings) is not None and library.region(region, findings) is not None
    ready = list(available(library, leaflet, region)) if loads else []
    lacking = []
    for language in asked if loads else ():
        if language in ready:
            continue
        started = library.po("leaflets", leaflet, language) is not None
        if started and wanted.preview:
            ready.append(language)
        elif started or not every:
            lacking.append(language)
    if lacking:
        begun.setdefault((leaflet, tuple(lacking)), []).append(region)
    return tuple(each for each in ready if each in asked), tuple(each for each in asked if each not in ready)


def _tell_left_out(leaflet: str, languages: Sequence[str], regions: Sequence[str], findings: Findings) -> None:
    several = "their translations are" if len(languages) > 1 else "its translation is"
    command = f"leaflet build {leaflet} -l {languages[0]} -r {regions[0]}"
    findings.note(
        "language-left-out",
        f"{leaflet} is left out in {', '.join(languages)} for {', '.join(regions)}: {several} not complete",
        None,
        f"`{command}` tells what is missing; `{command} --preview` builds it with gaps marked",
    )


def _beside_source(
    languages: Sequence[str], wanted: Wanted, library: Library, leaflet_id: str, findings: Findings
) -> tuple[str, ...]:
    """Those that a leaflet is translated into: beside itself it would say everything twice."""
    leaflet = library.leaflet(leaflet_id, findings)
    source = leaflet.language if leaflet is not None else ""
    if source in languages and wanted.languages and ALL not in wanted.languages:
        told = f"{leaflet_id} is written in {source}: a sheet for two languages sets another one beside it"
        findings.error("usage", told, None, "say which: `--bilingual LANG`")
    return tuple(each for each in languages if each != source)


def _layouts(
    wanted: Wanted, library: Library, leaflet_id: str, region_id: str, defaults: Defaults, findings: Findings
) -> tuple[str, ...]:
    """The layouts to build on. `all` and the default keep to those the leaflet is written for; a name is as said."""
    known = _Listed(library, findings)
    leaflet = library.leaflet(leaflet_id, findings)
    named = () if leaflet is None else leaflet.layouts
    asked = choose("layout", wanted.layouts, known)
    if ALL in wanted.layouts:
        # what is not listed is not handed out on paper: a phone's page, the paper for checkers
        return tuple(
            each
            for each in known
            if (wanted.bilingual or not named or each in named)
            and (layout := library.layout(each, Findings()))
            and layout.listed
            and layout.bilingual == wanted.bilingual
        )
    if asked:
        return _of_kind(asked, wanted.bilingual, library, findings)
    region = library.region(region_id, findings)
    if region is None:
        return tuple(known)
    if wanted.bilingual:  # it flows, so it holds every leaflet
        both = defaults.letter_bilingual, defaults.a4_bilingual
        return _of_kind([both[region.paper == "a4"]], True, library, findings)
    usual = defaults.letter if region.paper == "letter" else defaults.a4
    if usual in known and (not named or usual in named):
        return (usual,)
    # its author names the layout that suits it best first
    return (next((each for each in named if each in known), usual),)


class _Listed(Collection[Id]):
    """Layouts to build on: the page that finish `screen` borrows is none. A layout is read when it is asked for: all of
    them take a tenth of a build."""

    def __init__(self, library: Library, findings: Findings) -> None:
        self._library, self._findings = library, findings

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name in self._library.layouts() and self._is_listed(Id(name))

    def __iter__(self) -> Iterator[Id]:
        return filter(self._is_listed, self._library.layouts())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _is_listed(self, name: Id) -> bool:
        layout = self._library.layout(name, self._findings)
        return layout is None or layout.listed


def _of_kind(asked: Sequence[str], bilingual: bool, library: Library, findings: Findings) -> tuple[str, ...]:
    """The layouts for one language or for two, as is wanted; the others are errors."""
    kept = [each for each in asked if _is_bilingual(library, each) == bilingual]
    for each in asked:
        if each not in kept:
            known = ", ".join(one for one in library.layouts() if _is_bilingual(library, one))
            told = "is for one language" if bilingual else "sets two languages side by side"
            findings.error(
                "usage",
                f"layout `{each}` {told}",
                None,
                f"choose one of {known}" if bilingual else "say which: `--bilingual LANG`",
            )
    return tuple(kept)


def _is_bilingual(library: Library, id: str) -> bool:
    layout = library.layout(id, Findings())
    return layout is not None and layout.bilingual


def _job(wanted: Wanted, defaults: Defaults, leaflet: str, region: str, language: str, layout: str, theme: str) -> Job:
    # the region is always in the name: a sheet with another country's numbers must not pass for this one's
    parts = [leaflet, language, region, layout]
    parts += [theme] if theme != defaults.theme else []
    parts += [wanted.finish] if wanted.finish != "office" else []
    parts += [wanted.colour] if wanted.colour != "rgb" else []
    parts += [wanted.spot.slug] if wanted.spot else []
    parts += [wanted.naloxone] if wanted.naloxone else []
    parts += [wanted.service.id] if wanted.service else []
    parts += ["preview"] if wanted.preview else []
    parts += ["instructions"] if wanted.instructions else []
    return Job(
        leaflet=leaflet,
        region=region,
        language=language,
        layout=layout,
        theme=theme,
        stem="-".join(parts),
        on=wanted.on,
        finish=wanted.finish,
        service=wanted.service,
        naloxone=wanted.naloxone,
        preview=wanted.preview,
        instructions=wanted.instructions,
        screen=defaults.screen if wanted.finish == "screen" else "",
        bilingual=wanted.bilingual,
        colour=wanted.colour,
        spot=wanted.spot,
    )
