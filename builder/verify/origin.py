"""Which bytes of a file a page is made of, so that what was found on one page holds for any other made of the same.

Only files that are written as the builder writes them are looked at: one table at the end that says where everything
stands, streams as objects of their own, all else in object streams. Nothing but what such a table leads to can then be
shown, whoever reads it. Of any other file, and where anything is odd, it is not said.
"""

from __future__ import annotations

import re
import zlib
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from typing import Final, NamedTuple

_HEAD: Final = b"%PDF-1.7\n"
_START: Final = re.compile(rb"\nendobj\nstartxref\n([0-9]{1,9})\n%%EOF\n\Z")
_TABLE: Final = re.compile(
    rb"[0-9]+ 0 obj\n<</Type/XRef/W\[1 ([2-4]) 2\]/DecodeParms<</Predictor 12/Columns ([5-7])>>/Size ([0-9]{1,7})"
    rb"/Root ([0-9]+) 0 R/Info [0-9]+ 0 R/ID\[<[0-9a-fA-F]{32}><[0-9a-fA-F]{32}>\]/Filter/FlateDecode"
    rb"/Length ([0-9]{1,8})>>\nstream\n"
)
_STREAM: Final = re.compile(rb"([0-9]+) 0 obj\n<<([^()%]*?)/Length ([0-9]{1,9})>>\nstream\n")
_ODD_ENTRIES: Final = re.compile(rb"/Length(?![0-9])|[#\x00\t\n\f\r]")
_STREAM_END: Final = b"\r\nendstream\nendobj\n"
_HOLDER: Final = re.compile(rb"/Type/ObjStm/N ([0-9]{1,7})/First ([0-9]{1,8})/Filter/FlateDecode")
_MOST_UNPACKED: Final = 4_000_000

_REFERENCE: Final = re.compile(rb"([0-9]+)[\x00\t\n\f\r ]+([0-9]+)[\x00\t\n\f\r ]+\Z")
_LONGEST: Final = 24
_PLAIN_STRING: Final = re.compile(rb"\([A-Za-z0-9 ]*\)")

# What leads from a page to others, to what is not painted with it, and to how it is read aloud
_PARENT: Final = re.compile(rb"/Parent ([0-9]+) 0 R")
_APART: Final = re.compile(rb"/Annots ?(?:[0-9]+ 0 R|\[[0-9 R]*\])|/StructParents [0-9]+|/Kids ?\[[0-9 R]*\]")
_PAGES: Final = re.compile(rb"/Pages ([0-9]+) 0 R")
_KIDS: Final = re.compile(rb"/Kids ?(\[[0-9 R]*\])")
_MOST_OBJECTS: Final = 2_000


class _Odd(Exception):
    """Something that the builder does not write."""


class _Place(NamedTuple):
    """Of an object: the offset of its stream and 0, or its object stream's number and its place in there from 1."""

    at: int
    within: int


class _Held:
    """An object stream (7.5.7) by its entries and its bytes as they stand: its objects, and where each leads to."""

    def __init__(self, entries: bytes, span: bytes) -> None:
        found = _HOLDER.fullmatch(entries)
        if found is None:
            raise _Odd
        self._data = _unpacked(span[span.index(b"stream\n") + 7 :])
        count, first = int(found[1]), int(found[2])
        numbers = list(map(int, self._data[:first].split()))
        offsets = [first + offset for offset in numbers[1::2]]
        if len(numbers) != 2 * count or len(set(numbers[::2])) != count or offsets != sorted(set(offsets)):
            raise _Odd
        self._numbers, self._offsets = numbers[::2], [*offsets, len(self._data)]
        self._reached: dict[int, tuple[int, ...]] = {}

    def text(self, number: int, at: int) -> bytes:
        """An object, which stands in that place."""
        if self._numbers[at] != number:
            raise _Odd
        return self._data[self._offsets[at] : self._offsets[at + 1]]

    def reached(self, number: int, at: int) -> tuple[int, ...]:
        """The objects that it leads to."""
        if at not in self._reached or self._numbers[at] != number:
            self._reached[at] = _references(self.text(number, at))
        return self._reached[at]


