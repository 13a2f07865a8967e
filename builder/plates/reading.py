"""What was added to a plate, read from the finished bytes by itself: nothing here knows what was meant."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache

from builder.model.dataclass import dataclass
from builder.pdf.objects import HEADER
from builder.pdf.plate import Etched
from builder.pdf.stream import END
from builder.plates.fingerprint import fingerprint

_MOST_KEPT = 4096
_ROW = struct.Struct(">BBBHH")  # filter, kind, place in three bytes, index
_END = re.compile(rb"startxref\n(\d+)\n%%EOF\n\Z")
_TABLE = re.compile(
    rb"(\d+) 0 obj\n<</Type/XRef/W\[1 3 2\]/DecodeParms<</Predictor 12/Columns 6>>/Size (\d+)"
    rb"(/Root \d+ 0 R/Info \d+ 0 R)/ID\[<([0-9a-f]{32})><\4>\]/Filter/FlateDecode/Length (\d+)>>\nstream\n"
)
_STREAM = re.compile(rb"(\d+) 0 obj\n<<([^\0]*?)/Length (\d+)>>\nstream\n")
_HOLDER = re.compile(rb"/Type/ObjStm/N (\d+)/First (\d+)")
_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_BLOCKS = re.compile(rb"begin(bfchar|bfrange)\n(.*?)end", re.DOTALL)
_CODES = re.compile(rb"<([0-9A-F]+)>")


class Broken(Exception):
    """The file does not hold together; the message says where."""


@dataclass(frozen=True, slots=True)
class Added:
    """The objects that a plate does not have: streams with the insides of their dictionaries, and the others."""

    streams: Mapping[int, tuple[bytes, bytes]]
    others: Mapping[int, bytes]

    def decoded(self, number: int) -> bytes:
        """A stream's bytes. Raises Broken."""
        if number not in self.streams:
            raise Broken(f"object {number} is no stream")
        entries, data = self.streams[number]
        return _inflated(data) if b"/FlateDecode" in entries else data

    def object(self, number: int) -> bytes:
        """An object that is no stream. Raises Broken."""
        if number not in self.others:
            raise Broken(f"object {number} is not there")
        return self.others[number]

    def letters(self, font: int) -> bytes | None:
        """The stream that says what a font's codes mean, packed; None without. Raises Broken."""
        told = _UNICODE.search(self.object(font))
        return self.streams[int(told[1])][1] if told is not None and int(told[1]) in self.streams else None


def read_added(data: bytes, plate: Etched) -> Added:
    """Every object after the plate's, found through the cross-reference table. Raises Broken."""
    if not data.startswith(plate.body):
        raise Broken("the plate is not in the file as it was compiled")
    end = _END.search(data, len(data) - 40)
    table = _TABLE.match(data, int(end[1])) if end else None
    if table is None:
        raise Broken("there is no cross-reference table where the end of the file says")
    number, size, last = int(table[1]), int(table[2]), table.end() + int(table[5])
    if table[3].decode() != plate.trailer or number != size - 1:
        raise Broken("the trailer is another plate's")
    if data[last:] != END + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % table.start():
        raise Broken("the file does not end as it should")
    if fingerprint(plate.body, data[len(plate.body) : table.start()]) != table[4].decode():
        raise Broken("the fingerprint is not that of the file")
    rows = _rows(_inflated(data[table.end() : last]), plate, size)
    streams = _streams(data, len(plate.body), table.start())
    if rows.pop(number) != (1, table.start(), 0):
        raise Broken("the table does not know where it is")
    inside: dict[int, list[tuple[int, bytes]]] = {}
    others: dict[int, bytes] = {}
    for each, (kind, place, index) in rows.items():
        if kind == 1:
            if each not in streams or streams[each][0] != place:
                raise Broken(f"object {each} is not where the table says")
            continue
        if kind != 2:
            raise Broken(f"object {each} is not there")
        if place not in inside:
            inside[place] = _objects(streams[place]) if place in streams else []
        if index >= len(inside[place]) or inside[place][index][0] != each:
            raise Broken(f"object {each} is not where the table says")
        others[each] = inside[place][index][1]
    highest = max(map(_highest.__getitem__, others.values()), default=0)
    if highest >= size:
        raise Broken(f"something refers to object {highest}, which is not there")
    return Added({each: (entries, raw) for each, (_, entries, raw) in streams.items()}, others)


