"""Expressions in the files of words and evidence: each must be one, and find and leave what its examples say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.checks.content.conflicts import matches
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.evidence import Pattern, Term
from builder.model.readability import ReadingList
from builder.model.source import Span
from builder.model.wording import WordList
from builder.wording import lexicon

_GROUP = re.compile(r"\\\d")


def check_expressions(library: Library, findings: Findings) -> bool:
    """Find broken expressions and examples that do not hold; False when an expression is broken."""
    quiet = Findings()
    words, reading = library.wording(findings), library.readability(findings)
    broken = [*_broken(_of_terms(library.terms(quiet)))]
    broken += _broken(_of_words(words)) if words else []
    broken += _broken(_of_reading(reading)) if reading else []
    _tell(broken, findings)
    if not check_patterns(library, findings) or broken:
        return False
    for pattern in _patterns(library):
        _check_pattern(pattern, findings)
    if words is not None:
        _check_words(words, findings)
    return True


def check_patterns(library: Library, findings: Findings) -> bool:
    """Find broken expressions among those that find what the evidence contradicts; False when there is one."""
    broken = [*_broken(_of_patterns(_patterns(library)))]
    _tell(broken, findings)
    return not broken


def _patterns(library: Library) -> list[Pattern]:
    quiet = Findings()
    return [
        *(one for conflict in library.conflicts(quiet) for one in conflict.patterns),
        *(one for blocked in library.blocked(quiet) for one in blocked.patterns),
    ]


def _tell(broken: Iterable[tuple[str, Span | None, str]], findings: Findings) -> None:
    for expression, span, reason in broken:
        findings.error("bad-expression", f"`{expression[:60]}` is not an expression: {reason}", span)


def _check_pattern(pattern: Pattern, findings: Findings) -> None:
    for text in pattern.finds:
        if not matches(pattern, text, text):
            findings.error("example-not-kept", f"the pattern does not find its example “{text}”", pattern.span)
    for text in pattern.leaves:
        if matches(pattern, text, text):
            findings.error("example-not-kept", f"the pattern finds “{text}”, which it should leave", pattern.span)


def _check_words(words: WordList, findings: Findings) -> None:
    for language in words.languages:
        known = lexicon(words, language.language)
        for rule in language.rules if known else ():
            assert known is not None
            for text in rule.finds:
                if not any(hit.rule.id == rule.id for hit in known.find(text)):
                    findings.error("example-not-kept", f"`{rule.id}` does not find its example “{text}”", rule.span)
            for text in rule.leaves:
                if any(hit.rule.id == rule.id for hit in known.find(text)):
                    findings.error("example-not-kept", f"`{rule.id}` finds “{text}”, which it should leave", rule.span)


def _broken(expressions: Iterable[tuple[str, Span | None]]) -> Iterator[tuple[str, Span | None, str]]:
    for expression, span in expressions:
        try:
            re.compile(expression)
        except (re.error, RecursionError, OverflowError) as reason:
            yield expression, span, str(reason)


def _of_patterns(patterns: Iterable[Pattern]) -> Iterator[tuple[str, Span | None]]:
    for pattern in patterns:
        yield from ((one, pattern.span) for one in (pattern.match, pattern.unless) if one)


def _of_terms(terms: Iterable[Term]) -> Iterator[tuple[str, Span | None]]:
    for term in terms:
        yield from ((one, term.span) for one in term.explained)


def _of_words(words: WordList) -> Iterator[tuple[str, Span | None]]:
    for language in words.languages:
        yield from ((kept.match, kept.span) for kept in language.kept)
        for rule in language.rules:
            # a group that `use` names and `match` lacks is tried as part of the expression, where it fails
            yield from ((form.match + "".join(_GROUP.findall(" ".join(form.use))), form.span) for form in rule.forms)
            yield from ((left, rule.span) for left in rule.left)


def _of_reading(reading: ReadingList) -> Iterator[tuple[str, Span | None]]:
    for one in reading.languages:
        if one.syllables is not None:
            rules = one.syllables
            expressions = [*rules.one, *rules.silent, *rules.more, f"[{rules.vowels}]"]
            yield from ((expression, one.span) for expression in expressions)
        if one.passive is not None:
            yield one.passive.ending, one.span
