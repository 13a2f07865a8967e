"""Logos of services: PNG or SVG files beside the services' file, bounded, decoded once to be sure that they can be."""

from __future__ import annotations

import struct
import warnings
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from builder.diagnostics import Findings, Hint
from builder.load.icons import load_icon
from builder.load.read import read_bytes
from builder.model.logo import Logo
from builder.model.source import Span

BYTES = 1_000_000
PIXELS = 4_000_000
_SMALLER = "scale the logo down: 600 pixels across are plenty"
_DRAWING = "turn shapes and text into paths in the drawing program, without pictures in it; or save the logo as PNG"
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def load_logo(path: Path, findings: Findings, shown: str, within: Path) -> Logo | None:
    """The logo, or None and a finding. SVG is read as icons are: paths only, no entities, nothing from elsewhere."""
    told = Findings()
    if path.suffix.lower() == ".svg":
        icon = load_icon(path, told, shown, within)
        _extend(findings, told, _DRAWING)
        return Logo(icon.view, icon.paths) if icon is not None else None
    data = read_bytes(path, told, shown, within, BYTES)
    _extend(findings, told, _SMALLER)
    return None if data is None else _png(data, findings, shown)


def _extend(findings: Findings, told: Findings, hint: str) -> None:
    """Take over what was found, with what to do about it where it is a logo."""
    for each in told:
        way_out = (Hint(hint),) if each.code in ("bad-icon", "file-too-large") else each.hints
        findings.extend([replace(each, hints=way_out)])


def _png(data: bytes, findings: Findings, shown: str) -> Logo | None:
    whole = Span(shown, 1, 1, 1, 1)
    if data[:8] != SIGNATURE or len(data) < 33:
        findings.error("bad-logo", f"{shown} is not a PNG picture", whole, "save the logo as PNG or SVG")
        return None
    # The size is in the header: a picture of a billion pixels is refused before anything is decoded.
    width, height = struct.unpack(">II", data[16:24])
    if not 0 < width * height <= PIXELS:
        said = f"{shown} has {width} x {height} pixels, the limit is {PIXELS // 1_000_000} million"
        findings.error("bad-logo", said, whole, _SMALLER)
        return None
    from PIL import Image  # 10 ms that only a sheet with a picture pays

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=["PNG"]) as image:
                image.load()
    except Exception as error:
        findings.error("bad-logo", f"{shown} cannot be decoded: {error}", whole, "export the logo again as PNG")
        return None
    return Logo((float(width), float(height)), png=data)
