"""Whatever a spreadsheet does to an order, it is read as it was meant, or refused with the row and the column."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from orders import ROOT, Project, order_file

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.order import Line
from builder.orders.enter import _named
from builder.orders.read import OrderFile

PLAIN = "service,leaflet,language,layout,copies\nnorth,overdose,es,letter-trifold,250\n"


def read(path: Path) -> tuple[OrderFile, list[Line], Findings]:
    findings = Findings()
    file = OrderFile(path, findings)
    return file, [line for line in file.lines if line.copies], findings


def one(path: Path) -> Line:
    _, (line,), findings = read(path)
    assert not findings, list(findings)
    return line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_delimiter_encoding_and_line_ending(tmp_path: Path, delimiter: str, encoding: str, ending: str) -> None:
    path = tmp_path / "order.csv"
    told = PLAIN.replace("copies\n", "copies,note\n").replace("250\n", "250,Clínica\n")
    path.write_bytes(told.replace(",", delimiter).replace("\n", ending).encode(encoding))
    line = one(path)
    assert (line.service, line.language, line.copies, line.note) == ("north", "es", 250, "Clínica")


@pytest.mark.parametrize(
    "written", ['spot,"Deep=100,20,30,45"', "spot,Deep=100,20,30,45", "colour,cmyk\nspot;Deep=100"]
)
def test_what_a_press_is_fed_stands_above(tmp_path: Path, written: str) -> None:
    path = tmp_path / "order.csv"
    path.write_text(f"{written.replace(';', ',')}\n{PLAIN}")
    file, lines, findings = read(path)
    assert len(lines) == 1
    assert file.header.colour == "cmyk"
    if written.endswith("=100"):
        assert [found.code for found in findings] == ["wrong-type"]
    else:
        assert str(file.header.spot) == "Deep=100,20,30,45"


def test_a_spot_ink_is_not_printed_in_rgb(tmp_path: Path) -> None:
    path = tmp_path / "order.csv"
    path.write_text(f"color,rgb\nspot,Deep=100,20,30,45\n{PLAIN}")
    _, _, findings = read(path)
    assert [found.code for found in findings] == ["wrong-type"]


def test_excels_own_first_line_names_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "order.csv"
    path.write_text("sep=|\n" + PLAIN.replace(",", "|"))
    assert one(path).number == 3


def test_columns_stand_in_any_order_and_go_by_other_names(tmp_path: Path) -> None:
    path = tmp_path / "order.csv"
    path.write_text(
        'Qty;Notes;Clinic;Lang;Format;Leaflet;Region\n"1,200";"front; desk";north;es;a4-sheet;overdose;gb-eng\n'
    )
    line = one(path)
    assert (line.copies, line.note, line.service, line.layout, line.region) == (
        1200,
        "front; desk",
        "north",
        "a4-sheet",
        "gb-eng",
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("250", 250),
        ("250.0", 250),
        ("250,00", 250),
        ("2.5E+02", 250),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1'200", 1200),
    ],
)
def test_numbers_that_excel_has_mangled(tmp_path: Path, written: str, meant: int) -> None:
    path = tmp_path / "order.csv"
    path.write_text(PLAIN.replace("250", f'"{written}"'))
    assert one(path).copies == meant


@pytest.mark.parametrize("written", ["0", "-5", "2.5", "many", "1e9", "1,20", "½"])
def test_what_is_no_number_of_copies_is_told_with_its_place(tmp_path: Path, written: str) -> None:
    path = tmp_path / "order.csv"
    path.write_text(PLAIN.replace("250", f'"{written}"'), encoding="utf-8")
    _, lines, findings = read(path)
    (found,) = findings
    assert not lines
    assert found.code == "order-copies"
    assert found.message.startswith(f"`{written}` is no number of copies (cell E2)")
    assert found.span is not None
    assert found.span.line == 2
    assert found.span.column > PLAIN.index("250") - PLAIN.index("north")


def test_what_stands_above_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "order.csv"
    path.write_text(
        'Reference,2026-03 county\nDeliver to,"Depot, Dock 4"\nContact,Sam\nDue,46101\nSample,2%\n\n' + PLAIN
    )
    file, (line,), findings = read(path)
    assert not findings
    assert line.number == 8
    head = file.header
    assert (head.reference, head.deliver_to, head.contact) == ("2026-03 county", "Depot, Dock 4", "Sam")
    # 46101 is how Excel writes this day where a cell has no format
    assert head.due == "2026-03-20"
    assert head.sample == 20


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["reference", "2026-03"])
    sheet.append(["due", datetime.date(2026, 3, 20)])
    sheet.append([])
    sheet.append(["service", "leaflet", "language", "layout", "copies"])
    sheet.append(["north", "overdose", "es", "letter-trifold", 250.0])
    path = tmp_path / "order.xlsx"
    book.save(path)
    file, (line,), findings = read(path)
    assert not findings
    assert (line.number, line.copies) == (5, 250)
    assert (file.header.reference, file.header.due) == ("2026-03", "2026-03-20")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("order.xlsx", b"no workbook"),
        ("order.csv", b'service,leaflet,language,layout,copies\n"north,overdose'),
        ("none.csv", b""),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    if content:
        path.write_bytes(content)
    _, lines, findings = read(path)
    assert not lines
    assert "unreadable-order" in {found.code for found in findings}


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("order.ods", b"PK\x03\x04"),
        ("order.xls", b"\xd0\xcf\x11\xe0"),
        ("order.fods", b'<?xml version="1.0"?>'),
        ("order.csv", b"%PDF-1.7"),
    ],
)
def test_files_of_other_programs_are_no_tables(tmp_path: Path, name: str, begin: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(begin + b'\n\x00,service,leaflet,copies\n"open')
    _, lines, findings = read(path)
    assert not lines
    (found,) = findings
    assert found.code == "unreadable-order"
    assert "is a file of another program" in found.message


def test_a_column_that_is_missing_and_one_that_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "order.csv"
    path.write_text("service,leaflet,languag,copies\nnorth,overdose,es,5\n")
    _, lines, findings = read(path)
    assert not lines
    assert {found.code for found in findings} == {"order-columns"}
    told = {str(found.severity): found for found in findings}
    assert "`languag`" in told["warning"].message
    assert told["warning"].hints[0].message == "did you mean language?"


def test_a_row_that_says_too_little(tmp_path: Path) -> None:
    path = tmp_path / "order.csv"
    path.write_text(PLAIN + "north,,es,letter-trifold,5\n\n# a remark,,,,\n")
    _, lines, findings = read(path)
    assert len(lines) == 1
    assert [found.message for found in findings] == ["row 3 says nothing under `leaflet` (cell B3)"]


class TestNames:
    """What a list calls things by."""

    def test_each_wrong_name_is_told_once_with_its_rows(self, tmp_path: Path) -> None:
        lines = [("north", "overdose", "spanish", "letter-trifold", 5)] * 6 + [
            ("North Clinic", "overdose", "es", "letter-trifold", 5),
            ("khmerr", "overdoze", "es", "letter-trifoldd", 5),
        ]
        project = Project(tmp_path / "out")
        assert project.entered(order_file(tmp_path, lines)) is None
        told = {
            found.message: [hint.message for hint in found.hints]
            for found in project.findings
            if found.code == "unknown-name"
        }
        assert told == {
            "there is no language `spanish` (cells C4, C5, C6, C7 and 2 more)": ["did you mean es?"],
            "there is no service `North Clinic` (cell A10)": ["did you mean north?"],
            "there is no service `khmerr` (cell A11)": ["did you mean khmer?"],
            "there is no leaflet `overdoze` (cell B11)": ["did you mean overdose?"],
            "there is no layout `letter-trifoldd` (cell D11)": ["did you mean letter-trifold?"],
        }

    def test_a_row_that_lacks_something_has_its_names_looked_at(self, tmp_path: Path) -> None:
        lines: list[tuple[object, ...]] = [
            ("north", "overdose", "Spanish", "letter-trifoldd", "many"),
            ("nord", "", "es", "letter-trifold", 5),
            ("", "overdoze", "es", "letter-trifold", 5),
        ]
        project = Project(tmp_path / "out")
        assert project.entered(order_file(tmp_path, lines)) is None
        told = {found.message for found in project.findings}
        assert told == {
            "`many` is no number of copies (cell E4)",
            "there is no language `Spanish` (cell C4)",
            "there is no layout `letter-trifoldd` (cell D4)",
            "row 5 says nothing under `leaflet` (cell B5)",
            "there is no service `nord` (cell A5)",
            "row 6 says nothing under `service` (cell A6)",
            "there is no leaflet `overdoze` (cell B6)",
        }

    def test_an_order_without_services_is_told_once(self, tmp_path: Path) -> None:
        lines = [(f"s{at}", "overdose", "en", "letter-trifold", 5) for at in range(50)]
        path = order_file(tmp_path, lines)
        path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[2:]), "utf-8")
        project = Project(tmp_path / "out", Library((tmp_path, ROOT)))
        assert project.entered(path) is None
        assert [found.message for found in project.findings] == ["the order names no services that can be used"]

    def test_the_same_line_twice_adds_up(self, tmp_path: Path) -> None:
        lines = [("north", "overdose", "en", "letter-trifold", 5), ("north", "overdose", "en", "letter-trifold", 7)]
        project = Project(tmp_path / "out")
        assert project.entered(order_file(tmp_path, lines)) is not None
        assert "order-duplicate" in project.codes()

    def test_nothing_is_kept_of_an_order_that_is_refused(self, tmp_path: Path) -> None:
        from builder.orders.journal import Journal

        project = Project(tmp_path / "out")
        lines = [("north", "overdose", "en", "letter-trifold", 5), ("nobody", "overdose", "en", "letter-trifold", 5)]
        assert project.entered(order_file(tmp_path, lines)) is None
        journal = Journal(tmp_path / "out")
        assert journal.orders() == []
        journal.close()

    def test_letters_that_a_spreadsheet_has_lost_are_told(self, tmp_path: Path) -> None:
        path = order_file(tmp_path, [("khmer", "overdose", "en", "letter-trifold", 5)])
        services = tmp_path / "services.csv"
        services.write_bytes(services.read_text("utf-8").encode("cp1252", errors="replace"))
        project = Project(tmp_path / "out")
        assert project.entered(path) is None
        (found,) = [found for found in project.findings if found.code == "lost-letters"]
        assert found.message.startswith("letters of `khmer` are lost: ????")

    def test_a_phone_that_has_lost_its_groups_is_told(self, tmp_path: Path) -> None:
        path = order_file(tmp_path, [("north", "overdose", "en", "letter-trifold", 5)])
        services = tmp_path / "services.csv"
        services.write_text(services.read_text("utf-8").replace("202-555-0101", "2025550101"), "utf-8")
        project = Project(tmp_path / "out")
        assert project.entered(path) is not None
        assert "ungrouped-phone" in project.codes()

    def test_a_service_that_cannot_be_reached_stops_the_order(self, tmp_path: Path) -> None:
        path = order_file(tmp_path, [("north", "overdose", "en", "letter-trifold", 5)])
        services = tmp_path / "services.csv"
        services.write_text(services.read_text("utf-8").replace("202-555-0101", "2.02556E+09"), "utf-8")
        project = Project(tmp_path / "out")
        assert project.entered(path) is None
        assert "invalid-number" in project.codes()


def told(path: Path) -> list[tuple[str, str, list[str]]]:
    """Code, message and hints of all that is found."""
    _, _, findings = read(path)
    return [(found.code, found.message, [hint.message for hint in found.hints]) for found in findings]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("5O", "did you mean 50?"),
        ("l00", "did you mean 100?"),
        ("250 copies", "did you mean 250?"),
        ("1.5", "a whole number from 1 to 1,000,000"),
        ("-20", "a whole number from 1 to 1,000,000"),
        ("0", "a whole number from 1 to 1,000,000"),
        ("OO", "a whole number from 1 to 1,000,000"),
        ("twelve", "a whole number from 1 to 1,000,000"),
    ],
)
def test_a_number_that_is_none_is_told_with_what_was_meant(written: str, hint: str, tmp_path: Path) -> None:
    path = tmp_path / "order.csv"
    path.write_text(PLAIN.replace("250", written))
    assert told(path) == [("order-copies", f"`{written}` is no number of copies (cell E2)", [hint])]


def test_a_thousand_with_a_point_is_told(tmp_path: Path) -> None:
    """Elsewhere 1.000 is one."""
    path = tmp_path / "order.csv"
    path.write_text(PLAIN.replace("250", "1.000"))
    assert told(path) == [
        ("order-copies", "`1.000` is read as 1,000 copies (cell E2)", ["write it without the point: 1000"])
    ]


@pytest.mark.parametrize(
    ("written", "hints"),
    [
        ("20.03.2026", ["did you mean 2026-03-20?"]),
        ("3/4/26", ["did you mean 2026-04-03 or 2026-03-04?"]),
        ("31.31.2026", []),
        ("Friday", []),
    ],
)
def test_a_day_is_told_as_it_should_be_written(written: str, hints: list[str], tmp_path: Path) -> None:
    path = tmp_path / "order.csv"
    path.write_text(f"due,{written}\n{PLAIN}")
    assert told(path) == [("bad-date", f"`due: {written}` is not a day as YYYY-MM-DD", hints)]


@pytest.mark.parametrize("row", ["TOTAL,,,,250", ",,,Summe:,250", "Total,,,,"])
def test_a_sum_under_the_list_is_passed_over_and_told(row: str, tmp_path: Path) -> None:
    path = tmp_path / "order.csv"
    path.write_text(f"{PLAIN}{row}\n")
    _, lines, findings = read(path)
    assert [line.number for line in lines] == [2]
    (found,) = findings
    assert "row 3 looks like a sum" in found.message
    assert findings.ok


def test_cells_that_are_merged_say_the_same_in_every_row(tmp_path: Path) -> None:
    """A workbook says which cells are merged; a number is not that of each row."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Our order", "", "", "", ""])
    sheet.merge_cells("A1:E1")
    sheet.append(["service", "leaflet", "language", "layout", "copies"])
    sheet.append(["north", "overdose", "es", "letter-trifold", 250])
    sheet.append([None, "overdose", "en", None, 100])
    sheet.append([None, "overdose", "ar", "wallet-card", None])
    sheet.append([None, "overdose", "vi", "wallet-card", 50])
    sheet.merge_cells("A3:A5")
    sheet.merge_cells("D3:D4")
    sheet.merge_cells("E4:E5")
    path = tmp_path / "order.xlsx"
    book.save(path)
    _, lines, findings = read(path)
    assert [(line.number, line.service, line.layout, line.copies) for line in lines] == [
        (3, "north", "letter-trifold", 250),
        (4, "north", "letter-trifold", 100),
    ]
    assert [found.message for found in findings] == [
        "row 5 says nothing under `copies` (cell E5)",
        "row 6 says nothing under `service` (cell A6)",
    ]


