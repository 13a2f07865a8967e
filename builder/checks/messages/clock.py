"""Times of day, however a language writes them: `5.30 pm`, `17 h 30`, `17.30 Uhr` and `下午5:30` are one time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from builder.checks.messages.words import in_digits
from builder.model.writing import Clock

_HOUR = "(?:[01]?[0-9]|2[0-4])"
_MINUTES = "[0-5][0-9](?![0-9]|[.,:][0-9])"
_BLANKS = re.compile("[ \t\n\u00a0\u2007\u202f]+")
_NO_LETTER = "(?![A-Za-z\u00c0-\u052f])"
"""After a word of an alphabet whose words are parted: `9 h`, not `9 hommes`."""


def with_plain_times(text: str, clock: Clock | None) -> str:
    """The text with each time as `;1730;`, which joins no number beside it, and what says always as its number."""
    plain = in_digits(_BLANKS.sub(" ", text))
    clock = clock or Clock()
    for one in clock.always:
        phrases = rf"(?<!\w){_either(one.words)}(?!\w)"
        plain = re.sub(phrases, f" ;{one.value}; ", plain, flags=re.IGNORECASE)
    return _pattern(clock).sub(_plain, plain)


def _plain(found: re.Match[str]) -> str:
    """A time in 24 hours, and the hour that its range begins with; what is no time of day stays as it is."""
    hour, halved = int(found["hour"]), found["half"] or found["half_before"]
    minutes = found["minutes"] or found["minutes_after"] or "00"
    led = found["led"] or ""
    if not halved:
        return (_time(int(found["first"]), "00") if led else "") + _time(hour, minutes)
    if not 1 <= hour <= 12:
        return found[0]
    # 12 am is midnight, 12 pm is noon
    afternoon = found["afternoon"] or found["afternoon_before"]
    return led + _time(hour % 12 + (12 if afternoon else 0), minutes)


def _time(hour: int, minutes: str) -> str:
    return f" ;{hour:02}{minutes}; "


@lru_cache(maxsize=64)
def _pattern(clock: Clock) -> re.Pattern[str]:
    """`9.30` and `9:30` are times in every language, `9 h` and `9 am` where it has such words."""
    hours, minutes = _either(clock.hour) + _NO_LETTER, _either(clock.minute) + _NO_LETTER
    morning, afternoon = _either(clock.morning), _either(clock.afternoon)
    half = rf"(?: ?(?P<half>{morning}|(?P<afternoon>{afternoon})){_NO_LETTER})"
    before = rf"(?P<half_before>{morning}|(?P<afternoon_before>{afternoon})) ?"
    marked = rf"[.:](?P<minutes>{_MINUTES})(?: ?{hours})?"
    worded = rf" ?{hours}(?: ?(?P<minutes_after>{_MINUTES})(?: ?{minutes})?)?"
    return re.compile(
        rf"(?<![0-9.,:])(?P<led>(?P<first>{_HOUR})(?: ?[-\u2013\u2014] ?| [^\W\d_]{{1,3}} )(?={_HOUR} ?{hours}))?"
        rf"(?:{before})?(?P<hour>{_HOUR})(?:{marked}|{worded}|(?= ?(?:{morning}|{afternoon}){_NO_LETTER})){half}?",
        re.IGNORECASE,
    )


def _either(words: Iterable[str]) -> str:
    """An expression for any of the words; for none of them one that finds nothing."""
    listed = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, listed))})" if listed else "(?!)"
