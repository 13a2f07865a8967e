"""Sentences and words of a text in any script that parts words by blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.flat import Flat, flatten
from builder.model.dataclass import dataclass

# UAX #29, 5.1 in short: what ends a sentence in the scripts that leaflets are written in
_END = re.compile(
    r"[.!?\u2026\u061f\u06d4\u0964\u0965\u1362\u1367\u203c\u2047-\u2049\u3002\uff01\uff0e\uff1f]+[\"')\]]*(?=\s|$)"
)
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+(?:['\u2019.-](?:[^\W\d_])+)*|\d+(?:[.,:/\u2013-]\d+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`value[start:end]`, and its words; numbers are words too."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]


def sentences(value: str, abbreviations: Sequence[str] = ()) -> tuple[Sentence, ...]:
    """The sentences of a text, markup passed over. A text without an end is a sentence, as list entries are."""
    flat = flatten(value)
    return tuple(_cut(flat, frozenset(one.lower() for one in abbreviations)))


def words(text: str) -> tuple[str, ...]:
    """The words and numbers in a text."""
    return tuple(found.group() for found in _WORD.finditer(text))


def _cut(flat: Flat, abbreviations: frozenset[str]) -> Iterator[Sentence]:
    start = 0
    for end in _ends(flat.text, abbreviations):
        stretch = flat.text[start:end]
        first = start + len(stretch) - len(stretch.lstrip())
        last = start + len(stretch.rstrip())
        if first < last and (told := words(flat.text[first:last])):
            yield Sentence(*flat.original(first, last), flat.text[first:last], told)
        start = end


def _ends(text: str, abbreviations: frozenset[str]) -> Iterator[int]:
    for found in _END.finditer(text):
        before = text[: found.end()].split()[-1:]
        rest = text[found.end() :].lstrip()
        if before and before[0].lower() in abbreviations:
            continue
        # "2.5 ml" and "e.g. this" go on in a small letter; scripts without capitals are unicameral
        if found.group() == "." and rest[:1].islower():
            continue
        yield found.end()
    yield len(text)
