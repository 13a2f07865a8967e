"""A translator who has never seen the project adds Greek with the documentation alone (`docs/translating.md`)."""

from __future__ import annotations

from pathlib import Path

import polib
import pypdfium2
import pytest

from builder.cli import main

DAY = "2026-03-01"

TEN = {
    "title": "Υπερδοσολογία: δείτε την, σώστε μια ζωή",
    "cover.kicker": "Για όποιον βρεθεί εκεί",
    "cover.title": "Δείτε το. Σώστε μια ζωή.",
    "cover.lead": "Πολύ οπιοειδές μπορεί να σταματήσει την αναπνοή.",
    "cover.bar": "Δεν αναπνέει; Καλέστε {emergency}.",
    "signs.heading": "Δείτε τα σημάδια",
    "signs.wake.lead": "Δεν ξυπνά",
    "signs.wake.text": "ακόμα κι αν φωνάζετε",
    "steps.heading": "Τι να κάνετε",
    "steps.call.lead": "Καλέστε {emergency}",
}
"""Ten messages, as somebody types them."""

POEDIT = """\
"Last-Translator: \\n"
"Language-Team: \\n"
"Language: el\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Generator: Poedit 3.4.2\\n"
"X-Poedit-SourceCharset: UTF-8\\n"
"""


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder made by `leaflet init`, with Greek begun."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "ours"]) == 0
    monkeypatch.chdir(tmp_path / "ours")
    assert main(["translate", "add", "el"]) == 0
    return tmp_path / "ours"


def translate_in_poedit(path: Path, texts: dict[str, str]) -> None:
    """What Poedit does to a file: its own headers, its own line width, flags as its user sets them."""
    catalogue = polib.pofile(str(path), wrapwidth=120)
    for entry in catalogue:
        if entry.msgctxt in texts:
            entry.msgstr = texts[entry.msgctxt]
            entry.flags = ["fuzzy"]
    text = str(catalogue)
    head, rest = text.split('"Last-Translator: \\n"\n', 1)
    rest = rest.replace('"Language-Team: \\n"\n"Language: el\\n"\n', "", 1)
    path.write_text(head + POEDIT + rest, encoding="utf-8", newline="\r\n")


