"""The press that sheets are separated for: the project's `layouts/press/default.yaml`, else the starter library's."""

from __future__ import annotations

import struct
from pathlib import Path

from builder.diagnostics import Findings
from builder.load.file import load_whole
from builder.load.library import Library
from builder.load.paths import shown
from builder.load.read import read_bytes
from builder.model.inks import Condition, Press
from builder.model.source import Span

_FILE = "layouts/press/default.yaml"
_MOST_BYTES = 4_000_000


def load_press(library: Library, findings: Findings) -> Press | None:
    """The press with its profile, or None and findings."""
    path = library.path(_FILE)
    if path is None:
        findings.error("missing-file", f"{_FILE} is neither in the project nor in the starter library")
        return None
    loaded = load_whole(path, Condition, lambda name: None, shown_as=shown(path))
    findings.extend(loaded.diagnostics)
    told = loaded.value
    if told is None or not loaded.ok:
        return None
    where = told.span or Span(shown(path), 1, 1, 1, 1)
    # through the library, which notes what a sheet was made from
    place = library.path(f"layouts/press/{told.profile}") if Path(told.profile).name == told.profile else None
    if place is None:
        findings.error(
            "bad-profile", f"there is no layouts/press/{told.profile}", where, "put the profile beside the file"
        )
        return None
    profile = read_bytes(place, findings, shown(place), place.parent, _MOST_BYTES)
    if profile is None:
        return None
    if not _prints(profile):
        said = f"{told.profile} is no ICC profile of a press with four inks"
        findings.error("bad-profile", said, where, "ask the print shop for the CMYK output profile that it proofs with")
        return None
    return Press(told.name, told.condition, told.registry, profile, told.total_ink / 100)


def _prints(profile: bytes) -> bool:
    """ICC.1:2001-04, 6.1: whole, for output, of cyan, magenta, yellow and black."""
    if len(profile) < 132:
        return False
    (size,) = struct.unpack(">I", profile[:4])
    return size == len(profile) and profile[12:20] == b"prtrCMYK" and profile[36:40] == b"acsp"
