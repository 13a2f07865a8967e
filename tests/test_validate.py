"""`make validate`: veraPDF finds what breaks PDF/A and PDF/UA, and what it needs is told in a line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest

from builder.build import Job, make
from builder.diagnostics import Findings
from builder.load import Library

ROOT = Path(__file__).parents[1]
RUNNER = ROOT / "tools" / "validate.py"
PYTHON = ROOT / ".venv-validate" / "bin" / "python"


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    sys.path.insert(0, str(RUNNER.parent))
    try:
        import validate

        yield validate
    finally:
        sys.path.remove(str(RUNNER.parent))


@pytest.fixture(scope="module")
def verapdf() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The runner as `make validate` starts it. Where nothing is installed that it needs, the test skips and says so.

    With LEAFLET_NO_SKIPS=1 it fails instead, but where `.ci/run` has said by LEAFLET_NO_VERAPDF=1 that it tried.
    """
    if os.environ.get("LEAFLET_NO_VERAPDF") == "1":
        pytest.skip("veraPDF could not be installed or started here")
    lacks = "default-jdk-headless" if shutil.which("javac") is None else "" if PYTHON.exists() else "`make validate`"
    if lacks:
        reason = f"veraPDF needs {lacks} once"
        if os.environ.get("LEAFLET_NO_SKIPS") == "1":
            pytest.fail(f"{reason} (LEAFLET_NO_SKIPS=1)", pytrace=False)
        pytest.skip(reason)

    def run(*given: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(PYTHON), str(RUNNER), *map(str, given)], capture_output=True, encoding="utf-8", timeout=120
        )

    return run


@pytest.fixture(scope="module")
def sheet() -> bytes:
    """A sheet as it is built."""
    job = Job(
        leaflet="overdose",
        region="us",
        language="ar",
        layout="wallet-card",
        theme="calm",
        stem="card",
        on=date(2026, 3, 1),
    )
    made = make(job, Library((ROOT,)), Findings())
    assert made is not None
    return made.data


def spoilt(data: bytes, path: Path, spoil: Callable[[pikepdf.Pdf], object]) -> None:
    path.write_bytes(data)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        spoil(pdf)
        pdf.save(path)


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def nothing_claimed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def test_sheets_are_what_they_claim_and_what_breaks_that_is_told_with_its_place(
    verapdf: Callable[..., subprocess.CompletedProcess[str]], sheet: bytes, tmp_path: Path
) -> None:
    (tmp_path / "sound").mkdir()
    (tmp_path / "sound" / "a\nb é.pdf").write_bytes(sheet)
    spoilt(sheet, tmp_path / "language.pdf", no_language)
    spoilt(sheet, tmp_path / "nothing.pdf", nothing_claimed)
    spoilt(sheet, tmp_path / "script.pdf", a_script)
    (tmp_path / "torn.pdf").write_bytes(sheet[:900])
    done = verapdf(tmp_path, tmp_path / "gone.pdf")
    lines = done.stdout.splitlines()
    told = [line.removeprefix(f"{tmp_path}/") for line in lines if not line.startswith("  ")]
    assert done.returncode == 1
    assert [line for line in told if line.startswith("language.pdf: ua1 7.2-34: Natural language")]
    assert not [line for line in told if line.startswith(("nothing.pdf", "sound", "b é"))]
    assert [line for line in told if line.startswith("script.pdf: 2a 6.5.1-1: ")]
    assert [line for line in told if line.startswith("torn.pdf: cannot be read: ")]
    assert [line for line in told if line.startswith("gone.pdf: cannot be read: ")]
    assert told[-1] == "6 files: 3 claim 2a and ua1, 3 claim nothing; 4 of them fail"
    places = [line for line in lines if line.startswith("  first at root/document")]
    assert len(places) == len([line for line in told if ": ua1 " in line or ": 2a " in line])


def test_a_file_is_held_against_what_is_asked_for(
    verapdf: Callable[..., subprocess.CompletedProcess[str]], sheet: bytes, tmp_path: Path
) -> None:
    (tmp_path / "card.pdf").write_bytes(sheet)
    done = verapdf("--as", "2b,3a", tmp_path)
    assert done.returncode == 1
    assert "card.pdf: 3a 6.6.4-" in done.stdout
    assert "card.pdf: 2b" not in done.stdout


def test_what_is_missing_is_told_in_a_line(tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "any.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "none").mkdir()
    bare = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run([sys.executable, RUNNER, tmp_path], capture_output=True, encoding="utf-8", env=bare)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "apt install default-jdk-headless" in done.stderr
    with pytest.raises(tool.NotReady, match=r"pip install -r tools/validate\.txt"):
        tool.find_jar()
    # a Java without its compiler
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'error: no class' >&2\nexit 1\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(tool, "find_jar", lambda: tmp_path / "any.jar")
    with pytest.raises(tool.NotReady, match=r"with its compiler .*this one said: error: no class"):
        list(tool.validate([tmp_path / "any.pdf"]))
    none = subprocess.run([sys.executable, RUNNER, tmp_path / "none"], capture_output=True, encoding="utf-8")
    assert none.returncode == 2
    assert "there is no PDF" in none.stderr


def test_what_java_says_becomes_verdicts(tool: ModuleType) -> None:
    lines = [
        "claims\t2a ua1\n",
        "breaks\tua1\t7.2-34\t3\tNatural language\troot/document[0]\n",
        "done\n",
        "claims\t\n",
        "done\n",
        "unread\tno such file\n",
        "done\n",
    ]
    verdicts = list(tool.read(lines, [Path("a.pdf"), Path("b.pdf"), Path("c.pdf")]))
    assert [(one.file.name, one.fails) for one in verdicts] == [("a.pdf", True), ("b.pdf", False), ("c.pdf", True)]
    out = StringIO()
    assert tool.tell(verdicts, out) == 2
    assert out.getvalue().splitlines() == [
        "a.pdf: ua1 7.2-34: Natural language (3 times)",
        "  first at root/document[0]",
        "c.pdf: cannot be read: no such file",
        "3 files: 2 claim nothing, 1 claim 2a and ua1; 2 of them fail",
    ]
