"""Words of letters and of packing in the language that is read: whole in it, or in the language of the source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.language import Language
from builder.model.letters import LetterWords
from builder.model.packing import PackingWords
from builder.model.source import State
from builder.translate.messages import messages, rewrite
from builder.translate.parts import Kind, Part, catalogues, language_of
from builder.translate.speak import find, speak
from builder.translate.write import part_of

Words = TypeVar("Words", LetterWords, PackingWords)


@dataclass(frozen=True, slots=True)
class Letter:
    """`words` all in `language`; `draft` is the notice that nobody has checked them, "" when somebody has."""

    words: LetterWords
    language: str
    draft: str


@dataclass(frozen=True, slots=True)
class Packing:
    """The same for lists, slips and labels."""

    words: PackingWords
    language: str
    draft: str


def packing(library: Library, lang: str, findings: Findings) -> tuple[Packing, bool] | None:
    """What papers of orders say to who reads this language ("": that of the source), and whether that is the source's;
    None and findings when there are no words at all."""
    part = part_of(library, "packing", "packing", findings)
    if part is None or not isinstance(part.value, PackingWords):
        return None
    source = Packing(part.value, part.language, "")
    if lang in ("", part.language):
        return source, True
    languages = library.languages(findings)
    found = whole(library, part, part.value, lang)
    if found is not None:
        return Packing(*found), False
    if language_of(lang, languages) is not language_of(part.language, languages):
        hint = "leaflets/packing has no whole translation: leaflet translate status tells what is missing"
        findings.warn("missing-catalogue", f"lists, slips and labels are not in `{lang}`", None, hint)
    return source, True


def whole(library: Library, part: Part, words: Words, lang: str) -> tuple[Words, str, str] | None:
    """All the words in this language, the language, and the notice that they are a draft, if they are."""
    languages = library.languages(Findings())
    asked, found = messages(words), catalogues(library, part, lang, languages, Findings())
    if not found:
        return None
    findings = Findings()
    spoken = speak(asked, lang, part.language, found, findings, preview=False)
    states = {text.state for text in spoken.texts.values()}
    if not findings.ok or State.MISSING in states or State.STALE in states:
        return None
    told = _notice(library, lang, languages) if State.DRAFT in states else ""
    return rewrite(words, lambda text: spoken.texts[text.id]), lang, told


def _notice(library: Library, lang: str, languages: Mapping[str, Language]) -> str:
    """As a sheet's bar says it, in its language if it can."""
    kind: Kind = "common"
    common: Part | None = part_of(library, kind, kind, Findings())
    if common is None:
        return "DRAFT"
    found = catalogues(library, common, lang, languages, Findings())
    notice = next(each for each in messages(common.value) if each.field == "draft_translation")
    entry = find(notice, found)
    own = entry[1].msgstr.strip() if entry is not None else ""
    # in both languages: who sends the letter has to see it too
    return " \u00b7 ".join([text for text in (own, notice.text.value) if text])


class Speech:
    """Letters by language, each made once. `known` is whether there are words at all."""

    def __init__(self, library: Library, findings: Findings) -> None:
        self._library = library
        self._part = part_of(library, "letters", "letters", findings)
        self._languages = library.languages(findings)
        self._made: dict[str, Letter] = {}

    @property
    def known(self) -> bool:
        """There are words to write with."""
        return self._part is not None

    def letter(self, lang: str) -> Letter:
        """For who reads this language (a BCP-47 tag): in it, where every word has been translated."""
        if lang not in self._made:
            self._made[lang] = self._letter(lang)
        return self._made[lang]

    def tell_lacking(self, findings: Findings) -> None:
        """A note: who gets a letter that is not in their language."""
        asked = {
            known.name
            for lang, letter in self._made.items()
            if (known := language_of(lang, self._languages)) is not None
            and known is not language_of(letter.language, self._languages)
        }
        if asked:
            *most, last = sorted(asked)
            read = f"{', '.join(most)} and {last}" if most else last
            told = f"letters to services that read {read} are in another language"
            hint = "leaflets/letters has no whole translation: leaflet translate status tells what is missing"
            findings.note("missing-catalogue", told, None, hint)

    def language(self, id: str) -> str:
        """What speakers of a language call it."""
        known = language_of(id, self._languages)
        return known.endonym or known.name if known is not None else id

    def _letter(self, lang: str) -> Letter:
        assert self._part is not None, "asked for only where there are words"
        words = self._part.value
        assert isinstance(words, LetterWords), "part_of gives these"
        found = whole(self._library, self._part, words, lang)
        return Letter(*found) if found is not None else Letter(words, words.language, "")
