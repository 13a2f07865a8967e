"""The file around the pages. ReportLab numbers the objects and formats its own; this writes them into an object stream
and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8), which halves a tagged file."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc

# The comment marks the file as binary (ISO 19005-2, 6.1.2).
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Written(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object whose text is ready; `text` may be filled in after its number is known."""

    def __init__(self, text: bytes = b"") -> None:
        self.text = text

    def format(self, document: Document) -> bytes:
        return self.text


class Packed(NamedTuple):
    """A stream as it is written: the inside of its dictionary without Length, and its bytes. Many files may hold it."""

    entries: str
    data: bytes

    def __bytes__(self) -> bytes:
        # ISO 19005-2, 6.1.7.1: an end of line before `endstream`, not counted in Length.
        opening = f"<<{self.entries}/Length {len(self.data)}>>\nstream\n"
        return opening.encode("latin-1") + self.data + b"\nendstream"


def pack(data: bytes, entries: str = "") -> Packed:
    """Deflate as far as zlib goes, where that helps."""
    small = zlib.compress(data, 9)
    return Packed(entries + "/Filter/FlateDecode", small) if len(small) < len(data) else Packed(entries, data)


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A packed stream as an object of one file."""

    def __init__(self, packed: Packed) -> None:
        super().__init__(content=packed.data)
        self._packed = packed

    def format(self, document: Document) -> bytes:
        return bytes(self._packed)


class Document(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's registry of objects, written compactly and without anything that differs between two runs."""

    def __init__(self, language: str) -> None:
        # `invariant`: no time of day; the fonts, pages and streams bring their own compression.
        super().__init__(invariant=1, compression=0, pdfVersion=(1, 7), lang=language)
        self.Catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
        self.Catalog.Outlines = None

    def add(self, thing: pdfdoc.PDFObject) -> int:
        """Register an object and say its number."""
        self.Reference(thing)
        return int(self.objectcounter)

    def share_fonts(self, fonts: Mapping[str, str]) -> None:
        """The fonts of all pages: resource name to reference."""
        self.idToObject[pdfdoc.BasicFonts].dict.update(fonts)

    @property
    def fonts(self) -> int:
        """The number of the dictionary of `share_fonts`."""
        return self.number_of(self.idToObject[pdfdoc.BasicFonts])

    def number_of(self, thing: pdfdoc.PDFObject) -> int:
        """The number of a registered object."""
        return int(self.idToObjectNumberAndVersion[thing.__InternalName__][0])

    def serialise(self, information: bytes) -> bytes:
        """The whole file; `information` is the document information dictionary.

        Streams stand by themselves, every other object goes into one object stream.
        """
        root = self.number_of(self._registered(self.Catalog))
        info = self.add(Written(information))
        streams, packed = self._formatted()
        holder = self.objectcounter + 1
        streams[holder] = _object_stream(packed)
        size = holder + 2
        body, offsets = bytearray(_HEADER), {}
        for number, text in streams.items():
            offsets[number] = len(body)
            body += b"%d 0 obj\n" % number + text + b"\nendobj\n"
        start = len(body)
        offsets[size - 1] = start
        # ISO 32000-1, 14.4: a fingerprint of the content; the same content has the same one.
        fingerprint = hashlib.md5(body, usedforsecurity=False).hexdigest()
        places = {number: (holder, index) for index, number in enumerate(packed)}
        trailer = f"/Size {size}/Root {root} 0 R/Info {info} 0 R/ID[<{fingerprint}><{fingerprint}>]"
        body += b"%d 0 obj\n" % (size - 1) + _cross_reference(size, offsets, places, trailer)
        body += b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
        return bytes(body)

    def _registered(self, thing: pdfdoc.PDFObject) -> pdfdoc.PDFObject:
        self.Reference(thing)
        return thing

    def _formatted(self) -> tuple[dict[int, bytes], dict[int, bytes]]:
        """Objects by number: streams, and the rest. Formatting a ReportLab object may register more of them."""
        streams: dict[int, bytes] = {}
        others: dict[int, bytes] = {}
        number = 1
        while number in self.numberToId:
            thing = self.idToObject[self.numberToId[number]]
            text = thing.format(self)
            (streams if isinstance(thing, pdfdoc.PDFStream) else others)[number] = text
            number += 1
        return streams, others


def _object_stream(objects: dict[int, bytes]) -> bytes:
    """ISO 32000-1, 7.5.7: pairs of number and offset, then the objects."""
    pairs, offset = [], 0
    for number, text in objects.items():
        pairs.append(f"{number} {offset}")
        offset += len(text) + 1
    index = (" ".join(pairs) + "\n").encode()
    entries = f"/Type/ObjStm/N {len(objects)}/First {len(index)}"
    return bytes(pack(index + b"\n".join(objects.values()), entries))


def _cross_reference(size: int, offsets: dict[int, int], places: dict[int, tuple[int, int]], trailer: str) -> bytes:
    """ISO 32000-1, 7.5.8: for each number its kind, and offset, or object stream and index."""
    wide = max(2, (max(offsets.values()).bit_length() + 7) // 8)
    rows = [bytes(1) + bytes(wide) + b"\xff\xff"]
    for number in range(1, size):
        kind, place, index = (1, offsets[number], 0) if number in offsets else (2, *places[number])
        rows.append(bytes([kind]) + place.to_bytes(wide, "big") + index.to_bytes(2, "big"))
    columns = 1 + wide + 2
    # PNG's "up" filter (predictor 12): neighbouring rows differ in a byte or two.
    previous, filtered = bytes(columns), bytearray()
    for row in rows:
        filtered += b"\2" + bytes((now - before) & 255 for now, before in zip(row, previous, strict=True))
        previous = row
    entries = f"/Type/XRef/W[1 {wide} 2]/DecodeParms<</Predictor 12/Columns {columns}>>{trailer}"
    return bytes(Packed(entries + "/Filter/FlateDecode", zlib.compress(bytes(filtered), 9)))
