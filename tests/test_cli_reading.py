"""The command line is read twice, quickly and by typer: both read the same, and a mistake is told with a way out."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.cli import COMMANDS, command, main
from builder.cli.app import hand_over
from builder.cli.option import Command, Option, Request, options
from builder.cli.quick import read
from builder.cli.report import crash

ROOT = Path(__file__).parents[1]

VALUES = {
    "words": st.sampled_from(["es", "ar,ur", "all", "letter-trifold", "-x", "--", ""]),
    "word": st.sampled_from(["human", "office", "nasal", "nonsense", "--format", ""]),
    "flag": st.just(""),
    "count": st.sampled_from(["1", "12", "-3", "two", ""]),
    "date": st.sampled_from(["2026-01-31", "2026-02-30", "tomorrow"]),
    "path": st.sampled_from(["out", "../out", "/dev/null", "a b"]),
}


def ask_typer(asked: Command, words: list[str]) -> Request | int:
    """What typer makes of a command line: the request, or the exit code of its refusal."""
    heard: list[Request] = []

    def hear(_: Command, request: Request) -> int:
        heard.append(request)
        return 0

    with pytest.raises(SystemExit) as ended:
        hand_over([asked, command("explain")], hear, [*asked.name.split(), *words])
    return heard[0] if heard else int(ended.value.code or 0)


@st.composite
def command_lines(draw: st.DrawFn) -> tuple[Command, list[str]]:
    """A command and words that it may be given, right and wrong."""
    asked = command(draw(st.sampled_from(COMMANDS)))
    words: list[str] = []
    for known in draw(st.lists(st.sampled_from(list(options(asked.request).values())), max_size=6)):
        words += draw(one_option(known))
    return asked, words


def one_option(known: Option) -> st.SearchStrategy[list[str]]:
    good = st.sampled_from(known.choices) if known.choices else VALUES[known.kind]
    value = st.one_of(good, VALUES[known.kind])
    if not known.flags:
        return value.map(lambda text: [text])
    flag = st.sampled_from(known.flags)
    if known.kind == "flag":
        return flag.map(lambda name: [name])
    ways = [st.tuples(flag, value).map(list), st.tuples(flag, value).map(lambda pair: ["=".join(pair)])]
    return st.one_of(*ways, flag.map(lambda name: [name]))


@settings(max_examples=150, deadline=None)
@given(command_lines())
@example((command("build"), ["overdose", "fentanyl", "-l", "es", "--lang=ar", "--on", "2026-01-31", "--jobs", "2"]))
@example((command("build"), ["--", "-l"]))
@example((command("approve"), ["overdose", "--by", "A", "--role", "B", "--on", "2026-01-31"]))
def test_what_is_read_quickly_is_what_typer_reads(line: tuple[Command, list[str]]) -> None:
    asked, words = line
    quick = read(asked.request, words)
    if quick is not None:
        assert ask_typer(asked, words) == quick


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (["overdose", "-l", "es", "-l", "ar"], "languages", ("es", "ar")),
        (["-o", "somewhere"], "output", Path("somewhere")),
        (["--on=2026-01-31"], "on", date(2026, 1, 31)),
        (["--jobs", "3"], "jobs", 3),
        (["--preview"], "preview", True),
        (["--finish", "press"], "finish", "press"),
        (["--", "--odd-name"], "leaflets", ("--odd-name",)),
    ],
)
def test_plain_lines_are_read_quickly(words: list[str], field: str, value: Any) -> None:
    request = read(command("build").request, words)
    assert request is not None
    assert getattr(request, field) == value


@pytest.mark.parametrize(
    "words", [["--help"], ["-les"], ["--no-such"], ["--lang"], ["--on", "soon"], ["--finish", "x"], ["--preview=1"]]
)
def test_the_rest_is_left_to_typer(words: list[str]) -> None:
    assert read(command("build").request, words) is None


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_with_an_example_that_can_be_run(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*name.split(), "--help"])
    told = " ".join(capsys.readouterr().out.split())
    asked = command(name)
    assert ended.value.code == 0
    assert told.endswith(f"Example: {asked.example}")
    import shlex

    program, *words = shlex.split(asked.example)
    named = name.split()
    assert [program, *words[: len(named)]] == ["leaflet", *named]
    assert read(asked.request, words[len(named) :]) is not None
    for known in options(asked.request).values():
        assert all(flag in told for flag in known.flags)


WITH_JOBS = [name for name in COMMANDS if "jobs" in options(command(name).request)]
"""Commands that may be told how many processes to use."""


def test_some_commands_use_several_processes() -> None:
    assert {"build", "check", "proof", "order run"} <= set(WITH_JOBS)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["biuld"], "Did you mean 'build'?"),
        (["build", "--langg", "es"], "--lang"),
        (["build", "--finish", "pres"], "'office', 'press', 'screen'"),
        (["build", "--on", "2026-02-30"], "--on"),
        (["new", "leaflet"], "NAME"),
        (["proof", "--sample", "101"], "101 is not a number from 1 to 100"),
        *(
            ([*name.split(), "--jobs", count], f"Invalid value for '--jobs': {count} is not 1 or more")
            for name in WITH_JOBS
            for count in ("0", "-3")
        ),
        (["links", "--timeout", "0"], "Invalid value for '--timeout': 0 is not 1 or more"),
        (["impose", "a.pdf", "--up", "-2"], "Invalid value for '--up': -2 is not 1 or more"),
    ],
)
def test_a_mistake_in_the_words_is_usage(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["build", "overdoze"], "did you mean overdose?"),
        (["build", "-l", "es-MX"], "did you mean"),
        (["build", "-l", "spanish"], "did you mean es?"),
        (["build", "-l", "Español"], "did you mean es?"),
        (["build", "-r", "usa"], "did you mean us?"),
        (["build", "--layout", "trifold"], "did you mean"),
        (["build", "--theme", "clam"], "did you mean calm?"),
        (["explain", "text-overflw"], "did you mean text-overflow?"),
        (["new", "leaflett", "x"], "did you mean leaflet?"),
        (["list", "layout"], "did you mean layouts?"),
        (["schema", "regions"], "did you mean region?"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    words: list[str], hint: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*words, "--format", "json"]) == 2
    (found,) = json.loads(capsys.readouterr().err)
    assert found["code"] == "unknown-name"
    assert hint in found["hints"][0]["message"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build", "-l", "spansh,es,greek", "-l", "xyz"], {"spansh": "did you mean es?", "greek": "el?", "xyz": ""}),
        (
            ["build", "overdoze", "fentanil"],
            {"overdoze": "did you mean overdose?", "fentanil": "did you mean fentanyl?"},
        ),
        (["translate", "status", "-l", "greek,espanol"], {"greek": "leaflet translate add el", "espanol": "es?"}),
    ],
)
def test_of_several_unknown_names_each_is_told(
    words: list[str], told: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--format", "json"]) == 2
    found = json.loads(capsys.readouterr().err)
    assert [each["code"] for each in found] == ["unknown-name"] * len(told)
    for each, (name, hint) in zip(found, told.items(), strict=True):
        assert f"`{name}`" in each["message"]
        assert hint in "".join([one["message"] for one in each["hints"]])


def test_what_was_signed_must_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["approve", "overdose", "--by", "A Name", "--role", "nurse", "--on", "2026-01-31"]) == 2
    assert "error[usage]: it is not said what was checked" in capsys.readouterr().err


def test_nobody_has_signed_on_a_day_to_come(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["approve", "overdose", "-r", "us", "--by", "A Name", "--role", "nurse", "--on", "2999-01-31"]) == 1
    assert "error[bad-signature]: 2999-01-31 has not come yet" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "31.1.2026"])
def test_a_day_that_is_none_is_told_as_it_is_written(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", "--on", day])
    assert ended.value.code == 2
    assert f"`{day}` is no day; write it as YYYY-MM-DD" in " ".join(capsys.readouterr().err.split())


def test_a_fault_of_the_builder_is_told_without_a_trace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise RuntimeError("something unforeseen")

    monkeypatch.delenv("LEAFLET_DEBUG", raising=False)
    monkeypatch.setattr("builder.cli.perform", fail)
    assert main(["explain"]) == 1
    told = capsys.readouterr().err
    assert "error[internal-error]: the builder failed: RuntimeError: something unforeseen" in told
    assert "LEAFLET_DEBUG=1" in told
    assert "Traceback" not in told
    monkeypatch.setenv("LEAFLET_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["explain"])


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    from builder import __version__

    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"leaflet {__version__}\n"


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        (["build", "overdose", "-l", ""], "nothing stands behind -l"),
        (["build", "overdose", "--lang", " , "], "nothing stands behind --lang"),
        (["build", "overdose", "--layout="], "nothing stands behind --layout"),
        (["build", "overdose", "-l", "en", "--service", ""], "nothing stands behind --service"),
        (["build", ""], "one of the words is empty"),
        (["init", "  "], "one of the words is empty"),
    ],
)
def test_an_empty_word_is_no_word(
    words: list[str], lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    assert f"error[usage]: {lacking}" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), "what the command says cannot be written: no space left on device"),
        (
            NotADirectoryError(20, "Not a directory", "f/layouts/.a.yaml.123.part"),
            "f/layouts/a.yaml cannot be read or written: not a directory",
        ),
    ],
)
def test_what_the_system_refuses_is_no_fault_of_the_builder(
    error: OSError, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert crash(error) == 1
    assert capsys.readouterr().err == f"error[cannot-write]: {told}\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_a_shell_may_close_what_a_command_speaks_into(closed: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m builder.cli build overdose -l en {closed}', sys.executable],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert len(list((tmp_path / "output").glob("*.pdf"))) == 1
