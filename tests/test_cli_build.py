"""`leaflet build` at the door: what lies in the output folder is whole, current and right, or is not there."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builder.build import Built
from builder.cli import main
from builder.cli.commands.build import COMMAND, Build
from builder.load.library import starter_folder

ENGLISH = ["overdose", "--lang", "en", "--on", "2026-03-01"]
FILE = "overdose-en-us-letter-trifold-draft.pdf"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, and the current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def build(project: Path, capsys: pytest.CaptureFixture[str]) -> "Door":
    """The command in this process."""
    return Door(project, capsys)


class Door:
    """Builds, and remembers what was said."""

    def __init__(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.output = project / "output"
        self.capsys = capsys
        self.out = self.err = ""

    def __call__(self, *words: str) -> int:
        code = main(["build", *words])
        self.out, self.err = self.capsys.readouterr()
        return code

    def states(self, *words: str) -> dict[str, str]:
        """Stem of each file -> built, current or failed."""
        main(["build", *words, "--format", "json"])
        self.out, self.err = self.capsys.readouterr()
        return {f"{each['leaflet']}-{each['language']}": each["state"] for each in json.loads(self.out)}

    def files(self) -> list[str]:
        return sorted(path.name for path in self.output.iterdir() if path.suffix == ".pdf")


def own(project: Path, name: str) -> Path:
    """The project's own copy of a file of the library."""
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(starter_folder() / name, path)
    return path


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_leaflet_becomes_a_file_and_stays_until_something_changes(build: Door, project: Path) -> None:
    assert build(*ENGLISH) == 0
    assert build.files() == [FILE]
    assert f"output/{FILE}: built" in build.out
    assert "it is a draft and says so on every face" in build.out
    assert "no clinician has signed the text for United States" in build.out
    first = (build.output / FILE).read_bytes()
    assert first.startswith(b"%PDF-1.7")

    assert build(*ENGLISH) == 0
    assert "up to date" in build.out
    assert "no clinician has signed" in build.out, "why it is a draft is told again"

    assert build.states(*ENGLISH, "--force") == {"overdose-en": "built"}
    assert (build.output / FILE).read_bytes() == first, "the same input gives the same bytes"


def test_only_what_a_change_touches_is_built_again(build: Door, project: Path) -> None:
    both = ["overdose", "withdrawal", "--lang", "en", "--on", "2026-03-01"]
    assert build.states(*both) == {"overdose-en": "built", "withdrawal-en": "built"}
    assert build.states(*both) == {"overdose-en": "current", "withdrawal-en": "current"}

    # a file of the project takes the place of the library's: the same content is no change
    leaflet = own(project, "leaflets/withdrawal/leaflet.yaml")
    assert build.states(*both) == {"overdose-en": "current", "withdrawal-en": "current"}
    os.utime(leaflet, (1, 1))
    assert build.states(*both) == {"overdose-en": "current", "withdrawal-en": "current"}

    text = leaflet.read_text(encoding="utf-8")
    leaflet.write_text(text.replace("audience: ", "audience: all ", 1), encoding="utf-8")
    assert build.states(*both) == {"overdose-en": "current", "withdrawal-en": "built"}

    append(own(project, "layouts/themes/mono.yaml"), "# a theme that is not used\n")
    assert build.states(*both) == {"overdose-en": "current", "withdrawal-en": "current"}
    append(own(project, "leaflets/common/common.yaml"), "# words that both print\n")
    assert build.states(*both) == {"overdose-en": "built", "withdrawal-en": "built"}


def test_a_damaged_or_missing_file_is_built_again(build: Door) -> None:
    assert build(*ENGLISH) == 0
    whole = (build.output / FILE).read_bytes()
    (build.output / FILE).write_bytes(whole[:-9])
    assert build.states(*ENGLISH) == {"overdose-en": "built"}
    assert (build.output / FILE).read_bytes() == whole
    (build.output / FILE).unlink()
    assert build.states(*ENGLISH) == {"overdose-en": "built"}
    (build.output / ".leaflet-record.json").write_text('{"form": 1, "tools": []}')
    assert build.states(*ENGLISH) == {"overdose-en": "built"}


