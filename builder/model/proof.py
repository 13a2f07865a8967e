"""A proof: what reading the finished bytes back has found. What the reader gets, not what was meant.

Points, x to the right and y upwards from the page's bottom left corner, as PDF counts: nothing here is mirrored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from builder.model.dataclass import dataclass


class Area(NamedTuple):
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    def within(self, other: Area, slack: float = 0.0) -> bool:
        """No side is more than `slack` points outside the other's."""
        return (
            self.left >= other.left - slack
            and self.bottom >= other.bottom - slack
            and self.right <= other.right + slack
            and self.top <= other.top + slack
        )

    def grown(self, by: float) -> Area:
        """Larger by so many points on every side."""
        return Area(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def joined(self, other: Area) -> Area:
        """The smallest area that holds both."""
        return Area(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


class Mark(NamedTuple):
    """The marked content that something is painted in (ISO 32000-1, 14.6).

    `tag` is the nearest tag but Span, "" where there is none and `Artifact` for decoration. `mcid` ties it to an
    element of the structure tree; None: to none. `lang` is that of the nearest language span, "" for the element's own.
    """

    tag: str
    mcid: int | None
    lang: str


class Paint(NamedTuple):
    """A colour as it is written: the name of its space (`Separation NAME` for an ink of its own), its parts.

    `colour` is what it looks like, `#rrggbb`, "" for a pattern.
    """

    space: str
    parts: tuple[float, ...]
    colour: str


BLACK: Final = Paint("DeviceGray", (0.0,), "#000000")
"""What a page begins in (ISO 32000-1, 8.4.1)."""


class Shown(NamedTuple):
    """One text operator.

    `size` is the type size on paper, `colour` as `#rrggbb`, "" when it is none of grey, RGB and CMYK. `ink` is the box
    of the glyphs' outlines, None when there are none. `matrix` places text, `pens` are where its glyphs begin before
    that, points along the baseline. `at` counts what is painted on the page, from 0. `over`: it is printed over what
    is under it.
    """

    page: int
    at: int
    mark: Mark
    text: str
    font: int
    codes: tuple[int, ...]
    size: float
    colour: str
    matrix: tuple[float, float, float, float, float, float]
    pens: tuple[float, ...]
    turned: bool
    ink: Area | None
    paint: Paint = BLACK
    over: bool = False


class TextLine(NamedTuple):
    """Operators that stand side by side in one mark: a line of text, or a part of one.

    `ink` is the outlines' box, `shown` the indices of its operators in `Proof.shown`. `behind` is the colour that it
    stands out from least of all that is rendered behind it.
    """

    page: int
    mark: Mark
    text: str
    size: float
    bold: bool
    colour: str
    turned: bool
    ink: Area
    shown: tuple[int, ...]
    behind: str


class Painted(NamedTuple):
    """One path or image. `rectangles` is how many a path is made of when it holds nothing else, `unit` the shortest
    side of any of them: a module, where it is a QR code. A stroke's weight is inside `area`.

    `paints` are the colours that it is filled and stroked with, or an image's space; `weight` is a stroke's, points on
    paper; `pixels` an image's width and height, `densest` the most ink that one of them has. `over` as text's."""

    page: int
    at: int
    mark: Mark
    kind: Literal["fill", "stroke", "both", "image"]
    area: Area
    colour: str
    rectangles: int
    unit: float
    paints: tuple[Paint, ...] = ()
    weight: float = 0.0
    pixels: tuple[int, int] = (0, 0)
    densest: float = 0.0
    over: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure tree; `parent` is an index into `Proof.elements`, -1 for the first.

    Elements stand in reading order. `own` is the text of its own marked content, `text` that of its children too.
    `content` are its own stretches, (page, MCID); `links` the annotations it holds, indices into `Proof.links`, -1
    for one that is none of them. `lang` is as written, `language` the one that holds.
    """

    tag: str
    parent: int
    lang: str
    language: str
    alt: str | None
    numbering: str
    box: Area | None
    page: int | None
    content: tuple[tuple[int, int], ...]
    links: tuple[int, ...]
    children: tuple[int, ...]
    own: str
    text: str


@dataclass(frozen=True, slots=True)
class Font:
    """A font as embedded. `texts` is its ToUnicode, `widths` what the file says of the codes that are used, `advances`
    what the program says, `extents` its outlines, all in thousandths of an em. `glyphs` is the number of glyphs in the
    program, `tofu` the codes used that show the shape of .notdef."""

    name: str
    embedded: bool
    readable: bool
    bold: bool
    glyphs: int
    texts: Mapping[int, str]
    widths: Mapping[int, float]
    advances: Mapping[int, float]
    extents: Mapping[int, tuple[float, float, float, float]]
    tofu: frozenset[int]


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation. `element` is what its StructParent leads to, an index, -1 for none."""

    page: int
    area: Area
    kind: str
    url: str
    contents: str
    printed: bool
    element: int


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR code as rendered. `area` is without quiet zone, `module` in points.

    `address` is what a decoder reads at 300 dots to the inch, "" for nothing; `level` its error correction; `rough`
    what is read at 150, blurred, with noise and dirt. `quiet` are the modules that are free of ink, counted up to the
    four that must be, on the left, top, right and bottom. `contrast` is that of ink and paper in grey.
    """

    page: int
    area: Area
    module: float
    mark: Mark
    address: str
    level: str
    rough: str
    quiet: tuple[float, float, float, float]
    contrast: float


@dataclass(frozen=True, slots=True)
class Sheetside:
    """A page. `text` is what a plain extractor gives, None where it was not asked.

    `loose` are painting operators outside of all marked content, `wrong` what no content may hold (marks that do not
    nest), `owners` the elements that the parent tree gives for each MCID, `mcids` those in the content, in order.
    """

    media: Area
    crop: Area
    trim: Area | None
    bleed: Area | None
    rotated: int
    tabs: str
    text: str | None
    loose: tuple[str, ...]
    wrong: tuple[str, ...]
    mcids: tuple[int, ...]
    owners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file says about itself: the information dictionary, XMP properties by qualified name, the catalogue.

    `intents` are (subtype, bytes of the profile), `output` is what their profile is for: CMYK, RGB, GRAY, "" for none.
    """

    version: str
    language: str
    marked: bool
    information: Mapping[str, str]
    xmp: Mapping[str, tuple[str, ...]]
    shows_title: bool
    duplex: str
    scaling: str
    direction: str
    intents: tuple[tuple[str, int], ...]
    bookmarks: tuple[str, ...]
    output: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything that was read back. `overlaps` are pairs of `lines`, indices, whose ink touches.

    `active` and `external` name what runs and what reaches out of the file, `private` what tells of people and machines
    beyond the metadata; each in words, with the object's number.
    """

    size: int
    encrypted: bool
    says: Statement
    pages: tuple[Sheetside, ...]
    elements: tuple[Element, ...]
    shown: tuple[Shown, ...]
    lines: tuple[TextLine, ...]
    overlaps: tuple[tuple[int, int], ...]
    painted: tuple[Painted, ...]
    fonts: tuple[Font, ...]
    links: tuple[Link, ...]
    symbols: tuple[Symbol, ...]
    active: tuple[str, ...]
    external: tuple[str, ...]
    private: tuple[str, ...]
