"""Where panels stand: fold lines to a tenth of a millimetre, panels that tile the sheet, rows that fit and fill."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from composed import Asked, layout_of, pdf, sheet, starter
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pdf_reading import pixels
from PIL import Image

from builder.compose.frames import Leaf, arrange
from builder.model.layout import Face, Layout, Panel
from builder.model.sheet import Box, Drawing, Shape, Words
from builder.model.source import Id, Length

INCH, MM = 72.0, 72 / 25.4

SCALE = 4.0
"""Pixels to the point."""

NEAR = 0.1 * MM
"""A tenth of a millimetre: what a folder can hold."""

# field.md, Print: the panel that tucks in is shorter; outside and inside, start to end
FOLDS = {
    "letter-trifold": (
        (3.625 * INCH, (3.625 + 3.6875) * INCH),
        (3.6875 * INCH, 2 * 3.6875 * INCH),
    ),
    "a4-trifold": ((97 * MM, 197 * MM), (100 * MM, 200 * MM)),
}


def nothing(panel: Panel, width: float) -> float:
    return 0.0


@pytest.mark.parametrize("name", FOLDS)
def test_fold_lines_stand_where_a_roll_fold_needs_them(name: str) -> None:
    pages = sheet(Asked("overdose", layout=name)).pages
    assert len(pages) == 2
    for page, folds in zip(pages, FOLDS[name], strict=True):
        assert page.folds == pytest.approx([page.trim.x + fold for fold in folds], abs=NEAR)


@pytest.mark.parametrize("name", FOLDS)
def test_the_panel_that_tucks_in_is_the_shortest_by_a_sixteenth_of_an_inch(name: str) -> None:
    layout = layout_of(name)
    trim = Box(0.0, 0.0, layout.trim.width, layout.trim.height)
    for at, face in enumerate(layout.faces):
        widths = {leaf.panel.id: leaf.box.width for leaf in arrange(layout, at, trim, nothing)}
        assert sum(widths.values()) == pytest.approx(layout.trim.width, abs=NEAR)
        tucked = "flap" if "flap" in widths else "inside-end"
        others = {width for id, width in widths.items() if id != tucked}
        assert max(others) - min(others) < NEAR
        assert INCH / 16 - NEAR <= min(others) - widths[tucked] <= 3 * MM + NEAR, face.id


@pytest.mark.parametrize("name", ["letter-trifold", "a4-trifold", "wallet-card"])
def test_folds_of_both_faces_meet_when_the_sheet_is_turned_over(name: str) -> None:
    """Both are printed flipping over the upright axis: what is at the start of one is at the end of the other."""
    front, back = sheet(Asked("overdose", layout=name)).pages
    assert front.folds
    assert sorted(front.width - fold for fold in back.folds) == pytest.approx(sorted(front.folds), abs=NEAR)


@pytest.mark.parametrize(("lang", "mirrored"), [("en", False), ("ar", True)])
@pytest.mark.parametrize("name", FOLDS)
def test_ticks_on_paper_show_the_folds_mirrored_where_the_script_is(name: str, lang: str, mirrored: bool) -> None:
    """In a right-to-left leaflet the cover is on the left, and the panel that tucks in on the right."""
    asked = Asked("overdose", lang, name)
    for at, page in enumerate(sheet(asked).pages):
        paper = pixels(pdf(asked), at, SCALE)
        # the outermost strip that an office printer reaches: nothing but ticks and the cover's colour stands there
        strip = paper.crop((0, round(6.2 * MM * SCALE), paper.width, round(8.2 * MM * SCALE)))
        for fold in FOLDS[name][at]:
            x = page.width - fold if mirrored else fold
            assert darkest(strip, x - 0.8, x + 0.8) < 100
            assert darkest(strip, x - 5.0, x - 1.5) > 250
            assert darkest(strip, x + 1.5, x + 5.0) > 250


def darkest(strip: Image.Image, start: float, end: float) -> float:
    """The darkest grey between two places across, in points."""
    found = strip.crop((round(start * SCALE), 0, round(end * SCALE), strip.height)).getextrema()[0]
    assert isinstance(found, int | float)
    return found


@pytest.mark.parametrize("name", sorted(starter().layouts()))
def test_panels_tile_the_trim(name: str) -> None:
    """No two overlap, none leaves the sheet, text stands inside its panel."""
    layout = layout_of(name)
    trim = Box(10.0, 20.0, layout.trim.width, layout.trim.height)
    for at in range(len(layout.faces)):
        leaves = arrange(layout, at, trim, lambda panel, width: 40.0)
        assert leaves
        assert not apart(leaves, trim)


def test_columns_stand_one_after_the_other_and_rows_under_each_other() -> None:
    layout = layout_of("poster-tabloid")
    trim = Box(0.0, 0.0, layout.trim.width, layout.trim.height)
    leaves = {leaf.panel.id: leaf for leaf in arrange(layout, 0, trim, lambda panel, width: 50.0)}
    stack = layout.faces[0].body.rows[0]
    between = next(row.gap for row in stack.rows if row.columns)
    banner, start, end, band = (leaves[name] for name in ("banner", "poster-start", "poster-end", "band"))
    assert banner.box.height == pytest.approx(50 + 2 * (banner.panel.inset or 0.0))
    assert banner.edges.top
    assert start.box.y == end.box.y == pytest.approx(banner.box.y + banner.box.height + stack.gap)
    assert end.box.x - start.box.x - start.box.width == pytest.approx(between)
    assert (start.edges.start, start.edges.end) == (True, False)
    assert (end.edges.start, end.edges.end) == (False, True)
    assert band.box.y == pytest.approx(start.box.y + start.box.height + stack.gap)
    foot = leaves["tabs"].box
    assert foot.y + foot.height == pytest.approx(layout.trim.height)


# random trees of panels


@dataclass(frozen=True)
class Grown:
    """A layout with a random tree of panels, and the height that each panel's content needs."""

    layout: Layout
    needs: dict[str, float]
    area: Box

    def measure(self, panel: Panel, width: float) -> float:
        return self.needs[panel.id]

    def leaves(self) -> list[Leaf]:
        return arrange(self.layout, 0, self.area, self.measure)


