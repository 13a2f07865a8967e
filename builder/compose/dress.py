"""What dresses a face: where a panel's colour ends, the draft bar, fold and cut marks."""

from __future__ import annotations

from builder.compose.frames import Leaf
from builder.compose.pen import Pen
from builder.compose.setting import MM, Bench
from builder.model.sheet import Box, Page, Rule

OFFICE_EDGE = 6 * MM
"""Office printers leave the outer 6 mm of the paper white."""

FOLD_EDGE = 3.5 * MM
"""From a fold to a panel's colour: a fold is never exact."""

BLEED = 3 * MM

MARK = (BLEED + 0.5 * MM, BLEED + 5.5 * MM)
"""From the trim to where a mark begins and ends: clear of the bleed."""


def fill_of(bench: Bench, leaf: Leaf, bleed: float) -> Box:
    """The coloured part of a cover: inside the printable area, or over the trim into the bleed."""
    box, edges = leaf.box, leaf.edges
    if leaf.panel.look != "cover":
        return box
    outer = -bleed if bleed else OFFICE_EDGE
    inner = 0.0 if bleed else FOLD_EDGE
    start, end = (outer if edges.start else inner), (outer if edges.end else inner)
    top, bottom = (outer if edges.top else inner), (outer if edges.bottom else inner)
    if bleed and edges.bottom and bench.draft is not None and bench.layout.compact:
        bottom = 0.0  # the draft bar stands under the colour
    foot = box.y + box.height - bottom
    if bleed and edges.bottom and bench.draft is not None and not bench.layout.compact:
        foot = bench.trim.y + bench.trim.height + bleed  # the draft bar stands on the colour
    return Box(box.x + start, box.y + top, box.width - start - end, foot - box.y - top)


def fold_marks(bench: Bench, pen: Pen, page: Page, folds: tuple[float, ...]) -> None:
    """Short ticks where the paper is folded: outside the trim when there is paper around it."""
    trim = page.trim
    colour = bench.colour("ink")
    around = trim.y > 10.0
    for x in folds:
        for edge, sign in ((trim.y, 1.0), (trim.y + trim.height, -1.0)):
            near = edge - sign * MARK[0] if around else edge + sign * OFFICE_EDGE
            far = edge - sign * MARK[1] if around else edge + sign * (OFFICE_EDGE + 2.5 * MM)
            pen.add(Rule(x, near, x, far, 0.75, colour, (2.0, 2.0)))


def cut_marks(bench: Bench, pen: Pen, trim: Box) -> None:
    """Corner marks outside the trim."""
    ink = bench.colour("ink")
    near, far = MARK
    for x, across in ((trim.x, -1.0), (trim.x + trim.width, 1.0)):
        for y, down in ((trim.y, -1.0), (trim.y + trim.height, 1.0)):
            pen.add(Rule(x + across * near, y, x + across * far, y, 0.5, ink))
            pen.add(Rule(x, y + down * near, x, y + down * far, 0.5, ink))
