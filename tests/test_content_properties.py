"""Whatever a text says, the checks of content end, and what they find stands in the file."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.checks.content.conflicts import check_conflicts, check_operators
from builder.checks.content.everywhere import Scope, check_content
from builder.checks.content.evidence import figures, numbers
from builder.checks.content.passages import written
from builder.checks.content.plain import passive_in, reading_of
from builder.checks.content.regions import country_of
from builder.checks.content.typed import check_addresses, check_blocked, check_typed, directory
from builder.checks.content.wording import check_wording
from builder.diagnostics import Findings
from builder.flat import flatten
from builder.load import Library
from builder.load.values import one_line

ROOT = Path(__file__).parents[1]

HEAD = """\
id: any
title: Any
description: Any
audience: anyone
purpose: any
main-message: Any
action: Any
sections:
  - id: first
    roles: [main]
    blocks:
      - kind: text
        id: any
        claims: [A1]
        text: """


@cache
def starter() -> Library:
    return Library((ROOT,))


@cache
def kept(folder: Path) -> Library:
    """One library for many examples: it reads again only what has changed."""
    return Library((folder, ROOT))


PHRASES = [
    *("heroin users", "an addict", "clean", "drug-free", "90 % relapse", "4 in 5", "(844) 949-3989", "911", "9-1-1"),
    *("{emergency}", "{naloxone.gap}", "**", "“", "”", "’s", "https://example.org/?a=1", "www.", "naloxone", "CPR"),
    *("٨٤٤٩٤٩٣٩٨٩", "½", "2.5 mg", "is given", "was", "\u00ad", "\u2066", "\u200b", "e\u0301", "مرحبا", "中文。", "🙂"),
    *(
        "Speak to a representative",
        "one use",
        "addicted",
        ".",
        "?",
        "!",
        ":",
        "#",
        "'",
        '"',
        "-",
        "%",
        "1-800-662-4357",
    ),
]
TEXTS = st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=8)), min_size=1, max_size=12).map(" ".join)


def printable(text: str) -> str:
    """As YAML can say it in single quotes."""
    shown = "".join(letter if letter.isprintable() or letter == " " else " " for letter in text)
    return one_line(shown.replace("****", "")) or "x"


@settings(max_examples=20, deadline=None)
@given(TEXTS, st.sampled_from(["single", "folded"]))
def test_any_text_is_checked_and_what_is_found_stands_in_it(
    tmp_path_factory: pytest.TempPathFactory, text: str, style: str
) -> None:
    said = printable(text)
    if said.count("**") % 2 or not said.isprintable() or (style == "folded" and said[0] in " #"):
        said = said.replace("**", "").strip() or "x"
    folder = tmp_path_factory.getbasetemp() / "any"
    path = folder / "leaflets/any/leaflet.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    quoted = "'" + said.replace("'", "''") + "'"
    body = quoted if style == "single" else ">-\n" + "\n".join(f"          {word}" for word in said.split(" "))
    path.write_text(HEAD + body + "\n", encoding="utf-8")
    library, findings = kept(folder), Findings()
    if library.leaflet("any", Findings()) is None:
        return
    check_content(library, Scope(leaflets=["any"], regions=["us"], languages=(), on=date(2026, 3, 1)), findings)
    lines = path.read_text(encoding="utf-8").split("\n")
    for one in findings:
        if one.span is None or not one.span.file.endswith("any/leaflet.yaml"):
            continue
        assert 1 <= one.span.line <= one.span.end_line <= len(lines)
        assert one.span.column - 1 <= len(lines[one.span.line - 1])
        if one.code in ("word-to-avoid", "blocked-number", "typed-number") and one.span.line == one.span.end_line:
            there = lines[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1]
            assert there.replace("''", "'") == one.message[1:].split("”")[0] or "”" in there


@settings(max_examples=100, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("**ab’“” .-é\u0301\u00ad")), max_size=60))
def test_a_flat_text_knows_the_way_back(text: str) -> None:
    flat = flatten(text)
    assert len(flat.text) == len(flat.places)
    assert "**" not in flat.text or "**" not in text.replace("**", "")
    for (start, end), (following, _) in zip(flat.places, flat.places[1:], strict=False):
        assert 0 <= start < end <= len(text)
        assert start <= following


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_figures_and_passives_are_found_in_any_text(text: str) -> None:
    rules = reading_of(starter(), "en")
    assert rules is not None
    assert rules.passive is not None
    for figure, start, end in figures(text):
        assert 0 <= start < end <= len(text)
        assert numbers(figure)
    found = passive_in(text, rules.passive)
    assert found is None or 0 <= found[0] < found[1] <= len(text)


def test_no_text_of_the_library_is_found_fault_with_twice() -> None:
    library = starter()
    quiet = Findings()
    words, blocked, conflicts = library.wording(quiet), library.blocked(quiet), library.conflicts(quiet)
    assert words is not None
    regions = [one for id in library.regions() if (one := library.region(id, quiet)) is not None]
    known = directory(regions, filter(None, (country_of([one.id]) for one in regions)))
    assert len(known.lines) > 20
    assert {digits for digits, _ in known.emergency} >= {"911", "999", "112", "000"}
    for id in library.leaflets():
        leaflet = library.leaflet(id, quiet)
        assert leaflet is not None
        passages, findings = written(leaflet), Findings()
        assert len(passages) > 20
        check_wording(passages, words, findings)
        check_conflicts(passages, conflicts, findings)
        check_operators(passages, blocked, findings)
        check_blocked(passages, blocked, findings)
        check_typed(passages, known, None, blocked, findings)
        check_addresses(passages, findings)
        assert not [str(one) for one in findings if one.severity == "error"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Help is called by a friend.", "is called"),
        ("The dose was not given.", "was not given"),
        ("It gets mixed.", None),
        ("You are tired and scared.", None),
        ("Call and stay.", None),
        ("They need to be seen.", "be seen"),
        ("**Naloxone is often given** by nose.", "is often given"),
    ],
)
def test_the_passive_is_told_from_what_looks_like_it(text: str, found: str | None) -> None:
    rules = reading_of(starter(), "en")
    assert rules is not None
    assert rules.passive is not None
    place = passive_in(text, rules.passive)
    assert (text[slice(*place)] if place else None) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The risk is 3 to 8 times higher.", ["3 to 8 times higher"]),
        ("About 3 in 10 people, or 30 %, or thirty percent.", ["3 in 10", "30 %"]),
        ("Four out of five began so; 99 of 109 did.", ["Four out of five", "99 of 109"]),
        ("Give 1 spray in one nostril. Wait 2 to 5 minutes. Do it 3 times a day.", []),
        ("40–60%", ["40–60%"]),
    ],
)
def test_figures_are_shares_rates_and_multiples(text: str, found: list[str]) -> None:
    assert [figure for figure, _, _ in figures(text)] == found
