"""A test sheet: what a printer does to paper, measured before a thousand copies are made on it.

It has the size, the folds and the marks of a layout. Its few words are those of the printing instructions, in the
edition's language; the rest is figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from builder.compose.begin import Resources, bare, paper_of
from builder.compose.content import column_height, place_column
from builder.compose.figures import (
    Cell,
    arrow,
    comb,
    cross,
    fold,
    greys,
    label,
    patches,
    rings,
    ruler,
    strokes,
    symbols,
)
from builder.compose.frames import folds_of
from builder.compose.instructions import instructions
from builder.compose.legend import legend, legend_of_one_side
from builder.compose.marks import cut_marks, fold_marks, press_marks
from builder.compose.pen import Pen
from builder.compose.report import report_missing
from builder.compose.setting import MM, Bench, Setting
from builder.compose.texts import paragraph
from builder.diagnostics import Findings
from builder.model.edition import Edition
from builder.model.layout import Layout, Style
from builder.model.sheet import Box, Page, Sheet
from builder.model.source import Length
from builder.model.theme import Theme
from builder.text import Typesetter

_EDGE = 14 * MM
"""From the trim to the middle of what stands along the edges."""

_HEAD, _FOOT, _SIDE = 24 * MM, 22 * MM, 14 * MM
"""From the trim to the columns: rulers and arrows above, below and beside them."""

_FOLD = 6 * MM

_BODY, _LEAST, _LARGEST = 11.0, 8.0, {"small": 8.0, "heading": 16.0}
"""Type sizes, points."""

_LONG = 100.0  # millimetres of a ruler
_SMALLEST = 0.5
_STILL = Setting(1.0)


def compose_test_sheet(
    edition: Edition,
    layout: Layout,
    theme: Theme,
    typesetter: Typesetter,
    resources: Resources,
    findings: Findings,
    *,
    finish: str = "office",
) -> Sheet | None:
    """The sheet, or None and findings: `missing-glyph`."""
    bench = bare(edition, _plain(layout), theme, typesetter, resources, finish)
    card, width, height = paper_of(bench)
    own = layout.paper != "region"  # of a card, the paper that it is printed on is tested
    margin = 0.0 if finish == "office" else card.x
    trim = card if own else Box(margin, margin, width - 2 * margin, height - 2 * margin)
    if not own and finish != "office":
        trim, width, height = _on_paper(bench, margin)
    bench = replace(bench, trim=trim)
    pen = Pen(bench.rtl, language=edition.language)
    pages = []
    for at in range(1 if layout.duplex == "none" else 2):
        pen.turn_to(at)
        folds = folds_of(layout, at, trim) if own else ()
        page = Page(width, height, trim, (), folds=folds, bleed=margin and margin - 7 * MM)
        if at == 0:
            _front(bench, pen, page)
        else:
            _back(bench, pen, page)
        if finish == "press":
            fold_marks(bench, pen, page)
            cut_marks(bench, pen, trim)
            press_marks(bench, pen, page)
        pages.append(page)
    if report_missing(bench, findings):
        return None
    words = edition.words.print_title.value
    return Sheet(
        pages=tuple([replace(page, items=tuple(pen.pages[at])) for at, page in enumerate(pages)]),
        tree=tuple(pen.tree),
        bookmarks=tuple(pen.bookmarks),
        rtl=bench.rtl,
        language=edition.language,
        title=words,
        description=words,
        duplex=layout.duplex,
        date="",
        code="",
        scale=1.0,
    )


def _plain(layout: Layout) -> Layout:
    """The layout with type of ordinary sizes, that may be set smaller: only those read it who print."""
    styles = {name: _ordinary(name, style) for name, style in layout.styles.items()}
    return replace(layout, styles=styles)


def _ordinary(name: str, style: Style) -> Style:
    size = min(style.size, _LARGEST.get(name, _BODY))
    return replace(style, size=Length(size), smallest=Length(min(style.smallest, _LEAST)))


def _on_paper(bench: Bench, margin: float) -> tuple[Box, float, float]:
    """On a press a card's test sheet is as large as the office's, with the press's margins around it."""
    _, width, height = paper_of(replace(bench, finish="office"))
    return Box(margin, margin, width, height), width + 2 * margin, height + 2 * margin


