"""Colours as operands (ISO 32000-1, 8.6.8)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Protocol

from builder.model.source import Colour
from builder.pdf.objects import Objects
from builder.pdf.operands import numbers
from builder.pdf.picture import packed_picture
from builder.pdf.stream import Packed

BLACK: Final = Colour("#000000")
"""What a page begins in (ISO 32000-1, 8.4.1), where that is a colour of the sheet."""

REGISTRATION: Final = Colour("registration")
"""What is printed with every ink: marks that tell whether the plates are upon one another."""


class Colours(Protocol):
    """How a sheet's colours are written. `begins_in` is what a page begins in, None when it is none of them."""

    begins_in: Colour | None

    def fill(self, colour: Colour) -> str:
        """The operator that fills with it."""

    def stroke(self, colour: Colour) -> str:
        """The operator that draws lines with it."""

    def laid(self, colour: Colour, text: bool) -> str:
        """The operator that says whether it is printed over what is under it, or in its place; "" for neither."""

    def resources(self, objects: Objects) -> str:
        """What these operators refer to: entries for the resources of every page, their objects added."""

    def picture(self, png: bytes, grey: bool) -> Packed:
        """A picture's image object."""


class Screen:
    """Red, green and blue; greys by themselves."""

    begins_in: Colour | None = BLACK

    def fill(self, colour: Colour) -> str:
        return paint_operand(colour, "g", "rg")

    def stroke(self, colour: Colour) -> str:
        return paint_operand(colour, "G", "RG")

    def laid(self, colour: Colour, text: bool) -> str:
        return ""

    def resources(self, objects: Objects) -> str:
        return ""

    def picture(self, png: bytes, grey: bool) -> Packed:
        return packed_picture(png, grey)


@lru_cache(maxsize=128)
def paint_operand(colour: Colour, grey: str, rgb: str) -> str:
    """A colour and its operator. Greys go out as such: an office printer then uses black alone."""
    if colour == REGISTRATION:
        return f"0 {grey}"
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    if red == green == blue:
        return f"{numbers(red, digits=3)} {grey}"
    return f"{numbers(red, green, blue, digits=3)} {rgb}"
