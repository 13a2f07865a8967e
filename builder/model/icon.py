"""A drawing from `layouts/icons`, as paths that `paint` can scale."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.sheet import DrawnPath


@dataclass(frozen=True, slots=True)
class Icon:
    """Width and height of the drawing's own grid, y down from its top left, and its paths in drawing order."""

    view: tuple[float, float]
    paths: tuple[DrawnPath, ...]
