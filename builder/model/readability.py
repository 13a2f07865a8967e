"""How easy a language's texts must be to read: the schema of `leaflets/readability.yaml`."""

from __future__ import annotations

from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.source import Span, doc

FormulaName = Literal[
    "flesch-kincaid",
    "smog",
    "flesch",
    "fernandez-huerta",
    "inflesz",
    "kandel-moles",
    "wiener-sachtext-1",
    "gulpease",
    "douma",
    "flesch-martins",
    "oborneva",
    "fog-pl",
    "lix",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A formula and the score that a text must reach. Formulas of other languages are never used in their place."""

    formula: FormulaName = doc("the formula's name")
    most: float | None = doc("highest score that passes, for formulas that grow with difficulty", default=None)
    least: float | None = doc("lowest score that passes, for formulas that grow with ease", default=None)
    advice: bool = doc("shown beside the others; missing it is no finding", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Syllables:
    """How syllables are counted: vowels and vowel groups, less those that are silent. Expressions are Python's."""

    vowels: str = doc("letters that make a syllable")
    one: tuple[str, ...] = doc(
        "expressions for groups of letters that make one syllable, the longest first", default=()
    )
    silent: tuple[str, ...] = doc("expressions for letters that are taken out first", default=())
    more: tuple[str, ...] = doc("expressions that each make one syllable more", default=())
    words: tuple[str, ...] = doc("exceptions, divided by hyphens: `peo-ple`", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Passive:
    """How the passive voice is found: a form of `be`, at most two words between, a participle."""

    auxiliaries: tuple[str, ...] = doc("forms of the verb")
    participles: tuple[str, ...] = doc("irregular participles; regular ones are found by their ending")
    ending: str = doc("expression for the ending of regular participles")
    not_participles: tuple[str, ...] = doc("words with that ending that are none, or that describe a state", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One language."""

    language: str = doc("language tag; its varieties share it")
    aims: tuple[Aim, ...] = doc("formulas made for this language, the one that counts first", default=())
    not_scored: str = doc("why there is no formula for it; the language's script is then passed over", default="")
    syllables: Syllables | None = doc("how syllables are counted, where a formula needs them", default=None)
    passive: Passive | None = doc("how the passive is found; without it nobody looks", default=None)
    little: tuple[str, ...] = doc("words that carry no message of their own: `the`, `when`", default=())
    abbreviations: tuple[str, ...] = doc("abbreviations whose full stop ends no sentence: `Dr.`", default=())
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptReading:
    """Languages without a formula of their own, by script."""

    script: str = doc("ISO 15924 code: `Latn`")
    aims: tuple[Aim, ...] = doc("formulas that count letters and words alone")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingList:
    """The file `leaflets/readability.yaml`. A language that is neither here nor in a script here is not scored."""

    languages: tuple[Reading, ...] = doc("languages with formulas of their own, or with a reason why there is none")
    scripts: tuple[ScriptReading, ...] = doc("what holds for the others", default=())
    span: Span | None = None
