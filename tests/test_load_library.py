"""Where files are found, and that what is kept is what is on the disk."""

import os
import time
from pathlib import Path

import pytest

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.library import is_safe, shown, starter_folder
from builder.model.source import Colour, Id, Length
from builder.model.theme import Theme
from builder.trace import TracedLibrary

ROOT = Path(__file__).parents[1]


def theme(root: Path, id: str, ink: str = "#14181f", more: str = "") -> Path:
    path = root / "layouts" / "themes" / f"{id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'id: {id}\nname: Demo\n{more}colours: {{ink: "{ink}"}}\n')
    return path


def old(path: Path) -> Path:
    """As if written long ago: times of files are only trusted when they are not fresh."""
    os.utime(path, (time.time() - 1000, time.time() - 1000))
    return path


def ink(library: Library, id: str) -> str:
    findings = Findings()
    found = library.theme(id, findings)
    assert isinstance(found, Theme), findings
    return found.colours["ink"]


def test_a_projects_file_shadows_the_starters(tmp_path: Path) -> None:
    project, starter = tmp_path / "project", tmp_path / "starter"
    theme(starter, "calm", "#000000")
    theme(starter, "mono", "#000000")
    theme(project, "calm", "#111111")
    library = Library((project, starter))
    assert library.themes() == ("calm", "mono")
    assert (ink(library, "calm"), ink(library, "mono")) == ("#111111", "#000000")
    assert library.path("layouts/themes/mono.yaml") == starter / "layouts/themes/mono.yaml"


def test_a_parent_may_stand_in_the_starter_library(tmp_path: Path) -> None:
    project, starter = tmp_path / "project", tmp_path / "starter"
    parent = theme(starter, "calm", "#000000", "rule: 2pt\n")
    theme(project, "mine", "#111111", "extends: calm\n")
    library, findings = Library((project, starter)), Findings()
    mine = library.theme("mine", findings)
    assert mine is not None
    assert (mine.rule, mine.colours["ink"]) == (Length(2), Colour("#111111"))
    # A copy of the parent in the project takes its place, also for what has been kept.
    old(parent)
    old(project / "layouts/themes/mine.yaml")
    assert library.theme("mine", findings) is not None
    theme(project, "calm", "#000000", "rule: 3pt\n")
    again = library.theme("mine", findings)
    assert again is not None
    assert again.rule == Length(3)


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    old(theme(tmp_path, "demo"))
    library, findings = Library((tmp_path,)), Findings()
    assert library.theme("demo", findings) is library.theme("demo", findings)


@pytest.mark.parametrize("aged", [True, False])
def test_a_change_is_seen(aged: bool, tmp_path: Path) -> None:
    path = theme(tmp_path, "demo", "#111111")
    if aged:
        old(path)
    library = Library((tmp_path,))
    assert ink(library, "demo") == "#111111"
    path.write_text(path.read_text().replace("#111111", "#222222"))  # same size, within the same second
    assert ink(library, "demo") == "#222222"
    path.write_text(path.read_text().replace("#222222", "#333333"))
    assert ink(library, "demo") == "#333333"


def test_a_change_of_a_parent_is_seen(tmp_path: Path) -> None:
    parent = old(theme(tmp_path, "parent", "#111111"))
    child = theme(tmp_path, "child")
    child.write_text("id: child\nname: Child\nextends: parent\n")
    old(child)
    library = Library((tmp_path,))
    assert ink(library, "child") == "#111111"
    parent.write_text(parent.read_text().replace("#111111", "#222222"))
    assert ink(library, "child") == "#222222"


def test_findings_are_told_each_time(tmp_path: Path) -> None:
    path = old(theme(tmp_path, "demo", "red"))
    library = Library((tmp_path,))
    for _ in range(2):
        findings = Findings()
        assert library.theme("demo", findings) is None
        assert [one.code for one in findings] == ["bad-colour"]
    path.write_text(path.read_text().replace("red", "#ff0000"))
    assert ink(library, "demo") == "#ff0000"
    path.unlink()
    findings = Findings()
    assert library.theme("demo", findings) is None
    assert [one.code for one in findings] == ["unknown-reference"]


def test_a_name_that_is_not_there_is_answered_with_the_nearest() -> None:
    library, findings = Library((ROOT,)), Findings()
    assert library.leaflet("overdoes", findings) is None
    assert library.icon("lung", findings) is None
    assert library.region("xx", findings) is None
    assert [(one.message, [hint.message for hint in one.hints]) for one in findings] == [
        ("there is no leaflet `overdoes`", ["did you mean overdose?"]),
        ("there is no icon `lung`", ["did you mean lungs?"]),
        ("there is no region `xx`", [f"known here: {', '.join(library.regions())}"]),
    ]


def test_a_file_that_is_nowhere(tmp_path: Path) -> None:
    library, findings = Library((tmp_path,)), Findings()
    assert library.languages(findings) == {}
    assert library.claims(findings) == {}
    assert library.words(findings) is None
    assert library.fonts(findings) == {}
    assert {one.code for one in findings} == {"missing-file"}
    assert library.leaflets() == library.icons() == ()


