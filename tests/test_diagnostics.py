"""Findings: kept once, in order, and shown so that people and programs can act on them."""

import io
import json
from pathlib import Path

import pytest

from builder.diagnostics import Diagnostic, Findings, Hint, Severity, did_you_mean
from builder.model.source import Span
from builder.render import render


def shown(findings: Findings, form: str, colour: bool = False) -> str:
    stream = io.StringIO()
    render(findings, form, stream, colour)
    return stream.getvalue()


def test_findings_are_kept_once_and_come_out_in_order() -> None:
    findings = Findings()
    findings.warn("b", "later", Span("b.yaml", 1, 1, 1, 2))
    findings.error("c", "nowhere")
    findings.error("a", "tenth line", Span("a.yaml", 10, 1, 10, 2))
    findings.note("a", "same place", Span("a.yaml", 2, 5, 2, 6))
    findings.error("z", "same place", Span("a.yaml", 2, 5, 2, 6))
    findings.error("z", "same place", Span("a.yaml", 2, 5, 2, 6))
    assert [one.message for one in findings] == ["same place", "same place", "tenth line", "later", "nowhere"]
    assert [one.severity for one in findings][:2] == [Severity.ERROR, Severity.NOTE]
    assert len(findings) == 5
    assert not findings.ok
    assert (findings.count(Severity.ERROR), findings.count(Severity.WARNING)) == (3, 1)


def test_findings_join() -> None:
    first, second = Findings(), Findings()
    first.warn("a", "one")
    second.warn("a", "one")
    second.note("a", "two", None, "a hint", Hint("another", Span("a", 1, 1, 1, 1)))
    first.extend(second)
    assert len(first) == 2
    assert first.ok
    assert list(Findings(first)) == list(first)
    (note,) = (one for one in first if one.severity is Severity.NOTE)
    assert note.hints == (Hint("a hint"), Hint("another", Span("a", 1, 1, 1, 1)))


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("saftey", ["safety", "text"], ["did you mean safety?"]),
        ("xyz", ["safety", "text"], ["known here: safety, text"]),
        ("xyz", [], []),
        ("xyz", [f"word{number}" for number in range(50)], []),
    ],
)
def test_the_nearest_word_is_offered(word: str, known: list[str], hint: list[str]) -> None:
    assert [one.message for one in did_you_mean(word, known)] == hint
    assert len(did_you_mean(word, known, listing=False)) == ("mean" in "".join(hint))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_bytes(
        "id: a\r\nsize: 12  # twelve\r\ntext: 中文 and\ttext\r\nlong: ".encode() + b"x " * 200
    )
    return "a.yaml"


def found(file: str) -> Findings:
    findings = Findings()
    hint = Hint("first given here", Span(file, 1, 1, 1, 3))
    findings.error("bare-length", '"size: 12" has no unit', Span(file, 2, 7, 2, 9), "did you mean 12pt?", hint)
    return findings


def test_people_see_the_line_and_the_place(file: str) -> None:
    assert shown(found(file), "human") == (
        'a.yaml:2:7: error[bare-length]: "size: 12" has no unit\n'
        "  2 | size: 12  # twelve\n"
        "    |       ^^\n"
        "  hint: did you mean 12pt?\n"
        "  a.yaml:1:1: hint: first given here\n"
        "  1 | id: a\n"
        "    | --\n"
    )


def test_colour_marks_the_same_text(file: str) -> None:
    import re

    coloured = shown(found(file), "human", colour=True)
    assert "\x1b[1;31merror[bare-length]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown(found(file), "human")


def test_short_is_one_line_each(file: str) -> None:
    assert shown(found(file), "short") == 'a.yaml:2:7: error[bare-length]: "size: 12" has no unit\n'


def test_json_holds_everything(file: str) -> None:
    place = {"file": "a.yaml", "line": 2, "column": 7, "end_line": 2, "end_column": 9}
    hint = {"message": "first given here", "file": "a.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 3}
    assert json.loads(shown(found(file), "json")) == [
        {
            "code": "bare-length",
            "severity": "error",
            "message": '"size: 12" has no unit',
            **place,
            "hints": [{"message": "did you mean 12pt?"}, hint],
        }
    ]
    assert json.loads(shown(Findings(), "json")) == []


def test_wide_characters_take_two_columns(file: str) -> None:
    findings = Findings([Diagnostic("a", Severity.NOTE, "b", Span(file, 3, 10, 3, 13))])
    assert shown(findings, "human").splitlines()[1:] == ["  3 | text: 中文 and text", "    |            ^^^"]


def test_long_lines_are_cut_to_the_place(file: str) -> None:
    findings = Findings([Diagnostic("a", Severity.NOTE, "b", Span(file, 4, 207, 4, 208))])
    line, mark = shown(findings, "human").splitlines()[1:]
    assert len(line) < 120
    assert line[mark.index("^")] == "x"


def test_places_that_cannot_be_shown(file: str, tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_bytes(b"x" * 3_000_000)
    for span in (None, Span("missing.yaml", 1, 1, 1, 2), Span(file, 99, 1, 99, 2), Span("big.yaml", 1, 1, 1, 2)):
        findings = Findings([Diagnostic("a", Severity.WARNING, "b", span)])
        assert shown(findings, "human") == (f"{span}: " if span else "") + "warning[a]: b\n"


def test_findings_cannot_steer_a_terminal(file: str) -> None:
    findings = Findings()
    findings.error("a", "red \x1b[31m\nnew line\r\x07", Span("a\x1bb", 1, 1, 1, 1), "hint \x1b]0;title\x07")
    for form in ("human", "short"):
        assert "\x1b" not in shown(findings, form)
        assert "\x07" not in shown(findings, form)
    assert shown(findings, "short").count("\n") == 1
