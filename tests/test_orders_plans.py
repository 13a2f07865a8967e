"""Plans of imposition that are wrong are told with the order, and not when everything has been made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from orders import order_file
from test_orders_imposed import LINES, project

from builder.cli import main


def test_a_plan_that_does_not_fit_is_told_before_anything_is_made(tmp_path: Path) -> None:
    made = project(tmp_path, "{letter-sheet: wallet-card-letter, wallet-card: big}")
    big = "id: big\nname: Big\npaper: {width: 60mm, height: 80mm}\nacross: 1\n"
    (tmp_path / "own/layouts/stock/plans/big.yaml").write_text(big, encoding="utf-8")
    assert made.entered(order_file(tmp_path, LINES)) is None
    wrong, room = [found for found in made.findings if found.code.startswith("impose")]
    assert (wrong.code, room.code) == ("impose-wrong-size", "impose-no-room")
    assert wrong.message == (
        "layout `letter-sheet` measures 215.9 x 279.4 mm, and plan `wallet-card-letter` is for 171.2 x 54 mm"
    )
    assert [hint.message for hint in wrong.hints] == ["no plan is for such pages: leaflet impose", "asked for in row 6"]
    assert [hint.message for hint in room.hints][1] == "asked for in rows 4 and 5"
    assert "wallet-card-sra3" in room.hints[0].message
    assert wrong.span is not None
    assert wrong.span.file.endswith("own/layouts/stock/default.yaml")
    assert not list((tmp_path / "out").glob("county/*"))


def test_order_check_tells_a_plan_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project(tmp_path, "{wallet-card: wallet-card-leter}")
    path = order_file(tmp_path, LINES[:1])
    before = Path.cwd()
    os.chdir(tmp_path / "own")
    try:
        code = main(["order", "check", str(path), "--draft", "--on", "2026-03-01", "--jobs", "1"])
    finally:
        os.chdir(before)
    told = capsys.readouterr().err
    assert code == 1
    assert "error[unknown-name]: there is no plan of imposition `wallet-card-leter`" in told
    assert "did you mean wallet-card-letter?" in told
    assert "asked for in row 4" in told
    assert "layouts/stock/default.yaml:" in told
