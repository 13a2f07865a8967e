"""A leaflet's, a region's or the common words' texts in another language, each with its state."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from builder.diagnostics import Findings, Hint, did_you_mean
from builder.model.leaflet import Leaflet
from builder.model.region import Naloxone, Region, TestStrip
from builder.model.source import Span, State, Text
from builder.model.words import CommonWords
from builder.translate import placeholders
from builder.translate.catalogue import Catalogue
from builder.translate.entry import Entry
from builder.translate.messages import Message


class Spoken(NamedTuple):
    """Texts in one language by message id, placeholders not yet filled, and the catalogues that they came from."""

    texts: Mapping[str, Text]
    catalogues: tuple[Catalogue, ...]


def speak(
    asked: Sequence[Message],
    lang: str,
    source: str,
    catalogues: Sequence[Catalogue],
    findings: Findings,
    preview: bool,
    boxed: Collection[str] = (),
) -> Spoken:
    """The messages that are asked for, written in language `source`, in `lang`.

    The first catalogue that has the message wins; one whose `msgid` is today's source goes before one that is older.
    Where `lang` is a variety of the source language, what no catalogue has stays as it is. Otherwise a missing message
    is an error, as is a stale one that is safety-critical. In a preview, which nobody can order, both are warnings, and
    what is missing is the source text, told once for all; so are the contexts in `boxed`, which are told elsewhere.
    """
    own = within_language(lang, source)
    spoken: dict[str, Text] = {}
    used: dict[str, Catalogue] = {}
    lacking: list[Message] = []
    for message in asked:
        text, safety = message.text, message.safety
        aside = message.context in boxed
        found = None if aside else find(message, catalogues)
        if found is None:
            if not own and not aside:
                lacking.append(message)
            state = State.SOURCE if own else State.MISSING
            spoken[text.id] = Text(text.value, text.span, text.id, lang if own else source, state, safety)
            continue
        catalogue, entry = found
        used[catalogue.file] = catalogue
        state = state_of(entry, text.value)
        if state is State.STALE:
            tell_stale(message, entry, findings, preview)
        check_translation(message, entry, state, findings)
        spoken[text.id] = Text(entry.msgstr.strip(), entry.span, text.id, lang, state, safety)
    for message in lacking[:1] if preview else lacking:
        _tell_missing(message, lang, source, catalogues, findings, len(lacking) - 1 if preview else None)
    return Spoken(spoken, tuple(used.values()))


def check_source(asked: Sequence[Message], findings: Findings, lacking: Collection[str] = ()) -> None:
    """Placeholders in source texts that nothing fills are errors, as are those that this region lacks."""
    for message in asked:
        text = message.text
        if "{" in text.value or "}" in text.value:
            known = tuple(name for name in _known(message) if name not in lacking)
            _check_source(text, known, findings)


def state_of(entry: Entry, source: str) -> State:
    """How far a translation can be trusted, given today's source text."""
    if not entry.msgstr.strip():
        return State.MISSING
    if entry.msgid != source or (entry.fuzzy and entry.previous is not None):
        return State.STALE
    return State.DRAFT if entry.fuzzy else State.TRANSLATED


_REGION = re.compile(r"-(?:[A-Z]{2}|[0-9]{3})$")


def tags(lang: str, languages: Collection[str], source: str) -> tuple[str, ...]:
    """The tags whose catalogues speak for `lang`: its own, then its language's without the region (`es-ES`, `es`).

    A tag with an entry of its own in `languages.yaml` is a language of its own (Dari, `fa-AF`, is not Persian with
    gaps), except that every variety of the source language can stand on the source. Scripts are never dropped.
    """
    parent = _REGION.sub("", lang)
    if parent == lang or (lang in languages and parent != source):
        return (lang,)
    return (lang, parent)


def within_language(lang: str, source: str) -> bool:
    """`lang` is the source language or a region's variety of it."""
    return lang == source or _REGION.sub("", lang) == source


def check_contexts(known: Collection[str], catalogue: Catalogue, findings: Findings) -> None:
    """Warn of messages that the source does not have."""
    for context, entry in catalogue.entries.items():
        if context not in known:
            findings.warn(
                "unknown-message",
                f"the source has no message `{context}`",
                entry.span,
                *did_you_mean(context, known, listing=False),
                "delete it; or, if the text has moved, give it the `msgctxt` of its new place",
            )


