"""Streams as they are written, and deflated ones that are joined from pieces made beforehand."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Final, NamedTuple

END: Final = b"\r\nendstream"
"""ISO 19005-2, 6.1.7.1: an end of line before `endstream`, not counted in Length. With a line feed alone, bytes that
end in a carriage return would seem to be one shorter to whoever counts back from `endstream`."""


class Packed(NamedTuple):
    """A stream as it is written: the inside of its dictionary without Length, and its bytes. Many files may hold it."""

    entries: str
    data: bytes

    def __bytes__(self) -> bytes:
        opening = f"<<{self.entries}/Length {len(self.data)}>>\nstream\n"
        return opening.encode("latin-1") + self.data + END


def pack(data: bytes, entries: str = "", level: int = 9) -> Packed:
    """Deflate where that helps, as far as zlib goes unless `level` says less."""
    small = zlib.compress(data, level)
    return Packed(entries + "/Filter/FlateDecode", small) if len(small) < len(data) else Packed(entries, data)


class Piece(NamedTuple):
    """A part of a deflated stream: what it says, and its blocks, which end on a whole byte and use no other part."""

    plain: bytes
    blocks: bytes


def piece(plain: bytes) -> Piece:
    """Deflate a part by itself (RFC 1951), as far as zlib goes."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(plain, deflate.compress(plain) + deflate.flush(zlib.Z_SYNC_FLUSH))


def quick_piece(plain: bytes) -> Piece:
    """A part of a few kilobytes a fifth larger than `piece` makes it, in a tenth of the time.

    Setting up zlib's full tables, a quarter of a megabyte, takes longer than deflating so little.
    """
    deflate = zlib.compressobj(1, zlib.DEFLATED, -12, 5)
    return Piece(plain, deflate.compress(plain) + deflate.flush(zlib.Z_SYNC_FLUSH))


def plain_piece(plain: bytes) -> Piece:
    """A part of less than 64 KB as it is: deflating a few bytes costs more than it saves (RFC 1951, 3.2.4)."""
    length = len(plain)
    return Piece(plain, b"\0" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little") + plain)


def join(pieces: Iterable[Piece]) -> bytes:
    """The pieces as one zlib stream (RFC 1950): header, blocks, an empty last block, checksum of all that is said."""
    checksum, made = 1, b"\x78\xda"
    for plain, blocks in pieces:
        checksum = zlib.adler32(plain, checksum)
        made += blocks
    return made + b"\x03\0" + checksum.to_bytes(4, "big")
