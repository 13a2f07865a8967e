"""What is remembered from one file is served for another only where every byte that counts is the same."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise
from random import Random
from typing import NamedTuple

import pytest
from composed import Asked, pdf

from builder.model.proof import Proof
from builder.pdf.objects import HEADER, cross_reference, filtered, object_stream, row, write_objects
from builder.verify import Unreadable, begun, faces, origin, read_back, sides
from builder.verify.memory import Memory
from builder.verify.objects import Objects
from builder.verify.operators import Operators, operators
from builder.verify.origin import Origin

WIDE = 3
SHEET = Asked("overdose")
PICTURED = Asked("overdose", "en", "wallet-card")


class Parts(NamedTuple):
    """A file taken apart: what stands in it as a stream, and what in an object stream, each by number."""

    streams: dict[int, bytes]
    others: dict[int, bytes]
    root: int
    information: int

    def holding(self, what: bytes) -> int:
        """The first object with these words."""
        return next(number for number, text in sorted(self.others.items()) if what in text)

    def leading(self, key: bytes, of: bytes) -> int:
        """Where an entry of the first object with these words leads."""
        found = re.search(key + rb" ?\[?(\d+) 0 R", self.others[self.holding(of)])
        assert found is not None
        return int(found[1])


@cache
def apart(asked: Asked) -> Parts:
    data = pdf(asked)
    streams, others = dict[int, bytes](), dict[int, bytes]()
    for found in re.finditer(rb"(?<=\n)(\d+) 0 obj\n(<<.*?>>\nstream\n.*?\r\nendstream)\nendobj\n", data, re.DOTALL):
        text = found[2]
        if b"/Type/ObjStm" in text[:60]:
            first = re.search(rb"/First (\d+)", text)
            assert first is not None
            held = zlib.decompress(text[text.index(b"stream\n") + 7 : -len(b"\r\nendstream")])
            numbers = list(map(int, held[: int(first[1])].split()))
            ends = [*[int(first[1]) + at for at in numbers[1::2]], len(held)]
            others |= {
                number: held[at:end].rstrip(b"\n")
                for number, (at, end) in zip(numbers[::2], pairwise(ends), strict=True)
            }
        elif b"/Type/XRef" not in text[:60]:
            streams[int(found[1])] = text
    trailer = re.search(rb"/Root (\d+) 0 R/Info (\d+) 0 R", data)
    assert trailer is not None
    return Parts(streams, others, int(trailer[1]), int(trailer[2]))


def together(parts: Parts) -> bytes:
    """The file again, as the builder writes it."""
    holder = max(*parts.streams, *parts.others) + 1
    body, offsets = write_objects(HEADER, {**parts.streams, holder: bytes(object_stream(parts.others.items()))})
    places = {number: (holder, index) for index, number in enumerate(parts.others)}
    rows = [row(WIDE, 0, 0, 0xFFFF)]
    for number in range(1, holder + 1):
        rows.append(row(WIDE, 1, offsets[number]) if number in offsets else row(WIDE, 2, *places.get(number, (0, 0))))
    table, start = holder + 1, len(body)
    rows.append(row(WIDE, 1, start))
    trailer = f"/Root {parts.root} 0 R/Info {parts.information} 0 R"
    entries = cross_reference(table + 1, WIDE, zlib.compress(filtered(rows)), trailer, "0" * 32)
    return bytes(body) + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, entries, start)


def forget() -> None:
    """As in a process that has read nothing."""
    sides._known.clear()
    begun._known.clear()
    faces._known.clear()
    origin._known_held.clear()


def read(data: bytes) -> Proof | str:
    try:
        return read_back(data)
    except Unreadable as error:
        return str(error)


def freshly(data: bytes) -> Proof | str:
    forget()
    return read(data)


def pages_of(data: bytes) -> list[bytes | None]:
    objects, found = Objects(data), Origin(data)
    kids = objects.dictionary(objects.root["/Pages"])["/Kids"]
    return [found.page(each) for each in kids]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    # the first file that a process reads is not remembered
    read(pdf(PICTURED))
    forget()
    yield
    forget()


def packed(text: bytes) -> bytes:
    """A stream's bytes."""
    data = text[text.index(b"stream\n") + 7 : -len(b"\r\nendstream")]
    return zlib.decompress(data) if b"/FlateDecode" in text[: text.index(b"stream\n")] else data


