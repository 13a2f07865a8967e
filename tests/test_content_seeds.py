"""The faults of the three articles that the project began from: each is found, with its place and its way out."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from builder.checks.content.everywhere import Scope, check_content
from builder.diagnostics import Diagnostic, Findings
from builder.load import Library
from builder.load.references import check_references
from builder.model.source import Span
from builder.translate.messages import messages

ROOT = Path(__file__).parents[1]
SEEDS = Path(__file__).parent / "fixtures" / "seeds"
EXPECTED: dict[str, dict[str, dict[str, list[str]]]] = yaml.safe_load((SEEDS / "expected.yaml").read_text())
CASES = [(seed, text) for seed, texts in EXPECTED.items() for text in texts]


@cache
def project() -> Path:
    """A project with the three leaflets, its folder kept for the life of the tests."""
    import tempfile

    folder = Path(tempfile.mkdtemp())
    for seed in EXPECTED:
        (folder / "leaflets" / seed).mkdir(parents=True)
        shutil.copy(SEEDS / f"{seed}.yaml", folder / "leaflets" / seed / "leaflet.yaml")
    return folder


@cache
def found(seed: str) -> tuple[Diagnostic, ...]:
    """What is said of one leaflet."""
    library = Library((project(), ROOT))
    findings = Findings()
    check_content(library, Scope(leaflets=[seed], regions=["us"], languages=(), on=date(2026, 3, 1)), findings)
    leaflet = library.leaflet(seed, findings)
    assert leaflet is not None
    check_references(library, leaflet, findings)
    return tuple(one for one in findings if one.span and seed in one.span.file)


@cache
def places(seed: str) -> dict[str, tuple[Span, str]]:
    """Message id -> where it stands and what it says."""
    leaflet = Library((project(), ROOT)).leaflet(seed, Findings())
    assert leaflet is not None
    return {message.text.id: (message.text.span, message.text.value) for message in messages(leaflet)}


def said_of(seed: str, text: str) -> list[Diagnostic]:
    """The findings within a text, or at the block that holds it."""
    span, _ = places(seed)[text]
    return [
        one
        for one in found(seed)
        if one.span
        and (
            (one.span.line == span.line and span.column <= one.span.column <= span.end_column)
            or (one.code == "uncited-statement" and one.span.line <= span.line <= one.span.end_line)
        )
    ]


def test_there_is_something_to_find() -> None:
    assert len(CASES) > 25
    assert {kind for texts in EXPECTED.values() for told in texts.values() for kind in told} == {
        "conflict",
        "blocked",
        "word",
        "code",
    }


@pytest.mark.parametrize(("seed", "text"), CASES, ids=[f"{seed}-{text}" for seed, text in CASES])
def test_every_fault_is_found_where_it_is(seed: str, text: str) -> None:
    library = Library((project(), ROOT))
    conflicts = {one.id: one for one in library.conflicts(Findings())}
    blocked = {one.id: one for one in library.blocked(Findings())}
    wanted, told = EXPECTED[seed][text], said_of(seed, text)
    for id in wanted.get("conflict", []):
        topic = conflicts[id].topic
        assert any(one.code == "contradicts-evidence" and topic in one.message for one in told), (id, told)
    for id in wanted.get("blocked", []):
        assert any(one.code == "blocked-number" and blocked[id].name in one.message for one in told), (id, told)
    for word in wanted.get("word", []):
        assert any(one.code == "word-to-avoid" and word.lower() in one.message.lower() for one in told), (word, told)
    for code in wanted.get("code", []):
        assert any(one.code == code for one in told), (code, told)


@pytest.mark.parametrize("seed", EXPECTED)
def test_every_finding_has_a_place_and_a_way_out(seed: str) -> None:
    assert len(found(seed)) > 8
    lines = (SEEDS / f"{seed}.yaml").read_text().splitlines()
    for one in found(seed):
        assert one.span
        assert one.hints, one
        if one.message.startswith("“"):
            words = one.message[1:].split("”")[0]
            line = lines[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1]
            assert line == words, one


@pytest.mark.parametrize("seed", EXPECTED)
def test_no_leaflet_like_that_passes(seed: str) -> None:
    assert sum(one.severity == "error" for one in found(seed)) >= 5
