"""Plain language: short sentences, short lists, words explained, whole numbers, the message first and active."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from builder.checks.content.explained import check_explained
from builder.checks.content.printed import in_regions, statements
from builder.checks.content.reading import Read, filled, running
from builder.diagnostics import Findings
from builder.flat import flatten
from builder.load import Library
from builder.load.place import place
from builder.model.evidence import Term
from builder.model.language import Language
from builder.model.leaflet import Item, Leaflet, Section
from builder.model.readability import Passive, Reading
from builder.model.region import Region
from builder.model.source import Span, Text
from builder.readability import learned_words, scoring, sentences
from builder.translate.messages import messages

LONG, TOO_LONG = 15, 25
"""Words above which a sentence is long, and too long."""

MOST_ENTRIES = 7

FIRST_SECTIONS = 2
"""Sections in which the main message must be met: the cover, and what is seen when the leaflet is opened."""

_NOT_WHOLE = re.compile(
    r"\d+[.,]\d+(?!\d|:)|[\u00bc-\u00be\u2150-\u215e]|\b\d+/\d+\b|\d+ ?(?:%|percent\b|per cent\b)", re.IGNORECASE
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_AROUND_THE_CLOCK = re.compile(r"24/7")


def check_plain(library: Library, leaflet: Leaflet, regions: Sequence[str], findings: Findings) -> None:
    """Check a leaflet in its source language, as the first of these regions prints it; lists in each of them."""
    quiet = Findings()
    language = library.languages(quiet).get(leaflet.language)
    printed = list(in_regions(library, leaflet, regions))
    if language is None or not printed:
        return
    region, first = printed[0]
    rules = reading_of(library, leaflet.language)
    terms = library.terms(quiet)
    read = running(first, filled(region, leaflet.language), rules.abbreviations if rules else ())
    _check_grade(library, leaflet, language, read, terms, findings)
    if language.space:
        for one in read:
            _check_length(one, findings)
    for _, held in printed:
        _check_lists(held, findings)
    if rules is not None and rules.passive is not None:
        for text in (leaflet.main_message, leaflet.action):
            _check_voice(text, rules.passive, findings)
    check_explained(library, first, terms, findings)
    _check_whole_numbers(library, first, findings)
    _check_main_message(first, region, rules.little if rules else (), findings)


def reading_of(library: Library, language: str) -> Reading | None:
    """The rules for texts in this language, or None when there are none."""
    listed = library.readability(Findings())
    return next((one for one in listed.languages if one.language == language), None) if listed else None


def learned(terms: Iterable[Term]) -> frozenset[str]:
    """The words that readers have to learn."""
    return learned_words({term.word: (term.word, *term.forms) for term in terms})


def passive_in(value: str, rules: Passive) -> tuple[int, int] | None:
    """Where a text is in the passive voice: a form of the verb, at most two words, a participle."""
    flat = flatten(value)
    auxiliaries = "|".join(map(re.escape, rules.auxiliaries))
    spared = {word.lower() for word in rules.not_participles}
    participle = "|".join([rules.ending, *map(re.escape, rules.participles)])
    pattern = rf"\b(?:{auxiliaries})\b(?: \w+)??(?: \w+)?? (?P<participle>{participle})\b"
    for found in re.finditer(pattern, flat.text, re.IGNORECASE):
        if found["participle"].lower() not in spared:
            return flat.original(*found.span())
    return None


def lists_too_long(leaflet: Leaflet) -> Iterator[tuple[str, int, Span | None]]:
    """Blocks with more entries than a reader takes in."""
    for section in leaflet.sections:
        for block in section.blocks:
            items: tuple[Item, ...] = getattr(block, "items", ())
            if len(items) > MOST_ENTRIES:
                yield block.id, len(items), block.span


def first_part(leaflet: Leaflet) -> tuple[Section, ...]:
    """What is seen before a leaflet is read through."""
    return tuple(one for one in leaflet.sections if one.short_of is None)[:FIRST_SECTIONS]


def says_first(leaflet: Leaflet, region: Region, little: Collection[str] = ()) -> float:
    """The share of the main message's own words that are met in the first sections, 0 to 1."""
    say = filled(region, leaflet.language)
    own = _stems(say(leaflet.main_message), little) | _stems(say(leaflet.action), little)
    sections = first_part(leaflet)
    met = _stems(" ".join(say(message.text) for section in sections for message in messages(section)), little)
    return len(own & met) / len(own) if own else 1.0


