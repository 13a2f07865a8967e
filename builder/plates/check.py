"""Check: a struck file read back from its bytes, in a fraction of a millisecond.

The plate has been verified in full and is in the file byte for byte. Read back is all that was added: the objects and
where they stand, the text as extraction gives it, tags and links, and the codes, module by module. The whole of
`builder.verify` runs on the first and last strike of every plate and on a sample.
"""

from __future__ import annotations

import re
from codecs import utf_16_be_decode
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from builder.pdf.operands import text_string
from builder.pdf.plate import Etched
from builder.pdf.strip import Strip, without_blanks
from builder.plates.modules import opened
from builder.plates.reading import Added, Broken, Letters, lent_letters, read_added, to_unicode

_OPERATORS = re.compile(
    rb"\((?P<shown>[^\\()]*+(?:\\.[^\\()]*+)*)\)|/(?P<font>S\d+F\d+|A\d+) [\d.]+ Tf"
    rb"|q (?P<side>[\d.]+) 0 0 -[\d.]+ [-\d.]+ [-\d.]+ cm\s(?P<path>[\d re]+) f",
    re.DOTALL,
)
_MCID = re.compile(rb"<</MCID (\d+)>>BDC")
_FONT = re.compile(rb"/(S\d+F\d+|A\d+) (\d+) 0 R")
_ARRAY = re.compile(rb"(\d+)\[([^\]]*)\]")
_KIDS = re.compile(rb"/K(?: (\d+)|\[([^\]]*)\])")
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)

# A module under half a millimetre does not survive a photocopy; a hair less for the roundings.
_MODULE = 0.49 * 72 / 25.4


def check_struck(struck: Sequence[tuple[bytes, Etched, Sequence[Strip]]]) -> list[list[str]]:
    """What is wrong with each struck file, in words; nothing when it is as meant.

    All files are read, then all are compared with what was meant.
    """
    read = [_added(data, plate) for data, plate, _ in struck]
    return [_told(added, plate, strips) for added, (_, plate, strips) in zip(read, struck, strict=True)]


def _added(data: bytes, plate: Etched) -> Added | str:
    """What was added to a plate, or what is wrong."""
    try:
        return read_added(data, plate)
    except Broken as error:
        return str(error)
    except (ValueError, LookupError, OverflowError) as error:
        return f"it cannot be read: {error}"


def _told(added: Added | str, plate: Etched, strips: Sequence[Strip]) -> list[str]:
    if isinstance(added, str):
        return [added]
    try:
        return list(_troubles(added, plate, strips))
    except Broken as error:
        return [str(error)]
    except (ValueError, LookupError, OverflowError) as error:
        return [f"it cannot be read: {error}"]


def _troubles(added: Added, plate: Etched, strips: Sequence[Strip]) -> Iterator[str]:
    owners = dict(_ARRAY.findall(added.object(plate.late))) if plate.boxes else {}
    done = [page.marks for page in plate.pages]
    for box, strip in zip(plate.boxes, strips, strict=True):
        page, meant = plate.pages[box.page], strip.meant
        content = added.decoded(box.content)
        # but for its place and its numbers the same content comes again and again
        _, _, body = content.partition(b" cm\n")
        parts = _MCID.split(body)
        mcids = [int(each) for each in parts[1::2]]
        read = _read(b"BDC".join(parts[::2]), _fonts(added, plate, page.resources_slot))
        if not content.startswith(b"q\n1 0 0 1 ") or not content.endswith(b"\nQ\n"):
            yield "the imprint does not leave the page as it was"
        if read.text != meant.text:
            yield f"the imprint reads “{read.text[:80]}”, and “{meant.text[:80]}” was meant"
        if read.codes != meant.codes:
            yield f"the codes open {', '.join(read.codes)}, and {', '.join(meant.codes)} was meant"
        if read.module < _MODULE:
            yield "the modules of a code are too small to be read"
        first = done[box.page]
        done[box.page] += len(mcids)
        if mcids != list(range(first, first + len(strip.cast.owners))) or not read.nested:
            yield "the imprint's stretches of content are not numbered as they should be"
        elements = [int(each) for each in owners.get(b"%d" % page.key, b"").split()[::3]]
        for mcid in mcids:
            if mcid >= len(elements) or not _holds(added.object(elements[mcid]), mcid):
                yield f"no element holds the stretch of content {mcid}"
        yield from _unlinked(added, page.annotations_slot, meant.links)


def _unlinked(added: Added, slot: int, links: Sequence[str]) -> Iterator[str]:
    """Links that are not among the page's annotations."""
    listed = [int(each) for each in added.object(slot)[1:-1].split()[::3]]
    made = b"".join([added.others.get(number, b"") for number in listed])
    for url in links:
        if b"/URI" + text_string(url) not in made:
            yield f"there is no link to {url}"


# most elements are the same for every service
@lru_cache(maxsize=4096)
def _holds(element: bytes, mcid: int) -> bool:
    kids = _KIDS.search(element)
    if kids is None:
        return False
    return int(kids[1]) == mcid if kids[1] else b"%d" % mcid in kids[2].split()


def _fonts(added: Added, plate: Etched, resources: int) -> tuple[tuple[bytes, bytes], ...]:
    """Names of the imprint's fonts, and the streams that say what their codes mean."""
    found = []
    for name, number in _FONT.findall(added.object(resources)):
        packed = lent_letters(plate.body).get(int(number)) if name.startswith(b"A") else added.letters(int(number))
        if packed is None:
            raise Broken(f"font {name.decode()} does not say what its letters are")
        found.append((name, packed))
    return tuple(found)


class _Read(NamedTuple):
    """What content says: its text without blanks, what its codes open, their smallest module in points."""

    text: str
    codes: tuple[str, ...]
    module: float
    nested: bool


@lru_cache(maxsize=128)
def _read(content: bytes, fonts: tuple[tuple[bytes, bytes], ...]) -> _Read:
    """Read an imprint's operators, their stretches without numbers. Raises Broken."""
    texts: list[str] = []
    codes: list[str] = []
    module = _MODULE
    maps = {name: to_unicode(packed) for name, packed in fonts}
    face = Letters()
    for each in _OPERATORS.finditer(content):
        kind = each.lastgroup
        if kind == "shown":
            shown = each["shown"]
            if b"\\" in shown:
                shown = _ESCAPED.sub(lambda hit: b"\r" if hit[1] == b"r" else hit[1], shown)
            try:
                # codes of two bytes (Identity-H), looked up as if they were characters
                texts.append(utf_16_be_decode(shown, "strict", True)[0].translate(face))
            except ValueError:
                raise Broken("a letter of the imprint is not in its font") from None
        elif kind == "font":
            if each["font"] not in maps:
                raise Broken("the imprint uses a font that is not there")
            face = maps[each["font"]]
        else:
            codes.append(opened(each["path"]))
            module = min(module, float(each["side"]))
    begun = content.count(b"BDC\n") + content.count(b" BMC\n")
    return _Read(without_blanks("".join(texts)), tuple(codes), module, begun == content.count(b"EMC\n"))
