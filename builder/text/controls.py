"""The invisible characters that the text engine inserts into a text."""

from typing import Final

LRI: Final = "\u2066"
PDI: Final = "\u2069"
LRO: Final = "\u202d"
PDF: Final = "\u202c"
WORD_JOINER: Final = "\u2060"
NO_BREAK_SPACE: Final = "\u00a0"
