"""Names of files: which are safe to open, and how messages show them."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

# Names that Windows keeps for devices, with any ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def is_safe(relative: str) -> bool:
    """A name cannot lead out of its folder, to a device or to a hidden file."""
    if not relative or "\0" in relative or "\\" in relative or ":" in relative or len(relative) > 200:
        return False
    if relative.startswith("/"):
        return False
    return not any(part.startswith(".") or is_device(part) for part in relative.split("/") if part not in ("", "."))


@lru_cache(maxsize=2048)
def places(roots: tuple[Path, ...], relative: str) -> tuple[Path, ...]:
    """Where a file of this name could be, in the order of the roots; nowhere when the name is not safe.

    A sheet looks up two hundred names, most of them each time anew.
    """
    return tuple(root / relative for root in roots) if is_safe(relative) else ()


@lru_cache(maxsize=64)
def real(root: Path) -> str:
    """What the names of files begin with that no link leads out of this folder."""
    return os.path.join(os.path.realpath(root), "")


def is_device(name: str) -> bool:
    """Windows would open a device in place of a file of this name."""
    return _DEVICES.fullmatch(name) is not None


def shown(path: Path) -> str:
    """The path as messages name it: from the current folder when it is below it."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