def test_a_merged_cell_behind_the_last_of_its_row(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["service", "leaflet", "language", "copies", "layout"])
    sheet.append(["north", "overdose", "es", 250, "letter-trifold"])
    sheet.append(["south", "overdose", "en", 100])
    sheet.merge_cells("E2:E3")
    book.save(tmp_path / "order.xlsx")
    _, lines, findings = read(tmp_path / "order.xlsx")
    assert [line.layout for line in lines] == ["letter-trifold"] * 2
    assert not findings


def test_of_a_workbook_what_is_in_sight_is_read_and_the_rest_is_told(tmp_path: Path) -> None:
    """Hidden sheets, a second sheet, hidden rows, formulas that no spreadsheet program has worked out."""
    heads = ["service", "leaflet", "language", "layout", "copies"]
    book = Workbook()
    old = book.active
    assert old is not None
    old.append(heads)
    old.append(["old", "overdose", "es", "letter-trifold", 9999])
    book.create_sheet("Empty")
    for title in ("North", "South"):
        sheet = book.create_sheet(title)
        sheet.append(heads)
        sheet.append([title.lower(), "overdose", "es", "letter-trifold", 10])
        sheet.append([title.lower(), "overdose", "en", "letter-trifold", 20])
        sheet.append([title.lower(), "overdose", "ar", "letter-trifold", "=2*20"])
    book["North"].row_dimensions[3].hidden = True
    old.sheet_state, book.active = "hidden", 1
    book.save(tmp_path / "order.xlsx")
    _, lines, findings = read(tmp_path / "order.xlsx")
    assert [(line.service, line.copies) for line in lines] == [("north", 10), ("north", 20)]
    assert [found.message for found in findings if found.code == "workbook-parts"] == [
        f"only the first sheet of {tmp_path / 'order.xlsx'} is read, `North`; there are rows on `South`",
        f"no result is saved for the formula in E4 of {tmp_path / 'order.xlsx'}: read as empty",
        "hidden rows are read with the others: 3",
    ]
    assert "row 4 says nothing under `copies` (cell E4)" in [found.message for found in findings]


