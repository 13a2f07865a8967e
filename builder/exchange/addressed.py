"""Whose language a file that comes back is in: what it says of itself, and the letters that it is written in."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from builder.checks.messages import Pair
from builder.checks.messages.letters import wrong_script
from builder.exchange.gather import name_of
from builder.exchange.take import Change, Place
from builder.model.language import Language
from builder.model.source import Span, State
from builder.translate.entry import Entry
from builder.translate.parts import language_of

_SAID = re.compile(rb"(?:target-language|trgLang)\s*=\s*[\"']([A-Za-z0-9-]{2,35})[\"']")
_HEADED = re.compile(rb"Translation from [A-Za-z0-9-]{2,35} into ([A-Za-z0-9-]{2,35})\b")
_TEXTS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml")
"""Where a workbook has its texts: as we write it beside their cells, as a spreadsheet saves it all in one place."""

_MOST_BYTES = 60_000_000

_FEW = 5
"""With fewer changes than this, names alone may outweigh the text."""


def other_language(data: bytes, name: str, lang: str, languages: Mapping[str, Language]) -> Language | None:
    """The language that the file says it is in, when the library knows it and it is not `lang`.

    Tags are compared by their first part alone: programs write `zh-CN` for `zh-Hans`, and what they make of a tag that
    is not known here says nothing.
    """
    table = PurePath(name).suffix.lower() in (".csv", ".tsv", ".txt", ".xlsx")
    found = (_HEADED if table else _SAID).search(_readable(data))
    said = found[1].decode() if found else lang
    if said.partition("-")[0].lower() == lang.partition("-")[0].lower():
        return None
    return language_of(said, languages)


def hardly_in_script(changes: Sequence[Change], places: Sequence[Place]) -> bool:
    """Of several new texts most are hardly written in the letters of the language."""
    by_name = {name_of(place.part): place for place in places}
    new = [each for each in changes if each.before != each.after]
    strange = 0
    for each in new:
        place = by_name[each.part]
        message = place.messages[each.context]
        span = Span("", 1, 1, 1, 1)
        entry = Entry(message.context, message.text.value, each.after, True, None, "", span, ())
        strange += any(wrong_script(Pair(message, entry, State.DRAFT, place.rules)))
    return len(new) >= _FEW and strange * 2 > len(new)


def _readable(data: bytes) -> bytes:
    """The bytes in which ASCII can be found: of a workbook those of its texts, of UTF-16 every other one."""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                parts = [each for each in packed.infolist() if _TEXTS.fullmatch(each.filename)]
                small = sum(each.file_size for each in parts) <= _MOST_BYTES
                return b"\n".join([packed.read(each) for each in parts]) if small else b""
        # what is wrong with the workbook is told when its rows are read
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, RuntimeError, ValueError):
            return b""
    return data.replace(b"\0", b"")
