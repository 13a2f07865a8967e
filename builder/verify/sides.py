"""What each page of a file holds and how it looks, remembered for other files with a page of the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Final

from pypdfium2 import PdfiumError

from builder.model.dataclass import dataclass
from builder.model.proof import Area, Font, Symbol, TextLine
from builder.verify.bare import without_text
from builder.verify.faces import Faces
from builder.verify.follow import follow
from builder.verify.ground import Ground, lines
from builder.verify.inks import read_resources
from builder.verify.letters import runs_from_right
from builder.verify.memory import Memory
from builder.verify.objects import Objects, Value, inherited
from builder.verify.operators import Strange, operators, strange_operators
from builder.verify.overlap import overlaps
from builder.verify.pixels import Renderer
from builder.verify.state import Followed
from builder.verify.surface import Surface
from builder.verify.symbols import candidates, read_symbol
from builder.verify.tags import area_of

if TYPE_CHECKING:
    from builder.verify.origin import Origin


@dataclass(frozen=True, slots=True)
class Look:
    """How a page looks, by itself: its text as a plain extractor gives it, None where it was not asked; its lines, and
    those that overlap, indices counted from the page's first; its codes."""

    text: str | None
    lines: tuple[TextLine, ...]
    overlaps: tuple[tuple[int, int], ...]
    symbols: tuple[Symbol, ...]


_known: Final = Memory[tuple[Followed, Look]](4_500_000)

# Pages of a file that may come again in another: lists and slips have many, and none does
_MOST_PAGES: Final = 8


