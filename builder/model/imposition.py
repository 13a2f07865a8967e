"""How pages stand on larger paper: the schema of `layouts/stock/plans/*.yaml`. Paper lies as it is printed, top up."""

from __future__ import annotations

from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.layout import Size
from builder.model.source import Id, Length, Span, doc

Duplex = Literal["none", "short-edge", "long-edge"]
Backs = Literal["sheetwise", "work-and-turn", "work-and-tumble"]
Order = Literal["repeat", "in-turn", "stack"]
Marks = Literal["none", "cut", "press"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposition:
    """A plan of imposition: the paper, how many pages stand on it, which of them, and what is drawn around them.

    A leaf is a page and, on plans with backs, the page that is printed behind it.
    """

    id: Id = doc("the file's name")
    name: str = doc("for lists: what is printed on which paper")
    extends: Id | None = doc("a plan whose fields hold unless this file gives them", default=None)
    paper: Size = doc("the paper as it goes through the printer")
    trim: Size | None = doc("what a page must measure when it is cut; without it, any page is taken", default=None)
    up: int = doc("pages on a side of the paper; 0: as many as fit", default=0)
    across: int = doc("pages side by side; 0: as it comes out", default=0)
    down: int = doc("pages one below the other; 0: as it comes out", default=0)
    turned: Literal["as-needed", "never", "always"] = doc("a quarter turn to the left", default="as-needed")
    margin: Length = doc("edge of the paper that the printer leaves white", default=Length(17.008))
    gutter: Length | None = doc("between two pages; without it, twice the bleed that is kept", default=None)
    bleed: Length = doc("kept around a page that has it, and never more than half a gutter", default=Length(8.504))
    duplex: Duplex = doc("which edge of the paper the printer flips on; none: one side only", default="long-edge")
    backs: Backs = doc(
        "sheetwise: a side of fronts, then one of backs; work-and-turn, work-and-tumble: both on one side, which is "
        "printed twice, the paper turned from left to right or from head to foot",
        default="sheetwise",
    )
    heads: Literal["as-told", "together", "opposite"] = doc(
        "the back of a leaf stands as its front when it is turned like a book's page, or on its head; as-told: as the "
        "file says by its own duplex setting",
        default="as-told",
    )
    order: Order = doc(
        "repeat: the same leaf all over a sheet; in-turn: the leaves one after the other; stack: so that the cut "
        "piles, laid on one another, are in order",
        default="repeat",
    )
    marks: Marks = doc("cut: thin black; press: in every ink, with crosses to register by", default="cut")
    folds: tuple[Length, ...] = doc(
        "from the left side of a front to each fold; from the right side in files that are read from the right",
        default=(),
    )
    span: Span | None = None