def _front(bench: Bench, pen: Pen, page: Page) -> None:
    columns = _columns(page)
    text, rest = columns[0], columns[1:]
    if not rest:
        high = _instructions(bench, pen, Box(text.x, text.y, text.width, text.height * 0.5))
        rest = [Box(text.x, text.y + high + 8 * MM, text.width, text.height - high - 8 * MM)]
    else:
        _instructions(bench, pen, text)
    parts = [symbols(bench), greys(bench), strokes(bench)]
    # what stands on the back, where there is one
    parts += [patches(bench), legend_of_one_side(bench)] if bench.layout.duplex == "none" else []
    shares: Sequence[Sequence[Cell]] = [parts] if len(rest) == 1 else [parts[:1], parts[1:]]
    for box, cells in zip(rest, shares, strict=False):
        _stack(pen, box, cells)
    _around(bench, pen, page, back=False)


def _back(bench: Bench, pen: Pen, page: Page) -> None:
    first, column = _columns(page)[0], _columns(page)[-1]
    title = paragraph(bench, bench.edition.words.print_title, "strong", bold=True)
    title.place(pen, column.x, column.y, column.width, _STILL, 0)
    used = title.height(column.width, _STILL) + 8 * MM
    below = Box(column.x, column.y + used, column.width, column.height - used)
    if first != column:
        legend(bench).draw(pen, first.x, below.y, first.width)
    _stack(pen, below, [*([legend(bench)] if first == column else []), patches(bench), greys(bench), strokes(bench)])
    _around(bench, pen, page, back=True)


def _stack(pen: Pen, room: Box, cells: Sequence[Cell]) -> None:
    """One under the other, those that there is room for: large type leaves less."""
    y = room.y
    for cell in cells:
        high = cell.height(room.width)
        if y + high <= room.y + room.height:
            cell.draw(pen, room.x, y, room.width)
            y += high + 8 * MM


def _instructions(bench: Bench, pen: Pen, room: Box) -> float:
    """How to print and fold, as large as there is room for; the height of it."""
    units = instructions(bench, "H1")
    setting = _STILL
    while column_height(bench, units, room.width, setting) > room.height and setting.scale > _SMALLEST:
        setting = Setting(round(setting.scale - 0.05, 2))
    place_column(bench, pen, units, room.x, room.y, room.width, setting)
    return column_height(bench, units, room.width, setting)


def _columns(page: Page) -> list[Box]:
    """Where things stand: between the folds, clear of what is along the edges."""
    trim = page.trim
    edges = [trim.x, *page.folds, trim.x + trim.width]
    found = []
    for at, (start, end) in enumerate(pairwise(edges)):
        first = _SIDE if at == 0 else _FOLD
        last = _SIDE + 12 * MM if at == len(edges) - 2 else _FOLD
        high = trim.height - _HEAD - _FOOT
        found.append(Box(start + first, trim.y + _HEAD, end - start - first - last, high))
    return found


def _around(bench: Bench, pen: Pen, page: Page, *, back: bool) -> None:
    """Along the edges: what must lie on the other side's when the sheet is held against the light.

    The back is the front in a mirror, as the paper is turned over: from side to side, or from head to foot.
    """
    trim = page.trim
    tumbled = back and (bench.layout.duplex == "short-edge") == (trim.height > trim.width)

    def there(x: float, y: float) -> tuple[float, float]:
        if tumbled:
            return trim.x + x, trim.y + trim.height - y
        return trim.x + (trim.width - x if back else x), trim.y + y

    foot, end = trim.height - _EDGE, trim.width - _EDGE
    target = cross if back else rings
    if bench.layout.duplex != "none":
        for x in (_EDGE, end):
            for y in (_EDGE, foot):
                target(bench, pen, *there(x, y))
        arrow(bench, pen, *there(trim.width - 2.4 * _EDGE, _EDGE), down=tumbled)
    comb(bench, pen, trim)
    for x in page.folds:
        fold(bench, pen, x, trim)
    if not back:
        ruler(bench, pen, trim.x + 25 * MM, trim.y + _EDGE, _LONG, upright=False)
        ruler(bench, pen, trim.x + trim.width - _EDGE, trim.y + _HEAD + 8 * MM, _LONG, upright=True)
    label(bench, pen, f"{bench.layout.id} · {bench.finish}", trim.x + 25 * MM, trim.y + foot - 4.0)
