"""Where a text holds phone numbers, doses, ranges, dates, URLs and e-mail addresses."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from builder.model.dataclass import dataclass
from builder.text.controls import LRI, LRO, PDF, PDI, WORD_JOINER


def _any_of(*sets: str) -> str:
    """A character of one of these sets.

    Joined into one, sets of more than two stretches beyond Latin-1 take five times as long to compile; the {1} keeps
    `re` from joining them.
    """
    return f"(?:{'|'.join(f'[{each}]{{1}}' for each in sets)})"


# Decimal digits of every script, and the Ethiopic numbers, which Unicode does not call digits
_DIGIT: Final = r"[\d\u1369-\u137c]"
_SPACE: Final = _any_of(r" \u00a0", r"\u2007\u202f")
_DASH: Final = _any_of(r"-", r"\u2010-\u2014\u2212") + f"{WORD_JOINER}?"
_GROUP_SPACE: Final = _any_of(r" \u00a0", r"\u202f")
_GROUP_MARK: Final = _any_of(",:'", r"\u066b\u066c\u2019")
_MARK: Final = _any_of(".,:'", r"\u066b\u066c\u2019")
_PREFIX: Final = _any_of(r"*#$\u00a3\u00a5", r"\u20ac\u20b9")
_JOINT: Final = rf"(?:{_DASH}|[./]{WORD_JOINER}?)"
# 1,000 and 10:30 and ٠٫٥ are one number: UAX #14, LB25 does not break them
_PIECE: Final = rf"(?:{_DIGIT}+(?:{_GROUP_MARK}{_DIGIT}+)*)"
_NUMBER: Final = (
    rf"(?:{_DIGIT}{{1,3}}(?:{_GROUP_SPACE}{_DIGIT}{{3}})+(?!{_DIGIT})"
    rf"|{_DIGIT}+(?:{_MARK}{WORD_JOINER}?{_DIGIT}+)*)"
)
_RANGE: Final = rf"{_NUMBER}{_DASH}{_NUMBER}"
# "in 2026 10 ml": a dose after another short number is no group of it
_SHORT: Final = re.compile(rf"{_DIGIT}{{1,4}}{_SPACE}")
_SHORT_DOSE: Final = rf"{_DIGIT}{{1,4}}(?:[.,]{_DIGIT}+)?"
# "988 24/7" is a number and a habit
_GROUP_JOINT: Final = (
    rf"{_SPACE}(?!{_DIGIT}{{1,2}}/{WORD_JOINER}?{_DIGIT}{{1,2}}(?!{_DIGIT}))"
    rf"|{_JOINT}|(?<=\)){_SPACE}|{_SPACE}(?=\()"
)
_NUMBER_START: Final = rf"[(+]|{_PREFIX}|{_DIGIT}"
_ADDRESS: Final = (
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:https?|mailto|tel|sms):[!-~]+"
    r"|(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}(?![A-Za-z0-9])(?::\d+)?(?:[/?#][!-~]*)?"
)
# What no address is without
_ADDRESS_LIKE: Final = re.compile(r"@|:[!-~]|[A-Za-z0-9]\.[A-Za-z0-9]")
# Scripts that write a unit and the next word without a space, or join particles to it
_UNSPACED: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"})
_DECIMAL_MARKS: Final = (".", ",", ":", "\u066b", "\u066c")
_CONTROLS: Final = str.maketrans("", "", LRI + PDI + LRO + PDF + WORD_JOINER)
_AFTER_URL: Final = ".,;:!?'\"*>"
# What all scripts write in these letters, and no language has to list; in right-to-left text 4 mg would show as mg 4
_MEASURES: Final = "m[glm]|mcg|[µkn]?g|cm|IU|°[CF]"
# Fewer digits side by side are two numbers ("take 2 4-mg tablets"), not one that a space divides
_LEAST_DIGITS: Final = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch to protect: glued from `start` to `end`, wrapped from `start` to `wrap_end`.

    `wrap_end` is `start` where direction needs no help; `unit_start` is `end` without a unit. An
    isolate is not enough where `override` is set; lines may end inside what is `breakable`.
    """

    start: int
    end: int
    wrap_end: int
    unit_start: int
    override: bool = False
    breakable: bool = False


def locate(text: str, units: Sequence[str], at: int = 0) -> Iterator[Found]:
    """What must be protected, `at` a place and after it, from left to right, without overlap."""
    known = tuple(units)
    # most texts hold no address: then words need no look
    words = _ADDRESS_LIKE.search(text) is not None
    candidates = _starts(words=words)
    while candidate := candidates.search(text, at):
        at = candidate.start()
        found = _address(text, at) if words else None
        if found is None and not text[at].isalpha():
            found = _dose(text, at, known) or _groups(text, at, known)
        if found is not None:
            yield found
        at = found.end if found else at + 1


@cache
def _address_pattern() -> re.Pattern[str]:
    return re.compile(_ADDRESS)


@cache
def _starts(*, words: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9])[A-Za-z]|{_NUMBER_START}" if words else _NUMBER_START)


@cache
def _dose_pattern(units: tuple[str, ...], *, whole: bool) -> re.Pattern[str]:
    """A number with its unit, or the `whole` of "mg/ml", "mg/24 h" or "mcg/h", which takes twice as long to compile."""
    listed = sorted(set(units) - {""}, key=lambda unit: (-len(unit), unit))
    unit = "|".join([*map(_unit, listed), _MEASURES])
    gap = rf"[{LRO}{PDF}{PDI}]*(?:{_SPACE}|{_DASH}|{WORD_JOINER})?"
    rest = "" if not whole else rf"(?:/{WORD_JOINER}?(?:{_NUMBER}{gap})?(?i:{unit}|[a-z]{{1,4}}))*"
    number = rf"(?P<number>{_NUMBER}(?:{_DASH}{_NUMBER})?)"
    return re.compile(rf"{number}{gap}(?P<unit>(?i:{unit}){rest})")


