"""Take: what comes back is compared with what there is; what breaks a rule is refused, and nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from builder.checks.messages import Pair, Rules, errors_of
from builder.diagnostics import Findings, Hint, did_you_mean
from builder.exchange.gather import name_of
from builder.exchange.row import Received, key_of
from builder.load.read import CONTROL
from builder.model.source import Span, State
from builder.translate.catalogue import Catalogue
from builder.translate.entry import Entry
from builder.translate.messages import Message
from builder.translate.parts import Part
from builder.translate.put import New
from builder.translate.speak import state_of

_LOST = re.compile(r"\?{2,}")
"""What is left of letters that an encoding does not have."""


class Change(NamedTuple):
    """A message whose translation, or its state, becomes another."""

    part: str
    context: str
    before: str
    after: str
    state: str
    new: New


class Place(NamedTuple):
    """A part that messages can go into, with its messages by context, its catalogue, and what they are held to."""

    part: Part
    messages: Mapping[str, Message]
    catalogue: Catalogue | None
    rules: Rules


_FEW = 3
"""So many rows of a part that is not there are told one by one; of more, the first stands for all."""

Verdict = Literal["changed", "same", "kept", "refused"]


class Taken(NamedTuple):
    """What a file comes to: the changes, and how many rows were the same, kept what there is, or were refused."""

    changes: tuple[Change, ...]
    same: int
    kept: int
    refused: int


def take(rows: Sequence[Received], places: Sequence[Place], name: str, findings: Findings) -> Taken:
    """Decide about each row. `name` is the file's, for findings; nothing is written."""
    by_name = {name_of(place.part): place for place in places}
    counts: dict[Verdict, int] = {"changed": 0, "same": 0, "kept": 0, "refused": 0}
    changes: dict[tuple[str, str], Change] = {}
    strange = Counter(row.part for row in rows if row.part is not None and row.part not in by_name)
    for part, rows_of in strange.items():
        if rows_of > _FEW:
            first = next(row for row in rows if row.part == part)
            findings.error(
                "unknown-row",
                f"there is no `{part}` here: its {rows_of} rows are refused",
                _span(first, name),
                *did_you_mean(part, by_name),
                "files of `leaflet translate export` come back; those that another program made of catalogues do not",
            )
    for row in rows:
        if row.part is not None and strange[row.part] > _FEW:
            counts["refused"] += 1
            continue
        verdict, change = _decide(row, by_name, name, findings)
        if change is not None:
            key = (change.part, change.context)
            if key in changes and changes[key].new != change.new:
                findings.error(
                    "duplicate-row",
                    f"`{change.context}` is translated twice in {name}, in two ways; the first is taken",
                    _span(row, name),
                )
                verdict = "refused"
            else:
                changes[key] = change
        counts[verdict] += 1
    return Taken(tuple(changes.values()), counts["same"], counts["kept"], counts["refused"])


def _decide(row: Received, places: Mapping[str, Place], name: str, findings: Findings) -> tuple[Verdict, Change | None]:
    found = _find(row, places, name, findings)
    if found is None:
        return "refused", None
    place, message = found
    entry = place.catalogue.entries.get(message.context) if place.catalogue is not None else None
    target = _clean(row.target)
    if target is None or not target.strip():
        return ("same" if entry is None or not entry.msgstr else "kept"), None
    older = _older(row, message, name, findings)
    if older is None:
        return "refused", None
    state = state_of(entry, message.text.value) if entry is not None else State.MISSING
    before = entry.msgstr if entry is not None else ""
    same = _clean(before) == target
    new = _new(before if same else target, same, row.state, state, entry, older)
    if new is None:
        return "same", None
    if not same and not _holds(new, row, message, place, name, findings):
        return "refused", None
    told = "stale" if new.previous is not None else "draft" if new.fuzzy else "translated"
    return "changed", Change(name_of(place.part), message.context, before, new.msgstr, told, new)


