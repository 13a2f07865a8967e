"""All checks over all messages of a language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from builder.checks.messages.pair import CHECKS, Check, Pair, Remark, Rules, Uncovered, allowed
from builder.diagnostics import Diagnostic, Findings, Hint, Severity
from builder.load import Library
from builder.model.glossary import Glossary
from builder.model.source import State
from builder.translate.catalogue import Catalogue
from builder.translate.messages import Message
from builder.translate.parts import language_of
from builder.translate.speak import check_translation, state_of, tell_stale, within_language


def rules_of(library: Library, lang: str, source: str, uncovered: Uncovered, findings: Findings) -> Rules | None:
    """What translations from `source` into `lang` are held to; None for a language that is not listed."""
    rules = rules_of_facts(library, lang, source, findings)
    return rules and rules._replace(glossary=library.glossary(findings), uncovered=uncovered)


def rules_of_facts(library: Library, lang: str, source: str, findings: Findings) -> Rules | None:
    """The same without the words that are agreed on: reading these takes longer than comparing facts."""
    language = language_of(lang, library.languages(findings))
    if language is None:
        return None
    writing, spoken = library.writing(language.id, findings), library.writing(source, findings)
    return Rules(language, writing, spoken, _NO_TERMS, lambda text: (), within_language(lang, source))


_NO_TERMS: Final = Glossary(terms=())


def pairs_of(messages: Iterable[Message], catalogue: Catalogue, rules: Rules) -> Iterator[Pair]:
    """The messages that have a translation."""
    for message in messages:
        entry = catalogue.entries.get(message.context)
        if entry is not None and entry.msgstr.strip():
            yield Pair(message, entry, state_of(entry, message.text.value), rules)


def check_messages(pairs: Sequence[Pair], findings: Findings, *, codes: Collection[str] = ()) -> None:
    """Run every check over the messages of one language, from one catalogue or from many; or only those of `codes`."""
    chosen = [one for one in CHECKS.values() if not codes or one.code in codes]
    for pair in pairs:
        if not codes:
            if pair.state is State.STALE:
                tell_stale(pair.message, pair.entry, findings, preview=False)
            check_translation(pair.message, pair.entry, pair.state, findings)
        permitted = allowed(pair.entry)
        for one in chosen:
            if one.one is not None and not permitted.get(one.code):
                for remark in one.one(pair):
                    _tell(one, pair, remark, findings)
    for together in chosen:
        for told in together.many(pairs) if together.many is not None else ():
            if not allowed(told.pair.entry).get(together.code):
                _tell(together, told.pair, told.remark, findings)


def errors_of(pair: Pair) -> tuple[Diagnostic, ...]:
    """What is wrong with one translation and must not be printed: for what comes in from outside."""
    findings = Findings()
    check_messages([pair], findings)
    return tuple(found for found in findings if found.severity is Severity.ERROR)


def _tell(one: Check, pair: Pair, remark: Remark, findings: Findings) -> None:
    hints = tuple(hint if isinstance(hint, Hint) else Hint(hint) for hint in remark.hints)
    findings.extend([Diagnostic(one.code, one.severity, remark.message, pair.place(remark.piece), hints)])
