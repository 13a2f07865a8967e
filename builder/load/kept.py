"""Values kept for the life of the process, and made again when a file they came from has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from builder.diagnostics import Diagnostic, Findings

T = TypeVar("T")

Stamp: TypeAlias = tuple[str, int, int, int, int]
"""Path, time of change in nanoseconds, of the inode's change, size, inode."""

_YOUNG = 50_000_000
"""Nanoseconds: a file changed so shortly before it was read may change again within one tick of the file system."""


class Kept:
    """Results by name. `find` gives the file that a name means now: a project's new copy shadows the starter's."""

    def __init__(self, find: Callable[[str], Path | None]) -> None:
        self._find = find
        self._results: dict[str, tuple[dict[str, Stamp | None], Any, tuple[Diagnostic, ...]]] = {}
        self._sure: set[str] | None = None

    @contextmanager
    def still(self) -> Iterator[None]:
        """Inside the block what has been asked for once stays as it is."""
        before = self._sure
        if before is None:
            self._sure = set()
        try:
            yield
        finally:
            self._sure = before

    def get(self, name: str, make: Callable[[Findings], tuple[T, tuple[str, ...]]]) -> tuple[T, tuple[Diagnostic, ...]]:
        """The kept result with its findings, or a new one. `make` returns the value and the names of the files read."""
        kept = self._results.get(name)
        if kept is not None and self._holds(name, kept[0]):
            return kept[1], kept[2]
        findings = Findings()
        began = time.time_ns()
        first = self._stamp(name)
        value, files = make(findings)
        stamps = {file: self._stamp(file) for file in files}
        if stamps.get(name) != first:
            stamps[name] = None  # it changed while it was read
        sure = {file: settled(stamp, began) for file, stamp in stamps.items()}
        self._results[name] = (sure, value, tuple(findings))
        if self._sure is not None:
            self._sure.add(name)
        return value, tuple(findings)

    def _holds(self, name: str, stamps: dict[str, Stamp | None]) -> bool:
        """The files are as they were. They are looked up in any case: whoever finds them may note what is used."""
        if self._sure is not None and name in self._sure:
            for file in stamps:
                self._find(file)
            return True
        same = all(stamp is not None and stamp == self._stamp(file) for file, stamp in stamps.items())
        if same and self._sure is not None:
            self._sure.add(name)
        return same

    def _stamp(self, file: str) -> Stamp | None:
        path = self._find(file)
        return stamp_of(path) if path is not None else None


def stamp_of(path: Path) -> Stamp | None:
    """What changes when a file does; None for one that is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (str(path), status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def settled(stamp: Stamp | None, began: int) -> Stamp | None:
    """The stamp of a file whose reading began then, unless it could stay the same when the file changes."""
    return stamp if stamp is not None and began - stamp[1] >= _YOUNG else None
