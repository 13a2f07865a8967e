"""What translators work with: catalogues of a language, room, status, overflow told by message, pseudo-translations."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
import polib
import pytest
from composed import starter
from conftest import Needs
from samples import SAMPLES, starter_typesetter
from translate_project import DAY, change, make_project, put

from builder.build import Job, build, typeset
from builder.cli import main
from builder.compose.room import characters
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.library import starter_folder
from builder.translate.messages import messages
from builder.translate.whole import every_part
from builder.translators.everywhere import add_language, sync_all
from builder.translators.pseudo import LONGER, PSEUDO, accented, mirrored, pseudo_pdf
from builder.translators.room import measured_rooms, room_notes
from builder.translators.status import standings
from builder.translators.too_long import report_too_long

OVERDOSE = "leaflets/overdose/leaflet.yaml"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, and the current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def copied(project: Path, *names: str) -> None:
    """The project's own copies of files of the starter library."""
    for name in names:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(starter_folder() / name, path)


def put_message(path: Path, context: str, text: str) -> None:
    catalogue = polib.pofile(str(path), wrapwidth=79)
    next(entry for entry in catalogue if entry.msgctxt == context).msgstr = text
    catalogue.save(str(path))


# Every catalogue of a language


def test_add_makes_every_catalogue_and_msgfmt_takes_them(
    own: Path, capsys: pytest.CaptureFixture[str], needs: Needs
) -> None:
    import subprocess

    assert main(["translate", "add", "el", "--region", "us"]) == 0
    made = sorted(path.relative_to(own).as_posix() for path in own.rglob("*.po"))
    leaflets = [f"leaflets/{id}/el.po" for id in starter().leaflets()]
    shared = [f"leaflets/{name}/el.po" for name in ("common", "letters", "packing", "regions/us")]
    assert made == sorted([*leaflets, *shared])
    assert "leaflet build -l el -r us --preview" in capsys.readouterr().out
    msgfmt = needs("msgfmt", "gettext")
    for name in made:
        assert subprocess.run([msgfmt, "--check", "-o", "/dev/null", own / name]).returncode == 0
    before = {name: (own / name).read_bytes() for name in made}
    assert main(["translate", "sync"]) == 0
    assert {name: (own / name).read_bytes() for name in made} == before


