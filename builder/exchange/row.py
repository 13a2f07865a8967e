"""A message as it travels, and what of it comes back."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from builder.model.source import State

STATES = {
    State.SOURCE: "translated",
    State.TRANSLATED: "translated",
    State.DRAFT: "draft",
    State.STALE: "stale",
    State.MISSING: "missing",
}
"""How files name states. Someone who sets `translated` vouches for the text; it is no sign-off."""


class Row(NamedTuple):
    """A message with all that a translator is told about it. `part` is `leaflets/overdose`, `common` or `regions/us`.

    `key` tells whether the source in a file is still the one that was handed out; `room` is in characters, 0: unknown.
    `previous` is the source that a stale translation was made from; `where` the panels that it stands in.
    """

    part: str
    context: str
    key: str
    source: str
    target: str
    state: str
    room: int
    lines: int
    safety: bool
    where: str
    notes: tuple[str, ...]
    previous: str = ""


class Picture(NamedTuple):
    """A PNG of a panel and its size in pixels."""

    png: bytes
    width: int
    height: int


class Received(NamedTuple):
    """What a file says of a message. None: the file does not say. `line` counts from 1: of a table the row
    as its program shows it, of XML the line of the translation."""

    part: str | None
    context: str | None
    key: str | None
    source: str | None
    target: str | None
    state: str | None
    line: int


def key_of(source: str) -> str:
    """Eight hexadecimal digits that change with the source text."""
    return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def title(source: str, lang: str) -> str:
    """The first line of what a table tells a translator; on its way back the file is known by it."""
    return f"Translation from {source} into {lang}"


INSTRUCTIONS = (
    "Write your translation in the column `translation`. Leave every other column as it is; you may sort, hide or move "
    "them.",
    "Keep words in braces, such as {emergency}: a number or a name is put in their place. Keep ** around what is bold.",
    "Every number, dose, time and address must stay the same. Digits may be those of your language.",
    "`room` is about how many characters fit on paper. Longer texts can make a sheet overflow; you will be told.",
    "Rows with `yes` under `safety` must be right: a wrong or missing translation could kill.",
    "`state`: a `draft` prints with a notice that nobody has checked it. Write `translated` when you vouch for a text. "
    "`stale`: the source has changed since; look at it again and write `translated` or correct it.",
    "Nothing is lost: what you leave empty keeps the translation that there is.",
)
"""What every file tells a translator."""
