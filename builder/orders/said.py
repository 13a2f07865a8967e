"""What the papers of an order say, in the language that those who print and pack read."""

from __future__ import annotations

from collections.abc import Mapping

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.language import Language
from builder.model.packing import PackingWords
from builder.model.source import Text
from builder.orders.speech import packing


class Said:
    """Words, numbers and names of languages. `draft`: the notice that nobody has checked the words, or ""."""

    def __init__(
        self, words: PackingWords, language: str, draft: str, *, languages: Mapping[str, Language], own: bool
    ) -> None:
        self.words, self.language, self.draft = words, language, draft
        self._languages = languages
        self._own = own

    def filled(self, text: Text, **values: str) -> str:
        """The text with what stands for its words in braces."""
        said = text.value
        for name, value in values.items():
            said = said.replace(f"{{{name}}}", value)
        return said

    def number(self, value: float, places: int = 0) -> str:
        """With thousands in groups."""
        if self._own:
            return f"{value:,.{places}f}"
        from builder.translate.numerals import in_numerals

        return in_numerals(value, places, self.language)

    def language_called(self, id: str) -> str:
        """What a language is called: `Chinese (Simplified)`, not `zh-Hans`."""
        known = self._languages.get(id)
        name = known.name if known is not None else id
        if self._own:
            return name
        from builder.translate.numerals import called_in

        return called_in(id, self.language, name)


def said_in(library: Library, lang: str, findings: Findings) -> Said:
    """For who reads this language, "" for that of the words' source. Where a project's words cannot be read, which is
    told, those of the starter library: what has been printed must be packed."""
    found = packing(library, lang, findings) or packing(Library(library.roots[-1:]), lang, Findings())
    assert found is not None, "the starter library has the words"
    said, own = found
    return Said(said.words, said.language, said.draft, languages=library.languages(findings), own=own)
