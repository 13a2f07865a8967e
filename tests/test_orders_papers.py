"""Paper for who packs is read back as all else is, whatever names, notes and references are written in."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pypdfium2
import pytest
from composed import DAY, starter
from orders import Project, order_file, services_file
from samples import starter_typesetter

from builder.diagnostics import Findings
from builder.model.sheet import Page, Rule, Words
from builder.orders import ledger
from builder.orders.numbers import steady
from builder.orders.papers import working_edition
from builder.verify import verify

# what stands in the list is a department's: letters of several scripts, an emoji, words wider than a page
SERVICES = [
    ("north", "Nord", "1", "", "", "202-555-0101", "en"),
    ("arabic", "عيادة المثال", "شارع المثال ١٢", "", "", "202-555-0102", "ar"),
    ("khmer", "គ្លីនិកឧទាហរណ៍", "1", "", "", "202-555-0103", "km"),
]


def ordered(folder: Path, **above: str) -> Project:
    path = order_file(folder, [(row[0], "overdose", "en", "letter-sheet", 10) for row in SERVICES], **above)
    services_file(folder, SERVICES)
    text = path.read_text(encoding="utf-8").replace("copies\n", "copies,note\n")
    path.write_text(text.replace("sheet,10\n", "sheet,10,Rückseite 後ろ 📦\n"), encoding="utf-8")
    project = Project(folder / "out")
    project.run(path)
    return project


def words(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in opened)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("papers")
    project = ordered(made, reference="Bestellung " + "x" * 90, contact="أحمد, 202-555-0142", deliver_to="仓库 4")
    papers = [found.code for found in project.findings if "slips" in found.message or "labels" in found.message]
    assert papers == []
    (done,) = (made / "out").glob("bestellung-*")
    return done


@pytest.mark.parametrize("name", ["slips-001.pdf", "labels-001.pdf", "picking-list.pdf", "cost.pdf"])
def test_every_paper_reads_back(name: str, folder: Path) -> None:
    verdict = verify((folder / name).read_bytes(), thorough=True)
    assert [(result.code, result.troubles[0].message) for result in verdict.results if result.state == "fails"] == []


def test_letters_of_any_script_are_there(folder: Path) -> None:
    slips = words(folder / "slips-001.pdf")
    for told in ("仓库 4", "Rückseite 後ろ ?", "202-555-0142"):
        assert told in slips
    # a word wider than the page goes on in the next line, and a slip is a page
    with pypdfium2.PdfDocument(folder / "slips-001.pdf") as opened:
        assert len(opened) == len(SERVICES)


def test_paper_that_is_wrong_is_not_written(tmp_path: Path) -> None:
    def broken(sheet: object) -> bytes:
        return b"%PDF-1.7 nothing"

    with patch.object(ledger, "paint", broken):
        project = ordered(tmp_path)
    assert "unreadable-pdf" in project.codes()
    assert not list((tmp_path / "out/county").glob("slips-*"))
    assert (tmp_path / "out/county/manifest.csv").is_file()


def test_a_phone_beside_arabic_letters_is_not_turned_around(folder: Path) -> None:
    """Where its digits stand on the page, not only in which order they are copied."""
    with pypdfium2.PdfDocument(folder / "slips-001.pdf") as opened:
        page = opened[0].get_textpage()
        text = page.get_text_range()
        at = text.index("202-555-0142")
        lefts = [page.get_charbox(at + offset)[0] for offset in range(12)]
    assert lefts == sorted(lefts)
    assert steady("أحمد, 202-555-0142") == "أحمد, \u2066202-555-0142\u2069"
    assert steady("Ahmad, 202-555-0142") == "Ahmad, 202-555-0142"
    assert "\u2066202-555-0142\u2069" in (folder / "summary.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("lines", range(30, 60, 3))
def test_lines_to_sign_on_stand_together_under_what_is_signed(lines: int) -> None:
    findings = Findings()
    working = working_edition(starter(), DAY, findings)
    assert working is not None
    book = ledger.ledger(starter(), working, "slip-letter", findings)
    assert book is not None, list(map(str, findings))
    for _ in range(lines):
        book.words("Something is told.")
    book.sign(("Name", "Role", "Date", "Signature"), "It may be printed.")
    pages = book.sheet("Proof").pages
    counts = [sum(isinstance(item, Rule) for item in page.items) for page in pages]
    assert counts == [*([0] * (len(pages) - 1)), 4]
    said = ["".join(each.text for run in item.line.runs for each in run.clusters) for item in _words(pages[-1])]
    assert said[-5:] == ["It may be printed.", "Name", "Role", "Date", "Signature"]


def _words(page: Page) -> list[Words]:
    return [item for item in page.items if isinstance(item, Words)]


def test_places_for_breaks_do_not_part_the_letters_of_a_word() -> None:
    text = ledger.breakable("clinic عيادةالمثال")
    shaped = starter_typesetter().shape(text, lang="ar")
    assert len(shaped.ends) > 2
    assert "\u200c" not in shaped.text
