"""Whether a plan's marks to fold by stand where a layout is folded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from builder.compose.frames import folds_of
from builder.diagnostics import Findings
from builder.impose.leaves import MM
from builder.model.imposition import Imposition
from builder.model.layout import Layout
from builder.model.sheet import Box
from builder.model.source import Span

_NEAR: Final = 0.3 * MM


def check_folds(plan: Imposition, layout: Layout, place: Span | None, findings: Findings) -> None:
    """Find marks that fold the layout's pages elsewhere; marks that the pages bring themselves are not the plan's."""
    trim = Box(0.0, 0.0, layout.trim.width, layout.trim.height)
    meant, marked = folds_of(layout, 0, trim), sorted(plan.folds)
    alike = len(meant) == len(marked) and all(abs(a - b) <= _NEAR for a, b in zip(meant, marked, strict=True))
    if plan.marks == "none" or not marked or alike:
        return
    told = f"plan `{plan.id}` marks folds at {_listed(marked)}, and layout `{layout.id}` is folded at {_listed(meant)}"
    findings.error("impose-folds", told, plan.span or place, "give the plan the layout's `folds`, or take another plan")


def _listed(folds: Sequence[float]) -> str:
    return " and ".join(f"{fold / MM:.1f} mm" for fold in folds) or "no place"
