"""Binders of single values: texts, numbers with units, colours, ids, dates, choices."""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from builder.diagnostics import did_you_mean
from builder.load.address import faults_of
from builder.load.binding import BAD, Bind, Binding
from builder.load.legible import check_legible, check_verbatim
from builder.load.nodes import Node, Scalar
from builder.load.nodes import Sequence as SequenceNode
from builder.load.paths import is_device
from builder.model.leaflet import Claims
from builder.model.source import Colour, Id, Length, Span, Text

POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
"""Points in one unit (1 in = 25.4 mm = 72 pt)."""

LONGEST = 10_000.0
"""Points of the longest length that means anything here: 3.5 m."""

LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+) ?(pt|mm|cm|in)")
ID = re.compile(r"[a-z][a-z0-9-]{0,63}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
CLAIM = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,31}")
_NUMBER = re.compile(r"-?(?:[0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9})")
_ROUNDED = 1e-6  # of a point: an inch is not a whole number of millimetres
_LOST = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")
_BOLD = re.compile(r"\*\*(?=\S).+?(?<=\S)\*\*")
_BLANKS = re.compile(r"[ \t\r\n]+")


class Placed(str):
    """A name that remembers where it was written, for findings about what it refers to; otherwise a plain string."""

    span: Span

    def __new__(cls, value: str, span: Span) -> Placed:
        made = super().__new__(cls, value)
        made.span = span
        return made

    def __reduce__(self) -> tuple[type[Placed], tuple[str, Span]]:
        return (Placed, (str(self), self.span))


def one_line(value: str) -> str:
    """Lines folded, blanks single, none at either end; a no-break space stays."""
    # most values are a word; in ASCII nothing but these blanks gets through `read`, and splitting is the fastest
    return " ".join(value.split()) if value.isascii() else _BLANKS.sub(" ", value).strip(" ")