def repacked(text: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The stream with other bytes in it."""
    data = packed(text)
    small = zlib.compress(change(data))
    assert change(data) != data, "nothing has changed"
    opening = re.sub(rb"/Length \d+>>", b"/Length %d>>" % len(small), text[: text.index(b"stream\n")])
    return opening + b"stream\n" + small + b"\r\nendstream"


def in_stream(key: bytes, of: bytes, change: Callable[[bytes], bytes]) -> Callable[[Parts], None]:
    """Other bytes in the stream that an entry of the first object with these words leads to."""

    def act(parts: Parts) -> None:
        number = parts.leading(key, of)
        parts.streams[number] = repacked(parts.streams[number], change)

    return act


def in_object(of: bytes, old: bytes, new: bytes) -> Callable[[Parts], None]:
    """Other words in the first object with these words."""

    def act(parts: Parts) -> None:
        number = parts.holding(of)
        after = re.sub(old, new, parts.others[number], count=1)
        assert after != parts.others[number], "nothing has changed"
        parts.others[number] = after

    return act


def wider(parts: Parts) -> None:
    """The first width of a font that the file tells."""
    in_object(b"/CIDFontType2", rb"/W ?\[ ?(\d+) ?\[ ?\d+", rb"/W [\1 [999")(parts)


def other_font(parts: Parts) -> None:
    """Another font under the number of one that the pages name."""
    fonts = [number for number, text in sorted(parts.others.items()) if b"/Type0" in text]
    parts.others[fonts[0]], parts.others[fonts[1]] = parts.others[fonts[1]], parts.others[fonts[0]]


def overhead(key: bytes, value: bytes) -> Callable[[Parts], None]:
    """An entry of the pages that they take over from the node above them."""

    def act(parts: Parts) -> None:
        for number, text in list(parts.others.items()):
            if re.search(rb"/Type ?/Page\b", text):
                parts.others[number] = re.sub(key + rb" ?\[[^\]]*\]", b"", text)
        node = parts.holding(b"/Kids")
        number = next(each for each in sorted(parts.others) if re.search(rb"/Type ?/Pages", parts.others[each]))
        assert number == node or b"/Kids" in parts.others[number]
        parts.others[number] = parts.others[number].replace(b"/Type", key + b" " + value + b"/Type", 1)

    return act


def turned_pages(parts: Parts) -> None:
    """Both pages in the other order."""
    number = next(each for each in sorted(parts.others) if re.search(rb"/Type ?/Pages", parts.others[each]))
    parts.others[number] = re.sub(rb"(\d+ 0 R) (\d+ 0 R)", rb"\2 \1", parts.others[number], count=1)


PAGE = b"/MediaBox"
CHANGES: dict[str, Callable[[Parts], None]] = {
    "a page's content": in_stream(b"/Contents", PAGE, lambda data: data.replace(b" Td", b"0 Td", 1)),
    "a colour": in_stream(b"/Contents", PAGE, lambda data: re.sub(rb"(\d?\.\d+) rg", b"1 rg", data, count=1)),
    "a font's program": in_stream(b"/FontFile2", b"/FontFile2", lambda data: data[:-40] + b"\0" * 40),
    "a font's texts": in_stream(b"/ToUnicode", b"/ToUnicode", lambda data: data.replace(b"<0", b"<1", 6)),
    "a font's widths": wider,
    "a font's weight": in_object(b"/FontDescriptor", rb"/StemV \d+", b"/StemV 200"),
    "a font's name": in_object(b"/Type0", rb"/BaseFont ?/", b"/BaseFont /X"),
    "another font under a number": other_font,
    "fonts under other names": in_object(b"/F1 ", rb"/F1 (\d+ 0 R)(.*?)/F2 (\d+ 0 R)", rb"/F1 \3\2/F2 \1"),
    "a page's box": in_object(PAGE, rb"/CropBox ?\[0 0", b"/CropBox [0 90"),
    "the paper": in_object(PAGE, rb"/MediaBox ?\[0 0", b"/MediaBox [0 9"),
    "a turned page": in_object(PAGE, rb"/Tabs", b"/Rotate 90 /Tabs"),
    "a larger unit": in_object(PAGE, rb"/Tabs", b"/UserUnit 2 /Tabs"),
    "a box from above": overhead(b"/CropBox", b"[0 90 700 600]"),
    "turned from above": overhead(b"/Rotate", b"180 "),
    "pages in another order": turned_pages,
}


def in_branches(parts: Parts) -> None:
    """The first page hangs from a node of its own."""
    node = next(each for each in sorted(parts.others) if re.search(rb"/Type ?/Pages", parts.others[each]))
    listed = re.search(rb"/Kids ?\[ ?(\d+) 0 R", parts.others[node])
    assert listed is not None
    page = int(listed[1])
    parts.others[node] = parts.others[node].replace(listed[0], b"/Kids [920 0 R", 1)
    parts.others[page] = re.sub(rb"/Parent \d+", b"/Parent 920", parts.others[page])
    parts.others[920] = b"<</Type /Pages /Parent %d 0 R /Count 1 /Kids [%d 0 R]>>" % (node, page)


ODD: dict[str, Callable[[Parts], None]] = {
    "layers": in_object(b"/Catalog", rb"/Type", b"/OCProperties <</OCGs [] /D <<>>>> /Type"),
    "fields": in_object(b"/Catalog", rb"/Type", b"/AcroForm <</Fields []>> /Type"),
    "names written otherwise": in_object(b"/Catalog", rb"/PageMode", b"/P#61geMode"),
    "a page with another parent": in_object(PAGE, rb"/Parent \d+", b"/Parent 3"),
    "branches": in_branches,
    "a comment": in_object(PAGE, rb"/Tabs", b"%\n/Tabs"),
    "a string": in_object(PAGE, rb"/Tabs", b"/LastModified (D:2026\\)) /Tabs"),
    "a later generation": in_object(PAGE, rb"/Contents ?(\d+) 0 R", rb"/Contents \1 1 R"),
    "a number in two lines": in_object(PAGE, rb"/Contents ?(\d+) 0 R", rb"/Contents \1" + b" " * 30 + b"0 R"),
}


@pytest.mark.parametrize("name", ODD)
def test_of_what_the_builder_does_not_write_nothing_is_remembered(name: str) -> None:
    parts = apart(SHEET)
    mine = Parts(dict(parts.streams), dict(parts.others), parts.root, parts.information)
    ODD[name](mine)
    odd = together(mine)
    read(together(parts))
    assert None in pages_of(odd)
    assert read(odd) == freshly(odd)


@pytest.mark.parametrize("name", CHANGES)
def test_a_byte_that_counts_is_seen(name: str) -> None:
    sound = together(apart(SHEET))
    parts = apart(SHEET)
    mine = Parts(dict(parts.streams), dict(parts.others), parts.root, parts.information)
    CHANGES[name](mine)
    broken = together(mine)
    expected, whole = freshly(broken), freshly(sound)
    assert isinstance(whole, Proof)
    assert all(pages_of(sound))
    assert pages_of(broken) != pages_of(sound)
    forget()
    for data, proof in ((sound, whole), (broken, expected), (sound, whole), (broken, expected)):
        assert read(data) == proof


@pytest.mark.parametrize(
    "change", [("picture", b"\x10"), ("state", b"true"), ("ink", b"0.5")], ids=lambda each: each[0]
)
def test_what_a_page_paints_with_is_seen(change: tuple[str, bytes]) -> None:
    """A picture's pixels, a graphics state and an ink, each an object of its own behind the page's resources."""

    def painted_with(**values: bytes) -> bytes:
        parts = apart(SHEET)
        streams, others = dict(parts.streams), dict(parts.others)
        mine = Parts(streams, others, parts.root, parts.information)
        entries = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceCMYK/BitsPerComponent 8"
        streams[900] = b"<<%b/Length 4>>\nstream\n%b\x20\x30\x40\r\nendstream" % (entries, values["picture"])
        others[901] = b"<</op %b/OPM 1>>" % values["state"]
        others[902] = b"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 %b 0 0]/N 1>>" % values["ink"]
        others[903] = b"[/Separation/Deep/DeviceCMYK 902 0 R]"
        named = b"/XObject<</I 900 0 R>>/ExtGState<</G 901 0 R>>/ColorSpace<</S 903 0 R>>"
        in_object(PAGE, rb"/Resources ?<<", b"/Resources <<" + named)(mine)
        added = b"\n/Artifact BMC q /G gs /S cs 1 scn 9 9 50 50 re f 50 0 0 50 300 300 cm /I Do Q EMC"
        in_stream(b"/Contents", PAGE, lambda data: data + added)(mine)
        return together(mine)

    usual = {"picture": b"\x90", "state": b"false", "ink": b"1"}
    one, other = painted_with(**usual), painted_with(**{**usual, change[0]: change[1]})
    first, second = freshly(one), freshly(other)
    assert isinstance(first, Proof)
    assert isinstance(second, Proof)
    assert first.painted != second.painted
    assert all(pages_of(one))
    forget()
    assert [read(one), read(other), read(one)] == [first, second, first]


def test_a_sheet_taken_apart_is_still_the_sheet() -> None:
    for asked in (SHEET, PICTURED):
        one, other = read(pdf(asked)), read(together(apart(asked)))
        assert isinstance(one, Proof)
        assert isinstance(other, Proof)
        assert replace(one, size=0) == replace(other, size=0)


def test_pages_of_the_same_bytes_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = together(apart(SHEET))
    proof = read(data)
    assert isinstance(proof, Proof)
    monkeypatch.setattr(sides, "operators", None)
    monkeypatch.setattr(sides, "read_symbol", None)
    assert read(data) == proof
    forget()
    assert isinstance(read(data), str)


def in_streams(parts: Parts, *cuts: int) -> Parts:
    """The first page's content in several streams, which begin at these places of it."""
    number = parts.leading(b"/Contents", PAGE)
    data, others = packed(parts.streams[number]), dict(parts.others)
    pieces = [data[start:end] for start, end in pairwise((0, *cuts, len(data)))]
    numbers = range(910, 910 + len(pieces))
    written = {
        at: b"<</Length %d>>\nstream\n%b\r\nendstream" % (len(each), each)
        for at, each in zip(numbers, pieces, strict=True)
    }
    page = parts.holding(PAGE)
    listed = b" ".join([b"%d 0 R" % at for at in numbers])
    others[page] = re.sub(rb"/Contents ?\d+ 0 R", b"/Contents [%b]" % listed, others[page])
    return Parts({**parts.streams, **written}, others, parts.root, parts.information)


def whole_ends(data: bytes) -> list[int]:
    """Places where a stream can end."""
    return [found.end() for found in re.finditer(rb"\s(?:Q|EMC|ET)(?=\s)", data)]


@pytest.mark.parametrize("seed", range(24))
def test_a_page_in_several_streams_reads_as_in_one(seed: int) -> None:
    """Wherever it is cut, between operators or in their midst, and whatever was read before."""
    dice, parts = Random(seed), apart(SHEET)
    data = packed(parts.streams[parts.leading(b"/Contents", PAGE)])
    ends = whole_ends(data)
    places = ends if seed % 3 else [at for at, byte in enumerate(data) if byte in b" \n"]
    cuts = sorted(dice.sample(places, 2))
    cut = together(in_streams(parts, *cuts))
    first, second = read(cut), read(cut)
    assert isinstance(first, Proof)
    assert first == second == freshly(cut)
    if seed % 3:
        whole = read(together(parts))
        assert isinstance(whole, Proof)
        assert (first.shown, first.painted, first.lines) == (whole.shown, whole.painted, whole.lines)


def test_a_string_may_go_on_in_the_next_stream() -> None:
    parts = apart(SHEET)
    number = parts.leading(b"/Contents", PAGE)
    data = packed(parts.streams[number])
    first = re.search(rb"\((?:[^()\\]|\\.)+\)", data, re.DOTALL)
    assert first is not None
    # codes that look like the end of an operator
    end = first.end() - 1
    longer = data[:end] + b"\x00 \nQ" + data[end:]
    mine = Parts({**parts.streams, number: repacked(parts.streams[number], lambda _: longer)}, *parts[1:])
    cut, whole = together(in_streams(mine, end + 4)), together(mine)
    one, other = read(cut), read(whole)
    assert isinstance(one, Proof)
    assert isinstance(other, Proof)
    assert one == freshly(cut)
    assert (one.shown, one.painted) == (other.shown, other.painted)


@pytest.mark.parametrize("name", ["a font's program", "a font's texts", "another font under a number", "a turned page"])
def test_another_page_of_the_same_beginning_is_followed_anew(name: str) -> None:
    """Its first stream says the same, and asks for what is not the same."""
    parts = apart(SHEET)
    cut = whole_ends(packed(parts.streams[parts.leading(b"/Contents", PAGE)]))[-9]
    one = in_streams(parts, cut)
    other = Parts(dict(one.streams), dict(one.others), one.root, one.information)
    CHANGES[name](other)
    first, second = freshly(together(one)), freshly(together(other))
    assert first != second
    forget()
    assert [read(together(each)) for each in (one, other, one)] == [first, second, first]


def test_the_beginning_of_many_pages_is_followed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = apart(SHEET)
    content = packed(parts.streams[parts.leading(b"/Contents", PAGE)])
    ends = whole_ends(content)
    seen = list[bytes]()

    def noted(content: bytes) -> Operators:
        seen.append(content)
        return operators(content)

    monkeypatch.setattr(begun, "operators", noted)
    read(together(in_streams(parts, ends[-9], ends[-4])))
    read(together(in_streams(parts, ends[-9], ends[-2])))
    assert seen == [
        content[: ends[-9]],
        content[ends[-9] : ends[-4]],
        content[ends[-4] :],
        content[ends[-9] : ends[-2]],
        content[ends[-2] :],
    ]


def test_a_file_in_two_generations_is_read_anew() -> None:
    """What was added later may stand for anything that was there before."""
    data = together(apart(SHEET))
    assert Origin(data)
    number = apart(SHEET).leading(b"/Contents", PAGE)
    start = data.rindex(b"startxref")
    update = b"%d 0 obj\n<</Length 3>>\nstream\nq Q\nendstream\nendobj\n" % number
    rows = b"\1" + len(data).to_bytes(4, "big") + b"\0"
    size = max(*apart(SHEET).streams, *apart(SHEET).others) + 3
    table = (
        f"{size} 0 obj\n<</Type/XRef/Size {size + 1}/W[1 4 1]/Index[{number} 1]/Root {apart(SHEET).root} 0 R"
        f"/Prev {int(data[start + 10 :].split()[0])}/Length {len(rows)}>>\nstream\n"
    ).encode()
    later = data + update + table + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(data) + len(update))
    read(data)
    assert not Origin(later)
    proof = read(later)
    assert isinstance(proof, Proof)
    assert not [each for each in proof.shown if each.page == 0]
    assert proof == freshly(later)


