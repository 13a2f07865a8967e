"""A leaflet as a reader reads it aloud: its sentences, entries joined to their leads, placeholders filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from builder.checks.content.printed import Statement, statements
from builder.model.dataclass import dataclass
from builder.model.leaflet import Heading, Item, Leaflet, StripResult
from builder.model.region import Region
from builder.model.source import Span, Text
from builder.readability import Sentence, sentences
from builder.translate.messages import Message, messages
from builder.translate.placeholders import put

_ENDS = tuple(".!?:;\u2026\u061f\u06d4\u0964\u1362\u3002\uff01\uff1f")

_LABELS = ("alt", "label", "peak_label", "kicker", "discreet_title", "discreet_lead", "heading", "title", "myth")
"""Fields that are names of something, are read in place of a drawing, or are what others say."""

Say = Callable[[Text], str]
"""What a text says in the language that is read."""


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence and the text that it begins in; `start` and `end` are its place there, or None where it was joined."""

    sentence: Sentence
    text: Text
    whole: bool

    @property
    def span(self) -> Span:
        return self.text.span


def running(leaflet: Leaflet, say: Say, abbreviations: Sequence[str] = ()) -> tuple[Read, ...]:
    """The sentences of the running text, in reading order, without headings, labels and the short forms of sections."""
    return tuple(
        read
        for statement in statements(leaflet)
        if not isinstance(statement.block, Heading) and statement.section.short_of is None
        for read in _of(statement, say, abbreviations)
    )


def filled(region: Region, language: str) -> Say:
    """The source text with the region's values in place of placeholders."""
    values = {
        "emergency": region.emergency.number,
        "naloxone.gap": region.naloxone.gap.value,
        "naloxone.lasts": region.naloxone.lasts.value,
        "region": region.name.value,
    }
    if region.strip is not None:
        strip = region.strip
        values |= {"strip.drug": strip.drug.value, "strip.water": strip.water.value}
        values |= {"strip.dip": strip.dip.value, "strip.wait": strip.wait.value, "strip.brand": strip.brand}
    return lambda text: put(text.value, values)


def _of(statement: Statement, say: Say, abbreviations: Sequence[str]) -> Iterator[Read]:
    owner = statement.item if statement.item is not None else statement.block
    told = [one for one in messages(owner) if one.field not in _LABELS and (statement.item or not _in_item(one))]
    at = 0
    while at < len(told):
        text, value, joined = told[at].text, say(told[at].text), False
        if _is_lead(told[at]) and at + 1 < len(told) and not value.rstrip("*").endswith(_ENDS):
            rest = say(told[at + 1].text)
            # "Slow, weak breath" + "or none at all" is one sentence; "Call 911" + "Say where you are." is two
            if rest[:1].islower():
                value, joined, at = f"{value} {rest}", True, at + 1
        for sentence in sentences(value, abbreviations):
            yield Read(sentence, text, not joined and value == text.value)
        at += 1


def _is_lead(message: Message) -> bool:
    return message.field == "lead" and isinstance(message.owners[-1], Item | StripResult)


def _in_item(message: Message) -> bool:
    return any(isinstance(owner, Item) for owner in message.owners)
