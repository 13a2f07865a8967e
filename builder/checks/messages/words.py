"""The words, numbers and addresses of a text, whatever its script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from builder.model.writing import Writing

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_INVISIBLE = re.compile("[\u2060\u2066-\u2069\u202a-\u202e\u200e\u200f\u061c]")
_ADDRESS = re.compile(
    r"(?i:https?://|mailto:|tel:)[!-~]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![A-Za-z0-9@])(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[a-z]{2,}(?![A-Za-z0-9])(?:/[!-~]*)?"
)
_QUOTED = re.compile('[“”„][^“”„]*[“”]|«[^»]*»|「[^」]*」|"[^"]*"')
# Most texts have neither, and are not read any further.
_ADDRESS_LIKE = re.compile(r"@|:[!-~]|[A-Za-z0-9]\.[A-Za-z0-9]")
_NUMBER_LIKE = re.compile("[\\d\u1369-\u137c]")
_FACTUAL = re.compile(f"{_NUMBER_LIKE.pattern}|{_ADDRESS_LIKE.pattern}|{_INVISIBLE.pattern}|[*][*]")
_AFTER = ".,;:!?'\"*>)"
_JOINT = "(?:[.,:/'\u2019\u066b\u066c \u00a0\u2007\u202f\u2010-\u2014\u2212-]|\\) ?| ?\\()"
_RUN = re.compile(rf"\d+(?:{_JOINT}\d+)*")
_THOUSANDS = re.compile("\\d{1,3}(?:[.,'\u2019\u066c \u00a0\u2007\u202f]\\d{3})+")
_LEAST_PHONE = 7
"""Digits from which groups are one number to dial: shorter ones can be two numbers beside each other."""

_INSIDE = "\u200c\u200d'\u2019\u02bc\u05f3\u05f4"
_ETHIOPIC = re.compile("[\u1369-\u137c]+")


@lru_cache(maxsize=8192)
def has_facts(text: str) -> bool:
    """Whether a text can have a number, an address or markup: of most only the words have to be right."""
    return _FACTUAL.search(text) is not None


def addresses(text: str) -> Counter[str]:
    """Web and e-mail addresses, without scheme, in small letters."""
    bare = _bare(text)
    if not _ADDRESS_LIKE.search(bare):
        return Counter()
    found = (match.group().rstrip(_AFTER).lower() for match in _ADDRESS.finditer(bare))
    return Counter(re.sub(r"^(?:https?://)?(?:www\.)?", "", address).rstrip("/") for address in found)


def numbers(text: str) -> Counter[str]:
    """The numbers of a text with digits 0 to 9, each as often as it stands there.

    A number to dial, or one whose thousands are set apart, is one; the two ends of a range, and what stands before and
    after a decimal mark, are two, so that marks may differ from language to language.
    """
    if not _NUMBER_LIKE.search(text):
        return Counter()
    bare = in_digits(_ADDRESS.sub(" ", _bare(text)))
    found: Counter[str] = Counter()
    for run in _RUN.findall(bare):
        digits = re.sub(r"\D", "", run)
        if _THOUSANDS.fullmatch(run) or len(digits) >= _LEAST_PHONE:
            found[digits] += 1
        else:
            found.update(re.findall(r"\d+", run))
    return found


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Runs of letters with their marks, in small letters; placeholders, addresses and numbers are none."""
    bare = _ADDRESS.sub(" ", _bare(text)).casefold()
    found: list[str] = []
    word = ""
    for at, character in enumerate(bare):
        inside = character in _INSIDE and word and _is_letter(bare[at + 1 : at + 2])
        if inside or _is_letter(character):
            word += character
        elif word:
            found.append(word)
            word = ""
    return tuple([*found, word] if word else found)


def says(text: str, phrase: str, writing: Writing) -> int:
    """How often a text has a word, or words in a row; `*` at either end stands for more letters.

    Where words are not parted by spaces, and for what is more than letters, any place in the text counts.
    """
    stem, parts, is_words = _phrase(phrase)
    folded = _folded(text)
    if stem.partition(" ")[0] not in folded:
        return 0
    if not writing.spaces or not is_words:
        return folded.count(stem)
    said = words(text)
    if len(parts) == 1:
        return sum([_fits(word, parts[0]) for word in said])
    starts = range(len(said) - len(parts) + 1)
    return sum(all(_fits(said[at + offset], part) for offset, part in enumerate(parts)) for at in starts)


@lru_cache(maxsize=4096)
def _phrase(phrase: str) -> tuple[str, tuple[str, ...], bool]:
    """Without stars, in its parts, and whether it is made of letters."""
    wanted = phrase.casefold()
    stem = wanted.replace("*", "")
    return stem, tuple(wanted.split()), all(_is_letter(each) or each in _INSIDE or each == " " for each in stem)


def _fits(word: str, part: str) -> bool:
    stem = part.strip("*")
    if part.startswith("*"):
        return stem in word if part.endswith("*") else word.endswith(stem)
    return word.startswith(stem) if part.endswith("*") else word == stem


def says_any(text: str, known: Sequence[str], writing: Writing) -> bool:
    """A text has one of these words."""
    return any(says(text, word, writing) for word in known)


def visible(text: str, instead: str = " ") -> str:
    """The text with something else in place of placeholders and addresses, for checks of how words are written."""
    return _ADDRESS.sub(instead, _PLACEHOLDER.sub(instead, text))


def unquoted(text: str) -> str:
    """The text without what stands in quotation marks: a name on a button is quoted as it is."""
    return _QUOTED.sub(" ", text)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return _bare(text).casefold()


def _bare(text: str) -> str:
    return _INVISIBLE.sub("", _PLACEHOLDER.sub(" ", text.replace("**", "")))


def in_digits(text: str) -> str:
    """Digits of every script as 0 to 9; Ethiopic numbers, which are no digits, by their value."""
    text = _ETHIOPIC.sub(lambda found: f" {_ethiopic(found.group())} ", text)
    return "".join(str(unicodedata.decimal(character, character)) for character in text)


def _ethiopic(signs: str) -> int:
    """Ones, tens, then hundreds and ten thousands that multiply what stands before them."""
    total = part = 0
    for sign in signs:
        value = int(unicodedata.numeric(sign))
        if value >= 100:
            total += max(part, 1) * value
            part = 0
        else:
            part += value
    return total + part


@cache
def _is_letter(character: str) -> bool:
    """A letter or a mark on one."""
    return bool(character) and unicodedata.category(character)[0] in "LM"
