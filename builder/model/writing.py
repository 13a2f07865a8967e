"""How a language is written: the schema of `leaflets/writing/<lang>.yaml`, which translations are held to.

What it takes to set a language on paper is in `leaflets/languages.yaml`; this is read only where translations are
checked, so that making a sheet need not.
"""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.source import Span, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """Letters or marks that the language does not write, or writes otherwise."""

    pattern: str = doc("regular expression of what must not stand in a text")
    instead: str = doc("what to write in its place", default="")
    because: str = doc("what is wrong with it, in a few words")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """A number in words."""

    value: int = doc("the number")
    words: tuple[str, ...] = doc("words that say it and nothing else")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A unit of dose or time, so that minutes in one language are known for minutes in another."""

    unit: str = doc("mg, ml, mcg, second, minute, hour, day, week or month")
    words: tuple[str, ...] = doc("how the language writes it, in all forms that stand beside numbers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Words around times of day; `9.30` and `9:30` are times in every language."""

    hour: tuple[str, ...] = doc("after the hour, before the minutes or behind them: `h` in `9 h 30`", default=())
    minute: tuple[str, ...] = doc("after the minutes: `分`", default=())
    morning: tuple[str, ...] = doc("beside a time before noon: `am`", default=())
    afternoon: tuple[str, ...] = doc("beside a time from noon on: `pm`", default=())
    always: tuple[NumberWords, ...] = doc(
        "phrases with numbers that say all hours (24) or all days (7): `24h/24`", default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How one language is written."""

    id: str = doc("the language's tag, which is the file's name")
    sample: str = doc("a line or two of running text, to measure with", default="")
    spaces: bool = doc("words are separated by spaces", default=True)
    doubles: bool = doc("a word may stand twice in a row (`slowly slowly`)", default=False)
    pairs: tuple[str, ...] = doc("words that may stand twice in a row in a language where others may not", default=())
    scripts: tuple[str, ...] = doc("scripts of its words besides its own (ISO 15924)", default=())
    stop: tuple[str, ...] = doc(
        "marks that end a statement, the usual one first; '' where none is needed", default=(".",)
    )
    question: tuple[str, ...] = doc("marks that end a question", default=("?",))
    exclamation: tuple[str, ...] = doc("marks that end an exclamation", default=("!",))
    colon: tuple[str, ...] = doc("marks before what a text introduces", default=(":",))
    marks_inside: bool = doc("question and exclamation marks stand on the word, not at the end", default=False)
    question_opens: str = doc("mark that a question begins with", default="")
    exclamation_opens: str = doc("mark that an exclamation begins with", default="")
    spaced: str = doc("marks with a no-break space before them", default="")
    may_be_spaced: str = doc("marks that may have a no-break space before them", default="")
    numbers: tuple[NumberWords, ...] = doc("numbers that a translation may write in words", default=())
    measures: tuple[Measure, ...] = doc("units of dose and time", default=())
    clock: Clock | None = doc("how times of day are written", default=None)
    forbidden: tuple[Forbidden, ...] = doc("letters and marks that are wrong in this language", default=())
    span: Span | None = None
