"""`leaflet verify` says of any PDF what holds; a file that the builder made is recognised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from broken import changed
from pikepdf import Name, Pdf

from builder.cli import main
from builder.verify.checks import CHECKS

ON = "2026-03-01"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with some sheets of the starter library."""
    folder = tmp_path_factory.mktemp("built")
    common = ["--on", ON, "--output", str(folder)]
    assert main(["build", "overdose", "-l", "en,ar", *common]) == 0
    card = ["--layout", "wallet-card", "--theme", "mono", "--finish", "press"]
    assert main(["build", "overdose", "-l", "en", *card, *common]) == 0
    assert main(["build", "overdose", "-l", "es", "--finish", "screen", *common]) == 0
    return folder


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, object]], str]:
    """Exit code, JSON, and what stands on stderr."""
    capsys.readouterr()
    code = main(["verify", *words, "--on", ON, "--format", "json"])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else [], err


def states(found: dict[str, object]) -> dict[str, str]:
    return {check["code"]: check["state"] for check in found["checks"]}  # type: ignore[attr-defined]


def test_files_are_known_by_the_manifest(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(map(str, built.glob("*.pdf")))
    assert len(files) == 4
    code, found, err = told(capsys, *files)
    assert code == 0
    assert json.loads(err) == []
    for each in found:
        assert each["ok"]
        assert set(states(each).values()) == {"holds"}
        assert len(states(each)) == len(CHECKS) + 1
    sheets = [each["sheet"] for each in found]
    assert [(each["language"], each["layout"], each["theme"], each["finish"]) for each in sheets] == [  # type: ignore[index]
        ("ar", "letter-trifold", "calm", "office"),
        ("en", "letter-trifold", "calm", "office"),
        ("en", "wallet-card", "mono", "press"),
        ("es", "letter-trifold", "calm", "screen"),
    ]


def test_files_are_known_by_the_code_in_their_foot(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = json.loads((built / "manifest.json").read_bytes())["files"]
    for name, about in manifest.items():
        alone = tmp_path / "found.pdf"
        alone.write_bytes((built / name).read_bytes())
        code, (found,), _ = told(capsys, str(alone))
        assert code == 0, name
        assert found["edition"] == about["edition"]
        sheet = found["sheet"]
        assert isinstance(sheet, dict)
        # a page for phones is the same from several layouts
        keys = ("leaflet", "language", "region", "theme", "finish")
        assert {key: sheet[key] for key in keys} == {key: about[key] for key in keys}
        assert set(states(found).values()) == {"holds"}


def test_a_stranger_is_asked_what_it_can_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import pikepdf

    file = tmp_path / "other.pdf"
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(612, 792))
        made.save(file)
    code, (found,), err = told(capsys, str(file))
    assert code == 1
    assert found["sheet"] is None
    assert found["edition"] is None
    assert states(found)["structure-text"] == "unasked"
    assert states(found)["title"] == "fails"
    assert states(found)["no-javascript"] == "holds"
    assert {each["code"] for each in json.loads(err)} >= {"title", "marked-content", "headings", "conformance"}


def test_what_fails_is_named(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = built / "overdose-en-us-letter-trifold-draft.pdf"
    file = built / "changed.pdf"

    def simplex(opened: Pdf) -> None:
        opened.Root.ViewerPreferences.Duplex = Name.Simplex

    file.write_bytes(changed(simplex, name.read_bytes()))
    capsys.readouterr()
    assert main(["verify", str(file), "--on", ON, "--format", "short"]) == 1
    out, err = capsys.readouterr()
    assert "error[duplex]: " in err
    assert next(line.split() for line in out.splitlines() if "FAILS" in line)[:2] == ["duplex", "FAILS"]
    assert out.splitlines()[-1] == f"{len(CHECKS)} hold, 1 fail"
    file.unlink()


def test_sheets_to_print_from_are_asked_nothing_that_is_for_screens(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets = tmp_path / "sheets.pdf"
    card = next(built.glob("overdose-en-us-wallet-card*.pdf"))
    assert main(["impose", "wallet-card-letter", str(card), "-o", str(sheets)]) == 0
    code, (found,), _ = told(capsys, str(sheets))
    assert (code, found["sheet"], found["pages-on-sides"]) == (0, None, [4, 4])
    said = states(found)
    assert {said[each] for each in ("headings", "marked-content", "conformance", "title")} == {"unasked"}
    assert {said[each] for each in ("glyphs", "qr-decodes", "press-boxes", "total-ink")} == {"holds"}
    assert main(["verify", str(sheets), "--on", ON]) == 0
    assert "sheets to print from: 2 sides, up to 4 pages on each" in capsys.readouterr().out

    # with anything else on them they are somebody's pages, which have to be tagged
    with Pdf.open(sheets) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + b"\n0 0 9 9 re f")
        pdf.save(tmp_path / "more.pdf")
    code, (found,), err = told(capsys, str(tmp_path / "more.pdf"))
    assert (code, found["pages-on-sides"]) == (1, [])
    assert "marked-content" in err


def test_several_files_have_a_line_each(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["verify", *sorted(map(str, built.glob("*-en-*.pdf"))), "--on", ON]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(line.endswith("hold") for line in lines[1:])


@pytest.mark.parametrize("words", [(), ("--on", ON)])
def test_no_file_is_a_mistake(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", *words]) == 2
    assert "missing-file" in capsys.readouterr().err


def test_files_that_are_no_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "text.pdf"
    text.write_bytes(b"not a PDF")
    code, found, err = told(capsys, str(tmp_path / "none.pdf"), str(tmp_path), str(text))
    assert code == 1
    assert [each["code"] for each in json.loads(err)] == ["missing-file", "missing-file", "unreadable-pdf"]
    assert [states(each) for each in found] == [{"unreadable-pdf": "fails"}]
