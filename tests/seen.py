"""A sheet with what it was made from, as the claims about it look at it: its words, its tree, its geometry."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.model.edition import Edition
from builder.model.language import Language
from builder.model.layout import Layout, Panel
from builder.model.sheet import Box, Code, Node, Page, PlacedItem, Rule, Shape, Sheet, Words
from builder.model.theme import Theme

QUIET: Final = 4
"""ISO/IEC 18004, 9.1: light modules on every side."""

INK: Final = 0.7
"""The part of a line's height in the middle that holds its ink; leading above and below may overlap."""


@dataclass(frozen=True)
class Seen:
    """A sheet with what it was made from."""

    sheet: Sheet
    edition: Edition
    layout: Layout
    theme: Theme
    language: Language
    finish: str = "office"

    def pages(self) -> Iterator[tuple[str, Page]]:
        for at, page in enumerate(self.sheet.pages):
            yield f"page {at + 1}", page

    def words(self) -> Iterator[tuple[str, Page, Words]]:
        for name, page in self.pages():
            for item in page.items:
                if isinstance(item, Words):
                    yield name, page, item

    def floor(self, style: str) -> float:
        """Least size of a style, points: headings of tall scripts are set smaller, though not smaller than text."""
        rules = self.layout.styles[style]
        if rules.family == "text":
            return rules.smallest
        return max(rules.smallest * self.language.heading_scale, self.layout.styles["body"].smallest)

    def is_bar(self, words: Words) -> bool:
        """It stands in a draft bar: the first has a Div of its own before all else, the others repeat it."""
        if words.turned or not self.edition.draft:
            return False
        tree = self.sheet.tree
        return words.node < 0 or (tree[words.node].parent == 1 and tree[1].tag == "Div")


def text_of(words: Words) -> str:
    """What a reader copies out of a line."""
    return "".join(cluster.text for run in words.line.runs for cluster in run.clusters)


# the tree and the texts


def in_reading_order(sheet: Sheet) -> list[Node]:
    """Elements from the Document down, each before its children."""
    return [sheet.tree[at] for at in walk(sheet)]


def walk(sheet: Sheet) -> list[int]:
    children = defaultdict(list)
    for at, node in enumerate(sheet.tree[1:], 1):
        children[node.parent].append(at)
    order, waiting = [], [0]
    while waiting:
        at = waiting.pop()
        order.append(at)
        waiting += reversed(children[at])
    return order


def messages_of(edition: Edition) -> dict[str, str]:
    """Every message of the edition's blocks -> the kind of its block."""
    found = {}
    for section in edition.leaflet.sections:
        for block in section.blocks:
            for text in texts_of(block):
                found[text[0]] = type(block).__name__
    return found


ORDER: Final = (
    *("title", "kicker", "lead", "myth", "fact", "text", "bar", "bar_note", "items"),
    *("bars", "ticks", "peak_label", "results", "label"),
)
"""Fields of blocks and their parts in the order in which they are read; alternative texts are not printed."""


def texts_of(value: object) -> Iterator[tuple[str, str]]:
    """Id and value of the texts of a block."""
    for name in ORDER:
        held = getattr(value, name, None)
        if held is None:
            continue
        if isinstance(held, tuple):
            for part in held:
                yield from texts_of(part)
        elif hasattr(held, "value") and hasattr(held, "state"):
            yield held.id, held.value


CONTROLS: Final = dict.fromkeys([*range(0x2066, 0x206A), 0x2060, 0xAD, 0x200B])
NOTES: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def plain(text: str) -> str:
    """The text without markup, controls and spaces."""
    kept = unicodedata.normalize("NFC", text.replace("**", "")).translate(CONTROLS)
    return "".join(kept.split())


def without_notes(text: str) -> str:
    return text.rstrip(NOTES)


# geometry


def leaves_of(layout: Layout) -> list[Panel]:
    """Panels that take sections, as written."""

    def under(panel: Panel) -> list[Panel]:
        inner = panel.columns or panel.rows
        return [leaf for child in inner for leaf in under(child)] if inner else [panel]

    return [leaf for face in layout.faces for leaf in under(face.body)]


def quiet_zone(code: Code) -> Box:
    return inset(code.box, -QUIET * code.box.width / len(code.rows))


def ink(words: Words) -> Box:
    """The middle of a line's box, where its letters are."""
    box, rest = words.box, (1 - INK) / 2
    if words.turned:
        return Box(box.x + box.width * rest, box.y, box.width * INK, box.height)
    return Box(box.x, box.y + box.height * rest, box.width, box.height * INK)


def extent(item: PlacedItem) -> Box:
    """The box of all that an item inks, strokes included."""
    if isinstance(item, Rule):
        half = item.weight / 2
        x, y = min(item.x, item.x2), min(item.y, item.y2)
        # ends are square, but for round ones, which are half the weight longer; the sides are half the weight away
        across = half if item.y != item.y2 or item.round_caps else 0.0
        down = half if item.x != item.x2 or item.round_caps else 0.0
        wide, high = abs(item.x2 - item.x), abs(item.y2 - item.y)
        return Box(x - across, y - down, wide + 2 * across, high + 2 * down)
    if isinstance(item, Shape):
        return inset(item.box, -item.weight / 2 if item.stroke else 0.0)
    return item.box


def inset(box: Box, by: float) -> Box:
    return Box(box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by)


def within(inner: Box, outer: Box, slack: float) -> bool:
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.x + inner.width <= outer.x + outer.width + slack
        and inner.y + inner.height <= outer.y + outer.height + slack
    )


def crossing(one: Box, other: Box, least: float = 0.3) -> bool:
    """Whether two boxes share more than a sliver of so many points."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > least and down > least


def shown(item: PlacedItem) -> str:
    if isinstance(item, Words):
        return f"“{text_of(item)[:40]}”"
    return f"{type(item).__name__} {item.box}" if not isinstance(item, Rule) else f"Rule {item}"
