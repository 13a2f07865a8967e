"""Words that hurt the reader, found in every text and translation, with what to say instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.checks.content.passages import Passage
from builder.diagnostics import Findings, did_you_mean
from builder.model.source import Span
from builder.model.wording import WordList
from builder.wording import Hit, lexicon


def check_wording(passages: Sequence[Passage], words: WordList, findings: Findings) -> None:
    """Find terms to avoid that nobody has allowed, and permissions that allow nothing."""
    used: set[Span | None] = set()
    for passage in passages:
        for hit in hits(passage, words):
            if hit.rule.id in passage.allowed:
                used.add(passage.allowed[hit.rule.id][0])
            else:
                _tell(passage, hit, findings)
    _check_permissions(passages, words, used, findings)


def hits(passage: Passage, words: WordList) -> tuple[Hit, ...]:
    """The terms in a passage, allowed ones too; none in a language that the list does not have."""
    known = lexicon(words, passage.language)
    return () if known is None else known.find(passage.value)


def _tell(passage: Passage, hit: Hit, findings: Findings) -> None:
    hints = []
    if len(hit.use) > 1:
        hints.append("or say " + ", or ".join(f"“{use}”" for use in hit.use[1:]))
    if hit.rule.why:
        hints.append(hit.rule.why.rstrip("."))
    if hit.fix is not None and passage.text is not None and not passage.hearsay:
        hints.append("`leaflet check --fix` puts it in")
    keep = f"{{term: {hit.rule.id}, because: ...}}"
    hints.append(
        f"where it is right, keep it with `wording-ok: [{keep}]`"
        if passage.text is not None
        else f"where it is right, keep it with the comment `# wording-ok {hit.rule.id}: ...`"
    )
    told = f"“{hit.words}”: say “{hit.use[0]}”" if hit.use else f"“{hit.words}”: leave it out or say it otherwise"
    tell = findings.note if passage.hearsay else findings.warn
    tell("word-to-avoid", told, passage.place(hit.start, hit.end), *hints)


def _check_permissions(
    passages: Iterable[Passage], words: WordList, used: set[Span | None], findings: Findings
) -> None:
    known = {rule.id for one in words.languages for rule in one.rules}
    for passage in passages:
        for term, (span, _) in passage.allowed.items():
            if term not in known:
                hints = did_you_mean(term, known, listing=False)
                findings.error("unknown-reference", f"there is no rule `{term}` in leaflets/wording.yaml", span, *hints)
            elif span not in used:
                findings.warn("unused-permission", f"`{term}` is allowed here, and no text needs it", span, "delete it")
