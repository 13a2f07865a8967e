"""What dresses a face: where a panel's colour ends."""

from __future__ import annotations

from builder.compose.frames import Leaf
from builder.compose.setting import MM, Bench
from builder.model.sheet import Box

OFFICE_EDGE = 6 * MM
"""Office printers leave the outer 6 mm of the paper white."""

FOLD_EDGE = 3.5 * MM
"""From a fold to a panel's colour: a fold is never exact."""

BLEED = 3 * MM


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
