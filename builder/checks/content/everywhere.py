"""The checks of content over a library: what its files say, and what its catalogues say for them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence

from builder.checks.content.conflicts import check_conflicts, check_operators
from builder.checks.content.dates import check_dates
from builder.checks.content.evidence import check_evidence
from builder.checks.content.expressions import check_expressions
from builder.checks.content.held import check_held
from builder.checks.content.passages import Passage, translated, unreasoned, written
from builder.checks.content.plain import check_plain
from builder.checks.content.regions import check_region, country_of
from builder.checks.content.typed import check_addresses, check_blocked, check_typed, directory
from builder.checks.content.unfinished import check_unfinished
from builder.checks.content.wording import check_wording
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.paths import shown
from builder.model.dataclass import dataclass
from builder.model.leaflet import Leaflet
from builder.model.region import Region
from builder.translate.catalogue import read_catalogue
from builder.translate.messages import Message, messages
from builder.translate.parts import Part, lineage
from builder.translate.whole import every_part


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is checked: leaflets and regions by id, languages of translations, and the day it is."""

    leaflets: Sequence[str]
    regions: Sequence[str]
    languages: Collection[str]
    on: datetime.date


def check_content(library: Library, scope: Scope, findings: Findings) -> None:
    """Everything that can be said of words, numbers and evidence without setting a sheet."""
    if not check_expressions(library, findings):
        return
    quiet = Findings()
    leaflets = [one for id in scope.leaflets if (one := library.leaflet(id, quiet)) is not None]
    regions = with_parents(library, scope.regions)
    spoken = list(_translations(library, scope, regions))
    for leaflet in leaflets:
        _check_leaflet(library, leaflet, scope, findings)
    for region in regions:
        measures = library.writing(region.language, quiet).measures
        check_region(region, lineage(library, region), library.blocked(quiet), measures, scope.on, findings)
    _check_texts(library, [(written(leaflet), None) for leaflet in leaflets], findings)
    _check_texts(library, [(written(region), region) for region in regions], findings)
    words = library.words(quiet)
    _check_texts(library, [(written(words), None)] if words else [], findings)
    _check_texts(library, spoken, findings, source=False)
    told = [*(written(leaflet) for leaflet in leaflets), *(passages for passages, _ in spoken)]
    check_held(library, leaflets, regions, [passage for passages in told for passage in passages], findings)


def _check_leaflet(library: Library, leaflet: Leaflet, scope: Scope, findings: Findings) -> None:
    check_evidence(library, leaflet, scope.regions, scope.on, findings)
    check_plain(library, leaflet, scope.regions, findings)
    check_dates(library, leaflet, scope.regions, scope.on, findings)
    check_unfinished(leaflet, findings)


def check_statements(
    library: Library, told: Sequence[tuple[Sequence[Passage], Region | None]], findings: Findings, source: bool = True
) -> None:
    """Find what the evidence contradicts, operators, and numbers and addresses that are typed in, in the passages of
    files, each with the region whose own numbers it may name."""
    quiet = Findings()
    blocked, conflicts = library.blocked(quiet), library.conflicts(quiet)
    with library.unnoted():
        regions = [one for id in library.regions() if (one := library.region(id, quiet)) is not None]
    known = directory(regions, filter(None, (country_of(lineage(library, one)) for one in regions)))
    for passages, own in told:
        if source:
            check_conflicts(passages, conflicts, findings)
        check_operators(passages, blocked, findings)
        check_blocked(passages, blocked, findings)
        check_typed(passages, known, own, blocked, findings)
        check_addresses(passages, findings)


def with_parents(library: Library, regions: Sequence[str]) -> tuple[Region, ...]:
    """These regions and those that they extend, each once."""
    found: dict[str, Region] = {}
    for id in regions:
        region = library.region(id, Findings())
        for name in lineage(library, region) if region is not None else ():
            above = library.region(name, Findings())
            if above is not None:
                found.setdefault(name, above)
    return tuple(found.values())


def _check_texts(
    library: Library, told: Sequence[tuple[Sequence[Passage], Region | None]], findings: Findings, source: bool = True
) -> None:
    words = library.wording(Findings())
    if words is not None:
        for passages, _ in told:
            check_wording(passages, words, findings)
    check_statements(library, told, findings, source)


def _translations(
    library: Library, scope: Scope, regions: Sequence[Region]
) -> Iterator[tuple[tuple[Passage, ...], Region | None]]:
    """The passages of each catalogue of the leaflets, regions and common words."""
    quiet = Findings()  # what is wrong with catalogues is told by those who read them first
    wanted: dict[str, Region] = {region.id: region for region in regions}
    for part in every_part(library, list(wanted), quiet):
        if part.kind == "leaflets" and part.ids[0] not in scope.leaflets:
            continue
        known: dict[str, Message] = {message.context: message for message in messages(part.value)}
        for language in scope.languages:
            passages = tuple(_of_catalogue(library, part, language, known, quiet))
            if passages:
                yield passages, wanted.get(part.ids[0]) if part.kind == "regions" else None


def _of_catalogue(
    library: Library, part: Part, language: str, known: dict[str, Message], findings: Findings
) -> Iterator[Passage]:
    path = library.po(part.kind, part.ids[0], language)
    catalogue = read_catalogue(path, findings, shown(path)) if path is not None else None
    if catalogue is not None:
        yield from translated(catalogue, language, known)


def check_permissions(library: Library, scope: Scope, findings: Findings) -> None:
    """Find translators' comments that keep a word without a reason."""
    for part in every_part(library, scope.regions, Findings()):
        for language in scope.languages:
            path = library.po(part.kind, part.ids[0], language)
            catalogue = read_catalogue(path, Findings(), shown(path)) if path is not None else None
            for term, span in unreasoned(catalogue) if catalogue is not None else ():
                hint = f"`# wording-ok {term}: ...` with the reason"
                findings.error("missing-reason", f"it is not said why `{term}` is kept", span, hint)