class Sides:
    """The pages of one file, by their references; `thorough` as in `read_back`. A context manager."""

    def __init__(
        self, data: bytes, objects: Objects, origin: Origin | None, references: Sequence[str], *, thorough: bool
    ) -> None:
        self._data, self._objects, self._references, self._thorough = data, objects, references, thorough
        self._streams = [_streams(objects, reference) for reference in references]
        self._renderer: Renderer | None = None
        self._origins = self._of_pages(origin)
        self._contents: dict[int, bytes] = {}
        self._keys: list[bytes | None] = []
        self._followed: list[Followed] = []
        self._looks: dict[int, Look] = {}

    def __enter__(self) -> Sides:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._renderer is not None:
            self._renderer.close()

    def follow(self, faces: Faces) -> list[Followed]:
        """Everything that is shown and painted, page by page; their fonts are numbered in `faces`."""
        for at, reference in enumerate(self._references):
            resources = self._objects.dictionary(inherited(self._objects, reference, "/Resources"))
            fonts, origin = faces.numbers(resources), self._origins[at]
            key = origin + repr((at, self._thorough, fonts)).encode() if origin is not None else None
            self._keys.append(key)
            if key is not None and (known := _known.find(key)) is not None:
                page, self._looks[at] = known
                self._followed.append(page)
            else:
                self._followed.append(self._follow(at, resources, fonts, faces))
        return self._followed

    def look(self, fonts: Sequence[Font]) -> list[Look]:
        """How the pages look that `follow` has followed."""
        new = [at for at in range(len(self._references)) if at not in self._looks]
        if new:
            crops = {at: self._crop(at) for at in new}
            with Renderer(without_text(self._data, self._objects, self._replaced(new))) as bare:
                sound = bare.sound
                set_lines = {at: self._lines(at, fonts, bare, crops[at]) for at in new}
            self._renderer = renderer = self._renderer or Renderer(self._data)
            for at in new:
                self._looks[at] = look = self._look(at, fonts, set_lines[at], renderer, crops[at])
                key, followed = self._keys[at], self._followed[at]
                if key is not None and sound:
                    _known.keep(key, (followed, look), followed.weight + 450 * len(look.lines))
        return [self._looks[at] for at in range(len(self._references))]

    def _of_pages(self, origin: Origin | None) -> list[bytes | None]:
        """What tells pages of the same bytes, as far as that can be told.

        A page in several streams has a service's details in one of them, and comes once.
        """
        nowhere: list[bytes | None] = [None] * len(self._references)
        asked = [len(streams) == 1 for streams in self._streams]
        listed = [stream for streams in self._streams for stream in streams if isinstance(stream, str)]
        if origin is None or not origin or not any(asked) or len(asked) > _MOST_PAGES or len(set(listed)) < len(listed):
            return nowhere
        try:
            self._renderer = Renderer(self._data)
        except PdfiumError:
            return nowhere
        if not self._renderer.sound:
            return nowhere
        return [origin.page(each) if alone else None for each, alone in zip(self._references, asked, strict=True)]

    def _follow(self, at: int, resources: dict[str, Value], fonts: dict[str, int], faces: Faces) -> Followed:
        # a page's streams count as one (ISO 32000-1, 7.8.2)
        streams = [self._objects.data(stream) for stream in self._streams[at]]
        self._contents[at] = content = b"\n".join(streams)
        named = read_resources(self._objects, resources)
        try:
            if len(streams) > 1:
                # a plain sheet, made by itself, need not know how
                from builder.verify.begun import follow_streams

                in_parts = follow_streams(at, named, fonts, faces.faces, streams)
                if in_parts is not None:
                    return in_parts
            found = operators(content)
        except Strange:
            found = list(strange_operators(self._objects.object(self._references[at])))
        return follow(Surface(at, named), fonts, faces.faces, found)

    def _crop(self, at: int) -> Area:
        page = self._references[at]
        return box_of(self._objects, page, "/CropBox") or box_of(self._objects, page, "/MediaBox") or Area(0, 0, 0, 0)

    def _replaced(self, pages: Sequence[int]) -> dict[str, bytes]:
        """Content streams by reference: a page's first holds all of it."""
        found: dict[str, bytes] = {}
        for page in pages:
            for at, stream in enumerate(self._streams[page]):
                if isinstance(stream, str):
                    found[stream] = b"" if at else self._contents[page]
        return found

    def _lines(self, at: int, fonts: Sequence[Font], bare: Renderer, crop: Area) -> tuple[TextLine, ...]:
        return lines(self._followed[at].shown, fonts, cache(lambda page: Ground(bare, page, crop)))

    def _look(
        self, at: int, fonts: Sequence[Font], set_lines: tuple[TextLine, ...], renderer: Renderer, crop: Area
    ) -> Look:
        found = self._followed[at]
        # of what runs from the right, a plain extractor may not give the very letters
        asked = self._thorough or not runs_from_right("".join([each.text for each in found.shown]))
        return Look(
            renderer.text(at) if asked else None,
            set_lines,
            overlaps(renderer, crop, found.shown, fonts, set_lines),
            tuple([read_symbol(renderer, crop, each) for each in candidates(found.painted)]),
        )


def joined(
    followed: Sequence[Followed], looks: Sequence[Look]
) -> tuple[tuple[TextLine, ...], tuple[tuple[int, int], ...]]:
    """The lines of all pages and which of them overlap, with their places in the whole."""
    made: list[TextLine] = []
    pairs: list[tuple[int, int]] = []
    before = 0
    for found, look in zip(followed, looks, strict=True):
        first = len(made)
        pairs += [(first + one, first + other) for one, other in look.overlaps]
        made += [_moved(line, before) for line in look.lines] if before else look.lines
        before += len(found.shown)
    return tuple(made), tuple(pairs)


def box_of(objects: Objects, page: str, key: str) -> Area | None:
    """One of a page's boxes, its own or inherited; None where it has none."""
    return area_of(objects, inherited(objects, page, key))


def _streams(objects: Objects, page: str) -> list[Value]:
    contents = objects.dictionary(page).get("/Contents")
    return objects.array(contents) if isinstance(objects.get(contents), list) else [contents]


def _moved(line: TextLine, by: int) -> TextLine:
    page, mark, text, size, bold, colour, turned, ink, shown, behind = line
    return TextLine(page, mark, text, size, bold, colour, turned, ink, tuple([at + by for at in shown]), behind)
