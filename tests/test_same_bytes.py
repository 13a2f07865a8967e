"""The same input gives the same bytes and the same manifest: in any process, place, zone, locale and order of files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tests.orders import order_file

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "builder.cli", "build", "overdose", "-l", "en,ar", "--layout", "wallet-card"]
MORE = ["--service", "leaflets/services/example.yaml:example-outreach", "--on", "2026-03-01", "--force"]
LINES = [("north", "overdose", "es", "letter-trifold", 100), ("khmer", "overdose", "ar", "wallet-card", 20)]

BACKWARDS = """
import os

_scan, _list = os.scandir, os.listdir


class _Backwards:
    def __init__(self, entries):
        self._entries = entries

    def __iter__(self):
        return self

    def __next__(self):
        if not self._entries:
            raise StopIteration
        return self._entries.pop()

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        pass

    def close(self):
        pass


def scandir(path="."):
    with _scan(path) as entries:
        return _Backwards(sorted(entries, key=lambda entry: entry.name))


os.scandir, os.listdir = scandir, lambda path=".": sorted(_list(path), reverse=True)
"""
"""Folders list their files from the last to the first, whatever the file system does."""

WHOLE = """
import builtins, sys

_sum = builtins.sum


def sum(values, /, start=0):
    total = _sum(values, start)
    if isinstance(total, float) and sys._getframe(1).f_globals["__name__"].startswith("builder."):
        raise TypeError("fractions are added up by math.fsum")
    return total


builtins.sum = sum
"""
"""Fractions are not to be added up by `sum`, which since Python 3.12 rounds otherwise than before."""


def project(folder: Path, *, backwards: bool = False) -> Path:
    """A project with files of its own, made in one order or the other."""
    files = sorted([*ROOT.glob("leaflets/overdose/*"), *ROOT.glob("leaflets/services/*"), *ROOT.glob("layouts/*.yaml")])
    assert len(files) > 10
    for path in reversed(files) if backwards else files:
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder


def built(
    folder: Path, *words: str, umask: int = 0o022, environment: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Digests of all files that a build in this folder leaves."""
    clean = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LANG", "TZ", "PYTHONHASHSEED")}
    told = dict(environment or {})
    roots = [root for root in (told.pop("PYTHONPATH", ""), str(ROOT)) if root]
    done = subprocess.run(
        [*COMMAND, *MORE, "-o", "out", *(words or ("--jobs", "1"))],
        cwd=folder,
        env={**clean, **told, "PYTHONPATH": os.pathsep.join(roots)},
        umask=umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in (folder / "out").iterdir()
        if path.suffix == ".pdf" or path.name == "manifest.json"
    }


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    made = built(project(tmp_path_factory.mktemp("usual")))
    assert len(made) == 3
    assert "manifest.json" in made
    return made


@pytest.mark.parametrize("jobs", ["2", "4"])
def test_however_many_processes_share_the_work(jobs: str, usual: dict[str, str], tmp_path: Path) -> None:
    assert built(project(tmp_path), "--jobs", jobs) == usual


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/St_Johns", "SOURCE_DATE_EPOCH": "0"},
        {"LC_ALL": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "ar"},
        {"HOME": "/nowhere", "USER": "someone", "HOSTNAME": "elsewhere", "PYTHONOPTIMIZE": "1"},
    ],
    ids=lambda environment: " ".join(f"{key}={value}" for key, value in environment.items()),
)
def test_whatever_the_process_is_told(environment: dict[str, str], usual: dict[str, str], tmp_path: Path) -> None:
    assert built(project(tmp_path), environment=environment) == usual


@pytest.mark.parametrize("umask", [0o077, 0])
def test_whoever_may_read_it(umask: int, usual: dict[str, str], tmp_path: Path) -> None:
    assert built(project(tmp_path), umask=umask) == usual


def test_wherever_it_stands_and_in_whatever_order(usual: dict[str, str], tmp_path: Path) -> None:
    folder = project(tmp_path / "a b" / "ü'\"&" / "c", backwards=True)
    (tmp_path / "shim").mkdir()
    (tmp_path / "shim" / "sitecustomize.py").write_text(BACKWARDS, encoding="utf-8")
    assert built(folder, environment={"PYTHONPATH": str(tmp_path / "shim")}) == usual


def test_again_in_the_same_folder_a_day_later(usual: dict[str, str], tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert built(folder) == usual
    for path in folder.glob("leaflets/**/*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert built(folder) == usual


def test_whatever_the_version_of_python_makes_of_sums(usual: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "shim").mkdir()
    (tmp_path / "shim" / "sitecustomize.py").write_text(WHOLE, encoding="utf-8")
    summing = {"PYTHONPATH": str(tmp_path / "shim")}
    assert built(project(tmp_path / "card"), environment=summing) == usual
    paths = os.pathsep.join([summing["PYTHONPATH"], str(ROOT)])
    for words in (
        ["build", "overdose", "-l", "ar,km,zh-Hans", "--layout", "letter-trifold,poster-tabloid,letter-large"],
        ["build", "withdrawal", "-l", "es", "--layout", "letter-bilingual", "--bilingual", "es"],
        ["order", "run", str(order_file(tmp_path, LINES)), "--draft", "--on", "2026-03-01"],
    ):
        command = [sys.executable, "-m", "builder.cli", *words, "-o", "out", "--jobs", "1"]
        environment = {**os.environ, "PYTHONPATH": paths}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
