"""Numbers in what a department has written, kept as they are said: beside Arabic letters they turn around."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from builder.translate.placeholders import LRI, PDI

# a phone, a span of hours or of house numbers
_NUMBER: Final = re.compile(r"\+?\(?\d[\d().\-\u2013/ ]*\d")


def steady(text: str) -> str:
    """The text with its numbers isolated (UAX #9, W2): 202-555-0142 would read 0142-555-202."""
    if not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return text
    return _NUMBER.sub(f"{LRI}\\g<0>{PDI}", text)
