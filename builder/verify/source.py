"""Where in a layout or a theme somebody would mend what was read in a file."""

from __future__ import annotations

import re
from pathlib import Path

from builder.load.faces import panels_of
from builder.model.proof import Area
from builder.model.source import Span
from builder.model.theme import Theme
from builder.verify.checking import Case


def panel_at(case: Case, page: int, area: Area, trim: Area) -> tuple[str, Span | None]:
    """The id and the place of the panel in which most of an area lies; "" and the layout's where none is known."""
    sheet, layout = case.meant.sheet, case.meant.layout
    if sheet is None or layout is None or page >= len(sheet.pages):
        return "", layout.span if layout is not None else None
    side = sheet.pages[page]

    def shared(left: float, right: float) -> float:
        """Points of the area's width between these distances from the start edge."""
        first, last = area.left - trim.left, area.right - trim.left
        if sheet.rtl:
            first, last = trim.right - area.right, trim.right - area.left
        return min(right, last) - max(left, first)

    frames = [
        (shared(each.trim.x - side.trim.x, each.trim.x - side.trim.x + each.trim.width), each.id)
        for each in side.frames
    ]
    spans = {str(panel.id): panel.span for face in layout.faces for panel in panels_of(face.body)}
    name = max(frames, default=(0.0, ""))[1]
    return (name, spans[name] or layout.span) if name in spans else ("", layout.span)


def colour_in(theme: Theme | None, colour: str) -> tuple[str, Span | None]:
    """What a theme calls a colour (`ink` or `deep`), and the line of its file that says it; "" when it has none such.

    A colour that the theme takes over stands in the theme that it extends, and its own place is told.
    """
    names = [name for name, one in theme.colours.items() if one == colour] if theme is not None else []
    if theme is None or theme.span is None or not names:
        return " or ".join(f"`{name}`" for name in names), None
    try:
        lines = Path(theme.span.file).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        lines = []
    wanted = re.compile(rf"\b{re.escape(names[0])}[\"']? *: *[\"']?{re.escape(colour)}", re.IGNORECASE)
    found = ((number, at) for number, line in enumerate(lines, 1) if (at := wanted.search(line)))
    number, at = next(found, (0, None))
    place = Span(theme.span.file, number, at.start() + 1, number, at.end() + 1) if at is not None else theme.span
    return " or ".join(f"`{name}`" for name in names), place
