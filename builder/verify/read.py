"""Read a finished PDF back as a stranger would: qpdf for its structure, PDFium for text and pixels, ZXing for codes."""

from __future__ import annotations

import struct
from functools import lru_cache

from pikepdf import PdfError
from pypdfium2 import PdfiumError

from builder.model.proof import Area, Link, Proof, Sheetside
from builder.verify.bare import without_text
from builder.verify.follow import follow
from builder.verify.fonts import Typeface
from builder.verify.ground import Ground, lines
from builder.verify.inks import read_resources
from builder.verify.letters import runs_from_right
from builder.verify.objects import Objects, Unreadable, Value, inherited, name_of, number_of, text_of
from builder.verify.operators import Strange, operators, strange_operators
from builder.verify.overlap import overlaps
from builder.verify.pixels import Renderer
from builder.verify.statement import read_statement, survey
from builder.verify.stranger import told_by_qpdf
from builder.verify.surface import Followed, Surface
from builder.verify.symbols import candidates, read_symbol
from builder.verify.tags import Tags, area_of

__all__ = ["Unreadable", "read_back"]

_MOST_PAGES = 400
"""More than any leaflet has: a stranger's file must not keep us busy for an hour."""


def read_back(data: bytes, *, thorough: bool = False) -> Proof:
    """Everything that the bytes hold. Raises Unreadable when a reader would have to repair them first.

    `thorough` also asks a plain extractor for pages whose text runs from the right, where it cannot be exact.
    """
    try:
        return _read_back(data, thorough)
    except Unreadable:
        raise
    # a stranger's file may hold anything anywhere; what is not as the standard says is told, never followed further
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error) as error:
        raise Unreadable(f"it is not built as a PDF should be ({type(error).__name__})") from error
    except (PdfiumError, PdfError) as error:
        raise Unreadable(told_by_qpdf(error)) from error


def _read_back(data: bytes, thorough: bool) -> Proof:
    objects, size, encrypted = Objects(data), len(data), False
    if objects.encrypted:
        data, encrypted = objects.open_copy(data), True
        objects = Objects(data)
    references = _pages(objects)
    if not references:
        raise Unreadable("it has no pages")
    if len(references) > _MOST_PAGES:
        raise Unreadable(f"it has more than {_MOST_PAGES} pages")
    faces = _Faces(objects)
    contents = [_content(objects, reference) for reference in references]
    followed = [
        _follow(objects, faces, at, reference, content)
        for at, (reference, content) in enumerate(zip(references, contents, strict=True))
    ]
    annotations = [(at, each) for at, page in enumerate(references) for each in _annotations(objects, page)]
    tags = Tags(objects, references, [reference for _, reference in annotations])
    shown = tuple([each for page in followed for each in page.shown])
    painted = tuple([each for page in followed for each in page.painted])
    used: list[set[int]] = [set() for _ in faces.faces]
    texts: dict[tuple[int, int], str] = {}
    for each in shown:
        used[each.font].update(each.codes)
        if each.mark.mcid is not None:
            stretch = each.page, each.mark.mcid
            texts[stretch] = texts.get(stretch, "") + each.text
    fonts = tuple([face.proof(codes) for face, codes in zip(faces.faces, used, strict=True)])
    says = read_statement(objects)
    crops = [
        _box(objects, page, "/CropBox") or _box(objects, page, "/MediaBox") or Area(0, 0, 0, 0) for page in references
    ]
    told = survey(objects)
    bare = without_text(data, objects, _replaced(objects, references, contents))
    with Renderer(bare) as renderer:
        # text comes page by page, and a hundred pages' pictures take a hundred megabytes
        ground = lru_cache(maxsize=2)(lambda at: Ground(renderer, at, crops[at]))
        set_lines = lines(shown, fonts, ground)
    with Renderer(data) as renderer:
        return Proof(
            size=size,
            encrypted=encrypted,
            says=says,
            pages=tuple(
                [
                    _side(objects, tags, reference, found, renderer.text(at) if thorough or _exact(found) else None)
                    for at, (reference, found) in enumerate(zip(references, followed, strict=True))
                ]
            ),
            elements=tags.elements(texts, says.language),
            shown=shown,
            lines=set_lines,
            overlaps=overlaps(renderer, crops, shown, fonts, set_lines),
            painted=painted,
            fonts=fonts,
            links=tuple([_link(objects, tags, page, each) for page, each in annotations]),
            symbols=tuple([read_symbol(renderer, crops[each.page], each) for each in candidates(painted)]),
            active=told.active,
            external=told.external,
            private=told.private,
        )


