"""A number or a claim that changes: leaflets, languages and services that hold what it was are named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from orders import DAY, ROOT, Project, order_file

from builder.checks.content.held import hold
from builder.checks.copies import check_copies
from builder.cli import main
from builder.diagnostics import Diagnostic, Findings
from builder.load import Library

CLAIM = ("leaflets/evidence/claims.yaml", "The person will not wake up.", "They are hard to wake.")
NUMBER = ("leaflets/regions/us/region.yaml", "phone: 1-800-662-4357", "phone: 1-800-487-4889")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that has filled an order for two services."""
    for name in ("leaflets/overdose", "leaflets/withdrawal", "leaflets/regions/us", "leaflets/evidence"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    hold(Library((tmp_path, ROOT)), ["overdose", "withdrawal"], Findings())
    ordered(tmp_path, "first")
    return tmp_path


def ordered(project: Path, name: str) -> None:
    lines = [("north", "overdose", "en", "letter-trifold", 100), ("arabic", "overdose", "ar", "wallet-card", 20)]
    made = Project(project / "output", Library((project, ROOT)))
    assert made.run(order_file(project, lines, name)).done == 2


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def told(project: Path) -> list[Diagnostic]:
    library, findings = Library((project, ROOT)), Findings()
    leaflets = [each for id in ("overdose", "withdrawal") if (each := library.leaflet(id, findings))]
    regions = [region for id in ("us", "ca") if (region := library.region(id, findings))]
    check_copies(library, leaflets, regions, project / "output", DAY, findings)
    return list(findings)


def test_nothing_is_stale_while_nothing_changes(project: Path) -> None:
    assert told(project) == []


def test_services_that_hold_an_old_claim_are_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(project, *CLAIM)
    (found,) = told(project)
    assert found.code == "stale-copy"
    assert "claim A2 has changed since overdose was held against it; 120 copies" in found.message
    lines = [hint.message for hint in found.hints]
    assert any(
        line.startswith("North Clinic (north): 100 of overdose in en for us on letter-trifold") for line in lines
    )
    assert any("(arabic): 20 of overdose in ar for us on wallet-card" in line for line in lines)
    main(["check", "overdose", "--text", "-r", "us", "--on", str(DAY)])
    out = capsys.readouterr().err
    assert "North Clinic (north)" in out
    assert "in en, es" in out, "leaflet and languages"


def test_services_that_hold_an_old_number_are_named_and_those_with_the_new_one_are_not(project: Path) -> None:
    change(project, *NUMBER)
    (found,) = told(project)
    assert "us.treatment was 1-800-662-4357 and is 1-800-487-4889; 120 copies" in found.message
    ordered(project, "second")
    (again,) = told(project)
    assert again == found, "new paper is as it should be"


def test_a_damaged_journal_is_told(project: Path) -> None:
    change(project, *CLAIM)
    (project / "output/orders.db").write_bytes(b"no journal" * 100)
    assert [one.code for one in told(project)] == ["stale-copy"]
