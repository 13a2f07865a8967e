"""The commands about orders: what they print, what they refuse, how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from orders import DAY, SERVICES, order_file
from pdf_reading import opened

from builder.cli import main

MORE = ("--on", DAY.isoformat(), "--jobs", "1")
LINES = [
    (SERVICES[0][0], "overdose", "en", "letter-trifold", 100),
    (SERVICES[1][0], "overdose", "en", "letter-trifold", 50),
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    order_file(tmp_path, LINES)
    return tmp_path


def test_check_proof_run_and_recall(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["order", "check", "county.csv", "--draft", *MORE]) == 0
    assert "2 sheets tried, 0 refused: no errors" in capsys.readouterr().out
    assert not (project / "output").exists()

    assert main(["order", "proof", "county.csv", "--on", DAY.isoformat()]) == 0
    assert (project / "output/county-proof.pdf").stat().st_size > 20_000
    capsys.readouterr()

    assert main(["order", "run", "county.csv", "--draft", *MORE, "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"order": "county", "folder": "output/county", "files": 2, "refused": 0}
    assert (project / "output/county/sheets/north/overdose-en-letter-trifold-draft.pdf").exists()

    # a stranger's check of the file: the journal knows whose details are on it
    file = project / "output/county/sheets/north/overdose-en-letter-trifold-draft.pdf"
    assert main(["verify", str(file)]) == 0
    capsys.readouterr()
    file.rename(project / "elsewhere.pdf")
    assert main(["verify", str(project / "elsewhere.pdf")]) == 1
    assert "structure-text" in capsys.readouterr().err
    (project / "elsewhere.pdf").rename(file)

    assert main(["order", "recall", "--number", "us.treatment", "--because", "It no longer answers."]) == 0
    told = capsys.readouterr().out
    assert "150 copies at 2 services: number us.treatment" in told
    folder = project / "output/recall-number-us-treatment"
    assert "north" in (folder / "recall.csv").read_text("utf-8")
    assert (folder / "letters.pdf").stat().st_size > 5_000

    assert main(["order", "resume"]) == 2
    assert "error[order-nothing]" in capsys.readouterr().err
    assert main(["order", "resume", "county", "--jobs", "1"]) == 0


def test_an_unsigned_edition_is_an_error_and_the_rest_is_checked_too(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["order", "check", "county.csv", *MORE]) == 1
    said = capsys.readouterr()
    assert "error[order-draft]: overdose in en is a draft: no clinician has signed" in said.err
    assert "2 sheets tried" in said.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("recall",), "error[usage]: say what is recalled"),
        (("recall", "--number", "us.treatmnt"), "error[order-nothing]: no order has been run in output"),
        (("resume", "nothing"), "error[unknown-name]: there is no order `nothing`"),
        (("run", "county.csv", "--executor", "dask"), "error[usage]: --executor dask needs --scheduler"),
        (("run", "county.csv", "--scheduler", "tcp://h:1"), "error[usage]: --scheduler goes with --executor dask"),
        (("run", "county.csv", "--sample", "many"), "error[usage]: --sample many is not a percentage"),
    ],
)
def test_what_makes_no_sense_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert main(["order", *words]) == 2
    assert told in capsys.readouterr().err


def test_a_file_that_is_not_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["order", "run", "none.csv", *MORE]) == 1
    assert "error[unreadable-order]: none.csv cannot be read" in capsys.readouterr().err


def test_a_journal_of_another_program(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "output").mkdir()
    (project / "output/orders.db").write_bytes(b"something else" * 100)
    assert main(["order", "run", "county.csv", *MORE]) == 2
    assert "error[order-journal]" in capsys.readouterr().err


def test_without_a_leaflet_to_set_them_with_there_are_no_slips(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import builder.orders.papers as papers

    monkeypatch.setattr(papers, "translate", lambda *given, **more: None)
    assert main(["order", "run", "county.csv", "--draft", *MORE]) == 0
    assert "warning[order-papers]" in capsys.readouterr().err
    assert (project / "output/county/manifest.csv").exists()
    assert not (project / "output/county/slips-001.pdf").exists()


MESSY = """Leaflets for the county;;;;
Reference;2026-03;;;
services;services.csv;;;
;;;;
Service;Leaflet;Language;Layout;Copies
North clinic;overdose;spanish;trifold;1.200
arabic;overdose;ar;letter-trifold;2,5E+02
;overdose;ar;letter-trifold;12,5
khmer;Naloxone saves lives;zh;Letter, folded in three;100
chinese;overdose;en;wallet-card;100
chinese;overdose;en;wallet-card;100
"""


def test_everything_wrong_is_told_in_one_run_by_cell(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list as a spreadsheet saves it in Europe; the sound lines are tried for what else is to be found."""
    (project / "messy.csv").write_bytes(MESSY.encode("cp1252"))
    services = (project / "services.csv").read_text("utf-8").replace("示例健康服务中心", "示例健康服务中心" * 9)
    (project / "services.csv").write_text(services.replace("202-555-0102", "2.02556E+09"), "utf-16")
    assert main(["order", "check", "messy.csv", *MORE]) == 1
    said = capsys.readouterr()
    for told in (
        "messy.csv:6:1: error[unknown-name]: there is no service `North clinic` (cell A6)",
        "  hint: did you mean north?",
        "messy.csv:6:23: error[unknown-name]: there is no language `spanish` (cell C6)",
        "  hint: did you mean es?",
        "there is no layout `trifold` (cell D6)",
        "  hint: did you mean letter-trifold?",
        "row 8 says nothing under `service` (cell A8)",
        "of merged cells only the first keeps its value: is it `arabic`, as above?",
        "`12,5` is no number of copies (cell E8)",
        "there is no leaflet `Naloxone saves lives` (cell B9)",
        "  hint: did you mean naloxone?",
        "there is no language `zh` (cell C9)",
        "  hint: did you mean zh-Hans or zh-Hant?",
        "there is no layout `Letter, folded in three` (cell D9)",
        "asked for twice; the copies are added up (row 11)",
        "a spreadsheet has made 2.02556E+09 of the phone of `arabic`",
        "error[imprint-overflow]: service `chinese` needs ",
        "  hint: asked for in rows 10 and 11",
        "error[order-draft]: overdose in ar is a draft",
        "  hint: asked for in row 7",
    ):
        assert told in said.err, told
    assert "Leaflets for the county" not in said.err
    assert "2 sheets tried, 1 refused" in said.out


