"""Directories of services: two formats give the same services, and what is wrong in them has its place."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.cli import main
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.service import Service
from builder.services.check import check_services
from builder.services.find import find_service
from builder.services.fit import boxes
from builder.services.hsds import hours
from builder.services.read import read_services
from builder.services.record import slug
from builder.services.write import as_yaml

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "leaflets" / "services"
DAY = date(2026, 3, 1)


def read(path: Path) -> tuple[tuple[Service, ...], list[str]]:
    """The services of a file, and what was found, as `line:column: severity[code]: message`."""
    findings = Findings()
    services = read_services(path, Library.open(ROOT), findings)
    return services, [str(one).removeprefix(f"{one.span.file}:" if one.span else "") for one in findings]


def plain(services: tuple[Service, ...]) -> list[Service]:
    """Without places, and without ids, which HSDS has no place for."""
    return [replace(one, span=None, id="") for one in services]  # type: ignore[arg-type]


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def test_both_formats_give_the_file_that_stands_beside_them() -> None:
    usual, said = read(EXAMPLES / "example.yaml")
    assert len(usual) == 10
    assert not said
    for name in ("example.csv", "example-hsds.json"):
        services, found = read(EXAMPLES / name)
        assert plain(services) == plain(usual)
        assert not found


@pytest.mark.parametrize("name", ["example.csv", "example-hsds.json"])
def test_what_is_imported_reads_the_same_as_yaml(name: str, tmp_path: Path) -> None:
    services, _ = read(EXAMPLES / name)
    again, found = read(written(tmp_path, "again.yaml", as_yaml(services, name)))
    assert [replace(one, span=None) for one in again] == [replace(one, span=None) for one in services]
    assert not found


HEAD = "id,name,address-1,hours,phone,url,checked-on\n"


@pytest.mark.parametrize(
    ("text", "count", "found"),
    [
        (HEAD + "a,A,1 Street,9 to 5,202-555-0142,https://example.org/a,2026-01-31\n", 1, []),
        ("\ufeffName;Tel;Website\r\nA;202-555-0142;https://example.org\r\n", 1, []),
        ("name\tphone\nA\t202-555-0142\n", 1, []),
        ("name,phone\n\n,\nA,1\n", 1, []),
        ('name,address\nA,"1 Street\nTown"\nB,2 Street | Town\n', 2, []),
        ('name,hours\nA,"He said ""9"", to 5"\n', 1, []),
        ("name,colour\nA,red\n", 1, ["1:6: warning[unknown-field]: the column `colour` is passed over"]),
        ("phone\n1\n", 0, ["1:1: error[missing-field]: there is no column `name`"]),
        ("name,phone\n,1\n", 0, ["2:2: error[missing-field]: a service needs `name`"]),
        ("name,phone\nA,1,2\n", 1, ["2:5: error[wrong-type]: this row has 3 cells for 2 columns"]),
        ('name,phone\nA,"1\n', 0, ["2:3: error[yaml-syntax]: a quotation mark is opened here and never closed"]),
        ("", 0, ["1:1: error[empty-file]"]),
        ("name\n", 0, []),
        ("name,tel,phone\nA,211,311\n", 1, ["1:10: error[duplicate-key]: the column `phone` is given twice"]),
        ("name,url\nA,https://localhost\n", 0, ["2:3: error[bad-address]"]),
        ("name,url\nA,https://EXAMPLE.org\n", 0, ["2:3: error[bad-address]"]),
        ("name\n#N/A\n", 0, ["2:1: error[garbled-text]"]),
        (HEAD + "a,A,,,,http://example.org,\n", 0, ["2:8: error[bad-address]"]),
        (HEAD + "a,A,,,,https://example.org/?id=1,\n", 0, ["2:8: error[bad-address]"]),
        (HEAD + "a,A,,,,,31.1.2026\n", 0, ["2:9: error[bad-date]"]),
        (HEAD + "A b,A,,,,,\n", 0, ["2:1: error[bad-id]"]),
        (HEAD + "a,A,,,1,,\na,B,,,2,,\n", 1, ["3:3: error[duplicate-id]"]),
        ("name,phone\nCafé Ünü,1\nCafé Ünü,2\n中文,3\n", 3, []),
    ],
)
def test_csv(text: str, count: int, found: list[str], tmp_path: Path) -> None:
    services, told = read(written(tmp_path, "a.csv", text))
    assert len(services) == count
    assert len(told) == len(found), told
    assert all(one.startswith(wanted) for one, wanted in zip(sorted(told), sorted(found), strict=True)), told


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "name,Street,City,State,Zip\nA,5 Elm Street,Springfield,IL,62701\n",
            ["5 Elm Street", "Springfield, IL 62701"],
        ),
        ("name;Postal code;Town;Address 1\nA;1010;Wien;Am Hof 1\n", ["Am Hof 1", "1010 Wien"]),
        (
            "name,address1,address_line_2,postcode,city\nA,Flat 2,1 High Street,,Leeds\n",
            ["Flat 2", "1 High Street", "Leeds"],
        ),
        ("name,city,zip\nA,,\n", []),
    ],
)
def test_the_parts_of_an_address_in_columns_of_their_own(text: str, lines: list[str], tmp_path: Path) -> None:
    (service,), told = read(written(tmp_path, "a.csv", text))
    assert not told
    assert list(service.address) == lines


def test_a_town_that_is_given_twice(tmp_path: Path) -> None:
    _, told = read(written(tmp_path, "a.csv", "name,city,town\nA,Leeds,York\n"))
    assert told == ["1:11: error[duplicate-key]: the column `city` is given twice"]


def test_ids_are_made_from_names(tmp_path: Path) -> None:
    services, _ = read(written(tmp_path, "a.csv", "name\nCafé Ünü\nCafé Ünü\n中文\n24 Hours\n"))
    assert [one.id for one in services] == ["cafe-unu", "cafe-unu-2", "service", "hours"]
    assert slug("-- 1st Street --") == "st-street"


@pytest.mark.parametrize(
    ("data", "count", "found"),
    [
        ([], 0, ["error[empty-file]"]),
        ({"contents": []}, 0, ["error[empty-file]"]),
        ([{"id": "1", "name": "A", "status": "active"}], 1, []),
        ({"name": "A"}, 1, []),
        ({"name": "Org", "services": [{"name": "A"}, {"name": "B"}]}, 2, []),
        ([{"name": "A", "status": "defunct"}], 0, ["note[service-left-out]: `A` is defunct"]),
        ([{"name": "A", "url": "http://example.org"}], 0, ["error[bad-address]"]),
        ([{"name": "A", "phones": "none", "schedules": {}, "service_at_locations": [1]}], 1, []),
        ([1, None, "A", [[]]], 0, ["error[empty-file]"]),
    ],
)
def test_hsds(data: object, count: int, found: list[str], tmp_path: Path) -> None:
    services, told = read(written(tmp_path, "a.json", json.dumps(data)))
    assert len(services) == count
    assert len(told) == len(found)
    assert all(wanted in one for one, wanted in zip(told, found, strict=True)), told


def test_json_that_is_none_has_its_place(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.json", '{\n "a": }'))[1][0].startswith("2:7: error[json-syntax]")
    assert "error[too-deep]" in read(written(tmp_path, "b.json", "[" * 200_000))[1][0]


def test_hsds_falls_back_on_the_location_and_never_on_the_head_office(tmp_path: Path) -> None:
    record = {
        "name": "A",
        "assured_date": "2026-01-31T00:00:00Z",
        "languages": [{"code": "en"}, {"code": "es"}],
        "organization": {"name": "Head office", "website": "https://example.org", "phones": [{"number": "1"}]},
        "service_at_locations": [
            {
                "phones": [{"number": "2", "type": "fax"}, {"number": '"202-555-0142"', "type": "voice"}],
                "location": {
                    "schedules": [
                        {"freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "09:00:00Z", "closes_at": "17:00"}
                    ],
                    "addresses": [
                        {"address_type": "postal", "address_1": "PO Box 1"},
                        {
                            "address_type": "physical",
                            "address_1": "1 Street",
                            "city": "Town",
                            "state_province": "NY",
                            "postal_code": "10001",
                        },
                    ],
                },
            }
        ],
    }
    ((service,), found) = read(written(tmp_path, "a.json", json.dumps([record])))
    assert not found
    assert (service.phone, service.url, service.language) == ("202-555-0142", "", "en")
    assert service.address == ("1 Street", "Town, NY 10001")
    assert (service.hours, service.checked_on) == ("Mon-Wed 09:00-17:00", "2026-01-31")


@pytest.mark.parametrize(
    ("schedules", "line"),
    [
        ([{"description": "9 to 5"}, {"description": "9 to 5"}], "9 to 5"),
        ([{"byday": "MO,WE", "opens_at": "9:00", "closes_at": "12:30"}], "Mon, Wed 9:00-12:30"),
        ([{"byday": "2MO", "freq": "MONTHLY", "opens_at": "9:00", "closes_at": "12:00"}], ""),
        ([{"byday": "MO", "interval": 2, "opens_at": "9:00", "closes_at": "12:00"}], ""),
        ([{"byday": "SA,SU", "opens_at": "late", "closes_at": "later"}], ""),
        ([], ""),
        (["?"], ""),
    ],
)
def test_hours_are_a_line(schedules: list[object], line: str) -> None:
    assert hours(schedules) == line


def service(**fields: object) -> Service:
    usual = {"id": "a", "name": "A", "hours": "9 to 5", "phone": "202-456-1111", "checked_on": "2026-01-31"}
    return Service(**{**usual, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"phone": "(844) 949-3989"}, ["error[blocked-number]: “(844) 949-3989” is never printed"]),
        ({"hours": "or ٨٤٤٩٤٩٣٩٨٩"}, ["error[blocked-number]"]),
        ({"phone": "none"}, ["error[invalid-number]: the phone of `a` has no digits"]),
        ({"phone": "202-456-11112222"}, ["error[invalid-number]: 202-456-11112222 (`a`) is no number of US"]),
        ({"phone": "988"}, []),
        ({"phone": "12"}, ["error[invalid-number]: 12 (`a`) is no number to dial"]),
        ({"phone": "2.03E+09"}, ["error[invalid-number]: 2.03E+09 (`a`) is no number to dial"]),
        ({"phone": "=202-555"}, ["error[invalid-number]: =202-555 (`a`) is no number to dial"]),
        ({"phone": "", "url": ""}, ["error[incomplete-service]: `a` has neither phone nor web address"]),
        ({"hours": ""}, ["warning[incomplete-service]: `a` has no hours"]),
        (
            {"phone": "", "hours": "", "url": "https://example.org"},
            ["warning[incomplete-service]: `a` has no hours and no phone"],
        ),
        ({"address": ("1", "2", "3", "4")}, ["error[incomplete-service]: the address of `a` has 4 lines"]),
        ({"checked_on": ""}, ["warning[unchecked-service]: nobody has checked"]),
        ({"checked_on": "2025-09-02"}, []),
        ({"checked_on": "2025-09-01"}, ["warning[unchecked-service]: `a` was last checked on 2025-09-01"]),
        ({"checked_on": "2026-03-02"}, ["warning[unchecked-service]: `a` was checked on 2026-03-02, which has not"]),
    ],
)
def test_a_service_leads_its_reader_there(fields: dict[str, object], found: list[str]) -> None:
    findings = Findings()
    check_services([service(**fields)], ["US"], Library.open(ROOT).blocked(findings), DAY, findings)
    told = [str(one) for one in findings]
    assert len(told) == len(found), told
    assert all(one.startswith(wanted) for one, wanted in zip(told, found, strict=True)), told


def test_details_that_do_not_fit_the_box_are_found() -> None:
    library, findings = Library.open(ROOT), Findings()
    fits = boxes(library, "overdose", "us", ["letter-trifold"], DAY, findings)
    check_services([service(phone="202-555-0142")], ["US"], [], DAY, findings, fits)
    assert not list(findings)
    long = service(
        name="The Very Long Name of a Health Center " * 6, address=("Street " * 20, "Town " * 20, "Land " * 20)
    )
    check_services([long], ["US"], [], DAY, findings, fits)
    assert [one.code for one in findings] == ["imprint-overflow"]


def test_import_and_check_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "Our clinics.csv", (EXAMPLES / "example.csv").read_text(encoding="utf-8"))
    assert main(["services", "import", "Our clinics.csv"]) == 0
    target = tmp_path / "leaflets/services/our-clinics.yaml"
    assert "10 services; next: leaflet services check" in capsys.readouterr().out
    assert main(["services", "import", "Our clinics.csv"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["services", "import", "Our clinics.csv", "--force"]) == 0
    written(tmp_path, "bad.csv", "name,url\nA,http://example.org\n")
    assert main(["services", "import", "bad.csv"]) == 1
    assert not (tmp_path / "leaflets/services/bad.yaml").exists()
    capsys.readouterr()
    assert main(["services", "check", str(target), "--on", "2026-03-01", "--format", "short"]) == 0
    told = capsys.readouterr()
    assert "10 services checked: no errors, 10 warnings" in told.out
    assert told.err.count("unchecked-service") == 10
    assert main(["services", "check", str(target), "--strict"]) == 1
    assert main(["services", "check", "clinics.xlsx"]) == 1


CELLS = st.text(st.sampled_from("ab ,;\"'\n\té:#-1中"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_cells_are_what_a_spreadsheet_wrote(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], sign: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sign)
    writer.writerow(["name", "hours", "phone"])
    writer.writerows(rows)
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    services, found = read(written(path.parent, "a.csv", out.getvalue()))
    wanted = [row for row in rows if any(cell.strip() for cell in row)]
    named = [row for row in wanted if row[0].strip()]
    assert [(one.name, one.hours, one.phone) for one in services] == [
        tuple(" ".join(cell.split()) for cell in row) for row in named
    ]
    assert bool(found) == (len(named) < len(wanted))


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(
                    [
                        "name",
                        "contents",
                        "phones",
                        "number",
                        "schedules",
                        "service_at_locations",
                        "location",
                        "addresses",
                        "address_1",
                        "url",
                        "languages",
                        "code",
                        "status",
                    ]
                ),
                inner,
                max_size=5,
            ),
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
    path = written(tmp_path_factory.mktemp("json"), "a.json", json.dumps(data))
    services, _ = read(path)
    assert all(one.name for one in services)


def test_a_language_that_is_not_known_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wherever services are named: it was a fault of the builder's."""
    path = tmp_path / "ours.csv"
    path.write_text("id,name,phone,language\nnorth,North,202-555-0101,spanish\n", encoding="utf-8")
    for words in (
        ["services", "check", str(path)],
        ["build", "overdose", "-l", "en", "--service", f"{path}:north", "-o", str(tmp_path)],
    ):
        assert main(words) == 1
        told = capsys.readouterr().err
        assert "error[unknown-name]: there is no language `spanish` (the language of `north`)" in told
        assert "did you mean es?" in told
    assert not list(tmp_path.glob("*.pdf"))


