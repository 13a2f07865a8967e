"""Objects of a file and where they stand: object streams and cross-reference streams (ISO 32000-1, 7.5.7 and 7.5.8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from builder.pdf.stream import Packed, pack

# The comment marks the file as binary (ISO 19005-2, 6.1.2).
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Objects(Protocol):
    """Where objects are written: a whole file, or what is added to one."""

    def number(self) -> int:
        """The number of an object that will be put later."""

    def put(self, number: int, thing: bytes | Packed) -> None:
        """The object that a number was asked for."""

    def add(self, thing: bytes | Packed) -> int:
        """Put an object under a new number."""


def write_objects(head: bytes, objects: Mapping[int, bytes]) -> tuple[bytearray, dict[int, int]]:
    """The objects after `head`, and where each stands."""
    body, offsets = bytearray(head), {}
    for number, text in objects.items():
        offsets[number] = len(body)
        body += b"%d 0 obj\n" % number + text + b"\nendobj\n"
    return body, offsets


def object_stream(objects: Collection[tuple[int, bytes]]) -> Packed:
    """Numbers and objects. ISO 32000-1, 7.5.7: pairs of number and offset, then the objects."""
    pairs, offset = [], 0
    for number, text in objects:
        pairs.append(f"{number} {offset}")
        offset += len(text) + 1
    index = (" ".join(pairs) + "\n").encode()
    entries = f"/Type/ObjStm/N {len(objects)}/First {len(index)}"
    return pack(index + b"\n".join([text for _, text in objects]), entries)


def row(wide: int, kind: int, place: int, index: int = 0) -> bytes:
    """ISO 32000-1, 7.5.8.3: kind 1 and the offset, or kind 2, the object stream and the index in it; 0 is free."""
    return bytes([kind]) + place.to_bytes(wide, "big") + index.to_bytes(2, "big")


def filtered(rows: Iterable[bytes]) -> bytes:
    """With PNG's "up" filter (predictor 12): neighbouring rows differ in a byte or two. The first looks at none."""
    made, previous = bytearray(), b""
    for each in rows:
        if previous:
            made += b"\2" + bytes([(now - before) & 255 for now, before in zip(each, previous, strict=True)])
        else:
            made += b"\0" + each
        previous = each
    return bytes(made)


def cross_reference(size: int, wide: int, deflated: bytes, trailer: str, fingerprint: str) -> bytes:
    """The stream that says where every object stands, and the trailer's entries."""
    entries = (
        f"/Type/XRef/W[1 {wide} 2]/DecodeParms<</Predictor 12/Columns {3 + wide}>>/Size {size}{trailer}"
        f"/ID[<{fingerprint}><{fingerprint}>]/Filter/FlateDecode"
    )
    return bytes(Packed(entries, deflated))
