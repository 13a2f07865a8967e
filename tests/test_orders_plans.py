"""Plans of imposition that are wrong are told with the order, and not when everything has been made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from orders import order_file
from test_orders_imposed import LINES, project

from builder.cli import main
from builder.diagnostics import Findings
from builder.impose.plans import load_plan_file
from builder.load import Library
from builder.orders.stock import load_stock

ROOT = Path(__file__).parents[1]


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


def test_a_plan_that_folds_elsewhere_is_told(tmp_path: Path) -> None:
    made = project(tmp_path, "{wallet-card: elsewhere}")
    plan = "id: elsewhere\nname: Elsewhere\nextends: wallet-card-letter\nfolds: [60mm]\n"
    (tmp_path / "own/layouts/stock/plans/elsewhere.yaml").write_text(plan, encoding="utf-8")
    assert made.entered(order_file(tmp_path, LINES)) is None
    (wrong,) = [found for found in made.findings if found.code == "impose-folds"]
    assert wrong.message == "plan `elsewhere` marks folds at 60.0 mm, and layout `wallet-card` is folded at 85.6 mm"
    assert wrong.span is not None
    assert wrong.span.file.endswith("elsewhere.yaml")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("folds: [85.6mm, 85.6mm]", "two folds are in one place"),
        ("duplex: none\nbacks: work-and-tumble", "work-and-tumble prints backs, and `duplex: none` has none"),
    ],
)
def test_a_plan_that_cannot_be_is_told(line: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"id: mine\nname: Mine\nextends: wallet-card-letter\n{line}\n", encoding="utf-8")
    findings = Findings()
    assert load_plan_file(path, Library((ROOT,)), findings) is None
    assert [(found.code, found.message) for found in findings] == [("impose-plan", f"plan `mine` cannot be: {fault}")]


def test_stock_names_layouts_that_there_are(tmp_path: Path) -> None:
    text = (ROOT / "layouts/stock/default.yaml").read_text(encoding="utf-8")
    (tmp_path / "layouts/stock").mkdir(parents=True)
    (tmp_path / "layouts/stock/default.yaml").write_text(text.replace("letter: slip", "letter: slop"), encoding="utf-8")
    findings = Findings()
    assert load_stock(Library((tmp_path, ROOT)), findings) is None
    (found,) = findings
    assert (found.code, found.message) == ("unknown-reference", "there is no layout `slop-letter`")
    assert found.span is not None
    assert found.span.line > 10, "the place of the name"


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
