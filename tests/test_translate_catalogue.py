"""Catalogues are read as polib reads them, and whatever is wrong with a file is a finding.

A story of `tests/stories/translate` is a catalogue; its first comments say what must be found in it, nothing more:

    # finds: error[catalogue-syntax] 10:1-22 parts of the message | and of the hints
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from conftest import Needs
from hypothesis import example, given
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic, Findings
from builder.translate import read_catalogue
from builder.translate.catalogue import Catalogue, parse_carefully, parse_catalogue, parse_written
from builder.translate.regular import regular
from builder.translate.stretches import Part, split_lines, stretches

ROOT = Path(__file__).resolve().parent.parent
STORIES = sorted((Path(__file__).parent / "stories/translate").glob("*.po"))
FINDS = re.compile(r"# finds: (error|warning)\[([a-z-]+)\] ([0-9]+)(?::([0-9]+)-([0-9]+))? (.*)")
GOOD = [path for path in STORIES if path.stem.startswith("good-")]


def test_there_are_stories() -> None:
    assert len(STORIES) > 15
    assert len(GOOD) > 1


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    expected = [found.groups() for line in path.read_text().splitlines() if (found := FINDS.fullmatch(line))]
    assert bool(expected) != (path in GOOD)
    findings = Findings()
    catalogue = parse_catalogue(path.read_bytes(), "leaflets/demo/es.po", findings)
    assert (catalogue is None) == (not findings.ok)
    assert [(one.severity.value, one.code) for one in findings] == [(severity, code) for severity, code, *_ in expected]
    for one, (_, _, line, first, last, text) in zip(findings, expected, strict=True):
        assert one.span is not None
        assert one.span.file == "leaflets/demo/es.po"
        assert one.span.line == int(line)
        if first:
            assert (one.span.column, one.span.end_column) == (int(first), int(last))
        said = "\n".join([one.message, *(hint.message for hint in one.hints)])
        for part in text.split(" | "):
            assert part in said


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_polib_is_the_judge(path: Path) -> None:
    judge = polib.pofile(str(path))
    catalogue = parse_catalogue(path.read_bytes(), "es.po", Findings())
    assert catalogue is not None
    assert dict(catalogue.headers) == judge.metadata
    assert {entry.msgctxt for entry in judge if not entry.obsolete} == set(catalogue.entries)
    for entry in judge:
        if not entry.obsolete:
            mine = catalogue.entries[entry.msgctxt]
            assert (mine.msgid, mine.msgstr, mine.fuzzy) == (entry.msgid, entry.msgstr, entry.fuzzy)
            assert mine.previous == entry.previous_msgid
            lines = path.read_text().split("\n")[mine.span.line - 1 : mine.span.end_line]
            assert lines[0].startswith("msgstr ")
            assert len(lines[-1]) + 1 == mine.span.end_column


def test_a_piece_of_a_translation_is_found_on_its_line() -> None:
    text = 'msgctxt "a.text"\nmsgid "a {x} b"\nmsgstr ""\n"uno "\n"dos {x} tres {y"\n"}"\n'
    catalogue = parse_catalogue(text.encode(), "es.po", Findings())
    assert catalogue is not None
    entry = catalogue.entries["a.text"]
    assert str(entry.place("{x}")) == "es.po:5:6"
    assert entry.place("{y}") == entry.span, "a line break cuts it"


def test_stretches_hold_every_line_of_a_catalogue() -> None:
    for path in GOOD:
        text = path.read_text()
        found = stretches(text, "es.po", Findings())
        assert len(found) > 3
        lines = split_lines(text)
        covered = [line for stretch in found for line in stretch.lines]
        assert [line for line in lines if line.strip()] == [line for line in covered if line.strip()]
        for stretch in found:
            assert stretch.lines[0] == lines[stretch.first - 1]
            assert stretch.part(Part.TARGET)


def _file(folder: Path, data: bytes) -> list[Diagnostic]:
    path = folder / "es.po"
    path.write_bytes(data)
    findings = Findings()
    catalogue = read_catalogue(path, findings, "es.po")
    assert (catalogue is None) == (not findings.ok)
    return list(findings)


HEADER = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
ONE = 'msgctxt "a.text"\nmsgid "Wait"\nmsgstr "Espére"\n'


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"", "catalogue-syntax", "1:1"),
        (b"\n\n  \n", "catalogue-syntax", "1:1"),
        (ONE.encode("utf-16"), "wrong-encoding", "1:1"),
        (ONE.encode("utf-16-le"), "wrong-encoding", "1:1"),
        (ONE.encode("utf-32"), "wrong-encoding", "1:1"),
        (ONE.encode("latin-1"), "not-utf-8", "3:12"),
        (ONE.replace("W", "\0").encode(), "control-character", "2:8"),
        (ONE.replace("W", "\u2028").encode(), "control-character", "2:8"),
        (ONE.replace("W", "\x0c").encode(), "control-character", "2:8"),
        (ONE.encode() + b"x" * 2_000_000, "file-too-large", "1:1"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "wrong-encoding", "1:1"),
        (b"PK\x03\x04" + b"a" * 100, "control-character", "1:3"),
    ],
    ids=[
        "empty",
        "blank",
        "utf-16",
        "utf-16-le",
        "utf-32",
        "latin-1",
        "nul",
        "u2028",
        "form-feed",
        "huge",
        "png",
        "zip",
    ],
)
def test_what_is_not_a_catalogue_is_a_finding(tmp_path: Path, data: bytes, code: str, place: str) -> None:
    (error,) = _file(tmp_path, data)
    assert (error.code, str(error.span)) == (code, f"es.po:{place}")


def test_a_folder_a_pipe_and_nothing_are_findings(tmp_path: Path) -> None:
    (tmp_path / "folder.po").mkdir()
    os.mkfifo(tmp_path / "pipe.po")
    for name, code in (("folder.po", "not-a-file"), ("pipe.po", "not-a-file"), ("none.po", "missing-file")):
        findings = Findings()
        assert read_catalogue(tmp_path / name, findings) is None
        assert [one.code for one in findings] == [code]


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n# the end"])
def test_line_ends_marks_and_a_missing_last_line_end_are_taken(tmp_path: Path, eol: str, mark: str, end: str) -> None:
    found = _file(tmp_path, (mark + ONE.rstrip() + end).replace("\n", eol).encode())
    assert [one.code for one in found] == (["byte-order-mark"] if mark else [])
    catalogue = read_catalogue(tmp_path / "es.po", Findings())
    assert catalogue is not None
    assert catalogue.entries["a.text"].msgstr == "Espére"


def test_a_file_is_parsed_once_and_again_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_text(ONE)
    first, again = read_catalogue(path, Findings()), read_catalogue(path, Findings())
    assert first is again
    path.write_text(ONE.replace("Espére", "Espera"))
    changed = read_catalogue(path, Findings())
    assert changed is not None
    assert changed.entries["a.text"].msgstr == "Espera"


SEEDS = [path.read_text() for path in STORIES]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A catalogue with lines lost, doubled, swapped, cut, or with something put in."""
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(text) - 1, 0)))
        to = min(len(text), at + draw(st.integers(0, 40)))
        piece = draw(
            st.one_of(
                st.just(""),
                st.just(text[at:to] * 2),
                st.sampled_from(
                    [
                        '"',
                        "\\",
                        "\n",
                        "\r",
                        "#~ ",
                        "#| ",
                        "#,",
                        "msgid ",
                        'msgstr[0] ""',
                        "\t",
                        "\u00a0",
                        "{",
                        '\\"',
                        "#~|",
                    ]
                ),
                st.text(max_size=4),
            )
        )
        text = text[:at] + piece + text[to:]
    return text


