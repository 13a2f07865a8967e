"""A panel of a sheet as a small picture of itself, with the numbers of its messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.compose.pen import Pen
from builder.compose.setting import Bench, Setting
from builder.compose.texts import plain
from builder.model.sheet import Box, Drawing, Frame, Page, PlacedItem, Rule, Shape, Words

_TAG = 11.0
"""Side of a number's square, points."""

_STILL = Setting(1.0)


def draw_panel(
    bench: Bench, pen: Pen, page: Page, frame: Frame, room: Box, numbers: Mapping[str, int], parent: int
) -> Box:
    """Put a panel into the top of a room, as large as it fits, and beside its messages their numbers; its box.

    Everything in it is decoration but the panel itself: its words stand beside it in full.
    """
    trim = frame.trim
    scale = min(room.width / trim.width, room.height / trim.height, 1.0)
    whole = Box(room.x, room.y, trim.width * scale, trim.height * scale)
    figure = pen.node("Figure", parent, alt=f"Panel {frame.id} as it is printed")
    pen.add(Shape(whole, None, bench.colour("rule"), 0.75, node=figure))
    told: set[int] = set()
    for item in page.items:
        if not _within(item, trim):
            continue
        small = _scaled(item, trim, whole, scale)
        if small is not None:
            pen.add(small)
        if isinstance(item, Words) and isinstance(small, Words) and (new := list(_new(item, numbers, told))):
            _tag(bench, pen, new, small.box)
    return whole


def _new(item: Words, numbers: Mapping[str, int], told: set[int]) -> Iterator[int]:
    """Numbers of messages whose first line this is."""
    for message in item.message.split():
        number = numbers.get(message)
        if number is not None and number not in told:
            told.add(number)
            yield number


def _tag(bench: Bench, pen: Pen, found: Sequence[int], line: Box) -> None:
    numbers = ", ".join(map(str, found))
    text = plain(bench, numbers, "small", tag="", lang="en", colour=bench.colour("on-deep"), bold=True)
    size = bench.size("small", _STILL)
    wide = max(_TAG, text.shaped.natural * size / 1000 + 3.0)
    box = Box(line.x - wide - 1.0, line.y + (line.height - _TAG) / 2, wide, _TAG)
    pen.add(Shape(box, bench.colour("deep"), radius=2.0))
    high = text.height(wide, _STILL)
    replace(text, align="center").place(pen, box.x, box.y + (_TAG - high) / 2, wide, _STILL, -1)


def _within(item: PlacedItem, trim: Box) -> bool:
    if isinstance(item, Rule):
        x, y = (item.x + item.x2) / 2, (item.y + item.y2) / 2
    else:
        x, y = item.box.x + item.box.width / 2, item.box.y + item.box.height / 2
    return trim.x <= x <= trim.x + trim.width and trim.y <= y <= trim.y + trim.height


def _scaled(item: PlacedItem, trim: Box, whole: Box, scale: float) -> PlacedItem | None:
    """The item in the small panel; codes, logos and links are left out."""

    def moved(box: Box) -> Box:
        x, y = whole.x + (box.x - trim.x) * scale, whole.y + (box.y - trim.y) * scale
        return Box(x, y, box.width * scale, box.height * scale)

    if isinstance(item, Words):
        baseline = whole.y + (item.baseline - trim.y) * scale
        if item.turned:  # its baseline counts from the box's side
            baseline = item.baseline * scale
        return replace(item, box=moved(item.box), baseline=baseline, size=item.size * scale, node=-1, message="")
    if isinstance(item, Shape):
        box = _cut(moved(item.box), whole)
        return replace(item, box=box, weight=item.weight * scale, radius=item.radius * scale, node=-1)
    if isinstance(item, Drawing):
        return replace(item, box=moved(item.box), node=-1)
    if isinstance(item, Rule):
        start, end = moved(Box(item.x, item.y, 0, 0)), moved(Box(item.x2, item.y2, 0, 0))
        return replace(item, x=start.x, y=start.y, x2=end.x, y2=end.y, weight=item.weight * scale, node=-1)
    return None


def _cut(box: Box, whole: Box) -> Box:
    """A cover's colour runs over the trim; a picture of it does not."""
    left, top = max(box.x, whole.x), max(box.y, whole.y)
    right = min(box.x + box.width, whole.x + whole.width)
    foot = min(box.y + box.height, whole.y + whole.height)
    return Box(left, top, max(right - left, 0.1), max(foot - top, 0.1))
