"""Regular expressions in data: those that can never end are refused where they are written."""

import subprocess
import sys
from pathlib import Path

import pytest

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.backtracking import may_not_end
from builder.load.library import starter_folder

ENDLESS = [
    r"(a+)+b",
    r"(a*)*b",
    r"(a|aa)+$",
    r"(\w+\s?)*$",
    r"(.*)*x",
    r"(\w*\d*)*x",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"(?=(a+)+b)",
    r"(?:xy?|\w)+z",
    r"(?:\d+|[0-9a-f])+z",
    r"(a?b?)*c",
    r"(?:say |said |says? )+x",
    r"(?:a{1,20}){1,20}b",
    r"(?:A|ab|b)+c",
    r"(?x) (?: a+ ) + b",
    r"(?:(x)|(?(1)y|y+))*z",
]
SOUND = [
    "",
    r"a+b+",
    r"(?:a|b)*c",
    r"(?:\w+ )*x",
    r"(?:\w+ ){0,3}clean",
    r"(,\w+)*",
    r".*a.*b",
    r"(?=.*x)(?=.*y)",
    r"\d+(?:\.\d+)*",
    r"(?:the |a |an )*use",
    r"([^\"]{1,40})\1",
    r"(?:ab|ac)*",
    r"(?:a{2,3}){2}",
    r"(?:[^,]+,)+$",
    r"(?:(?!x)\w)+",
    "(",
]


@pytest.mark.parametrize("expression", ENDLESS)
def test_what_never_ends_is_known(expression: str) -> None:
    assert may_not_end(expression)


@pytest.mark.parametrize("expression", SOUND)
def test_what_ends_is_left(expression: str) -> None:
    assert not may_not_end(expression)


@pytest.mark.parametrize(
    ("expression", "text"),
    [(r"(a|aa)+$", "a" * 60), (r"(?:\d+|[0-9a-f])+z", "1" * 60), (r"(a?b?)*c", "ab" * 30), (r"(?=(a+)+b)", "a" * 60)],
)
def test_what_is_refused_does_not_end(expression: str, text: str) -> None:
    """Held to Python's own: sixty letters are not read within a second."""
    search = f"import re; re.compile({expression!r}, re.I).match({text + '!'!r})"
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([sys.executable, "-c", search], timeout=1, check=True)


def test_a_long_list_of_words_is_looked_through_at_once() -> None:
    words = "|".join(f"word{number}" for number in range(700))
    assert not may_not_end(f"(?:(?:{words}) )*use")
    assert may_not_end(f"(?:(?:{words}|word7) )*use")


@pytest.mark.parametrize(
    ("name", "load", "old", "new"),
    [
        ("evidence/conflicts.yaml", Library.conflicts, "match: \\b(physical", "match: '(\\w+\\s?)*$' #"),
        ("evidence/blocked.yaml", Library.blocked, "match: ", "match: '(\\w+\\s?)*$' #"),
        ("wording.yaml", Library.wording, "match: 'substance", "match: '(\\w+\\s?)*$' #"),
        ("wording.yaml", Library.wording, "left: [", "left: ['(\\w+\\s?)*$', "),
        ("readability.yaml", Library.readability, "ending: ", "ending: '(\\w+\\s?)*$' #"),
        (
            "writing/ro.yaml",
            lambda library, findings: library.writing("ro", findings),
            "pattern: ",
            "pattern: '(\\w+\\s?)*$' #",
        ),
    ],
)
def test_it_is_told_at_its_place(name: str, load: object, old: str, new: str, tmp_path: Path) -> None:
    whole = (starter_folder() / "leaflets" / name).read_text(encoding="utf-8")
    assert old in whole
    path = tmp_path / "leaflets" / name
    path.parent.mkdir(parents=True)
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")
    findings = Findings()
    assert callable(load)
    load(Library.open(tmp_path), findings)
    line = whole[: whole.index(old)].count("\n") + 1
    assert [one.code for one in findings] == ["endless-expression"]
    (found,) = findings
    assert found.span is not None
    assert (Path(found.span.file).name, found.span.line) == (path.name, line)