@st.composite
def grown(draw: st.DrawFn) -> Grown:
    """Up to three levels of columns and rows, one at least of which takes what the others leave."""
    needs: dict[str, float] = {}

    def panel(depth: int, height: str) -> Panel:
        id = Id(f"p{len(needs)}")
        needs[id] = draw(st.integers(0, 60).map(float))
        inset = Length(draw(st.integers(0, 6).map(float)))
        gap = Length(draw(st.integers(0, 6).map(float)))
        kind = draw(st.sampled_from(("leaf", "columns", "rows"))) if depth else "leaf"
        if kind == "leaf":
            return Panel(id=id, roles=(Id("main"),), inset=inset, height=height)  # type: ignore[arg-type]
        count = draw(st.integers(1, 3))
        if kind == "columns":
            columns = tuple(panel(depth - 1, "fill") for _ in range(count))
            if count > 1 and draw(st.booleans()):
                columns = (replace(columns[0], width=Length(draw(st.integers(10, 150).map(float)))), *columns[1:])
            return Panel(id=id, columns=columns, inset=inset, gap=gap, height=height)  # type: ignore[arg-type]
        high = ["fill", *draw(st.lists(st.sampled_from(("fill", "fit")), min_size=count - 1, max_size=count - 1))]
        rows = tuple(panel(depth - 1, each) for each in draw(st.permutations(high)))
        return Panel(id=id, rows=rows, inset=inset, gap=gap, height=height)  # type: ignore[arg-type]

    body = panel(3, "fill")
    layout = replace(layout_of("letter-trifold"), faces=(Face(id=Id("front"), body=body),))
    made = Grown(layout, needs, Box(7.0, 11.0, 2000.0, 3000.0))
    # fixed widths can be more than there is; such a layout is refused (`panel-widths`)
    assume(all(min(leaf.box.width, leaf.box.height) > 0 for leaf in made.leaves()))
    return made


@settings(max_examples=150, derandomize=True, deadline=None)
@given(grown())
def test_panels_of_any_tree_stay_in_the_sheet_and_apart(tree: Grown) -> None:
    leaves = tree.leaves()
    assert leaves
    assert not apart(leaves, tree.area)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(grown())
def test_columns_share_the_width_and_rows_the_height_without_rest(tree: Grown) -> None:
    found = {leaf.panel.id: leaf for leaf in tree.leaves()}

    def extent(panel: Panel) -> Box:
        """The box that a panel was given, from its leaves and insets."""
        inner = panel.columns or panel.rows
        if not inner:
            return found[panel.id].box
        boxes = [extent(child) for child in inner]
        inset = panel.inset or 0.0
        across, down = [box.x for box in boxes], [box.y for box in boxes]
        ends = [box.x + box.width for box in boxes]
        feet = [box.y + box.height for box in boxes]
        if panel.columns:
            assert all(y == pytest.approx(down[0]) for y in down)
            assert all(foot == pytest.approx(feet[0]) for foot in feet)
            assert across[1:] == pytest.approx([end + panel.gap for end in ends[:-1]])
            free = [box.width for box, child in zip(boxes, inner, strict=True) if child.width is None]
            assert free == pytest.approx([free[0]] * len(free)) if free else True
            for box, child in zip(boxes, inner, strict=True):
                assert child.width is None or box.width == pytest.approx(child.width)
        else:
            assert down[1:] == pytest.approx([foot + panel.gap for foot in feet[:-1]])
            filling = [box.height for box, child in zip(boxes, inner, strict=True) if child.height == "fill"]
            assert filling == pytest.approx([filling[0]] * len(filling)) if filling else True
        return Box(
            min(across) - inset,
            min(down) - inset,
            max(ends) - min(across) + 2 * inset,
            max(feet) - min(down) + 2 * inset,
        )

    whole = extent(tree.layout.faces[0].body)
    assert (whole.x, whole.y) == pytest.approx((tree.area.x, tree.area.y))
    assert (whole.width, whole.height) == pytest.approx((tree.area.width, tree.area.height))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(grown())
