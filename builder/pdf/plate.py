"""Etch: a sheet whose imprint is open becomes the part of a PDF that all its imprints share."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.inks import Inks
from builder.model.sheet import Sheet
from builder.pdf.metadata import inform
from builder.pdf.objects import HEADER, filtered, object_stream, row, write_objects
from builder.pdf.painter import Finish, Lends, draw
from builder.pdf.slots import OpenPage
from builder.pdf.stream import Piece, piece

WIDE = 3
"""Bytes of an offset in the cross-reference stream: files of up to 16 MB."""


@dataclass(frozen=True)
class OpenBox:
    """A box that is open: its page (an index), the slots of its content and element, the object above that element.

    `left` and `bottom` are where it stands on the page, points. `language` is that of the text around it.
    """

    page: int
    content: int
    element: int
    above: int
    language: str
    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True)
class Etched:
    """The beginning of a file, up to where the imprint's objects come.

    `rows` are those of the cross-reference table, deflated, with the numbers of slots between them; objects are
    numbered below `size`. `late` is the slot of the parent tree. A sheet without openings has none of all this, and is
    whole but for its end. `inks`: what its colours are separated into.
    """

    body: bytes
    rows: tuple[Piece | int, ...]
    size: int
    trailer: str
    late: int
    pages: tuple[OpenPage, ...]
    boxes: tuple[OpenBox, ...]
    rtl: bool
    linked: bool
    lends: Lends
    inks: Inks | None = None


def etch(sheet: Sheet, finish: Finish, inks: Inks | None = None) -> Etched:
    """Paint everything but what goes into the openings."""
    drawn = draw(sheet, finish, inks)
    made = drawn.document.formatted(inform(sheet, trapped=inks is not None))
    holder = drawn.document.objectcounter + 1
    body, offsets = write_objects(HEADER, {**made.streams, holder: bytes(object_stream(made.others.items()))})
    places = {number: (holder, index) for index, number in enumerate(made.others)}
    rows: list[Piece | int] = []
    run = [row(WIDE, 0, 0, 0xFFFF)]
    for number in range(1, holder + 1):
        if number in offsets:
            run.append(row(WIDE, 1, offsets[number]))
        elif number in places:
            run.append(row(WIDE, 2, *places[number]))
        else:
            rows += [piece(filtered(run)), number] if run else [number]
            run = []
    slots = drawn.slots
    listed = dict.fromkeys(opening.page for opening in slots.openings)
    boxes = []
    for opening, content in zip(slots.openings, slots.contents, strict=True):
        page, box, node = sheet.pages[opening.page], opening.box, sheet.tree[opening.node]
        boxes.append(
            OpenBox(
                page=list(listed).index(opening.page),
                content=content,
                element=slots.element(opening.node),
                above=drawn.elements[node.parent],
                language=drawn.structure.language_of(opening.node) or sheet.language,
                left=page.width - box.x - box.width if sheet.rtl else box.x,
                bottom=page.height - box.y - box.height,
                width=box.width,
                height=box.height,
            )
        )
    return Etched(
        body=bytes(body),
        rows=(*rows, piece(filtered(run))),
        size=holder + 1,
        trailer=made.trailer,
        late=slots.late,
        pages=tuple(found for at in listed if (found := slots.page(at)) is not None),
        boxes=tuple(boxes),
        rtl=sheet.rtl,
        linked=finish != "press",
        lends=drawn.lends,
        inks=inks,
    )
