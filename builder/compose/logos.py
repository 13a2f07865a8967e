"""Logos of services, drawings or pictures."""

from __future__ import annotations

from dataclasses import replace

from builder.compose.pen import Pen
from builder.compose.pieces import Drawn, Piece
from builder.compose.setting import Bench, Setting
from builder.model.logo import Logo
from builder.model.sheet import Box, Drawing, Picture
from builder.model.source import Colour


def logo_piece(bench: Bench, logo: Logo, name: str) -> Piece:
    """As high as two lines of text, unless it is very wide. A one-colour drawing takes the ink's colour.

    For a press with one ink it is grey.
    """
    grey = bench.theme.plates == "black"
    paths = tuple([replace(path, colour=_grey(path.colour)) for path in logo.paths]) if grey else logo.paths

    def sides(width: float, setting: Setting) -> tuple[float, float]:
        high = bench.size("body", setting) * 1.9
        wide = high * logo.view[0] / logo.view[1]
        if wide > width:
            wide, high = width, width * logo.view[1] / logo.view[0]
        return wide, high

    def draw(pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        wide, high = sides(width, setting)
        node = pen.node("Figure", parent, alt=name)
        box = Box(x + width - wide, y, wide, high)
        if logo.png:
            pen.add(Picture(box, logo.png, node, grey))
        else:
            pen.add(Drawing(box, logo.view, paths, bench.colour("ink"), node))

    return Drawn(lambda width, setting: sides(width, setting)[1], draw)


def _grey(colour: Colour | None) -> Colour | None:
    """As dark as the colour (ITU-R BT.601)."""
    if colour is None:
        return None
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    level = f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02x}"
    return Colour("#" + 3 * level)
