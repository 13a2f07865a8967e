"""`leaflet evidence`: who says what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builder.cli.option import Command, Request, option
from builder.cli.report import exit_code, say, say_data, show, table
from builder.diagnostics import Findings
from builder.evidence.page import page
from builder.evidence.said import SEEN, Said, said
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.names import ALL, choose
from builder.write import write

_WIDE = 60  # characters of a statement that a table shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Request):
    """Show every statement of leaflets with the claims that it rests on, and who says so."""

    leaflets: tuple[str, ...] = option("leaflets to show; without any, all", "words", metavar="LEAFLET")
    page: Path = option("write the whole ledger as a page in Markdown", "path", "--page", metavar="FILE")


def run(request: Evidence) -> int:
    """Print a table, or write the page."""
    library = Library.open(Path.cwd())
    findings = Findings()
    chosen = choose("leaflet", request.leaflets or [ALL], library.leaflets())
    if request.page is not None:
        text = page(library, findings)
        if findings.ok:
            write(request.page, text.encode())
            say(f"{request.page}: written")
        show(findings, request.format)
        return exit_code(findings)
    told = [
        one
        for id in chosen
        if (leaflet := library.leaflet(id, findings)) is not None
        for one in said(library, leaflet, findings)
    ]
    show(findings, request.format)
    if request.format == "json":
        say_data([_data(one) for one in told])
    else:
        table([("statement", "words", "claims", "sources"), *map(_row, told)])
    return exit_code(findings)


def _row(one: Said) -> tuple[str, ...]:
    claims = ", ".join(each.claim.id + (f" ({', '.join(each.marks)})" if each.marks else "") for each in one.backing)
    sources = dict.fromkeys(source.id for each in one.backing for source in each.sources)
    words = one.words if len(one.words) <= _WIDE else one.words[: _WIDE - 1] + "…"
    nothing = f"none: {one.because}" if one.because else "none"
    return f"{one.leaflet}: {one.id}", words, claims or nothing, ", ".join(sources)


def _data(one: Said) -> dict[str, Any]:
    return {
        "leaflet": one.leaflet,
        "statement": one.id,
        "words": one.words,
        "because": one.because,
        "claims": [
            {
                "id": each.claim.id,
                "wording": each.claim.wording,
                "strength": each.claim.strength,
                "marks": list(each.marks),
                "sources": [
                    {"id": source.id, "publisher": source.publisher, "title": source.title, "seen": SEEN[source.seen]}
                    for source in each.sources
                ],
            }
            for each in one.backing
        ],
    }


COMMAND = Command("evidence", Evidence, run, "leaflet evidence overdose")
