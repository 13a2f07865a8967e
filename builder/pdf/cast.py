"""A strip's objects cast once, with gaps for what differs from plate to plate: numbers of objects, MCIDs, and places.

They are written as for any file, under numbers that occur in none of its texts, and cut apart at those numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from builder.model.dataclass import dataclass
from builder.pdf.ink import Sides
from builder.pdf.operands import numbers, text_string
from builder.pdf.stream import Packed
from builder.pdf.structure import Places, Structure
from builder.pdf.typefaces import Typefaces

# The last four digits of a gap's number say what goes there.
_KINDS = 10_000
_OWN, _MCID, _BOX = 0, 1000, 3000
_PAGE, _ABOVE, _ELEMENT = 2000, 2001, 2002


@dataclass(frozen=True, slots=True)
class Gaps:
    """What goes into the gaps: the first of the strip's own numbers, its first MCID, the page, the object above its
    element, its element, and how far its boxes are moved."""

    first: int
    mcid: int
    page: int
    above: int
    element: int
    shift: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Mould:
    """An object as a format and the gaps in it."""

    format: bytes
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """The objects of a strip: `count` numbers of its own; streams by their place among them, and the others, of which
    -1 is its element. `fonts` and `pictures` are names and places; `owners` the places of its MCIDs' elements, `links`
    those of its links' elements."""

    count: int
    streams: tuple[tuple[int, bytes], ...]
    others: tuple[tuple[int, _Mould], ...]
    boxes: tuple[Sides, ...]
    fonts: tuple[tuple[str, int], ...]
    pictures: tuple[tuple[str, int], ...]
    owners: tuple[int, ...]
    links: tuple[int, ...]
    annotations: tuple[int, ...]

    def fill(self, gaps: Gaps) -> list[tuple[int, bytes]]:
        """The objects that are no streams, by number."""
        x, y = gaps.shift
        fixed: dict[int, int | bytes] = {_PAGE: gaps.page, _ABOVE: gaps.above, _ELEMENT: gaps.element}
        for at, (left, bottom, right, top) in enumerate(self.boxes):
            fixed[_BOX + at] = numbers(left + x, bottom + y, right + x, top + y).encode()
        own, mcid = gaps.first, gaps.mcid - _MCID

        def value(gap: int) -> int | bytes:
            return own + gap if gap < _MCID else mcid + gap if gap < _PAGE else fixed[gap]

        return [
            (own + at if at >= 0 else gaps.element, mould.format % tuple([value(gap) for gap in mould.gaps]))
            for at, mould in self.others
        ]

    def renamed(self, alts: Sequence[tuple[str, str]]) -> Cast:
        """The same with other alternative texts, each with the one before it."""
        if not alts:
            return self
        others = self.others
        for old, new in alts:
            before, after = _described(old), _described(new)
            others = tuple(
                [
                    (at, _Mould(mould.format.removesuffix(before) + after, mould.gaps))
                    if mould.format.endswith(before)
                    else (at, mould)
                    for at, mould in others
                ]
            )
        return Cast(
            self.count,
            self.streams,
            others,
            self.boxes,
            self.fonts,
            self.pictures,
            self.owners,
            self.links,
            self.annotations,
        )


@lru_cache(maxsize=256)
def _described(alt: str) -> bytes:
    """How an element's format ends (`builder.pdf.structure`)."""
    return b"/Alt" + text_string(alt).replace(b"%", b"%%") + b">>"


def cast(faces: Typefaces, structure: Structure, pictures: Iterable[tuple[Packed, str]], links: int) -> Cast:
    """Cast what a strip has but its content and its `links` annotations, whose numbers are the last of its own."""
    recorder = _Recorder(structure.texts())
    fonts = [(name, recorder.place(number)) for name, number in faces.embed(recorder).items()]
    drawn = [(name, recorder.place(recorder.add(picture))) for picture, name in pictures]
    numbers = {node: recorder.number() if node else recorder.at(_ELEMENT) for node in structure.painted()}
    annotations = [recorder.number() for _ in range(links)]
    places = Places(numbers, recorder.at(_ABOVE), [recorder.at(_PAGE)], annotations, recorder.at(_MCID), recorder.box)
    for node, text in structure.elements(places):
        recorder.put(numbers[node], text)
    return Cast(
        count=recorder.count,
        streams=tuple([(at, bytes(packed)) for at, packed in recorder.streams.items()]),
        others=tuple([(at if at != _ELEMENT else -1, recorder.mould(text)) for at, text in recorder.others.items()]),
        boxes=tuple(recorder.boxes),
        fonts=tuple(fonts),
        pictures=tuple(drawn),
        owners=tuple([recorder.place(numbers[node]) for node in structure.owners[0]]),
        links=tuple([recorder.place(numbers[node]) for node in structure.links]),
        annotations=tuple([recorder.place(number) for number in annotations]),
    )


class _Recorder:
    """Takes objects in under numbers that stand in none of the texts (`builder.pdf.objects.Objects`)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._base = 10**8
        while any(str(self._base) in text for text in texts):
            self._base += 1
        self.count = 0
        self.streams: dict[int, Packed] = {}
        self.others: dict[int, bytes] = {}
        self.boxes: list[Sides] = []
        self._gap = re.compile(rb"%d(\d{4})" % self._base)

    def at(self, kind: int) -> int:
        """The number that stands for a gap."""
        return self._base * _KINDS + kind

    def place(self, number: int) -> int:
        """The gap that a number stands for."""
        return number - self._base * _KINDS

    def number(self) -> int:
        self.count += 1
        return self.at(_OWN + self.count - 1)

    def put(self, number: int, thing: bytes | Packed) -> None:
        if isinstance(thing, Packed):
            self.streams[self.place(number)] = thing
        else:
            self.others[self.place(number)] = thing

    def add(self, thing: bytes | Packed) -> int:
        number = self.number()
        self.put(number, thing)
        return number

    def box(self, sides: Sides) -> str:
        """A gap for a box that is moved."""
        self.boxes.append(sides)
        return str(self.at(_BOX + len(self.boxes) - 1))

    def mould(self, text: bytes) -> _Mould:
        """The text as a format, its gaps cut out."""
        return _mould(self._gap, text)


# most objects are the same for every service
@lru_cache(maxsize=4096)
def _mould(gap: re.Pattern[bytes], text: bytes) -> _Mould:
    parts = gap.split(text.replace(b"%", b"%%"))
    gaps = [int(each) for each in parts[1::2]]
    kinds = [b"%b" if each >= _BOX else b"%d" for each in gaps]
    mixed = [part for pair in zip(parts[::2], kinds, strict=False) for part in pair]
    return _Mould(b"".join([*mixed, parts[-1]]), tuple(gaps))
