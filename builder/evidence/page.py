"""The ledger as a page: what each leaflet says and on whose word, where texts contradict each other, all sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.diagnostics import Findings
from builder.evidence.said import SEEN, Backing, Said, backing, said
from builder.load import Library
from builder.model.evidence import Blocked, Conflict, Source

_HEAD = """\
# Who says what

Written by `leaflet evidence --page docs/evidence.md`; do not edit it by hand. No clinician has signed these texts
unless `approvals.yaml` beside a leaflet says so. *From memory*: nobody has read a source for it yet. *Disputed*:
sources differ, and the part on contradictions tells what leaflets print.
"""


def page(library: Library, findings: Findings) -> str:
    """The page in Markdown, for every leaflet of the library."""
    return "\n".join([_HEAD, *_lines(library, findings)]).rstrip() + "\n"


def _lines(library: Library, findings: Findings) -> Iterator[str]:
    claims, sources = library.claims(findings), library.sources(findings)
    yield "## What leaflets say\n"
    for id in library.leaflets():
        leaflet = library.leaflet(id, findings)
        if leaflet is not None:
            yield f"### {leaflet.title.value} (`{id}`)\n"
            yield f"Main message: {leaflet.main_message.value} To do: {leaflet.action.value}\n"
            yield from _table(
                ("where", "words", "rests on"), (_of_said(one) for one in said(library, leaflet, findings))
            )
    yield "## Claims\n"
    yield "What may be said. A leaflet may say it shorter, never stronger.\n"
    told = [backing(claim, sources) for claim in claims.values()]
    yield from _table(("claim", "recommended words", "how firm", "sources", "limits"), map(_of_claim, told))
    yield "## Where texts contradict each other\n"
    for conflict in library.conflicts(findings):
        yield from _of_conflict(conflict)
    yield "## Numbers that are never printed\n"
    yield from _table(("number", "who answers", "why", "instead"), map(_of_blocked, library.blocked(findings)))
    yield "## Sources\n"
    yield from _table(("key", "source", "how it was read"), map(_of_source, sources.values()))


def _of_said(one: Said) -> tuple[str, ...]:
    if not one.backing:
        return f"`{one.id}`", one.words, f"nothing to cite: {one.because}" if one.because else "–"
    return f"`{one.id}`", one.words, "; ".join(map(_cited, one.backing))


def _cited(one: Backing) -> str:
    names = ", ".join(source.id for source in one.sources) or "no source"
    marks = f" ({', '.join(one.marks)})" if one.marks else ""
    return f"{one.claim.id}: {names}{marks}"


def _of_claim(one: Backing) -> tuple[str, ...]:
    names = ", ".join(source.id for source in one.sources) or "–"
    firm = ", ".join([one.claim.strength, *one.marks])
    return f"{one.claim.id} {one.claim.title}", one.claim.wording, firm, names, one.claim.caveat or "–"


def _of_conflict(conflict: Conflict) -> Iterator[str]:
    yield f"### {conflict.topic}\n"
    for seed in conflict.seeds:
        yield f"- `{seed.file}`: {seed.says}"
    for reading in conflict.readings:
        keys = f" ({', '.join(reading.sources)})" if reading.sources else ""
        yield f"- {reading.says}: {reading.who}{keys}"
    yield f"\nWhat is known: {conflict.evidence}\n"
    yield f"We print: {conflict.prints} Otherwise: {conflict.reason}\n"


def _of_blocked(one: Blocked) -> tuple[str, ...]:
    return one.number or "–", one.name, one.why, one.instead


def _of_source(source: Source) -> tuple[str, ...]:
    told = f"{source.publisher}, *{source.title}*, {source.year}"
    told += f", <{source.url}>" if source.url else ""
    note = f"; {source.seen_note}" if source.seen_note else ""
    day = f" on {source.seen_on}" if source.seen_on else ""
    return f"`{source.id}`", told, f"{SEEN[source.seen]}{day}{note}"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join('---' for _ in heads)}|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""