class _Highest(dict[bytes, int]):
    """The highest number that an object refers to. Most objects are the same for every service."""

    def __missing__(self, text: bytes) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        found = self[text] = max(map(int, _REFERENCE.findall(text)), default=0)
        return found


_highest = _Highest()


@lru_cache(maxsize=256)
def lent_letters(body: bytes) -> Mapping[int, bytes]:
    """The fonts of a plate by number, and the streams that say what their codes mean. Raises Broken."""
    streams = _streams(body, len(HEADER), len(body))
    others = {number: text for each in streams.values() for number, text in _objects(each)}
    told = {number: _UNICODE.search(text) for number, text in others.items()}
    # copies, so that the rest of the plate is not kept
    return {
        number: bytes(streams[int(each[1])][2]) for number, each in told.items() if each and int(each[1]) in streams
    }


def _rows(table: bytes, plate: Etched, size: int) -> dict[int, tuple[int, int, int]]:
    """The rows of slots and of added objects: kind, place, index. The plate's own must be as they were compiled."""
    slots, own, at = [], [], 0
    for each in plate.rows:
        if isinstance(each, int):
            slots.append(each)
            own.append(table[at : at + _ROW.size])
            at += _ROW.size
        elif table.startswith(each.plain, at):
            at += len(each.plain)
        else:
            raise Broken("the table has lost objects of the plate")
    own.append(table[at:])
    numbers = [*slots, *range(plate.size, size)]
    read = b"".join(own)
    if len(read) != _ROW.size * len(numbers):
        raise Broken("the table is not as long as it says")
    rows: dict[int, tuple[int, int, int]] = {}
    for number, (unlike, kind, high, low, index) in zip(numbers, _ROW.iter_unpack(read), strict=True):
        if unlike:  # the PNG filter is not "none"
            raise Broken("the table is filtered where it should not be")
        rows[number] = kind, high << 16 | low, index
    return rows


def _streams(data: bytes, start: int, end: int) -> dict[int, tuple[int, bytes, bytes]]:
    """Streams from `start` to `end`, one right after the other: by number, where each is, dictionary and bytes."""
    found: dict[int, tuple[int, bytes, bytes]] = {}
    while start < end:
        opening = _STREAM.match(data, start)
        if opening is None:
            raise Broken(f"there is no stream at {start}")
        first, length = opening.end(), int(opening[3])
        found[int(opening[1])] = start, opening[2], data[first : first + length]
        start = first + length
        if not data.startswith(END + b"\nendobj\n", start):
            raise Broken(f"a stream does not end at {start}")
        start += len(END + b"\nendobj\n")
    if start != end:
        raise Broken(f"a stream runs over {end}")
    return found


def _objects(stream: tuple[int, bytes, bytes]) -> list[tuple[int, bytes]]:
    """Numbers and objects of a stream of them (ISO 32000-1, 7.5.7)."""
    _, entries, raw = stream
    holder = _HOLDER.search(entries)
    if holder is None:
        return []
    data = _inflated(raw) if b"/FlateDecode" in entries else raw
    first = int(holder[2])
    numbers = list(map(int, data[:first].split()))
    starts = [first + each for each in numbers[1::2]]
    ends = [*[each - 1 for each in starts[1:]], len(data)]
    return [(number, data[a:b]) for number, a, b in zip(numbers[::2], starts, ends, strict=True)]


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise Broken(f"a stream cannot be unpacked: {error}") from None


class Letters(dict[int, str]):
    """What the codes of a font mean. Raises Broken for one that means nothing."""

    def __missing__(self, code: int) -> str:
        raise Broken("a letter of the imprint is not in its font")


@lru_cache(maxsize=256)
def to_unicode(packed: bytes) -> Letters:
    """Code to text, from the bytes of a ToUnicode stream (ISO 32000-1, 9.10.3). Raises Broken."""
    found = Letters()
    for kind, block in _BLOCKS.findall(_inflated(packed)):
        values = [each.decode() for each in _CODES.findall(block)]
        if kind == b"bfchar":
            for code, text in zip(values[::2], values[1::2], strict=True):
                found[int(code, 16)] = chr(int(text, 16)) if len(text) == 4 else bytes.fromhex(text).decode("utf-16-be")
        else:
            for first, last, text in zip(values[::3], values[1::3], values[2::3], strict=True):
                start, begin = int(first, 16), int(text, 16)
                found.update({start + step: chr(begin + step) for step in range(int(last, 16) - start + 1)})
    return found
