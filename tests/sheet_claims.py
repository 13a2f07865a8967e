"""What must hold for every sheet: each claim is a function that says what breaks it, in words; nothing is best.

Lengths are points, x from the start edge, as in `builder.model.sheet`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from builder.model.edition import Edition
from builder.model.language import Language
from builder.model.layout import Layout, Panel
from builder.model.sheet import Box, Code, Drawing, LinkArea, Node, Page, Picture, PlacedItem, Rule, Shape, Sheet, Words
from builder.model.theme import Theme

MM: Final = 72 / 25.4

OFFICE_EDGE: Final = 6 * MM
"""field.md, Print: office printers cannot print the outer 6 mm."""

MODULE: Final = 0.5 * MM
QUIET: Final = 4
"""ISO/IEC 18004, 9.1, and field.md, QR: modules of half a millimetre at the least, four light ones on every side."""

SLACK: Final = 0.6
"""Points by which a line's box may stand over its panel's text area: roundings, and side bearings."""

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


# where words stand


def words_outside_their_panel(seen: Seen) -> list[str]:
    """Every line stands in the text area of a panel; a draft bar has its own box, a tear-off its own panel."""
    tabs = {panel.id for panel in leaves_of(seen.layout) if panel.look == "tabs"}
    wrong = []
    for name, page, words in seen.words():
        if seen.is_bar(words):
            homes = [item.box for item in page.items if isinstance(item, Shape) and item.stroke and item.fill]
        elif words.turned:
            homes = [frame.trim for frame in page.frames if frame.id in tabs]
        else:
            homes = [frame.text for frame in page.frames]
        if not any(within(words.box, home, SLACK) for home in homes):
            wrong.append(f"{name}: {shown(words)} is outside of every panel")
    return wrong


def bars_over_panels(seen: Seen) -> list[str]:
    """A draft bar keeps clear of the text areas beside it; where it is a panel's content it has that panel."""
    own = {panel.id for panel in leaves_of(seen.layout) if panel.look == "draft"}
    wrong = []
    for name, page, words in seen.words():
        if seen.is_bar(words):
            others = [frame for frame in page.frames if frame.id not in own]
            wrong += [f"{name}: {shown(words)} is over panel {f.id}" for f in others if crossing(words.box, f.text)]
    return wrong


def faces_without_a_draft_bar(seen: Seen) -> list[str]:
    """Every face of a draft says so, in the reader's language and in English, at body size or larger."""
    if not seen.edition.draft:
        return []
    wrong = []
    source = seen.edition.words.draft
    own = source if source.lang in ("", "en") else seen.edition.words.draft_translation
    for at, page in enumerate(seen.sheet.pages):
        bars = [item for item in page.items if isinstance(item, Words) and seen.is_bar(item)]
        told = plain("".join(text_of(item) for item in bars))
        if plain(own.value) not in told:
            wrong.append(f"page {at + 1} has no draft bar in {seen.edition.language}: {told!r}")
        if "DRAFT" not in told:
            wrong.append(f"page {at + 1} has no draft bar in English: {told!r}")
        small = [item.size for item in bars if item.size < seen.layout.styles["body"].smallest - 0.01]
        wrong += [f"page {at + 1}: a draft bar of {size} pt" for size in small]
    return wrong


def headings_left_alone(seen: Seen) -> list[str]:
    """What a heading introduces begins under it, on the same page, in the same column, after at most a line's gap."""
    tree = seen.sheet.tree
    placed = defaultdict(list)
    for name, _, words in seen.words():
        if words.node >= 0 and not words.turned:
            placed[words.node].append((name, words))
    order = [at for at in walk(seen.sheet) if at in placed]
    wrong = []
    for at, after in pairwise([*order, -1]):
        if tree[at].tag not in ("H2", "H3"):
            continue
        name, last = placed[at][-1]
        if after < 0:
            wrong.append(f"{name}: {shown(last)} introduces nothing")
            continue
        page, first = placed[after][0]
        down = first.box.y - last.box.y - last.box.height
        # a sign's icon, a code's height or the title of a drawing may stand between
        if page != name or not -last.box.height < down < 12 * last.size:
            wrong.append(f"{name}: {shown(last)} stands alone, {shown(first)} is {down:.0f} pt below on {page}")
    return wrong


