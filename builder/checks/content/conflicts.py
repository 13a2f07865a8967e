"""Statements that the evidence contradicts, and operators that must not be named, by the patterns of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from builder.checks.content.passages import Passage
from builder.diagnostics import Findings, Hint
from builder.flat import flatten
from builder.model.evidence import Blocked, Conflict, Pattern
from builder.model.source import Span


def check_conflicts(passages: Sequence[Passage], conflicts: Iterable[Conflict], findings: Findings) -> None:
    """Find what repeats a fault, in the passages of one file in its source language."""
    whole = _whole(passages)
    for conflict in conflicts:
        tell = findings.error if conflict.severity == "error" else findings.warn
        for passage, start, end in _found(passages, conflict.patterns, whole):
            tell(
                "contradicts-evidence",
                f"“{passage.value[start:end]}” repeats what the evidence does not bear out: {conflict.topic}",
                passage.place(start, end),
                _sentence(conflict.reason),
                Hint(f"instead: {_sentence(conflict.instead)}", conflict.span),
                *_said_by(conflict),
            )


def check_operators(passages: Sequence[Passage], blocked: Iterable[Blocked], findings: Findings) -> None:
    """Find operators that must not be named, by their patterns."""
    whole = _whole(passages)
    for one in blocked:
        for passage, start, end in _found(passages, one.patterns, whole):
            tell_blocked(one, passage.value[start:end], passage.place(start, end), findings)


def operators_in(text: str, blocked: Iterable[Blocked]) -> Iterator[tuple[Blocked, int, int]]:
    """Operators that a text names, each at its first place."""
    flat = flatten(text).text
    for one in blocked:
        for pattern in one.patterns:
            if compiled(pattern.match).search(flat) and (places := matches(pattern, text)):
                yield one, *places[0]
                break


def tell_blocked(one: Blocked, found: str, span: Span | None, findings: Findings) -> None:
    """A number or an operator that is never printed."""
    told = Hint(f"instead: {_sentence(one.instead)}", one.span)
    findings.error("blocked-number", f"“{found}” is never printed: {one.name}", span, _sentence(one.why), told)


def matches(pattern: Pattern, text: str, whole: str = "") -> tuple[tuple[int, int], ...]:
    """Where a text holds what the pattern finds; `whole` is the text of its leaflet."""
    flat = flatten(text)
    if pattern.unless:
        context = whole if pattern.unless_in == "leaflet" else flat.text
        if compiled(pattern.unless).search(context):
            return ()
    return tuple(flat.original(*found.span()) for found in compiled(pattern.match).finditer(flat.text) if found.group())


@lru_cache(maxsize=1024)
def compiled(expression: str) -> re.Pattern[str]:
    """The expression, without regard to case. Raises re.error."""
    return re.compile(expression, re.IGNORECASE)


def _found(passages: Sequence[Passage], patterns: Iterable[Pattern], whole: str) -> Iterator[tuple[Passage, int, int]]:
    """The first place in each passage: one finding for one fault in one text."""
    listed = list(patterns)
    for passage in passages:
        if passage.hearsay or passage.vouched:
            continue
        for pattern in listed:
            if places := matches(pattern, passage.value, whole):
                yield passage, *places[0]
                break


def _whole(passages: Iterable[Passage]) -> str:
    return "\n".join(flatten(passage.value).text for passage in passages)


def _said_by(conflict: Conflict) -> tuple[Hint, ...]:
    if not conflict.claims:
        return ()
    return (Hint(f"cite {' or '.join(conflict.claims)} of leaflets/evidence/claims.yaml"),)


def _sentence(text: str) -> str:
    return text.strip().rstrip(".")