def test_what_fails_takes_its_older_file_away(build: Door, project: Path) -> None:
    assert build(*ENGLISH) == 0
    leaflet = own(project, "leaflets/overdose/leaflet.yaml")
    text = leaflet.read_text(encoding="utf-8")
    leaflet.write_text(text.replace("{emergency}", "{emergancy}"), encoding="utf-8")
    assert build(*ENGLISH) == 1
    assert build.files() == []
    assert "warning[output-removed]" in build.err
    assert "1 failed" in build.out

    leaflet.write_text(text, encoding="utf-8")
    assert build.states(*ENGLISH) == {"overdose-en": "built"}
    leaflet.write_text("title: [", encoding="utf-8")
    assert build("--on", "2026-03-01") == 1, "also when the leaflet cannot be read at all"
    assert FILE not in build.files()
    assert "output-removed" in build.err


def test_pale_type_is_told_with_the_themes_words_for_it(build: Door, project: Path) -> None:
    path = project / "layouts/themes/pale.yaml"
    path.parent.mkdir(parents=True)
    path.write_text('id: pale\nname: Pale\nextends: calm\ncolours: {quiet: "#B0B8C0"}\n')
    assert build(*ENGLISH, "--theme", "pale") == 1
    told = "choose colours in layouts/themes/pale.yaml that differ more in brightness"
    assert f"{told}: the text is `quiet`, behind it is `paper` or `on-deep`" in build.err + build.out
    assert not any(build.output.glob("*.pdf"))


def test_a_translation_that_is_no_longer_complete_takes_its_older_file_away(build: Door, project: Path) -> None:
    asked = ["--on", "2026-03-01", "--lang", "all"]
    catalogue = own(project, "leaflets/overdose/es.po")
    assert build("overdose", *asked) == 0
    spanish = [name for name in build.files() if "-es-" in name]
    assert spanish
    text = catalogue.read_text(encoding="utf-8")
    start = text.index('msgctxt "steps.call.lead"')
    catalogue.write_text(text[:start] + text[text.index("\n\n", start) + 2 :], encoding="utf-8")
    assert build("overdose", *asked) == 0
    assert not [name for name in build.files() if "-es-" in name]
    (left_out,) = [line for line in build.err.splitlines() if "language-left-out" in line]
    assert "es" in left_out.split(" is left out in ")[1].split(" for us")[0].split(", ")
    assert "leaflet build overdose -l es -r us" in build.err or ", es" in left_out
    assert "output-removed" in build.err


def test_regions_that_a_leaflet_is_left_out_for_are_told_in_one_line(build: Door) -> None:
    """Not in one line each: a translator's `leaflet check -l bn` had 174."""
    assert build("--layout", "letter-trifold", "-l", "bn", "-r", "ca-bc,de,ie") == 0
    told = [line for line in build.err.splitlines() if "language-left-out" in line]
    leaflets = [line.split("]: ")[1].split(" is left out in bn")[0] for line in told]
    assert len(leaflets) == len(set(leaflets)) > 5
    assert any("for ca-bc, de, ie: its translation is not complete" in line for line in told)


def test_results_do_not_depend_on_the_number_of_processes(build: Door, project: Path) -> None:
    asked = [
        "overdose",
        "fentanyl",
        "withdrawal",
        "-l",
        "en",
        "--layout",
        "letter-trifold,letter-sheet",
        "--theme",
        "calm,mono",
        "--on",
        "2026-03-01",
    ]
    assert build(*asked, "--jobs", "1", "-o", "one") == 0
    alone = build.out
    assert build(*asked, "--jobs", "2", "-o", "two") == 0
    assert build.out.replace("two/", "one/") == alone
    files = sorted(path.name for path in (project / "one").glob("*.pdf"))
    assert len(files) == 12
    assert "overdose-en-us-letter-sheet-mono-draft.pdf" in files
    for name in files:
        assert (project / "one" / name).read_bytes() == (project / "two" / name).read_bytes(), name


