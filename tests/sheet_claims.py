"""What must hold for every sheet: each claim is a function that says what breaks it, in words; nothing is best.

Lengths are points, x from the start edge, as in `builder.model.sheet`.
"""

from __future__ import annotations

from typing import Final

from seen import Seen, crossing, extent, ink, inset, leaves_of, messages_of, plain, quiet_zone, shown, text_of, within
from text_claims import STRUCTURE

from builder.model.sheet import Box, Code, Drawing, LinkArea, Page, Picture, PlacedItem, Rule, Shape, Words

MM: Final = 72 / 25.4

OFFICE_EDGE: Final = 6 * MM
"""field.md, Print: office printers cannot print the outer 6 mm."""

MODULE: Final = 0.5 * MM
"""field.md, QR: modules of half a millimetre at the least."""

SLACK: Final = 0.6
"""Points by which a line's box may stand over its panel's text area: roundings, and side bearings."""


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
    """Modules of half a millimetre, a quiet zone that nothing enters; all codes of a leaflet's own have one width.

    A service's code fits into the imprint, so it may be smaller.
    """
    wrong = []
    widths: set[float] = set()
    own = {line.url for line in seen.edition.region.helplines}
    for name, page in seen.pages():
        for code in (item for item in page.items if isinstance(item, Code)):
            widths |= {round(code.box.width, 2)} if code.address in own else set()
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


GEOMETRY: Final = (
    words_outside_their_panel,
    bars_over_panels,
    faces_without_a_draft_bar,
    words_over_words,
    items_over_a_fold,
    marks_in_the_bleed,
    codes_that_will_not_scan,
    type_under_its_floor,
)
EVERYWHERE: Final = (*GEOMETRY, *STRUCTURE)
"""Claims for every sheet, whatever its finish."""
