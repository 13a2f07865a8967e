"""A leaflet for one region in one language, complete and ready to set."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from builder.diagnostics import Findings, did_you_mean
from builder.load import Library
from builder.load.library import shown
from builder.model.edition import Edition
from builder.model.language import Language
from builder.model.leaflet import Leaflet
from builder.model.region import Region
from builder.model.source import State, Text
from builder.model.words import CommonWords
from builder.translate import placeholders, signoff
from builder.translate.catalogue import Catalogue
from builder.translate.citations import Citations, cite
from builder.translate.conditions import Case, select
from builder.translate.dates import date_in, read_date
from builder.translate.digest import code, digest
from builder.translate.messages import rewrite
from builder.translate.parts import Part, Parts, catalogues, gather, language_of
from builder.translate.speak import check_contexts, nowhere, speak, within_language

Product = Literal["nasal", "injection"]
Value = TypeVar("Value", Leaflet, Region, CommonWords)


def translate(
    library: Library,
    leaflet_id: str,
    region_id: str,
    lang: str,
    findings: Findings,
    *,
    naloxone: Product | None = None,
    on: datetime.date,
    preview: bool = False,
) -> Edition | None:
    """The edition, or None and errors.

    `naloxone` is the product at hand when it is not the region's. `on` is the day by which sign-offs and confirmations
    are judged. In a `preview` missing messages are the source text, with its language and the state `missing`.
    """
    mine = Findings()
    edition = _translate(library, leaflet_id, region_id, lang, mine, naloxone, on, preview)
    findings.extend(mine)
    return edition if mine.ok else None


def source_digest(
    library: Library, leaflet_id: str, region_id: str, findings: Findings, *, naloxone: Product | None = None
) -> str | None:
    """The digest that a clinician signs: of the source edition, filled from the region. None and errors."""
    mine = Findings()
    whole = gather(library, leaflet_id, region_id, mine)
    result = None
    if whole is not None:
        printed, cited = _printed(library, whole, naloxone, mine)
        lang = whole.leaflet.language
        spoken = _speak(library, whole, printed, lang, library.languages(mine), mine, preview=False)
        result = digest(spoken.leaflet, spoken.region, spoken.words, cited, lang)
    findings.extend(mine)
    return result if mine.ok else None


def _translate(
    library: Library,
    leaflet_id: str,
    region_id: str,
    lang: str,
    findings: Findings,
    naloxone: Product | None,
    on: datetime.date,
    preview: bool,
) -> Edition | None:
    whole = gather(library, leaflet_id, region_id, findings)
    languages = library.languages(findings)
    if whole is None or not findings.ok:
        return None
    language = language_of(lang, languages)
    if language is None:
        findings.error(
            "unknown-language",
            f"leaflets/languages.yaml has no language `{lang[:40]}`",
            None,
            *did_you_mean(lang, languages),
            "a language is added by an entry in leaflets/languages.yaml",
        )
        return None
    printed, cited = _printed(library, whole, naloxone, findings)
    spoken = _speak(library, whole, printed, lang, languages, findings, preview)
    # A clinician signs the source edition, whatever language is printed.
    original = whole.leaflet.language
    source = spoken if lang == original else _speak(library, whole, printed, original, languages, findings, False)
    recorded = signoff.approvals(library, leaflet_id, findings)
    if not findings.ok:
        return None
    made = digest(spoken.leaflet, spoken.region, spoken.words, cited, lang)
    signed = digest(source.leaflet, source.region, source.words, cited, original)
    approval = signoff.clinical(recorded, printed.region, signed, on)
    reasons = (
        *signoff.clinical_reasons(recorded, approval, printed.region, on),
        *signoff.language_reasons(spoken.catalogues, language.name, on),
        *signoff.state_reasons(spoken.texts, language.name),
        *signoff.number_reasons(printed.leaflet, printed.region, on),
    )
    # Both dates are YYYY-MM-DD or empty, so the later one is the greater text.
    reviewed = max(printed.leaflet.reviewed, approval.date if approval else "")
    leaflet = replace(spoken.leaflet, reviewed=reviewed)
    return Edition(
        leaflet=leaflet,
        region=spoken.region,
        words=_finished(spoken.words, leaflet, language, code(made)),
        language=lang,
        code=code(made),
        state=max((text.state for text in spoken.texts), key=placeholders.TRUST.index, default=State.SOURCE),
        draft=bool(reasons),
        reasons=reasons,
        sources=cited.sources,
        footnotes=cited.footnotes,
    )


def _printed(library: Library, whole: Parts, naloxone: Product | None, findings: Findings) -> tuple[Parts, Citations]:
    """The parts with conditions decided, and what they cite."""
    region = whole.region
    if naloxone is not None:
        region = replace(region, naloxone=replace(region.naloxone, product=naloxone))
    leaflet = select(whole.leaflet, Case.of(region, whole.regions), findings)
    cited = cite(leaflet, library.claims(findings), library.sources(findings), findings)
    return replace(whole, leaflet=leaflet, region=region), cited


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The printed parts in one language, filled from the region, with all their texts and where these came from."""

    leaflet: Leaflet
    region: Region
    words: CommonWords
    texts: tuple[Text, ...]
    catalogues: tuple[Catalogue, ...]


