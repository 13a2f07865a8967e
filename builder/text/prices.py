"""What each place where a line may end costs: some part what is read as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from builder.text.breaks import word_ends
from builder.text.locate import is_wide

# In squared slack, as the costs of lines are: a line that is emptier by the root of this costs as much
_NO_SPACE: Final = 0.02
_IDEOGRAPHS: Final = 0.04
_WITHIN_WORD: Final = 0.08
_NUMBER: Final = 0.4

_PARTED: Final = (
    # "10 | days": what a number counts is not always one of the language's units
    re.compile(r"\d (?=[^\W\d_])|\d(?=[^\W\d_]\d)"),
    # "12 to | 48", and in Chinese
    re.compile(r"(?<=\d)(?: [^\s\d]+ |[^\W\d_])(?=\d)"),
    # "BMJ | 2017" and "United States: | 911"
    re.compile(r"[^\W\d_] (?=(?:19|20)\d\d\b)|: (?=\d)"),
)

_STOPS: Final = frozenset(".!?\u0589\u061f\u06d4\u0964\u104b\u1362\u17d4\uff0c\u3002\uff01\uff1f")


def prices(text: str, ends: Sequence[int], lang: str) -> list[float]:
    """The price of ending a line at each of `ends`; nothing after a space or the wide stops of Chinese."""
    parted = {match.end() for pattern in _PARTED for match in pattern.finditer(text)}
    wide = [end for end in ends if end < len(text) and _is_ideograph(text[end - 1]) and _is_ideograph(text[end])]
    within = set(wide).difference(word_ends(text, lang)) if wide else set()
    special = dict.fromkeys(wide, _IDEOGRAPHS) | dict.fromkeys(within, _WITHIN_WORD)
    special |= dict.fromkeys(parted, _NUMBER)
    return [special[end] if end in special else _plain(text[end - 1]) for end in ends]


def sentences(text: str, ends: Sequence[int]) -> list[int]:
    """For the start of the text and each of `ends`, by number, the last of them at which a sentence begins or ends.

    Nothing for a single sentence. Where words have no spaces between them, a space parts sentences.
    """
    last = len(text)
    unspaced = any(end < last and text[end - 1 : end + 1].isalpha() and not is_wide(text[end]) for end in ends)
    found = [0]
    for at, end in enumerate(ends, 1):
        stops = end == last or text[:end].rstrip(" ")[-1:] in _STOPS or (unspaced and text[end - 1] == " ")
        found.append(at if stops else found[-1])
    return found if any(found[:-1]) else []


def _is_ideograph(char: str) -> bool:
    return is_wide(char) and char.isalpha()


def _plain(before: str) -> float:
    stops = before == " " or (is_wide(before) and unicodedata.category(before) in ("Po", "Pe", "Pf"))
    return 0.0 if stops else _NO_SPACE
