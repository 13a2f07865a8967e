"""Files that are whole or not there: a kill, a crash or a full disk leaves the old file or none, never a part."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step; folders are made.

    The bytes go to a hidden name in the same folder, are synced to the disk and renamed over `path`, which is atomic on
    one file system. Raises OSError (nothing is left behind) when the folder cannot be written or the disk is full.
    """
    _put(path, data, os.fsync)


def write_soon(path: str | Path, data: bytes) -> None:
    """As `write`, but the disk may take its time: a kill leaves whole files, a power cut may not.

    For thousands of files whose digests are on record elsewhere.
    """
    _put(path, data, lambda descriptor: None)


def _put(path: str | Path, data: bytes, sync: Callable[[int], None]) -> None:
    # names as strings: as paths they would take as long as the file itself
    folder, name = os.path.split(path)
    # the process id keeps two builds of the same file apart; the dot keeps it out of shells' globs
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        # asking first whether the folder is there costs as much as the file
        try:
            file = FileIO(part, "w")
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
            file = FileIO(part, "w")
        with file:
            _write_all(file, data)
            sync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(part)
        raise


def _write_all(file: FileIO, data: bytes) -> None:
    left = memoryview(data)
    while left:  # a disk that is nearly full takes a part
        left = left[file.write(left) :]


def sweep(folder: Path) -> tuple[Path, ...]:
    """Remove what killed builds left in `folder`: parts of processes that are no longer alive. Returns their paths."""
    swept = []
    for part in sorted(folder.glob(".*.part")):
        owner = part.name.removesuffix(".part").rpartition(".")[2]
        if owner.isdigit() and not _alive(int(owner)):
            part.unlink(missing_ok=True)
            swept.append(part)
    return tuple(swept)


def _alive(process: int) -> bool:
    if os.name != "posix":
        return True  # signal 0 is a question only there; elsewhere it ends the process
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return not _has_ended(process)


def _has_ended(process: int) -> bool:
    """It is over, and nobody has asked for it yet: in a container nobody may ever do."""
    try:
        state = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return False
    return state[:1] in ([b"Z"], [b"X"])