def test_names_of_languages_layouts_leaflets_and_services(tmp_path: Path) -> None:
    """Half a name, a name in a sentence, an id without its noughts."""
    rows = [
        ("north", "overdose", "Chinese", "letter-trifold", 1),
        ("north", "overdose", "creole", "letter-trifold", 1),
        ("north", "Overdose leaflet", "es", "letter-trifold", 1),
        ("svc7", "overdose", "es", "letter-trifold", 1),
    ]
    project, path = Project(tmp_path / "out"), order_file(tmp_path, rows)
    with (tmp_path / "services.csv").open("a", encoding="utf-8") as file:
        file.write("svc-007,Seven,1 Example Street,,,202-555-0177,en,https://example.org/7,2026-02-01\n")
        file.write("svc-077,More,1 Example Street,,,202-555-0178,en,https://example.org/8,2026-02-01\n")
    assert project.entered(path) is None
    hints = [found.hints[0].message for found in project.findings if found.code == "unknown-name"]
    assert hints == [
        "did you mean zh-Hans or zh-Hant?",
        "did you mean ht?",
        "did you mean overdose?",
        "did you mean svc-007?",
    ]


def test_a_leaflet_that_is_not_made_for_a_layout_is_told_by_its_cells(tmp_path: Path) -> None:
    lines = [("north", "fentanyl", "es", "wallet-card", 5), ("arabic", "fentanyl", "en", "wallet-card", 5)]
    project = Project(tmp_path / "out")
    assert project.entered(order_file(tmp_path, lines)) is None
    (found,) = [each for each in project.findings if each.code == "no-panel"]
    assert found.message.startswith("leaflet `fentanyl` is not made for layout `wallet-card`: there is no place on it")
    assert found.message.endswith("(cells D4 and D5)")
    assert found.hints[0].message.startswith("layouts that hold it: a4-large, a4-sheet")


