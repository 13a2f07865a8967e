"""An edition on a layout: everything at fixed positions. Geometry is start and end, never left and right."""

from builder.compose.sheet import compose

__all__ = ["compose"]
