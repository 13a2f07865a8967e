"""Results of a run as tables, and which bars they meet."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

BASE = "typst"
"""Whom ratios are to."""

COLD, WARM = 3.0, 2.0
"""At most so many times Typst's CPU, before reading back; with it at most twice as much."""

SIZES = {"en": 26_000, "ar": 40_000}
"""Bytes that WeasyPrint's files have."""

READ = ", read back"
"""Ends the names of programs that read back what they have written."""

_ORDER = ("en", "es", "ar")


@dataclass
class Results:
    """Seconds, bytes, megabytes. `cold`: by program and language; `warm`, `batch`: a document; `memory`: both."""

    cold: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    warm: dict[str, list[Mapping[str, float]]] = field(default_factory=dict)
    batch: dict[str, list[Mapping[str, float]]] = field(default_factory=dict)
    size: dict[tuple[str, str], int] = field(default_factory=dict)
    memory: dict[str, tuple[float, float]] = field(default_factory=dict)


def tables(results: Results) -> Iterator[str]:
    """Lines of Markdown."""
    langs = sorted({lang for _, lang in results.cold}, key=_ORDER.index)
    heads = [*(f"cold {lang}, ms" for lang in langs), "warm, ms", "batch, ms", "en / es / ar, KB", "cold / batch, MB"]
    yield from _rows(
        ["", *heads], [_program(results, name, langs) for name in dict.fromkeys(n for n, _ in results.cold)]
    )
    yield ""
    yield "Milliseconds of CPU, and in brackets how many times Typst's; warm and batch are for one document."
    yield ""
    yield from _passes(results)


def bars(results: Results) -> Iterator[str]:
    """One line for each bar: met or missed."""
    yield ""
    langs = sorted({lang for _, lang in results.cold}, key=_ORDER.index)
    for name, lang in product(("ours", "overdose"), langs):
        cold, read = _cold(results, name, lang), _cold(results, name + READ, lang)
        ratio = cold / _cold(results, BASE, lang)
        yield _bar(f"{name} {lang} cold: at most {COLD:g} times Typst", ratio <= COLD, f"{ratio:.2f}")
        yield _bar(f"{name} {lang} cold: reading back at most doubles it", read <= 2 * cold, f"{read / cold:.2f}")
    ours, read = _document(results.warm, "ours"), _document(results.warm, "ours" + READ)
    ratio = ours / _document(results.warm, BASE)
    yield _bar(f"warm: at most {WARM:g} times Typst", ratio <= WARM, f"{ratio:.2f}")
    yield _bar("warm: reading back at most doubles it", read <= 2 * ours, f"{read / ours:.2f}")
    for lang, most in SIZES.items():
        size = results.size["ours", lang]
        yield _bar(f"file {lang} under {most / 1000:g} KB", size < most, f"{size / 1000:.1f}")


def _program(results: Results, name: str, langs: Sequence[str]) -> list[str]:
    cells = [name]
    for lang in langs:
        cells.append(_time(_cold(results, name, lang), _cold(results, BASE, lang)))
    for many in (results.warm, results.batch):
        each, base = _document(many, name), _document(many, BASE)
        cells.append(_time(each, base) if each and base else "")
    sizes = [results.size.get((name, lang)) for lang in _ORDER]
    cells.append(" / ".join(f"{size / 1000:.1f}" for size in sizes if size))
    memory = results.memory.get(name, ())
    return [*cells, " / ".join(f"{part:.0f}" for part in memory if part)]


def _document(many: Mapping[str, Sequence[Mapping[str, float]]], name: str) -> float:
    """Seconds for a document, those of reading back only where the name says so; 0 where nobody counted."""
    rounds = many.get(name.removesuffix(READ), ())
    whole = _median(rounds, "cpu") if rounds else 0.0
    return whole if name.endswith(READ) or not whole else whole - _median(rounds, "pass verify")


def _passes(results: Results) -> Iterator[str]:
    """Where our time goes, a document, warm."""
    rounds = results.warm["ours"]
    names = [key for key in rounds[0] if key.startswith("pass ")]
    whole = _median(rounds, "cpu")
    cells = [_median(rounds, name) for name in names]
    heads = [name.removeprefix("pass ") for name in names]
    if "verify" not in heads:
        heads, cells = [*heads, "verify"], [*cells, 0.0]
    rest = whole - sum(cells)
    row = ["ours, warm, ms", *(f"{1000 * cell:.1f}" if cell else "not in a build" for cell in cells)]
    yield from _rows(["", *heads, "the rest", "all"], [[*row, f"{1000 * rest:.1f}", f"{1000 * whole:.1f}"]])


def _rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    for row in (heads, ["---", *("---:" for _ in heads[1:])], *rows):
        yield "| " + " | ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)) + " |"


def _time(seconds: float, base: float) -> str:
    milliseconds = 1000 * seconds
    return (
        f"{milliseconds:.0f} ({seconds / base:.1f})"
        if milliseconds >= 30
        else f"{milliseconds:.1f} ({seconds / base:.1f})"
    )


def _cold(results: Results, name: str, lang: str) -> float:
    return statistics.median(results.cold[name, lang])


def _median(rounds: Sequence[Mapping[str, float]], key: str) -> float:
    return statistics.median(each.get(key, 0.0) for each in rounds)


def _bar(what: str, met: bool, figure: str) -> str:
    return f"{'met   ' if met else 'MISSED'}  {what}: {figure}"
