"""Files that are broken, huge, or meant to do harm: each is a finding, soon, and never a traceback."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.diagnostics import Findings
from builder.load import Library, load
from builder.model.leaflet import Leaflet
from builder.model.service import ServiceList
from builder.model.theme import Theme

BOUND = 10.0
"""Seconds of CPU for any file: none takes more than a few tenths, but a busy machine is slow."""

THEME = b'id: demo\nname: Demo\ncolours: {ink: "#14181f"}\n'

BYTES: dict[str, tuple[bytes, str, tuple[int, int]]] = {
    "empty": (b"", "empty-file", (1, 1)),
    "only blanks": (b" \n\n", "empty-file", (1, 1)),
    "only comments": (b"# nothing\n", "empty-file", (1, 1)),
    "NUL": (b"id: demo\nname: a\0b\n", "control-character", (2, 8)),
    "all NUL": (b"\0" * 1_900_000, "control-character", (1, 1)),
    "escape": (b"id: \x1b[31mdemo\n", "control-character", (1, 5)),
    "line separator": ("id: demo\nname: a\u2028b\n".encode(), "control-character", (2, 8)),
    "UTF-16 with mark": ("id: demo\n".encode("utf-16"), "wrong-encoding", (1, 1)),
    "UTF-16 little": ("id: demo\n".encode("utf-16-le"), "wrong-encoding", (1, 1)),
    "UTF-16 big": ("id: demo\n".encode("utf-16-be"), "wrong-encoding", (1, 1)),
    "UTF-16 Chinese": ("标题: 你好\n".encode("utf-16-le"), "wrong-encoding", (1, 1)),
    "UTF-32": ("id: demo\n".encode("utf-32"), "wrong-encoding", (1, 1)),
    "Latin-1": (b"id: demo\r\nname: caf\xe9\r\n", "not-utf-8", (2, 10)),
    "cut character": ("name: é".encode()[:-1], "not-utf-8", (1, 7)),
    "surrogate": (b"name: \xed\xa0\x80\n", "not-utf-8", (1, 7)),
    "surrogate escape": (b'name: "\\ud800"\n', "yaml-syntax", (1, 10)),
    "tab": (b"colours:\n\tink: red\n", "tab-indentation", (2, 1)),
    "tab alone": (b"\t\n", "yaml-syntax", (1, 1)),
    "200,000 brackets": (b"[" * 200_000, "too-deep", (1, 51)),
    "200,000 braces": (b"{a: " * 200_000, "too-deep", (1, 201)),
    "200,000 dashes": (b"- " * 200_000, "too-deep", (1, 101)),
    "a stair": (b"".join(b" " * depth + b"a:\n" for depth in range(1500)), "too-deep", (51, 51)),
    "unclosed bracket": (b"a: [x", "yaml-syntax", (1, 4)),
    "unclosed quote": (b"a: '" + b"x\n" * 900_000, "yaml-syntax", (1, 4)),
    "backslashes": (b'a: "' + b"\\" * 1_900_000, "yaml-syntax", (1, 4)),
    "a wide list": (b"a: [" + b"x," * 900_000 + b"]", "too-many-values", (1, 0)),
    "a wide mapping": (b"".join(b"k%d: v\n" % key for key in range(150_000)), "too-many-values", (0, 0)),
    "one key": (b"a: b\n" * 200_000, "duplicate-key", (2, 1)),
    "many documents": (b"---\n" * 400_000, "several-documents", (2, 1)),
    "stars": (b"name: " + b"*" * 1_900_000, "yaml-syntax", (1, 8)),
    "colons": (b"a: " * 600_000, "yaml-syntax", (1, 5)),
    "question marks": (b"?\n" * 200_000, "duplicate-key", (2, 2)),
    "carriage returns": (b"\r" * 1_900_000 + b"a", "wrong-type", (1_900_001, 1)),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "demo.yaml"


def find(path: Path, kind: type[object] = Theme) -> tuple[object, Findings]:
    findings = Findings()
    return load(path, kind, findings, "demo.yaml"), findings


@pytest.mark.parametrize("name", BYTES)
def test_bytes(name: str, file: Path) -> None:
    data, code, (line, column) = BYTES[name]
    file.write_bytes(data)
    began = time.process_time()
    value, findings = find(file)
    assert time.process_time() - began < BOUND
    assert value is None
    first = next(one for one in findings if one.code == code)
    assert first.span is not None
    assert line in (0, first.span.line)
    assert column in (0, first.span.column)
    assert len(findings) <= 102


@pytest.mark.parametrize(
    "data", [THEME, THEME.replace(b"\n", b"\r\n"), THEME.replace(b"\n", b"\r"), b"%YAML 1.2\n---\n" + THEME + b"...\n"]
)
def test_line_ends_and_markers_that_are_fine(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    value, findings = find(file)
    assert value is not None
    assert list(findings) == []


def test_a_byte_order_mark_is_passed_over_with_a_note(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + THEME)
    value, findings = find(file)
    assert value is not None
    assert findings.ok
    assert [one.code for one in findings] == ["byte-order-mark"]


def test_an_alias_bomb_is_never_unfolded(file: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]" for n in range(8)]
    file.write_text("\n".join(lines))
    value, findings = find(file)
    assert value is None
    assert {one.code for one in findings} == {"anchor-or-alias"}


def test_many_faults_end_in_a_note(file: Path) -> None:
    file.write_text("".join(f"colour{number}: x\n" for number in range(40_000)))
    began = time.process_time()
    value, findings = find(file)
    assert time.process_time() - began < BOUND
    assert value is None
    assert {one.code for one in findings} == {"unknown-field", "too-many-findings"}
    assert len(findings) == 101


def test_a_hundred_megabytes_are_not_read(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(100_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    value, findings = find(file)
    assert value is None
    assert [one.code for one in findings] == ["file-too-large"]
    assert "100.0 MB" in next(iter(findings)).message
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000  # kilobytes


def test_two_megabytes_are_read_and_a_byte_more_is_not(file: Path) -> None:
    padding = b"#" * (2_000_000 - len(THEME) - 1) + b"\n"
    file.write_bytes(padding + THEME)
    assert find(file)[0] is not None
    file.write_bytes(b"#" + padding + THEME)
    assert [one.code for one in find(file)[1]] == ["file-too-large"]


def test_memory_stays_bounded(tmp_path: Path) -> None:
    """In a process of its own, 2 MB of values take less than 150 MB."""
    file = tmp_path / "wide.yaml"
    file.write_bytes(b"services: [" + b"x," * 990_000 + b"]")
    code = (
        "import sys; from pathlib import Path; from builder.diagnostics import Findings;"
        "from builder.load import load; from builder.model.service import ServiceList;"
        "found = Findings(); load(Path(sys.argv[1]), ServiceList, found);"
        # getrusage would tell of the parent that this process was forked from
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1];"
        "print(len(found), peak)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    found, kilobytes = map(int, told.stdout.split())
    assert found == 1
    assert kilobytes < 150_000


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _circle(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_folder, "not-a-file"),
        (_pipe, "not-a-file"),
        (_zero, "not-a-file"),
        (_circle, "unreadable-file"),
        (lambda path: None, "missing-file"),
    ],
    ids=["folder", "pipe", "device", "circle of links", "missing"],
)
def test_what_is_not_a_file(make: Callable[[Path], None], code: str, file: Path) -> None:
    make(file)
    value, findings = find(file)
    assert value is None
    assert [one.code for one in findings] == [code]


def test_a_name_that_no_system_takes(tmp_path: Path) -> None:
    assert [one.code for one in find(tmp_path / "a\0b.yaml")[1]] == ["unreadable-file"]
    assert [one.code for one in find(tmp_path / ("a" * 5000))[1]] == ["unreadable-file"]


@pytest.mark.parametrize("target", ["/etc/hostname", "../../../outside.yaml", "/dev/zero", "/proc/self/environ"])
def test_links_do_not_lead_out_of_the_project(target: str, tmp_path: Path) -> None:
    folder = tmp_path / "project" / "layouts" / "themes"
    folder.mkdir(parents=True)
    (tmp_path / "outside.yaml").write_bytes(THEME)
    (folder / "demo.yaml").symlink_to(target)
    assert (folder / "demo.yaml").exists()
    findings = Findings()
    assert Library((tmp_path / "project",)).theme("demo", findings) is None
    assert [one.code for one in findings] == ["outside-project"]


def test_a_link_inside_the_project_is_followed(tmp_path: Path) -> None:
    (tmp_path / "layouts" / "themes").mkdir(parents=True)
    (tmp_path / "theme.yaml").write_bytes(THEME)
    (tmp_path / "layouts" / "themes" / "demo.yaml").symlink_to("../../theme.yaml")
    findings = Findings()
    assert Library((tmp_path,)).theme("demo", findings) is not None
    assert findings.ok


@pytest.mark.parametrize(
    "id",
    ["../evidence", "..", ".", "/etc/passwd", "a/b", "a\0b", "con", "nul", "A", "demo.yaml", "", "~", "a" * 300, "-x"],
)
@pytest.mark.parametrize("kind", ["leaflet", "region", "layout", "theme", "icon"])
def test_names_do_not_leave_their_folder(kind: str, id: str, tmp_path: Path) -> None:
    findings = Findings()
    assert getattr(Library((tmp_path,)), kind)(id, findings) is None
    assert [one.code for one in findings] == ["unknown-reference"]


@pytest.mark.parametrize(
    "relative",
    ["../x", "/etc/passwd", "leaflets/../../x", "a\0b", "C:\\x", "leaflets\\x", "leaflets/con", "leaflets/nul.po", ""],
)
def test_paths_do_not_leave_the_project(relative: str, tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    assert Library((tmp_path / "project",)).path(relative) is None


def test_every_kind_of_file_takes_the_hostile_ones_in_its_stride(file: Path) -> None:
    for kind in (Leaflet, ServiceList):
        for name, (data, _, _) in BYTES.items():
            file.write_bytes(data[:50_000])
            value, findings = find(file, kind)
            assert value is None, name
            assert not findings.ok, name
