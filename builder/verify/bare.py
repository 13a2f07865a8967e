"""A file as it would look without its text: what is behind the letters can then be seen as it is.

The bytes stay as they are; an incremental update (ISO 32000-1, 7.5.6) puts other content streams in place of the old.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from builder.verify.objects import Objects
from builder.verify.operators import STRING

# A text object from BT to ET; an ET inside a string is none. It begins with letters, which are soon found. Where it has
# no end, or a string that is not one to us, it takes all there is, so that no file makes it try again from every BT
_TEXT: Final = re.compile(
    rb"BT(?<![^\s]BT)\b[^()E]*+(?:(?:%b|(?P<odd>\(.*)|\)|E(?!T\b))[^()E]*+){0,100000}(?P<end>ET\b)?" % STRING, re.DOTALL
)

_START: Final = re.compile(rb"startxref\s+(\d+)")


def without_text(data: bytes, objects: Objects, contents: Mapping[str, bytes]) -> bytes:
    """The file with these content streams, by reference, but without their text objects."""
    starts = _START.findall(data)
    size = objects.trailer.get("/Size")
    if not starts or not isinstance(size, int):
        return data
    made, places = bytearray(data + b"\n"), dict[int, int]()
    for reference, content in contents.items():
        number = int(reference.split()[0])
        places[number] = len(made)
        stream = without_text_objects(content)
        made += b"%d 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, len(stream), stream)
    start = places[size] = len(made)
    # 7.5.8: a cross-reference stream, one row for each object that is new
    index = " ".join([f"{number} 1" for number in places])
    rows = b"".join([b"\1" + at.to_bytes(4, "big") + b"\0" for at in places.values()])
    made += (
        f"{size} 0 obj\n<</Type/XRef/Size {size + 1}/W[1 4 1]/Index[{index}]/Root {objects.trailer['/Root']}"
        f"/Prev {int(starts[-1])}/Length {len(rows)}>>\nstream\n"
    ).encode() + rows
    made += b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(made)


def without_text_objects(content: bytes) -> bytes:
    """Content without its text objects (ISO 32000-1, 9.4), as far as they are understood."""
    return _TEXT.sub(_left, content)


def _left(text: re.Match[bytes]) -> bytes:
    """What is left of a text object: all of it where it is not understood."""
    return b"" if text["end"] and text["odd"] is None else text[0]
