"""Words that readers have to learn, and abbreviations: each explained where it is met first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from builder.diagnostics import Findings, Hint, did_you_mean
from builder.flat import flatten
from builder.load import Library
from builder.load.place import place
from builder.model.evidence import Term
from builder.model.leaflet import Leaflet, Section
from builder.model.source import Text
from builder.translate.messages import messages

_ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9]{1,5}s?\b")


def check_explained(library: Library, leaflet: Leaflet, terms: Iterable[Term], findings: Findings) -> None:
    """Find terms and abbreviations that nothing in the section of their first use explains."""
    known = list(terms)
    spared = {one.term for one in leaflet.terms_ok}
    _check_allowed(leaflet, known, findings)
    _check_terms(leaflet, [one for one in known if one.word not in spared], findings)
    _check_abbreviations(library, leaflet, known, findings)


def first_uses(leaflet: Leaflet, terms: Iterable[Term]) -> Iterator[tuple[Term, Section, Text, int, int]]:
    """Where each term is met first; the short forms of sections repeat what stands in the long ones."""
    sections = [one for one in leaflet.sections if one.short_of is None] or list(leaflet.sections)
    for term in terms:
        forms = "|".join(re.escape(form) for form in sorted((term.word, *term.forms), key=len, reverse=True))
        # HIV is a term, and "hiv" is none; a term in small letters may begin a sentence
        flags = 0 if term.word.isupper() else re.IGNORECASE
        pattern = re.compile(rf"(?<![\w{{.])(?:{forms})(?![\w}}])", flags)
        for section in sections:
            met = next(_met(section, pattern), None)
            if met is not None:
                yield term, section, *met
                break


def explains(term: Term, section: Section) -> bool:
    """Words in the section say what the term means."""
    said = flatten(" \n".join(message.text.value for message in messages(section))).text
    plain = flatten(term.means).text
    return plain.lower() in said.lower() or any(re.search(one, said, re.IGNORECASE) for one in term.explained)


def _check_allowed(leaflet: Leaflet, terms: Collection[Term], findings: Findings) -> None:
    """Terms that the leaflet need not explain are terms, are met, and nothing explains them."""
    known = {term.word: term for term in terms}
    for one in leaflet.terms_ok:
        if one.term not in known:
            told = f"there is no term `{one.term[:40]}` in leaflets/evidence/terms.yaml"
            findings.error("unknown-reference", told, one.span, *did_you_mean(one.term, known))
        elif not any(not explains(term, section) for term, section, *_ in first_uses(leaflet, [known[one.term]])):
            told = f"`{one.term}` need not be spared: it is explained, common or not met"
            findings.warn("unused-permission", told, one.span, "delete the entry")


def _check_terms(leaflet: Leaflet, terms: Iterable[Term], findings: Findings) -> None:
    for term, section, text, start, end in first_uses(leaflet, [one for one in terms if not one.common]):
        if not explains(term, section):
            findings.warn(
                "unexplained-term",
                f"“{text.value[start:end]}” is met here first, and nothing in the section says what it is",
                place(text, start, end),
                f"say it in plain words: {term.means}",
                Hint("the word, and what explains it", term.span),
            )


def _check_abbreviations(library: Library, leaflet: Leaflet, terms: Iterable[Term], findings: Findings) -> None:
    known = {form for term in terms for form in (term.word, *term.forms)}
    spelled = _spelled(library)
    seen: set[str] = set()
    for section in leaflet.sections:
        for message in messages(section):
            flat = flatten(message.text.value)
            for found in _ABBREVIATION.finditer(flat.text):
                word = found.group().rstrip("s")
                if word in known or word in seen or word.lower() in spelled or any(map(str.isdigit, word)):
                    continue
                seen.add(word)
                if f"({word})" not in flat.text:
                    told = f"the abbreviation “{word}” is not explained"
                    span = place(message.text, *flat.original(*found.span()))
                    hint = f"write it out: `what it stands for ({word})`, or list it in leaflets/evidence/terms.yaml"
                    findings.warn("unexplained-term", told, span, hint)


def _met(section: Section, pattern: re.Pattern[str]) -> Iterator[tuple[Text, int, int]]:
    for message in messages(section):
        flat = flatten(message.text.value)
        if found := pattern.search(flat.text):
            yield message.text, *flat.original(*found.span())


def _spelled(library: Library) -> frozenset[str]:
    """Words that stand in small letters somewhere: written large they are loud, not short."""
    claims = library.claims(Findings()).values()
    return frozenset(word for claim in claims for word in re.findall(r"\b[a-z]{2,}\b", claim.wording))
