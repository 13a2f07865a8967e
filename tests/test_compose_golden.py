"""Sheets as text against `tests/golden`. `pytest --update-golden` (or `make golden`) writes them anew; git shows what
changed, line by line, for somebody who sets type to judge."""

from __future__ import annotations

from pathlib import Path

import pytest
from composed import Asked, sheet
from sheet_text import written

GOLDEN = Path(__file__).parent / "golden"

SHEETS = [
    Asked("overdose"),
    Asked("overdose", "ar"),
    Asked("overdose", layout="wallet-card"),
    Asked("withdrawal", layout="letter-sheet"),
    Asked("fentanyl"),
]


@pytest.mark.parametrize("asked", SHEETS, ids=str)
def test_the_sheet_is_as_it_was(asked: Asked, update_golden: bool) -> None:
    path = GOLDEN / f"{asked}.txt"
    now = written(sheet(asked))
    if update_golden:
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert path.exists(), "run `make golden`, look at what it wrote, and commit it"
    assert now.splitlines() == path.read_text(encoding="utf-8").splitlines()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{asked}.txt" for asked in SHEETS}