def bind_text(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A text that readers see, with its place and message id."""
    if not isinstance(node, Scalar) or node.empty:
        return binding.wrong(node, name, "a text")
    value, span = one_line(node.value), node.span
    if not value:
        binding.error("empty-value", f"`{name}` is empty; it needs a text", span)
        return BAD
    if "**" in value and (told := _bold(value)):
        binding.error("unbalanced-bold", told, span, "write **word**, or no stars")
        return BAD
    if not check_legible(value, node, name, binding):
        return BAD
    if node.plain and (lost := _LOST.match(node.source.text, node.end.index)):
        told = f"`{lost.group(1)[:40]}` after this text is a comment to YAML and is not printed"
        binding.error("comment-in-text", told, span, "put the whole text in quotes, or write a blank after the #")
    message = f"{owner}.{name}" if owner else name
    binding.unique("message", message, span, "the message id")
    return Text(value, span, message, safety=safety)


def _bold(value: str) -> str:
    """What is wrong with the stars of a text; "" when each `**` has its other half."""
    if value.count("**") % 2:
        return "`**` opens bold and is not closed"
    if "****" in value:
        return "`****` is bold with nothing in it"
    return "`** word **` is not bold: no blank stands inside the stars" if "**" in _BOLD.sub("", value) else ""


def bind_str(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A text that is not translated."""
    if not isinstance(node, Scalar) or node.empty:
        return binding.wrong(node, name, "a text")
    return one_line(node.value)


def bind_verbatim(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A name or a number that is printed as it is."""
    value = bind_str(node, binding, owner, name, safety)
    return value if value is BAD or check_verbatim(value, node, name, binding) else BAD


def bind_filled_str(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A text that is not translated and cannot be empty."""
    value = bind_str(node, binding, owner, name, safety)
    if value == "":
        binding.error("empty-value", f"`{name}` is empty; it needs a text", node.span)
        return BAD
    return value


def bind_filled_verbatim(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """The same, which cannot be empty."""
    value = bind_filled_str(node, binding, owner, name, safety)
    return BAD if value is BAD else bind_verbatim(node, binding, owner, name, safety)


def bind_like(like: str, wanted: str) -> Bind:
    """A word of this form; `wanted` says which."""

    def bind(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
        value = bind_filled_str(node, binding, owner, name, safety)
        if value is not BAD and not re.fullmatch(like, value):
            binding.error("bad-id", f"`{name}: {short(node)}` is not a {wanted}", node.span)
            return BAD
        return value

    return bind


def bind_date(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A day as YYYY-MM-DD, or an empty text."""
    value = bind_str(node, binding, owner, name, safety)
    if value is BAD or value == "":
        return value
    try:
        if len(value) != 10 or not value.isascii():
            raise ValueError
        datetime.date.fromisoformat(value)
    except ValueError:
        hint = "year, month, day with hyphens: 2026-03-09"
        binding.error("bad-date", f"`{name}: {short(node)}` is not a day as YYYY-MM-DD", node.span, hint)
        return BAD
    return value


def bind_address(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """An https address without query or fragment, or an empty text."""
    value = bind_str(node, binding, owner, name, safety)
    if value is BAD or value == "":
        return value
    faults = list(faults_of(value))
    if faults:
        # a code must open exactly what is meant, so what `www.clinic.org` lacks is not put there unasked
        bare = len(faults) == 1 and "://" not in value and "." in value and value.isascii()
        hints = [f"write https://{value}, once you have seen that it opens"] if bare else []
        binding.error("bad-address", f"`{name}: {short(node)}` {' and '.join(faults)}", node.span, *hints)
        return BAD
    return value


def bind_id(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A name: lower-case letters, digits, hyphens."""
    if not isinstance(node, Scalar) or node.empty:
        return binding.wrong(node, name, "a name")
    if not ID.fullmatch(node.value):
        plain = unicodedata.normalize("NFKD", node.value[:80].lower())
        guess = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-")
        # numbers are what many lists have
        guess = f"no-{guess}" if guess[:1].isdecimal() else guess
        hints = (f"did you mean {guess}?",) if ID.fullmatch(guess) else ()
        told = f"`{name}: {short(node)}` is not a name: a lower-case letter, then such letters, digits and hyphens"
        binding.error("bad-id", told, node.span, *hints)
        return BAD
    if is_device(node.value):
        binding.error("bad-id", f"`{name}: {node.value}` is a name that Windows keeps for a device", node.span)
        return BAD
    return Id(Placed(node.value, node.span))


def bind_bool(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """`true` or `false`; YAML 1.1's other words for them are not taken."""
    if isinstance(node, Scalar) and node.plain and node.value in ("true", "false"):
        return node.value == "true"
    meant = {"yes": "true", "on": "true", "y": "true", "1": "true"} | dict.fromkeys(("no", "off", "n", "0"), "false")
    word = node.value.lower() if isinstance(node, Scalar) else ""
    guess = word if word in ("true", "false") else meant.get(word)
    return binding.wrong(node, name, "true or false", *((f"did you mean {guess}?",) if guess else ()))


def bind_float(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A number with a decimal point."""
    if isinstance(node, Scalar) and _NUMBER.fullmatch(node.value):
        return float(node.value)
    hints = ("the decimal sign is a point",) if isinstance(node, Scalar) and "," in node.value else ()
    return binding.wrong(node, name, "a number", *hints)


def bind_int(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A whole number."""
    if isinstance(node, Scalar) and re.fullmatch(r"-?[0-9]{1,9}", node.value):
        return int(node.value)
    return binding.wrong(node, name, "a whole number")


def bind_length(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A length in points, written with its unit; 0 needs none."""
    if not isinstance(node, Scalar) or node.empty:
        return binding.wrong(node, name, "a length such as 12pt")
    value = node.value.strip()
    if found := LENGTH.fullmatch(value):
        points = float(found.group(1)) * POINTS[found.group(2)]
        if points <= LONGEST:
            return Length(points)
        binding.error("bad-length", f"`{name}: {short(node)}` is longer than anything printed here", node.span)
        return BAD
    if value in ("0", "0.0"):
        return Length(0.0)
    if _NUMBER.fullmatch(value) and not value.startswith("-"):
        hint = f"did you mean {value}pt?"
        binding.error("bare-length", f'"{name}: {short(node)}" has no unit', node.span, hint)
        return BAD
    told = f"`{name}: {short(node)}` is not a length"
    binding.error("bad-length", told, node.span, "a number and a unit: 12pt, 8mm, 1.2cm, 3.5in")
    return BAD


def bind_within(bind: Bind, least: float | str | None, most: float | str | None) -> Bind:
    """A number or a length that is neither below `least` nor above `most`."""
    low = -math.inf if least is None else _points(least)
    high = math.inf if most is None else _points(most)
    if most is None:
        told = f"{least} is the least"
    else:
        told = f"{most} is the most" if least is None else f"from {least} to {most}"

    def bind_bounded(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
        value = bind(node, binding, owner, name, safety)
        if value is not BAD and not low - _ROUNDED <= value <= high + _ROUNDED:
            way = "small" if value < low else "large"
            binding.error("out-of-range", f"`{name}: {short(node)}` is too {way}", node.span, told)
        return value

    return bind_bounded


def _points(bound: float | str) -> float:
    found = LENGTH.fullmatch(bound) if isinstance(bound, str) else None
    return float(found.group(1)) * POINTS[found.group(2)] if found else float(bound)


def bind_colour(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A colour as '#rrggbb'."""
    if not isinstance(node, Scalar) or node.empty:
        return binding.wrong(node, name, "a colour such as '#0a4f5c'")
    if COLOUR.fullmatch(node.value):
        return Colour(node.value.lower())
    digits = node.value.lstrip("#").lower()
    guess = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    hints = (f"did you mean '#{guess}'?",) if COLOUR.fullmatch(f"#{guess}") else ()
    binding.error("bad-colour", f"`{name}: {short(node)}` is not a colour as '#rrggbb'", node.span, *hints)
    return BAD


def bind_choice(words: Sequence[str]) -> Bind:
    """One of these words."""
    listed = ", ".join(words)

    def bind(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
        if not isinstance(node, Scalar) or (node.empty and "" not in words):
            return binding.wrong(node, name, f"one of: {listed}")
        if node.value in words:
            return node.value
        told = f"`{name}: {short(node)}` is not one of: {listed}"
        binding.error("unknown-choice", told, node.span, *did_you_mean(node.value, words, listing=False))
        return BAD

    return bind


def bind_claims(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A list of claim ids, or `none`."""
    if isinstance(node, Scalar) and node.value == "none":
        return Claims(none=True, span=node.span)
    if not isinstance(node, SequenceNode) or not node.items:
        hints = (f"write [{node.value}]",) if isinstance(node, Scalar) and CLAIM.fullmatch(node.value) else ()
        binding.wrong(node, name, "a list of claims such as [A2, B10], or none", *hints)
        return Claims(span=node.span)  # said once: it does not count as a statement without claims besides
    ids = []
    for item in node.items:
        if isinstance(item, Scalar) and CLAIM.fullmatch(item.value):
            ids.append(Id(Placed(item.value, item.span)))
        else:
            binding.wrong(item, name, "ids of claims such as A2")
    return Claims(ids=tuple(ids), span=node.span)


def short(node: Node) -> str:
    """A scalar's value, short enough for a message."""
    flat = one_line(node.value) if isinstance(node, Scalar) else ""
    return flat if len(flat) <= 40 else flat[:39] + "…"
