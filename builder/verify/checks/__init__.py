"""The checks, by subject. Importing this package registers them; their order here is that of the table."""

# ruff: noqa: I001

from builder.verify.checks import text, tags, letterforms, codes, space, colour, paper, statement, press
from builder.verify.checking import CHECKS

__all__ = ["CHECKS", "codes", "colour", "letterforms", "paper", "press", "space", "statement", "tags", "text"]