def find(message: Message, catalogues: Sequence[Catalogue]) -> tuple[Catalogue, Entry] | None:
    """The translation of a message: the first of today's source text, else the first of an older one; None without.

    A text that a region says anew is translated beside it: another text in the catalogue of a region that it extends is
    not an older form of this one.
    """
    held = [
        (catalogue, entry)
        for catalogue in catalogues
        if (entry := catalogue.entries.get(message.context)) is not None and entry.msgstr.strip()
    ]
    for catalogue, entry in held:
        if entry.msgid == message.text.value:
            return catalogue, entry
    return next((each for each in held if _beside(each[0], message)), None)


def _beside(catalogue: Catalogue, message: Message) -> bool:
    """The catalogue is that of the file in which the message stands, be one the project's and one the starter's."""
    return _folder(catalogue.file) == _folder(message.text.span.file)


def _folder(file: str) -> str:
    """The name of the folder that a file is in: a leaflet's or a region's id."""
    return PurePath(file).parent.name


def _tell_missing(
    message: Message, lang: str, source: str, catalogues: Sequence[Catalogue], findings: Findings, others: int | None
) -> None:
    """`others`: how many more are missing in a preview, where the first stands for all; None where each is told."""
    if not catalogues:
        return  # told once, for the whole catalogue
    own = next((catalogue for catalogue in catalogues if _beside(catalogue, message)), None)
    entry = own.entries.get(message.context) if own is not None else None
    tell = findings.error if others is None else findings.warn
    critical = ", which is safety-critical" if message.safety else ""
    told = f"`{message.context}`{critical}, is not translated" if critical else f"`{message.context}` is not translated"
    if others:
        told = f"`{message.context}` and {others} other messages are not translated; they stand boxed"
    if own is None:
        region = _folder(message.text.span.file)
        hint = f"`leaflet translate add {lang} --region {region}` makes the file that it goes into"
        tell("missing-message", told, message.text.span, hint)
        return
    hints = [Hint(f"the source text ({source})", message.text.span)]
    if entry is None:
        hints.append(Hint("`leaflet translate sync` puts it into the file, to be translated"))
    tell("missing-message", told, entry.span if entry else own.span, *hints)


def tell_stale(message: Message, entry: Entry, findings: Findings, preview: bool) -> None:
    """A translation of an older text: an error where it is safety-critical, else a warning."""
    tell = findings.error if message.safety and not preview else findings.warn
    critical = ", which is safety-critical," if message.safety else ""
    tell(
        "stale-message",
        f"`{message.context}`{critical} was translated from an older text",
        entry.span,
        Hint("the source text now", message.text.span),
    )


def _known(message: Message) -> tuple[str, ...]:
    owner = message.owners[-1]
    if isinstance(owner, CommonWords):
        return placeholders.OF_SHEET.get(message.field, ())
    if not isinstance(message.owners[0], Leaflet | Region):
        return placeholders.OF_PAPERS.get(message.field, ())
    if isinstance(owner, (Naloxone, TestStrip)) or (isinstance(owner, Region) and message.field == "name"):
        return ()  # these fill placeholders
    return placeholders.OF_REGION


def _check_source(text: Text, known: tuple[str, ...], findings: Findings) -> None:
    placeholders.check(text.value, known, lambda piece: placeholders.within(text.span, text.value, piece), findings)


def check_translation(message: Message, entry: Entry, state: State, findings: Findings) -> None:
    """Placeholders that nothing fills, or that are not those of the source, are errors."""
    if "{" not in message.text.value and "{" not in entry.msgstr and "}" not in entry.msgstr:
        return
    known = _known(message)
    placeholders.check(entry.msgstr, known, entry.place, findings)
    here, there = set(placeholders.names(entry.msgstr)), set(placeholders.names(message.text.value))
    if state is State.STALE or here == there:
        return
    for name in sorted(there - here):
        findings.error(
            "lost-placeholder", f"the translation of `{message.context}` has no {{{name}}}", entry.span, *_meaning(name)
        )
    for name in sorted((here - there) & set(known)):
        findings.error(
            "added-placeholder",
            f"the source of `{message.context}` has no {{{name}}}",
            entry.place(f"{{{name}}}"),
            Hint("the source text", message.text.span),
        )


def _meaning(name: str) -> tuple[str, ...]:
    meaning = placeholders.EXPLAINED.get(name)
    return (f"it stands for {meaning}",) if meaning else ()


def nowhere(file: str) -> Span:
    """The beginning of a file."""
    return Span(file, 1, 1, 1, 1)
