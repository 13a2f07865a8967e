"""Catalogues in the form that gettext's tools and Poedit write, read in one go.

Of these polib is a careful reader, line by line; a sheet in another language reads three. What is written in any other
way, or has a fault, is not read here, and polib and `builder.translate.stretches` say what it means.
"""

from __future__ import annotations

import re
from typing import Final

from builder.model.source import Span
from builder.translate.entry import Entry

_STRING: Final = r'"[^"\\\n]*(?:\\["\\nt][^"\\\n]*)*"'
_STRINGS: Final = rf"{_STRING}(?:\n{_STRING})*"
_ENTRY: Final = rf"""(?P<notes>(?:\#(?:[.:,]\ \S[^\n]*|\ [^\n]*|)\n)*)
        (?:\#\|\ msgid\ (?P<previous>{_STRING}(?:\n\#\|\ {_STRING})*)\n)?
        (?:msgctxt\ (?P<context>{_STRINGS})\n)?
        msgid\ (?P<source>{_STRINGS})\n
        (?P<target>msgstr\ (?P<said>{_STRINGS}))"""
_ESCAPE: Final = re.compile(r"\\(.)")
_MEANT: Final = {"n": "\n", "t": "\t"}


def regular(text: str, file: str) -> list[Entry] | None:
    """The entries of a file, the header first; None for what is written otherwise, also with one context twice."""
    # a carriage return is not always a line's end
    if "\r" in text or not text.endswith('"\n'):
        return None
    # compiled when a sheet is in another language
    entry = re.compile(_ENTRY, re.VERBOSE)
    entries: list[Entry] = []
    line = 1
    for written in text[:-1].split("\n\n"):
        found = entry.fullmatch(written)
        if found is None:
            return None
        entries.append(_entry(found, file, line))
        line += written.count("\n") + 2
    header, *others = entries
    contexts = {each.context for each in others}
    if header.context or header.msgid or "" in contexts or len(contexts) < len(others):
        return None
    return entries if all(each.msgid for each in others) else None


def regular_headers(said: str) -> dict[str, str]:
    """The fields of a header; a line without a colon goes on with the one before it."""
    headers: dict[str, str] = {}
    key: str | None = None
    for line in said.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            key = name
            headers[key] = value.strip()
        elif key is not None:
            headers[key] += "\n" + line.strip()
    return headers


def _entry(found: re.Match[str], file: str, line: int) -> Entry:
    notes, previous, context, source, target, said = found.groups()
    fuzzy, comment = _noted(notes)
    first = line + found.string.count("\n", 0, found.start("target"))
    lines = tuple([f"{each}\n" for each in target.split("\n")])
    return Entry(
        context=_meant(context) if context is not None else "",
        msgid=_meant(source),
        msgstr=_meant(said),
        fuzzy=fuzzy,
        previous=_meant(previous.replace("\n#| ", "\n")) if previous is not None and fuzzy else None,
        comment=comment,
        span=Span(file, first, 1, first + len(lines) - 1, len(lines[-1])),
        lines=lines,
    )


def _noted(notes: str) -> tuple[bool, str]:
    """Whether the entry is flagged as a draft, and what translators have noted."""
    flags: list[str] = []
    comment = ""
    for note in notes.split("\n"):
        if note.startswith("#,"):
            flags += [flag.strip() for flag in note[3:].split(",")]
        elif note and note[1:2] not in (".", ":"):
            comment += ("\n" if comment else "") + note.strip().lstrip("#").removeprefix(" ")
    return "fuzzy" in flags, comment


def _meant(written: str) -> str:
    """What strings in quotes say together."""
    value = written[1:-1] if "\n" not in written else "".join([each[1:-1] for each in written.split("\n")])
    return _ESCAPE.sub(lambda escape: _MEANT.get(escape[1], escape[1]), value) if "\\" in value else value