def test_a_region_brings_the_one_that_it_extends(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translate", "add", "el", "--region", "gb-eng", "--leaflet", "overdose"]) == 0
    made = sorted(path.parent.name for path in own.glob("leaflets/regions/*/el.po"))
    assert made == ["gb", "gb-eng"]
    assert "leaflet build -l el -r gb-eng --preview" in capsys.readouterr().out


def test_a_language_that_is_not_listed_is_told_with_its_entry(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translate", "add", "is"]) == 2
    out, err = capsys.readouterr()
    assert "unknown-language" in err
    assert out.splitlines()[:4] == ["  - id: is", "    name: Icelandic", "    endonym: íslenska", "    script: Latn"]
    # the entry is what is missing, and no Python
    listed = (starter_folder() / "leaflets/languages.yaml").read_text(encoding="utf-8").rstrip() + "\n"
    put(own, "leaflets/languages.yaml", listed + out)
    assert main(["translate", "add", "is"]) == 0
    assert (own / "leaflets/overdose/is.po").exists()


def test_a_language_in_a_script_without_a_font_is_told_where_one_goes(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate", "add", "aii"]) == 2
    out, err = capsys.readouterr()
    # CLDR does not know the language, and how its script runs all the same
    assert "    script: Syrc\n    direction: rtl\n    fonts: [to be filled in]\n" in out
    assert "layouts/fonts/fonts.yaml" in err
    listed = (starter_folder() / "leaflets/languages.yaml").read_text(encoding="utf-8").rstrip() + "\n"
    put(own, "leaflets/languages.yaml", listed + out.replace("endonym: to be filled in", "endonym: ܣܘܪܝܬ"))
    # as it is, with what is still to be filled in
    assert main(["translate", "add", "aii", "--leaflet", "overdose"]) == 1
    assert "there is no family of fonts `to be filled in`" in capsys.readouterr().err
    assert main(["translate", "add", "el", "--leaflet", "overdose"]) == 0


@pytest.mark.parametrize(("tag", "there"), [("pa", "pa-Guru"), ("zh-TW", "zh-Hant"), ("iu", "iu-Cans")])
def test_a_language_that_is_there_under_another_tag_is_named(
    own: Path, capsys: pytest.CaptureFixture[str], tag: str, there: str
) -> None:
    assert main(["translate", "add", tag]) == 2
    assert f"is there already: leaflet translate add {there}" in capsys.readouterr().err


def test_a_regional_variety_needs_no_entry(own: Path) -> None:
    assert main(["translate", "add", "es-ES"]) == 0
    assert polib.pofile(str(own / "leaflets/overdose/es-ES.po")).metadata["Language"] == "es_ES"


def test_one_changed_sentence_makes_exactly_its_message_stale_in_every_language(own: Path) -> None:
    languages = ("ar", "es", "th")
    copied(own, OVERDOSE, *(f"leaflets/overdose/{lang}.po" for lang in languages))
    assert main(["translate", "sync"]) == 0
    before = {path: path.read_text(encoding="utf-8") for path in own.rglob("*.po")}
    assert len(before) == 3
    change(own, OVERDOSE, ("Have at least two doses with you.", "Always have at least two doses with you."))
    assert main(["translate", "sync"]) == 0
    for path, old in before.items():
        was, now = polib.pofile(old), polib.pofile(path.read_text(encoding="utf-8"))
        changed = [new.msgctxt for one, new in zip(was, now, strict=True) if str(one) != str(new)]
        assert changed == ["carry.text"]
        entry = next(entry for entry in now if entry.msgctxt == "carry.text")
        assert entry.fuzzy
        assert entry.previous_msgid == "Have at least two doses with you. Strong opioids may need more than one."
        assert entry.msgstr == next(one for one in was if one.msgctxt == "carry.text").msgstr
    stale = {
        (each.language, each.stale)
        for each in standings(Library.open(own), languages, ["us"], DAY, Findings())
        if each.part == "overdose"
    }
    assert stale == {("ar", 1), ("es", 1), ("th", 1)}


@pytest.mark.parametrize(
    "header",
    [
        '"X-Generator: Poedit 3.4.2\\n"\n"X-Poedit-SourceCharset: UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n',
        '"X-Generator: Weblate 5.4\\n"\n"Language-Team: Spanish <https://hosted.example.org/projects/x/es/>\\n"\n',
    ],
    ids=["Poedit", "Weblate"],
)
def test_files_of_other_programs_go_through_unharmed(header: str, tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    path = tmp_path / "leaflets/demo/es.po"
    text = path.read_text(encoding="utf-8").replace(
        '"X-Source-Language: en\\n"\n', header + '"X-Source-Language: en\\n"\n'
    )
    # wrapped as Weblate wraps, an obsolete message with its older source, a translator's remark
    text = text.replace('msgstr "[es] Save a life"', 'msgstr ""\n"[es] Save "\n"a life"')
    text += '\n# no longer used\n#~| msgid "Old"\n#~ msgctxt "gone.text"\n#~ msgid "Older"\n#~ msgstr "Viejo"\n'
    path.write_bytes(text.encode())
    assert not any(each.written for each in sync_all(library, ["es"], Findings()))
    assert path.read_bytes() == text.encode()
    change(tmp_path, "leaflets/demo/leaflet.yaml", ("text: Say where you are.", "text: Say where."))
    sync_all(Library((tmp_path,)), ["es"], Findings())
    after = path.read_text(encoding="utf-8")
    assert header in after
    assert '#~| msgid "Old"\n#~ msgctxt "gone.text"' in after
    assert 'msgstr ""\n"[es] Save "\n"a life"' in after


# Room


def test_room_is_told_in_characters_of_the_language() -> None:
    part = every_part(starter(), ["us"], Findings())[list(starter().leaflets()).index("overdose")]
    notes = room_notes(starter(), Findings())
    english, chinese, urdu = (notes(part, lang)["steps.call.text"] for lang in ("en", "zh-Hans", "ur"))
    counts = [int(re.findall(r"about (\d+) characters", note)[0]) for note in (english, chinese, urdu)]
    assert re.fullmatch(r"Room: about \d+ characters on \d+ lines? \(letter-trifold\)", english)
    assert counts[0] > 1.6 * counts[1]
    assert counts[2] > counts[1]
    # about as much as the source itself takes, at least
    assert counts[0] >= 0.95 * len("Say “not breathing well”. Say where you are. Do what the operator says.")


def test_a_language_without_running_text_has_room_as_others_of_its_script(tmp_path: Path) -> None:
    listed = (starter().roots[0] / "leaflets/languages.yaml").read_text(encoding="utf-8")
    (tmp_path / "leaflets").mkdir()
    (tmp_path / "leaflets/languages.yaml").write_text(
        f"{listed}  - id: ha\n    name: Hausa\n    endonym: Hausa\n    script: Latn\n    fonts: [Noto Sans]\n",
        encoding="utf-8",
    )
    library = Library((tmp_path, *starter().roots))
    part = every_part(library, ["us"], Findings())[list(library.leaflets()).index("overdose")]
    notes = room_notes(library, Findings())
    hausa, english = notes(part, "ha"), notes(part, "en")
    counts = [int(re.findall(r"about (\d+) characters", told["cover.title"])[0]) for told in (hausa, english)]
    assert 0.8 * counts[1] <= counts[0] <= 1.2 * counts[1]


def test_every_message_that_stands_on_paper_has_room() -> None:
    findings = Findings()
    for part in every_part(starter(), ["us"], findings):
        if part.kind != "leaflets":
            continue
        rooms = measured_rooms(starter(), part, findings)
        notes = room_notes(starter(), findings)(part, "en")
        contexts = [message.context for message in messages(part.value)]
        without = [
            one
            for one in contexts
            if one not in rooms and not re.search(r"(^|\.)(title|description|main-message|action|alt)$", one)
        ]
        assert len(without) <= len(contexts) * 0.1, f"{part.ids[0]}: {without}"
        assert set(notes) == set(rooms)


@pytest.mark.parametrize("lang", ["en", "es", "zh-Hans", "ar", "ur", "hi", "th", "am", "my", "vi"])
def test_a_text_as_long_as_its_room_mostly_fits_and_is_never_two_lines_too_long(lang: str) -> None:
    part = every_part(starter(), ["us"], Findings())[list(starter().leaflets()).index("overdose")]
    setter = starter_typesetter()
    language = setter.language(lang)
    running = " ".join([SAMPLES[lang]] * 6)
    starts = [at for at, letter in enumerate(SAMPLES[lang]) if letter == " "] or list(range(0, 40, 7))
    over = []
    for at, one in enumerate(measured_rooms(starter(), part, Findings()).values()):
        room, bench = one.room, one.bench
        style = bench.layout.styles[room.style]
        if style.family == "heading" or bench.layout.compact:
            continue  # headings shrink, and cards have faces of their own
        size = max(style.smallest, style.size * language.scale)
        count = characters(room, lang, starter().writing(lang, Findings()).sample, bench, setter)
        text = running[starts[at % len(starts)] :].strip()[:count].strip()
        shaped = setter.shape(text, lang=lang, bold=room.bold)
        over.append(shaped.count(room.width * 1000 / size) - room.lines)
    assert len(over) > 40
    assert max(over) <= 1
    assert sum(lines > 0 for lines in over) < 0.25 * len(over)


def test_the_room_of_a_message_depends_on_no_other(own: Path) -> None:
    copied(own, OVERDOSE)
    part = every_part(Library.open(own), ["us"], Findings())[list(Library.open(own).leaflets()).index("overdose")]
    before = room_notes(Library.open(own), Findings())(part, "es")
    change(
        own,
        OVERDOSE,
        ("Say “not breathing well”. Say where you are. Do what the operator says.", "Say where you are."),
        ("heading: What to do\n", "heading: What you can do now, step by step\n"),
    )
    library = Library.open(own)
    part = every_part(library, ["us"], Findings())[list(library.leaflets()).index("overdose")]
    after = room_notes(library, Findings())(part, "es")
    changed = {context for context in before if before[context] != after.get(context)}
    assert "steps.call.text" in changed
    assert changed <= {"steps.call.text", "steps.heading", "steps-short.heading"}


# Status


def test_status_counts_by_language_and_part(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es", "ar", fuzzy=True)
    put_message(tmp_path / "leaflets/demo/es.po", "steps.wake.lead", "")
    change(tmp_path, "leaflets/demo/leaflet.yaml", ("title: Save a life", "title: Save her life"))
    library = Library((tmp_path,))
    found = {(one.language, one.part): one for one in standings(library, ["ar", "es"], ["north"], DAY, Findings())}
    assert set(found) == {(lang, part) for lang in ("ar", "es") for part in ("demo", "common", "regions/north")}
    spanish, arabic = found["es", "demo"], found["ar", "demo"]
    assert (spanish.missing, spanish.stale, spanish.critical) == (1, 1, 2)
    assert (arabic.missing, arabic.stale, arabic.draft) == (0, 1, arabic.total - 1)
    assert arabic.per_cent == 100 * (arabic.total - 1) // arabic.total
    assert found["es", "common"].per_cent == 100


def test_status_is_a_table_data_and_a_page(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied(own, OVERDOSE, "leaflets/overdose/es.po", "leaflets/common/es.po", "leaflets/regions/us/es.po")
    put_message(own / "leaflets/overdose/es.po", "not-sure.text", "No espere más y actúe ahora mismo. " * 30)
    assert main(["translate", "status", "--on", "2026-03-01"]) == 0
    table = capsys.readouterr().out
    assert re.search(r"^es +overdose +100 .* letter-trifold ", table, re.MULTILINE)
    page = (own / "output/status.html").read_text(encoding="utf-8")
    assert "<td>letter-trifold</td>" in page
    assert "Spanish (es)" in page
    assert "<script" not in page
    assert main(["translate", "status", "--quick", "--format", "json", "--on", "2026-03-01"]) == 0
    data = {each["part"]: each for each in json.loads(capsys.readouterr().out)}
    assert data["overdose"]["draft"] == data["overdose"]["total"]
    assert data["overdose"]["overflowing"] is None
    assert data["overdose"]["checked_by"] == ""


def test_status_tells_who_has_checked_what_is_there_now(tmp_path: Path) -> None:
    from builder.translate.approve import approve_language

    library = make_project(tmp_path, "es")
    findings = Findings()
    approve_language(library, "demo", ["north"], "es", "Example Person", "speaker", datetime.date(2026, 2, 1), findings)
    assert findings.ok
    library = Library((tmp_path,))
    (demo,) = [one for one in standings(library, ["es"], ["north"], DAY, Findings()) if one.part == "demo"]
    assert (demo.checked_by, demo.checked_on, demo.translated) == ("Example Person, speaker", "2026-02-01", demo.total)
    put_message(tmp_path / "leaflets/demo/es.po", "steps.wake.lead", "Otra cosa")
    (demo,) = [one for one in standings(library, ["es"], ["north"], DAY, Findings()) if one.part == "demo"]
    assert demo.checked_by == ""


# What overflows, and what is never printed


def job(lang: str, layout: str = "letter-trifold", leaflet: str = "overdose") -> Job:
    return Job(leaflet=leaflet, region="us", language=lang, layout=layout, theme="calm", stem="x", on=DAY)


def test_the_message_that_makes_a_panel_overflow_is_named_with_its_layouts(own: Path) -> None:
    copied(own, "leaflets/overdose/es.po")
    long = "No espere más y actúe ahora mismo, aunque no sepa qué tomó la persona. " * 14
    put_message(own / "leaflets/overdose/es.po", "not-sure.text", long)
    library = Library.open(own)
    jobs = [job("es", layout) for layout in ("letter-trifold", "a4-trifold", "letter-large")]
    over = []
    for one in jobs:
        told = Findings()
        typeset(one, library, told)
        over += [one] if any(found.code == "text-overflow" for found in told) else []
    assert [one.layout for one in over] == ["letter-trifold", "a4-trifold"]
    findings = Findings()
    report_too_long(over, library, findings)
    (found,) = [one for one in findings if "`not-sure.text`" in one.message]
    assert found.code == "message-too-long"
    assert re.search(r"takes \d+ lines where its source takes 3: panel \S+ of letter-trifold", found.message)
    assert "a4-trifold" in found.message
    assert found.span is not None
    assert found.span.file.endswith("es.po")


def test_a_changed_dose_is_never_printed(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied(own, "leaflets/overdose/es.po")
    put_message(
        own / "leaflets/overdose/es.po",
        "steps.breaths.text",
        "Incline la cabeza hacia atrás. Tape la nariz. Dé 1 respiración boca a boca cada 50 segundos.",
    )
    made = build(job("es"), Library.open(own))
    assert made.data is None
    assert [one.code for one in made.findings] == ["number-differs"]
    assert main(["check", "overdose", "-l", "es", "-r", "us", "--format", "short"]) == 1
    assert "number-differs" in capsys.readouterr().err


# Pseudo-translations


def test_accented_text_is_a_third_longer_and_keeps_what_must_stay() -> None:
    text = "Give **naloxone** after \u20662 to 3 minutes\u2069, call 1-800-662-4357 or see findtreatment.gov now."
    made = accented(text)
    for kept in ("\u20662 to 3 minutes\u2069", "1-800-662-4357", "findtreatment.gov"):
        assert kept in made
    assert made.count("**") == 2
    assert not re.search(r"\b(Give|after|call)\b", made)
    plain = "They may feel sick, scared or upset. Tell them what happened."
    assert len(accented(plain)) >= len(plain) * (1 + LONGER) - 1


def test_mirrored_text_turns_words_and_no_numbers() -> None:
    assert mirrored("Call 911 now") == "\u202eCall\u202c 911 \u202enow\u202c"


@pytest.mark.parametrize("kind", PSEUDO, ids=lambda kind: kind.name)
@pytest.mark.parametrize("leaflet", starter().leaflets())
def test_every_leaflet_goes_through_its_layout_in_pseudo_translation(leaflet: str, kind: object) -> None:
    findings = Findings()
    loaded = starter().leaflet(leaflet, findings)
    assert loaded is not None
    layout = "letter-trifold" if not loaded.layouts or "letter-trifold" in loaded.layouts else loaded.layouts[0]
    data = pseudo_pdf(job("en", layout, leaflet), kind, starter(), findings)  # type: ignore[arg-type]
    assert findings.ok, list(map(str, findings))
    assert data is not None
    assert data.startswith(b"%PDF")


# On paper


def test_a_review_has_every_message_numbered_and_tagged_in_two_languages(own: Path, needs: Needs) -> None:
    import subprocess

    assert main(["translate", "review", "overdose", "ar", "--on", "2026-03-01"]) == 0
    path = own / "output/review/overdose-ar-us-review.pdf"
    text = subprocess.run(
        [needs("pdftotext", "poppler-utils"), "-raw", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Say where you are. Do what the operator says." in " ".join(text.split())
    assert "steps.call.text draft" in text
    assert "Any change of it voids the signature" in " ".join(text.split())
    assert "leaflet approve overdose --lang ar --region us" in " ".join(text.split())
    from builder.translate import read_catalogue
    from builder.translate.digest import catalogue_digest

    catalogue = read_catalogue(starter_folder() / "leaflets/overdose/ar.po", Findings())
    assert catalogue is not None
    assert catalogue_digest(catalogue)[:16] in text
    numbers = [int(found) for found in re.findall(r"^(\d+)$", text, re.MULTILINE)]
    assert max(numbers) >= 100


@pytest.mark.parametrize("lang", ["es", "ar"])
def test_a_bilingual_sheet_holds_both_texts_each_in_its_language(lang: str, own: Path) -> None:
    assert main(["build", "overdose", "--bilingual", lang, "--on", "2026-03-01", "--format", "short"]) == 0
    (path,) = (own / "output").glob("*.pdf")
    assert path.name == f"overdose-{lang}-us-letter-bilingual-draft.pdf"
    from builder.verify.read import read_back

    proof = read_back(path.read_bytes())
    spoken = {each.lang for each in proof.elements if each.lang}
    assert "en" in spoken
    told = "".join(each.own for each in proof.elements)
    assert "Do what the operator says." in told.replace("\n", " ")
    assert sum(each.tag == "H1" for each in proof.elements) == 1


def test_a_layout_for_two_languages_wants_two(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "overdose", "-l", "es", "--layout", "letter-bilingual", "--format", "short"]) == 1
    assert "sets two languages side by side" in capsys.readouterr().err
    assert main(["build", "overdose", "--bilingual", "es", "--layout", "letter-trifold", "--format", "short"]) == 1
    assert "is for one language" in capsys.readouterr().err


def test_regional_catalogues_overlay_their_language(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    add_language(library, "es-ES", ["north"], Findings())
    put_message(tmp_path / "leaflets/demo/es-ES.po", "steps.wake.lead", "Despertadle")
    from translate_project import edition

    made = edition(Library((tmp_path,)), "es-ES")
    texts = {
        item.id: item.lead.value
        for section in made.leaflet.sections
        for block in section.blocks
        for item in getattr(block, "items", ())
        if item.lead is not None
    }
    assert texts["wake"] == "Despertadle"
    assert texts["call"].startswith("[es] Call")


def test_the_paper_for_checkers_is_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.translators.review import review
    from builder.verify import verify

    findings = Findings()
    data = review(starter(), "overdose", "us", "ur", DAY, findings)
    assert data is not None
    verdict = verify(data)
    assert [verdict.of(code).state for code in ("headings", "marked-content", "glyphs", "language")] == ["holds"] * 4

    import builder.pdf

    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root.Lang
        pdf.save(spoilt := BytesIO())
    monkeypatch.setattr(builder.pdf, "paint", lambda sheet, finish: spoilt.getvalue())
    broken = Findings()
    assert review(starter(), "overdose", "us", "ur", DAY, broken) is None
    assert {each.code for each in broken if each.severity == "error"} == {"language"}