class _Faces:
    """The fonts of a file, numbered as they are met."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._numbers: dict[str, int] = {}
        self.faces: list[Typeface] = []

    def numbers(self, resources: dict[str, Value]) -> dict[str, int]:
        """Resource name -> number."""
        found = {}
        for name, reference in self._objects.dictionary(resources.get("/Font")).items():
            key = reference if isinstance(reference, str) else f"{name} of its own"
            if key not in self._numbers:
                self._numbers[key] = len(self.faces)
                self.faces.append(Typeface(self._objects, reference))
            found[name] = self._numbers[key]
        return found


def _pages(objects: Objects) -> list[str]:
    """References of the pages in order (ISO 32000-1, 7.7.3.2)."""
    found: list[str] = []
    waiting, seen = [objects.root.get("/Pages")], set[str]()
    while waiting:
        reference = waiting.pop()
        if not isinstance(reference, str) or reference in seen:
            continue
        seen.add(reference)
        node = objects.dictionary(reference)
        if "/Kids" in node:
            waiting += reversed(objects.array(node["/Kids"]))
        elif node.get("/Type") == "/Page":
            found.append(reference)
    return found


def _box(objects: Objects, page: str, key: str) -> Area | None:
    return area_of(objects, inherited(objects, page, key))


def _streams(objects: Objects, page: str) -> list[Value]:
    contents = objects.dictionary(page).get("/Contents")
    return objects.array(contents) if isinstance(objects.get(contents), list) else [contents]


def _content(objects: Objects, page: str) -> bytes:
    """A page's content; its streams count as one (7.8.2)."""
    return b"\n".join([objects.data(stream) for stream in _streams(objects, page)])


def _replaced(objects: Objects, pages: list[str], contents: list[bytes]) -> dict[str, bytes]:
    """Content streams by reference: a page's first holds all of it."""
    found: dict[str, bytes] = {}
    for page, content in zip(pages, contents, strict=True):
        for at, stream in enumerate(_streams(objects, page)):
            if isinstance(stream, str):
                found[stream] = b"" if at else content
    return found


def _follow(objects: Objects, faces: _Faces, at: int, page: str, content: bytes) -> Followed:
    resources = objects.dictionary(inherited(objects, page, "/Resources"))
    fonts = faces.numbers(resources)
    try:
        found = operators(content)
    except Strange:
        found = list(strange_operators(objects.object(page)))
    return follow(Surface(at, read_resources(objects, resources)), fonts, faces.faces, found)


def _annotations(objects: Objects, page: str) -> list[str]:
    listed = objects.array(objects.dictionary(page).get("/Annots"))
    return [each for each in listed if isinstance(each, str)]


def _exact(found: Followed) -> bool:
    """A plain extractor should give the page's very letters."""
    return not runs_from_right("".join([each.text for each in found.shown]))


def _side(objects: Objects, tags: Tags, page: str, found: Followed, text: str | None) -> Sheetside:
    node = objects.dictionary(page)
    media = _box(objects, page, "/MediaBox") or Area(0.0, 0.0, 0.0, 0.0)
    return Sheetside(
        media=media,
        crop=_box(objects, page, "/CropBox") or media,
        trim=area_of(objects, node.get("/TrimBox")),
        bleed=area_of(objects, node.get("/BleedBox")),
        rotated=int(number_of(inherited(objects, page, "/Rotate"))),
        tabs=name_of(objects.get(node.get("/Tabs"))),
        text=text,
        loose=tuple(found.loose),
        wrong=tuple(found.wrong),
        mcids=tuple(found.mcids),
        owners=tags.owners(node.get("/StructParents")),
    )


def _link(objects: Objects, tags: Tags, page: int, reference: str) -> Link:
    node = objects.dictionary(reference)
    action = objects.dictionary(node.get("/A"))
    return Link(
        page=page,
        area=area_of(objects, node.get("/Rect")) or Area(0.0, 0.0, 0.0, 0.0),
        kind=name_of(node.get("/Subtype")),
        url=text_of(objects.get(action.get("/URI"))),
        contents=text_of(objects.get(node.get("/Contents"))),
        # ISO 32000-1, 12.5.3: bit 3 prints; bits 1, 2, 6 and 9 hide
        printed=int(number_of(node.get("/F"))) & 0b1_0010_0111 == 0b100,
        element=tags.owner(node.get("/StructParent")),
    )
