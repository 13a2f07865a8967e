"""What must hold for a sheet's structure tree and its texts: each claim says what breaks it; nothing is best."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from seen import Seen, in_reading_order, leaves_of, messages_of, plain, shown, text_of, texts_of, walk, without_notes


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


STRUCTURE: Final = (
    headings_left_alone,
    entries_left_alone,
    tree_out_of_order,
    headings_that_mislead,
    lists_that_nest_wrongly,
    messages_not_as_written,
)
