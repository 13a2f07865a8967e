"""An order's sheets for the printer at hand: by the plans that the project's stock names, the same on every run."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from imposed import boxes, placed
from orders import ROOT, Project, hashes, order_file

from builder.diagnostics import Findings
from builder.load import Library
from builder.orders.imposed import Line as Printing
from builder.orders.imposed import _portions, check_plans
from builder.orders.stock import load_stock

LINES = [
    ("north", "overdose", "en", "wallet-card", 100),
    ("arabic", "overdose", "ar", "wallet-card", 30),
    ("arabic", "overdose", "en", "letter-sheet", 10),
]
STACK = "id: pile\nname: Cards in a pile\nextends: wallet-card-letter\norder: stack\n"


def project(folder: Path, plans: str) -> Project:
    """A project whose stock names these plans."""
    stock = (ROOT / "layouts/stock/default.yaml").read_text(encoding="utf-8")
    own = folder / "own" / "layouts" / "stock"
    (own / "plans").mkdir(parents=True, exist_ok=True)
    (own / "default.yaml").write_text(f"{stock}\nplans: {plans}\n", encoding="utf-8")
    (own / "plans" / "pile.yaml").write_text(STACK, encoding="utf-8")
    return Project(folder / "out", Library((folder / "own", ROOT)))


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "printing-list.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_file_gets_sheets_of_its_own(tmp_path: Path) -> None:
    made = project(tmp_path, "{wallet-card: wallet-card-letter}")
    tally = made.run(order_file(tmp_path, LINES))
    assert (tally.done, tally.refused) == (3, 0), made.codes()
    done = made.folder / "county"
    rows = listed(done)
    assert [(row["plan"], row["sheets"], row["prints"], row["leaves"]) for row in rows] == [
        ("wallet-card-letter", "1", "8", "8"),
        ("wallet-card-letter", "1", "25", "25"),
    ]
    assert rows[0]["file"].startswith("imposed/wallet-card-letter/arabic/overdose-ar-")
    assert rows[0]["how"] == "at 100%, on both sides, flipped on the long edge"
    for row in rows:
        assert [len(side) for side in placed((done / row["file"]).read_bytes())] == [4, 4]
    assert len(list(done.glob("imposed/**/*.pdf"))) == 2
    assert "printing-list.csv" in (done / "summary.html").read_text(encoding="utf-8")


def test_a_pile_is_in_the_order_in_which_boxes_are_packed(tmp_path: Path) -> None:
    made = project(tmp_path, "{wallet-card: pile}")
    made.run(order_file(tmp_path, LINES))
    done = made.folder / "county"
    (row,) = listed(done)
    assert row["file"] == "imposed/pile/wallet-card-office-001.pdf"
    assert (row["sheets"], row["prints"], row["leaves"]) == ("33", "1", "33")
    data = (done / row["file"]).read_bytes()
    assert len(boxes(data)) == 66
    fronts = placed(data)[::2]
    pile = [side[place].form for place in range(4) for side in fronts if place < len(side)]
    kinds = list(dict.fromkeys(pile))
    # arabic comes before north
    assert [pile.count(kind) for kind in kinds] == [30, 100]
    assert pile == [kinds[0]] * 30 + [kinds[1]] * 100


def test_run_again_it_is_the_same_and_what_is_not_wanted_goes(tmp_path: Path) -> None:
    first = project(tmp_path, "{wallet-card: wallet-card-letter}")
    path = order_file(tmp_path, LINES)
    first.run(path)
    before = hashes(first.folder / "county")
    (first.folder / "county" / listed(first.folder / "county")[0]["file"]).unlink()
    first.run(path)
    assert hashes(first.folder / "county") == before
    project(tmp_path, "{wallet-card: pile}").run(path)
    after = hashes(first.folder / "county")
    assert not any("wallet-card-letter" in name for name in after)
    project(tmp_path, "{poster-a3: pile}").run(path)
    assert not [name for name in hashes(first.folder / "county") if "imposed" in name or "printing" in name]


@pytest.mark.parametrize(
    ("plans", "told"),
    [
        ("{wallet-card: wallet-card-leter}", "there is no plan of imposition `wallet-card-leter`"),
        ("{walet-card: wallet-card-letter}", "there is no layout `walet-card`"),
    ],
)
def test_names_that_lead_nowhere(plans: str, told: str, tmp_path: Path) -> None:
    made, findings = project(tmp_path, plans), Findings()
    stock = load_stock(made.library, findings)
    assert stock is not None
    assert check_plans(stock, made.library, findings) == {}
    (found,) = findings
    assert told in found.message
    assert found.span is not None
    assert found.span.file.endswith("own/layouts/stock/default.yaml")
    assert found.hints[0].message.startswith("did you mean wallet-card")


def test_many_copies_are_in_several_files() -> None:
    lines = [Printing("wallet-card", "office", service, "", copies) for service, copies in (("a", 3), ("b", 20_000))]
    portions = list(_portions(lines))
    assert [sum(line.copies for line in portion) for portion in portions] == [8000, 8000, 4003]
    assert [[line.service for line in portion] for portion in portions] == [["a", "b"], ["b"], ["b"]]
    many = [Printing("wallet-card", "office", str(at), "", 1) for at in range(450)]
    assert [len(portion) for portion in _portions(many)] == [200, 200, 50]
