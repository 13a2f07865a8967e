"""A leaflet for one region in one language, complete and ready to set."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

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
from builder.translate.dates import date_in, read_date
from builder.translate.digest import code, digest
from builder.translate.messages import rewrite
from builder.translate.parts import Part, catalogues, gather, language_of
from builder.translate.prepare import Prepared, Product, prepare
from builder.translate.speak import check_contexts, nowhere, speak, within_language


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
    boxed: Collection[str] = (),
) -> Edition | None:
    """The edition, or None and errors.

    `naloxone` is the product at hand when it is not the region's. `on` is the day by which sign-offs and confirmations
    are judged. In a `preview` missing messages are the source text, with its language and the state `missing`; so are
    those whose contexts are `boxed`.
    """
    mine = Findings()
    edition = _translate(library, leaflet_id, region_id, lang, mine, naloxone, on, preview, boxed)
    findings.extend(mine)
    return edition if mine.ok else None


def source_digest(
    library: Library, leaflet_id: str, region_id: str, findings: Findings, *, naloxone: Product | None = None
) -> str | None:
    """The digest that a clinician signs: of the source edition, filled from the region. None and errors."""
    mine = Findings()
    whole = gather(library, leaflet_id, region_id, mine)
    languages = library.languages(mine)
    signed = ""
    if whole is not None:
        prepared = prepare(library, whole, naloxone, mine)
        signed = _signed(library, prepared, languages, mine)
    findings.extend(mine)
    return signed if mine.ok else None


def _translate(
    library: Library,
    leaflet_id: str,
    region_id: str,
    lang: str,
    findings: Findings,
    naloxone: Product | None,
    on: datetime.date,
    preview: bool,
    boxed: Collection[str],
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
    prepared = prepare(library, whole, naloxone, findings)
    voice = _voice(library, prepared, lang, languages, findings, preview, boxed)
    signed = _signed(library, prepared, languages, findings)
    recorded = signoff.approvals(library, leaflet_id, findings)
    if not findings.ok:
        return None
    approval = signoff.clinical(recorded, whole.region, signed, on)
    reasons = (
        *signoff.clinical_reasons(recorded, approval, whole.region, on),
        *signoff.time_reasons(whole.leaflet, on),
        *signoff.language_reasons(voice.catalogues, language.name, on),
        *signoff.state_reasons(voice.texts, language.name),
        *signoff.number_reasons(prepared.leaflet, whole.region, on),
    )
    # Both dates are YYYY-MM-DD or empty, so the later one is the greater text.
    reviewed = max(whole.leaflet.reviewed, approval.date if approval else "")
    leaflet = replace(rewrite(prepared.leaflet, voice.leaflet), reviewed=reviewed)
    words = rewrite(prepared.words, voice.words)
    edition_code = code(digest(prepared.facts, lang, voice.texts))
    return Edition(
        leaflet=leaflet,
        region=rewrite(prepared.region, voice.region),
        words=_finished(words, leaflet, language, edition_code),
        language=lang,
        code=edition_code,
        state=max((text.state for text in voice.texts), key=placeholders.TRUST.index, default=State.SOURCE),
        draft=bool(reasons),
        reasons=reasons,
        sources=prepared.cited.sources,
        footnotes=prepared.cited.footnotes,
        unconfirmed=signoff.unconfirmed(whole.region, on),
    )


class _Voice(NamedTuple):
    """All texts of an edition in one language, filled from the region: for each part a text in its message's place."""

    region: Callable[[Text], Text]
    leaflet: Callable[[Text], Text]
    words: Callable[[Text], Text]
    texts: tuple[Text, ...]
    catalogues: tuple[Catalogue, ...]


def _voice(
    library: Library,
    prepared: Prepared,
    lang: str,
    languages: Mapping[str, Language],
    findings: Findings,
    preview: bool,
    boxed: Collection[str] = (),
) -> _Voice:
    used: list[Catalogue] = []
    spoken: list[Mapping[str, Text]] = []
    values: Mapping[str, Text] = {}
    for part, asked, contexts in prepared.asked:
        read = Findings()
        found = catalogues(library, part, lang, languages, read)
        findings.extend(read)
        if not found and read.ok and not within_language(lang, part.language):
            _tell_no_catalogue(part, lang, languages, findings, preview)
        own = library.po(part.kind, part.ids[0], lang)
        if own is not None and found and found[0].file == shown(own):
            check_contexts(contexts, found[0], findings)
        texts, from_catalogues = speak(asked, lang, part.language, found, findings, preview, boxed)
        # The region comes first, and what it says fills the others and itself.
        values = values or _values(texts, prepared.region)
        spoken.append({id: placeholders.fill(text, values) for id, text in texts.items()})
        used.extend(from_catalogues)
    region, leaflet, words = (_in_place_of(texts) for texts in spoken)
    return _Voice(region, leaflet, words, tuple(text for texts in spoken for text in texts.values()), tuple(used))


def _in_place_of(texts: Mapping[str, Text]) -> Callable[[Text], Text]:
    return lambda text: texts[text.id]


def _signed(library: Library, prepared: Prepared, languages: Mapping[str, Language], findings: Findings) -> str:
    """A clinician signs the source edition, whatever language is printed."""
    lang = prepared.leaflet.language
    return digest(prepared.facts, lang, _voice(library, prepared, lang, languages, findings, preview=False).texts)


def _values(texts: Mapping[str, Text], region: Region) -> Mapping[str, Text]:
    """What fills placeholders. The emergency number is dialled, so its digits are never those of another script."""
    name, gap, lasts = (texts[text.id] for text in (region.name, region.naloxone.gap, region.naloxone.lasts))
    strip = region.strip
    measures = {"drug": strip.drug, "water": strip.water, "dip": strip.dip, "wait": strip.wait} if strip else {}
    strips = {f"strip.{what}": texts[text.id] for what, text in measures.items()}
    if strip and strip.brand:
        strips["strip.brand"] = replace(name, value=strip.brand, state=State.SOURCE)
    return {
        "emergency": replace(name, value=placeholders.number(region.emergency.number), state=State.SOURCE),
        "naloxone.gap": replace(gap, value=placeholders.words(gap.value)),
        "naloxone.lasts": replace(lasts, value=placeholders.words(lasts.value)),
        "region": replace(name, value=placeholders.words(name.value)),
        **{what: replace(text, value=placeholders.words(text.value)) for what, text in strips.items()},
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
        f"leaflet translate add {lang}{f' --region {part.ids[0]}' if part.kind == 'regions' else ''} makes it",
    )