PLAIN = "name;hours;phone\nClínica José – Norte;9–5;202-555-0101\n"


def test_a_table_of_excel_is_read_in_its_own_encodings(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    for encoding, told in (("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("cp1252", ["not-utf-8"])):
        path.write_bytes(PLAIN.encode(encoding))
        findings = Findings()
        services = read_services(path, Library.open(tmp_path), findings)
        assert [(each.name, each.hours) for each in services] == [("Clínica José – Norte", "9–5")]
        assert [one.code for one in findings] == told
    assert findings.ok
    (found,) = findings
    assert "`Clínica`" in found.message
    assert found.span is not None
    assert (found.span.line, found.span.column, found.span.end_column) == (2, 1, 8)


def test_a_workbook_is_read_as_the_table_that_it_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [row.split(";") for row in PLAIN.splitlines()]
    for row in rows:
        sheet.append(row)
    # where something was once written a cell stays
    sheet.cell(2, len(rows[0]) + 2).value = " "
    book.save(tmp_path / "ours.xlsx")
    (tmp_path / "ours.csv").write_text(PLAIN, encoding="utf-8")
    both = []
    for name in ("ours.xlsx", "ours.csv"):
        findings = Findings()
        both.append(
            [replace(each, span=None) for each in read_services(tmp_path / name, Library.open(tmp_path), findings)]
        )
        assert findings.ok, list(map(str, findings))
    assert both[0] == both[1] != []


def test_who_numbers_services_is_told_an_id(tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("id,name\n7,Seven\nCentre-É,Accent\n", encoding="utf-8")
    findings = Findings()
    assert read_services(tmp_path / "ours.csv", Library.open(tmp_path), findings) == ()
    assert [found.code for found in findings] == ["bad-id"] * 2
    assert "`id: 7` is not a name: a lower-case letter, then" in next(iter(findings)).message
    assert [found.hints[0].message for found in findings] == ["did you mean no-7?", "did you mean centre-e?"]


def test_a_second_sheet_of_a_workbook_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("North", "South"):
        sheet = book.create_sheet(title)
        sheet.append(["id", "name"])
        sheet.append([title.lower(), title])
    book.save(tmp_path / "ours.xlsx")
    findings = Findings()
    assert [each.id for each in read_services(tmp_path / "ours.xlsx", Library.open(tmp_path), findings)] == ["north"]
    assert [found.code for found in findings] == ["workbook-parts"]


def test_a_workbook_that_is_none_or_empty_is_told(tmp_path: Path) -> None:
    (tmp_path / "none.xlsx").write_bytes(b"PK\3\4 nothing")
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    for name, code in (("none.xlsx", "unreadable-order"), ("empty.xlsx", "empty-file")):
        findings = Findings()
        assert read_services(tmp_path / name, Library.open(tmp_path), findings) == ()
        assert [one.code for one in findings] == [code]


@pytest.mark.parametrize("data", [b"name\nCl\x81nica\n", b"\xff\xfen\x00a"])
def test_what_is_in_no_known_encoding_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ours.csv"
    path.write_bytes(data)
    findings = Findings()
    services = read_services(path, Library.open(tmp_path), findings)
    assert services == ()
    assert "not-utf-8" in {one.code for one in findings}


def test_who_writes_a_name_is_told_the_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("id,name,phone\nnorth-1,North Clinic,202-555-0101\n", encoding="utf-8")
    assert main(["build", "overdose", "-l", "en", "--service", f"{path}:north clinic"]) == 2
    assert "the id of North Clinic is north-1" in capsys.readouterr().err
    assert main(["build", "overdose", "-l", "en", "--service", "Example House"]) == 2
    assert "the id of Example House is example-house" in capsys.readouterr().err


def test_an_address_without_its_first_part_is_written_out(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("name,url\nNorth,www.example.org/north\n", encoding="utf-8")
    findings = Findings()
    read_services(path, Library.open(tmp_path), findings)
    (found,) = findings
    assert found.code == "bad-address"
    assert "https://www.example.org/north" in found.hints[0].message


def test_a_table_without_rows_is_told_when_one_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("name,phone\n", encoding="utf-8")
    findings = Findings()
    assert find_service(f"{path}:north", Library.open(tmp_path), findings) is None
    assert [one.code for one in findings] == ["empty-file"]
