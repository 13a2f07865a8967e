"""Plates: a sheet compiled once with its imprint open, from which thousands of imprints are struck (DESIGN 10).

A struck PDF depends on edition, layout and service alone, never on what else is in the order.
"""

from builder.plates.plate import Plate, compile_plate
from builder.plates.press import Press

__all__ = ["Plate", "Press", "compile_plate"]