@cache
def _groups_pattern(joint: str) -> re.Pattern[str]:
    piece = rf"(?:\({_DIGIT}+\)|{_PIECE})"
    tail = _any_of(r"A-Za-z\u00b5", r"\u03bc") + "*[#%]?"
    name = rf"{_DASH}[A-Z]{{3,}}(?:{_DASH}{_DIGIT}+)*"  # 1-800-GET-HELP
    between = rf"(?:{joint}|(?<=\))|(?=\())"
    return re.compile(rf"(?:\+{WORD_JOINER}?|{_PREFIX})?{piece}(?:{between}{piece})*(?:{name})*{tail}")


def _unit(unit: str) -> str:
    # a space may have become U+00A0
    return "".join(_SPACE if char == " " else _joined(char) + re.escape(char) for char in unit)


def _joined(char: str) -> str:
    """A joiner may stand before an ideograph; elsewhere the pattern compiles a third faster without it."""
    return f"{WORD_JOINER}?" if is_wide(char) else ""


def is_wide(char: str) -> bool:
    """Whether UAX #14 may end a line before the character wherever it stands: ideographs, kana, hangul."""
    return unicodedata.east_asian_width(char) in ("W", "F")


def _address(text: str, at: int) -> Found | None:
    before = _before(text, at)[-1:]
    match = _address_pattern().match(text, at)
    if match is None or _ends_latin(before) or (before and before in "0123456789@"):
        return None
    address = match.group().rstrip(_AFTER_URL)
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(_AFTER_URL)
    end = at + len(address)
    return Found(at, end, end, end, breakable=True)


def _dose(text: str, at: int, units: tuple[str, ...]) -> Found | None:
    if not _starts_number(text, at):
        return None
    match = _match_dose(text, at, len(text), units)
    while match and not _ends_word(text, match.end()):
        match = _match_dose(text, at, match.end() - 1, units)
    if match is None:
        return None
    end = match.end()
    wrap_end = at
    if match["unit"].isascii() or any(unicodedata.bidirectional(char) == "L" for char in match["unit"]):
        # an isolate inside is the author's: crossing its end would break both
        wrap_end = at if PDI in match.group() else end
    elif not _is_single(match["number"]):
        wrap_end = match.end("number")
    return Found(at, end, wrap_end, match.start("unit"), _needs_override(text[at:wrap_end]))


def _match_dose(text: str, at: int, end: int, units: tuple[str, ...]) -> re.Match[str] | None:
    match = _dose_pattern(units, whole=False).match(text, at, end)
    if match and text[match.end() : match.end() + 1] == "/":
        match = _dose_pattern(units, whole=True).match(text, at, end)
    return match


def _groups(text: str, at: int, units: tuple[str, ...]) -> Found | None:
    if not _starts_number(text, at):
        return None
    match = None if _precedes_dose(text, at, units) else _groups_pattern(_GROUP_JOINT).match(text, at)
    if match is None or (re.search(_SPACE, match.group()) and _count_digits(match.group()) < _LEAST_DIGITS):
        match = _groups_pattern(_JOINT).match(text, at)
    if match is None:
        return None
    group = match.group()
    lone = _is_single(group) and group.isdecimal()
    # ٪ and ‰ go with their number by UAX #9, W5: an isolate would part them
    plain = lone and (len(group) < 3 or text[match.end() : match.end() + 1] in ("\u066a", "\u2030"))
    return Found(at, match.end(), at if plain else match.end(), match.end(), _needs_override(group))


def _precedes_dose(text: str, at: int, units: tuple[str, ...]) -> bool:
    short = _SHORT.match(text, at)
    match = _match_dose(text, short.end(), len(text), units) if short else None
    return match is not None and re.fullmatch(_SHORT_DOSE, match["number"]) is not None


def _starts_number(text: str, at: int) -> bool:
    """Whether no earlier character belongs to the same number or Latin word."""
    before = _before(text, at)
    if before[-1:] in _DECIMAL_MARKS and before[:-1]:
        return not _is_digit(before[0])
    return not _ends_latin(before) and not _is_digit(before[-1:])


def _before(text: str, at: int) -> str:
    """The two characters before a place, controls that `protect` inserts left out."""
    found = ""
    while at and len(found) < 2:
        at -= 1
        found = text[at].translate(_CONTROLS) + found
    return found


def _ends_latin(before: str) -> bool:
    return before[-1:].isascii() and before[-1:].isalpha()


def _ends_word(text: str, at: int) -> bool:
    """Whether a unit that ends before `at` is a whole word there."""
    if at == len(text):
        return True
    category = unicodedata.category(text[at])
    if category[0] == "M":
        return False
    if category[0] != "L":
        return True
    script = _script(text[at])
    return script != _script(text[at - 1]) or script in _UNSPACED


def _script(char: str) -> str:
    # `unicodedata` holds no scripts; the first word of a letter's name is one for our purpose
    return unicodedata.name(char, "").partition(" ")[0]


def _needs_override(group: str) -> bool:
    if not any(unicodedata.bidirectional(char) == "AN" for char in group):
        return False
    # two long groups are a phone, two short ones a range
    return re.fullmatch(_RANGE, group) is None or _count_digits(group) >= _LEAST_DIGITS


def _is_single(group: str) -> bool:
    return re.fullmatch(_NUMBER, group) is not None


def _count_digits(group: str) -> int:
    return sum(_is_digit(char) for char in group)


def _is_digit(char: str) -> bool:
    return char.isdecimal() or "\u1369" <= char[:1] <= "\u137c"
