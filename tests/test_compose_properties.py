"""Whatever the words: a sheet with all of them in their panels, or findings; never an exception, never clipped text.

The real English leaflet, its texts replaced by words of any script, longer and shorter, with what breaks composing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from random import Random
from typing import Any

import pytest
import sheet_claims
from composed import edition, layout_of, resources, set_in, theme_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import SAMPLES
from seen import Seen

from builder.diagnostics import Findings, Severity
from builder.model.edition import Edition
from builder.model.leaflet import Section
from builder.model.sheet import Sheet
from builder.model.source import Text

KNOWN = {"text-overflow", "word-too-wide", "missing-glyph"}

SCRIPTS = ("en", "es", "vi", "ru", "el", "ar", "ur", "he", "hi", "bn", "ta", "th", "km", "my", "am", "zh-Hans", "ko")
"""A language of every script family whose faces ship."""

ODD = (
    "1-800-662-4357",
    "\u2066911\u2069",
    "**bold**",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "https://example.org/a/rather/long/address",
    "(",
    "0.4",
    "mg",
    "\u00a0",
    "…",
)

UNSEEN = "\U00013080"
"""An Egyptian hieroglyph, in none of the faces."""


@dataclass(frozen=True)
class Wording:
    """How texts are replaced: words of a language, so many times as long, some of the words odd, one unseen."""

    lang: str
    length: float
    odd: float
    seed: int
    unseen: bool = False
    layout: str = "letter-trifold"

    def word(self, chance: Random) -> str:
        words = SAMPLES[self.lang].split()
        if chance.random() < self.odd:
            return chance.choice(ODD)
        # scripts without spaces have sentences for words
        return chance.choice(words)[: chance.randint(1, 14)]

    def text(self, chance: Random, text: Text) -> Text:
        wanted = len(text.value) * self.length * chance.uniform(0.5, 1.5)
        words: list[str] = []
        while len(" ".join(words)) < wanted:
            words.append(self.word(chance))
        # what may end a text must not begin one: `**` is written in pairs
        return replace(text, value=" ".join(words) or text.value[: round(self.length)], lang=self.lang)


def reworded(made: Edition, wording: Wording) -> Edition:
    """The edition in other words; numbers, names and addresses of the region stay."""
    chance = Random(wording.seed)
    leaflet = each_text(made.leaflet, lambda text: wording.text(chance, text))
    if wording.unseen:
        leaflet = replace(leaflet, sections=spoiled(leaflet.sections))
    return replace(made, leaflet=leaflet, language=wording.lang)


def spoiled(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Every heading ends with a character that nothing can show."""
    return tuple(
        replace(section, heading=replace(section.heading, value=section.heading.value + UNSEEN))
        if section.heading is not None
        else section
        for section in sections
    )


def each_text(value: Any, change: Callable[[Text], Text]) -> Any:
    """A frozen value with every text in it changed."""
    if isinstance(value, Text):
        return change(value)
    if isinstance(value, tuple):
        return tuple(each_text(part, change) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        changed = {name: each_text(part, change) for name, part in held.items()}
        return replace(value, **{name: part for name, part in changed.items() if part is not held[name]})
    return value


def compose(wording: Wording) -> tuple[Edition, Sheet | None, Findings]:
    made = reworded(edition("overdose"), wording)
    findings = Findings()
    return made, set_in(made, layout_of(wording.layout), findings), findings


wordings = st.builds(
    Wording,
    lang=st.sampled_from(SCRIPTS),
    length=st.one_of(st.floats(0.0, 1.1), st.floats(0.0, 3.0)),
    odd=st.sampled_from((0.0, 0.0, 0.03, 0.3)),
    seed=st.integers(0, 10**6),
    unseen=st.sampled_from((False, False, False, True)),
    layout=st.sampled_from(("letter-trifold", "wallet-card", "letter-sheet", "poster-tabloid", "letter-large")),
)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(wordings)
@example(Wording("en", 0.0, 0.0, 0))
@example(Wording("en", 0.9, 0.0, 1))
@example(Wording("ur", 0.7, 0.1, 2))
@example(Wording("ar", 0.8, 0.2, 3, layout="poster-tabloid"))
@example(Wording("th", 0.6, 0.1, 4, layout="letter-sheet"))
@example(Wording("zh-Hans", 0.3, 0.0, 5, layout="wallet-card"))
@example(Wording("my", 0.5, 0.1, 6, layout="letter-large"))
@example(Wording("en", 3.0, 0.5, 7))
def test_words_are_in_their_panels_or_findings_say_why_not(wording: Wording) -> None:
    made, sheet, findings = compose(wording)
    if sheet is None:
        told = {found.code for found in findings if found.severity is Severity.ERROR}
        assert told
        assert told <= KNOWN
        assert all(found.message and found.hints for found in findings)
        return
    assert findings.ok
    assert not wording.unseen
    seen = Seen(sheet, made, layout_of(wording.layout), theme_of("calm"), resources().languages[wording.lang])
    wrong = [f"{claim.__name__}: {one}" for claim in sheet_claims.EVERYWHERE for one in claim(seen)]
    assert not wrong


@settings(max_examples=12, derandomize=True, deadline=None)
@given(wordings)
def test_the_same_words_give_the_same_sheet(wording: Wording) -> None:
    _, first, told = compose(wording)
    _, second, again = compose(wording)
    assert first == second
    assert list(told) == list(again)


@pytest.mark.parametrize("lang", SCRIPTS)
def test_every_script_comes_out_on_a_flowing_layout(lang: str) -> None:
    """Where there is room without end only a word wider than the page can be in the way."""
    wording = Wording(lang, 1.0, 0.0, 11, layout="letter-large")
    _, sheet, findings = compose(wording)
    assert sheet is not None, list(map(str, findings))


def test_three_times_the_words_do_not_fit_a_trifold() -> None:
    _, sheet, findings = compose(Wording("en", 3.0, 0.0, 12))
    assert sheet is None
    assert {found.code for found in findings} == {"text-overflow"}
