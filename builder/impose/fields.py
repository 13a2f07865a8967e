"""What people filled into a form is printed as it is drawn in the file; what is drawn nowhere is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.impose.reach import pages_of
from builder.verify.objects import Objects, Value, name_of, number_of, text_of

_WRITTEN: Final = ("Tx", "Ch")
"""ISO 32000-1, 12.7.4.3 and 12.7.4.4: fields that hold a text, or what was chosen."""

_PRINT: Final = 4
_HIDDEN: Final = 2
"""12.5.3: marks of annotations."""

_NEXT: Final = 32
"""Fields above a field that are asked."""


def undrawn(objects: Objects) -> Iterator[tuple[int, str]]:
    """Fields that are printed and hold a text that is drawn nowhere: the page, from 1, and what is in the field.

    12.7.3.3: programs that only fill forms in leave it to others to draw what they filled in.
    """
    shows_text = re.compile(rb"T[jJ]\b|Do\b|[)>]\s*['\"]")
    for number, page in enumerate(pages_of(objects), 1):
        for each in objects.array(objects.dictionary(page).get("/Annots")):
            field = objects.dictionary(each)
            marks = int(number_of(objects.get(field.get("/F"))))
            if name_of(objects.get(field.get("/Subtype"))) != "Widget" or not marks & _PRINT or marks & _HIDDEN:
                continue
            if name_of(_held(objects, field, "/FT")) not in _WRITTEN:
                continue
            text = text_of(_held(objects, field, "/V")).strip()
            drawn = objects.dictionary(field.get("/AP")).get("/N")
            if text and not shows_text.search(objects.data(drawn)):
                yield number, text


def _held(objects: Objects, field: dict[str, Value], key: str) -> Value:
    """What the field says, or one of those above it."""
    for _ in range(_NEXT):
        if key in field:
            return objects.get(field[key])
        field = objects.dictionary(field.get("/Parent"))
    return None
