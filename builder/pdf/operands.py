"""Numbers, strings and names as PDF writes them (ISO 32000-1, 7.3)."""

from __future__ import annotations

import re
from functools import lru_cache

_DELIMITERS = re.compile(rb"[()\\\r]")
# PDFDocEncoding agrees with Latin-1 on these (ISO 32000-1, D.3); everything else goes into UTF-16.
_SHARED_WITH_LATIN_1 = re.compile(r"[\x20-\x7e\xa1-\xac\xae-\xff]*")
_IRREGULAR = re.compile(r"[^!-~]|[#%()/<>\[\]{}]")


# Steps between letters and sizes of shapes come again and again.
@lru_cache(maxsize=8192)
def number(value: float, digits: int = 2) -> str:
    """A number with at most `digits` decimals and nothing that can be left out: `12`, `.5`, `-3.25`."""
    if value == (whole := round(value)):
        return str(whole)
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text.startswith("0."):
        return text[1:]
    if text.startswith("-0"):
        return "-" + text[2:] if len(text) > 2 else "0"
    return text


def numbers(*values: float, digits: int = 2) -> str:
    """Numbers with a space between them."""
    return " ".join([number(value, digits) for value in values])


def literal(data: bytes) -> bytes:
    """A string of bytes in parentheses. A bare carriage return would be read as a line feed (7.3.4.2)."""
    return b"(" + _DELIMITERS.sub(lambda hit: b"\\r" if hit[0] == b"\r" else b"\\" + hit[0], data) + b")"


def text_string(text: str) -> bytes:
    """A text string (7.9.2.2): PDFDocEncoding where that is plain Latin-1, otherwise UTF-16 with its mark."""
    if _SHARED_WITH_LATIN_1.fullmatch(text):
        return literal(text.encode("latin-1"))
    return literal(b"\xfe\xff" + text.encode("utf-16-be"))


def name(text: str) -> str:
    """A name with its slash; what is not a regular character is written as `#xx` (7.3.5)."""
    return "/" + _IRREGULAR.sub(lambda hit: "".join(f"#{byte:02X}" for byte in hit[0].encode()), text)
