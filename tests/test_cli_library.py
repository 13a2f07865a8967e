"""The commands about the library: what there is, first files, copies, schemas, the manual of findings."""

import json
from pathlib import Path

import pytest

from builder.cli import main
from builder.codes import pages
from builder.load.library import starter_folder
from builder.starter import ORIGINS, PLACES


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, and the current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize(("kind", "name"), [*((kind, f"new-{kind}") for kind in PLACES if kind != "language")])
def test_a_first_file_passes_the_check(kind: str, name: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", kind, name]) == 0
    path = project / PLACES[kind].format(name)
    assert f"id: {name}" in path.read_text(encoding="utf-8")
    assert f"{path.relative_to(project)}: written" in capsys.readouterr().out
    option = {"region": "-r", "layout": "--layout"}.get(kind)
    words = ["check", name if kind == "leaflet" else "overdose", "-l", "en", "--format", "short"]
    passes = main([*words, *([option, name] if option else [])]) == 0
    # that nobody has signed it is so, and stays a warning; a region's numbers are for its author to put in
    told = [line for line in capsys.readouterr().err.splitlines() if name in line]
    assert passes == (not any("error[stand-in-number]" in line for line in told)) == (kind != "region")
    usual = ("[starter-text]", "[unsigned-text]", "[unconfirmed-number]", "[unknown-number]", "[stand-in-number]")
    assert not [line for line in told if not any(code in line for code in usual)], told


def test_nobody_signs_what_a_first_file_says(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "leaflet", "ours"]) == 0
    who = ["--by", "A Person", "--role", "nurse", "--on", "2026-01-31"]
    assert main(["approve", "ours", "--region", "us", *who]) == 1
    assert "error[starter-text]: ours says in `title`, `cover`" in capsys.readouterr().err
    assert not (project / "leaflets/ours/approvals.yaml").exists()


def test_a_first_leaflet_can_be_printed(project: Path) -> None:
    for kind in PLACES:
        if kind != "language":
            assert main(["new", kind, f"new-{kind}"]) == 0
    region = project / "leaflets/regions/new-region/region.yaml"
    region.write_text(region.read_text(encoding="utf-8").replace('"0000"', '"112"'), encoding="utf-8")
    words = ["build", "new-leaflet", "-r", "new-region", "--layout", "new-layout", "--theme", "new-theme"]
    assert main(words) == 0
    (made,) = (project / "output").glob("*.pdf")
    assert made.name == "new-leaflet-en-new-region-new-layout-new-theme-draft.pdf"


def test_who_asks_for_a_leaflet_is_told_of_it_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "leaflet", "ours"]) == 0
    assert main(["new", "leaflet", "theirs"]) == 0
    append(project / "leaflets/theirs/leaflet.yaml", "nothing: known\n")
    capsys.readouterr()
    assert main(["check", "ours", "--text", "--format", "short"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if "leaflets/ours/" in line]
    assert not [line for line in told if "leaflets/" in line and "leaflets/ours/" not in line], told
    main(["check", "ours", "-r", "us", "--text", "--format", "short"])
    assert "regions/us/region.yaml" in capsys.readouterr().err
    assert main(["check", "--text", "--format", "short"]) == 1
    assert "leaflets/theirs/leaflet.yaml" in capsys.readouterr().err


def test_a_report_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--report", "--fix"]) == 2
    assert "run `leaflet check --fix` first" in capsys.readouterr().err


def test_a_stand_in_is_not_printed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "region", "new-region"]) == 0
    assert main(["build", "overdose", "-l", "en", "-r", "new-region"]) == 1
    assert "0000 (`new-region.emergency`) stands in for a number" in capsys.readouterr().err
    assert not list((project / "output").glob("*.pdf"))


def test_a_new_service_is_printed_once_its_number_is_put_in(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["build", "overdose", "-l", "en"]
    assert main([*words, "--service", "mine.yaml:our-van"]) == 1
    assert "leaflet new service our-van" in capsys.readouterr().err
    assert main(["new", "service", "our-van"]) == 0
    assert "then run leaflet services check leaflets/services/our-van.yaml" in capsys.readouterr().out
    assert main([*words, "--service", "our-van"]) == 1
    assert "0000 (`our-van`) stands in for a number" in capsys.readouterr().err
    file = project / "leaflets/services/our-van.yaml"
    whole = file.read_text(encoding="utf-8").replace('"0000"', "202-555-0142").replace("    # ", "    ")
    file.write_text(whole.replace("    logo: logo.png # PNG or SVG, beside this file\n", ""), encoding="utf-8")
    assert main([*words, "--service", "our-van", "--on", "2026-03-01"]) == 0
    assert (project / "output/overdose-en-us-letter-trifold-our-van-draft.pdf").exists()


def test_a_new_language_has_the_names_that_are_known(project: Path) -> None:
    assert main(["new", "language", "ha"]) == 0
    listed = (project / "leaflets/languages.yaml").read_text(encoding="utf-8")
    assert "  - id: ha\n    name: Hausa\n    endonym: Hausa\n    script: Latn\n    fonts: [Noto Sans]\n" in listed


def test_an_id_that_would_do_is_proposed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "leaflet", "Xylazine Wounds"]) == 2
    assert "hint: did you mean xylazine-wounds?" in capsys.readouterr().err