def replaced(text: bytes, at: int, new: bytes) -> bytes:
    return text[:at] + new + text[at + 1 :]


@pytest.mark.parametrize("seed", range(40))
def test_bytes_changed_at_random_are_seen(seed: int) -> None:
    dice, parts = Random(seed), apart(PICTURED)
    sound = together(parts)
    read(sound)
    data = sound
    if seed % 2:
        made = bytearray(sound)
        made[dice.randrange(len(made))] = dice.choice(b"0123456789-/<>[]()RT \n\x00\xff")
        data = bytes(made)
    else:
        # what is packed would hide behind its checksum
        streams, others = dict(parts.streams), dict(parts.others)
        for _ in range(3):
            number = dice.choice([*streams, *others])
            text = packed(streams[number]) if number in streams else others[number]
            at, new = dice.randrange(len(text)), bytes([dice.choice(b"0123456789-/<>[]()RT \n\x00\xff")])
            if number in others:
                others[number] = replaced(text, at, new)
            elif text[at : at + 1] != new:
                streams[number] = repacked(streams[number], partial(replaced, at=at, new=new))
        data = together(Parts(streams, others, parts.root, parts.information))
    warm = read(data)
    assert warm == freshly(data)


def test_what_is_kept_stays_within_its_room() -> None:
    kept = Memory[str](100)
    for number in range(50):
        kept.keep(b"%d" % number, str(number), 20)
        assert kept.find(b"0") == "0"
        assert kept.find(b"%d" % number) == str(number)
    assert [kept.find(b"%d" % number) for number in range(46)] == ["0", *[None] * 45]
    kept.keep(b"large", "large", 26)
    assert kept.find(b"large") is None
    kept.keep(b"0", "again", 25)
    assert kept.find(b"0") == "again"
