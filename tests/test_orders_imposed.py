"""An order's sheets for the printer at hand: by the plans that the project's stock names, the same on every run."""

from __future__ import annotations

import csv
from pathlib import Path

import pypdfium2
import pytest
from imposed import boxes, placed
from orders import ROOT, Project, hashes, order_file

from builder.diagnostics import Findings
from builder.load import Library
from builder.orders.journal import Journal
from builder.orders.plans import check_plans
from builder.orders.sheeting import Line as Printing
from builder.orders.sheeting import portions as _portions
from builder.orders.stock import load_stock
from builder.orders.takes import takes
from builder.orders.totals import parcels, piles, total

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
    lines = [
        Printing("wallet-card", "office", service, "", "", copies) for service, copies in (("a", 3), ("b", 20_000))
    ]
    portions = list(_portions(lines))
    assert [sum(line.copies for line in portion) for portion in portions] == [8000, 8000, 4003]
    assert [[line.service for line in portion] for portion in portions] == [["a", "b"], ["b"], ["b"]]
    many = [Printing("wallet-card", "office", str(at), "", "", 1) for at in range(450)]
    assert [len(portion) for portion in _portions(many)] == [200, 200, 50]


PRICED = """
id: default
name: Priced
papers:
  - {id: card, name: Card, grams: 250, up-to: 180mm, size: {width: 11in, height: 17in}, price: 100}
  - {id: cut-card, name: Letter card, grams: 250, up-to: 180mm, size: {width: 8.5in, height: 11in}, price: 80}
  - {id: paper, name: Paper, grams: 90, size: {width: 11in, height: 17in}, price: 20}
click: 0.05
fold: 0.01
cut: 0.02
set-up: 3
box: 10
box-price: 1
letter: slip-letter
a4: slip-a4
label: box-label
plans: %s
"""


@pytest.mark.parametrize("plans", ["{wallet-card: wallet-card-letter}", "{wallet-card: pile}", "{}"])
def test_what_is_counted_is_what_is_printed(plans: str, tmp_path: Path) -> None:
    """Sheets of paper in the manifest, the totals and the printing list are the same, and their price and weight."""
    made = project(tmp_path, plans)
    (tmp_path / "own/layouts/stock/default.yaml").write_text(PRICED % plans, encoding="utf-8")
    lines = [("north", "overdose", "en", "wallet-card", 101), ("arabic", "overdose", "ar", "wallet-card", 30)]
    lines += [("khmer", "overdose", "en", "wallet-card", 2), ("north", "overdose", "en", "wallet-card", 1)]
    assert made.run(order_file(tmp_path, lines)).done == 3, made.codes()
    done = made.folder / "county"
    with (done / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        counted = [int(row["leaves"]) for row in csv.DictReader(file)]
    journal = Journal(made.folder, reading=True)
    stock = load_stock(made.library, Findings())
    assert stock is not None
    taken = takes(journal, "county", stock, made.library)
    whole, each = total(journal, "county", taken), piles(journal, "county", taken)
    packed = list(parcels(journal, "county", taken))
    journal.close()
    expected = {"{wallet-card: wallet-card-letter}": 26 + 8 + 1, "{wallet-card: pile}": 34, "{}": 134}[plans]
    assert sum(counted) == whole.leaves == sum(pile.leaves for pile in each) == expected
    assert sum(parcel.leaves for parcel in packed) == expected
    if plans != "{}":
        assert sum(int(row["leaves"]) for row in listed(done)) == expected
    # 171.2 x 54 mm of 250 g
    assert whole.grams == pytest.approx(134 * 0.1712 * 0.054 * 250, rel=0.002)
    assert whole.boxes == 3
    if plans == "{}":
        share = 171.2 * 54 / (279.4 * 431.8)
        price = 134 * share * 0.1 + 134 * (2 * 0.05 + 0.01 + 0.02)
    else:
        # Letter card is bought in the plan's size
        price = expected * 0.08 + expected * 2 * 0.05 + 134 * (0.01 + 0.02)
        assert {pile.paper for pile in each} == {"Letter card, 4 to a sheet"}
    assert whole.price == pytest.approx(price + 2 * 3 + 3 * 1, rel=0.002)
    # what stands on the cost sheet adds up, cent by cent
    assert f"{whole.price:.2f}" == f"{sum(float(f'{pile.price:.2f}') for pile in each) + 3 * 1:.2f}"
    assert [pile.price for pile in each] == [round(pile.price, 2) for pile in each]


def test_the_slip_says_how_cards_come(tmp_path: Path) -> None:
    for plans, told in (
        ("{wallet-card: wallet-card-letter}", "printed 4 to a sheet; 25 sheets cut into 100 copies"),
        ("{wallet-card: pile}", "cut from sheets that services share, 4 to a sheet; the next 100 of the pile"),
    ):
        made = project(tmp_path / plans[14:18], plans)
        (made.folder.parent).mkdir(exist_ok=True)
        made.run(order_file(made.folder.parent, LINES))
        with pypdfium2.PdfDocument(made.folder / "county/slips-001.pdf") as slips:
            text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in slips)
        assert told in text
