"""Strike: a plate and the strips of one service become a PDF. The plate's bytes go in as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from builder.pdf.objects import cross_reference, filtered, object_stream, row
from builder.pdf.picture import embed_picture
from builder.pdf.plate import WIDE, Etched
from builder.pdf.side import annotation
from builder.pdf.slots import LATE_LINKS, references
from builder.pdf.stream import Packed, join, pack, piece, plain_piece
from builder.pdf.strip import Strip
from builder.pdf.structure import Places

# zlib's usual level: the last two percent cost as much again as all the rest.
_LEVEL = 6


class _Addition:
    """The objects that are added to a plate (`builder.pdf.objects.Objects`)."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.streams: dict[int, Packed] = {}
        self.others: dict[int, bytes] = {}

    def number(self) -> int:
        self.size += 1
        return self.size - 1

    def put(self, number: int, thing: bytes | Packed) -> None:
        if isinstance(thing, Packed):
            self.streams[number] = thing
        else:
            self.others[number] = thing

    def add(self, thing: bytes | Packed) -> int:
        number = self.number()
        self.put(number, thing)
        return number


def strike(plate: Etched, strips: Sequence[Strip]) -> bytes:
    """The PDF of a plate with a strip in each of its boxes."""
    add = _Addition(plate.size)
    if plate.boxes:
        _fill_in(plate, strips, add)
    return _serialise(plate, add)


def _fill_in(plate: Etched, strips: Sequence[Strip], add: _Addition) -> None:
    links: list[int] = []
    owners: list[list[int]] = [[] for _ in plate.pages]
    notes: list[list[int]] = [[] for _ in plate.pages]
    fonts = [page.fonts for page in plate.pages]
    pictures = [page.pictures for page in plate.pages]
    for box, strip in zip(plate.boxes, strips, strict=True):
        at, page, structure = box.page, plate.pages[box.page], strip.structure
        fonts[at] += "".join([f"/{name} {reference}" for name, reference in strip.faces.embed(add).items()])
        pictures[at] += "".join([f"{name} {embed_picture(add, png)} 0 R" for png, name in strip.ink.pictures.items()])
        first = page.marks + len(owners[at])
        add.put(box.content, pack(strip.content(first, box.left, box.bottom), level=_LEVEL))
        made: list[int] = []
        for area, (left, bottom, right, top) in strip.links:
            sides = (left + box.left, bottom + box.bottom, right + box.left, top + box.bottom)
            made.append(add.add(annotation(area, sides, LATE_LINKS + len(links) + len(made))))
        numbers = {node: add.number() if node else box.element for node in structure.painted()}
        shift = (box.left, box.bottom)
        for node, text in structure.elements(Places(numbers, box.above, [page.number], made, first, shift)):
            add.put(numbers[node], text)
        owners[at] += [numbers[node] for node in structure.owners[0]]
        links += [numbers[node] for node in structure.links]
        notes[at] += made
    nums = []
    for at, page in enumerate(plate.pages):
        add.put(page.annotations_slot, f"[{page.annotations} {references(notes[at])}]".encode())
        drawn = f"/XObject<<{pictures[at]}>>" if pictures[at] else ""
        add.put(page.resources_slot, f"<</Font<<{fonts[at]}>>{drawn}>>".encode())
        nums.append(f"{page.key}[{page.owners} {references(owners[at])}]")
    nums += [f"{LATE_LINKS + key} {number} 0 R" for key, number in enumerate(links)]
    last = LATE_LINKS + len(links) - 1 if links else plate.pages[-1].key
    add.put(plate.late, f"<</Limits[{plate.pages[0].key} {last}]/Nums[{' '.join(nums)}]>>".encode())


def _serialise(plate: Etched, add: _Addition) -> bytes:
    """The plate, the added streams, the other added objects in a stream of their own, and the table of them all."""
    holder = add.size if add.others else 0
    if holder:
        add.add(object_stream(add.others))
    table = add.number()
    start = len(plate.body)
    written, offsets = [], {}
    for number, packed in add.streams.items():
        offsets[number] = start
        text = b"%d 0 obj\n%b\nendobj\n" % (number, bytes(packed))
        written.append(text)
        start += len(text)
    offsets[table] = start
    places = {number: (holder, index) for index, number in enumerate(add.others)}

    def row_of(number: int) -> bytes:
        return row(WIDE, 1, offsets[number]) if number in offsets else row(WIDE, 2, *places[number])

    pieces = [plain_piece(filtered([row_of(each)])) if isinstance(each, int) else each for each in plate.rows]
    pieces.append(piece(filtered([row_of(number) for number in range(plate.size, add.size)])))
    # ISO 32000-1, 14.4: a fingerprint of the content; the same content has the same one.
    digest = _begun(plate.body).copy()
    for text in written:
        digest.update(text)
    entries = cross_reference(add.size, WIDE, join(pieces), plate.trailer, digest.hexdigest())
    written.append(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, entries, start))
    return b"".join([plate.body, *written])


@lru_cache(maxsize=256)
def _begun(body: bytes) -> Any:
    return hashlib.md5(body, usedforsecurity=False)
