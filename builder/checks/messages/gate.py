"""The checks that stand between a translation and paper: what differs in a safety fact is never printed."""

from __future__ import annotations

from typing import Final

from builder.checks.messages import facts, garbling  # noqa: F401  (they register their checks)
from builder.checks.messages.pair import Pair, Rules
from builder.checks.messages.run import check_messages, rules_of_facts
from builder.checks.messages.words import has_facts
from builder.diagnostics import Diagnostic, Findings, Severity
from builder.garbled import garbled
from builder.load import Library
from builder.translate.parts import catalogues, gather
from builder.translate.prepare import Product, prepare
from builder.translate.speak import find, state_of

_FACTS: Final = (
    *("number-differs", "unit-differs", "address-differs", "markup-differs"),
    *("garbled-text", "stand-in-text"),
)


def check_facts(
    library: Library, leaflet_id: str, region_id: str, lang: str, findings: Findings, *, naloxone: Product | None = None
) -> None:
    """Compare numbers, units, addresses and markup of every message that an edition prints with its source, and find
    what cannot be meant; also what is wrong with the files that say how the languages are written."""
    told = Findings()
    whole = gather(library, leaflet_id, region_id, told)
    if whole is None:
        return
    languages = library.languages(told)
    for part, asked, _ in prepare(library, whole, naloxone, told).asked:
        # with a file of how the language is written that cannot be read, numbers and units would be compared in part
        rules = rules_of_facts(library, lang, part.language, findings)
        if rules is None:
            continue
        found = catalogues(library, part, lang, languages, told)
        for message in asked:
            if (one := find(message, found)) is not None:
                findings.extend(_errors(Pair(message, one[1], state_of(one[1], message.text.value), rules)))


_kept: dict[tuple[object, ...], tuple[Rules, tuple[Diagnostic, ...]]] = {}
_MOST = 4000


def _errors(pair: Pair) -> tuple[Diagnostic, ...]:
    """What is wrong with one message, remembered for the next sheet in its language.

    The library keeps the rules as long as their files stay as they are; held here, they are told apart by identity.
    """
    if not has_facts(pair.source) and not has_facts(pair.target) and not garbled(pair.target):
        return ()
    rules = pair.rules
    asked = (
        pair.source,
        pair.entry,
        pair.state,
        *map(id, (rules.language, rules.writing, rules.source)),
    )
    if asked not in _kept:
        mine = Findings()
        check_messages([pair], mine, codes=_FACTS)
        if len(_kept) >= _MOST:
            del _kept[next(iter(_kept))]
        _kept[asked] = rules, tuple(one for one in mine if one.severity is Severity.ERROR)
    return _kept[asked][1]
