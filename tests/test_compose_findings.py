"""What composing finds wrong: the code, where it is written, what it says, and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from composed import DAY, layout_of, set_in, starter

from builder.codes import explain
from builder.diagnostics import Diagnostic, Findings, Severity
from builder.load import Library
from builder.model.glyphs import Run
from builder.model.sheet import Sheet, Words
from builder.translate import translate

ROOT = Path(__file__).parents[1]
LEAFLET = "leaflets/overdose/leaflet.yaml"

SENTENCE = "Tell them what happened and stay beside them until somebody who can help has come. "


def composed(
    project: Path, *changes: tuple[str, str], layout: str = "letter-trifold", lang: str = "en", file: str = LEAFLET
) -> tuple[Sheet | None, list[Diagnostic]]:
    """The overdose leaflet with a file of it changed, on a layout: the sheet and what was found in composing."""
    text = (ROOT / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times in {file}: {old}"
        text = text.replace(old, new)
    (project / file).parent.mkdir(parents=True)
    (project / file).write_text(text, encoding="utf-8")
    loading, findings = Findings(), Findings()
    made = translate(Library((project, *starter().roots)), "overdose", "us", lang, loading, on=DAY)
    assert made is not None, list(map(str, loading))
    return set_in(made, layout_of(layout), findings), list(findings)


def the_only(found: list[Diagnostic], code: str) -> Diagnostic:
    assert [one.code for one in found] == [code], list(map(str, found))
    assert found[0].severity is Severity.ERROR
    assert found[0].hints
    assert explain(code)
    return found[0]


def line_of(project: Path, words: str, file: str = LEAFLET) -> int:
    lines = (project / file).read_text(encoding="utf-8").splitlines()
    return next(at for at, line in enumerate(lines, 1) if words in line)


def test_a_leaflet_as_it_is_has_no_findings(tmp_path: Path) -> None:
    sheet, found = composed(tmp_path)
    assert sheet is not None
    assert not found


def test_a_section_that_no_panel_takes(tmp_path: Path) -> None:
    sheet, found = composed(tmp_path, ("  - id: steps\n    roles: [main]", "  - id: steps\n    roles: [margin]"))
    assert sheet is None
    one = the_only(found, "no-panel")
    assert "layout `letter-trifold`" in one.message
    assert "section `steps`" in one.message
    assert "margin" in one.message
    assert one.span is not None
    assert one.span.line == line_of(tmp_path, "- id: steps")
    assert "contact, cover, main, more" in one.hints[0].message
    assert "optional: true" in one.hints[0].message


def test_a_section_that_no_panel_takes_may_be_optional(tmp_path: Path) -> None:
    sheet, found = composed(
        tmp_path, ("  - id: after\n    roles: [main]", "  - id: after\n    roles: [margin]")
    )  # it is optional in the leaflet
    assert sheet is not None
    assert not found


def test_a_short_form_stands_in_for_its_section(tmp_path: Path) -> None:
    """The card prints the short signs and steps; the long ones are not missed."""
    sheet, found = composed(tmp_path, layout="wallet-card")
    assert sheet is not None
    assert not found


def test_without_its_short_form_a_section_is_missed(tmp_path: Path) -> None:
    sheet, found = composed(tmp_path, ("    short-of: signs\n", ""), layout="wallet-card")
    assert sheet is None
    assert "section `signs`" in the_only(found, "no-panel").message


def test_too_much_text(tmp_path: Path) -> None:
    goal = "Watch the chest."
    sheet, found = composed(tmp_path, (goal, SENTENCE * 30 + goal))
    assert sheet is None
    one = the_only(found, "text-overflow")
    assert "layout `letter-trifold`" in one.message
    assert "in `en`" in one.message
    assert "panel `inside-" in one.message
    points = next(int(word) for word in one.message.split() if word.isdigit())
    assert 100 < points < 2500
    assert "(11 pt)" in one.message
    assert one.span is not None
    assert one.span.file.endswith(LEAFLET)
    assert one.span.line == line_of(tmp_path, "- id: after")
    lines = next(int(word) for word in one.hints[0].message.split() if word.isdigit())
    # a line of 11 pt is some 15 pt high, and the text is 30 sentences of two lines too long, less what was free
    assert points / 16 < lines < points / 13
    assert "characters" in one.hints[0].message
    assert "optional: true" in one.hints[1].message


def test_two_panels_with_too_much_text(tmp_path: Path) -> None:
    """Both are told in one run, each at its own section."""
    goal, past = "Watch the chest.", "A new one is more likely."
    sheet, found = composed(tmp_path, (goal, SENTENCE * 20 + goal), (past, SENTENCE * 20 + past))
    assert sheet is None
    assert [one.code for one in found] == ["text-overflow"] * 2
    assert [one.message.split("`")[1] for one in found] == ["inside-end", "flap"]
    assert [one.span.line for one in found if one.span] == [
        line_of(tmp_path, "- id: after"),
        line_of(tmp_path, "- id: risk"),
    ]


@pytest.mark.parametrize("times", [18, 40])
def test_what_is_too_much_fits_once_as_much_as_the_hint_says_is_out(tmp_path: Path, times: int) -> None:
    """The number of characters is a promise: without them, and a line for good measure, the text fits."""
    goal = "Watch the chest."
    _, found = composed(tmp_path / "long", (goal, SENTENCE * times + goal))
    hint = the_only(found, "text-overflow").hints[0].message
    letters = int(hint.split("about ")[2].split()[0])
    kept = (SENTENCE * times)[: -letters - 60]
    sheet, found = composed(tmp_path / "short", (goal, kept + goal))
    assert sheet is not None, list(map(str, found))
    longer = (SENTENCE * times)[: -letters // 2]
    sheet, _ = composed(tmp_path / "half", (goal, longer + goal))
    assert sheet is None


def test_an_optional_block_is_left_out_before_anything_overflows(tmp_path: Path) -> None:
    """Somewhere between all of it fitting and none of it there is a length at which the optional block goes."""
    break_ = "Your body can take less after a few days off."
    left_out = []
    for times in range(12):
        sheet, found = composed(tmp_path / str(times), (break_, SENTENCE * times + break_))
        assert (sheet is None) == any(one.severity is Severity.ERROR for one in found)
        left_out.append(sheet.left_out if sheet is not None else None)
    assert left_out == sorted(left_out, key=[(), ("sedatives",), None].index)
    assert set(left_out) == {(), ("sedatives",), None}
    times = left_out.index(("sedatives",))
    _, found = composed(tmp_path / "told", (break_, SENTENCE * times + break_))
    assert [(one.code, one.severity) for one in found] == [("left-out", Severity.NOTE)]
    assert "`sedatives`" in found[0].message


def test_a_word_wider_than_its_column(tmp_path: Path) -> None:
    word = "methylmethaqualonylbuprenorphinylchloride"
    sheet, found = composed(tmp_path, ("The overdose can come back.", f"The {word} can come back."))
    assert sheet is None
    one = the_only(found, "word-too-wide")
    assert word in one.message
    assert "layout `letter-trifold`" in one.message
    assert "in `en`" in one.message
    needs, has = numbers(one.message)
    assert needs > has > 150
    assert one.span is not None
    assert one.span.line == line_of(tmp_path, word)
    assert "shorter word" in one.hints[0].message


def test_a_word_wider_than_a_page_that_flows(tmp_path: Path) -> None:
    word = "methylmethaqualonyl" * 4
    sheet, found = composed(
        tmp_path, ("text: The first two weeks are the most", f"text: The {word} are the most"), layout="letter-large"
    )
    assert sheet is None
    one = the_only(found, "word-too-wide")
    assert word in one.message
    assert one.span is not None
    assert one.span.line == line_of(tmp_path, word)


COVER = "        title: Spot an overdose. Save a life.\n"


def test_a_word_wider_than_a_cover_that_flows(tmp_path: Path) -> None:
    word = "Methylmethaqualonyl" * 4
    sheet, found = composed(tmp_path, (COVER, f"        title: {word}\n"), layout="letter-large")
    assert sheet is None
    one = the_only(found, "word-too-wide")
    assert word in one.message
    assert one.span is not None
    assert one.span.line == line_of(tmp_path, word)


def test_a_cover_higher_than_a_page_that_flows(tmp_path: Path) -> None:
    sheet, found = composed(tmp_path, (COVER, f"        title: {'Spot an overdose. ' * 40}\n"), layout="letter-large")
    assert sheet is None
    one = the_only(found, "text-overflow")
    points = next(int(word) for word in one.message.split() if word.isdigit())
    assert 100 < points < 2500
    assert one.span is not None
    assert one.span.line == line_of(tmp_path, "- id: cover")


def numbers(message: str) -> tuple[float, float]:
    """What the word needs and what the column has, points."""
    needs, has = message.rsplit(" needs ", 1)[1].split(" pt, the column has ")
    return float(needs), float(has.removesuffix(" pt"))


def test_a_character_that_no_face_holds(tmp_path: Path) -> None:
    sheet, found = composed(tmp_path, ("heading: After naloxone", 'heading: "After naloxone \\U00013080"'))
    assert sheet is None
    one = the_only(found, "missing-glyph")
    assert "U+13080 EGYPTIAN HIEROGLYPH D010" in one.message
    assert "language `en`" in one.message
    assert "`after.heading`" in one.message
    assert one.span is not None
    assert one.span.line == line_of(tmp_path, "U00013080")
    assert "Noto Sans" in one.hints[0].message


def test_a_character_that_no_face_of_a_translation_holds(tmp_path: Path) -> None:
    """It is looked for where it was written: in the catalogue."""
    file = "leaflets/overdose/es.po"
    heading = translated("After naloxone", file)
    sheet, found = composed(tmp_path, (f'msgstr "{heading}"', f'msgstr "{heading} 鿿"'), lang="es", file=file)
    assert sheet is None
    one = the_only(found, "missing-glyph")
    assert "language `es`" in one.message
    assert one.span is not None
    assert one.span.file.endswith(file)
    assert one.span.line == line_of(tmp_path, "鿿", file)


def test_each_missing_character_is_told_once_with_its_own_message(tmp_path: Path) -> None:
    _, found = composed(
        tmp_path,
        ("heading: After naloxone", 'heading: "After naloxone \\U00013080\\U00013080\\U00013081"'),
        ("title: It wears off", 'title: "It wears off \\U00013080"'),
    )
    assert {one.code for one in found} == {"missing-glyph"}
    told = sorted((one.message.split()[6], one.message.split("`")[3]) for one in found)
    assert told == [("U+13080", "after.heading"), ("U+13080", "wears-off.title"), ("U+13081", "after.heading")]


def translated(source: str, file: str) -> str:
    """The translation of a heading in a catalogue."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return text.split(f'msgid "{source}"\nmsgstr "', 1)[1].split('"', 1)[0]


def test_a_sheet_too_small_for_a_tall_face_is_set_as_cards_are() -> None:
    findings = Findings()
    made = translate(starter(), "fentanyl", "us", "ur", findings, on=DAY)
    assert made is not None
    for layout, faces, told in (
        ("letter-trifold", "NotoNastaliqUrdu", []),
        ("letter-sheet", "NotoNaskhArabic", ["tight-face"]),
    ):
        found = Findings()
        sheet = set_in(made, layout_of(layout), found)
        assert sheet is not None
        used = {run.face.postscript_name.partition("-")[0] for run in words_of(sheet)}
        assert faces in used
        assert [one.code for one in found if one.code != "left-out"] == told
    assert "NotoNastaliqUrdu" not in used


def words_of(sheet: Sheet) -> list[Run]:
    return [run for page in sheet.pages for item in page.items if isinstance(item, Words) for run in item.line.runs]