def test_what_is_not_usual_is_in_the_name(build: Door, project: Path) -> None:
    services = own(project, "leaflets/services/example.yaml")
    assert build(*ENGLISH, "-r", "gb-eng", "--finish", "press", "--naloxone", "injection") == 0
    assert build(*ENGLISH, "--service", f"{services}:example-outreach") == 0
    assert build.files() == [
        "overdose-en-gb-eng-a4-trifold-press-injection-draft.pdf",
        "overdose-en-us-letter-trifold-example-outreach-draft.pdf",
    ]
    assert build(*ENGLISH, "--service", f"{services}:example-outrech") == 2
    assert "did you mean example-outreach?" in build.err
    assert build(*ENGLISH, "--service", "no-such.yaml:x") == 1
    assert "missing-file" in build.err


def test_a_service_is_known_by_its_id_and_may_stand_in_a_spreadsheet(build: Door, project: Path) -> None:
    assert build(*ENGLISH, "--service", "example-outreach") == 0
    (named,) = project.glob("output/*-example-outreach-*.pdf")
    by_id = named.read_bytes()
    services = own(project, "leaflets/services/example.csv")
    assert build(*ENGLISH, "--service", f"{services}:example-outreach") == 0
    assert named.read_bytes() == by_id
    shelf = project / "leaflets/services"
    (shelf / "van.yaml").write_text(
        "services:\n  - id: our-van\n    name: Van\n    phone: 202-555-0142\n    logo: gone.png\n", encoding="utf-8"
    )
    assert build(*ENGLISH, "--service", "our-van") == 1
    assert "gone.png" in build.err
    assert build(*ENGLISH, "--service", "exampel-outreach") == 2
    assert "did you mean example-outreach?" in build.err
    assert "FILE:ID" in build.err


def test_a_folder_that_cannot_be_written_is_a_finding(build: Door, project: Path) -> None:
    (project / "output").write_text("a file stands where the folder should")
    assert build(*ENGLISH) == 1
    assert "error[cannot-write]" in build.err
    assert "Traceback" not in build.err


