"""The benchmark compares like with like: its leaflet says what its peers are given, in all languages."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from builder.build import Job, build
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.library import starter_folder
from builder.translate import translate
from builder.translate.messages import messages

FOLDER = Path(__file__).parents[1] / "benchmarks"
DAY = date(2026, 1, 1)
PEERS = ("leaflet.json", "leaflet-orders.json")
LANGUAGES = ("en", "es", "fr", "ar", "zh-Hans", "vi", "ru")

ELSEWHERE = {"alt"}
"""What a peer is told and we say in words of our own."""


def said(value: Any) -> Iterator[str]:
    """Every text below a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from said(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in (*ELSEWHERE, "key"):
                yield from said(part)


def plain(text: str) -> str:
    """Without marks of direction and with single blanks."""
    return " ".join("".join(char for char in text if char not in "\u2066\u2067\u2068\u2069\u200e\u200f").split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_builder_sets_the_same_text_as_its_peers(language: str) -> None:
    library = Library((FOLDER / "library", starter_folder()))
    findings = Findings()
    edition = translate(library, "trifold", "bench", language, findings, on=DAY)
    assert edition is not None, list(findings)
    ours = {plain(message.text.value) for part in (edition.leaflet, edition.region) for message in messages(part)}
    ours |= {line.phone for line in edition.region.helplines}
    texts = [json.loads((FOLDER / "peers" / name).read_text(encoding="utf-8")) for name in PEERS]
    (given,) = [each["leaflets"][language] for each in texts if language in each["leaflets"]]
    theirs = [plain(text) for text in said(given["panels"])]
    assert len(theirs) > 50
    assert not [text for text in theirs if text not in ours]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_builder_can_set_it(language: str) -> None:
    library = Library((FOLDER / "library", starter_folder()))
    job = Job(
        leaflet="trifold",
        region="bench",
        language=language,
        layout="a4-trifold",
        theme="calm",
        stem="trifold",
        on=DAY,
    )
    built = build(job, library)
    assert built.data is not None, built.findings


@pytest.mark.parametrize("mixed", [False, True])
def test_an_order_has_every_leaflet_in_every_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mixed: bool
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    orders, files = import_module("order_rates"), import_module("order_files")
    assert orders.SEVEN == LANGUAGES
    sheets = [("one", "a4-trifold"), ("two", "a4-trifold"), ("three", "a4-trifold")]
    order = files.write_order(tmp_path, 400, LANGUAGES, sheets=sheets, mixed=mixed)
    lines = [line.split(",") for line in order.read_text(encoding="utf-8").splitlines()[3:]]
    assert len(lines) == 1200
    assert files.languages_of(order) == [line[2] for line in lines]
    counts = Counter((line[1], line[2]) for line in lines)
    assert len(counts) == 21
    assert max(counts.values()) - min(counts.values()) <= 1
    spoken = {service: {line[2] for line in lines if line[0] == service} for service in {line[0] for line in lines}}
    assert {len(languages) for languages in spoken.values()} == {3 if mixed else 1}


def test_a_service_can_have_every_leaflet_in_every_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    sheets = [(leaflet, "a4-trifold") for leaflet in ("one", "two", "three") for _ in LANGUAGES]
    order = import_module("order_files").write_order(tmp_path, 9, LANGUAGES, sheets=sheets)
    lines = [tuple(line.split(",")[:3]) for line in order.read_text(encoding="utf-8").splitlines()[3:]]
    assert len(lines) == len(set(lines)) == 9 * 3 * 7


def test_what_a_peer_did_not_compile_costs_as_much_as_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    whole = import_module("order_rates").scaled
    told = {"cpu": 3.0, "start": 1.0, "count": 110, "first": 10}
    assert whole(told, 110) == 3.0
    assert whole(told, 1110) == pytest.approx(3.0 + 1000 * 0.02)


def test_the_python_of_the_peers_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make bench` names it from the project's folder, and documents are made in others."""
    monkeypatch.syspath_prepend(str(FOLDER))
    program = import_module("bench").program
    link = tmp_path / "env" / "bin" / "python"
    link.parent.mkdir(parents=True)
    link.symlink_to(sys.executable)
    monkeypatch.chdir(tmp_path)
    assert program("env/bin/python") == str(link)
    assert program("env/bin/none") is None
    assert Path(str(program("sh"))).is_absolute()