def test_a_row_that_fits_is_as_high_as_its_content(tree: Grown) -> None:
    found = {leaf.panel.id: leaf for leaf in tree.leaves()}
    for panel in panels(tree.layout.faces[0].body):
        for child in panel.rows:
            if child.height == "fit" and not child.columns and not child.rows:
                assert found[child.id].text.height == pytest.approx(tree.needs[child.id])


def panels(panel: Panel) -> list[Panel]:
    """A panel and all in it."""
    return [panel, *(one for child in (*panel.columns, *panel.rows) for one in panels(child))]


def apart(leaves: list[Leaf], area: Box) -> list[str]:
    """What is wrong with where leaves stand: outside, over another, or with text outside."""
    wrong = [f"{leaf.panel.id} leaves the sheet" for leaf in leaves if not within(leaf.box, area)]
    wrong += [f"text of {leaf.panel.id} leaves it" for leaf in leaves if not within(leaf.text, leaf.box)]
    for at, one in enumerate(leaves):
        wrong += [f"{one.panel.id} over {other.panel.id}" for other in leaves[at + 1 :] if over(one.box, other.box)]
    return wrong


def within(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x - 0.01
        and inner.y >= outer.y - 0.01
        and inner.x + inner.width <= outer.x + outer.width + 0.01
        and inner.y + inner.height <= outer.y + outer.height + 0.01
    )


def over(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0.01 and down > 0.01


@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_lines_of_a_tab_begin_at_one_end(language: str) -> None:
    """A tab reads upwards: lines from left to right begin at its foot, lines from right to left at its top."""
    (page,) = sheet(Asked("overdose", language, "poster-tabloid")).pages
    turned = [item for item in page.items if isinstance(item, Words) and item.turned]
    tops = {round(words.box.y, 2) for words in turned}
    feet = {round(words.box.y + words.box.height, 2) for words in turned}
    assert len(turned) > 10
    assert (len(tops), len(feet)) == ((1, 2) if language == "ar" else (2, 1))


def test_a_banner_without_colour_begins_where_the_text_does() -> None:
    for layout in ("palm-card", "letter-large"):
        made = sheet(Asked("naloxone", layout=layout, theme="discreet"))
        titles = [node for node, each in enumerate(made.tree) if each.tag in ("H1", "H2")]
        first = [item.box.x for item in made.pages[0].items if isinstance(item, Words) and item.node in titles]
        assert len(set(first)) == 1
        assert len(first) > 1


def test_sources_alone_on_a_page_begin_at_its_top() -> None:
    made = sheet(Asked("overdose", "bn", finish="screen", service="example-outreach"))
    last = made.pages[-1]
    frame = last.frames[-1].text
    words = [item for item in last.items if isinstance(item, Words) and item.box.y < frame.y + frame.height]
    assert all(item.size == words[0].size for item in words)
    assert min(item.box.y for item in words) == pytest.approx(frame.y)


@pytest.mark.parametrize(("language", "layout", "across"), [("hi", "letter-sheet", 3), ("fil", "palm-card", 2)])
def test_icons_beside_words_stand_in_a_line(language: str, layout: str, across: int) -> None:
    """However many lines the words of each take."""
    made = sheet(Asked("naloxone" if layout == "palm-card" else "overdose", language, layout))
    heights = [item.box.y for item in made.pages[0].items if isinstance(item, Drawing)][:6]
    assert len(heights) == 6
    for at in range(0, 6, across):
        assert heights[at : at + across] == pytest.approx([heights[at]] * across)


def test_a_line_of_help_without_a_code_begins_at_the_top_of_its_row() -> None:
    """Beside the imprint's frame it hung at the middle, under nothing."""
    items = sheet(Asked("overdose", "pl", "letter-sheet")).pages[-1].items
    line = next(item for item in items if isinstance(item, Words) and item.message == "helplines.crisis.title")
    frame = next(item for item in items if isinstance(item, Shape) and item.stroke and item.box.x > line.box.x)
    assert abs(line.box.y - frame.box.y) < 2.0