def entries_left_alone(seen: Seen) -> list[str]:
    """No column ends or begins with one entry of a list whose others stand in another; pages may have no choice."""
    if seen.layout.flowing or seen.finish == "screen":
        return []
    tree = seen.sheet.tree
    starts: dict[int, dict[int, tuple[str, int]]] = defaultdict(dict)
    for name, _, words in seen.words():
        at = words.node
        while at > 0 and tree[at].tag != "LI":
            at = tree[at].parent
        if at > 0 and tree[tree[at].parent].numbering in ("Disc", "Decimal") and tree[words.node].tag != "Lbl":
            starts[tree[at].parent].setdefault(at, (name, round(words.box.x)))
    wrong = []
    for entries in starts.values():
        columns = Counter(entries.values())
        if len(entries) > 2 and len(columns) > 1 and min(columns.values()) == 1:
            wrong.append(f"entries of a list stand by columns {dict(columns)}")
    return wrong


def panels_half_empty(seen: Seen) -> list[str]:
    """No panel of a sheet is left empty by more than three tenths; flowing pages end where the text does."""
    if seen.layout.flowing or seen.finish == "screen":
        return []
    return [
        f"{name}: panel {frame.id} has {frame.spare:.0f} of {frame.text.height:.0f} pt to spare"
        for name, page in seen.pages()
        for frame in page.frames
        if frame.spare > frame.text.height * 0.3
    ]


def words_over_words(seen: Seen) -> list[str]:
    """No two lines stand on each other, nor on a drawing, a picture or a code."""
    wrong = []
    for name, page in seen.pages():
        lines = [item for item in page.items if isinstance(item, Words)]
        inks = [ink(item) for item in lines]
        for at, one in enumerate(inks):
            for other in range(at + 1, len(inks)):
                if crossing(one, inks[other]):
                    wrong.append(f"{name}: {shown(lines[at])} is over {shown(lines[other])}")
        for item in page.items:
            if isinstance(item, Drawing | Code | Picture) and item_is_small(item, page):
                wrong += [
                    f"{name}: {shown(line)} is over a {type(item).__name__.lower()}"
                    for line, box in zip(lines, inks, strict=True)
                    if crossing(box, item.box)
                ]
    return wrong


def item_is_small(item: Drawing | Code | Picture, page: Page) -> bool:
    """Not a drawing that is a backdrop: none is at present, so all are small."""
    return item.box.width < page.width


def items_over_a_fold(seen: Seen) -> list[str]:
    """A fold goes through no words, no code with its quiet zone, no drawing, no box."""
    wrong = []
    for name, page in seen.pages():
        for item in page.items:
            if isinstance(item, Rule) or (isinstance(item, Shape) and seen.finish == "press"):
                continue
            box = quiet_zone(item) if isinstance(item, Code) else item.box
            for fold in page.folds:
                if box.x + 0.1 < fold < box.x + box.width - 0.1:
                    wrong.append(f"{name}: a fold at {fold:.1f} goes through {shown(item)}")
    return wrong


def ink_at_the_papers_edge(seen: Seen) -> list[str]:
    """In finish `office` all ink keeps 6 mm from the paper's edge: marks to fold and cut, too."""
    wrong = []
    for name, page in seen.pages():
        whole = Box(0.0, 0.0, page.width, page.height)
        for item in page.items:
            box = extent(item)
            if isinstance(item, LinkArea):
                continue
            if not within(box, inset(whole, OFFICE_EDGE), 0.01):
                wrong.append(f"{name}: {shown(item)} at {box} is nearer than 6 mm to the paper's edge")
    return wrong


def marks_in_the_bleed(seen: Seen) -> list[str]:
    """Marks to cut and fold stand where they are cut away, clear of the colour that runs over the trim."""
    wrong = []
    for name, page in seen.pages():
        if not page.bleed:
            continue
        bled = inset(page.trim, -page.bleed)
        marks = [item for item in page.items if isinstance(item, Rule) and not within(extent(item), page.trim, 0.01)]
        if not marks:
            wrong.append(f"{name} has no marks")
        wrong += [f"{name}: {shown(mark)} is in the bleed" for mark in marks if crossing(extent(mark), bled, 0.1)]
    return wrong


# codes


