"""Where sheets lie that are made of files in a folder: below it, so that they go when a file of them changes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = "imposed"


def place(folder: Path, plan: str, name: str) -> Path:
    """Where the sheets of a file of this name and folder go, made by this plan."""
    return folder / FOLDER / plan / name


def placed(folder: Path, name: str) -> list[Path]:
    """The sheets there are of a file, by any plan."""
    return sorted([each / name for each in (folder / FOLDER).glob("*") if (each / name).is_file()])
