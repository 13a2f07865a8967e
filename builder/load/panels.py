"""Whether a layout's columns fill its paper, and whether both sides of the paper are folded in the same places."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from builder.diagnostics import Findings
from builder.load.faces import check_contents, check_room
from builder.model.layout import Face, Layout, Panel

# Points; a tenth of a millimetre is what a folder holds, and lengths in inches and millimetres are rounded
_NEAR = 0.1 * 72 / 25.4


def check_panels(layout: Layout, findings: Findings) -> None:
    """Find panels that nothing fits into, columns wider or narrower than the paper, folds that differ between sides.

    What follows from a fault is not told.
    """
    mine = Findings()
    check_contents(layout, mine)
    if mine.ok:
        for face in layout.faces:
            _check_columns(face.body, layout.trim.width, f"face `{face.id}`", mine)
    if mine.ok:
        check_room(layout, mine)
        if layout.duplex != "none" and not layout.flowing:
            for sides in zip(layout.faces[::2], layout.faces[1::2], strict=False):
                _check_folds(layout, sides, mine)
    findings.extend(mine)


def _check_columns(panel: Panel, width: float, where: str, findings: Findings) -> None:
    inner = width - 2 * (panel.inset or 0.0) if panel.columns or panel.rows else width
    for row in panel.rows:
        _check_columns(row, inner, _named(row, where), findings)
    if not panel.columns:
        return
    fixed = [child.width for child in panel.columns if child.width is not None]
    taken = fsum(fixed) + panel.gap * (len(panel.columns) - 1)
    shared = len(panel.columns) - len(fixed)
    if (taken > inner - _NEAR) if shared else (abs(taken - inner) > _NEAR):
        told = f"the columns of {where} take {_mm(taken)} of its {_mm(inner)}"
        hint = (
            "the column without a width has what is left" if shared else "leave out one `width`, and it is what is left"
        )
        findings.error("panel-widths", told, panel.columns[-1].span or panel.span, hint)
        return
    for child, wide in zip(panel.columns, panel.widths(inner), strict=True):
        _check_columns(child, wide, _named(child, where), findings)


def _check_folds(layout: Layout, sides: tuple[Face, Face], findings: Findings) -> None:
    """The sides lie back to back, turned over an upright edge: the left of one is the right of the other."""
    width = layout.trim.width
    front, back = (face.body.folds(width) for face in sides)
    seen = sorted(width - fold for fold, _ in back)
    places = [fold for fold, _ in front]
    if len(places) == len(seen) and all(abs(one - other) <= _NEAR for one, other in zip(places, seen, strict=True)):
        return
    told = (
        f"face `{sides[0].id}` is folded at {_listed(places)}, and from there face `{sides[1].id}` "
        f"{'at ' + _listed(seen) if seen else 'is not'}"
    )
    span = next((panel.span for _, panel in (*back, *front) if panel.span is not None), layout.span)
    findings.error("folds-differ", told, span, "the columns of one side are those of the other, from its far edge")


def _named(panel: Panel, where: str) -> str:
    return f"panel `{panel.id}`" if panel.id else where


def _mm(points: float) -> str:
    return f"{points * 25.4 / 72:.1f} mm"


def _listed(places: Sequence[float]) -> str:
    return " and ".join(map(_mm, places)) or "no place"