def _find(row: Received, places: Mapping[str, Place], name: str, findings: Findings) -> tuple[Place, Message] | None:
    """Where a row belongs: by part and context; without a part, where the context and the source fit."""
    context = row.context or ""
    if row.part is not None and row.part in places:
        place = places[row.part]
        if context in place.messages:
            return place, place.messages[context]
        known: Iterable[str] = place.messages
    else:
        fitting = [
            (place, place.messages[context])
            for place in places.values()
            if context in place.messages and row.part is None
        ]
        fitting = [one for one in fitting if row.source is None or _clean(row.source) == one[1].text.value] or fitting
        if len(fitting) == 1:
            return fitting[0]
        known = (other for place in places.values() for other in place.messages)
    wrong_part = row.part is not None and row.part not in places
    told = f"there is no `{row.part}` here" if wrong_part else f"there is no message `{context[:60]}`"
    hints = did_you_mean(row.part or "", places) if wrong_part else did_you_mean(context, known, listing=False)
    findings.error("unknown-row", told, _span(row, name), *hints, "columns `part` and `context` say where it belongs")
    return None


def _older(row: Received, message: Message, name: str, findings: Findings) -> str | None:
    """The source that it was translated from when that is not today's, "" when it is; None when it is no source."""
    source = _clean(row.source)
    now = message.text.value
    if source is None or source == _clean(now):
        if source is None and row.key is not None and row.key != key_of(now):
            findings.error(
                "source-differs",
                f"`{message.context}` has another source text now than when the file was made",
                _span(row, name),
                Hint("the source text now", message.text.span),
            )
            return None
        return ""
    if row.key is not None and row.key == key_of(row.source or ""):
        findings.warn(
            "older-source",
            f"`{message.context}` was translated from an older source text; it is taken as stale",
            _span(row, name),
            Hint("the source text now", message.text.span),
        )
        return row.source
    findings.error(
        "source-differs",
        f"the source of `{message.context}` is not ours: “{source[:60]}”",
        _span(row, name),
        Hint("the source text", message.text.span),
        "put the source text back as it was handed out; only the translation is taken over",
    )
    return None


def _new(text: str, same: bool, wanted: str | None, state: State, entry: Entry | None, older: str) -> New | None:
    """What the message becomes; None when that is what it is. A new text is a draft unless the file vouches for it."""
    vouched = wanted == "translated"
    if older:
        return None if same else New(text, True, older)
    if not same:
        return New(text, not vouched)
    if vouched and state in (State.DRAFT, State.STALE):
        return New(text, False)
    if wanted == "draft" and state in (State.TRANSLATED, State.STALE):
        return New(text, True)
    return None


def _holds(new: New, row: Received, message: Message, place: Place, name: str, findings: Findings) -> bool:
    """The translation breaks no rule of safety; what it breaks is told."""
    span = _span(row, name)
    if _LOST.search(new.msgstr) and "??" not in message.text.value:
        findings.error(
            "letters-lost",
            f"question marks stand in place of letters in `{message.context}`",
            span,
            "the program that saved the file could not write this script: save it as “CSV UTF-8” or as a workbook",
        )
        return False
    if hidden := CONTROL.search(new.msgstr + (new.previous or "")):
        findings.error(
            "control-character",
            f"`{message.context}` holds the control character U+{ord(hidden[0]):04X}, which cannot be printed",
            span,
            "take it out, or type the text anew",
        )
        return False
    if new.previous is not None:
        message = message._replace(text=replace(message.text, value=new.previous))
    entry = Entry(message.context, message.text.value, new.msgstr, new.fuzzy, None, "", span, ())
    state = State.DRAFT if new.fuzzy else State.TRANSLATED
    errors = errors_of(Pair(message, entry, state, place.rules))
    for found in errors:
        findings.error(found.code, f"refused: {found.message}", span, *found.hints)
    return not errors


def _clean(text: str | None) -> str | None:
    """Line ends as we write them, and no blanks around."""
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _span(row: Received, name: str) -> Span:
    return Span(name, row.line, 1, row.line, 1)
