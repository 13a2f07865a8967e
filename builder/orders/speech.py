"""Words of a letter in the language that a service reads: whole in that language, or in the language of the source."""

from __future__ import annotations

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.letters import LetterWords
from builder.model.source import State
from builder.translate.messages import messages, rewrite
from builder.translate.parts import Kind, Part, catalogues, language_of
from builder.translate.speak import find, speak
from builder.translate.write import part_of


@dataclass(frozen=True, slots=True)
class Letter:
    """`words` all in `language`; `draft` is the notice that nobody has checked them, "" when somebody has."""

    words: LetterWords
    language: str
    draft: str


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
        whole = Letter(words, words.language, "")
        asked, found = messages(words), catalogues(self._library, self._part, lang, self._languages, Findings())
        if not found:
            return whole
        findings = Findings()
        spoken = speak(asked, lang, words.language, found, findings, preview=False)
        states = {text.state for text in spoken.texts.values()}
        if not findings.ok or State.MISSING in states or State.STALE in states:
            return whole
        told = self._notice(lang) if State.DRAFT in states else ""
        return Letter(rewrite(words, lambda text: spoken.texts[text.id]), lang, told)

    def _notice(self, lang: str) -> str:
        """As a sheet's bar says it, in its language if it can."""
        kind: Kind = "common"
        common: Part | None = part_of(self._library, kind, kind, Findings())
        if common is None:
            return "DRAFT"
        found = catalogues(self._library, common, lang, self._languages, Findings())
        notice = next(each for each in messages(common.value) if each.field == "draft_translation")
        entry = find(notice, found)
        own = entry[1].msgstr.strip() if entry is not None else ""
        # in both languages: who sends the letter has to see it too
        return " \u00b7 ".join([text for text in (own, notice.text.value) if text])
