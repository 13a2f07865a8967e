"""Dates as the foot of a sheet prints them."""

from __future__ import annotations

import datetime
import unicodedata
from functools import lru_cache

from builder.model.language import Language

# CLDR numbering system -> the name that Unicode gives its digits
_DIGITS = {
    "arab": "ARABIC-INDIC",
    "arabext": "EXTENDED ARABIC-INDIC",
    "beng": "BENGALI",
    "deva": "DEVANAGARI",
    "gujr": "GUJARATI",
    "guru": "GURMUKHI",
    "khmr": "KHMER",
    "laoo": "LAO",
    "mymr": "MYANMAR",
    "olck": "OL CHIKI",
    "tamldec": "TAMIL",
    "telu": "TELUGU",
    "thai": "THAI",
    "tibt": "TIBETAN",
}


def read_date(value: str) -> datetime.date | None:
    """A date as files write it, YYYY-MM-DD; None when it is empty or not a date."""
    try:
        return datetime.date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


@lru_cache(maxsize=256)
def date_in(day: datetime.date, language: Language) -> str:
    """The day in the language's long form with its digits; as YYYY-MM-DD where CLDR does not know the language."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    for tag in (language.locale or language.id, language.id, language.id.partition("-")[0]):
        try:
            return digits_in(format_date(day, "long", Locale.parse(tag, sep="-")), language.digits)
        except (UnknownLocaleError, ValueError):
            continue
    return day.isoformat()


def digits_in(value: str, system: str) -> str:
    """A text with its digits 0 to 9 in a CLDR numbering system; unchanged when the system has no digits of its own."""
    name = _DIGITS.get(system)
    if name is None:
        return value
    zero = ord(unicodedata.lookup(f"{name} DIGIT ZERO"))
    return value.translate({ord("0") + digit: zero + digit for digit in range(10)})
