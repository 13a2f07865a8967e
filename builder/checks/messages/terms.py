"""Words that translators have agreed on: `leaflets/glossary.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.checks.messages.pair import Pair, Remark, check
from builder.checks.messages.words import says, says_any
from builder.diagnostics import Severity
from builder.model.glossary import GlossaryTerm, Wording

_LATIN = "Latn"


@check("translated-name", Severity.WARNING)
def translated_name(pair: Pair) -> Iterator[Remark]:
    """Names stay as they are."""
    if not pair.compares:
        return
    for term in _terms(pair):
        # in other scripts a name may be written as it sounds
        if term.keep and pair.rules.language.script == _LATIN and term.term.casefold() not in pair.target.casefold():
            yield Remark(f"`{pair.context}` has no “{term.term}”, which is a name and stays as it is")


@check("glossary-term", Severity.WARNING)
def glossary_term(pair: Pair) -> Iterator[Remark]:
    """A term is translated with the words that translators have agreed on."""
    if not pair.compares:
        return
    for term, wording in _wordings(pair):
        if wording.use and not says_any(pair.target, wording.use, pair.rules.writing):
            words = " or ".join(word.strip("*") for word in wording.use)
            hint = (wording.because,) if wording.because else ()
            yield Remark(f"`{pair.context}` does not say “{words}” for “{term.term}”", "", hint)


@check("forbidden-term", Severity.WARNING)
def forbidden_term(pair: Pair) -> Iterator[Remark]:
    """No word is used that hurts or misleads."""
    writing = pair.rules.writing
    for term, wording in _wordings(pair):
        for word in wording.avoid:
            if says(pair.target, word, writing):
                instead = ", ".join(each.strip("*") for each in wording.use)
                hints = tuple(hint for hint in (wording.because, instead and f"say {instead}") if hint)
                yield Remark(f"“{word.strip('*')}” is not the word for “{term.term}” (`{pair.context}`)", "", hints)
    for avoided in pair.rules.glossary.avoided:
        if avoided.language not in _tags(pair):
            continue
        for word in avoided.words:
            if says(pair.target, word, writing):
                yield Remark(
                    f"“{word.strip('*')}” in `{pair.context}` hurts or misleads", "", (f"say {avoided.instead}",)
                )


def _terms(pair: Pair) -> Iterator[GlossaryTerm]:
    """The terms that the source text uses."""
    for term in pair.rules.glossary.terms:
        if says_any(pair.source, (term.term, *term.forms), pair.rules.source):
            yield term


def _wordings(pair: Pair) -> Iterator[tuple[GlossaryTerm, Wording]]:
    for term in _terms(pair):
        for wording in term.wordings:
            if wording.language in _tags(pair):
                yield term, wording


def _tags(pair: Pair) -> Sequence[str]:
    """The language's tag, and without its region."""
    tag = pair.rules.language.id
    return (tag, tag.partition("-")[0])
