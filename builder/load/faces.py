"""Whether a layout's panels can be filled, read in order, folded where they say and printed to their edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from builder.diagnostics import Findings, Hint
from builder.model.dataclass import dataclass
from builder.model.layout import Face, Layout, Panel

_MM: Final = 72 / 25.4
_NEAR: Final = 0.05 * _MM

_LINE: Final = 20 * _MM
"""The shortest line: long words do not fit on a shorter one."""

_ROW: Final = 5 * _MM

_PRINTED: Final = 6 * _MM
"""Office printers leave the outer 6 mm of the paper white."""

_FOLD: Final = 3 * _MM
"""A fold is never exact."""

_UPRIGHT: Final = (210 * _MM, 11 * 72.0)
"""What both A4 and Letter hold, upright."""


@dataclass(frozen=True, slots=True)
class _Room:
    """A panel's width and height, points, and what its words keep from the paper's edges (`edges`) and from folds.

    None where another panel lies between. Start, end, top, bottom; folds at the start and the end.
    """

    width: float
    height: float
    edges: tuple[float | None, float | None, float | None, float | None]
    folds: tuple[float | None, float | None] = (None, None)


def check_contents(layout: Layout, findings: Findings) -> None:
    """Find sheets that do not go on their paper, panels that nothing can be put into, and folds, bars and places in
    reading order that mean nothing."""
    trim = layout.trim
    if layout.paper == "region" and (trim.width > _UPRIGHT[0] + _NEAR or trim.height > _UPRIGHT[1] + _NEAR):
        told = f"a sheet of {_mm(trim.width)} by {_mm(trim.height)} does not go on both Letter and A4, upright"
        findings.error("out-of-range", told, layout.span, "make it smaller, or leave out `paper: region`")
        return
    for face in layout.faces:
        for panel in panels_of(face.body):
            _check_content(panel, face, findings)
            _check_sizes(panel, face, findings)
    _check_flow(layout, findings)
    _check_order(layout, findings)
    _check_bars(layout, findings)
    _check_fold_places(layout, findings)


def check_room(layout: Layout, findings: Findings) -> None:
    """Find panels without room for a line of text, words too near an edge or a fold, boxes larger than their panels.

    Columns add up.
    """
    trim = layout.trim
    mine, whole = Findings(), _Room(trim.width, trim.height, (0.0, 0.0, 0.0, 0.0))
    lines = [wide for face in layout.faces for wide in _lines(layout, face.body, whole, mine, True)]
    for code in sorted({found.code for found in mine}):
        first, *others = [found for found in mine if found.code == code]
        # one number of the layout can be wrong for all panels
        more = [Hint(f"{len(others)} more of its panels are alike", others[0].span)] if others else []
        findings.error(code, first.message, first.span, *first.hints, *more)
    if mine.ok:
        _check_boxes(layout, max(lines, default=0.0), findings)


def _check_content(panel: Panel, face: Face, findings: Findings) -> None:
    given = [name for name in ("columns", "rows", "roles") if getattr(panel, name)]
    name = _named(panel, face)
    if len(given) > 1:
        told = f"{name} has {' and '.join(f'`{each}`' for each in given)}: it holds panels, or it takes sections"
        findings.error("panel-content", told, panel.span, "keep one of them")
    elif not given and panel.look != "draft":
        told = f"{name} stays empty: it has no `roles`, and no panels in `columns` or `rows`"
        findings.error("panel-content", told, panel.span, "name the roles of the sections that go there")
    elif not (panel.columns or panel.rows or panel.id):
        told = f"a panel of face `{face.id}` that takes sections needs an `id`"
        findings.error("missing-field", told, panel.span, "findings name the panel by it")


def _check_sizes(panel: Panel, face: Face, findings: Findings) -> None:
    """A width is said among columns, and a height among rows."""
    for each in panel.rows:
        if each.width is not None:
            told = f"{_named(each, face)} has a `width`, and rows are as wide as what they stand in"
            findings.error("panel-content", told, each.span, "leave it out, or put the panel into `columns`")
    for each in panel.columns:
        if each.height == "fit":
            told = f"{_named(each, face)} has `height: fit`, and columns are as high as what they stand in"
            findings.error("panel-content", told, each.span, "leave it out, or put the panel into `rows`")


def _check_flow(layout: Layout, findings: Findings) -> None:
    if layout.bilingual and not layout.flowing:
        told = "`bilingual: true` needs `flowing: true`: texts beside their source take as many pages as they need"
        findings.error("missing-field", told, layout.span)
    if not layout.flowing:
        return
    body = layout.faces[-1].body
    if body.columns or body.rows:
        told = f"face `{layout.faces[-1].id}` of a flowing layout has panels, and its pages are one panel"
        findings.error("panel-content", told, body.span, "give `body` its `roles`, or leave out `flowing`")


def _check_order(layout: Layout, findings: Findings) -> None:
    seen: dict[int, Panel] = {}
    leaves = [panel for face in layout.faces for panel in panels_of(face.body) if not (panel.columns or panel.rows)]
    if not any(panel.read for panel in leaves):
        return
    for panel in leaves:
        if panel.look == "draft" or (panel.read and seen.setdefault(panel.read, panel) is panel):
            continue
        told = f"panel `{panel.id}` has no place in reading order (`read`), and others have"
        if panel.read:
            told = f"panels `{seen[panel.read].id}` and `{panel.id}` have the same place in reading order"
        findings.error("read-order", told, panel.span, "number all panels, or none: then they are read as written")


def _check_bars(layout: Layout, findings: Findings) -> None:
    for face in layout.faces if layout.draft == "face" else ():
        bearing = [panel for panel in panels_of(face.body) if panel.draft]
        if len(bearing) > 1:
            one, other = (f"`{panel.id}`" for panel in bearing[:2])
            told = f"panels {one} and {other} of face `{face.id}` have `draft: true`, and a face has one bar"
            findings.error("two-draft-bars", told, bearing[1].span, "leave it in one, or say `draft: panels`")


def _check_fold_places(layout: Layout, findings: Findings) -> None:
    folded = 0
    for face in layout.faces:
        outer = face.body.columns
        folded += any(panel.fold_after for panel in outer)
        for panel in [panel for panel in panels_of(face.body) if panel.fold_after]:
            if layout.flowing:
                fault, hint = "pages of a flowing layout are not folded", "leave out `fold-after`, or `flowing`"
            elif not any(panel is each for each in outer):
                fault = "only columns of the whole face end at a fold"
                hint = "put the columns into `body`, and rows into them"
            elif panel is outer[-1]:
                fault, hint = "it ends at the edge of the paper", "leave out its `fold-after`"
            else:
                continue
            findings.error("fold-place", f"{_named(panel, face)} has `fold-after`: {fault}", panel.span, hint)
    # a card that sits on the region's paper is turned over with it, and that is upright
    lying = layout.paper == "trim" and layout.trim.width > layout.trim.height
    upright = "short-edge" if lying else "long-edge"
    if folded > 1 and layout.duplex != upright and not layout.flowing:
        told = "both faces are folded, and `duplex: none` prints them on two sheets"
        if layout.duplex != "none":
            told = f"the sheet is folded, and with `duplex: {layout.duplex}` its inside stands on its head"
        findings.error("fold-place", told, layout.span, f"write `duplex: {upright}`")


def _lines(layout: Layout, panel: Panel, room: _Room, findings: Findings, outer: bool = False) -> Iterator[float]:
    """Widths of lines of text in the panel and in those that it holds."""
    inner = panel.columns or panel.rows
    inset = panel.inset if panel.inset is not None else 0.0 if inner else layout.inset
    within = _inside(room, inset)
    if not inner:
        yield from _line(layout, panel, within, findings)
        return
    gaps = panel.gap * (len(inner) - 1)
    if panel.rows and within.height - gaps < _ROW * len(panel.rows):
        told = f"the rows of {_told(panel)} have {_mm(within.height - gaps)} together, beside `inset` and `gap`"
        findings.error("panel-too-small", told, panel.span or layout.span, "make the insets or gaps smaller")
        return
    last = len(inner) - 1
    widths = panel.widths(within.width) or [within.width] * len(inner)
    start, end, top, bottom = within.edges
    for at, (each, wide) in enumerate(zip(inner, widths, strict=True)):
        if panel.rows:
            edges = (start, end, top if at == 0 else None, bottom if at == last else None)
            yield from _lines(layout, each, replace(within, height=within.height - gaps, edges=edges), findings)
            continue
        edges = (start if at == 0 else None, end if at == last else None, top, bottom)
        folds = (
            within.folds
            if not outer
            else (
                panel.gap / 2 if at and inner[at - 1].fold_after else None,
                panel.gap / 2 if each.fold_after else None,
            )
        )
        yield from _lines(layout, each, _Room(wide, within.height, edges, folds), findings)


def _line(layout: Layout, panel: Panel, within: _Room, findings: Findings) -> Iterator[float]:
    """The width of a leaf's lines; none, and a finding, where words would not fit or stand too near an edge."""
    if panel.look in ("tabs", "draft"):
        return
    wide = within.width / panel.columns_of_text / panel.across
    if wide < _LINE or within.height < _ROW:
        short = f"lines of {_mm(wide)}" if wide < _LINE else f"a height of {_mm(within.height)}"
        told = f"panel `{panel.id}` has {short} for its words, beside `inset`"
        findings.error("panel-too-small", told, panel.span, "make the panel larger or its inset smaller")
        return
    need = max(layout.safe, _PRINTED) if layout.paper == "trim" else layout.safe
    edge = min((each for each in within.edges if each is not None), default=need)
    fold = min((each for each in within.folds if each is not None), default=_FOLD)
    if edge < need - _NEAR:
        why = "`safe`" if need == layout.safe else "what office printers leave white"
        told = f"words of panel `{panel.id}` stand {_mm(edge)} from the paper's edge, less than {_mm(need)}: {why}"
        findings.error("text-at-edge", told, panel.span, "make `inset` larger, the panel's or the layout's")
    elif fold < _FOLD - _NEAR:
        told = f"words of panel `{panel.id}` stand {_mm(fold)} from a fold, less than {_mm(_FOLD)}"
        findings.error("text-at-edge", told, panel.span, "make `inset` larger, the panel's or the layout's")
    yield wide


