"""How a page is turned and moved to its place, and what is printed behind it.

Paper is turned about an axis in it: what stands at the left of the front is at the right of the back, or what stands at
the head at the foot. The back of a leaf is turned with the leaf, the back of a sheet with the sheet; from both follows
where and how the back of a leaf stands on the back of the sheet, whatever way the front was turned.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from builder.model.imposition import Imposition
from builder.model.proof import Area

Side = Literal["across", "over"]
"""Turned across: left and right change places, as a book's page; over: head and foot do, as a calendar's."""


class Matrix(NamedTuple):
    """ISO 32000-1, 8.3.4: x' = ax + cy + e, y' = bx + dy + f."""

    a: float
    b: float
    c: float
    d: float
    e: float = 0.0
    f: float = 0.0

    def then(self, other: Matrix) -> Matrix:
        """This one first, then the other."""
        a, b, c, d, e, f = self
        return Matrix(
            a * other.a + b * other.c,
            a * other.b + b * other.d,
            c * other.a + d * other.c,
            c * other.b + d * other.d,
            e * other.a + f * other.c + other.e,
            e * other.b + f * other.d + other.f,
        )

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


_QUARTERS: Final = (
    Matrix(1.0, 0.0, 0.0, 1.0),
    Matrix(0.0, 1.0, -1.0, 0.0),
    Matrix(-1.0, 0.0, 0.0, -1.0),
    Matrix(0.0, -1.0, 1.0, 0.0),
)
_MIRRORS: Final[dict[Side, Matrix]] = {
    "across": Matrix(-1.0, 0.0, 0.0, 1.0),
    "over": Matrix(1.0, 0.0, 0.0, -1.0),
}


def quarters(count: int) -> Matrix:
    """So many quarter turns to the left."""
    return _QUARTERS[count % 4]


def moved(x: float, y: float) -> Matrix:
    """No turn, only a way."""
    return Matrix(1.0, 0.0, 0.0, 1.0, x, y)


def turning(duplex: str, width: float, height: float) -> Side:
    """How paper of this size is turned by a printer that flips on its short or its long edge."""
    upright = height >= width
    return "across" if (duplex == "long-edge") == upright else "over"


def sheet_turning(plan: Imposition) -> Side:
    """How the paper is turned between its two sides."""
    if plan.backs != "sheetwise":
        return "across" if plan.backs == "work-and-turn" else "over"
    return turning(plan.duplex, plan.paper.width, plan.paper.height)


def behind(area: Area, side: Side, width: float, height: float) -> Area:
    """Where an area of the front is on the back of paper of this size."""
    if side == "across":
        return Area(width - area.right, area.bottom, width - area.left, area.top)
    return Area(area.left, height - area.top, area.right, height - area.bottom)


def front(cell: Area, turned: bool) -> Matrix:
    """A page whose middle is at the origin comes to stand in the cell."""
    return quarters(1 if turned else 0).then(_to_middle(cell))


def back(cell: Area, turned: bool, leaf: Side, sheet: Side) -> Matrix:
    """The page behind it comes to stand on the sheet's back; `cell` is where the leaf is seen from there."""
    # a mirror for the leaf, the turn of the front, a mirror for the sheet: two mirrors are a turn
    turn = _MIRRORS[leaf].then(quarters(1 if turned else 0)).then(_MIRRORS[sheet])
    return turn.then(_to_middle(cell))


def _to_middle(cell: Area) -> Matrix:
    return moved((cell.left + cell.right) / 2, (cell.bottom + cell.top) / 2)
