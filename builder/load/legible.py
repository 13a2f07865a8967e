"""Whether what is written to be read can be read as it stands."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from builder.garbled import garbled
from builder.load.binding import Binding
from builder.load.nodes import Node

_UNSEEN: Final = re.compile(
    "[\u034f\u180e\u2061-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|(?<=[\u0000-\u024f])[\u200b-\u200f]|[\u200b-\u200f](?=[\u0000-\u024f])"
)
"""Characters that print nothing and do nothing. Joiners, and blanks without width, do something in scripts other than
Latin; marks of direction do beside them."""

_OPENS: Final = dict.fromkeys("\u2066\u2067\u2068", "\u2069") | dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c")
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BOLD: Final = "**"
_TO_FILL: Final = re.compile(r"\{[^{}]*\}?|\}")


def check_legible(value: str, node: Node, name: str, binding: Binding) -> bool:
    """Find what readers would stumble over in a text; False for what must not be printed."""
    # nine in ten texts have nothing but letters, digits and the marks of sentences
    sound = True
    for each in garbled(value):
        told = f"`{name}`: {each.message}"
        if each.code == "foreign-markup":
            # it looks wrong, and says what it says
            binding.findings.warn(each.code, told, node.span, each.hint)
            continue
        binding.error(each.code, told, node.span, each.hint)
        sound = False
    if value.isascii():
        return sound
    if found := _UNSEEN.search(value):
        told = f"{_named(found[0])} stands in `{name}`, where nobody can see it"
        binding.findings.warn("invisible-character", told, node.span, "delete it, or type the words beside it anew")
    if _TURNS.search(value) and (control := _unclosed(value)):
        told = f"{_named(control)} in `{name}` is opened or closed alone: it turns the words that follow"
        binding.error("unbalanced-control", told, node.span, "delete it; the builder sets direction by itself")
        sound = False
    return sound


def check_verbatim(value: str, node: Node, name: str, binding: Binding) -> bool:
    """As `check_legible`, of names, hours and numbers that are printed as they are: nothing in them is markup."""
    sound = check_legible(value, node, name, binding) if any(sign.isalnum() for sign in value) else True
    if _BOLD in value:
        told = f"`{name}`: `{_BOLD}` is printed as it stands"
        binding.findings.warn("foreign-markup", told, node.span, "nothing is bold here: delete it")
    if found := _TO_FILL.search(value):
        told = f"`{name}`: `{found[0][:40]}` is printed as it stands"
        binding.error("stand-in-text", told, node.span, "nothing is filled in here: write what it stands for")
        sound = False
    return sound


def _unclosed(value: str) -> str:
    """The first control of direction that has no other half; "" when each has."""
    opened: list[str] = []
    for sign in _TURNS.findall(value):
        if sign in _OPENS:
            opened.append(sign)
        elif not opened or _OPENS[opened.pop()] != sign:
            return str(sign)
    return opened[-1] if opened else ""


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'unnamed')}"
