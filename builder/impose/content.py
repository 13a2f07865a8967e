"""What is drawn on a page, unpacked within bounds: a few KB can unpack to more than the memory holds."""

from __future__ import annotations

import binascii
import zlib
from base64 import a85decode
from typing import Final

from builder.verify.objects import Objects, Unreadable, Value

_MOST: Final = 60_000_000
_MOST_PACKED: Final = 100_000
"""Of streams packed in ways that only qpdf unpacks, which cannot be stopped: to three thousand times that at most."""


def content_of(objects: Objects, page: str) -> bytes:
    """A page's content; its streams count as one (7.8.2). Raises Unreadable rather than leave a part of it out."""
    contents = objects.dictionary(page).get("/Contents")
    streams = objects.array(contents) if isinstance(objects.get(contents), list) else [contents]
    return b"\n".join([_unpacked(objects, stream) for stream in streams if stream is not None])


def _unpacked(objects: Objects, stream: Value) -> bytes:
    if not isinstance(stream, str) or not isinstance(objects.get(stream), dict):
        return b""
    found = objects.object(stream)
    data = bytes(found.read_raw_bytes())
    if not data:
        return b""
    entries = objects.dictionary(stream)
    filters = [objects.get(each) for each in objects.array(entries.get("/Filter"))]
    if any(objects.dictionary(each) for each in objects.array(entries.get("/DecodeParms"))):
        filters = ["predicted", *filters]
    for name in filters:
        if name == "/FlateDecode":
            data = _inflated(data)
        elif name == "/ASCII85Decode":
            data = _from_letters(data)
        elif len(data) > _MOST_PACKED or len(filters) > 2:
            raise Unreadable("the content of a page is packed in a way that is not followed")
        else:
            return bytes(found.read_bytes())
    return data


def _from_letters(data: bytes) -> bytes:
    try:
        return a85decode(data.strip().removeprefix(b"<~").partition(b"~")[0])
    except (ValueError, binascii.Error):
        raise Unreadable("the content of a page is damaged") from None


def _inflated(data: bytes) -> bytes:
    """What zlib makes of it. Raises Unreadable when that is too much, or ends before its end."""
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(data, _MOST)
    except zlib.error:
        raise Unreadable("the content of a page is damaged") from None
    if unpacking.unconsumed_tail:
        raise Unreadable(f"the content of a page has more than {_MOST // 1_000_000} MB")
    if not unpacking.eof:
        raise Unreadable("the content of a page is cut short")
    return unpacked
