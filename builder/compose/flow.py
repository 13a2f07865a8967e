"""Flowing layouts: as many pages as the text needs, evenly filled, nothing split that must not be."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from builder.compose.choose import Chain
from builder.compose.content import Content, leaves_alone, prices
from builder.compose.cover import CoverContent
from builder.compose.fit import PRECISION, STRETCH, Flow, Overflow
from builder.compose.frames import Edges, Leaf
from builder.compose.pieces import Unit
from builder.compose.setting import Bench, Setting
from builder.compose.share import share
from builder.model.dataclass import dataclass
from builder.model.sheet import Box

BANNER_GAP = 1.6

TRIES = 8
"""Smaller types that are tried where the largest would leave an entry of a list alone on a page."""


@dataclass(frozen=True)
class Paged:
    """Pages of a flowing sheet: the scale, the banner on the first, the content of each.

    `alone` counts the page breaks that leave one entry of a list by itself.
    """

    setting: Setting
    banner: tuple[CoverContent, Leaf] | None
    pages: tuple[tuple[Content, Leaf], ...]
    alone: int = 0


def paginate(bench: Bench, flows: Sequence[Flow], area: Box, by_section: bool) -> Paged | list[Overflow]:
    """The largest type that does not need more pages than full size does; at most so many that each is well filled.

    `by_section`: a new page for every section (screens).
    """
    cover = next((flow.fixed for flow in flows if flow.fixed is not None), None)
    units = tuple(unit for flow in flows for unit in flow.units)
    panel = flows[0].chain.panels[0]
    inset = bench.layout.inset if panel.inset is None else panel.inset
    full = Setting(1.0)
    plan = _plan(bench, cover, units, area, inset, full, by_section)
    lowest = bench.lowest
    low = 1.0
    if isinstance(plan, list):
        plan = _plan(bench, cover, units, area, inset, Setting(lowest), by_section)
        if isinstance(plan, list):
            return [_overflow(bench, flows, units, max(plan), area, inset)]
        low = lowest
    elif by_section:
        small = _plan(bench, cover, units, area, inset, Setting(lowest), by_section)
        if isinstance(small, Paged) and len(small.pages) < len(plan.pages):
            plan, low = small, lowest
    pages, best, high, start = len(plan.pages), plan, bench.layout.grow, low
    while high - low > PRECISION:
        middle = round((low + high) / 2, 4)
        tried = _plan(bench, cover, units, area, inset, Setting(middle), by_section)
        if isinstance(tried, Paged) and len(tried.pages) <= pages:
            low, best = middle, tried
        else:
            high = middle
    for step in range(1, TRIES + 1):
        if best.alone == 0:
            break
        scale = round(low - (low - start) * step / TRIES, 4)
        tried = _plan(bench, cover, units, area, inset, Setting(scale), by_section)
        if isinstance(tried, Paged) and len(tried.pages) <= pages and tried.alone < best.alone:
            best = tried
    return best


def _overflow(
    bench: Bench, flows: Sequence[Flow], units: Sequence[Unit], points: float, area: Box, inset: float
) -> Overflow:
    """What no page holds, in the sections whose units are the tallest at the smallest type, or on the cover."""
    width = area.width - 2 * inset
    lowest = Setting(bench.lowest)
    heights = [unit.height(width, lowest) for unit in units]
    tallest = max(heights, default=0.0)
    held = frozenset(unit.section for unit, high in zip(units, heights, strict=True) if high == tallest)
    covers = frozenset(flow.fixed.section for flow in flows if flow.fixed is not None)
    if covers and tallest <= area.height - 2 * inset:
        held = covers
    sections = tuple(section for flow in flows for section in flow.chain.sections)
    panels = flows[0].chain.panels
    return Overflow(panels[0].id, points, Flow(Chain(panels, sections), tuple(units)), width, held)


def _plan(
    bench: Bench,
    cover: CoverContent | None,
    units: Sequence[Unit],
    area: Box,
    inset: float,
    setting: Setting,
    by_section: bool,
) -> Paged | list[float]:
    """Pages at one setting, or the heights of what no page holds."""
    text = Box(area.x + inset, area.y + inset, area.width - 2 * inset, area.height - 2 * inset)
    if by_section and cover is not None:
        inner = _plan(bench, None, units, area, inset, setting, by_section)
        return inner if isinstance(inner, list) else _with_cover(bench, cover, inner, area, inset, setting)
    banner = _banner(bench, cover, text, setting)
    taken = banner[1].box.height + bench.gap(setting, BANNER_GAP) if banner else 0.0
    heights = [unit.height(text.width, setting) for unit in units]
    gaps = [bench.gap(setting, unit.gap) for unit in units]
    over = [height + (taken if at == 0 else 0.0) - text.height for at, height in enumerate(heights)]
    if tall := [each for each in over if each > 0.01]:
        return tall
    cuts = _sections(bench, units, heights, gaps, text.height, taken) if by_section else None
    if cuts is None:
        rooms = _greedy(heights, gaps, text.height, taken)
        cuts, lacking = share([heights] * len(rooms), gaps, rooms, prices(units))
        if lacking > 0.01:
            return [lacking]
    edges = [0, *cuts, len(units)]
    pages = []
    for at in range(len(edges) - 1):
        drop = taken if at == 0 else 0.0
        room = Box(text.x, text.y + drop, text.width, text.height - drop)
        leaf = Leaf(bench.layout.faces[-1].body, at, room, room, Edges())
        pages.append((Content(bench, tuple(units[edges[at] : edges[at + 1]])), leaf))
    return Paged(setting, banner, tuple(pages), sum(leaves_alone(units, cut) for cut in cuts))


def _with_cover(
    bench: Bench, cover: CoverContent, inner: Paged, area: Box, inset: float, setting: Setting
) -> Paged | list[float]:
    """The cover has the first page to itself; or how much higher it is than that."""
    edge = inset * 0.6
    box = Box(area.x + edge, area.y + edge, area.width - 2 * edge, area.height - inset - edge)
    text = Box(box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset)
    high = cover.height(text.width, setting)
    if high > text.height + 0.01:
        return [high - text.height]
    body = bench.layout.faces[0].body
    first = Leaf(body, 0, box, text, Edges())
    return Paged(inner.setting, (cover, first), ((Content(bench, ()), first), *inner.pages))


def _banner(bench: Bench, cover: CoverContent | None, text: Box, setting: Setting) -> tuple[CoverContent, Leaf] | None:
    if cover is None:
        return None
    pad = bench.layout.spacing * 1.5
    high = cover.height(text.width - 2 * pad, setting) + 2 * pad
    box = Box(text.x, text.y, text.width, high)
    inner = Box(box.x + pad, box.y + pad, box.width - 2 * pad, box.height - 2 * pad)
    return cover, Leaf(bench.layout.faces[0].body, 0, box, inner, Edges())


def _greedy(heights: Sequence[float], gaps: Sequence[float], room: float, taken: float) -> list[float]:
    """Rooms of the fewest pages that hold everything."""
    rooms, used = [room - taken], 0.0
    for at, height in enumerate(heights):
        more = height + (gaps[at] if used else 0.0)
        if used and used + more > rooms[-1]:
            rooms.append(room)
            used = height
        else:
            used += more
    return rooms


def _sections(
    bench: Bench, units: Sequence[Unit], heights: Sequence[float], gaps: Sequence[float], room: float, taken: float
) -> list[int]:
    """A new page wherever a section starts, unless it fits whole under the one before."""
    cuts: list[int] = []
    used = taken
    for at, unit in enumerate(units):
        starts = at == 0 or unit.section != units[at - 1].section
        need = heights[at]
        if starts:
            whole = [i for i in range(at, len(units)) if units[i].section == unit.section]
            need = fsum(heights[i] for i in whole) + fsum(gaps[i] for i in whole[1:])
        gap = gaps[at] if used > 0 else 0.0
        if at and ((starts and used + gap + need > room) or used + gap + heights[at] > room):
            cuts.append(at)
            used = heights[at]
        else:
            used += gap + heights[at]
    return cuts


def opened_page(content: Content, leaf: Leaf, setting: Setting, last: bool) -> Setting:
    """Gaps of a page opened to fill it; the last page keeps its own measure."""
    limit = STRETCH * (0.4 if last else 0.7)
    if content.height(leaf.text.width, Setting(setting.scale, limit)) <= leaf.text.height:
        return Setting(setting.scale, limit)
    low, high = 0.0, limit
    while high - low > 0.02:
        middle = (low + high) / 2
        if content.height(leaf.text.width, Setting(setting.scale, middle)) <= leaf.text.height:
            low = middle
        else:
            high = middle
    return Setting(setting.scale, low)
