"""What was left untranslated, written twice, or translated in two ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.checks.messages.pair import Pair, Remark, Told, check, check_together
from builder.checks.messages.words import unquoted, visible, words
from builder.diagnostics import Hint, Severity
from builder.model.leaflet import Section

_RUN = 4
"""Words in a row that two languages of one script hardly share by chance."""

_LATIN = "Latn"


@check("same-as-source", Severity.WARNING)
def same_as_source(pair: Pair) -> Iterator[Remark]:
    """A translation is not the source text itself."""
    if pair.rules.own or not pair.compares or pair.target.strip() != pair.source.strip():
        return
    if any(word not in _kept(pair) for word in words(pair.source)):
        yield Remark(
            f"the translation of `{pair.context}` is the source text",
            pair.target,
            ("where that is right, say so in a comment: `# allow same-as-source: it is a name`",),
        )


@check("untranslated-rest", Severity.WARNING)
def untranslated_rest(pair: Pair) -> Iterator[Remark]:
    """No part of a translation is still in the source language."""
    if pair.rules.own or not pair.compares or pair.target.strip() == pair.source.strip():
        return
    source, target, kept = words(unquoted(pair.source)), words(unquoted(pair.target)), _kept(pair)
    if pair.rules.language.script == _LATIN:
        if rest := _shared_run(source, target):
            yield Remark(f"“{rest}” is not translated in `{pair.context}`", rest)
        return
    rests = [word for word in target if word in source and word not in kept and len(word) > 3 and word.isascii()]
    for rest in dict.fromkeys(rests):
        yield Remark(f"“{rest}” is not translated in `{pair.context}`", rest)


@check("doubled-word", Severity.WARNING)
def doubled_word(pair: Pair) -> Iterator[Remark]:
    """No word stands twice in a row by a slip."""
    writing = pair.rules.writing
    if not writing.spaces or writing.doubles:
        return
    pieces = visible(pair.target.replace("**", "")).split(" ")
    for first, second in pairwise(pieces):
        if first.casefold() == second.casefold() and words(first) and first.casefold() not in writing.pairs:
            yield Remark(f"“{first} {second}” stands twice in `{pair.context}`", f"{first} {second}")


@check_together("inconsistent-translation", Severity.WARNING)
def inconsistent_translation(pairs: Sequence[Pair]) -> Iterator[Told]:
    """One source text has one translation; where room is short it may have another, shorter one."""
    first: dict[tuple[str, bool], Pair] = {}
    for pair in pairs:
        if not pair.compares:
            continue
        short = any(isinstance(owner, Section) and owner.short_of is not None for owner in pair.message.owners)
        other = first.setdefault((pair.source, short), pair)
        if other.target.strip() != pair.target.strip():
            yield Told(
                pair,
                Remark(
                    f"`{pair.context}` is translated otherwise than `{other.context}`, which says the same",
                    "",
                    (Hint("the other translation", other.entry.span),),
                ),
            )


def _kept(pair: Pair) -> frozenset[str]:
    """Words of names that stay as they are."""
    names = [name for term in pair.rules.glossary.terms if term.keep for name in (term.term, *term.forms)]
    return frozenset(word for name in names for word in words(name))


def _shared_run(source: Sequence[str], target: Sequence[str]) -> str:
    """The first run of words that both have."""
    runs = {tuple(source[at : at + _RUN]) for at in range(len(source) - _RUN + 1)}
    for at in range(len(target) - _RUN + 1):
        if tuple(target[at : at + _RUN]) in runs:
            return " ".join(target[at : at + _RUN])
    return ""
