"""Runs: stretches of one embedding level, one script and one face."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import uharfbuzz as hb

from builder.text.faces import FontFace

# ISO 15924 codes of writing systems of several scripts -> the script of their neutral characters
_WRITING_SYSTEMS: Final = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}

# Format characters that are drawn (Prepended_Concatenation_Mark)
_DRAWN_FORMATS: Final = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"

# Numbers of notes with what stands between them, and the dot between entries. Faces of many scripts hold some of the
# ten and not the others, or a dot as wide as an ideograph
_LATIN: Final = frozenset("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u202f\u00b7")


class Item(NamedTuple):
    """`text[start:end]` has one level, script (ISO 15924) and face."""

    start: int
    end: int
    level: int
    script: str
    face: FontFace


class Itemized(NamedTuple):
    """A text's items in logical order, and the characters that no face covers, each once, in order."""

    items: tuple[Item, ...]
    missing: tuple[str, ...]


def itemize(
    text: str, levels: Sequence[int], stacks: Sequence[tuple[FontFace, ...]], *, script: str, rtl: bool
) -> Itemized:
    """Cut the text of a paragraph into items; `rtl` is its direction.

    `stacks[i]` are the faces that may draw character i, first to last resort; `script` is that of a text that
    shows none itself. A word takes the first face that covers all of it, so that a phone number is of one face;
    where none does, each base with its marks takes the first that covers it. What runs left to right within a
    right-to-left paragraph tries the last face first, the Latin one: digits of Arabic faces suit the script, but
    a number must be read at a glance. So do numbers of notes, that all ten be of one face.
    """
    if not text:
        return Itemized((), ())
    if not rtl and (alike := _alike(text, levels, stacks, script)) is not None:
        return Itemized((alike,), ())
    scripts = _resolve_scripts(text, levels, _WRITING_SYSTEMS.get(script, script))
    missing: dict[str, None] = {}
    faces = _choose_faces(text, levels, scripts, stacks, rtl, missing)
    items: list[Item] = []
    start = 0
    for at in range(1, len(text) + 1):
        if (
            at == len(text)
            or faces[at] is not faces[start]
            or levels[at] != levels[start]
            or scripts[at] != scripts[start]
        ):
            items.append(Item(start, at, levels[start], scripts[start], faces[start]))
            start = at
    return Itemized(tuple(items), tuple(missing))


