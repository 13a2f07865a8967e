"""The starter library copied out to be edited, and which of a project's copies are older than the library's."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from builder.load.library import Library, starter_folder
from builder.write import write

ORIGINS = ".leaflet-origins.json"
"""In a project's folder: name of a copied file -> digest of what it was copied from."""

PLACES = {
    "leaflet": "leaflets/{}/leaflet.yaml",
    "region": "leaflets/regions/{}/region.yaml",
    "layout": "layouts/{}.yaml",
    "theme": "layouts/themes/{}.yaml",
    "language": "leaflets/languages.yaml",
    "service": "leaflets/services/{}.yaml",
}
"""Where a file of each kind stands in a project."""

_FONTS = "layouts/fonts/"


def copy_starter(folder: Path, *, fonts: bool = False) -> tuple[int, int]:
    """Copy what is not there yet. Returns how many files were copied, and how many were there. Raises OSError."""
    starter = starter_folder()
    origins = _origins(folder)
    copied = kept = 0
    for source in sorted(path for name in ("leaflets", "layouts") for path in (starter / name).rglob("*")):
        name = source.relative_to(starter).as_posix()
        if not source.is_file() or any(part.startswith(".") for part in source.relative_to(starter).parts):
            continue
        if name.startswith(_FONTS) and not fonts:
            continue
        if (folder / name).exists():
            kept += 1
            continue
        data = source.read_bytes()
        write(folder / name, data)
        origins[name] = sha256(data).hexdigest()
        copied += 1
    write(folder / ORIGINS, json.dumps(origins, indent=1, sort_keys=True).encode())
    return copied, kept


def standing(name: str, library: Library) -> str:
    """How a project's file stands to the library's of the same name: "", `own`, `changed`, `older`.

    "" is the library's own file or an exact copy; `own` has no counterpart; `changed` was edited; `older` was copied
    from a library that has changed the file since.
    """
    found, starter = library.path(name), starter_folder()
    if found is None or found.is_relative_to(starter):
        return ""
    if not (starter / name).is_file():
        return "own"
    now, ours = _digest(starter / name), _digest(found)
    if ours == now:
        return ""
    copied_from = _origins(library.roots[0]).get(name)
    return "changed" if copied_from in (None, now) else "older"


def _origins(folder: Path) -> dict[str, str]:
    try:
        origins = json.loads((folder / ORIGINS).read_bytes())
        return {str(name): str(digest) for name, digest in origins.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
