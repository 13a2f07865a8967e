"""Scores of a text by the formulas of its language, with and without the words that readers have to learn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from builder.model.dataclass import dataclass
from builder.model.language import Language
from builder.model.readability import Aim, Reading, ReadingList, Syllables
from builder.readability.formulas import FORMULAS, Counts
from builder.readability.sentences import Sentence
from builder.readability.syllables import counter

LONG_WORD = 6
"""Letters above which LIX and the Wiener Sachtextformel call a word long."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one formula says. `learned` is the score with the words that readers have to learn taken as easy ones."""

    formula: str
    value: float
    learned: float
    aim: Aim

    @property
    def passes(self) -> bool:
        """The aim is reached, to one decimal place, with all words: those to be learned are hard for readers too."""
        best = round(self.value, 1)
        return (self.aim.most is None or best <= self.aim.most) and (self.aim.least is None or best >= self.aim.least)

    @property
    def wanted(self) -> str:
        """The aim in words."""
        return f"at most {self.aim.most:g}" if self.aim.most is not None else f"at least {self.aim.least:g}"


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a language's texts are scored. Without aims they are not, and `because` says why."""

    aims: tuple[Aim, ...] = ()
    syllables: Syllables | None = None
    because: str = ""

    def score(self, told: Iterable[Sentence], learned: Collection[str] = ()) -> tuple[Score, ...]:
        """The score of each formula; none for texts without words. `learned` holds words in small letters."""
        sentences = [sentence for sentence in told if sentence.words]
        if not sentences or not self.aims:
            return ()
        whole, easy = self.count(sentences), self.count(sentences, learned)
        made = []
        for aim in self.aims:
            name, formula, _ = FORMULAS[aim.formula]
            made.append(Score(name, formula(whole), formula(easy), aim))
        return tuple(made)

    def count(self, told: Iterable[Sentence], learned: Collection[str] = ()) -> Counts:
        """Sentences, words, letters and syllables; learned words count as words of one short syllable."""
        sentences = list(told)
        words = [word for sentence in sentences for word in sentence.words if not word[0].isdigit()]
        # a number is read as one short word: "911", "4 mg"
        numbers = sum(len(sentence.words) for sentence in sentences) - len(words)
        hard = [word for word in words if word.lower() not in learned]
        letters = [sum(letter.isalpha() for letter in word) for word in hard]
        easy = len(words) - len(hard) + numbers
        count = counter(self.syllables) if self.syllables is not None else None
        spoken = [count(word) for word in hard] if count else [1] * len(hard)
        return Counts(
            sentences=len(sentences),
            words=len(words) + numbers,
            letters=sum(letters) + _EASY_LETTERS * easy,
            long_words=sum(length > LONG_WORD for length in letters),
            syllables=sum(spoken) + easy,
            short=sum(number == 1 for number in spoken) + easy,
            long3=sum(number >= 3 for number in spoken),
            long4=sum(number >= 4 for number in spoken),
        )


_EASY_LETTERS = 4
"""Letters that a learned word or a number counts for, where letters are counted."""


def scoring(listed: ReadingList, language: Language, tag: str = "") -> Scoring:
    """How texts in this language are scored; `tag` names its variety.

    Its own formulas, else those of its script, else none: never those of another language.
    """
    own = {one.language: one for one in listed.languages}
    name = tag or language.id
    while name:
        if name in own:
            return _of(own[name])
        name = name.rpartition("-")[0]
    for script in listed.scripts:
        if script.script == language.script:
            return Scoring(script.aims)
    return Scoring(because=f"there is no formula for {language.name}")


@lru_cache(maxsize=64)
def _of(reading: Reading) -> Scoring:
    needs = any(FORMULAS[aim.formula][2] for aim in reading.aims)
    if needs and reading.syllables is None:
        return Scoring(because="its formulas need syllables, and no rule says how to count them")
    return Scoring(reading.aims, reading.syllables, reading.not_scored)


def learned_words(terms: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Every form of every term, in small letters, each word of a term of several words by itself."""
    return frozenset(word for forms in terms.values() for form in forms for word in form.lower().split())