def test_a_full_disk_is_a_finding_and_leaves_nothing(build: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("builder.build_all.write", full)
    assert build(*ENGLISH) == 1
    assert "error[cannot-write]" in build.err
    assert "No space left on device" in build.err
    assert build.files() == []


def test_a_fault_in_one_job_leaves_the_others(build: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    from builder import build_all

    honest = build_all.build

    def faulty(job: build_all.Job, library: build_all.TracedLibrary) -> Built:
        if "withdrawal" in job.stem:
            raise ZeroDivisionError("unforeseen")
        return honest(job, library)

    monkeypatch.delenv("LEAFLET_DEBUG", raising=False)
    monkeypatch.setattr(build_all, "build", faulty)
    assert build("overdose", "withdrawal", "-l", "en", "--on", "2026-03-01") == 1
    assert build.files() == [FILE]
    assert (
        "error[internal-error]: the builder failed on withdrawal-en-us-letter-trifold: ZeroDivisionError" in build.err
    )


def test_warnings_count_when_they_are_asked_to(build: Door, project: Path) -> None:
    assert build(*ENGLISH) == 0
    own(project, "leaflets/overdose/leaflet.yaml").write_text("title: [", encoding="utf-8")
    assert COMMAND.run(Build(leaflets=("withdrawal",), languages=("en",))) == 0
    build.capsys.readouterr()


def test_signed_and_checked_it_is_no_draft_until_a_word_changes(build: Door, project: Path) -> None:
    assert main(["new", "leaflet", "signed"]) == 0
    leaflet = project / "leaflets/signed/leaflet.yaml"
    written = leaflet.read_text("utf-8").replace("Title of the leaflet", "Signed")
    leaflet.write_text(written.replace("A first draft says nothing yet.", "A test says nothing."), encoding="utf-8")
    assert main(["new", "region", "here"]) == 0
    region = project / "leaflets/regions/here/region.yaml"
    said = region.read_text(encoding="utf-8").replace('"0000"', '"112"')
    confirmed = "confirmed: {by: A Name, on: 2026-02-01}\n"
    said = said.replace("helplines:", f"  {confirmed}\nhelplines:").replace(
        "    caveat:", f"    {confirmed}    caveat:"
    )
    region.write_text(said, encoding="utf-8")
    asked = ["signed", "-l", "en", "-r", "here", "--on", "2026-03-01"]
    assert build(*asked) == 0
    assert build.files() == ["signed-en-here-a4-trifold-draft.pdf"]
    sign = [
        "approve",
        "signed",
        "-r",
        "here",
        "--by",
        "A Name",
        "--role",
        "a physician in a test",
        "--on",
        "2026-02-02",
    ]
    assert main(sign) == 0
    assert build(*asked) == 0
    assert build.files() == ["signed-en-here-a4-trifold.pdf"], "the draft is gone"
    assert "draft" not in build.out
    leaflet.write_text(leaflet.read_text("utf-8").replace("A short sentence.", "Another one."), encoding="utf-8")
    assert build(*asked) == 0
    assert build.files() == ["signed-en-here-a4-trifold-draft.pdf"]
    assert "has changed since A Name signed it" in build.out


def test_how_sheets_are_printed_is_said(build: Door) -> None:
    assert build("overdose", "-l", "en", "--layout", "letter-trifold") == 0
    assert build.out.splitlines()[-1] == "print letter-trifold at 100%, on both sides, flipped on the short edge"
    assert build("overdose", "-l", "en", "--layout", "poster-tabloid,wallet-card") == 0
    assert build.out.splitlines()[-2:] == [
        "print poster-tabloid at 100%, on one side",
        "print wallet-card at 100%, on both sides, flipped on the long edge; `--impose letter` puts several on a sheet",
    ]
    assert build("overdose", "-l", "en", "--finish", "screen") == 0
    assert "print " not in build.out


def test_nothing_is_drawn_in_a_pipe_and_a_stop_leaves_whole_files(project: Path) -> None:
    command = [sys.executable, "-m", "builder.cli", "build", "-l", "en", "--layout", "all", "--theme", "all"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    started = subprocess.Popen(
        [*command, "--jobs", "1"], cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    output = project / "output"
    while not list(output.glob("*.pdf")) and started.poll() is None:
        pass
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=60)
    assert started.returncode == 130
    assert (out, err) == (b"", b"")
    files = sorted(output.glob("*.pdf"))
    assert files
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in files)
    record = json.loads((output / ".leaflet-record.json").read_bytes())
    # the last file may have been written in the moment before the stop, and not yet recorded
    assert {entry["name"] for entry in record["entries"].values()} <= {path.name for path in files}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["overdose", "-l", "es", "ar"], "several languages are said as -l es,ar"),
        (["overdose", "-l", "es", "ar", "km"], "several languages are said as -l es,ar,km"),
        (["overdose", "-r", "England"], "did you mean gb-eng?"),
        (["overdose", "--layout", "trifold"], "did you mean a4-trifold or letter-trifold?"),
        (["overdose", "-l", "Spanish"], "did you mean es?"),
        (["overdoes"], "did you mean overdose?"),
        (["overdose", "-l", "cy", "-r", "in"], "leaflet translate add cy --region in makes it"),
    ],
    ids=" ".join,
)
def test_a_wrong_word_is_told_with_the_right_one(build: Door, typed: list[str], told: str) -> None:
    assert build(*typed) != 0
    assert told in build.err


def test_what_a_card_does_not_say_of_a_service_is_told(build: Door, project: Path) -> None:
    put = project / "my.yaml"
    put.write_text(
        "services:\n  - id: clinic\n    name: Example Clinic\n    phone: 202-555-0142\n"
        "    hours: Mon to Fri 9 to 5\n    url: https://example.org/clinic\n    checked-on: 2026-02-01\n"
    )
    asked = ["overdose", "-l", "en", "--service", "my.yaml", "--on", "2026-03-01"]
    assert build(*asked, "--layout", "wallet-card") == 0
    assert "has no room for the hours and the web address of `clinic`" in build.err
    assert build(*asked, "--layout", "letter-trifold") == 0
    assert "has no room" not in build.err
