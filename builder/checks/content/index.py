"""The Clear Communication Index of the US Centers for Disease Control, as far as a program can answer it.

Twenty questions, here in our own words; 90 of 100 points is a pass. What a program cannot see is left to a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from builder.checks.content.evidence import figures
from builder.checks.content.explained import check_explained
from builder.checks.content.plain import first_part, lists_too_long, not_whole, passive_in, reading_of, says_first
from builder.checks.content.printed import statements
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.leaflet import Bullets, Callout, Checklist, Cover, Item, Leaflet, Signs, Steps, Strip, Timeline
from builder.model.region import Region
from builder.readability import sentences
from builder.translate.messages import messages

Given = Literal["met", "missed", "judge", "none"]


@dataclass(frozen=True, slots=True)
class Answer:
    """An item: `judge` is for a person, `none` does not apply. `why` says what was seen, or what to look for."""

    number: int
    asks: str
    given: Given
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    library: Library
    leaflet: Leaflet
    region: Region


def answers(library: Library, leaflet: Leaflet, region: Region) -> tuple[Answer, ...]:
    """All twenty, for a leaflet in its source language as a region prints it."""
    read = _Read(library, leaflet, region)
    return tuple(
        Answer(number, asks, *(answer(read) if callable(answer) else ("judge", answer)))
        for number, (asks, answer) in enumerate(_ITEMS, 1)
    )


def points(given: tuple[Answer, ...]) -> tuple[int, int, int]:
    """Items that a program found in order, items that it could answer, items that are left to a person."""
    told = [one.given for one in given]
    return told.count("met"), told.count("met") + told.count("missed"), told.count("judge")


_Told = tuple[Given, str]


def _yes(holds: bool, seen: str, lacks: str) -> _Told:
    return ("met", seen) if holds else ("missed", lacks)


def _one_message(read: _Read) -> _Told:
    count = len(sentences(read.leaflet.main_message.value))
    return _yes(count <= 3, "`main-message`", f"the main message has {count} sentences")


def _first(read: _Read) -> _Told:
    share = says_first(read.leaflet, read.region, _little(read))
    return _yes(share >= 0.5, "its words are met in the first sections", "hardly a word of it is met there")


def _emphasized(read: _Read) -> _Told:
    blocks = [block for section in first_part(read.leaflet) for block in section.blocks]
    bold = any("**" in message.text.value for block in blocks for message in messages(block))
    shown = any(isinstance(block, Cover | Callout) for block in blocks)
    return _yes(shown or bold, "a cover, a box or bold words", "nothing in the first sections stands out")


def _drawn(read: _Read) -> _Told:
    blocks = [block for section in read.leaflet.sections for block in section.blocks]
    icons = any(item.icon for block in blocks for item in _items(block)) or any(
        isinstance(block, Timeline | Strip) or (isinstance(block, Cover) and block.icon) for block in blocks
    )
    return _yes(icons, "drawings beside the words", "there is no drawing")


def _action(read: _Read) -> _Told:
    own = read.leaflet.action.value.split(".")[0].lower()
    said = " ".join(message.text.value.lower() for section in read.leaflet.sections for message in messages(section))
    words = [word for word in own.split() if word not in _little(read)]
    met = sum(word.strip(",.!") in said for word in words)
    return _yes(met * 2 >= len(words), "`action` is said in the text", "`action` is not said in the text")


def _active(read: _Read) -> _Told:
    rules = reading_of(read.library, read.leaflet.language)
    if rules is None or rules.passive is None:
        return "judge", "no rule finds the passive in this language"
    told = [
        text.value for text in (read.leaflet.main_message, read.leaflet.action) if passive_in(text.value, rules.passive)
    ]
    return _yes(not told, "both are active", f"the passive stands in “{told[0][:60]}”" if told else "")


def _familiar(read: _Read) -> _Told:
    findings = Findings()
    check_explained(read.library, read.leaflet, read.library.terms(Findings()), findings)
    told = [one.message for one in findings]
    return ("missed", told[0]) if told else ("judge", "all terms are explained; ask readers about the rest")


def _lists(read: _Read) -> _Told:
    blocks = [block for section in read.leaflet.sections for block in section.blocks]
    long = [name for name, *_ in lists_too_long(read.leaflet)]
    if long:
        return "missed", f"`{long[0]}` has more than seven entries"
    return _yes(any(isinstance(one, _LISTS) for one in blocks), "lists of at most seven", "there is no list")


def _headed(read: _Read) -> _Told:
    bare = [
        section.id
        for section in read.leaflet.sections
        if section.heading is None and section.short_of is None and not isinstance(section.blocks[0], Cover | Callout)
    ]
    return _yes(not bare, "every section has a heading", f"`{bare[0]}` has none" if bare else "")


def _advises(read: _Read) -> _Told:
    blocks = [block for section in read.leaflet.sections for block in section.blocks]
    return _yes(
        any(isinstance(one, Steps | Checklist | Bullets) for one in blocks), "steps or lists", "there are no steps"
    )


def _directs(read: _Read) -> _Told:
    steps = [block for section in read.leaflet.sections for block in section.blocks if isinstance(block, Steps)]
    return ("met", f"steps in `{steps[0].id}`") if steps else ("judge", "there are no numbered steps")


def _numbers(read: _Read) -> _Told:
    told = [value for _, value in not_whole(read.library, read.leaflet)]
    if told:
        return "missed", f"“{told[0]}” is no whole number"
    return ("met", "all are whole") if _has_numbers(read) else ("none", "there are no numbers")


def _meaning(read: _Read) -> _Told:
    return ("judge", "does each number say what it means?") if _figures(read) else ("none", "there are no figures")


def _no_sums(read: _Read) -> _Told:
    found = _figures(read)
    of = {figure.rsplit(" ", 1)[-1] for figure in found if " in " in figure or " out of " in figure}
    if len(of) > 1:
        return "missed", f"shares of different wholes: {', '.join(sorted(found))}"
    return ("met", "no sums are asked for") if found else ("none", "there are no figures")


def _probability(read: _Read) -> _Told:
    return ("judge", "are they said in words too?") if _figures(read) else ("none", "no risk is given as a number")


_LISTS = (Bullets, Steps, Signs, Checklist)

_ITEMS: tuple[tuple[str, Callable[[_Read], _Told] | str], ...] = (
    ("Is there one main message?", _one_message),
    ("Does it stand at the beginning?", _first),
    ("Does it stand out?", _emphasized),
    ("Does a picture carry it?", _drawn),
    ("Is the reader asked to do something?", _action),
    ("Are message and request in the active voice?", _active),
    ("Are all words those that readers use?", _familiar),
    ("Are there lists?", _lists),
    ("Is the text in parts with headings?", _headed),
    ("Does the first part sum up what matters most?", "read the first part alone: is it enough to act on?"),
    ("Does it say what experts know and do not know?", "is anything told as certain that is not?"),
    ("Does it advise the reader what to do?", _advises),
    ("Does it say why that matters?", "is there a reason beside each piece of advice?"),
    ("Does it say how to do it?", _directs),
    ("Are numbers of a kind that readers use?", _numbers),
    ("Does it say what numbers mean?", _meaning),
    ("Is the reader spared sums?", _no_sums),
    ("Does it say what the risk is, and for whom?", "does a reader know whether it is about them?"),
    ("Does it name what the advice costs as well as what it brings?", "side effects, effort, limits"),
    ("Are risks in numbers also said in words or drawn?", _probability),
)


def _items(block: object) -> tuple[Item, ...]:
    items: tuple[Item, ...] = getattr(block, "items", ())
    return items


def _little(read: _Read) -> tuple[str, ...]:
    rules = reading_of(read.library, read.leaflet.language)
    return rules.little if rules else ()


def _figures(read: _Read) -> set[str]:
    return {figure for _, figure in _texts(read)}


def _texts(read: _Read) -> Iterator[tuple[str, str]]:
    for statement in statements(read.leaflet):
        for text in statement.texts:
            for figure, _, _ in figures(text.value):
                yield statement.id, figure


def _has_numbers(read: _Read) -> bool:
    texts = (text.value for statement in statements(read.leaflet) for text in statement.texts)
    return any(letter.isdigit() for text in texts for letter in text)
