"""A sheet: everything at fixed positions. Nothing after this decides anything.

Lengths are points. x runs from the page's **start** edge (left for left-to-right editions, right for right-to-left
ones), y from the top down; `paint` alone turns that into physical sides. Boxes are mirrored as boxes: what is drawn
inside (glyphs, icons, a test strip, a QR code) never is.
"""

from __future__ import annotations

from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.glyphs import Line, Run
from builder.model.source import Colour, Span, Text

Tag = Literal[
    "Document",
    "Part",
    "Sect",
    "H1",
    "H2",
    "H3",
    "P",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Figure",
    "Link",
    "Span",
    "Note",
    "Div",
]


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the structure tree; `parent` is an index into `Sheet.tree`, -1 for the Document (always the first).

    Children stand in reading order: the order of their indices. `numbering` is a list's ListNumbering.
    """

    tag: Tag
    parent: int
    lang: str = ""
    alt: str = ""
    numbering: Literal["", "Decimal", "Disc", "None"] = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; x from the start edge, y from the top."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text. `box` is the line's advance box, line height included; `baseline` is from the page's top.

    `turned`: the line reads upwards (rotated a quarter counter-clockwise). The box is upright as it stands on the page
    (its height is the line's advance); `baseline` is the distance from the box's physical left side to the baseline.
    """

    box: Box
    baseline: float
    line: Line
    size: float
    colour: Colour
    node: int
    last: bool = True
    turned: bool = False
    message: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled and/or stroked rectangle, rounded by `radius`; an artifact unless `node` is given.

    `everywhere`: a mark, printed with every ink that the press has.
    """

    box: Box
    fill: Colour | None = None
    stroke: Colour | None = None
    weight: float = 0.0
    radius: float = 0.0
    dash: tuple[float, ...] = ()
    node: int = -1
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from (x, y) to (x2, y2); an artifact. `everywhere` as a shape's."""

    x: float
    y: float
    x2: float
    y2: float
    weight: float
    colour: Colour
    dash: tuple[float, ...] = ()
    round_caps: bool = False
    node: int = -1
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """An icon or another path drawing, scaled from its `view` (width, height) into the box. `node` -1: an artifact.

    `path` holds absolute SVG commands M, L, C, Z with their numbers; even-odd or non-zero as `even_odd` says.
    """

    box: Box
    view: tuple[float, float]
    paths: tuple[DrawnPath, ...]
    colour: Colour
    node: int = -1


@dataclass(frozen=True, slots=True)
class DrawnPath:
    """One path of a drawing. `colour` None: the drawing's."""

    commands: tuple[tuple[str, tuple[float, ...]], ...]
    even_odd: bool = False
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code. `box` is the symbol without quiet zone; `rows` are its modules, top row first, True dark."""

    box: Box
    rows: tuple[tuple[bool, ...], ...]
    address: str
    colour: Colour
    node: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster image (a service's logo): PNG bytes. `grey`: it is printed in black alone."""

    box: Box
    png: bytes
    node: int
    grey: bool = False


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A clickable area: the annotation of structure element `node` (a Link)."""

    box: Box
    url: str
    contents: str
    node: int


PlacedItem = Words | Shape | Rule | Drawing | Code | Picture | LinkArea


@dataclass(frozen=True, slots=True)
class Frame:
    """A panel as placed: `trim` is the panel itself, `text` the part where text may stand."""

    id: str
    trim: Box
    text: Box
    spare: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """One side. `trim` is the sheet's rectangle on the paper (`width` x `height`)."""

    width: float
    height: float
    trim: Box
    items: tuple[PlacedItem, ...]
    frames: tuple[Frame, ...] = ()
    folds: tuple[float, ...] = ()
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: a section's heading."""

    title: str
    page: int
    y: float
    level: int
    node: int = -1


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a service's details go: the inside of the imprint's box, which has a frame of its own.

    They are painted before item `before` of a page, under element `node`; or they stand there already, as so many
    `items`. `label` stands above them; `code` is the width of a QR code, points, as on the rest of the sheet.
    """

    page: int
    before: int
    node: int
    box: Box
    label: Text
    code: float
    items: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """An edition composed on a layout.

    `alphabet` are the letters that most services' details are set in. A sheet that is open for them brings them along.
    `tight`: its languages are set as they are on cards, as they do not fit otherwise.
    """

    pages: tuple[Page, ...]
    tree: tuple[Node, ...]
    bookmarks: tuple[Bookmark, ...]
    rtl: bool
    language: str
    title: str
    description: str
    duplex: Literal["none", "short-edge", "long-edge"]
    date: str
    code: str
    scale: float
    left_out: tuple[str, ...] = ()
    openings: tuple[Opening, ...] = ()
    alphabet: tuple[Run, ...] = ()
    tight: bool = False