@cache
def script_of(char: str) -> str | None:
    """The character's script (ISO 15924); None for what belongs to several: digits, punctuation, most marks."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    script = buffer.script
    return None if script is None or script in ("Zyyy", "Zinh", "Zzzz") else str(script)


@cache
def stays_with_base(char: str) -> bool:
    """Whether the character is drawn with the one before it: marks, joiners, variation selectors, tags."""
    return unicodedata.category(char) in ("Mn", "Mc", "Me") or is_ignorable(char)


@cache
def is_ignorable(char: str) -> bool:
    """Whether the character shows nothing by itself and needs no glyph (Default_Ignorable_Code_Point)."""
    if unicodedata.category(char) == "Cf":
        return char not in _DRAWN_FORMATS
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or char in "\u034f\u17b4\u17b5"


def _alike(text: str, levels: Sequence[int], stacks: Sequence[tuple[FontFace, ...]], script: str) -> Item | None:
    """The one item of a text of one level and one script that its first face covers: of most texts."""
    chars = set(text)
    found = set(map(script_of, chars)) - {None}
    if len(found) > 1 or any(levels) or not _are_first(stacks, chars):
        return None
    return Item(0, len(text), 0, found.pop() or "" if found else _WRITING_SYSTEMS.get(script, script), stacks[0][0])


def _resolve_scripts(text: str, levels: Sequence[int], default: str) -> list[str]:
    """A script for every character: neutral ones follow what is before them, a closing bracket its opening one.

    Where the direction changes they follow what is after them, that "4 mg" be one item in Arabic.
    """
    own = [script_of(char) for char in text]
    first = next((script for script in own if script), default)
    current = first
    resolved: list[str] = []
    opened: list[str] = []
    for at, (char, script) in enumerate(zip(text, own, strict=True)):
        if script:
            current = script
        else:
            # UAX #24, 5.1 and 5.2: common and inherited characters, paired punctuation
            category = unicodedata.category(char)
            if at and levels[at] != levels[at - 1]:
                current = _next_script(own, levels, at) or current
            if category == "Ps":
                opened.append(current)
            elif category == "Pe" and opened:
                current = opened.pop()
        resolved.append(current)
    return resolved


def _next_script(own: Sequence[str | None], levels: Sequence[int], at: int) -> str | None:
    """The first script that is shown from there on at the same level."""
    level = levels[at]
    while at < len(own) and levels[at] == level and own[at] is None:
        at += 1
    return own[at] if at < len(own) and levels[at] == level else None


def _choose_faces(
    text: str,
    levels: Sequence[int],
    scripts: Sequence[str],
    stacks: Sequence[tuple[FontFace, ...]],
    rtl: bool,
    missing: dict[str, None],
) -> list[FontFace]:
    if not rtl and _are_first(stacks, set(text)):
        return [stacks[0][0]] * len(text)
    faces: list[FontFace] = []
    for start, end in _words(text, levels, scripts, stacks):
        stack = stacks[start]
        if text[start] == " ":
            faces.append(faces[-1] if faces and faces[-1] in stack and _covers(faces[-1], " ") else stack[0])
            continue
        if (rtl and not levels[start] & 1) or text[start] in _LATIN:
            stack = stack[::-1]
        chars = set(text[start:end])
        face = next((face for face in stack if _covers_all(face, chars)), None)
        if face:
            faces += [face] * (end - start)
            continue
        for base, after in _clusters(text, start, end):
            faces += [_choose_face(text[base:after], stack, missing)] * (after - base)
    return faces


def _choose_face(cluster: str, stack: tuple[FontFace, ...], missing: dict[str, None]) -> FontFace:
    """The first face that covers a base with its marks, or else the base; what it lacks is noted."""
    for part in (cluster, cluster[0]):
        for face in stack:
            if _covers(face, part):
                missing.update(dict.fromkeys(char for char in cluster if not _covers(face, char)))
                return face
    missing.update(dict.fromkeys(char for char in cluster if not any(_covers(face, char) for face in stack)))
    return stack[0]


def _words(
    text: str, levels: Sequence[int], scripts: Sequence[str], stacks: Sequence[tuple[FontFace, ...]]
) -> Iterator[tuple[int, int]]:
    """Stretches without a space, of one level, script and weight, notes apart; each space by itself."""
    start = 0
    for at in range(1, len(text) + 1):
        if (
            at == len(text)
            or text[at] == " "
            or text[start] == " "
            or levels[at] != levels[start]
            or stacks[at] is not stacks[start]
            or (text[at] in _LATIN) != (text[start] in _LATIN)
            or (scripts[at] != scripts[start] and not stays_with_base(text[at]))
        ):
            yield start, at
            start = at


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Each base with what stays with it."""
    base = start
    for at in range(start + 1, end + 1):
        if at == end or not stays_with_base(text[at]):
            yield base, at
            base = at


def _are_first(stacks: Sequence[tuple[FontFace, ...]], chars: set[str]) -> bool:
    """Whether all these characters of a text are of its first face."""
    first = stacks[0]
    if stacks.count(first) != len(stacks) or not _covers_all(first[0], chars):
        return False
    return len(first) == 1 or _LATIN.isdisjoint(chars)


def _covers_all(face: FontFace, chars: set[str]) -> bool:
    """Whether the face covers these characters; those that it does are remembered with it."""
    lacking = chars - face.covered
    if lacking and _covers(face, "".join(lacking)):
        face.covered |= lacking
        return True
    return not lacking


def _covers(face: FontFace, text: str) -> bool:
    return all(face.glyph(char) is not None or is_ignorable(char) or _covers_in_parts(face, char) for char in text)


def _covers_in_parts(face: FontFace, char: str) -> bool:
    """Whether the shaper will put other characters for one that has no glyph: its parts, a space, a hyphen."""
    if unicodedata.category(char) == "Zs":
        return face.glyph(" ") is not None
    if char == "\u2011":
        return face.glyph("\u2010") is not None
    parts = unicodedata.decomposition(char)
    return bool(parts) and parts[0] != "<" and all(_covers(face, chr(int(part, 16))) for part in parts.split())
