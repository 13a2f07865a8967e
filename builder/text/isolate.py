"""Phone numbers, doses, ranges, URLs and e-mail addresses hold together in every script.

UAX #9 shows 1-800-662-4357 after Arabic letters as 4357-662-800-1, and UAX #14 may end a line at
each of its hyphens. A number that is read or dialled wrong can kill.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from builder.model.dataclass import dataclass
from builder.text.controls import LRI, LRO, NO_BREAK_SPACE, PDF, PDI, WORD_JOINER
from builder.text.locate import Found, is_wide, locate

# What names and codes are put together with, and what of a name is after a number, or of a phrase before it
_JOINT: Final = rf"[-\u2011/_.]{WORD_JOINER}?"
_NAMED: Final = re.compile(rf"[A-Za-z0-9]*(?:{_JOINT}[A-Za-z0-9]+)*")
_LED: Final = rf"[^\W\d_][0-9]*[ \u00a0]*\Z|[A-Za-z][A-Za-z0-9]*(?:{_JOINT}[A-Za-z0-9]+)*{_JOINT}\Z"


@dataclass(frozen=True, slots=True)
class Protected:
    """A text that is safe to set, and where each of its characters comes from.

    `source[i]` is the index in the original text of `text[i]`, or -1 for a control that was
    inserted. A plain space that became U+00A0 keeps its index.
    """

    text: str
    source: tuple[int, ...]


def protect(text: str, *, rtl: bool, units: Sequence[str] = ()) -> Protected:
    """The text with its numbers and addresses isolated and unbreakable; doing it twice changes nothing.

    In a right-to-left paragraph (`rtl`) these are wrapped in U+2066 ... U+2069: URLs, e-mail
    addresses, digit groups joined by spaces, hyphens, dots or slashes (phones, dates, ranges),
    numbers with a sign (*123#), letters (100mg) or three digits and more (988), and doses whose
    unit is written from left to right (or is %). Before a right-to-left unit only the number is
    wrapped, and only if it has several groups. What is already alone in a U+2066 isolate stays so. Letters that make
    a name or a code of a number (6PZDC5, 2C-B) are wrapped with it; what Latin letters lead to (CDC 2021) needs none.

    Arabic-Indic digit groups get U+202D ... U+202C inside the isolate: without it the class AN
    reverses them there too. Not so a range of two of them, which Arabic reads from the right.

    In every paragraph a plain space inside a digit group, or between a number and one of `units`,
    becomes U+00A0, and U+2060 follows each hyphen, dash and slash inside. URLs and e-mail
    addresses keep their breaks: a line may be shorter than they are.
    """
    changes = _Changes({}, {}, set())
    at = 0
    while found := next(locate(text, units, at), None):
        if not found.breakable:
            _glue(text, found, changes)
        at = max(found.end, _wrap(text, found, changes)) if rtl else found.end
    return _apply(text, changes)


@dataclass(frozen=True, slots=True)
class _Changes:
    """Controls to insert before a place and after one, and the spaces that must not break."""

    before: dict[int, str]
    after: dict[int, str]
    no_break: set[int]


def _glue(text: str, found: Found, changes: _Changes) -> None:
    """No line may end inside what was found."""
    for at in range(found.start, found.end):
        char = text[at]
        following = text[at + 1] if at + 1 < found.end else ""
        if char == " ":
            changes.no_break.add(at)
        elif not following or char.isspace() or WORD_JOINER in (char, following):
            continue
        elif _breaks_after(char) or (at + 1 >= found.unit_start and is_wide(following)):
            changes.after[at] = WORD_JOINER


def _breaks_after(char: str) -> bool:
    # UAX #14 allows it after these (LB21, LB13) unless a joiner follows (LB11), and before any
    # ideograph (LB31); a dot or a comma between digits never breaks (LB25)
    return unicodedata.category(char) == "Pd" or char in "/\u2212"


def _wrap(text: str, found: Found, changes: _Changes) -> int:
    """Isolate what was found if need be; where that ends."""
    start, end = found.start, _end_of_name(text, found)
    if start == end or _is_isolated(text, start, end) or _ends_latin_phrase(text, start, end, changes):
        return end
    changes.before[start] = LRI + LRO if found.override else LRI
    changes.after[end - 1] = (PDF + PDI if found.override else PDI) + changes.after.get(end - 1, "")
    return end


def _end_of_name(text: str, found: Found) -> int:
    """Where what is wrapped ends: a number with the letters that it is a name or a code with, as 6PZDC5 and 2C-B."""
    end = found.wrap_end if found.wrap_end > found.start else found.end
    if found.breakable or found.override or not text[end - 1].isalnum():
        return found.wrap_end
    rest = _NAMED.match(text, end)
    if rest and rest.group() and any(map(_is_latin, text[end - 1] + rest.group())):
        return rest.end()
    return found.wrap_end


def _ends_latin_phrase(text: str, start: int, end: int, changes: _Changes) -> bool:
    """Whether Latin letters go on here: "Sun Type 6/7", "naloxone 4 mg", "ISO-8859-1" run from the left as one.

    UAX #9, W7: European digits after a letter from the left are as that letter, and N1 what joins them.
    """
    led = re.search(_LED, text[:start])
    if led is None or unicodedata.bidirectional(led[0][0]) != "L":
        return False
    return not any(PDI in changes.after.get(at, "") for at in range(led.start(), start)) and _goes_on(text, start, end)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether what is after a letter from the left runs from the left to its end."""
    classes = [unicodedata.bidirectional(char) for char in text[start:end]]
    return "AN" not in classes and classes[-1] in ("L", "EN", "ET")


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_isolated(text: str, start: int, end: int) -> bool:
    before, after = text[:start].removesuffix(LRO), text[end:].removeprefix(PDF)
    return before.endswith(LRI) and after.startswith(PDI)


def _apply(text: str, changes: _Changes) -> Protected:
    if not (changes.before or changes.after or changes.no_break):
        return Protected(text, tuple(range(len(text))))
    pieces: list[str] = []
    source: list[int] = []
    done = 0
    for at in sorted({*changes.before, *changes.after, *changes.no_break}):
        before, after = changes.before.get(at, ""), changes.after.get(at, "")
        pieces += (text[done:at], before, NO_BREAK_SPACE if at in changes.no_break else text[at], after)
        source += (*range(done, at), *[-1] * len(before), at, *[-1] * len(after))
        done = at + 1
    pieces.append(text[done:])
    source += range(done, len(text))
    return Protected("".join(pieces), tuple(source))
