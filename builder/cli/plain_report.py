"""How plain leaflets are: scores of readability and the Clear Communication Index, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from builder.checks.content.index import Answer, answers, points
from builder.checks.content.printed import in_regions
from builder.checks.content.scores import Reading, readings
from builder.cli.report import say, say_data, table
from builder.diagnostics import Findings
from builder.load import Library
from builder.readability import Score


def report_plain(library: Library, leaflets: Sequence[str], region: str, on: date, form: str) -> None:
    """Print the report of these leaflets as a region prints them; `form` json is for programs."""
    told = [(id, list(readings(library, id, region, on)), _index(library, id, region)) for id in leaflets]
    if form == "json":
        say_data([_data(*each) for each in told])
        return
    rows = [row for _, read, _ in told for one in read for row in _rows(one)]
    table([("leaflet", "language", "formula", "score", "without learned words", "aim", ""), *rows])
    for id, _, given in told:
        right, told_by_program, by_person = points(given)
        say(f"\n{id}: Clear Communication Index, {right} of the {told_by_program} items that a program can answer")
        for one in given:
            if one.given in _WORDS:
                say(f"  {one.number:>2} {_WORDS[one.given]:<8} {one.asks} {one.why}")
        say(f"  {by_person} items are for a person; 90 of 100 points is a pass")


_WORDS = {"missed": "NO", "judge": "judge"}
"""What is worth reading about an item; those that are met, or do not apply, are counted only."""


def _index(library: Library, id: str, region: str) -> tuple[Answer, ...]:
    leaflet = library.leaflet(id, Findings())
    printed = next(iter(in_regions(library, leaflet, [region])), None) if leaflet is not None else None
    return answers(library, printed[1], printed[0]) if printed is not None else ()


def _rows(read: Reading) -> list[tuple[str, ...]]:
    if not read.scores:
        because = read.because or "nothing to read"
        return [(read.leaflet, read.language, f"not scored: {because}", "", "", "", "")]
    return [
        (
            read.leaflet,
            read.language,
            one.formula,
            f"{one.value:.1f}",
            f"{one.learned:.1f}" if read.source else "",
            one.wanted,
            _mark(one),
        )
        for one in read.scores
    ]


def _mark(one: Score) -> str:
    if one.passes:
        return "ok"
    return "(advice)" if one.aim.advice else "MISSED"


def _data(id: str, read: Sequence[Reading], given: Sequence[Answer]) -> dict[str, Any]:
    return {
        "leaflet": id,
        "readability": [
            {
                "language": one.language,
                "sentences": one.sentences,
                "words": one.words,
                "not_scored": one.because,
                "scores": [
                    {
                        "formula": score.formula,
                        "score": round(score.value, 2),
                        "without_learned_words": round(score.learned, 2) if one.source else None,
                        "aim": score.wanted,
                        "reached": score.passes,
                    }
                    for score in one.scores
                ],
            }
            for one in read
        ],
        "clear_communication": [
            {"item": one.number, "asks": one.asks, "answer": one.given, "why": one.why} for one in given
        ],
    }
