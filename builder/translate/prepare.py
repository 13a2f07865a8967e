"""What is the same in every language of an edition: conditions decided, sources numbered, facts digested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from builder.diagnostics import Diagnostic, Findings
from builder.load import Library
from builder.model.evidence import Claim, Source
from builder.model.leaflet import Leaflet
from builder.model.region import Region
from builder.model.words import CommonWords
from builder.translate import placeholders
from builder.translate.citations import Citations, cite
from builder.translate.conditions import Case, select
from builder.translate.digest import facts
from builder.translate.messages import Message, messages
from builder.translate.parts import Part, Parts, printed_region
from builder.translate.speak import check_source

Product = Literal["nasal", "injection"]


class Asked(NamedTuple):
    """A part and its messages that are printed; `contexts` are those of all its messages."""

    part: Part
    messages: tuple[Message, ...]
    contexts: frozenset[str]


class Prepared(NamedTuple):
    """The printed parts in their source languages. `asked`: region, leaflet, common words."""

    leaflet: Leaflet
    region: Region
    words: CommonWords
    asked: tuple[Asked, ...]
    cited: Citations
    facts: str


def prepare(library: Library, whole: Parts, naloxone: Product | None, findings: Findings) -> Prepared:
    """Decide what is printed. The result is kept for as long as the files behind it stay the same."""
    claims, sources = library.claims(findings), library.sources(findings)
    made_of = (whole, naloxone, claims, sources)
    # The library gives the same objects until a file changes; objects in `made_of` stay alive, so ids stay theirs.
    key = (id(whole.leaflet), id(whole.region), id(whole.words), naloxone)
    held = _KEPT.get(key)
    if held is None or held[0][2:] != made_of[2:]:
        if len(_KEPT) > 256:
            _KEPT.clear()
        mine = Findings()
        held = _KEPT[key] = (made_of, _prepare(whole, naloxone, claims, sources, mine), tuple(mine))
    findings.extend(held[2])
    return held[1]


_MadeOf = tuple[Parts, Product | None, Mapping[str, Claim], Mapping[str, Source]]
_KEPT: dict[tuple[int, int, int, str | None], tuple[_MadeOf, Prepared, tuple[Diagnostic, ...]]] = {}


def _prepare(
    whole: Parts,
    naloxone: Product | None,
    claims: Mapping[str, Claim],
    sources: Mapping[str, Source],
    findings: Findings,
) -> Prepared:
    region = whole.region
    if naloxone is not None:
        region = replace(region, naloxone=replace(region.naloxone, product=naloxone))
    leaflet = select(whole.leaflet, Case.of(region, whole.regions), findings)
    lacking = placeholders.lacking(region)
    region = printed_region(region, leaflet)
    cited = cite(leaflet, claims, sources, findings)
    asked = []
    for part, printed in zip(whole.each(), (region, leaflet, whole.words), strict=True):
        contexts = frozenset(message.context for message in messages(part.value))
        asked.append(Asked(part, messages(printed), contexts))
        check_source(asked[-1].messages, findings, lacking)
    return Prepared(leaflet, region, whole.words, tuple(asked), cited, facts(leaflet, region, whole.words, cited))