def codes_that_will_not_scan(seen: Seen) -> list[str]:
    """All codes of a sheet have one width, modules of half a millimetre, and a quiet zone that nothing enters."""
    wrong = []
    widths: set[float] = set()
    for name, page in seen.pages():
        for code in (item for item in page.items if isinstance(item, Code)):
            widths.add(round(code.box.width, 2))
            if abs(code.box.width - code.box.height) > 0.01:
                wrong.append(f"{name}: the code of {code.address} is not square")
            module = code.box.width / len(code.rows)
            if module < MODULE - 0.001:
                wrong.append(f"{name}: the code of {code.address} has modules of {module / MM:.2f} mm")
            zone = quiet_zone(code)
            if not within(zone, page.trim, 0.01):
                wrong.append(f"{name}: the quiet zone of {code.address} leaves the paper")
            for item in page.items:
                if item is not code and enters(item, zone, seen.theme.colours["paper"]):
                    wrong.append(f"{name}: {shown(item)} is in the quiet zone of {code.address}")
    if len(widths) > 1:
        wrong.append(f"codes of different widths: {sorted(widths)}")
    return wrong


def enters(item: PlacedItem, zone: Box, paper: str) -> bool:
    """Whether ink of an item is in a zone. A box around all of it, without a tint, is no ink."""
    if isinstance(item, LinkArea):
        return False
    if isinstance(item, Words):
        return crossing(ink(item), zone)
    if isinstance(item, Shape) and item.fill in (None, paper):
        half = item.weight / 2
        return crossing(extent(item), zone) and not within(zone, inset(item.box, half), 0.01)
    return crossing(extent(item), zone)


# type


def type_under_its_floor(seen: Seen) -> list[str]:
    """No type is smaller than its style allows: by element, by message, and for all that has neither."""
    floor = {name: seen.floor(name) for name in seen.layout.styles}
    least = {"H1": floor["title"], "H2": floor["heading"], "H3": floor["subheading"]}
    drawn = {message for message, kind in messages_of(seen.edition).items() if kind == "Timeline"}
    wrong = []
    for name, _, words in seen.words():
        bound = min(floor.values())
        ids = words.message.split()
        if words.node >= 0 and seen.sheet.tree[words.node].tag in least:
            bound = least[seen.sheet.tree[words.node].tag]
        elif seen.is_bar(words):
            bound = floor["draft"]
        elif words.turned:
            bound = floor["tab"]
        elif any(id in drawn for id in ids):
            bound = floor["small"]
        elif any(id in messages_of(seen.edition) for id in ids):
            bound = floor["body"]
        if words.size < bound - 0.01:
            wrong.append(f"{name}: {shown(words)} is set in {words.size} pt, the floor is {bound} pt")
    return wrong


def messages_of(edition: Edition) -> dict[str, str]:
    """Every message of the edition's blocks -> the kind of its block."""
    found = {}
    for section in edition.leaflet.sections:
        for block in section.blocks:
            for text in texts_of(block):
                found[text[0]] = type(block).__name__
    return found


# the structure tree


def tree_out_of_order(seen: Seen) -> list[str]:
    """Parents come before children, every item's element exists, every element with a message has something on it."""
    tree = seen.sheet.tree
    wrong = []
    if tree[0].tag != "Document" or tree[0].parent != -1:
        wrong.append("the tree does not begin with its Document")
    wrong += [
        f"element {at} ({node.tag}) has parent {node.parent}"
        for at, node in enumerate(tree[1:], 1)
        if not 0 <= node.parent < at
    ]
    for name, page in seen.pages():
        for item in page.items:
            if not -1 <= item.node < len(tree):
                wrong.append(f"{name}: {shown(item)} refers to element {item.node} of {len(tree)}")
    marks = [mark.node for mark in seen.sheet.bookmarks]
    wrong += [f"a bookmark refers to element {node}" for node in marks if not -1 <= node < len(tree)]
    return wrong


def headings_that_mislead(seen: Seen) -> list[str]:
    """One title, and no level skipped on the way down."""
    levels = [int(node.tag[1]) for node in in_reading_order(seen.sheet) if node.tag in ("H1", "H2", "H3")]
    wrong = []
    if levels.count(1) != 1 or levels[0] != 1:
        wrong.append(f"headings have levels {levels}")
    wrong += [f"level {after} follows {before}" for before, after in pairwise(levels) if after > before + 1]
    return wrong