def _check_grade(
    library: Library,
    leaflet: Leaflet,
    language: Language,
    read: Sequence[Read],
    terms: Sequence[Term],
    findings: Findings,
) -> None:
    listed = library.readability(Findings())
    if listed is None:
        return
    for score in scoring(listed, language).score([one.sentence for one in read], learned(terms)):
        if not score.passes and not score.aim.advice:
            findings.warn(
                "hard-to-read",
                f"{score.formula} is {score.value:.1f}; the aim is {score.wanted}",
                leaflet.span,
                f"without the words that readers have to learn it is {score.learned:.1f}",
                "cut sentences in two, and put short words in place of long ones",
            )


def _check_length(read: Read, findings: Findings) -> None:
    count = len(read.sentence.words)
    if count <= LONG:
        return
    span = place(read.text, read.sentence.start, read.sentence.end) if read.whole else read.span
    tell = findings.error if count > TOO_LONG else findings.warn
    most = TOO_LONG if count > TOO_LONG else LONG
    told = f"a sentence of {count} words: “{read.sentence.text[:60]}…”"
    tell("long-sentence", told, span, f"make two of it; {most} words are the most")


def _check_lists(leaflet: Leaflet, findings: Findings) -> None:
    for name, count, span in lists_too_long(leaflet):
        hint = "make two lists of it, each with a heading"
        findings.warn("long-list", f"`{name}` has {count} entries; {MOST_ENTRIES} are the most", span, hint)


def _check_voice(text: Text, rules: Passive, findings: Findings) -> None:
    if (found := passive_in(text.value, rules)) is not None:
        told = f"“{text.value[slice(*found)]}” is in the passive voice"
        findings.warn("passive-voice", told, place(text, *found), "say who does it: call, give, stay")


def not_whole(library: Library, leaflet: Leaflet) -> Iterator[tuple[Span, str]]:
    """Numbers that are not whole, but for doses."""
    language = library.languages(Findings()).get(leaflet.language)
    measures = "|".join(re.escape(unit) for unit in (language.units if language else ()) if len(unit) <= 3)
    measured = re.compile(rf"\s*(?:{measures})\b") if measures else None
    for statement in statements(leaflet):
        for text in statement.texts:
            flat = flatten(text.value)
            spared = [one.span() for kind in (_THOUSANDS, _AROUND_THE_CLOCK) for one in kind.finditer(flat.text)]
            for found in _NOT_WHOLE.finditer(flat.text):
                dose = measured is not None and measured.match(flat.text, found.end()) is not None
                if not dose and not any(first <= found.start() < last for first, last in spared):
                    yield place(text, *flat.original(*found.span())), found.group()


def _check_whole_numbers(library: Library, leaflet: Leaflet, findings: Findings) -> None:
    for span, number in not_whole(library, leaflet):
        hint = "say it in whole numbers: 3 in 10, half a cup, 2 or 3"
        findings.warn("number-not-whole", f"“{number}” is no whole number", span, hint)


def _check_main_message(leaflet: Leaflet, region: Region, little: Collection[str], findings: Findings) -> None:
    message = leaflet.main_message
    count = len(sentences(message.value))
    if count > 2:
        told = f"the main message has {count} sentences"
        findings.warn("main-message", told, message.span, "keep one message: a sentence or two")
    if says_first(leaflet, region, little) < 0.5:
        told = "hardly a word of the main message is met in the first sections"
        findings.warn("main-message", told, message.span, "say it on the cover, or in the first section")


def _stems(text: str, little: Collection[str]) -> frozenset[str]:
    """Words that carry the meaning, cut to their beginning: breathe, breathing and breaths are one."""
    words: Collection[str] = re.findall(r"[^\W\d_]+|\d+", flatten(text).text.lower())
    return frozenset(word[:4] for word in words if word not in little and len(word) > 1)
