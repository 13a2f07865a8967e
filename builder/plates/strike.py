"""Strike: a plate and the strips of one service become a PDF. The plate's bytes go in as they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from builder.pdf.cast import Gaps
from builder.pdf.objects import cross_reference
from builder.pdf.plate import WIDE, Etched
from builder.pdf.side import annotation
from builder.pdf.slots import LATE_LINKS, references
from builder.pdf.stream import Packed, join, piece, plain_piece
from builder.pdf.strip import Strip
from builder.plates.fingerprint import fingerprint


class _Addition:
    """The objects that are added to a plate, each with its number; of streams, what stands in the file."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.streams: list[tuple[int, bytes]] = []
        self.others: list[tuple[int, bytes]] = []


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
    lends = dict(plate.lends.fonts)
    lent: list[dict[str, None]] = [{} for _ in plate.pages]
    for box, strip in zip(plate.boxes, strips, strict=True):
        at, page, cast, first = box.page, plate.pages[box.page], strip.cast, add.size
        add.size += cast.count
        fonts[at] += "".join([f"/{name} {first + place} 0 R" for name, place in cast.fonts])
        lent[at].update(dict.fromkeys(strip.lent))
        pictures[at] += "".join([f"{name} {first + place} 0 R" for name, place in cast.pictures])
        mcid = page.marks + len(owners[at])
        add.streams.append((box.content, bytes(strip.packed(mcid, box.left, box.bottom))))
        add.streams += [(first + place, text) for place, text in cast.streams]
        add.others += cast.fill(Gaps(first, mcid, page.number, box.above, box.element, (box.left, box.bottom)))
        for (area, (left, bottom, right, top)), place, element in zip(
            strip.links, cast.annotations, cast.links, strict=True
        ):
            sides = (left + box.left, bottom + box.bottom, right + box.left, top + box.bottom)
            add.others.append((first + place, annotation(area, sides, LATE_LINKS + len(links))))
            notes[at].append(first + place)
            links.append(first + element)
        owners[at] += [first + place if place < cast.count else box.element for place in cast.owners]
    for at, borrowed in enumerate(lent):
        fonts[at] += "".join([f"/{name} {lends[name]} 0 R" for name in borrowed])
    _tie(plate, add, owners, notes, links, fonts, pictures)


def _tie(
    plate: Etched,
    add: _Addition,
    owners: Sequence[Sequence[int]],
    notes: Sequence[Sequence[int]],
    links: Sequence[int],
    fonts: Sequence[str],
    pictures: Sequence[str],
) -> None:
    """What leads from the pages to all this: annotations, resources, and the rest of the parent tree."""
    nums = []
    for at, page in enumerate(plate.pages):
        add.others.append((page.annotations_slot, f"[{page.annotations} {references(notes[at])}]".encode()))
        drawn = f"/XObject<<{pictures[at]}>>" if pictures[at] else ""
        add.others.append((page.resources_slot, f"<</Font<<{fonts[at]}>>{drawn}{page.inks}>>".encode()))
        nums.append(f"{page.key}[{page.owners} {references(owners[at])}]")
    nums += [f"{LATE_LINKS + key} {number} 0 R" for key, number in enumerate(links)]
    last = LATE_LINKS + len(links) - 1 if links else plate.pages[-1].key
    add.others.append((plate.late, f"<</Limits[{plate.pages[0].key} {last}]/Nums[{' '.join(nums)}]>>".encode()))


def _object_stream(objects: Sequence[tuple[int, bytes]], alike: int) -> Packed:
    """Numbers and objects (ISO 32000-1, 7.5.7), of which as many are `alike` for all services, and come first."""
    pairs, offset = [], 0
    for number, text in objects:
        pairs.append(b"%d %d " % (number, offset))
        offset += len(text) + 1
    numbers, own_numbers = b"".join(pairs[:alike]), b"".join(pairs[alike:])
    texts = [text for _, text in objects]
    pieces = [
        _shared(numbers),
        plain_piece(own_numbers),
        _shared(b"\n".join(texts[:alike]) + b"\n"),
        plain_piece(b"\n".join(texts[alike:])),
    ]
    entries = f"/Type/ObjStm/N {len(objects)}/First {len(numbers) + len(own_numbers)}/Filter/FlateDecode"
    return Packed(entries, join(pieces))


_shared = lru_cache(maxsize=256)(piece)


def _serialise(plate: Etched, add: _Addition) -> bytes:
    """The plate, the added streams, the other added objects in a stream of their own, and the table of them all."""
    rows: dict[int, bytes] = {}
    if add.others:
        holder = add.size
        add.size += 1
        own = [each for each in add.others if b"/Alt" in each[1] or b"/URI" in each[1]]
        alike = [each for each in add.others if each not in own]
        others = [*alike, *own]
        add.streams.append((holder, bytes(_object_stream(others, len(alike)))))
        inside = b"\2" + holder.to_bytes(WIDE, "big")
        rows = {number: inside + index.to_bytes(2, "big") for index, (number, _) in enumerate(others)}
    written, start = [], len(plate.body)
    for number, text in add.streams:
        rows[number] = b"\1" + start.to_bytes(WIDE, "big") + b"\0\0"
        written.append(b"%d 0 obj\n%b\nendobj\n" % (number, text))
        start += len(written[-1])
    table = add.size
    rows[table] = b"\1" + start.to_bytes(WIDE, "big") + b"\0\0"
    # each row begins with the PNG filter "none"
    pieces = [plain_piece(b"\0" + rows[each]) if isinstance(each, int) else each for each in plate.rows]
    pieces.append(plain_piece(b"".join([b"\0" + rows[number] for number in range(plate.size, table + 1)])))
    added = b"".join(written)
    entries = cross_reference(table + 1, WIDE, join(pieces), plate.trailer, fingerprint(plate.body, added))
    return b"%b%b%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (plate.body, added, table, entries, start)
