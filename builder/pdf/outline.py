"""Bookmarks (ISO 32000-1, 12.3.3): each leads to a place on a page and names its element."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model.sheet import Bookmark
from builder.pdf.objects import Objects
from builder.pdf.operands import number, text_string


def write_outline(
    objects: Objects,
    bookmarks: Sequence[Bookmark],
    elements: Mapping[int, int],
    pages: Sequence[int],
    heights: Sequence[float],
) -> int | None:
    """Write the outline, all entries open; its number, or None without bookmarks. Levels count from any number.

    `elements` are the objects of the tree's nodes.
    """
    if not bookmarks:
        return None
    top = objects.number()
    numbers = [objects.number() for _ in bookmarks]
    parents = _parents(bookmarks)
    children: dict[int, list[int]] = {-1: []}
    for index, parent in enumerate(parents):
        children[index] = []
        children[parent].append(index)
    for index, bookmark in enumerate(bookmarks):
        siblings = children[parents[index]]
        place = siblings.index(index)
        made = b"<</Title" + text_string(bookmark.title)
        made += b"/Parent %d 0 R" % (top if parents[index] < 0 else numbers[parents[index]])
        if place > 0:
            made += b"/Prev %d 0 R" % numbers[siblings[place - 1]]
        if place + 1 < len(siblings):
            made += b"/Next %d 0 R" % numbers[siblings[place + 1]]
        made += _span(children, index, numbers)
        height = number(heights[bookmark.page] - bookmark.y)
        made += f"/Dest[{pages[bookmark.page]} 0 R/XYZ null {height} null]".encode()
        if bookmark.node in elements:
            made += b"/SE %d 0 R" % elements[bookmark.node]
        objects.put(numbers[index], made + b">>")
    objects.put(top, b"<</Type/Outlines" + _span(children, -1, numbers) + b">>")
    return top


def _parents(bookmarks: Sequence[Bookmark]) -> list[int]:
    """For each entry the last one before it on a lower level, -1 for none; levels may be skipped."""
    found, open_entries = [], list[int]()
    for index, bookmark in enumerate(bookmarks):
        while open_entries and bookmarks[open_entries[-1]].level >= bookmark.level:
            open_entries.pop()
        found.append(open_entries[-1] if open_entries else -1)
        open_entries.append(index)
    return found


def _span(children: dict[int, list[int]], index: int, numbers: Sequence[int]) -> bytes:
    mine = children[index]
    if not mine:
        return b""
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (numbers[mine[0]], numbers[mine[-1]], _count(children, index))


def _count(children: dict[int, list[int]], index: int) -> int:
    return sum(1 + _count(children, child) for child in children[index])
