"""Where panels stand on a face: columns of fixed or shared width, rows that fit their content or fill what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import fsum

from builder.model.dataclass import dataclass
from builder.model.layout import Layout, Panel
from builder.model.sheet import Box


@dataclass(frozen=True)
class Edges:
    """Which sides of a panel lie on the paper's edge (True) or on a fold or neighbour (False)."""

    start: bool = True
    end: bool = True
    top: bool = True
    bottom: bool = True


@dataclass(frozen=True)
class Leaf:
    """A panel that takes sections, as placed: `box` its own edges, `text` where text may stand."""

    panel: Panel
    face: int
    box: Box
    text: Box
    edges: Edges


@dataclass(frozen=True)
class Area:
    """Where a face's panels stand, and a bar at the foot of one of them that its words keep clear of."""

    box: Box
    bar: Box | None = None
    gap: float = 0.0

    def clear(self, leaf: Leaf) -> Leaf:
        """The leaf with its words ending above the bar."""
        bar = self.bar
        if bar is None or not leaf.box.x - 0.01 <= bar.x < leaf.box.x + leaf.box.width:
            return leaf
        bottom = bar.y - self.gap
        text = replace(leaf.text, height=min(leaf.text.y + leaf.text.height, bottom) - leaf.text.y)
        box = leaf.box
        if leaf.panel.look == "cover":
            pad = leaf.box.y + leaf.box.height - leaf.text.y - leaf.text.height
            box = replace(box, height=bottom - box.y)
            text = replace(text, height=bottom - pad - text.y)
        return replace(leaf, box=box, text=text)


Measure = Callable[[Panel, float], float]
"""Height that a leaf's content needs for a width of text, points."""


def arrange(layout: Layout, face: int, area: Box, measure: Measure) -> list[Leaf]:
    """The leaves of a face inside `area`; `measure` is asked for leaves whose height is `fit`."""
    return _split(layout, layout.faces[face].body, face, area, Edges(), measure)


def leaves(panel: Panel) -> Iterator[Panel]:
    """The panels that take sections, as written."""
    inner = panel.columns or panel.rows
    if not inner:
        yield panel
    for child in inner:
        yield from leaves(child)


def _split(layout: Layout, panel: Panel, face: int, box: Box, edges: Edges, measure: Measure) -> list[Leaf]:
    if not panel.columns and not panel.rows:
        return [Leaf(panel, face, box, _inside(box, _inset(layout, panel)), edges)]
    inner = _inside(box, panel.inset or 0.0)
    if panel.columns:
        return _columns(layout, panel, face, inner, edges, measure)
    return _rows(layout, panel, face, inner, edges, measure)


def _columns(layout: Layout, panel: Panel, face: int, box: Box, edges: Edges, measure: Measure) -> list[Leaf]:
    placed: list[Leaf] = []
    x = box.x
    last = len(panel.columns) - 1
    for at, (child, width) in enumerate(zip(panel.columns, panel.widths(box.width), strict=True)):
        side = Edges(edges.start and at == 0, edges.end and at == last, edges.top, edges.bottom)
        placed += _split(layout, child, face, Box(x, box.y, width, box.height), side, measure)
        x += width + panel.gap
    return placed


def _rows(layout: Layout, panel: Panel, face: int, box: Box, edges: Edges, measure: Measure) -> list[Leaf]:
    fitted = [_need(layout, child, box.width, measure) if child.height == "fit" else None for child in panel.rows]
    taken = fsum(height for height in fitted if height is not None) + panel.gap * (len(panel.rows) - 1)
    filling = sum(height is None for height in fitted)
    share = max(0.0, box.height - taken) / filling if filling else 0.0
    placed: list[Leaf] = []
    y = box.y
    last = len(panel.rows) - 1
    for at, (child, need) in enumerate(zip(panel.rows, fitted, strict=True)):
        height = share if need is None else need
        side = Edges(edges.start, edges.end, edges.top and at == 0, edges.bottom and at == last)
        placed += _split(layout, child, face, Box(box.x, y, box.width, height), side, measure)
        y += height + panel.gap
    return placed


def _need(layout: Layout, panel: Panel, width: float, measure: Measure) -> float:
    """Height of a row that fits its content; columns beside each other take the tallest."""
    inset = panel.inset or 0.0
    if panel.columns:
        inner = width - 2 * inset
        pairs = zip(panel.columns, panel.widths(inner), strict=True)
        return max(_need(layout, child, wide, measure) for child, wide in pairs) + 2 * inset
    if panel.rows:
        heights = [_need(layout, child, width - 2 * inset, measure) for child in panel.rows]
        return fsum(heights) + panel.gap * (len(heights) - 1) + 2 * inset
    inset = _inset(layout, panel)
    return measure(panel, width - 2 * inset) + 2 * inset


def _inset(layout: Layout, panel: Panel) -> float:
    return layout.inset if panel.inset is None else panel.inset


def _inside(box: Box, inset: float) -> Box:
    return Box(box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset)


def folds_of(layout: Layout, at: int, trim: Box) -> tuple[float, ...]:
    """Distances of a face's folds from the page's start edge."""
    body = layout.faces[min(at, len(layout.faces) - 1)].body
    return tuple([trim.x + fold for fold, _ in body.folds(trim.width)])
