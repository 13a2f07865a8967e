"""What nobody means to print: markup of other programs, letters that an encoding broke, words that wait for others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple


class Garbled(NamedTuple):
    """What is wrong with a text: its code, what to say of it, the piece that is meant, and what to do."""

    code: str
    message: str
    piece: str
    hint: str


_MARKUP: Final = (
    (r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>", "is a tag, which is printed as it stands", "write **word** for bold"),
    (r"&(?:[A-Za-z]{2,8}|#[0-9]{2,7}|#x[0-9A-Fa-f]{2,6});", "is written for web pages", "write the sign itself"),
    (r"\]\((?:https?:|www\.|/)[^)]*\)?", "is a link of Markdown", "write the address alone"),
    (r"\\.?", "is a backslash, which is printed as it stands", "delete it"),
    (r"\*{3,}", "is more than bold", "write **word** for bold"),
    (r"__(?=[^\s_])[^_]+__|`[^`]+`", "is markup that is printed as it stands", "write **word** for bold"),
    (r"(?<![\w*])\*(?=[^\s*])[^*]*(?<=[^\s*])\*(?![\w*])", "is bold with one star", "write **word**, with two"),
)
_SIGNS_OF_MARKUP: Final = frozenset("<&]\\*_`")

_TO_FILL: Final = r"%(?:\(\w+\))?[sd](?!\w)|\$(?=\{)"
"""Nothing fills it, and the number that was meant is not there."""

# Bytes 0x80 to 0xbf as Windows-1252 shows them; quotation marks that close may follow a capital letter.
_UPPER: Final = "".join(
    sorted({bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0)} - set("’”“»"))
)
_H: Final = f"[{re.escape(_UPPER)}’”“»]"
_MISREAD: Final = (
    rf"(?:[\u00c2-\u00df]{_H}|[\u00e0-\u00ef]{_H}{{2}}|[\u00f0-\u00f4]{_H}{{3}}){{2,}}"
    rf"|[\u00c2\u00c3][{re.escape(_UPPER)}]|\u00e2\u20ac.|\u00e2\u201e\u00a2"
)
_SIGNS_OF_MISREADING: Final = frozenset(map(chr, range(0xC2, 0xF5)))
# A small part of that, for it takes a tenth of the time to compile
_LIKE_MISREAD: Final = "[\u00c2-\u00f4][^\\x00-\\x7f\u00c0-\u00ff]"
_OF_SPREADSHEETS: Final = r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)|^=.*\(.*\)$"
_SHAPES: Final = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufe70-\ufefc]+")
"""Letters as they are drawn at one place of a word, which come from copying out of a PDF."""

_ALONE: Final = re.compile(r"(?:^|(?<=[ \t\n(\[{\"“«/]))[\u0300-\u036f\u0900-\u0dff\u0e30-\u0e4e\u1000-\u109f]")
_HEAP: Final = re.compile("[\u0300-\u036f]{5,}")
_IN_NUMBER: Final = re.compile(
    r"(?<![^\W_])[0-9]+(?:[OoIl\u041e\u043e\u039f\u03bf\u0406\u0456]+[0-9][0-9OoIl]*|[O\u041e\u043e\u039f\u03bf]+)(?![^\W_])"
)
_WAITING: Final = (
    r"\b(?:FIXME|TBD|X{4,})\b|\bTODO(?=:)|^TODO$|(?i:\blorem ipsum\b)|\?{3,}"
    r"|(?i:[\[<](?:insert|enter|your|add)\b[^\]>]*[\]>])"
)
_SOUND: Final = re.compile(r"[^\W_]")
_PLAIN: Final = re.compile(r"[A-Za-z0-9 .,;:!?'’“”()\-–—…{}/]*")


@lru_cache(maxsize=8192)  # a text of a leaflet is read for each of its languages
def garbled(value: str) -> tuple[Garbled, ...]:
    """The first fault of each kind in a text that readers see."""
    return tuple(_faults(value))


def _faults(value: str) -> Iterator[Garbled]:
    if not _SOUND.search(value):
        if value.strip():
            yield Garbled("stand-in-text", f"“{value[:40]}” says nothing", value, "write what readers are to read")
        return
    # one search for words takes as long as all the rest
    if _may_wait(value) and (waiting := re.search(_WAITING, value)):
        told = f"“{waiting[0][:40]}” waits for words that nobody has put in"
        yield Garbled("stand-in-text", told, waiting[0], "write what readers are to read")
    if found := _IN_NUMBER.search(value):
        told = f"“{found[0]}” is a number with letters in it that look like digits"
        yield Garbled("garbled-text", told, found[0], "type the number anew, in digits")
    if _PLAIN.fullmatch(value):
        return
    if ("%" in value or "$" in value) and (found := re.search(_TO_FILL, value)):
        told, hint = f"`{found[0]}` is a placeholder of programs", "placeholders are written {emergency}"
        yield Garbled("stand-in-text", told, found[0], hint)
    for pattern, told, hint in _MARKUP if not _SIGNS_OF_MARKUP.isdisjoint(value) else ():
        if found := re.search(pattern, value):
            yield Garbled("foreign-markup", f"`{found[0][:40]}` {told}", found[0], hint)
            break
    yield from _broken(value)


def _broken(value: str) -> Iterator[Garbled]:
    # most texts need none of these patterns, which take longer to compile than a text to read
    if ("#" in value or value[:1] == "=") and (found := re.search(_OF_SPREADSHEETS, value)):
        told = f"`{found[0][:40]}` is what a spreadsheet computes, or could not"
        yield Garbled("garbled-text", told, found[0], "write the text itself into the cell")
    if "\ufffd" in value:
        told = "U+FFFD stands where an encoding has lost a letter"
        yield Garbled("garbled-text", told, "\ufffd", "type the word anew")
    elif _may_be_misread(value) and (found := re.search(_MISREAD, value)):
        meant = _meant(found[0])
        told = f"“{found[0][:40]}” is text in UTF-8 that was read in another encoding"
        yield Garbled("garbled-text", told, found[0], f"did you mean “{meant}”?" if meant else "type the word anew")
    if found := _SHAPES.search(value):
        told = f"“{found[0][:40]}” is of shapes of letters, as a PDF has them"
        yield Garbled("garbled-text", told, found[0], f"write {unicodedata.normalize('NFKC', found[0][:40])}")
    for alone in _ALONE.finditer(value):
        if unicodedata.category(alone[0])[0] == "M":
            name = f"U+{ord(alone[0]):04X} {unicodedata.name(alone[0], 'unnamed')}"
            yield Garbled("garbled-text", f"{name} stands on no letter", alone[0], "type the word anew")
            break
    if found := _HEAP.search(value):
        told = f"{len(found[0])} marks stand on one letter"
        yield Garbled("garbled-text", told, found[0], "type the word anew")


def _may_wait(value: str) -> bool:
    marked = "[" in value or "<" in value or "???" in value or "XXXX" in value
    return marked or "TODO" in value or "FIXME" in value or "TBD" in value or "orem" in value or "OREM" in value


def _may_be_misread(value: str) -> bool:
    return not _SIGNS_OF_MISREADING.isdisjoint(value) and re.search(_LIKE_MISREAD, value) is not None


def _meant(piece: str) -> str:
    """What the letters were before they were read in the wrong encoding; "" when that cannot be told."""
    try:
        data = b"".join(sign.encode("latin-1") if ord(sign) < 256 else sign.encode("cp1252") for sign in piece)
        return data.decode("utf-8")
    except UnicodeError:
        return ""
