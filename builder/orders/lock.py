"""One run at a time: a lock on the order's folder. The system gives it back when its holder dies, however it dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = ".lock"


class Held(Exception):
    """Another process works on the order; the message names it."""


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the folder. Raises Held."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("a+", encoding="ascii") as file:
        if not _take(file.fileno()):
            file.seek(0)
            owner = file.read(20).strip()
            raise Held(f"process {owner}" if owner.isdigit() else "another process")
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _take(descriptor: int) -> bool:
    if os.name != "posix":
        return _take_region(descriptor)
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _take_region(descriptor: int) -> bool:
    import msvcrt

    try:
        # by name, since msvcrt has types on Windows alone
        # a byte far behind what is written there, so that others can read who it is
        os.lseek(descriptor, 1000, os.SEEK_SET)
        getattr(msvcrt, "locking")(descriptor, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
    except OSError:
        return False
    return True
