"""What a translator is asked to translate, and told about it: one slot for each message of a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import NamedTuple

from builder.model.evidence import Claim
from builder.model.leaflet import Block, Condition, Item, Section
from builder.model.region import Helpline, Region
from builder.translate.citations import MEMORY
from builder.translate.messages import Message, messages
from builder.translate.parts import Part
from builder.translate.placeholders import EXPLAINED, names


class Slot(NamedTuple):
    """A message to translate. `comments` are the lines of its extracted comment (`#.`)."""

    context: str
    msgid: str
    comments: tuple[str, ...]


def template(
    part: Part, claims: Mapping[str, Claim], rooms: Mapping[str, str] = MappingProxyType({})
) -> tuple[Slot, ...]:
    """The slots of a leaflet, a region or the common words, in the order of the source.

    What a region takes over from one that it extends is translated there. `rooms` tells by context how long a message
    may be. No comment repeats the text of another message: a change of one text must leave every other message of every
    catalogue as it is.
    """
    return tuple(
        Slot(message.context, message.text.value, tuple(_comments(message, claims, rooms)))
        for message in messages(part.value)
        if message.text.span.file == part.file
    )


def _comments(message: Message, claims: Mapping[str, Claim], rooms: Mapping[str, str]) -> Iterator[str]:
    yield f"{_where(message)}: {_doc(type(message.owners[-1]), message.field)}"
    if room := rooms.get(message.context):
        yield room
    conditions = [told for owner in message.owners if (told := _condition(getattr(owner, "only", None)))]
    if conditions:
        yield f"Printed only where {' and '.join(conditions)}"
    if rests := _rests_on(message, claims):
        yield f"Rests on {rests}"
    if message.safety:
        yield "Safety-critical: a wrong or missing translation could kill"
    for name in dict.fromkeys(names(message.text.value)):
        yield f"Keep {{{name}}}: it stands for {EXPLAINED.get(name, 'something filled in later')}"
    if "**" in message.text.value:
        yield "**Two stars** on either side print the words between them bold"


def _where(message: Message) -> str:
    """The way down to the text by ids, which are stable: `Section signs, block signs (...), entry wake`."""
    steps = []
    for owner in message.owners[1:]:
        if isinstance(owner, Section):
            steps.append(f"section {owner.id}")
        elif isinstance(owner, Block):
            steps.append(f"block {owner.id} ({_first_line(type(owner))})")
        elif isinstance(owner, Helpline):
            steps.append(f"line of help {owner.id} ({owner.name})")
        elif hasattr(owner, "id"):
            steps.append(f"entry {owner.id}")
        else:
            steps.append(type(owner).__name__.lower())
    whole = ", ".join(steps) or ("region" if isinstance(message.owners[0], Region) else message.field.replace("_", " "))
    return whole[:1].upper() + whole[1:]


def _condition(only: Condition | None) -> str:
    if only is None:
        return ""
    told = []
    if only.region:
        told.append(f"the region is {' or '.join(only.region)}")
    if only.naloxone:
        told.append({"nasal": "naloxone is a nasal spray", "injection": "naloxone is injected"}[only.naloxone])
    if only.breaths:
        told.append({"breaths": "rescue breaths are taught", "compressions": "CPR is taught"}[only.breaths])
    if only.strip:
        told.append({"general": "test strips are of any brand", "brand": "test strips are of one brand"}[only.strip])
    return " and ".join(told)


def _rests_on(message: Message, claims: Mapping[str, Claim]) -> str:
    """The claims of the entry, else those of its block, with their sources."""
    for owner in reversed(message.owners):
        cited = owner.claims if isinstance(owner, (Block, Item)) else None
        if cited is not None and cited.ids:
            return ", ".join(_claim(id, claims) for id in cited.ids)
    return ""


def _claim(id: str, claims: Mapping[str, Claim]) -> str:
    sources = [source for source in claims[id].sources if source != MEMORY] if id in claims else []
    return f"{id} ({', '.join(sources)})" if sources else id


def _first_line(kind: type) -> str:
    written = (kind.__doc__ or "").strip().partition("\n")[0].rstrip(".")
    return written.partition(" (`kind")[0].lower()


def _doc(kind: type, name: str) -> str:
    return next((str(field.metadata.get("doc", "")) for field in fields(kind) if field.name == name), "")
