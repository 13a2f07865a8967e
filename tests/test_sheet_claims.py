"""The claims themselves: each finds the fault that it is there for, in a sound sheet spoiled on purpose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
import sheet_claims
import text_claims
from composed import Asked, edition, layout_of, resources, sheet, theme_of
from seen import Seen, inset, quiet_zone, text_of

from builder.model.sheet import Box, Code, Drawing, Node, PlacedItem, Rule, Shape, Words

Spoil = Callable[[Seen], Seen]


def sound() -> Seen:
    asked = Asked("overdose")
    return Seen(
        sheet(asked), edition("overdose"), layout_of(asked.layout), theme_of("calm"), resources().languages["en"]
    )


def items(change: Callable[[PlacedItem], Sequence[PlacedItem]], page: int = 0) -> Spoil:
    """Every item of a page becomes what `change` gives."""

    def spoil(seen: Seen) -> Seen:
        pages = list(seen.sheet.pages)
        pages[page] = replace(pages[page], items=tuple(new for old in pages[page].items for new in change(old)))
        return replace(seen, sheet=replace(seen.sheet, pages=tuple(pages)))

    return spoil


def tree(change: Callable[[int, Node], Node]) -> Spoil:
    def spoil(seen: Seen) -> Seen:
        changed = tuple(change(at, node) for at, node in enumerate(seen.sheet.tree))
        return replace(seen, sheet=replace(seen.sheet, tree=changed))

    return spoil


def moved(box: Box, x: float = 0.0, y: float = 0.0) -> Box:
    return Box(box.x + x, box.y + y, box.width, box.height)


def words(said: str, change: Callable[[Words], Sequence[PlacedItem]], page: int = 0) -> Spoil:
    return items(lambda item: change(item) if isinstance(item, Words) and said in text_of(item) else [item], page)


def one_of(kind: type, change: Callable[..., Sequence[PlacedItem]], page: int = 0) -> Spoil:
    return items(lambda item: change(item) if isinstance(item, kind) else [item], page)


def other_page(seen: Seen) -> Seen:
    """A heading inside stands outside."""
    first, second = seen.sheet.pages
    said = "What not to do"
    heading = next(item for item in second.items if isinstance(item, Words) and said in text_of(item))
    pages = (
        replace(first, items=(*first.items, heading)),
        replace(second, items=tuple(item for item in second.items if item is not heading)),
    )
    return replace(seen, sheet=replace(seen.sheet, pages=pages))


def bled(seen: Seen) -> Seen:
    """The sheet with colour over its trim, and a mark to cut that begins in it."""
    page = seen.sheet.pages[0]
    trim = inset(page.trim, 30.0)
    mark = Rule(trim.x + 50, trim.y - 12, trim.x + 50, trim.y - 5, 0.5, "#000000")  # type: ignore[arg-type]
    return replace(
        seen, sheet=replace(seen.sheet, pages=(replace(page, trim=trim, bleed=8.5, items=(*page.items, mark)),))
    )


def half_empty(seen: Seen) -> Seen:
    page = seen.sheet.pages[1]
    frames = tuple(replace(frame, spare=frame.text.height / 2) for frame in page.frames)
    return replace(seen, sheet=replace(seen.sheet, pages=(seen.sheet.pages[0], replace(page, frames=frames))))


def wider(code: Code) -> list[PlacedItem]:
    return [replace(code, box=Box(code.box.x, code.box.y, code.box.width * 0.5, code.box.height * 0.5))]


FAULTS: dict[str, tuple[Callable[[Seen], list[str]], Spoil]] = {
    "words past the panel's end": (
        sheet_claims.words_outside_their_panel,
        words("Get help", lambda line: [replace(line, box=moved(line.box, x=200))]),
    ),
    "words under the panel's foot": (
        sheet_claims.words_outside_their_panel,
        words("Edition", lambda line: [replace(line, box=moved(line.box, y=20))]),
    ),
    "a bar in the text": (
        sheet_claims.bars_over_panels,
        words("DRAFT", lambda line: [replace(line, box=moved(line.box, y=-60))]),
    ),
    "a face without its bar": (
        sheet_claims.faces_without_a_draft_bar,
        words("DRAFT", lambda line: [], page=1),
    ),
    "a heading at the foot of its panel": (
        text_claims.headings_left_alone,
        words("What not to do", lambda line: [replace(line, box=moved(line.box, y=-300))], page=1),
    ),
    "an entry in another column": (
        text_claims.entries_left_alone,
        words("Do not leave", lambda line: [replace(line, box=moved(line.box, x=-200))], page=1),
    ),
    "a heading on another page": (
        text_claims.headings_left_alone,
        other_page,
    ),
    "a panel half empty": (sheet_claims.panels_half_empty, half_empty),
    "a line on another": (
        sheet_claims.words_over_words,
        words("Using alone?", lambda line: [line, replace(line, box=moved(line.box, y=5))]),
    ),
    "a drawing on words": (
        sheet_claims.words_over_words,
        one_of(Drawing, lambda drawing: [replace(drawing, box=moved(drawing.box, y=30))], page=1),
    ),
    "words over a fold": (
        sheet_claims.items_over_a_fold,
        words("Get help", lambda line: [replace(line, box=moved(line.box, x=-60))]),
    ),
    "a mark in the bleed": (
        sheet_claims.marks_in_the_bleed,
        bled,
    ),
    "a code's quiet zone over a fold": (
        sheet_claims.items_over_a_fold,
        one_of(Code, lambda code: [replace(code, box=moved(code.box, x=-18))]),
    ),
    "modules too small": (sheet_claims.codes_that_will_not_scan, one_of(Code, wider)),
    "words in the quiet zone": (
        sheet_claims.codes_that_will_not_scan,
        words("Find treatment", lambda line: [replace(line, box=moved(line.box, x=-6))]),
    ),
    "a rule through the quiet zone": (
        sheet_claims.codes_that_will_not_scan,
        one_of(Code, lambda code: [code, Rule(0.0, code.box.y - 3, 700.0, code.box.y - 3, 0.75, "#000000")]),  # type: ignore[arg-type]
    ),
    "a tint under a code": (
        sheet_claims.codes_that_will_not_scan,
        one_of(Code, lambda code: [Shape(quiet_zone(code), "#e9f4f4"), code]),  # type: ignore[arg-type]
    ),
    "one code smaller": (
        sheet_claims.codes_that_will_not_scan,
        one_of(
            Code,
            lambda code: [replace(code, box=inset(code.box, 1))] if "safe" in code.address else [code],
        ),
    ),
    "a heading in small type": (
        sheet_claims.type_under_its_floor,
        words("Get help", lambda line: [replace(line, size=14.0)]),
    ),
    "a step in small type": (
        sheet_claims.type_under_its_floor,
        words("knuckles", lambda line: [replace(line, size=10.5)], page=1),
    ),
    "a parent after its child": (
        text_claims.tree_out_of_order,
        tree(lambda at, node: replace(node, parent=at + 1) if at == 5 else node),
    ),
    "an item of no element": (
        text_claims.tree_out_of_order,
        words("Get help", lambda line: [replace(line, node=100000)]),
    ),
    "two titles": (
        text_claims.headings_that_mislead,
        tree(lambda at, node: replace(node, tag="H1") if node.tag == "H2" else node),
    ),
    "a level skipped": (
        text_claims.headings_that_mislead,
        tree(lambda at, node: replace(node, tag="H3") if node.tag == "H2" else node),
    ),
    "a list of paragraphs": (
        text_claims.lists_that_nest_wrongly,
        tree(lambda at, node: replace(node, tag="P") if node.tag == "LI" else node),
    ),
    "an entry with two bodies": (
        text_claims.lists_that_nest_wrongly,
        tree(lambda at, node: replace(node, tag="LBody") if node.tag == "Lbl" else node),
    ),
    "a line lost": (text_claims.messages_not_as_written, words("knuckles", lambda line: [], page=1)),
    "a line twice": (text_claims.messages_not_as_written, words("knuckles", lambda line: [line, line], page=1)),
    "a message lost": (text_claims.messages_not_as_written, words("After naloxone", lambda line: [], page=1)),
    "ink at the edge": (
        sheet_claims.ink_at_the_papers_edge,
        one_of(Rule, lambda rule: [replace(rule, y=10.0)]),
    ),
}


def test_every_claim_has_a_fault_that_it_finds() -> None:
    assert {claim for claim, _ in FAULTS.values()} == {
        *sheet_claims.EVERYWHERE,
        sheet_claims.ink_at_the_papers_edge,
        sheet_claims.panels_half_empty,
    }


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str) -> None:
    claim, spoil = FAULTS[fault]
    assert not claim(sound())
    assert claim(spoil(sound()))