def lists_that_nest_wrongly(seen: Seen) -> list[str]:
    """ISO 32000-1, 14.8.4.3.3: L holds LI; LI holds at most one Lbl, then LBody; neither stands elsewhere."""
    tree = seen.sheet.tree
    children = defaultdict(list)
    for at, node in enumerate(tree[1:], 1):
        children[node.parent].append((at, node.tag))
    wrong = []
    for at, node in enumerate(tree):
        held = [tag for _, tag in children[at]]
        if node.tag == "L" and (not held or set(held) != {"LI"}):
            wrong.append(f"list {at} holds {held}")
        if node.tag == "LI" and held not in (["LBody"], ["Lbl", "LBody"]):
            wrong.append(f"entry {at} holds {held}")
        above = tree[node.parent].tag if node.parent >= 0 else ""
        if node.tag == "LI" and above != "L":
            wrong.append(f"entry {at} stands in {above}")
        if node.tag in ("Lbl", "LBody") and above != "LI":
            wrong.append(f"{node.tag} {at} stands in {above}")
        if node.tag in ("H1", "H2", "H3", "P") and held and set(held) - {"Link", "Span"}:
            wrong.append(f"{node.tag} {at} holds {held}")
    return wrong


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


# every word of the edition


def messages_not_as_written(seen: Seen) -> list[str]:
    """Every message of the sections that the layout prints stands on the sheet, whole, once, and in order."""
    values = dict(printed_texts(seen))
    wanted = [id for id, value in values.items() if plain(value)]
    known = {*values, *messages_of(seen.edition)}
    found: list[tuple[tuple[str, ...], str]] = []
    by_node = defaultdict(list)
    for _, _, words in seen.words():
        if words.node >= 0 and words.message:
            by_node[words.node].append(words)
    for at in walk(seen.sheet):
        for words in by_node[at]:
            ids = tuple(words.message.split())
            if not set(ids) <= known:
                continue
            if found and found[-1][0] == ids:
                found[-1] = (ids, found[-1][1] + text_of(words))
            else:
                found.append((ids, text_of(words)))
    wrong = []
    told = [id for ids, _ in found for id in ids if plain(values.get(id, "?"))]
    if told != wanted:
        lacking = [id for id in wanted if id not in told]
        extra = [id for id in told if id not in wanted]
        wrong.append(f"lacking {lacking}, besides {extra}, or in another order: {told}")
    for ids, text in found:
        should = plain("".join(values.get(id, "") for id in ids))
        if without_notes(plain(text)) != without_notes(should):
            wrong.append(f"{ids} reads {plain(text)!r} and should {should!r}")
    return wrong


def printed_texts(seen: Seen) -> Iterator[tuple[str, str]]:
    """Id and value of all that the layout prints, in the order of reading."""
    panels = sorted(leaves_of(seen.layout), key=lambda panel: panel.read)
    placed = []
    for at, section in enumerate(seen.edition.leaflet.sections):
        role = next((role for role in section.roles if any(role in panel.roles for panel in panels)), None)
        if role is not None:
            first = next(place for place, panel in enumerate(panels) if role in panel.roles)
            placed.append((first, at, section))
    for first, _, section in sorted(placed, key=lambda entry: entry[:2]):
        if section.heading is not None:
            yield section.heading.id, section.heading.value
        for block in section.blocks:
            if block.id in seen.sheet.left_out:
                continue
            shown = panels[first].show
            if type(block).__name__ == "Cover":
                yield from cover_texts(block, shown, seen.theme.discreet)
            else:
                yield from texts_of(block)


def cover_texts(block: object, shown: tuple[str, ...], discreet: bool) -> Iterator[tuple[str, str]]:
    fields = ["kicker", "title", "lead", "bar", "bar_note"]
    names = [name for name in fields if not shown or name in shown]
    if discreet:
        plainer = {"title": "discreet_title", "lead": "discreet_lead"}
        names = [plainer[name] for name in names if name in plainer]
    for name in names:
        text = getattr(block, name)
        if text is not None:
            yield text.id, text.value


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


GEOMETRY: Final = (
    words_outside_their_panel,
    bars_over_panels,
    faces_without_a_draft_bar,
    headings_left_alone,
    entries_left_alone,
    words_over_words,
    items_over_a_fold,
    marks_in_the_bleed,
    codes_that_will_not_scan,
    type_under_its_floor,
)
STRUCTURE: Final = (tree_out_of_order, headings_that_mislead, lists_that_nest_wrongly, messages_not_as_written)
EVERYWHERE: Final = (*GEOMETRY, *STRUCTURE)
"""Claims for every sheet, whatever its finish."""