def _check_boxes(layout: Layout, widest: float, findings: Findings) -> None:
    """The box of a service holds its lines, and words stand beside a code."""
    label = layout.styles.get("label")
    lowest = 1.2 * label.size * (2 if layout.compact else 3) if label is not None else 0.0
    if layout.imprint < lowest - _NEAR:
        told = f"an `imprint` of {_mm(layout.imprint)} is too low for its lines of `label`, which take {_mm(lowest)}"
        findings.error("out-of-range", told, layout.span)
    if layout.imprint > layout.trim.height / 2:
        told = f"an `imprint` of {_mm(layout.imprint)} is more than half of the sheet's height"
        findings.error("out-of-range", told, layout.span)
    if layout.qr > widest / 2:
        told = f"a `qr` of {_mm(layout.qr)} leaves no room for words beside it: the widest panel has {_mm(widest)}"
        findings.error("out-of-range", told, layout.span, f"{_mm(widest / 2)} is the most")


def _inside(room: _Room, inset: float) -> _Room:
    start, end, top, bottom = [None if each is None else each + inset for each in room.edges]
    before, after = [None if each is None else each + inset for each in room.folds]
    return _Room(room.width - 2 * inset, room.height - 2 * inset, (start, end, top, bottom), (before, after))


def panels_of(panel: Panel) -> Iterator[Panel]:
    """The panel and all that it holds, as written."""
    yield panel
    inner: Sequence[Panel] = (*panel.columns, *panel.rows)
    for each in inner:
        yield from panels_of(each)


def _named(panel: Panel, face: Face) -> str:
    return f"panel `{panel.id}`" if panel.id else f"a panel of face `{face.id}`"


def _told(panel: Panel) -> str:
    return f"panel `{panel.id}`" if panel.id else "a face"


def _mm(points: float) -> str:
    return f"{points / _MM:.1f} mm"
