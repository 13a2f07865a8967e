"""The checks that stand between a translation and paper: what differs in a safety fact is never printed."""

from __future__ import annotations

from typing import Final

from builder.checks.messages import facts  # noqa: F401  (registers its checks)
from builder.checks.messages.pair import Pair
from builder.checks.messages.run import check_messages, rules_of
from builder.diagnostics import Findings, Severity
from builder.load import Library
from builder.translate.parts import catalogues, gather
from builder.translate.prepare import Product, prepare
from builder.translate.speak import find, state_of, within_language

_FACTS: Final = ("number-differs", "unit-differs", "address-differs", "markup-differs")


def check_facts(
    library: Library, leaflet_id: str, region_id: str, lang: str, findings: Findings, *, naloxone: Product | None = None
) -> None:
    """Compare numbers, units, addresses and markup of every message that an edition prints with its source."""
    told = Findings()
    whole = gather(library, leaflet_id, region_id, told)
    if whole is None:
        return
    languages = library.languages(told)
    for part, asked, _ in prepare(library, whole, naloxone, told).asked:
        rules = rules_of(library, lang, part.language, lambda text: (), told)
        if rules is None or within_language(lang, part.language):
            continue
        found = catalogues(library, part, lang, languages, told)
        held = ((message, find(message, found)) for message in asked)
        pairs = [Pair(message, one[1], state_of(one[1], message.text.value), rules) for message, one in held if one]
        mine = Findings()
        check_messages(pairs, mine, codes=_FACTS)
        findings.extend(one for one in mine if one.severity is Severity.ERROR)
