"""What an edition is made of: a leaflet, a region, the common words, and the catalogues that speak for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.library import shown
from builder.load.references import check_name
from builder.model.language import Language
from builder.model.leaflet import Law, Leaflet
from builder.model.region import Region
from builder.model.words import CommonWords
from builder.translate.catalogue import Catalogue, read_catalogue
from builder.translate.messages import messages
from builder.translate.speak import find, tags, within_language

if TYPE_CHECKING:
    from builder.model.letters import LetterWords
    from builder.model.packing import PackingWords

Kind = Literal["leaflets", "regions", "common", "letters", "packing"]


class Part(NamedTuple):
    """One of the three, or the words of letters or of packing. `ids`: where its catalogues are, nearest first (a
    region's, then those that it extends).

    `varieties`: tags of how languages are written in the region, whose catalogues go before their languages'.
    """

    kind: Kind
    ids: tuple[str, ...]
    value: Leaflet | Region | CommonWords | LetterWords | PackingWords
    varieties: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The source language."""
        return self.value.language

    @property
    def file(self) -> str:
        """The source file, as findings name it."""
        return self.value.span.file if self.value.span else self.ids[0]


class Parts(NamedTuple):
    """All three, in their source languages."""

    leaflet: Leaflet
    region: Region
    words: CommonWords
    regions: tuple[str, ...]

    def each(self) -> tuple[Part, Part, Part]:
        """The region first: the others are filled from it."""
        varieties = self.region.varieties
        return (
            Part("regions", self.regions, self.region, varieties),
            Part("leaflets", (self.leaflet.id,), self.leaflet, varieties),
            Part("common", ("common",), self.words, varieties),
        )


def gather(library: Library, leaflet_id: str, region_id: str, findings: Findings) -> Parts | None:
    """The parts of an edition, or None and errors."""
    leaflet, region = library.leaflet(leaflet_id, findings), library.region(region_id, findings)
    words = library.words(findings)
    languages = library.languages(told := Findings())
    # without them every claim and source that is cited would be told as unknown
    for name, read in (("claims", library.claims), ("sources", library.sources)):
        if library.path(f"leaflets/evidence/{name}.yaml") is not None:
            read(told)
    findings.extend(told)
    if leaflet is None or region is None or words is None or not told.ok:
        return None
    unknown = [one for one in (leaflet, region, words) if language_of(one.language, languages) is None]
    for one in unknown:
        check_name("language", one.language, languages, one.span, findings)
    if unknown:
        return None
    return Parts(leaflet, region, words, lineage(library, region))


def printed_region(region: Region, leaflet: Leaflet) -> Region:
    """The region without what this leaflet never prints: nobody has to translate how a strip is used for it.

    A line about the law that nobody has checked is never printed.
    """
    if region.law is not None and (region.law_confirmed is None or not _tells_of_law(leaflet)):
        region = replace(region, law=None)
    if region.strip is None or any("{strip." in message.text.value for message in messages(leaflet)):
        return region
    return replace(region, strip=None)


def _tells_of_law(leaflet: Leaflet) -> bool:
    return any(isinstance(block, Law) for section in leaflet.sections for block in section.blocks)


def lineage(library: Library, region: Region) -> tuple[str, ...]:
    """The region's id and those that it extends, nearest first."""
    ids: list[str] = [region.id]
    above: Region | None = region
    while above is not None and above.extends and above.extends not in ids:
        ids.append(above.extends)
        above = library.region(above.extends, Findings())
    return tuple(ids)


def catalogues(
    library: Library, part: Part, lang: str, languages: Collection[str], findings: Findings
) -> tuple[Catalogue, ...]:
    """The catalogues that speak for a part: for each tag the nearest region first. Unreadable ones are errors.

    The source language has none: its texts are where they were written.
    """
    found = []
    own = [tag for tag in part.varieties if tag != lang and within_language(tag, lang)]
    for tag in (*own, *tags(lang, languages, part.language)):
        if tag == part.language:
            continue
        for id in part.ids:
            path = library.po(part.kind, id, tag)
            if path is not None and (catalogue := read_catalogue(path, findings, shown(path))) is not None:
                found.append(catalogue)
    return tuple(found)


def available(library: Library, leaflet_id: str, region_id: str) -> tuple[str, ...]:
    """Languages in which every message of leaflet, common words and region is translated, if only as a draft.

    The source language comes first, then those of `languages.yaml` in its order. A language with a catalogue that
    cannot be read is among them: building it tells what is wrong, passing it over would not.
    """
    findings = Findings()
    parts = gather(library, leaflet_id, region_id, findings)
    if parts is None:
        return ()
    languages = library.languages(findings)
    source = parts.leaflet.language
    others = [lang for lang in languages if lang != source and _complete(library, parts, lang, languages)]
    return (source, *others)


def catalogue_file(kind: Kind, id: str, lang: str) -> str:
    """Where a catalogue is, from the project's folder; the id of common words and letters is passed over."""
    folder = {"leaflets": f"leaflets/{id}", "regions": f"leaflets/regions/{id}"}.get(kind, f"leaflets/{kind}")
    return f"{folder}/{lang}.po"


def language_of(lang: str, languages: Mapping[str, Language]) -> Language | None:
    """How a tag is set: by its own entry, else by that of its language without the region."""
    for tag in tags(lang, (), ""):
        if tag in languages:
            return languages[tag]
    return None


def _complete(library: Library, parts: Parts, lang: str, languages: Collection[str]) -> bool:
    for part in parts.each():
        value = printed_region(part.value, parts.leaflet) if isinstance(part.value, Region) else part.value
        findings = Findings()
        found = catalogues(library, part, lang, languages, findings)
        if not findings.ok:
            continue
        if within_language(lang, part.language):
            if found or part.kind != "leaflets":
                continue
            return False
        if not found:
            return False
        if any(find(message, found) is None for message in messages(value)):
            return False
    return True