@given(damaged())
@example("#")
@example('#| msgid ""')
@example('msgstr[1] "a"')
@example('#~ msgid "a"\n#~ msgstr "b"')
@example('msgid ""\nmsgstr ""\nmsgctxt "a"\nmsgid ""\nmsgstr ""')
def test_no_damage_gives_a_traceback_and_what_is_read_is_what_polib_reads(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    findings = Findings()
    catalogue = parse_catalogue(data, "es.po", findings)
    assert (catalogue is None) == (not findings.ok)
    if catalogue is None:
        return
    judge = polib.pofile(data.decode("utf-8-sig") + "\n", encoding="utf-8")
    active = {entry.msgctxt: entry for entry in judge if not entry.obsolete}
    assert {context: entry.msgstr for context, entry in catalogue.entries.items()} == {
        context: entry.msgstr for context, entry in active.items()
    }
    written = parse_written(data, "es.po", Findings())
    assert written is not None
    assert sum(entry is not None for _, entry in written.entries) == len(judge)


def _read(read: Callable[[bytes, str, Findings], Catalogue | None], data: bytes) -> list[object]:
    """All that a reader makes of a catalogue."""
    findings = Findings()
    found = read(data, "es.po", findings)
    told: list[object] = [list(findings), found is None]
    return told if found is None else [*told, [*found.entries.items()], dict(found.headers), found.span, found.file]


@pytest.mark.parametrize("folder", ["common", "overdose", "regions/us"])
def test_catalogues_are_regular_and_read_as_with_care(folder: str) -> None:
    paths = sorted((ROOT / "leaflets" / folder).glob("*.po"))
    assert len(paths) > 5
    for path in paths:
        data = path.read_bytes()
        assert regular(data.decode(), path.name) is not None, path
        assert _read(parse_catalogue, data) == _read(parse_carefully, data), path


@given(damaged())
@example(f"{HEADER}\n#. \n{ONE}")
@example(f'{HEADER}\n#\n#  a\n#, x, fuzzy\n#| msgid "a"\n#| "b\\n"\n{ONE}')
@example(f"{HEADER}\n{ONE}\n{ONE}")
@example(f"{ONE}\n{HEADER}")
@example(f"{HEADER.replace('UTF-8', 'latin1')}\n{ONE}")
@example(f"{HEADER}\n{ONE}\n#~ {ONE}")
@example(f"{HEADER}\n{ONE}\n\n{ONE.replace('a.text', 'b.text')}")
def test_a_damaged_catalogue_is_read_as_with_care(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert _read(parse_catalogue, data) == _read(parse_carefully, data)


@given(damaged())
def test_what_is_read_is_what_msgfmt_would_take(text: str) -> None:
    """Every string that is accepted is closed: no character of a translation can be lost at its end."""
    for stretch in stretches(text.replace("\r", ""), "es.po", Findings()):
        for line, part in zip(stretch.lines, stretch.parts, strict=True):
            if part in (Part.SOURCE, Part.TARGET, Part.CONTEXT) and line.strip():
                assert re.fullmatch(r'[^"]*"(?:[^"\\]|\\.)*"\s*', line), line


def test_msgfmt_takes_what_is_taken_here(tmp_path: Path, needs: Needs) -> None:
    import subprocess

    msgfmt = needs("msgfmt", "gettext")
    for path in GOOD:
        done = subprocess.run([msgfmt, "--check", "-o", tmp_path / "es.mo", path], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), path.name
