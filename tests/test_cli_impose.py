"""`leaflet impose`, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from composed import Asked, pdf
from imposed import boxes, file, placed, square

from builder.cli import main
from builder.load.library import starter_folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A card, a trifold for a print shop, and two pages that nobody has a plan for."""
    made = tmp_path_factory.mktemp("files")
    (made / "card.pdf").write_bytes(pdf(Asked("overdose", layout="wallet-card")))
    (made / "karte.pdf").write_bytes(pdf(Asked("overdose", "ar", layout="wallet-card")))
    (made / "trifold.pdf").write_bytes(pdf(Asked("overdose", finish="press")))
    (made / "any.pdf").write_bytes(file([square(5, 5), square(9, 9)]))
    return made


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


def impose(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["impose", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_plan_for_pages_of_this_size_is_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = impose(capsys, "card.pdf", "--copies", "100", "-o", str(tmp_path))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{tmp_path}/card-wallet-card-letter.pdf: 4 to a side on paper of 215.9 x 279.4 mm, 1 sheet",
        "print at 100%, on both sides, flipped on the long edge",
        "times to print each sheet: 25",
    ]
    code, out, _ = impose(capsys, "card.pdf", "--paper", "sra3", "-o", str(tmp_path))
    assert code == 0
    assert "card-wallet-card-sra3.pdf: 10 to a side" in out


def test_sheets_lie_below_the_folder_of_their_file(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "card.pdf").write_bytes((folder / "card.pdf").read_bytes())
    code, out, _ = impose(capsys, str(tmp_path / "card.pdf"))
    assert code == 0
    assert out.startswith(f"{tmp_path}/imposed/wallet-card-letter/card.pdf: 4 to a side")


def test_built_and_imposed_in_one_go(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The page of instructions is none of the cards; sheets go when their card can no longer be built."""
    card = ["build", "overdose", "-l", "en", "--on", "2026-03-01", "-o", str(tmp_path), "--instructions"]
    card += ["--layout", "wallet-card"]
    assert main([*card, "--impose", "a4"]) == 0
    sheets = tmp_path / "imposed" / "wallet-card-a4" / "overdose-en-us-wallet-card-instructions-draft.pdf"
    said = "5 to a side on paper of 210 x 297 mm; print at 100%, on both sides, flipped on the long edge"
    assert capsys.readouterr().out.endswith(f"{sheets}: {said}\n")
    assert [len(side) for side in placed(sheets.read_bytes())] == [5, 5]
    assert main([*card, "--impose", "sra3"]) == 0
    assert len(list(tmp_path.glob("imposed/*/*.pdf"))) == 2
    # built anew, the sheets of before are no longer of this file
    assert main([*card, "--force"]) == 0
    assert not list(tmp_path.glob("imposed/*/*.pdf"))
    assert main([*card, "--impose", "tabloid"]) == 0
    assert "warning[impose-no-plan]" in capsys.readouterr().err
    assert main([*card, "--impose", "a44"]) == 2
    assert "did you mean a4?" in capsys.readouterr().err


def test_so_many_on_this_paper(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "cards.pdf"
    assert impose(capsys, "card.pdf", "--up", "10", "--paper", "12x18", "-o", str(target))[0] == 0
    assert [len(side) for side in placed(target.read_bytes())] == [10, 10]
    code, out, _ = impose(capsys, "any.pdf", "--paper", "320 x 450 mm", "-o", str(tmp_path), "--format", "json")
    assert code == 0
    assert json.loads(out)["file"] == str(tmp_path / "any-42up.pdf")


def test_more_than_fit_is_an_error_that_says_how_many_do(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = impose(capsys, "card.pdf", "--up", "10", "--paper", "letter", "-o", str(tmp_path))
    assert (code, out) == (1, "")
    assert "error[impose-no-room]: 10 pages of 171.2 x 54 mm (card.pdf) do not fit on paper of 215.9 x 279.4 mm" in err
    assert "4 fit: --up 4" in err
    assert not list(tmp_path.iterdir())


def test_a_file_that_suits_other_paper(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = impose(capsys, "trifold.pdf")
    assert code == 1
    assert "plans for such pages: letter-trifold-12x18, letter-trifold-tabloid" in err


def test_lines_of_an_order_are_stacked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ("wallet-card-letter", "card.pdf", "karte.pdf", "--order", "stack", "--copies", "30,20")
    code, out, _ = impose(capsys, *words, "-o", str(tmp_path))
    assert code == 0
    assert "card-and-1-more-wallet-card-letter.pdf: 4 to a side on paper of 215.9 x 279.4 mm, 13 sheets" in out
    assert "row by row from the top left, the first on top" in out
    assert len(boxes((tmp_path / "card-and-1-more-wallet-card-letter.pdf").read_bytes())) == 26


def test_a_plan_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("id: mine\nname: Mine\nextends: wallet-card-letter\ndown: 2\n", encoding="utf-8")
    code, out, _ = impose(capsys, str(mine), "card.pdf", "-o", str(tmp_path))
    assert code == 0
    assert "card-mine.pdf: 2 to a side" in out


def test_one_side_that_is_printed_twice(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mine = tmp_path / "turn.yaml"
    mine.write_text(
        "id: turn\nname: Turned\npaper: {width: 450mm, height: 320mm}\nacross: 4\nbacks: work-and-turn\n",
        encoding="utf-8",
    )
    code, out, _ = impose(capsys, str(mine), "any.pdf", "--copies", "100", "-o", str(tmp_path))
    assert code == 0
    assert "print at 100%, each page on both sides of its paper, turned over from left to right" in out


def test_how_heads_stand_can_be_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    backs = []
    for heads in ("together", "opposite"):
        assert impose(capsys, "any.pdf", "--heads", heads, "--up", "1", "-o", str(tmp_path / f"{heads}.pdf"))[0] == 0
        backs.append(placed((tmp_path / f"{heads}.pdf").read_bytes())[1][0].matrix[:4])
    assert backs == [(1.0, 0.0, 0.0, 1.0), (-1.0, 0.0, 0.0, -1.0)]


def test_only_some_pages(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = impose(capsys, "any.pdf", "--pages", "2", "--paper", "a4", "-o", str(tmp_path))
    assert code == 0
    assert "print at 100%, on one side" in out
    assert impose(capsys, "any.pdf", "--pages", "3", "-o", str(tmp_path))[0] == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "no file to impose is named"),
        (("wallet-card-leter", "card.pdf"), "did you mean wallet-card-letter?"),
        (("card.pdf", "--paper", "leter"), "did you mean letter?"),
        (("card.pdf", "--gutter", "4"), "a number and a unit"),
        (("card.pdf", "--pages", "a"), "such as 1-2,5"),
        (("card.pdf", "--copies", "1,2"), "one for each of 1 files"),
        (("card.pdf", "--up", "1", "-o", "card.pdf"), "card.pdf is one of the files to impose"),
    ],
)
def test_what_makes_no_sense_is_refused(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    before = (folder / "card.pdf").read_bytes()
    code, _, err = impose(capsys, *words)
    assert code == 2
    assert told in err
    assert (folder / "card.pdf").read_bytes() == before


def test_files_that_cannot_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "error[missing-file]: there is no file gone.pdf" in impose(capsys, "gone.pdf", "--up", "1")[2]
    (tmp_path / "no.pdf").write_bytes(b"no")
    code, _, err = impose(capsys, str(tmp_path / "no.pdf"), "--up", "1")
    assert code == 1
    assert "error[impose-unreadable]" in err


def test_no_room_for_marks_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = impose(
        capsys, "any.pdf", "--paper", "200x120pt", "--margin", "0", "--gutter", "0", "-o", str(tmp_path)
    )
    assert code == 0
    assert "warning[impose-no-marks]" in err


def test_the_plans_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = impose(capsys, "--plans")
    assert code == 0
    assert "wallet-card-letter      Wallet cards, 4 on Letter         215.9 x 279.4 mm  171.2 x 54 mm" in out


def test_folds_are_held_to_the_layout_of_our_own_files(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", "overdose", "-l", "en", "--finish", "press", "--on", "2026-03-01", "-o", "out"]) == 0
    (made,) = Path("out").glob("*.pdf")
    right = (starter_folder() / "layouts/stock/plans/letter-trifold-12x18.yaml").read_text(encoding="utf-8")
    assert "folds: [3.625in, 7.3125in]" in right
    Path("letter-trifold-wrong.yaml").write_text(
        right.replace("folds: [3.625in, 7.3125in]", "folds: [3.6875in, 7.375in]").replace(
            "id: letter-trifold-12x18", "id: letter-trifold-wrong"
        ),
        encoding="utf-8",
    )
    code, _, err = impose(capsys, "letter-trifold-12x18", str(made))
    assert (code, err) == (0, "")
    code, _, err = impose(capsys, "letter-trifold-wrong.yaml", str(made))
    assert code == 1
    assert "letter-trifold-wrong.yaml:" in err
    assert "error[impose-folds]: plan `letter-trifold-wrong` marks folds at 93.7 mm and 187.3 mm, and layout" in err
    assert not list(Path("out").rglob("*wrong*"))
    # whose folds a stranger's file has nobody can know, and a plan without marks folds nothing
    assert impose(capsys, "letter-trifold-wrong.yaml", str(made), "--marks", "none")[0] == 0
    with pikepdf.open(made) as opened:
        opened.save("strange.pdf")
    stranger = Path("strange.pdf")
    with pikepdf.open(stranger, allow_overwriting_input=True) as opened:
        for page in opened.pages:
            page.Contents = opened.make_stream(b"0 0 0 1 k 60 60 20 20 re f")
        del opened.Root.StructTreeRoot
        opened.save()
    assert impose(capsys, "letter-trifold-wrong.yaml", str(stranger))[0] == 0