def test_names_of_files_that_cannot_be_ids_are_passed_over(tmp_path: Path) -> None:
    for id in ("good", "Bad", "bad_one", "con", ".hidden", "a.b"):
        theme(tmp_path, id)
    assert Library((tmp_path,)).themes() == (Id("good"),)


def test_catalogues(tmp_path: Path) -> None:
    for name in ("overdose/es.po", "common/es.po", "regions/us/es.po"):
        (tmp_path / "leaflets" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "leaflets" / name).touch()
    library = Library((tmp_path,))
    assert library.po("leaflets", "overdose", "es") == tmp_path / "leaflets/overdose/es.po"
    assert library.po("common", "", "es") == tmp_path / "leaflets/common/es.po"
    assert library.po("regions", "us", "es") == tmp_path / "leaflets/regions/us/es.po"
    assert library.po("leaflets", "overdose", "fr") is None
    assert library.po("leaflets", "..", "es") is None
    (tmp_path / "leaflets/overdose/fr.po").symlink_to("../common/es.po")
    (tmp_path / "leaflets/overdose/de.po").symlink_to("/etc/hostname")
    assert library.po("leaflets", "overdose", "fr") is not None
    assert library.po("leaflets", "overdose", "de") is None


def test_the_starter_library_is_found() -> None:
    assert starter_folder() == ROOT
    assert Library.open(ROOT).roots == (ROOT,)


def test_services_are_read_from_any_file() -> None:
    findings = Findings()
    services = Library((ROOT,)).services(ROOT / "leaflets/services/example.yaml", findings)
    assert findings.ok
    assert len(services) >= 3


def test_files_are_shown_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    theme(tmp_path, "demo", "red")
    findings = Findings()
    Library.open().theme("demo", findings)
    assert [str(one.span) for one in findings] == ["layouts/themes/demo.yaml:3:16"]
    assert shown(tmp_path / "a") == "a"
    assert shown(Path("/elsewhere/a")) == "/elsewhere/a"


@pytest.mark.parametrize("relative", ["leaflets/a/leaflet.yaml", "layouts/fonts/A B.ttf", "leaflets/a/zh-Hans.po"])
def test_ordinary_names_are_safe(relative: str) -> None:
    assert is_safe(relative)


def test_a_library_that_is_still_looks_at_every_file_once(tmp_path: Path) -> None:
    root = tmp_path / "project"
    old(theme(root, "calm", "#111111"))
    library = Library((root,))
    with library.still():
        assert ink(library, "calm") == "#111111"
        assert library.path("layouts/themes/later.yaml") is None
        theme(root, "calm", "#222222")
        theme(root, "later", "#333333")
        with library.still():
            assert ink(library, "calm") == "#111111"
            assert library.path("layouts/themes/later.yaml") is None
        assert ink(library, "calm") == "#111111"
    assert ink(library, "calm") == "#222222"
    assert ink(library, "later") == "#333333"
    with library.still():
        assert ink(library, "calm") == "#222222"


def test_what_a_still_library_is_asked_for_is_traced_every_time(tmp_path: Path) -> None:
    root = tmp_path / "project"
    theme(root, "calm", "#111111")
    library = TracedLibrary((root,))
    with library.still():
        for _ in range(2):
            with library.traced() as noted:
                ink(library, "calm")
            assert set(noted) == {"layouts/themes/calm.yaml"}


def test_ids_are_those_of_files_that_can_be_opened(tmp_path: Path) -> None:
    for name in ("calm", "Loud", "con", ".hidden", "calm.old"):
        theme(tmp_path, name)
    (tmp_path / "layouts" / "themes" / "notes.txt").write_text("")
    (tmp_path / "leaflets" / "empty").mkdir(parents=True)
    (tmp_path / "leaflets" / "overdose").mkdir()
    (tmp_path / "leaflets" / "overdose" / "leaflet.yaml").write_text("")
    (tmp_path / "leaflets" / "defaults.yaml").write_text("")
    library = Library((tmp_path, tmp_path / "nowhere"))
    assert library.themes() == ("calm",)
    assert library.leaflets() == ("overdose",)
    assert library.regions() == ()


def test_a_projects_fonts_stand_beside_the_starters_and_take_the_place_of_those_of_their_name(tmp_path: Path) -> None:
    fonts = tmp_path / "layouts" / "fonts"
    fonts.mkdir(parents=True)
    for name in ("NotoSansThai", "NotoSansLao"):
        (fonts / f"{name}-Own.ttf").write_bytes((ROOT / "layouts" / "fonts" / f"{name}-Regular.ttf").read_bytes())
    family = "{{regular: {0}-Own.ttf, bold: {0}-Own.ttf, licence: OFL.txt, covers: [Thai]}}\n"
    (fonts / "fonts.yaml").write_text(
        f"Our Thai: {family.format('NotoSansThai')}Noto Sans Lao: {family.format('NotoSansLao')}", encoding="utf-8"
    )
    findings = Findings()
    starters, ours = Library((ROOT,)).fonts(findings), Library((tmp_path, ROOT)).fonts(findings)
    assert findings.ok, list(findings)
    assert set(ours) == {*starters, "Our Thai"}
    assert ours["Noto Sans Lao"] == (fonts / "NotoSansLao-Own.ttf", fonts / "NotoSansLao-Own.ttf")
    assert ours["Noto Sans"] == starters["Noto Sans"]
