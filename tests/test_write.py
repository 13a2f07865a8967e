"""Files are whole or not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.write import sweep, write


def test_a_file_is_written_into_folders_that_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.pdf"
    write(path, b"first")
    write(path, b"second")
    assert path.read_bytes() == b"second"
    assert [each.name for each in path.parent.iterdir()] == ["c.pdf"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_older_file_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sheet.pdf"
    write(path, b"older")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space left"):
        write(path, b"newer")
    assert path.read_bytes() == b"older"
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]


def test_parts_of_dead_processes_are_swept_and_others_are_left(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    dead = tmp_path / f".sheet.pdf.{int(ended.stdout)}.part"
    alive = tmp_path / f".sheet.pdf.{os.getpid()}.part"
    other = tmp_path / ".notes.part"
    for path in (dead, alive, other):
        path.write_bytes(b"x")
    assert sweep(tmp_path) == (dead,)
    assert sorted(tmp_path.iterdir()) == sorted([alive, other])