# The files of a plate have one in common
_known_held: dict[bytes, _Held] = {}
_MOST_HELD: Final = 32


class Origin:
    """The bytes that pages and fonts of one file are made of."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._columns: list[bytes] = []
        self._root = 0
        self._held: dict[int, _Held] = {}
        self._placed: dict[int, _Place] = {}
        self._digests: dict[int, bytes] = {}
        try:
            self._columns = self._table()
        except (_Odd, ValueError, zlib.error):
            self._columns = []

    def __bool__(self) -> bool:
        """The file is written as the builder writes them."""
        return bool(self._columns)

    def page(self, reference: str) -> bytes | None:
        """A digest of all that what is painted on a page depends on; None where that cannot be said."""
        try:
            page, (node, kids) = _number(reference), self._tree
            # a reader counts its way to a page, so what stands beside it matters as well
            if page not in kids or self._parent(page) != node:
                return None
            begins = self._begins(page) + self._begins(node)
            return self._digest((self._root, node, *kids), begins, b"%d %d %d" % (self._root, node, page))
        except (_Odd, ValueError, IndexError, zlib.error):
            return None

    def object(self, reference: str) -> bytes | None:
        """A digest of an object and of all that it leads to; None where that cannot be said."""
        try:
            return self._digest((), (_number(reference),), b"")
        except (_Odd, ValueError, IndexError, zlib.error):
            return None

    def _table(self) -> list[bytes]:
        """The columns of the table that says where everything stands (ISO 32000-1, 7.5.8)."""
        data, start = self._data, _START.search(self._data, max(0, len(self._data) - 64))
        if start is None or not data.startswith(_HEAD) or b"/Linearized" in data[:1024]:
            raise _Odd
        found = _TABLE.match(data, int(start[1]))
        if found is None:
            raise _Odd
        wide, columns, size, root, length = map(int, found.groups())
        end = found.end() + length
        if columns != wide + 3 or data[end:] != _STREAM_END + data[start.end(0) - len(start[0]) + 8 :]:
            raise _Odd
        rows = _unpacked(data[found.end() : end])
        if len(rows) != size * (columns + 1):
            raise _Odd
        self._root = root
        return _columns(rows, columns + 1)

    def _place(self, number: int) -> _Place:
        if number not in self._placed:
            self._placed[number] = self._found(number)
        return self._placed[number]

    def _found(self, number: int) -> _Place:
        kind, *place, high, low = [column[number] for column in self._columns]
        at = int.from_bytes(bytes(place), "big")
        if kind == 1 and not high and not low:
            return _Place(at, 0)
        if kind != 2:
            raise _Odd
        return _Place(at, 1 + (high << 8 | low))

    def _span(self, number: int) -> tuple[bytes, bytes]:
        """What a stream's dictionary says, and the whole of it as it stands."""
        place = self._place(number)
        found = _STREAM.match(self._data, place.at) if not place.within else None
        if found is None or int(found[1]) != number or _ODD_ENTRIES.search(found[2]):
            raise _Odd
        end = found.end() + int(found[3])
        if not self._data.startswith(_STREAM_END, end):
            raise _Odd
        return found[2], self._data[place.at : end]

    def _holder(self, place: _Place) -> _Held:
        if not place.within:
            raise _Odd
        if place.at not in self._held:
            entries, span = self._span(place.at)
            digest = self._of_stream(place.at)
            if digest not in _known_held:
                if len(_known_held) >= _MOST_HELD:
                    del _known_held[next(iter(_known_held))]
                _known_held[digest] = _Held(entries, span)
            self._held[place.at] = _known_held[digest]
        return self._held[place.at]

    def _text(self, number: int) -> bytes:
        """An object that is in an object stream."""
        place = self._place(number)
        return self._holder(place).text(number, place.within - 1)

    def _of_stream(self, number: int) -> bytes:
        """A digest of a stream as it stands."""
        if number not in self._digests:
            self._digests[number] = sha256(self._span(number)[1]).digest()
        return self._digests[number]

    @cached_property
    def _tree(self) -> tuple[int, tuple[int, ...]]:
        """The one node of the page tree, and its pages."""
        catalogue = self._plain(self._root)
        pages = _PAGES.findall(catalogue)
        # layers can be hidden, and fields are painted over a page
        if b"/OCProperties" in catalogue or b"/AcroForm" in catalogue or len(pages) != 1:
            raise _Odd
        node = int(pages[0])
        listed = _KIDS.findall(self._plain(node))
        if len(listed) != 1 or self._parent(node):
            raise _Odd
        kids = _references(listed[0])
        if any(b"/Kids" in self._plain(each) for each in kids):
            raise _Odd
        return node, kids

    def _plain(self, number: int) -> bytes:
        """An object whose names are written as they are (7.3.5)."""
        text = self._text(number)
        if b"#" in text:
            raise _Odd
        return text

    def _parent(self, number: int) -> int:
        """The node of the page tree above a page or node; 0 for none."""
        found = _PARENT.findall(self._plain(number))
        if len(found) > 1:
            raise _Odd
        return int(found[0]) if found else 0

    def _begins(self, number: int) -> tuple[int, ...]:
        """What a page leads to, or what a node of the page tree leaves to its pages."""
        return _references(_APART.sub(b"", _PARENT.sub(b"", self._text(number))))

    def _reach(self, number: int) -> tuple[int, ...]:
        """The objects that an object leads to."""
        place = self._place(number)
        if place.within:
            return self._holder(place).reached(number, place.within - 1)
        return _references(b"<<%b>>" % self._span(number)[0])

    def _digest(self, named: tuple[int, ...], begins: tuple[int, ...], own: bytes) -> bytes:
        """Of some objects, and of others with all that they lead to."""
        seen, waiting = set(begins), list(begins)
        while waiting:
            if len(seen) > _MOST_OBJECTS:
                raise _Odd
            further = set(self._reach(waiting.pop())) - seen
            seen |= further
            waiting += further
        made = sha256(own)
        places = sorted({(number, *self._place(number)) for number in (*named, *seen)})
        for number, at, within in places:
            # of what is in an object stream the whole stream counts, wherever it stands in the file
            stream, which = (at, within) if within else (number, 0)
            made.update(b"%d %d %d " % (number, stream, which) + self._of_stream(stream))
        return made.digest()


