"""What sheets should be: pages of files in the cells of a paper. Points from its bottom left corner, as PDF counts."""

from __future__ import annotations

from typing import Literal, NamedTuple

from builder.model.dataclass import dataclass
from builder.model.proof import Area
from builder.verify.objects import Objects


class Origin(NamedTuple):
    """A page in its own file: the file's index, the page's object, which page it is, from 0.

    `crop` is what is shown of it, `trim` where it is cut, `bleed` what may be taken of it, in its own coordinates.
    It is shown turned clockwise by so many quarters, a unit `unit` points long. `lying`: it is turned a quarter to the
    left to stand as the others do.
    """

    file: int
    reference: str
    at: int
    crop: Area
    trim: Area
    bleed: Area
    turns: int
    unit: float
    lying: bool


class Leaf(NamedTuple):
    """A page and the one behind it, indices; `opposite`: the back stands on its head. `copies` are wanted."""

    front: int
    back: int | None
    opposite: bool
    copies: int


class Source(NamedTuple):
    """A file that pages come from, as it was read."""

    name: str
    data: bytes
    objects: Objects


@dataclass(frozen=True, slots=True)
class Sheets:
    """All that is meant. `cells` are those of a front, `fronts` the ones that leaves take, in their order.

    `turned`: pages stand a quarter turn to the left in their cells. `flip` is how the paper is turned between its
    sides: left and right change places, or head and foot. `alike`: fronts and backs stand on one side, which is printed
    twice. `runs` has the leaf in each of `fronts` sheet by sheet, `prints` how often each sheet is printed. `folds` are
    distances from the left of a page, `marks` how many strokes there are. `bleed` is kept where there is room.
    """

    sources: tuple[Source, ...]
    pages: tuple[Origin, ...]
    leaves: tuple[Leaf, ...]
    paper: tuple[float, float]
    cells: tuple[Area, ...]
    fronts: tuple[Area, ...]
    turned: bool
    flip: Literal["across", "over"]
    alike: bool
    order: Literal["repeat", "in-turn", "stack"]
    runs: tuple[tuple[int | None, ...], ...]
    prints: tuple[int, ...]
    duplex: str
    bleed: float
    margin: float
    folds: tuple[float, ...]
    marks: int
    every_ink: bool

    @property
    def backs(self) -> bool:
        """Something is printed behind something."""
        return any(leaf.back is not None for leaf in self.leaves)
