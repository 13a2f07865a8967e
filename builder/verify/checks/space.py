"""Nothing is cut off, folded through, or under something else."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TypeVar

from builder.model.proof import Area, Painted, Symbol, TextLine
from builder.verify.checking import Case, Trouble, check
from builder.verify.overlap import meet
from builder.verify.symbols import QUIET

Found = TypeVar("Found", TextLine, Symbol, Painted)

# From the trim to the nearest text where the layout does not say: 3 mm, what a card is cut with
_LEAST_SAFE = 3 * 72 / 25.4
# Rounding of positions, and what a curve reaches over its last point
_SLACK = 0.5
# How thick a painted line or patch is that hides a letter, points
_HIDES = 1.0


@check("safe-area")
def safe_area(case: Case) -> Iterator[Trouble]:
    """Text, codes and figures stay inside the safe area; what is painted stays inside the bleed."""
    lines, symbols, painted = _by_page(case.proof.lines), _by_page(case.proof.symbols), _by_page(case.proof.painted)
    for at, page in enumerate(case.proof.pages):
        trim, bleed = page.trim or page.crop, page.bleed or page.media
        safe = trim.grown(-_margin(case))
        for line in lines[at]:
            if not line.ink.within(safe, _SLACK):
                yield Trouble(f'"{line.text.strip()}" is {_outside(line.ink, safe)} outside the safe area', at)
        for symbol in symbols[at]:
            if not symbol.area.within(safe, _SLACK):
                yield Trouble(f"a code is {_outside(symbol.area, safe)} outside the safe area", at)
        for each in painted[at]:
            if each.mark.mcid is not None and not each.area.within(safe, _SLACK):
                yield Trouble(f"a figure is {_outside(each.area, safe)} outside the safe area", at)
            elif each.kind != "stroke" and _spills(each.area, bleed):
                yield Trouble(f"colour is {_outside(each.area, bleed)} outside the bleed", at)


@check("no-overlap")
def no_overlap(case: Case) -> Iterator[Trouble]:
    """No line of text touches another, and nothing is painted over one."""
    proof = case.proof
    for one, other in proof.overlaps:
        first, second = proof.lines[one], proof.lines[other]
        yield Trouble(f'"{first.text.strip()}" and "{second.text.strip()}" overlap', first.page)
    covers: dict[int, list[tuple[int, Area]]] = {}
    for each in proof.painted:
        if each.kind != "stroke":
            covers.setdefault(each.page, []).append((each.at, each.area))
    for painted in covers.values():
        painted.sort()
    for line in proof.lines:
        last = max([proof.shown[shown].at for shown in line.shown])
        _, bottom, _, top = line.ink
        painted = covers.get(line.page, [])
        later = painted[bisect(painted, last, key=itemgetter(0)) :]
        over = [area for _, area in later if area[1] < top and area[3] > bottom]
        if any(meet(area, line.ink, _HIDES) for area in over):
            yield Trouble(f'something is painted over "{line.text.strip()}"', line.page)


@check("fold-clear", "sheet")
def fold_clear(case: Case) -> Iterator[Trouble]:
    """No text, code or figure lies across a fold, and no code's quiet zone."""
    sheet = case.sheet
    lines, symbols, painted = _by_page(case.proof.lines), _by_page(case.proof.symbols), _by_page(case.proof.painted)
    for at, page in enumerate(sheet.pages[: len(case.proof.pages)]):
        folds = [page.width - x if sheet.rtl else x for x in page.folds]
        if not folds:
            continue
        first, last = min(folds), max(folds)
        named: list[tuple[str | None, str, Area]] = [
            *[(line.text, "", line.ink) for line in lines[at]],
            *[(None, "a code", _with_quiet(symbol)) for symbol in symbols[at]],
            *[(None, "a figure", each.area) for each in painted[at] if _is_figure(each)],
        ]
        for text, name, area in named:
            # most lie within one panel
            if area.left > last or area.right < first:
                continue
            if any(area.left < fold - 0.1 and area.right > fold + 0.1 for fold in folds):
                yield Trouble(f"{name if text is None else _quoted(text)} lies across a fold", at)


def _quoted(text: str) -> str:
    return f'"{text.strip()}"'


def _by_page(found: Iterable[Found]) -> Mapping[int, list[Found]]:
    """What is on each page: a book of slips has hundreds."""
    pages = defaultdict[int, list[Found]](list)
    for each in found:
        pages[each.page].append(each)
    return pages


def _spills(area: Area, bleed: Area) -> bool:
    """It begins on the sheet and ends outside its bleed; what is all outside is a mark for the print shop."""
    apart = area.left >= bleed.right or area.right <= bleed.left or area.bottom >= bleed.top or area.top <= bleed.bottom
    return not apart and not area.within(bleed, _SLACK)


def _margin(case: Case) -> float:
    layout = case.meant.layout
    return min(layout.safe, layout.inset) if layout is not None else _LEAST_SAFE


def _outside(area: Area, safe: Area) -> str:
    by = max(safe.left - area.left, safe.bottom - area.bottom, area.right - safe.right, area.top - safe.top)
    return f"{by / 72 * 25.4:.1f} mm"


def _with_quiet(symbol: Symbol) -> Area:
    return symbol.area.grown(QUIET * symbol.module)


def _is_figure(each: Painted) -> bool:
    return each.kind == "image" or each.mark.mcid is not None
