"""Formulas of readability, each for the language that it was fitted to. Sources stand beside the constants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import sqrt

from builder.model.dataclass import dataclass
from builder.model.readability import FormulaName


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What formulas are made of. `short`: words of one syllable; `long3`, `long4`: of three, of four or more."""

    sentences: int
    words: int
    letters: int
    long_words: int
    syllables: int = 0
    short: int = 0
    long3: int = 0
    long4: int = 0

    @property
    def sentence_length(self) -> float:
        """Words in a sentence."""
        return self.words / self.sentences

    @property
    def word_length(self) -> float:
        """Syllables in a word."""
        return self.syllables / self.words

    def percent(self, part: int) -> float:
        """A part of the words, of 100."""
        return 100 * part / self.words


def flesch_kincaid(told: Counts) -> float:
    """Years at a US school (Kincaid and others 1975)."""
    return 0.39 * told.sentence_length + 11.8 * told.word_length - 15.59


def smog(told: Counts) -> float:
    """Years at a US school (McLaughlin 1969); made for 30 sentences, so texts are pooled."""
    return 1.0430 * sqrt(told.long3 * 30 / told.sentences) + 3.1291


def flesch(told: Counts) -> float:
    """English reading ease, 0 to 100 (Flesch 1948)."""
    return 206.835 - 1.015 * told.sentence_length - 84.6 * told.word_length


def fernandez_huerta(told: Counts) -> float:
    """Spanish reading ease (Fernández Huerta 1959, sentence length in words)."""
    return 206.84 - 60 * told.word_length - 1.02 * told.sentence_length


def inflesz(told: Counts) -> float:
    """Spanish reading ease on the INFLESZ scale (Szigriszt-Pazos 1993; Barrio-Cantalejo 2008)."""
    return 206.835 - 62.3 * told.word_length - told.sentence_length


def kandel_moles(told: Counts) -> float:
    """French reading ease (Kandel and Moles 1958)."""
    return 207 - 1.015 * told.sentence_length - 73.6 * told.word_length


def wiener_sachtext_1(told: Counts) -> float:
    """Years at an Austrian or German school (Bamberger and Vanecek 1984, first formula)."""
    return (
        0.1935 * told.percent(told.long3)
        + 0.1672 * told.sentence_length
        + 0.1297 * told.percent(told.long_words)
        - 0.0327 * told.percent(told.short)
        - 0.875
    )


def gulpease(told: Counts) -> float:
    """Italian reading ease, 0 to 100, by letters (Lucisano and Piemontese 1988)."""
    return 89 + (300 * told.sentences - 10 * told.letters) / told.words


def douma(told: Counts) -> float:
    """Dutch reading ease (Douma 1960)."""
    return 206.84 - 0.93 * told.sentence_length - 77 * told.word_length


def flesch_martins(told: Counts) -> float:
    """Brazilian Portuguese reading ease (Martins and others 1996)."""
    return 248.835 - 1.015 * told.sentence_length - 84.6 * told.word_length


def oborneva(told: Counts) -> float:
    """Russian reading ease (Oborneva 2006)."""
    return 206.835 - 1.3 * told.sentence_length - 60.1 * told.word_length


def fog_pl(told: Counts) -> float:
    """Years at a Polish school: Gunning's index with words of four syllables and more (FOG-PL)."""
    return 0.4 * (told.sentence_length + told.percent(told.long4))


def lix(told: Counts) -> float:
    """Läsbarhetsindex: words of more than six letters, and long sentences (Björnsson 1968)."""
    return told.sentence_length + told.percent(told.long_words)


FORMULAS: Mapping[FormulaName, tuple[str, Callable[[Counts], float], bool]] = {
    "flesch-kincaid": ("Flesch-Kincaid grade", flesch_kincaid, True),
    "smog": ("SMOG grade", smog, True),
    "flesch": ("Flesch reading ease", flesch, True),
    "fernandez-huerta": ("Fernández Huerta", fernandez_huerta, True),
    "inflesz": ("INFLESZ", inflesz, True),
    "kandel-moles": ("Kandel-Moles", kandel_moles, True),
    "wiener-sachtext-1": ("Wiener Sachtextformel 1", wiener_sachtext_1, True),
    "gulpease": ("Gulpease", gulpease, False),
    "douma": ("Flesch-Douma", douma, True),
    "flesch-martins": ("Flesch-Martins", flesch_martins, True),
    "oborneva": ("Flesch-Oborneva", oborneva, True),
    "fog-pl": ("FOG-PL", fog_pl, True),
    "lix": ("LIX", lix, False),
}
"""Name in files -> name for people, the formula, whether it needs syllables."""
