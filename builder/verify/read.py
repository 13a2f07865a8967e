"""Read a finished PDF back as a stranger would: qpdf for its structure, PDFium for text and pixels, ZXing for codes."""

from __future__ import annotations

import struct
from itertools import count
from typing import TYPE_CHECKING, Final

from pikepdf import PdfError
from pypdfium2 import PdfiumError

from builder.model.proof import Area, Link, Proof, Sheetside
from builder.verify.faces import Faces
from builder.verify.objects import Objects, Unreadable, inherited, name_of, number_of, text_of
from builder.verify.sides import Sides, box_of, joined
from builder.verify.state import Followed
from builder.verify.statement import read_statement, survey
from builder.verify.stranger import told_by_qpdf
from builder.verify.tags import Tags, area_of

if TYPE_CHECKING:
    from builder.verify.origin import Origin

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
    origin = _origin(data) if not encrypted else None
    with Sides(data, objects, origin, references, thorough=thorough) as sides:
        faces = Faces(objects, origin)
        followed = sides.follow(faces)
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
        told = survey(objects)
        looks = sides.look(fonts)
        set_lines, overlaps = joined(followed, looks)
        return Proof(
            size=size,
            encrypted=encrypted,
            says=says,
            pages=tuple(
                [
                    _side(objects, tags, reference, found, look.text)
                    for reference, found, look in zip(references, followed, looks, strict=True)
                ]
            ),
            elements=tags.elements(texts, says.language),
            shown=shown,
            lines=set_lines,
            overlaps=overlaps,
            painted=painted,
            fonts=fonts,
            links=tuple([_link(objects, tags, page, each) for page, each in annotations]),
            symbols=tuple([symbol for look in looks for symbol in look.symbols]),
            active=told.active,
            external=told.external,
            private=told.private,
        )


# How many files this process has read
_files: Final = count()


def _origin(data: bytes) -> Origin | None:
    """What tells pages of the same bytes; None for a process's first file, which may be its only one."""
    if next(_files) == 0:
        return None
    from builder.verify.origin import Origin

    return Origin(data)


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


def _annotations(objects: Objects, page: str) -> list[str]:
    listed = objects.array(objects.dictionary(page).get("/Annots"))
    return [each for each in listed if isinstance(each, str)]


def _side(objects: Objects, tags: Tags, page: str, found: Followed, text: str | None) -> Sheetside:
    node = objects.dictionary(page)
    media = box_of(objects, page, "/MediaBox") or Area(0.0, 0.0, 0.0, 0.0)
    return Sheetside(
        media=media,
        crop=box_of(objects, page, "/CropBox") or media,
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