def words(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def python_files(folder: Path) -> list[Path]:
    return list(folder.rglob("*.py"))


def test_ten_messages_are_seen_on_the_sheet_and_the_rest_is_boxed(
    ours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = ours / "leaflets/overdose/el.po"
    translate_in_poedit(file, TEN)
    capsys.readouterr()
    assert main(["build", "overdose", "-l", "el", "--preview", "--on", DAY]) == 0
    out, err = capsys.readouterr()
    assert "missing-message" in err
    assert "draft" in out
    (made,) = ours.glob("output/*.pdf")
    assert "preview" in made.name
    shown = words(made)
    assert "Δεν ξυπνά" in shown
    assert "Καλέστε 911" in shown
    assert "Give naloxone" in shown
    assert python_files(ours) == []


@pytest.mark.parametrize(("half", "beside"), [("risk.past.lead", "likely"), ("risk.past.text", "After an overdose")])
def test_half_of_a_paragraph_is_translated_and_the_sheet_is_still_seen(ours: Path, half: str, beside: str) -> None:
    translate_in_poedit(ours / "leaflets/overdose/el.po", {half: "Μετά από διάλειμμα."})
    assert main(["build", "overdose", "-l", "el", "--preview", "--on", DAY]) == 0
    (made,) = ours.glob("output/*.pdf")
    shown = words(made)
    assert "Μετά από" in shown
    assert beside in shown


def test_a_message_that_is_too_long_is_named_and_the_rest_is_still_seen(
    ours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "Δεν ξυπνά με τίποτα, όσο δυνατά κι αν του φωνάζετε ή τον κουνάτε. " * 5
    translate_in_poedit(ours / "leaflets/overdose/el.po", TEN | {"signs.wake.lead": long})
    capsys.readouterr()
    assert main(["build", "overdose", "-l", "el", "--preview", "--on", DAY, "--format", "short"]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "message-too-long" in line]
    assert len(told) == 1
    assert "leaflets/overdose/el.po" in told[0]
    assert "`signs.wake.lead` takes" in told[0]
    assert "shows its source in a box" in told[0]
    (made,) = ours.glob("output/*.pdf")
    shown = words(made)
    assert "Will not wake" in shown  # in its place, boxed
    assert "Τι να κάνετε" in shown
    # without --preview nothing is written: the language is not complete
    made.unlink()
    assert main(["build", "overdose", "-l", "el", "--on", DAY]) == 1
    assert list(ours.glob("output/*.pdf")) == []


def test_a_file_of_poedit_comes_through_unharmed(ours: Path) -> None:
    file = ours / "leaflets/overdose/el.po"
    translate_in_poedit(file, TEN)
    assert main(["translate", "sync"]) == 0
    catalogue = polib.pofile(str(file))
    assert catalogue.metadata["X-Generator"] == "Poedit 3.4.2"
    assert {entry.msgctxt: entry.msgstr for entry in catalogue if entry.msgstr} == TEN
    once = file.read_bytes()
    assert main(["translate", "sync"]) == 0
    assert file.read_bytes() == once


def test_a_dose_that_changed_on_the_way_is_an_error(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = "Γείρτε το κεφάλι πίσω. Δώστε 1 αναπνοή κάθε 50 δευτερόλεπτα."
    translate_in_poedit(ours / "leaflets/overdose/el.po", TEN | {"steps.breaths.text": wrong})
    capsys.readouterr()
    assert main(["check", "overdose", "-l", "el", "-r", "us", "--format", "short", "--on", DAY]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "number-differs" in line]
    assert len(told) == 1
    assert "el.po" in told[0]


@pytest.mark.parametrize(("typed", "tag"), [("greek", "el"), ("Ελληνικά", "el"), ("SPANISH", "es")])
def test_a_languages_name_leads_to_its_tag(
    ours: Path, capsys: pytest.CaptureFixture[str], typed: str, tag: str
) -> None:
    capsys.readouterr()
    assert main(["translate", "add", typed]) == 2
    assert f"leaflet translate add {tag}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("translate", "status", "Greek"), "leaflet translate add el"),
        (("translate", "sync", "-l", "grek"), "leaflet translate add el"),
        (("translate", "status", "Francais"), "leaflet translate add fr"),
        (("translate", "status", "-l", "chk"), "to begin one: leaflet translate add TAG"),
        (("translate", "add", "Chuukese"), "leaflet translate add chk"),
        (("translate", "add", "Old Church"), "a tag is two or three small letters"),
        (("translate", "export", "spansh"), "did you mean es?"),
        (("translate", "import", "Spanish", "es.csv"), "did you mean es?"),
        (("build", "overdose", "-l", "es-MX"), "did you mean es?"),
    ],
)
def test_whoever_asks_for_a_language_is_told_its_tag(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: tuple[str, ...],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(list(typed)) == 2
    assert told in capsys.readouterr().err


def test_a_language_that_is_not_listed_is_proposed_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """CLDR knows what Chuukese is called, and nothing else of it."""
    monkeypatch.chdir(tmp_path)
    assert main(["translate", "add", "chk"]) == 2
    out, err = capsys.readouterr()
    assert "  - id: chk\n    name: Chuukese\n" in out
    assert "script: Latn" in out
    assert "did you mean" not in err


def test_what_a_catalogue_lacks_is_brought_by_sync(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    leaflet = ours / "leaflets/overdose/leaflet.yaml"
    said = leaflet.read_text("utf-8").replace("    heading: Know the signs", "    heading: See the signs")
    leaflet.write_text(said.replace("  - id: signs\n    roles", "  - id: sights\n    roles"), encoding="utf-8")
    assert main(["build", "overdose", "-l", "es"]) == 1
    assert "`leaflet translate sync` puts it into the file" in capsys.readouterr().err


def test_one_leaflet_can_be_begun_alone_and_status_tells_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["translate", "add", "el", "--leaflet", "overdose"]) == 0
    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.po"))
    assert made == ["leaflets/common/el.po", "leaflets/overdose/el.po", "leaflets/regions/us/el.po"]
    translate_in_poedit(tmp_path / "leaflets/overdose/el.po", TEN)
    capsys.readouterr()
    assert main(["translate", "status", "el", "--quick", "--on", DAY]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("el ")]
    assert rows[0][1] == "overdose"
    assert rows[-1][2] == "others"
    assert rows[-1][-2:] == ["not", "begun"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "xliff", "xliff-2.1"])
def test_a_file_goes_back_into_no_other_language(ours: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    held = {path: path.read_bytes() for path in ours.rglob("*.po")}
    command = ["translate", "export", "fr", "--leaflet", "overdose", "--to", kind]
    assert main([*command, "--no-pictures"] if kind == "xlsx" else command) == 0
    (file,) = ours.glob("translation-fr.*")
    assert main(["translate", "import", "es", file.name]) == 1
    err = capsys.readouterr().err
    assert f"error[other-language]: {file.name} was made for French (`fr`), not for Spanish" in err
    assert f"leaflet translate import fr {file.name}" in err
    assert main(["translate", "import", "fr", file.name]) == 0
    assert {path: path.read_bytes() for path in ours.rglob("*.po")} == held


def test_what_is_hardly_in_the_letters_of_a_language_is_not_taken(
    ours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = {path: path.read_bytes() for path in ours.rglob("*.po")}
    assert main(["translate", "export", "fr", "--leaflet", "overdose", "--to", "csv"]) == 0
    file = ours / "translation-fr.csv"
    # what told its language was cut away
    file.write_text(file.read_text("utf-8").partition('\n\n"# ')[0], encoding="utf-8")
    assert main(["translate", "import", "bn", file.name]) == 1
    said = capsys.readouterr()
    assert "hardly written in the script of Bengali" in said.err
    assert said.out.splitlines()[-1].startswith("0 changed")
    assert {path: path.read_bytes() for path in ours.rglob("*.po")} == held
