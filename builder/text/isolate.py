"""Phone numbers, doses, ranges, URLs and e-mail addresses hold together in every script.

UAX #9 shows 1-800-662-4357 after Arabic letters as 4357-662-800-1, and UAX #14 may end a line at
each of its hyphens. A number that is read or dialled wrong can kill.
"""

import unicodedata
from collections.abc import Sequence

from builder.model.dataclass import dataclass
from builder.text.controls import LRI, LRO, NO_BREAK_SPACE, PDF, PDI, WORD_JOINER
from builder.text.locate import Found, is_wide, locate


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
    wrapped, and only if it has several groups. What is already alone in a U+2066 isolate stays so.

    Arabic-Indic digit groups get U+202D ... U+202C inside the isolate: without it the class AN
    reverses them there too. Not so a range of two of them, which Arabic reads from the right.

    In every paragraph a plain space inside a digit group, or between a number and one of `units`,
    becomes U+00A0, and U+2060 follows each hyphen, dash and slash inside. URLs and e-mail
    addresses keep their breaks: a line may be shorter than they are.
    """
    changes = _Changes({}, {}, set())
    for found in locate(text, units):
        if not found.breakable:
            _glue(text, found, changes)
        if rtl:
            _wrap(text, found, changes)
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


def _wrap(text: str, found: Found, changes: _Changes) -> None:
    start, end = found.start, found.wrap_end
    if start == end or _is_isolated(text, start, end) or _ends_latin_phrase(text, start, end, changes):
        return
    changes.before[start] = LRI + LRO if found.override else LRI
    changes.after[end - 1] = (PDF + PDI if found.override else PDI) + changes.after.get(end - 1, "")


def _ends_latin_phrase(text: str, start: int, end: int, changes: _Changes) -> bool:
    """Whether Latin words go on here: "Sun Type 6/7" and "naloxone 4 mg" run from the left as one.

    UAX #9, W7: European digits after a letter from the left are as that letter, and N1 what joins them.
    """
    before = len(text[:start].rstrip(" \u00a0")) - 1
    if before < 0 or unicodedata.bidirectional(text[before]) != "L" or PDI in changes.after.get(before, ""):
        return False
    classes = [unicodedata.bidirectional(char) for char in text[start:end]]
    return "AN" not in classes and classes[-1] in ("L", "EN", "ET")


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
