"""Colours as operands (ISO 32000-1, 8.6.8)."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from builder.model.source import Colour
from builder.pdf.operands import numbers


class Colours(Protocol):
    """How a sheet's colours are written."""

    def fill(self, colour: Colour) -> str:
        """The operator that fills with it."""

    def stroke(self, colour: Colour) -> str:
        """The operator that draws lines with it."""


class Screen:
    """Red, green and blue; greys by themselves."""

    def fill(self, colour: Colour) -> str:
        return paint_operand(colour, "g", "rg")

    def stroke(self, colour: Colour) -> str:
        return paint_operand(colour, "G", "RG")


@lru_cache(maxsize=128)
def paint_operand(colour: Colour, grey: str, rgb: str) -> str:
    """A colour and its operator. Greys go out as such: an office printer then uses black alone."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    if red == green == blue:
        return f"{numbers(red, digits=3)} {grey}"
    return f"{numbers(red, green, blue, digits=3)} {rgb}"
