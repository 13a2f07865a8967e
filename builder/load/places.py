"""Where files of a library are: in the first of its folders that has one of the name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.load.paths import is_device, places
from builder.load.values import ID
from builder.model.source import Id


class Places:
    """The folders of a library, the first before the next."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self._roots = roots
        self._found: dict[str, Path | None] | None = None

    @contextmanager
    def still(self) -> Iterator[None]:
        """Inside the block every name is looked up once."""
        before = self._found
        if before is None:
            self._found = {}
        try:
            yield
        finally:
            self._found = before

    def find(self, relative: str) -> Path | None:
        """The first file of this name; None also for names that could leave the folders."""
        if self._found is None:
            return self._find(relative)
        if relative not in self._found:
            self._found[relative] = self._find(relative)
        return self._found[relative]

    def _find(self, relative: str) -> Path | None:
        return next((place for place in places(self._roots, relative) if place.exists()), None)

    def ids(self, pattern: str) -> tuple[Id, ...]:
        """What stands for `{}` in the names of all files that a pattern names, where it is an id; sorted."""
        before, after = pattern.split("{}")
        ending, _, inside = after.partition("/")
        found = set()
        for folder in [root / before for root in self._roots]:
            for name in _names(folder):
                id = name.removesuffix(ending)
                if id + ending != name or not ID.fullmatch(id) or is_device(id):
                    continue
                # as strings: paths would take four times as long, and every sheet asks for all regions
                if not inside or os.path.exists(os.path.join(folder, name, inside)):
                    found.add(Id(id))
        return tuple(sorted(found))


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []
