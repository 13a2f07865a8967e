"""The checks, by subject. Importing this package registers them; their order here is that of the table."""

# ruff: noqa: I001

from builder.verify.checks import text, tags, letterforms, codes, space, colour, paper, statement
from builder.verify.checking import CHECKS

__all__ = ["CHECKS", "codes", "colour", "letterforms", "paper", "space", "statement", "tags", "text"]