def _speak(
    library: Library,
    whole: Parts,
    printed: Parts,
    lang: str,
    languages: Mapping[str, Language],
    findings: Findings,
    preview: bool,
) -> _Spoken:
    texts: list[Text] = []
    used: list[Catalogue] = []
    values: Mapping[str, Text] = {}

    def one(part: Part, value: Value) -> Value:
        found = catalogues(library, part, lang, languages, findings)
        if not found and not within_language(lang, part.language):
            _tell_no_catalogue(part, lang, languages, findings, preview)
        path = library.po(part.kind, part.ids[0], lang)
        if path is not None and found and found[0].file == shown(path):
            check_contexts(part.value, found[0], findings)
        spoken = speak(value, lang, part.language, found, findings, preview=preview)
        texts.extend(spoken.texts)
        used.extend(spoken.catalogues)
        return spoken.value

    of_region, of_leaflet, of_words = whole.each()
    region = one(of_region, printed.region)
    values = _values(region)
    leaflet, words = one(of_leaflet, printed.leaflet), one(of_words, printed.words)

    def filled(text: Text) -> Text:
        return placeholders.fill(text, values)

    return _Spoken(rewrite(leaflet, filled), rewrite(region, filled), rewrite(words, filled), tuple(texts), tuple(used))


def _values(region: Region) -> Mapping[str, Text]:
    """What fills placeholders. The emergency number is dialled, so its digits are never those of another script."""
    number = placeholders.number(region.emergency.number)
    gap, lasts, name = region.naloxone.gap, region.naloxone.lasts, region.name
    return {
        "emergency": replace(name, value=number, state=State.SOURCE),
        "naloxone.gap": replace(gap, value=placeholders.words(gap.value)),
        "naloxone.lasts": replace(lasts, value=placeholders.words(lasts.value)),
        "region": replace(name, value=placeholders.words(name.value)),
    }


def _finished(words: CommonWords, leaflet: Leaflet, language: Language, edition_code: str) -> CommonWords:
    """The foot's words with its dates and the edition's code; a date that is not set leaves its placeholder."""

    def dated(text: Text, date: str) -> Text:
        day = read_date(date)
        if day is None:
            return text
        return replace(text, value=placeholders.put(text.value, {"date": placeholders.words(date_in(day, language))}))

    edition = placeholders.put(words.edition.value, {"code": placeholders.number(edition_code)})
    return replace(
        words,
        reviewed=dated(words.reviewed, leaflet.reviewed),
        check_by=dated(words.check_by, leaflet.check_by),
        edition=replace(words.edition, value=edition),
    )


def _tell_no_catalogue(
    part: Part, lang: str, languages: Mapping[str, Language], findings: Findings, preview: bool
) -> None:
    language = language_of(lang, languages)
    tell = findings.warn if preview else findings.error
    tell(
        "missing-catalogue",
        f"{part.file} has no translation into {language.name if language else lang} (`{lang}.po`)",
        nowhere(part.file),
        f"`leaflet translate add {lang}` makes one to fill in",
    )
