"""The panel that each message stands in, and what it looks like on paper in the source language."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from builder.build import resources, typesetter
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.edition import Edition
from builder.model.layout import Layout
from builder.model.sheet import Box, Frame, Sheet, Words
from builder.translate.parts import Part
from builder.translators.room import Measured, measured_rooms

_DOTS = 90.0
"""To the inch: body text can just be read."""


class Panel(NamedTuple):
    """A panel of a leaflet on a layout, as files and tables name it."""

    leaflet: str
    layout: str
    frame: str

    def __str__(self) -> str:
        return ", ".join(filter(None, self))


class Shown(NamedTuple):
    """A PNG and its size in pixels."""

    png: bytes
    width: int
    height: int


class Panels(NamedTuple):
    """Message context -> its panel and room; panel -> its picture."""

    of: Mapping[str, tuple[Panel, Measured]]
    pictures: Mapping[Panel, Shown]


def panels(library: Library, part: Part, findings: Findings, *, pictures: bool) -> Panels:
    """Where the messages of a part stand: each on the sheet that its room was measured on."""
    found: dict[str, tuple[Panel, Measured]] = {}
    sheets: dict[tuple[str, str], Sheet | None] = {}
    for context, one in measured_rooms(library, part, findings).items():
        edition, layout = one.bench.edition, one.bench.layout
        key = (edition.region.id, layout.id)
        if key not in sheets:
            sheets[key] = _sheet(library, edition, layout, findings)
        sheet = sheets[key]
        found[context] = (Panel(edition.leaflet.id, layout.id, _frame_of(sheet, context) if sheet else ""), one)
    shown: dict[Panel, Shown] = {}
    for (_, layout_id), sheet in sheets.items() if pictures else ():
        wanted = {panel for panel, _ in found.values() if panel.layout == layout_id and panel not in shown}
        if sheet is not None and wanted:
            shown |= _pictures(sheet, wanted)
    return Panels(found, shown)


def _sheet(library: Library, edition: Edition, layout: Layout, findings: Findings) -> Sheet | None:
    from builder.compose import compose

    defaults = library.defaults(findings)
    theme = library.theme(defaults.theme, findings) if defaults is not None else None
    if theme is None:
        return None
    setter, looked_up = typesetter(library, findings), resources(library, findings)
    return compose(edition, layout, theme, setter, looked_up, Findings())


def _frame_of(sheet: Sheet, context: str) -> str:
    """The panel in which the message's first line stands."""
    for page in sheet.pages:
        for item in page.items:
            if isinstance(item, Words) and context in item.message.split():
                return next((frame.id for frame in page.frames if _holds(frame, item.box)), "")
    return ""


def _holds(frame: Frame, box: Box) -> bool:
    x, y = box.x + box.width / 2, box.y + box.height / 2
    trim = frame.trim
    return trim.x <= x <= trim.x + trim.width and trim.y <= y <= trim.y + trim.height


def _pictures(sheet: Sheet, wanted: Collection[Panel]) -> dict[Panel, Shown]:
    from builder.pdf import paint
    from builder.verify.render import picture

    data = paint(sheet, finish="office")
    made: dict[Panel, Shown] = {}
    for at, page in enumerate(sheet.pages):
        for frame in page.frames:
            for panel in (panel for panel in wanted if panel.frame == frame.id):
                left = page.width - frame.trim.x - frame.trim.width if sheet.rtl else frame.trim.x
                box = Box(left, frame.trim.y, frame.trim.width, frame.trim.height)
                made[panel] = Shown(*picture(data, at, (page.width, page.height), box, _DOTS))
    return made