def test_recall_by_each_of_its_options_over_several_orders(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def recalled(*words: str) -> list[dict[str, str]]:
        capsys.readouterr()
        assert main(["order", "recall", *words, "--format", "json"]) == 0
        found: list[dict[str, str]] = json.loads(capsys.readouterr().out)
        return found

    other = [
        (SERVICES[0][0], "withdrawal", "en", "letter-trifold", 7),
        (SERVICES[2][0], "overdose", "en", "a4-sheet", 9),
    ]
    order_file(project, [LINES[0], (SERVICES[1][0], "overdose", "ar", "letter-trifold", 50)])
    order_file(project, other, "later")
    assert main(["order", "run", "county.csv", "--draft", *MORE]) == 0
    assert main(["order", "run", "later.csv", "--draft", "--on", "2026-04-01", "--jobs", "1"]) == 0
    every = recalled("--before", "2027-01-01")
    assert {(each["service"], each["order"], each["copies"]) for each in every} == {
        ("north", "county", 100),
        ("arabic", "county", 50),
        ("north", "later", 7),
        ("khmer", "later", 9),
    }
    assert {each["order"] for each in recalled("--before", "2026-03-15")} == {"county"}
    assert {each["service"] for each in recalled("--translation", "ar")} == {"arabic"}
    assert {each["order"] for each in recalled("--leaflet", "withdrawal")} == {"later"}
    code = next(each["edition"] for each in every if each["leaflet"] == "withdrawal")
    assert [each["leaflet"] for each in recalled("--edition", code)] == ["withdrawal"]
    # the number stands on all of them; the English overdose leaflet has one edition on two layouts in two orders
    assert len(recalled("--number", "us.emergency")) == len(every)
    (english,) = {each["edition"] for each in every if each["leaflet"] == "overdose" and each["language"] == "en"}
    assert {each["order"] for each in recalled("--edition", english)} == {"county", "later"}
    assert {each["order"] for each in recalled("--edition", english, "--before", "2026-03-15")} == {"county"}
    assert recalled("--leaflet", "overdose", "--translation", "ar", "--before", "2026-01-01") == []
    for words, told, hint in (
        (("--leaflet", "overdos"), "no sheet of any order has leaflet `overdos`", "did you mean overdose?"),
        (("--translation", "arabic"), "no sheet of any order has language `arabic`", "did you mean ar?"),
        (("--translation", "fr"), "no sheet of any order has language `fr`", "known here: ar, en"),
        (("--edition", f"{english}X"), f"no sheet of any order has edition `{english}X`", f"did you mean {english}?"),
        (("--number", "us.treatmnt"), "no sheet of any order has number `us.treatmnt`", "did you mean us.treatment?"),
        (("--claim", "Z9"), "no sheet of any order has claim `Z9`", ""),
        (("--number", "us.emergency", "-o", "elsewhere"), "no order has been run in elsewhere", "-o DIR"),
    ):
        assert main(["order", "recall", *words]) == 2
        said = capsys.readouterr().err
        assert told in said
        assert hint in said
    assert not (project / "elsewhere").exists()
    claimed = recalled("--claim", "A1")
    assert claimed
    assert {each["leaflet"] for each in claimed} <= {"overdose", "withdrawal"}
    (letters,) = (project / "output/recall-leaflet-withdrawal").glob("*.pdf")
    with opened(letters.read_bytes()) as pdf:
        assert len(pdf.pages) == 1
