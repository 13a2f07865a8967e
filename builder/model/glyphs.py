"""Text as glyphs. Shaping is done in thousandths of an em, so it is independent of type size.

x grows to the right and y upwards, as in fonts; advances are never negative.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from builder.model.dataclass import dataclass


class Face(Protocol):
    """What later passes may know of a font face; `builder.text.faces` makes them."""

    @property
    def key(self) -> str:
        """Stable name: the file's name."""

    @property
    def postscript_name(self) -> str: ...

    @property
    def units_per_em(self) -> int: ...

    @property
    def ascent(self) -> float:
        """Thousandths of an em, as in hhea."""

    @property
    def descent(self) -> float:
        """Thousandths of an em, negative."""

    @property
    def cap_height(self) -> float: ...

    @property
    def bbox(self) -> tuple[int, int, int, int]: ...

    @property
    def bold(self) -> bool: ...

    def advance(self, glyph: int) -> float:
        """Thousandths of an em."""

    def subset(self, glyphs: frozenset[int]) -> tuple[bytes, dict[int, int]]:
        """A TrueType file with these glyphs and .notdef, and old glyph id -> new glyph id."""


class Glyph(NamedTuple):
    """One glyph of a cluster; x and y are from the cluster's own left end on the baseline, in thousandths of an em."""

    id: int
    x: float
    y: float


class Cluster(NamedTuple):
    """The smallest piece of text that stands as one: its source text and its glyphs.

    `text` is exactly what the reader's software shall extract (inserted isolates and joiners left out).
    """

    text: str
    start: int
    glyphs: tuple[Glyph, ...]
    advance: float


@dataclass(frozen=True, slots=True)
class Run:
    """Clusters of one face and direction. `x` is the run's left end from the line's left end, thousandths of an em of
    the line's size; clusters are in **logical** order; `lefts[i]` is cluster i's left end from the run's left end."""

    face: Face
    rtl: bool
    x: float
    start: int
    clusters: tuple[Cluster, ...]
    lefts: tuple[float, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: runs in logical order, width without trailing spaces in thousandths of an em."""

    runs: tuple[Run, ...]
    width: float
    start: int
    end: int
    rtl: bool