def _references(text: bytes) -> tuple[int, ...]:
    """The objects that a text leads to."""
    bare = _PLAIN_STRING.sub(b"", text)
    whole = bare.count(b"<<") == bare.count(b">>") and bare.count(b"[") == bare.count(b"]")
    if b"(" in bare or b"%" in bare or not whole or not text.startswith((b"<<", b"[")):
        raise _Odd
    found, at = list[int](), text.find(b"R")
    while at >= 0:
        start = max(0, at - _LONGEST)
        reference = _REFERENCE.search(text, start, at)
        if reference is not None:
            if reference[2] != b"0" or reference.start() == start:
                raise _Odd
            found.append(int(reference[1]))
        elif not text[start:at].strip(b"0123456789\0\t\n\f\r "):
            raise _Odd
        at = text.find(b"R", at + 1)
    return tuple(found)


def _number(reference: str) -> int:
    number, generation, _ = reference.split()
    if generation != "0":
        raise _Odd
    return int(number)


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    made = unpacking.decompress(packed, _MOST_UNPACKED)
    if not unpacking.eof or unpacking.unused_data:
        raise _Odd
    return made


def _columns(rows: bytes, width: int) -> list[bytes]:
    """The bytes of filtered rows, column by column (ISO 32000-1, 7.4.4.4; only "none" and "up")."""
    filters = rows[::width]
    if filters.strip(b"\0\2") or filters[:1] != b"\0":
        raise _Odd
    parts: list[bytearray] = [bytearray() for _ in range(width - 1)]
    starts = [at for at, kind in enumerate(filters) if kind == 0]
    for first, last in zip(starts, [*starts[1:], len(filters)], strict=True):
        run = rows[first * width : last * width]
        for at, part in enumerate(parts, 1):
            part += bytes(map((255).__and__, accumulate(run[at::width])))
    return [bytes(part) for part in parts]
