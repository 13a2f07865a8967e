"""What goes out to translators comes back: unchanged if nobody touched it, refused if it breaks a rule, never lost."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translate_project import change, make_project, put

from builder.checks.messages import rules_of
from builder.diagnostics import Findings
from builder.exchange.apply import apply
from builder.exchange.columns import COLUMNS
from builder.exchange.formats import FORMATS, read_rows, write_rows
from builder.exchange.gather import gather
from builder.exchange.row import Picture, Received, Row, key_of
from builder.exchange.take import Place, Taken, take
from builder.load import Library
from builder.load.library import shown
from builder.translate.catalogue import read_catalogue
from builder.translate.parts import catalogue_file
from builder.translate.whole import every_part, own_messages
from builder.translators.everywhere import no_rooms, sync_all

# What XML 1.0 and workbooks can hold, and what YAML and catalogues let through; openpyxl reads `x005F_` as an escape
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], include_characters="\n\t"), max_size=60
).filter(lambda text: "x005F_" not in text)
FILLED = TEXT.filter(lambda text: text.strip() != "")
STATES = st.sampled_from(["missing", "draft", "stale", "translated"])
ROWS = st.lists(
    st.builds(
        Row,
        part=st.sampled_from(["common", "leaflets/demo", "regions/north"]),
        context=st.from_regex(r"[a-z][a-z0-9-]{0,8}(\.[a-z0-9-]{1,8}){0,2}", fullmatch=True),
        key=st.from_regex(r"[0-9a-f]{8}", fullmatch=True),
        source=FILLED,
        target=TEXT,
        state=STATES,
        room=st.integers(0, 200),
        lines=st.integers(0, 9),
        safety=st.booleans(),
        where=st.just(""),
        notes=st.lists(FILLED, max_size=3).map(tuple),
        previous=st.just(""),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda row: (row.part, row.context),
).map(lambda rows: sorted(rows, key=lambda row: row.part))

EVERY = pytest.mark.parametrize("format", FORMATS)


def written(format: str, rows: Sequence[Row], *, rtl: bool = False) -> tuple[bytes, str]:
    return write_rows(format, rows, "es", "en", pictures={}, rtl=rtl), f"back{FORMATS[format]}"


@EVERY
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(rows=ROWS)
def test_what_is_written_is_read(format: str, rows: list[Row]) -> None:
    findings = Findings()
    back = read_rows(*written(format, rows), [], findings)
    assert not list(findings)
    assert [(each.part, each.context, each.key) for each in back] == [(row.part, row.context, row.key) for row in rows]
    for each, row in zip(back, rows, strict=True):
        assert (each.source or "") == row.source
        assert (each.target or "") == row.target
        assert each.state == row.state


@EVERY
def test_the_same_rows_give_the_same_bytes(format: str, project: Project) -> None:
    rows = project.rows()
    assert written(format, rows) == written(format, rows)


class Project:
    """The project of the tests of translation, and a language in it."""

    def __init__(self, folder: Path, lang: str) -> None:
        self.folder = folder
        self.lang = lang
        self.library = make_project(folder, lang, fuzzy=True)
        self.findings = Findings()

    def places(self) -> list[Place]:
        found = []
        for part in every_part(self.library, self.library.regions(), Findings()):
            path = self.library.po(part.kind, part.ids[0], self.lang)
            catalogue = read_catalogue(path, Findings(), shown(path)) if path is not None else None
            rules = rules_of(self.library, self.lang, part.language, lambda text: (), Findings())
            assert rules is not None
            found.append(Place(part, {one.context: one for one in own_messages(part)}, catalogue, rules))
        return found

    def rows(self) -> tuple[Row, ...]:
        parts = every_part(self.library, self.library.regions(), Findings())
        return gather(self.library, parts, self.lang, lambda part: {}, Findings())

    def files(self) -> dict[str, bytes]:
        return {path.name + str(path): path.read_bytes() for path in sorted(self.folder.rglob("*.po"))}

    def back(self, data: bytes, name: str, *, write: bool = True) -> Taken:
        """Import a file."""
        self.findings = Findings()
        places = self.places()
        known = {message.text.value for place in places for message in place.messages.values()}
        known |= {row.target for row in self.rows()}
        taken = take(read_rows(data, name, known, self.findings), places, name, self.findings)
        if write:
            apply(self.library, taken.changes, places, self.lang, no_rooms, self.findings)
        return taken

    def told(self) -> list[str]:
        return [f"{one.severity}[{one.code}]" for one in self.findings]

    def translation(self, context: str, part: str = "leaflets/demo") -> Row:
        return next(row for row in self.rows() if (row.part, row.context) == (part, context))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path, "es")


@EVERY
@pytest.mark.parametrize("lang", ["es", "ar", "mww"])
def test_export_then_import_changes_no_byte(format: str, lang: str, tmp_path: Path) -> None:
    project = Project(tmp_path, lang)
    rows = project.rows()
    assert len(rows) > 30
    before = project.files()
    taken = project.back(*written(format, rows, rtl=lang == "ar"))
    assert (taken.changes, taken.refused, taken.kept) == ((), 0, 0)
    assert taken.same == len(rows)
    assert project.files() == before
    assert project.told() == []


@EVERY
def test_one_change_comes_back_alone(format: str, project: Project) -> None:
    before = project.files()
    rows = [row._replace(target="Sálvele la vida") if row.context == "cover.title" else row for row in project.rows()]
    taken = project.back(*written(format, rows))
    assert [(one.context, one.before, one.after, one.state) for one in taken.changes] == [
        ("cover.title", "[es] Save a life", "Sálvele la vida", "draft")
    ]
    changed = [name for name, data in project.files().items() if data != before[name]]
    assert [name.partition("/")[0] for name in changed] == ["es.po"]
    assert project.translation("cover.title").target == "Sálvele la vida"
    old = before[changed[0]].decode().splitlines()
    new = project.files()[changed[0]].decode().splitlines()
    assert [line for line in new if line not in old] == ['msgstr "Sálvele la vida"']
    assert len(new) == len(old)


@EVERY
def test_a_state_can_be_vouched_for_and_taken_back(format: str, project: Project) -> None:
    vouched = [row._replace(state="translated") for row in project.rows()]
    taken = project.back(*written(format, vouched))
    assert {one.state for one in taken.changes} == {"translated"}
    assert len(taken.changes) == len(vouched)
    assert {row.state for row in project.rows()} == {"translated"}
    project.back(*written(format, [row._replace(state="draft") for row in vouched]))
    assert {row.state for row in project.rows()} == {"draft"}


REFUSED: dict[str, tuple[str, str, list[str]]] = {
    "dropped placeholder": ("cover.bar", "Llame en {region}.", ["error[lost-placeholder]"]),
    "mistyped placeholder": (
        "cover.bar",
        "Llame al {emergencia} en {region}.",
        ["error[lost-placeholder]", "error[unknown-placeholder]"],
    ),
    "broken markup": ("wears-off.text", "Se pasa en **{naloxone.lasts}.", ["error[markup-differs]"]),
    "lost markup": ("wears-off.text", "Se pasa en {naloxone.lasts}.", ["error[markup-differs]"]),
    "added number": ("steps.wake.lead", "Despiértele 10 veces", ["error[number-differs]"]),
    "hidden character": ("steps.wake.lead", "Despi\x7fértele", ["error[control-character]"]),
    "lost letters": ("steps.wake.lead", "Despi??rtele ????", ["error[letters-lost]"]),
}


@EVERY
@pytest.mark.parametrize("fault", REFUSED)
def test_what_breaks_a_rule_is_refused_and_the_rest_is_taken(format: str, fault: str, project: Project) -> None:
    context, text, codes = REFUSED[fault]
    held = project.translation(context).target
    rows = [
        row._replace(target=text)
        if row.context == context and row.part == "leaflets/demo"
        else row._replace(target="Diga dónde está.")
        if row.context == "steps.call.text"
        else row
        for row in project.rows()
    ]
    taken = project.back(*written(format, rows))
    assert taken.refused == 1
    assert project.told() == codes
    assert project.translation(context).target == held
    assert project.translation("steps.call.text").target == "Diga dónde está."


@pytest.mark.parametrize(
    ("context", "text", "code"),
    [
        ("naloxone.gap", "2 a 30 minutos", "number-differs"),
        ("naloxone.gap", "2 a 3 horas", "unit-differs"),
        ("naloxone.lasts", "20 minutos", "number-differs"),
    ],
)
def test_a_changed_dose_is_refused(context: str, text: str, code: str, project: Project) -> None:
    for name in ("es.yaml", "en.yaml"):
        starter = Path(__file__).parents[1] / "leaflets" / "writing" / name
        put(project.folder, f"leaflets/writing/{name}", starter.read_text(encoding="utf-8"))
    row = project.translation(context, "regions/north")
    project.back(*written("csv", [row._replace(target=text)]))
    assert project.told() == [f"error[{code}]"]
    assert project.translation(context, "regions/north") == row


@EVERY
def test_what_is_left_empty_keeps_its_translation(format: str, project: Project) -> None:
    before = project.files()
    taken = project.back(*written(format, [row._replace(target="", state="missing") for row in project.rows()]))
    assert taken.kept == len(project.rows())
    assert project.files() == before


@EVERY
def test_a_source_that_was_edited_is_refused(format: str, project: Project) -> None:
    row = project.translation("cover.title")
    project.back(*written(format, [row._replace(source="Save two lives", target="Salve dos vidas")]))
    assert project.told() == ["error[source-differs]"]
    assert project.translation("cover.title") == row


@EVERY
def test_a_source_that_has_changed_meanwhile_makes_the_translation_stale(format: str, project: Project) -> None:
    row = project.translation("cover.title")._replace(target="Salve una vida")
    data, name = written(format, [row])
    change(project.folder, "leaflets/demo/leaflet.yaml", ("title: Save a life", "title: Save her life"))
    project.library = Library((project.folder,))
    project.back(data, name)
    assert project.told() == ["warning[older-source]"]
    now = project.translation("cover.title")
    assert (now.target, now.state, now.previous) == ("Salve una vida", "stale", "Save a life")
    text = (project.folder / "leaflets/demo/es.po").read_text(encoding="utf-8")
    assert '#| msgid "Save a life"\nmsgctxt "cover.title"\nmsgid "Save her life"\nmsgstr "Salve una vida"' in text


@EVERY
def test_a_message_that_has_no_place_is_told(format: str, project: Project) -> None:
    row = project.translation("cover.title")
    project.back(*written(format, [row._replace(context="cover.titel"), row._replace(part="leaflets/dmeo")]))
    assert project.told() == ["error[unknown-row]"] * 2
    hints = " ".join(hint.message for one in project.findings for hint in one.hints)
    assert "did you mean cover.title?" in hints
    assert "did you mean leaflets/demo?" in hints


@EVERY
def test_rows_of_a_part_that_is_not_there_are_told_once(format: str, project: Project) -> None:
    row = project.translation("cover.title")._replace(part="leaflets/dmeo")
    taken = project.back(*written(format, [row._replace(context=f"cover.{at}") for at in range(20)]))
    assert taken.refused == 20
    assert project.told() == ["error[unknown-row]"]


def test_a_message_without_its_part_is_found_by_context_and_source(project: Project) -> None:
    cells = [["context", "source", "translation"], ["cover.title", "Save a life", "Salve una vida"]]
    taken = project.back(as_csv(cells), "loose.csv")
    assert [(one.part, one.context) for one in taken.changes] == [("leaflets/demo", "cover.title")]
    # in two regions the same: nobody can tell which is meant
    project.back(as_csv([["context", "translation"], ["naloxone.gap", "2 a 3 minutos"]]), "loose.csv")
    assert project.told() == ["error[unknown-row]"]


def test_two_translations_of_one_message_are_told(project: Project) -> None:
    row = project.translation("cover.title")
    project.back(*written("csv", [row._replace(target="Salve una vida"), row._replace(target="Salve vidas")]))
    assert project.told() == ["error[duplicate-row]"]
    assert project.translation("cover.title").target == "Salve una vida"


# What programs and people do to CSV


def as_csv(cells: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(cells)
    return stream.getvalue().encode()


def cells_of(data: bytes) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) if row]


MANGLED: dict[str, Callable[[bytes], bytes]] = {
    "unix line ends": lambda data: data.replace(b"\r\n", b"\n"),
    "old mac line ends": lambda data: data.replace(b"\r\n", b"\r"),
    "semicolons": lambda data: as_csv(cells_of(data), ";", "\r\n"),
    "tabs": lambda data: as_csv(cells_of(data), "\t"),
    "Excel's Unicode text": lambda data: as_csv(cells_of(data), "\t").decode().encode("utf-16"),
    "no byte order mark": lambda data: data.removeprefix(b"\xef\xbb\xbf"),
    "columns in another order": lambda data: as_csv([row[::-1] for row in pad(cells_of(data))]),
    "a column of somebody's own": lambda data: as_csv([["note", *row] for row in cells_of(data)]),
    "only what is needed": lambda data: as_csv([row[:4] for row in cells_of(data)]),
    "rows sorted": lambda data: as_csv([cells_of(data)[0], *sorted(cells_of(data)[1:])]),
    "heads in capitals": lambda data: data.replace(b'"context"', b'"CONTEXT"').replace(b'"translation"', b'"Target"'),
    "old Windows": lambda data: data.decode("utf-8-sig").encode("cp1252"),
    "old Macintosh": lambda data: data.decode("utf-8-sig").encode("mac_roman"),
}


def pad(rows: list[list[str]]) -> list[list[str]]:
    return [[*row, *[""] * (len(COLUMNS) - len(row))] for row in rows if not row[0].startswith("#")]


@pytest.mark.parametrize("way", MANGLED)
def test_csv_survives_what_programs_do_to_it(way: str, project: Project) -> None:
    # a letter outside ASCII, so that an old encoding can be told
    project.back(*written("csv", [project.translation("cover.title")._replace(target="¡Salve una vida, señor!")]))
    rows = [
        row._replace(target="Diga dónde está.") if row.context == "steps.call.text" else row for row in project.rows()
    ]
    data, name = written("csv", rows)
    taken = project.back(MANGLED[way](data), name)
    assert project.told() == []
    assert [(one.context, one.after) for one in taken.changes] == [("steps.call.text", "Diga dónde está.")]


def test_an_encoding_that_cannot_be_told_is_refused(project: Project) -> None:
    data, name = written("csv", [project.translation("cover.title")._replace(target="Спасите жизнь")])
    project.back(data.decode("utf-8-sig").encode("cp1251"), name)
    assert project.told() == ["error[unreadable-exchange]"]


def test_a_file_that_was_cut_off_loses_nothing(project: Project) -> None:
    rows = [row._replace(target=f"{row.target} sí") for row in project.rows()]
    data, name = written("csv", rows)
    cut = data[: data.index(b"Again after") + 8]
    held = project.translation("steps.naloxone.text").target
    taken = project.back(cut, name)
    assert project.told() == ["error[row-cut-off]"]
    assert len(taken.changes) > 5
    assert project.translation("steps.naloxone.text").target == held


def test_rows_that_end_early_are_told_and_kept(project: Project) -> None:
    cells = cells_of(written("csv", project.rows())[0])
    cells[3] = cells[3][:2]
    taken = project.back(as_csv(cells), "short.csv")
    assert project.told() == ["warning[row-cut-off]"]
    assert (taken.changes, taken.refused) == ((), 0)


def test_a_table_without_heads_is_told(project: Project) -> None:
    project.back(as_csv(cells_of(written("csv", project.rows())[0])[1:]), "headless.csv")
    assert project.told() == ["error[unreadable-exchange]"]
    assert "context" in next(iter(project.findings)).hints[0].message


def test_no_cell_of_a_table_is_run_as_a_formula(project: Project) -> None:
    row = project.translation("cover.title")._replace(target='=HYPERLINK("https://example.org")')
    assert "\"'=HYPERLINK" in written("csv", [row])[0].decode()
    for format in ("csv", "xlsx"):
        data, name = written(format, [row])
        assert read_rows(data, name, [], Findings())[0].target == row.target
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(written("xlsx", [row])[0]))["Messages"]
    assert sheet["D2"].data_type == "s"


# What happens to workbooks


def workbook(rows: Sequence[Row]) -> object:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(written("xlsx", rows)[0]))


def saved(book: object) -> bytes:
    stream = io.BytesIO()
    book.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def test_a_workbook_survives_what_people_do_to_it(project: Project) -> None:
    rows = project.rows()
    book = workbook(rows)
    sheet = book["Messages"]  # type: ignore[index]
    sheet.move_range(f"D1:D{len(rows) + 1}", cols=20)
    sheet.insert_rows(1)
    sheet["A1"] = "my own heading"
    sheet.title = "Translation 2"
    sheet.delete_rows(20, 5)
    at = next(cell.row for cell in sheet["B"] if cell.value == "steps.call.text")
    sheet.cell(at, 24).value = "Diga dónde está."
    taken = project.back(saved(book), "people.xlsx")
    assert project.told() == []
    assert [(one.context, one.after) for one in taken.changes] == [("steps.call.text", "Diga dónde está.")]


def test_numbers_are_text_and_formulas_and_dates_are_refused(project: Project) -> None:
    import datetime

    rows = [project.translation(context) for context in ("cover.title", "cover.bar", "steps.wake.lead")]
    book = workbook(rows)
    sheet = book["Messages"]  # type: ignore[index]
    sheet["D2"], sheet["D3"], sheet["D4"] = 12, "=A1", datetime.datetime(2026, 2, 1)
    taken = project.back(saved(book), "typed.xlsx")
    assert project.told() == ["error[number-differs]", "error[cell-not-text]", "error[cell-not-text]"]
    assert taken.changes == ()


def test_a_workbook_has_instructions_a_limit_and_pictures(project: Project) -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fe"
        "dccc59e70000000049454e44ae426082"
    )
    row = project.translation("cover.title")._replace(room=20, lines=2, where="demo, sheet, cover")
    data = write_rows("xlsx", [row], "es", "en", pictures={"demo, sheet, cover": Picture(png, 300, 400)}, rtl=False)
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    assert any("state" in str(cell.value) for cell in book["Instructions"]["A"])
    sheet = book["Messages"]
    assert sheet.freeze_panes == "D2"
    assert sheet["F2"].value == 20
    assert [rule.formula for cells in sheet.conditional_formatting for rule in cells.rules] == [
        ["AND($F2>0,LEN($D2)>$F2)"]
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        assert any(name.startswith("xl/media/") for name in names)
        # no author, machine or time
        core = packed.read("docProps/core.xml").decode()
        assert "modified" not in core
        assert "openpyxl" not in core
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nonsense", b"\x00" * 400], ids=["empty", "half", "zeros"])
@EVERY
def test_what_is_no_such_file_is_told(format: str, data: bytes, project: Project) -> None:
    before = project.files()
    project.back(data, f"broken{FORMATS[format]}")
    assert set(project.told()) == {"error[unreadable-exchange]"}
    assert project.files() == before


# What happens to XLIFF


def test_entities_and_document_types_are_refused(project: Project) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff version="1.2">&b;</xliff>'
    project.back(bomb, "bomb.xlf")
    assert project.told() == ["error[unreadable-exchange]"]


@pytest.mark.parametrize("format", ["xliff", "xliff-2.1"])
def test_xliff_that_was_cut_off_changes_nothing_and_says_where(format: str, project: Project) -> None:
    before = project.files()
    data, name = written(format, [row._replace(target="otra cosa") for row in project.rows()])
    project.back(data[: len(data) // 2], name)
    assert project.told() == ["error[unreadable-exchange]"]
    (found,) = project.findings
    assert found.span is not None
    assert found.span.line > 5
    assert project.files() == before


@pytest.mark.parametrize("format", ["xliff", "xliff-2.1", "csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_is_refused_is_told_with_its_line(format: str, encoding: str, project: Project) -> None:
    rows = project.rows()
    wrong = rows[-2]._replace(target="999 cosas")
    data, name = written(format, [*rows[:-2], wrong, rows[-1]])
    text = data.decode("utf-8-sig").replace('encoding="UTF-8"', f'encoding="{encoding}"')
    project.back(text.encode(encoding), name)
    assert "error[number-differs]" in project.told()
    for found in project.findings:
        assert found.span is not None
        assert "999 cosas" in text.splitlines()[found.span.line - 1]


@pytest.mark.parametrize("format", ["xliff", "xliff-2.1"])
def test_placeholders_and_bold_are_codes_that_programs_protect(format: str, project: Project) -> None:
    text = written(format, [project.translation("wears-off.text")])[0].decode()
    if format == "xliff":
        assert '<ph id="2">**</ph>' in text
        assert '<ph id="3">{naloxone.lasts}</ph>' in text
    else:
        assert '<data id="d2">{naloxone.lasts}</data>' in text
        assert '<ph id="d2-1" dataRef="d2"/>' in text
        assert "{naloxone.lasts}" not in text[text.index("<segment") :]


def test_segments_that_a_program_made_are_put_together(project: Project) -> None:
    data = written("xliff-2.1", [project.translation("steps.call.text")])[0].decode()
    start, end = data.index("<segment"), data.index("</segment>") + len("</segment>")
    cut = (
        '<segment state="final"><source>Say where </source><target>Diga </target></segment>'
        "<ignorable><source></source><target></target></ignorable>"
        '<segment state="reviewed"><source>you are.</source><target>dónde está.</target></segment>'
    )
    taken = project.back((data[:start] + cut + data[end:]).encode(), "cut.xliff")
    assert project.told() == []
    assert [(one.after, one.state) for one in taken.changes] == [("Diga dónde está.", "translated")]


@pytest.mark.parametrize(
    ("state", "becomes"), [("final", "translated"), ("signed-off", "translated"), ("needs-review-l10n", "draft")]
)
def test_states_of_other_programs_are_understood(state: str, becomes: str, project: Project) -> None:
    data, name = written("xliff", [project.translation("cover.title")._replace(target="Salve una vida")])
    text = data.decode().replace("needs-review-translation", state)
    taken = project.back(text.encode(), name)
    assert [one.state for one in taken.changes] == [becomes]


def test_keys_tell_one_source_from_another() -> None:
    assert key_of("Save a life") != key_of("Save a life.")
    assert Received(None, None, None, None, None, None, 1).target is None


def test_a_catalogue_behind_its_source_is_brought_up_to_date_first(project: Project) -> None:
    change(project.folder, "leaflets/demo/leaflet.yaml", ("text: Say where you are.", "text: Say where you both are."))
    project.library = Library((project.folder,))
    row = project.translation("steps.call.text")
    assert (row.state, row.previous) == ("stale", "Say where you are.")
    project.back(*written("csv", [row._replace(target="Diga dónde están los dos.")]))
    assert project.translation("steps.call.text").state == "draft"
    assert sync_all(project.library, ["es"], Findings()) != ()
    assert not any(each.written for each in sync_all(project.library, ["es"], Findings()))
    assert (project.folder / catalogue_file("leaflets", "demo", "es")).exists()


@pytest.mark.parametrize("format", ["xlsx", "xliff", "xliff-2.1"])
def test_a_text_that_a_format_cannot_hold_is_told(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from builder.cli import main
    from builder.load.library import starter_folder

    monkeypatch.chdir(tmp_path)
    text = (starter_folder() / "leaflets/overdose/es.po").read_text(encoding="utf-8")
    put(tmp_path, "leaflets/overdose/es.po", text.replace('msgstr "Aplique naloxona"', 'msgstr "Aplique\\v naloxona"'))
    asked = ["translate", "export", "es", "--leaflet", "overdose", "--to", format, "--no-pictures"]
    assert main([*asked, "--format", "short"]) == 2
    assert "cannot-export" in capsys.readouterr().err
    assert not list(tmp_path.glob("translation-*"))
