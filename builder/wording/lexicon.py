"""The terms of one language, compiled, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from builder.flat import Flat, flatten
from builder.model.dataclass import dataclass
from builder.model.wording import Form, LanguageWords, WordList, WordRule

# Addresses are as their owners wrote them; placeholders are no words.
_ADDRESS = re.compile(
    r"\{[^{}]*\}|(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b(?:[\w-]+\.)+(?:org|com|net|gov|edu|info|int|[a-z]{2})\b(?:/\S*)?",
    re.IGNORECASE,
)

_POSSESSIVE = re.compile(r"'s?\b|'")
"""What follows a noun and would stay behind when its words are swapped."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term at `value[start:end]`. `words` is the term as the text has it, `use` what to say, the best first.

    `fix` is what `--fix` puts in its place; None where the writer decides.
    """

    start: int
    end: int
    words: str
    rule: WordRule
    use: tuple[str, ...]
    fix: str | None


class Lexicon:
    """Finds terms. `language` is the variety that texts are in: `es-MX`."""

    def __init__(self, words: LanguageWords, language: str) -> None:
        self._language = language
        self._kept = [_compiled(kept.match) for kept in words.kept]
        self._rules = [
            (rule, [(form, _compiled(form.match)) for form in rule.forms], [_compiled(one) for one in rule.left])
            for rule in words.rules
            if language not in rule.not_in
        ]

    def find(self, value: str) -> tuple[Hit, ...]:
        """The terms in a text, from left to right, without overlap: of those that overlap the longest."""
        flat = flatten(value)
        if not flat.text.strip():
            return ()
        kept = [found.span() for pattern in (_ADDRESS, *self._kept) for found in pattern.finditer(flat.text)]
        found = [hit for hit in self._hits(flat, value) if not _within(hit[0], kept)]
        taken: list[tuple[int, int]] = []
        chosen = []
        # the longest first; of equals the first rule
        for (start, end), hit in sorted(found, key=lambda one: one[0][0] - one[0][1]):
            if not any(start < last and first < end for first, last in taken):
                taken.append((start, end))
                chosen.append(hit)
        return tuple(sorted(chosen, key=lambda hit: hit.start))

    def _hits(self, flat: Flat, value: str) -> Iterator[tuple[tuple[int, int], Hit]]:
        for rule, forms, left in self._rules:
            spared: list[tuple[int, int]] | None = None
            for form, pattern in forms:
                for found in pattern.finditer(flat.text):
                    if found.end() == found.start():
                        continue
                    if spared is None:
                        spared = [context.span() for one in left for context in one.finditer(flat.text)]
                    if not _within(found.span(), spared):
                        yield found.span(), self._hit(rule, form, found, flat, value)

    def _hit(self, rule: WordRule, form: Form, found: re.Match[str], flat: Flat, value: str) -> Hit:
        start, end = flat.original(*found.span())
        use = next((variety.use for variety in rule.varieties if variety.language == self._language), form.use)
        told = tuple(_like(found.group(), found.expand(one)) for one in use)
        sound = rule.mode == "swap" and bool(told) and "**" not in value[start:end]
        possessed = _POSSESSIVE.match(flat.text, found.end()) is not None
        return Hit(start, end, value[start:end], rule, told, told[0] if sound and not possessed else None)


def lexicon(words: WordList, language: str) -> Lexicon | None:
    """The terms for texts in this language or variety of one; None when the list has none for it."""
    held = _MADE.get((id(words), language))
    if held is None or held[0] is not words:
        if len(_MADE) > 256:
            _MADE.clear()
        held = _MADE[id(words), language] = (words, _made(words, language))
    return held[1]


_MADE: dict[tuple[int, str], tuple[WordList, Lexicon | None]] = {}
"""By identity: the library gives the same object until its file changes, and to hash it takes longer than to search."""


def _made(words: WordList, language: str) -> Lexicon | None:
    known = {one.language: one for one in words.languages}
    tag = language
    while tag and tag not in known:
        tag = tag.rpartition("-")[0]
    return Lexicon(known[tag], language) if tag else None


@lru_cache(maxsize=2048)
def _compiled(expression: str) -> re.Pattern[str]:
    """Whole words only. Raises re.error for what is no expression."""
    return re.compile(rf"(?<!\w)(?:{expression})(?!\w)", re.IGNORECASE)


def _within(place: tuple[int, int], stretches: list[tuple[int, int]]) -> bool:
    """Some stretch holds the whole place."""
    return any(first <= place[0] and place[1] <= last for first, last in stretches)


def _like(written: str, words: str) -> str:
    """The words in capitals, or beginning with one, as what is written does."""
    letters = [letter for letter in written if letter.isalpha()]
    if len(letters) > 3 and all(letter.isupper() for letter in letters):
        return words.upper()
    if letters and letters[0].isupper() and words[:1].islower():
        first = written.split()[0]  # it began a sentence; further on it does not
        return words[:1].upper() + words[1:].replace(first, first.lower())
    return words
