"""A service's logo, read and found sound: paths from an SVG, or the bytes of a PNG."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.sheet import DrawnPath


@dataclass(frozen=True, slots=True)
class Logo:
    """Width and height in units of its own; either `paths` or `png` is there."""

    view: tuple[float, float]
    paths: tuple[DrawnPath, ...] = ()
    png: bytes = b""
