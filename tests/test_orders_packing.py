"""Lists, slips and labels of an order are in the language of those who print and pack, numbers and names too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from composed import starter
from orders import Project, order_file, services_file

from builder.diagnostics import Findings
from builder.load import Library
from builder.orders.said import said_in
from builder.translate.messages import messages
from builder.verify import verify

ROOT = Path(__file__).parents[1]
SERVICES = [
    ("north", "Clinique du Nord", "1", "", "", "202-555-0101", "fr"),
    ("south", "South Clinic", "1", "", "", "202-555-0102", "en"),
]
LINES = [
    ("north", "overdose", "en", "letter-sheet", 12_345),
    ("south", "overdose", "zh-Hans", "letter-sheet", 40),
]


def ordered(folder: Path, language: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[str]]:
    """An order of a project in which `language` is read; its folder, and what was found about its papers."""
    own = folder / "layouts/stock/default.yaml"
    own.parent.mkdir(parents=True)
    stock = (ROOT / "layouts/stock/default.yaml").read_text(encoding="utf-8")
    assert "language: en\n" in stock
    own.write_text(stock.replace("language: en\n", f"language: {language}\n"), encoding="utf-8")
    (folder / "leaflets").mkdir(exist_ok=True)
    monkeypatch.chdir(folder)
    project = Project(folder / "out", library=Library.open(folder))
    path = order_file(folder, LINES, reference="Essai", contact="A. Person", due="2026-05-01")
    services_file(folder, SERVICES)
    project.run(path)
    made = folder / "out/essai"
    return made, [one.message for one in project.findings if one.code in ("missing-catalogue", "order-papers")]


def words(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in opened)


@pytest.mark.parametrize(
    ("language", "slip", "picked", "label"),
    [
        (
            "fr",
            ["Bordereau de colisage", "Commande", "chinois (simplifié)", "12 345 copies,", "cartons", "Préparé par"],
            ["Liste de préparation", "Dépliant", "Feuilles", "12 345"],
            ["Carton 1 sur", "12 345 overdose, anglais"],
        ),
        (
            "es",
            ["Lista de empaque", "Pedido", "chino (simplificado)", "12.345 copias,", "cajas", "Empacado por"],
            ["Lista de preparación", "Folleto", "Hojas", "12.345"],
            ["Caja 1 de", "12.345 overdose, inglés"],
        ),
    ],
)
def test_papers_speak_the_language_of_who_packs(
    language: str, slip: list[str], picked: list[str], label: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, found = ordered(tmp_path, language, monkeypatch)
    assert found == []
    for name, asked in (("slips-001", slip), ("picking-list", picked), ("labels-001", label)):
        path = made / f"{name}.pdf"
        said = words(path).replace("\u202f", " ").replace("\u00a0", " ")
        assert [text for text in asked if text not in said] == [], said
        verdict = verify(path.read_bytes(), thorough=True)
        assert [result.code for result in verdict.results if result.state == "fails"] == []
        with pikepdf.open(path) as opened:
            assert str(opened.Root.Lang) == language
    # nobody has checked these words yet
    assert "DRAFT" in words(made / "slips-001.pdf")


def test_a_language_without_words_is_told_and_papers_are_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, found = ordered(tmp_path, "pl", monkeypatch)
    assert found == ["lists, slips and labels are not in `pl`"]
    said = words(made / "slips-001.pdf")
    assert "Packing slip" in said
    assert "12,345 copies" in said
    assert "DRAFT" not in said


def test_words_that_cannot_be_read_are_told_and_the_starters_are_taken(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "leaflets/packing", tmp_path / "leaflets/packing")
    path = tmp_path / "leaflets/packing/packing.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("slip:", "slipp:"), encoding="utf-8")
    findings = Findings()
    said = said_in(Library.open(tmp_path), "es", findings)
    assert not findings.ok
    assert said.words.slip.value == "Lista de empaque"


@pytest.mark.parametrize("language", ["", "es", "fr"])
def test_every_word_in_braces_is_filled(language: str) -> None:
    said = said_in(starter(), language, Findings())
    known = {"copies", "weight", "boxes", "number", "count", "edition", "layout", "up", "sheets"}
    for message in messages(said.words):
        filled = said.filled(message.text, **dict.fromkeys(known, "7"))
        assert not set("{}").intersection(filled), filled


def test_numbers_and_languages_are_as_readers_know_them() -> None:
    said = {language: said_in(starter(), language, Findings()) for language in ("", "es", "fr")}
    assert [one.number(12345.6, 1) for one in said.values()] == ["12,345.6", "12.345,6", "12\u202f345,6"]
    assert [one.language_called("ar") for one in said.values()] == ["Arabic", "árabe", "arabe"]
