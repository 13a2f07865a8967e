"""Puts in place of words to avoid what is said instead, where the meaning stays."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from builder.checks.content.passages import Passage, written
from builder.checks.content.wording import hits
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.paths import shown
from builder.load.replace import Replacement, replace_stretches
from builder.model.wording import WordList


class Fixed(NamedTuple):
    """A file that was changed, and how many words in it."""

    file: str
    words: int


def fix_wording(
    library: Library, leaflets: Iterable[str], regions: Iterable[str], findings: Findings
) -> tuple[Fixed, ...]:
    """Swap words in the project's leaflets, regions and common words. Files of the library are not touched."""
    words = library.wording(findings)
    if words is None:
        return ()
    quiet = Findings()
    values = [library.leaflet(id, quiet) for id in leaflets] + [library.region(id, quiet) for id in regions]
    passages = [passage for value in (*values, library.words(quiet)) if value is not None for passage in written(value)]
    changes: dict[str, list[Replacement]] = {}
    for passage in passages:
        for replacement in _replacements(passage, words):
            changes.setdefault(passage.span.file, []).append(replacement)
    fixed = []
    for file, wanted in changes.items():
        if _is_own(library, Path(file)) and replace_stretches(Path(file), wanted, findings):
            fixed.append(Fixed(shown(Path(file)), len(wanted)))
    return tuple(fixed)


def _replacements(passage: Passage, words: WordList) -> Iterable[Replacement]:
    if passage.text is None or passage.hearsay:
        return
    for hit in hits(passage, words):
        if hit.fix is not None and hit.rule.id not in passage.allowed:
            yield Replacement(passage.text, hit.start, hit.end, hit.fix)


def _is_own(library: Library, path: Path) -> bool:
    return path.absolute().is_relative_to(library.roots[0])
