"""Phone numbers: found in texts in any digits and grouping, and judged by the numbering plan of a country.

The only module that imports phonenumbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from builder.flat import flatten
from builder.model.dataclass import dataclass

SHORT = 6
"""Digits up to which a number is a short one: 988, 14416, 435748."""

_JOINTS = frozenset(" -./()+,:'_~*\u2013\u2014\u00b7\u2022\uff0b\uff08\uff09\uff0e")
"""What stands between the groups of a number."""

_MOST_JOINTS = 3

_KEYS = {
    letter: digit
    for digit, letters in zip("23456789", ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"], strict=True)
    for letter in letters
}
"""ITU-T E.161: letters on the keys, for 1-800-GET-HELP."""

_IN_CAPITALS = re.compile(r"(?<=\d-)[A-Z]{3,}(?:-[A-Z]{3,})*(?![a-z])|(?<=\d )[A-Z]{4,}(?![a-z])")

Verdict = Literal["valid", "possible", "wrong", "short", "unknown-short"]


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that stand side by side: `value[start:end]`, as 0 to 9."""

    digits: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Typed:
    """All digits of groups with nothing but joints between them: one phone number, a date, or several numbers."""

    digits: str
    groups: tuple[Group, ...]


def digits_of(number: str) -> str:
    """The digits of a number as it is written, as 0 to 9, letters on keys included."""
    return "".join(typed.digits for typed in typed_in(number))


@lru_cache(maxsize=8192)  # asked once for each number that is known
def typed_in(value: str) -> tuple[Typed, ...]:
    """All digits in a text, of every script, circled and raised ones too, whatever is invisible between them."""
    flat = flatten(value)
    text = _IN_CAPITALS.sub(lambda found: "".join(_KEYS.get(letter, "-") for letter in found[0]), flat.text)
    found: list[list[Group]] = []
    at = last = 0
    while at < len(text):
        digits, end = "", at
        while end < len(text) and (digit := _digit(text[end])):
            digits, end = digits + digit, end + 1
        if not digits:
            at += 1
            continue
        between = text[last:at]
        joined = bool(found) and len(between) <= _MOST_JOINTS and all(sign in _JOINTS for sign in between)
        group = Group(digits, *flat.original(at, end))
        if joined:
            found[-1].append(group)
        else:
            found.append([group])
        at = last = end
    return tuple(Typed("".join([group.digits for group in groups]), tuple(groups)) for groups in found)


def find(number: str, value: str) -> Iterator[tuple[int, int]]:
    """Where a text holds this number, whatever its grouping, digits and country code.

    A short number must be a whole group, or whole groups; a long one may follow a country's code or trunk prefix.
    """
    wanted = sought(number)
    for typed in typed_in(value) if wanted else ():
        for start, end in _within(wanted, typed) if wanted in typed.digits else ():
            yield start - (value[max(start - 1, 0) : start] in ("(", "+", "（", "＋")), end


@lru_cache(maxsize=8192)  # every number that is never printed is looked for in every text
def sought(number: str) -> str:
    """A number's digits as `find` looks for them; the trunk prefix is left out after a country's code: +44 (0)800."""
    digits = digits_of(number)
    return digits.removeprefix("0") if len(digits) > SHORT + 1 else digits


@lru_cache(maxsize=4096)  # a line of help is the phone of many services
def verdict(number: str, country: str) -> Verdict:
    """What the numbering plan of the country (ISO 3166-1) says; `possible`: only its length is right."""
    import phonenumbers  # 60 ms, which only checks of numbers pay

    short = len(digits_of(number)) <= SHORT
    try:
        parsed = phonenumbers.parse(digits_of(number) if short else number, country)
    except phonenumbers.NumberParseException:
        return "unknown-short" if short else "wrong"
    if phonenumbers.is_valid_number_for_region(parsed, country):
        return "valid"
    if phonenumbers.is_valid_short_number_for_region(parsed, country):
        return "short"
    if short:
        return "unknown-short"
    return "possible" if phonenumbers.is_possible_number(parsed) else "wrong"


def is_emergency(number: str, country: str) -> bool:
    """The tables of the country (ISO 3166-1) know it as an emergency number. They are not complete."""
    import phonenumbers

    return bool(phonenumbers.is_emergency_number(digits_of(number), country))


def is_country(code: str) -> bool:
    """There is a numbering plan for this code."""
    import phonenumbers

    return code in phonenumbers.SUPPORTED_REGIONS


def phones_in(value: str, countries: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Stretches that are valid phone numbers in one of these countries, or with a country's code; no dates or doses."""
    if not any(len(typed.digits) > SHORT for typed in typed_in(value)):
        return ()
    import phonenumbers

    flat = flatten(value)
    found = {
        flat.original(match.start, match.end)
        for country in countries
        for match in phonenumbers.PhoneNumberMatcher(flat.text, country, leniency=phonenumbers.Leniency.VALID)
    }
    return tuple(sorted(found))


def _digit(sign: str) -> str:
    if sign.isascii():
        return sign if sign.isdigit() else ""
    value = unicodedata.digit(sign, None)
    if value is None and sign in _IDEOGRAPHS:
        value = _IDEOGRAPHS.index(sign)
    return "" if value is None else str(value)


_IDEOGRAPHS = "〇一二三四五六七八九"


def _within(wanted: str, typed: Typed) -> Iterator[tuple[int, int]]:
    starts, length = {}, 0
    for group in typed.groups:
        starts[length] = group
        length += len(group.digits)
    ends = {at + len(group.digits): group for at, group in starts.items()}
    at = typed.digits.find(wanted)
    while at >= 0:
        whole = at in starts and at + len(wanted) in ends
        if whole:
            yield starts[at].start, ends[at + len(wanted)].end
        elif len(wanted) > SHORT:
            first = max(place for place in starts if place <= at)
            last = min(place for place in ends if place >= at + len(wanted))
            yield starts[first].start, ends[last].end
        at = typed.digits.find(wanted, at + 1)