def test_what_is_wrong_above_the_lines_does_not_hide_the_lines(tmp_path: Path) -> None:
    lines = [("north", "overdoze", "es", "letter-trifold", 5)]
    project = Project(tmp_path / "out")
    assert project.entered(order_file(tmp_path, lines, due="soon")) is None
    assert project.codes() == ["bad-date", "unknown-name"]


def test_a_services_language_is_one_that_can_be_set(tmp_path: Path) -> None:
    path = order_file(tmp_path, [("north", "overdose", "es", "letter-trifold", 5)])
    services = tmp_path / "services.csv"
    services.write_text(services.read_text(encoding="utf-8").replace(",en,", ",english,", 1), encoding="utf-8")
    project = Project(tmp_path / "out")
    assert project.entered(path) is None
    (found,) = project.findings
    assert found.message == "there is no language `english` (the language of `north`)"
    assert found.hints[0].message == "did you mean en?"


@pytest.mark.parametrize(
    ("reference", "folder"),
    [("2026/03 County Übersicht", "2026-03-county-ubersicht"), ("Straße 7", "strasse-7"), ("Q2 — “new”", "q2-new")],
)
def test_a_reference_becomes_a_folder(reference: str, folder: str) -> None:
    assert _named(reference) == folder


def test_references_without_a_latin_letter_are_told_apart() -> None:
    one, other = _named("طلب أول"), _named("طلب ثان")
    assert one != other
    assert one.startswith("order-")
