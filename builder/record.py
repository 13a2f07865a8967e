"""What each file in the output folder was made from, so that only what a change touches is made again.

The manifest beside it tells people and programs what the files are.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from builder import __version__
from builder.diagnostics import Diagnostic, Hint, Severity
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.source import Span
from builder.trace import FONTS, digest
from builder.write import write

FILE = ".leaflet-record.json"
MANIFEST = "manifest.json"
_FORM = 2  # raise it when the record's own shape changes
_PENS = ("reportlab", "uharfbuzz", "icu4py", "fontTools", "qrcode")


@dataclass(frozen=True, slots=True)
class Entry:
    """One output file: digest of its job, of its bytes, and of every input; "" is an input that was not there.

    `findings`, and `reasons` why it is a draft, are told again when the file is up to date: they hold as long as it.
    `about` is what the manifest says of it besides.
    """

    name: str
    job: str
    sha256: str
    inputs: Mapping[str, str]
    findings: tuple[Diagnostic, ...]
    reasons: tuple[str, ...]
    about: Mapping[str, Any]


class Record:
    """The record of one output folder. A missing, damaged or older record is an empty one."""

    def __init__(self, folder: Path, library: Library) -> None:
        self._folder = folder
        self._find = library.path
        self._digests: dict[str, str] = {}
        self._tools = _tools(library.roots)
        self._entries = _read(folder / FILE, self._tools)

    def current(self, stem: str, job: str) -> Entry | None:
        """The entry of `stem`, when the file it tells of is there unharmed and nothing it was made from has changed."""
        entry = self._entries.get(stem)
        if entry is None or entry.job != job:
            return None
        if any(self._now(name) != then for name, then in entry.inputs.items()):
            return None
        try:
            held = sha256((self._folder / entry.name).read_bytes()).hexdigest()
        except OSError:
            return None
        return entry if held == entry.sha256 else None

    def keep(self, stem: str, entry: Entry) -> None:
        """Remember what was just written."""
        self._entries[stem] = entry

    def forget(self, stem: str) -> None:
        """The file is gone."""
        self._entries.pop(stem, None)

    def save(self) -> None:
        """Write the record, and the manifest of the files that are there. Raises OSError as `write` does."""
        entries = {stem: asdict(entry) for stem, entry in sorted(self._entries.items())}
        data = {"form": _FORM, "tools": self._tools, "entries": entries}
        write(self._folder / FILE, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
        files = {
            entry.name: {"sha256": entry.sha256, **entry.about, "reasons": list(entry.reasons)}
            for entry in sorted(self._entries.values(), key=lambda entry: entry.name)
            if (self._folder / entry.name).exists()
        }
        manifest = {"builder": __version__, "libraries": _versions(), "files": files}
        write(self._folder / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())

    def _now(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = digest(self._find(name))
        return self._digests[name]


def digest_of(value: object) -> str:
    """Digest of a frozen value through its repr, which names every field."""
    return sha256(repr(value).encode()).hexdigest()


def _tools(roots: Sequence[Path]) -> str:
    """Digest of what makes the files, by size and time: our sources, the fonts, the libraries that draw, Python."""
    stamps = [f"{__version__} {sys.version}", *_stamps(str(Path(__file__).parent), ".py")]
    for root in roots:
        stamps += _stamps(str(root / FONTS), "")
    for name in _PENS:
        found = find_spec(name)
        stamps += [_stamp(found.origin, os.stat(found.origin))] if found and found.origin else []
    return sha256("\n".join(sorted(stamps)).encode()).hexdigest()


def _versions() -> dict[str, str]:
    """Versions of the libraries that draw, by the names of their folders: asking for them properly takes 25 ms."""
    found: dict[str, str] = {}
    for name in _PENS:
        place = find_spec(name)
        if place is None or not place.origin:
            continue
        wanted = f"{name.lower()}-"
        for beside in sorted(Path(place.origin).parent.parent.glob("*.dist-info")):
            if beside.name.lower().startswith(wanted):
                found[name] = beside.name.removesuffix(".dist-info")[len(wanted) :]
    return found


def _stamps(folder: str, ending: str) -> Iterator[str]:
    """One line for each file below the folder; none when it is not there."""
    if not os.path.isdir(folder):
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _stamps(entry.path, ending)
            elif entry.name.endswith(ending):
                yield _stamp(entry.path, entry.stat())


def _stamp(path: str, status: os.stat_result) -> str:
    return f"{path} {status.st_size} {status.st_mtime_ns}"


def _read(path: Path, tools: str) -> dict[str, Entry]:
    try:
        data = json.loads(path.read_bytes())
        if data["form"] != _FORM or data["tools"] != tools:
            return {}
        return {stem: _entry(each) for stem, each in data["entries"].items()}
    # whatever a file holds that another program, or a full disk, has left there
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _entry(data: Mapping[str, Any]) -> Entry:
    findings = tuple(
        Diagnostic(
            found["code"],
            Severity(found["severity"]),
            found["message"],
            _span(found["span"]),
            tuple(Hint(hint["message"], _span(hint["span"])) for hint in found["hints"]),
        )
        for found in data["findings"]
    )
    if Path(data["name"]).name != data["name"]:
        raise ValueError("the record names a file outside its folder")
    return Entry(
        name=data["name"],
        job=data["job"],
        sha256=data["sha256"],
        inputs=dict(data["inputs"]),
        findings=findings,
        reasons=tuple(data["reasons"]),
        about=dict(data["about"]),
    )


def _span(data: Mapping[str, Any] | None) -> Span | None:
    return Span(**data) if data else None
