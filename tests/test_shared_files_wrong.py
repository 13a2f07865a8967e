"""What is wrong with a file that all leaflets share is told in that file, once, and nothing is built."""

import shutil
from pathlib import Path

import pytest

from builder.cli import main
from builder.load.library import starter_folder

ENGLISH = ["build", "overdose", "--lang", "en", "--on", "2026-03-01", "--format", "short"]
SPANISH = ["build", "overdose", "--lang", "es", *ENGLISH[4:]]


def spoil(folder: Path, name: str, was: str, becomes: str) -> None:
    """A project's own copy of a shared file, with something wrong in it."""
    path = folder / name
    path.parent.mkdir(parents=True)
    whole = (starter_folder() / name).read_text(encoding="utf-8")
    assert was in whole
    path.write_text(whole.replace(was, becomes, 1), encoding="utf-8")


def errors_of(asked: list[str], name: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a build says that fails; all of it is in that file, and nothing is written."""
    assert main(asked) == 1
    errors = [line for line in capsys.readouterr().err.splitlines() if " error[" in line]
    assert errors
    assert all(line.startswith(f"{name}:") for line in errors), errors
    assert not list(Path.cwd().glob("output/*.pdf"))
    return errors


@pytest.mark.parametrize(
    ("name", "was", "becomes", "told"),
    [
        ("leaflets/languages.yaml", "fonts: [Noto Sans]", "fonts: [Noto Snas]", "no family of fonts `Noto Snas`"),
        (
            "leaflets/languages.yaml",
            "    endonym: English\n",
            "    endonym: English\n    direction: rtl\n",
            "language `en` is `rtl`",
        ),
        ("leaflets/languages.yaml", "  - id: es\n", "  - id: en\n", "the id `en` is used twice"),
        ("leaflets/defaults.yaml", "theme: calm", "theme: clam", "there is no theme `clam`"),
        ("leaflets/defaults.yaml", "letter: letter-trifold", "letter: trifold", "there is no layout `trifold`"),
        ("leaflets/evidence/claims.yaml", "strength: consensus", "strength: sure", "is not one of: strong"),
        ("leaflets/evidence/sources.yaml", "sources:", "sourcess:", "a source list needs `sources`"),
        ("leaflets/evidence/conflicts.yaml", "(?=.*", "(?=.*(", "is not an expression"),
        ("leaflets/evidence/conflicts.yaml", "conflicts:", "", "needs a conflict list"),
        ("leaflets/overdose/leaflet.yaml", "language: en", "language: English", "there is no language `English`"),
        ("leaflets/overdose/leaflet.yaml", "Shout. Rub", "Shout. \U0001f691 Rub", "holds U+1F691 AMBULANCE"),
    ],
)
def test_it_is_told_there(
    name: str,
    was: str,
    becomes: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    spoil(tmp_path, name, was, becomes)
    errors = errors_of(ENGLISH, name, capsys)
    assert any(told in line for line in errors), errors


def test_a_record_that_is_no_text_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(starter_folder() / "leaflets/evidence", tmp_path / "leaflets/evidence")
    (tmp_path / "leaflets/evidence/checked.txt").write_bytes(b"\xff\xfe\x00")
    assert main(ENGLISH) == 0


@pytest.mark.parametrize(
    ("lang", "was", "becomes", "told"),
    [
        ("es", "measures:", "measure:", "a writing has no field `measure`"),
        ("es", "{value: 2,", "{value: two,", "`value` needs a whole number"),
        ("en", "measures:", "measure:", "a writing has no field `measure`"),
    ],
)
def test_what_is_wrong_with_how_a_language_is_written_stops_translations(
    lang: str,
    was: str,
    becomes: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without its units and its numbers in words, a dose in hours for one in minutes would be printed."""
    monkeypatch.chdir(tmp_path)
    name = f"leaflets/writing/{lang}.yaml"
    spoil(tmp_path, name, was, becomes)
    assert told in errors_of(SPANISH, name, capsys)[0]


@pytest.mark.parametrize(("colour", "pale"), [("quiet", "#c9ced3"), ("ink", "#b0b0b0")])
def test_a_colour_that_is_too_pale_is_told_at_its_line(
    colour: str, pale: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "layouts/themes/calm.yaml"
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    lines = (starter_folder() / name).read_text(encoding="utf-8").splitlines()
    number = next(at for at, line in enumerate(lines) if line.startswith(f'  {colour}: "#'))
    lines[number] = f'  {colour}: "{pale.upper()}"'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(ENGLISH) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "[text-contrast]" in line]
    assert told
    assert all(line.startswith(f"{name}:{number + 1}:3: ") for line in told), told
