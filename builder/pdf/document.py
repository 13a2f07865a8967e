"""The file around the pages. ReportLab numbers the objects and formats its own; the rest is packed, which halves a
tagged file."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc

from builder.pdf.objects import HEADER, cross_reference, filtered, object_stream, row, write_objects
from builder.pdf.stream import Packed


class Written(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object whose text is ready; inside another object, what stands there. None: it was never put."""

    def __init__(self, thing: bytes | Packed | None = None) -> None:
        self.thing = thing

    def format(self, document: Document) -> bytes:
        return bytes(self.thing or b"null")


class Formatted(NamedTuple):
    """Objects by number: streams, and the rest; the numbers of the catalogue and of the information dictionary."""

    streams: dict[int, bytes]
    others: dict[int, bytes]
    root: int
    information: int

    @property
    def trailer(self) -> str:
        """What leads to the rest."""
        return f"/Root {self.root} 0 R/Info {self.information} 0 R"


class Document(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's registry of objects, written compactly and without anything that differs between two runs."""

    def __init__(self, language: str) -> None:
        # `invariant`: no time of day; the fonts, pages and streams bring their own compression.
        super().__init__(invariant=1, compression=0, pdfVersion=(1, 7), lang=language)
        self.Catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
        self.Catalog.Outlines = None

    def number(self) -> int:
        """The number of an object that will be put later."""
        return self._register(Written())

    def put(self, number: int, thing: bytes | Packed) -> None:
        """The object that a number was asked for."""
        self.idToObject[self.numberToId[number]].thing = thing

    def add(self, thing: bytes | Packed) -> int:
        """Put an object under a new number."""
        return self._register(Written(thing))

    def share_fonts(self, fonts: Mapping[str, str]) -> None:
        """The fonts of all pages: resource name to reference."""
        self.idToObject[pdfdoc.BasicFonts].dict.update(fonts)

    @property
    def fonts(self) -> int:
        """The number of the dictionary of `share_fonts`."""
        return self.number_of(self.idToObject[pdfdoc.BasicFonts])

    def add_page(self, boxes: Mapping[str, str], entries: Mapping[str, str], contents: Sequence[int]) -> int:
        """A page: its boxes and other entries by name, the streams of its content; the number of its object."""
        page = pdfdoc.PDFPage()
        self.addPage(page)
        page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.__Refs__ = ["Parent"]
        streams = " ".join(f"{number} 0 R" for number in contents)
        listed = streams if len(contents) == 1 else f"[{streams}]"
        for name, value in {**boxes, **entries, "Contents": listed}.items():
            setattr(page, name, Written(value.encode("latin-1")))
        return self.number_of(page)

    def number_of(self, thing: pdfdoc.PDFObject) -> int:
        """The number of a registered object."""
        return int(self.idToObjectNumberAndVersion[thing.__InternalName__][0])

    def formatted(self, information: bytes) -> Formatted:
        """Every object that something was put under; `information` is the document information dictionary."""
        self.Reference(self.Catalog)
        root, info = self.number_of(self.Catalog), self.add(information)
        streams: dict[int, bytes] = {}
        others: dict[int, bytes] = {}
        number = 1
        # Formatting a ReportLab object may register more of them.
        while number in self.numberToId:
            thing = self.idToObject[self.numberToId[number]]
            text = thing.format(self)
            if isinstance(thing, Written) and isinstance(thing.thing, Packed):
                streams[number] = text
            elif not isinstance(thing, Written) or thing.thing is not None:
                others[number] = text
            number += 1
        return Formatted(streams, others, root, info)

    def _register(self, thing: Written) -> int:
        self.Reference(thing)
        return int(self.objectcounter)


def serialise(document: Document, information: bytes) -> bytes:
    """The whole file. Streams stand by themselves, every other object goes into one object stream."""
    made = document.formatted(information)
    holder = document.objectcounter + 1
    size = holder + 2
    body, offsets = write_objects(HEADER, {**made.streams, holder: bytes(object_stream(made.others.items()))})
    start = len(body)
    offsets[size - 1] = start
    # ISO 32000-1, 14.4: a fingerprint of the content; the same content has the same one.
    fingerprint = hashlib.md5(body, usedforsecurity=False).hexdigest()
    places = {number: (holder, index) for index, number in enumerate(made.others)}
    wide = max(2, (max(offsets.values()).bit_length() + 7) // 8)
    rows = [row(wide, 0, 0, 0xFFFF)]
    for number in range(1, size):
        rows.append(row(wide, 1, offsets[number]) if number in offsets else row(wide, 2, *places[number]))
    table = cross_reference(size, wide, zlib.compress(filtered(rows), 9), made.trailer, fingerprint)
    body += b"%d 0 obj\n" % (size - 1) + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(body)
