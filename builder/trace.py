"""Which files of the library a job looked at, and what was in them when it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from builder.diagnostics import Findings
from builder.load import Library

FONTS = "layouts/fonts"


class TracedLibrary(Library):
    """A library that notes every name that is looked up, also of files that are not there: they may come."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self._noted: dict[str, str] | None = None
        super().__init__(roots)

    @contextmanager
    def traced(self) -> Iterator[dict[str, str]]:
        """Gather name -> digest of all that is looked up inside the block."""
        before = self._noted
        noted: dict[str, str] = {}
        self._noted = noted
        try:
            yield noted
        finally:
            self._noted = before

    @contextmanager
    def unnoted(self) -> Iterator[None]:
        noted, self._noted = self._noted, None
        try:
            yield
        finally:
            self._noted = noted

    def fonts(self, findings: Findings) -> Mapping[str, tuple[Path, Path]]:
        """As in the library. Some seventy files, of which a job uses three: the record watches their folder instead."""
        with self.unnoted():
            return super().fonts(findings)

    def path(self, relative: str) -> Path | None:
        """As in the library."""
        found = super().path(relative)
        if self._noted is not None and relative not in self._noted:
            # before the file is read: a change while it is read then counts as a change
            self._noted[relative] = digest(found)
        return found


def digest(path: Path | None) -> str:
    """What tells one state of a file from another; "" for one that is not there."""
    if path is None:
        return ""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