def test_a_new_language_is_one_entry_more(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (starter_folder() / "leaflets/languages.yaml").read_text(encoding="utf-8")
    assert main(["new", "language", "qaa-Latn"]) == 0
    after = (project / "leaflets/languages.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert after.count("  - id: ") == before.count("  - id: ") + 1
    capsys.readouterr()
    assert main(["languages", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed[-1]["id"] == "qaa-Latn"
    assert main(["new", "language", "qaa-Latn"]) == 2
    assert "error[already-there]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("leaflet", "overdose", "already-there"),
        ("leaflet", "../overdose", "bad-id"),
        ("leaflet", "Over Dose", "bad-id"),
        ("theme", "a/b", "bad-id"),
        ("language", "Greek", "bad-id"),
        ("language", "es", "already-there"),
    ],
)
def test_a_first_file_takes_no_ones_place(
    kind: str, name: str, code: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", kind, name]) == 2
    assert f"error[{code}]" in capsys.readouterr().err
    assert list(project.iterdir()) == []


def test_the_library_is_copied_out_and_its_copies_are_known(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "."]) == 0
    copied = [path.relative_to(project) for path in project.rglob("*.yaml")]
    assert Path("leaflets/overdose/leaflet.yaml") in copied
    assert Path("layouts/letter-trifold.yaml") in copied
    assert not [path for path in copied if "fonts" in path.parts]
    capsys.readouterr()

    append(project / "layouts/themes/calm.yaml", "# ours\n")
    (project / "layouts/themes/ours.yaml").write_text("id: ours\nname: Ours\nextends: calm\n")
    # as if the library had gone on since the copy was made
    origins = json.loads((project / ORIGINS).read_text())
    origins["layouts/themes/mono.yaml"] = "0" * 64
    (project / ORIGINS).write_text(json.dumps(origins))
    append(project / "layouts/themes/mono.yaml", "# an older copy\n")

    assert main(["list", "themes", "--format", "json"]) == 0
    listed = {row["id"]: row["standing"] for row in json.loads(capsys.readouterr().out)["themes"]}
    assert listed == {
        "calm": "changed by you",
        "discreet": "",
        "mono": "older than the library's",
        "ours": "yours",
    }

    assert main(["init", "."]) == 0
    assert "0 files copied" in capsys.readouterr().out
    assert "# ours" in (project / "layouts/themes/calm.yaml").read_text()


def test_lists_are_for_people_and_for_machines(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if line.endswith(":")] == [
        "leaflets:",
        "layouts:",
        "themes:",
        "regions:",
    ]
    assert "Letter, folded in three" in told
    assert main(["list", "regions", "--format", "json"]) == 0
    regions = json.loads(capsys.readouterr().out)["regions"]
    assert {"id": "us", "name": "United States", "emergency": "911", "paper": "letter", "standing": ""} in regions


def test_languages_say_which_leaflets_are_complete(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages", "--format", "json"]) == 0
    listed = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert len(listed) > 40
    assert {"fentanyl", "overdose", "withdrawal"} <= {*listed["en"]["leaflets"]}
    assert "overdose" in listed["es"]["leaflets"]
    assert listed["ar"]["direction"] == "rtl"


def test_schemas_are_written_where_files_point_to(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "leaflets/schemas/leaflet.schema.json" in told
    assert all(json.loads(Path(path).read_text(encoding="utf-8"))["title"] for path in told)
    assert main(["schema", "region"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "region"


def test_the_scaffolds_point_to_a_schema(project: Path) -> None:
    assert main(["schema"]) == 0
    for kind in PLACES:
        if kind == "language":
            continue
        assert main(["new", kind, f"new-{kind}"]) == 0
        path = project / PLACES[kind].format(f"new-{kind}")
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (path.parent / first.partition("=")[2]).resolve().is_file(), first


def test_a_finding_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "output-removed"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("output-removed")
    assert "Fix:" in told
    assert main(["explain"]) == 0
    assert capsys.readouterr().out.splitlines() == list(pages())


def test_check_finds_what_no_leaflet_uses_and_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theme = project / "layouts/themes/unused.yaml"
    theme.parent.mkdir(parents=True)
    theme.write_text("id: unused\nname: Unused\nextends: calm\nrule: 3\n")
    assert main(["check", "overdose", "-l", "en", "-r", "us", "--format", "short"]) == 1
    told = capsys.readouterr()
    assert "layouts/themes/unused.yaml:4:7: error[bare-length]" in told.err
    assert "1 error," in told.out
    assert [path.name for path in project.iterdir()] == ["layouts"]


def test_the_starter_library_has_no_errors(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "short", "--on", "2026-03-01"]) == 0, capsys.readouterr().err
