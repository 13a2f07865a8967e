"""Placed items at another place, on the grid of hundredths of a point that painting writes."""

from __future__ import annotations

from dataclasses import replace

from builder.model.sheet import Box, PlacedItem, Rule, Words


def moved(item: PlacedItem, x: float, y: float) -> PlacedItem:
    """The item so many points further from the start and from the top.

    Everything is rounded to hundredths of a point: what was rounded before looks the same wherever it is moved to.
    """
    if isinstance(item, Rule):
        return replace(item, x=_cent(item.x + x), y=_cent(item.y + y), x2=_cent(item.x2 + x), y2=_cent(item.y2 + y))
    box = item.box
    there = Box(_cent(box.x + x), _cent(box.y + y), _cent(box.width), _cent(box.height))
    if isinstance(item, Words):
        # of a line that reads upwards, the baseline is counted from its own box
        down = _cent(item.baseline + (0.0 if item.turned else y))
        return Words(
            there,
            down,
            item.line,
            item.size,
            item.colour,
            item.node,
            item.last,
            item.turned,
            item.message,
            item.span,
        )
    return replace(item, box=there)


def _cent(value: float) -> float:
    return round(value, 2)
