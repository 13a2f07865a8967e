"""The checks over every catalogue of a library."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from builder.checks.messages.pair import Pair, Uncovered
from builder.checks.messages.run import check_messages, pairs_of, rules_of
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.library import shown
from builder.translate.catalogue import read_catalogue
from builder.translate.whole import every_part, own_messages


def check_translations(
    library: Library,
    languages: Sequence[str],
    leaflets: Collection[str],
    uncovered: Callable[[str], Uncovered],
    findings: Findings,
    done: Callable[[], object] = lambda: None,
) -> None:
    """Check what these languages say of these leaflets, of all regions and of the common words.

    `uncovered` tells for a language which characters of a text its fonts lack; `done` hears of each language.
    """
    parts = every_part(library, library.regions(), findings)
    asked = [part for part in parts if part.kind != "leaflets" or part.ids[0] in leaflets]
    for lang in languages:
        pairs: list[Pair] = []
        for part in asked:
            path = library.po(part.kind, part.ids[0], lang)
            rules = rules_of(library, lang, part.language, uncovered(lang), findings)
            catalogue = read_catalogue(path, findings, shown(path)) if path is not None else None
            if catalogue is not None and rules is not None:
                pairs += pairs_of(own_messages(part), catalogue, rules)
        check_messages(pairs, findings)
        done()
