"""Pieces of texts are found in their files, however YAML writes them, and replaced without touching another byte."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagnostics import Findings
from builder.load import load
from builder.load.place import place
from builder.load.replace import Replacement, replace_stretches
from builder.model.leaflet import Paragraph
from builder.model.source import Text

HEAD = "id: said\ntext: "
WRITTEN = [
    ("plain", "one two three", "one two three"),
    ("folded plain", "one two\n  three", "one two three"),
    ("single", "'it''s two three'", "it's two three"),
    ("double", '"say \\"two\\" \\u00e9 three"', 'say "two" é three'),
    ("double folded", '"one two\n   three"', "one two three"),
    ("block", ">-\n  one two\n  three\n", "one two three"),
    ("literal", "|\n  one two\n  three\n", "one two three"),
    ("windows", ">-\r\n  one two\r\n  three\r\n", "one two three"),
    ("comment after", "one two three # two", "one two three"),
]


@pytest.fixture(scope="module")
def any_signs() -> Iterator[None]:
    """Also signs that nobody would print are found and replaced."""
    with patch("builder.load.values.check_legible", lambda *_: True):
        yield


def read(path: Path, written: str) -> Text:
    path.write_bytes((HEAD + written).encode())
    findings = Findings()
    found = load(path, Paragraph, findings, str(path))
    assert found is not None, findings
    return found.text


def at(path: Path, text: Text, start: int, end: int) -> str:
    """What stands at the place that is found."""
    span = place(text, start, end)
    lines = path.read_bytes().decode().replace("\r\n", "\n").split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return " ".join(line.strip() for line in lines)


@pytest.mark.parametrize(("name", "written", "value"), WRITTEN, ids=[name for name, *_ in WRITTEN])
def test_each_word_is_found_where_it_stands(name: str, written: str, value: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = read(path, written)
    assert text.value == value
    start = 0
    for word in value.split(" "):
        found = at(path, text, start, start + len(word))
        assert found.replace("''", "'").replace('\\"', '"').replace("\\u00e9", "é") == word
        start += len(word) + 1


@pytest.mark.parametrize(("name", "written", "value"), WRITTEN, ids=[name for name, *_ in WRITTEN])
def test_a_word_is_replaced_and_nothing_else(name: str, written: str, value: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = read(path, written)
    start = value.index("two")
    findings = Findings()
    assert replace_stretches(path, [Replacement(text, start, start + 3, "2")], findings), findings
    assert path.read_bytes().decode() == (HEAD + written).replace("two", "2", 1)


def test_several_stretches_are_replaced_in_one_go(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = read(path, '"a user and a user"  # a user\nbecause: a user')
    wanted = [Replacement(text, 0, 6, 'a "person"'), Replacement(text, 11, 17, "one")]
    assert replace_stretches(path, wanted, Findings())
    assert path.read_text() == 'id: said\ntext: "a \\"person\\" and one"  # a user\nbecause: a user'


def test_what_would_become_something_else_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = read(path, "one two three")
    findings = Findings()
    assert not replace_stretches(path, [Replacement(text, 4, 7, "a: b")], findings)
    assert [found.code for found in findings] == ["cannot-edit"]
    assert path.read_text() == HEAD + "one two three"
    with pytest.raises(ValueError, match="control characters"):
        replace_stretches(path, [Replacement(text, 4, 7, "a\0")], Findings())


def test_a_text_that_is_gone_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = read(path, "one two three")
    path.write_text(HEAD + "four five\n")
    assert place(text, 4, 7) == text.span
    assert not replace_stretches(path, [Replacement(text, 4, 7, "2")], Findings())
    assert path.read_text() == HEAD + "four five\n"
    path.unlink()
    assert place(text, 4, 7) == text.span


LETTERS = st.text(st.sampled_from("abé'\"\\ :#-*{}[]،१"), min_size=1, max_size=30)


@pytest.mark.usefixtures("any_signs")
@settings(max_examples=80, deadline=None)
@given(LETTERS, st.booleans(), st.data())
def test_any_text_in_quotes_can_be_changed(
    tmp_path_factory: pytest.TempPathFactory, value: str, single: bool, data: st.DataObject
) -> None:
    folded = " ".join(value.split())
    if not folded or folded.count("**") or not value.strip():
        return
    path = tmp_path_factory.mktemp("any") / "a.yaml"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    text = read(path, "'" + value.replace("'", "''") + "'" if single else f'"{escaped}"')
    start = data.draw(st.integers(0, len(text.value) - 1))
    end = data.draw(st.integers(start + 1, len(text.value)))
    by = data.draw(st.sampled_from(["x", "it's", 'a "b"', "c\\d"]))
    findings = Findings()
    assert replace_stretches(path, [Replacement(text, start, end, by)], findings), findings
    after = load(path, Paragraph, findings, str(path))
    assert after is not None
    assert after.text.value == " ".join((text.value[:start] + by + text.value[end:]).split())
