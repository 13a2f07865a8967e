"""Compose: an edition, a layout and a theme become a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from builder.compose.alphabet import alphabet
from builder.compose.bars import DraftBar, area_of, bars_of
from builder.compose.begin import Begun, Resources, begin, compact
from builder.compose.choose import reading_order
from builder.compose.content import Content
from builder.compose.cover import CoverContent
from builder.compose.dress import BLEED
from builder.compose.fit import Fit, Flow, Overflow, drop_optional, fit, opened
from builder.compose.flow import Paged, opened_page, paginate
from builder.compose.frames import Leaf, folds_of, leaves
from builder.compose.instructions import SECTION as INSTRUCTIONS
from builder.compose.instructions import place_instructions
from builder.compose.marks import cut_marks, fold_marks, press_marks
from builder.compose.pen import Pen
from builder.compose.report import report_imprint, report_left_out, report_missing, report_overflow, report_tight
from builder.compose.setting import MM, Bench
from builder.diagnostics import Findings
from builder.model.edition import Edition
from builder.model.layout import Layout
from builder.model.leaflet import Cover
from builder.model.service import Service
from builder.model.sheet import Box, Frame, Page, Shape, Sheet
from builder.model.theme import Theme
from builder.text import Typesetter


def compose(
    edition: Edition,
    layout: Layout,
    theme: Theme,
    typesetter: Typesetter,
    resources: Resources,
    findings: Findings,
    *,
    service: Service | None = None,
    finish: str = "office",
    screen: Layout | None = None,
    instructions: bool = False,
    left_open: bool = False,
    source: Edition | None = None,
) -> Sheet | None:
    """A finished sheet, or None with the findings that say why not.

    `source` is the edition in the source language that a bilingual layout sets beside it.
    `left_open` leaves the imprint open for any service (`Sheet.openings`).
    `screen` is the flowing layout of a phone-sized page that finish `screen` uses; the sections are those of `layout`.
    `instructions` adds a page that tells how to print and fold on an office printer.
    Findings: `no-panel`, `text-overflow`, `word-too-wide`, `missing-glyph`, `tight-face`, `left-out`.
    """
    for tight in (False, True):
        begun = begin(
            edition, layout, theme, typesetter, resources, findings, service, finish, screen, left_open, source, tight
        )
        if begun is None:
            return None
        bench, bar, flows, trim, width, height = begun
        composed = _flowing(bench, flows, trim, bar) if bench.layout.flowing else _fixed(bench, flows, trim, bar)
        if report_missing(bench, findings):
            return None
        if not isinstance(composed[0], list):
            break
        if tight or layout.compact or compact(bench.language) is None:
            report_overflow(bench, composed[0], findings)
            return None
    assert not isinstance(composed[0], list), "it was told above"
    if tight:
        report_tight(bench, findings)
    pen = Pen(bench.rtl, language=edition.language)
    if isinstance(composed[0], Paged):
        _place_pages(bench, pen, composed[0], bar, trim)
    else:
        _place_faces(bench, pen, composed[0], bar, trim)
    written = service.span if service is not None else None
    if report_missing(bench, findings, written) or report_imprint(bench, findings):
        return None
    report_left_out(bench, composed[1], findings)
    _marks(bench, pen, trim, width, height)
    if instructions and finish == "office":
        place_instructions(bench, pen, width, height)
    return _sheet(bench, pen, trim, width, height, composed, tight)


def overflows(begun: Begun) -> list[Overflow]:
    """The panels that do not hold their text at the smallest type; none when all do."""
    bench, bar, flows, trim, _, _ = begun
    found, _ = _flowing(bench, flows, trim, bar) if bench.layout.flowing else _fixed(bench, flows, trim, bar)
    return found if isinstance(found, list) else []


Composed = tuple[Fit | Paged | list[Overflow], list[str]]


def _bleed(bench: Bench) -> float:
    if bench.finish == "press":
        return BLEED
    return 1.5 * MM if bench.finish == "office" and bench.layout.paper == "region" else 0.0


def _fixed(bench: Bench, flows: Sequence[Flow], trim: Box, bar: DraftBar | None) -> Composed:
    areas = [area_of(bench, bar, face.body, trim) for face in bench.layout.faces]
    left_out: list[str] = []
    while True:
        found = fit(bench, flows, areas)
        if isinstance(found, Fit):
            return found, left_out
        flows, dropped = drop_optional(flows, found)
        if not dropped:
            return found, left_out
        left_out += dropped


def _flowing(bench: Bench, flows: Sequence[Flow], trim: Box, bar: DraftBar | None) -> Composed:
    area = area_of(bench, bar, bench.layout.faces[-1].body, trim)
    return paginate(bench, flows, area.box, bench.finish == "screen"), []


def _place_faces(bench: Bench, pen: Pen, found: Fit, bar: DraftBar | None, trim: Box) -> None:
    for at in range(len(bench.layout.faces)):
        pen.turn_to(at)
    if bar is not None:
        pen.shared("draft", "Div", 0)  # what is read first may be drawn last
    order = {panel.id: at for at, panel in enumerate(reading_order(bench.layout))}
    for leaf in sorted(found.leaves, key=lambda leaf: order[leaf.panel.id]):
        content = found.filling.get(leaf.panel.id)
        pen.turn_to(leaf.face)
        spare, text = 0.0, leaf.text
        if isinstance(content, Content):
            setting = opened(content, leaf, found.setting)
            if leaf.panel.look == "band":
                _band(bench, pen, leaf)
            content.place(pen, text, setting)
            spare = text.height - content.height(text.width, setting)
        elif isinstance(content, CoverContent):
            text = content.place(pen, leaf, found.setting, _bleed(bench))
        elif content is not None:
            content.place(pen, leaf, found.setting, _bleed(bench))
        pen.frames[leaf.face].append(Frame(leaf.panel.id, leaf.box, text, spare))
    _placebars(bench, pen, bar, trim)


def _place_pages(bench: Bench, pen: Pen, paged: Paged, bar: DraftBar | None, trim: Box) -> None:
    for at in range(len(paged.pages)):
        pen.turn_to(at)
    if bar is not None:
        pen.shared("draft", "Div", 0)
    pen.turn_to(0)
    if paged.banner is not None:
        content, leaf = paged.banner
        text = content.place(pen, leaf, paged.setting, 0.0)
        pen.frames[0].append(Frame("banner", leaf.box, text))
    for at, (body, leaf) in enumerate(paged.pages):
        if not body.units:
            continue
        pen.turn_to(at)
        setting = opened_page(body, leaf, paged.setting, at == len(paged.pages) - 1)
        body.place(pen, leaf.text, setting)
        spare = leaf.text.height - body.height(leaf.text.width, setting)
        pen.frames[at].append(Frame(f"page-{at + 1}", leaf.box, leaf.text, spare))
    _placebars(bench, pen, bar, trim)


def _placebars(bench: Bench, pen: Pen, bar: DraftBar | None, trim: Box) -> None:
    """The draft bar of every face; it is read once, first of all, and repeated as an artifact."""
    if bar is None:
        return
    node = pen.shared("draft", "Div", 0)
    for at in range(len(pen.pages)):
        pen.turn_to(at)
        face = bench.layout.faces[min(at, len(bench.layout.faces) - 1)]
        if any(leaf.look == "draft" for leaf in leaves(face.body)):
            continue
        for box in bars_of(bench, bar, face.body, trim):
            bar.place(pen, box, node)
            node = -1


def _band(bench: Bench, pen: Pen, leaf: Leaf) -> None:
    pen.add(Shape(leaf.box, bench.colour("warning"), radius=bench.theme.radius))


def _marks(bench: Bench, pen: Pen, trim: Box, width: float, height: float) -> None:
    if bench.finish == "screen":
        return
    for at in range(len(pen.pages)):
        pen.turn_to(at)
        page = Page(width, height, trim, (), folds=folds_of(bench.layout, at, trim))
        fold_marks(bench, pen, page)
        if width > trim.width + 1.0 or height > trim.height + 1.0:
            cut_marks(bench, pen, trim)
        if bench.finish == "press":
            press_marks(bench, pen, page)


def _sheet(bench: Bench, pen: Pen, trim: Box, width: float, height: float, composed: Composed, tight: bool) -> Sheet:
    found, left_out = composed
    assert not isinstance(found, list)
    edition = bench.edition
    pages = tuple(_page(bench, pen, at, trim, width, height) for at in range(len(pen.pages)))
    return Sheet(
        pages=pages,
        tree=tuple(pen.tree),
        bookmarks=tuple(pen.bookmarks),
        rtl=bench.rtl,
        language=edition.language,
        title=_title(bench),
        description=edition.leaflet.description.value,
        duplex=_duplex(bench, width, height) if len(pages) > 1 else "none",
        date=edition.leaflet.reviewed,
        code=edition.code,
        scale=found.setting.scale,
        left_out=tuple(left_out),
        openings=tuple(sorted(pen.openings, key=lambda opening: (opening.page, opening.before))),
        alphabet=alphabet(bench, [opening.label for opening in pen.openings]) if bench.left_open else (),
        tight=tight,
    )


def _duplex(bench: Bench, width: float, height: float) -> Literal["none", "short-edge", "long-edge"]:
    """The edge to flip on. A layout means that of the paper it sits on, which is upright; by itself the sheet may lie,
    and its backs would stand on their heads."""
    layout = bench.layout
    if layout.paper == "region" and bench.finish != "office" and width > height and layout.duplex != "none":
        return "short-edge" if layout.duplex == "long-edge" else "long-edge"
    return layout.duplex


def _page(bench: Bench, pen: Pen, at: int, trim: Box, width: float, height: float) -> Page:
    """A page of the sheet; the page of instructions is neither cut nor folded."""
    items, frames = tuple(pen.pages[at]), tuple(pen.frames[at])
    if any(frame.id == INSTRUCTIONS for frame in frames):
        return Page(width, height, Box(0.0, 0.0, width, height), items, frames)
    return Page(width, height, trim, items, frames, folds_of(bench.layout, at, trim), _bleed(bench))


def _title(bench: Bench) -> str:
    """The window's title; where the cover gives nothing away, neither does it."""
    if bench.theme.discreet:
        covers = [block for block in bench.printed if isinstance(block, Cover)]
        if covers and covers[0].discreet_title is not None:
            return covers[0].discreet_title.value
    return bench.edition.leaflet.title.value
