"""Fitting: one scale for the whole sheet, the largest at which every panel holds its flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.compose.bars import BarContent
from builder.compose.blocks import section_units
from builder.compose.choose import Chain, reading_order
from builder.compose.content import Content, column_height, column_width, prices
from builder.compose.cover import CoverContent
from builder.compose.frames import Area, Leaf, arrange
from builder.compose.pieces import TOO_WIDE, Unit
from builder.compose.setting import Bench, Setting
from builder.compose.share import share
from builder.compose.tabs import Tabs
from builder.model.dataclass import dataclass
from builder.model.layout import Panel
from builder.model.leaflet import Cover, Section

STRETCH = 2.0
"""How far gaps may open: 1 doubles them."""

PRECISION = 0.004

Filling = Content | CoverContent | Tabs | BarContent


@dataclass(frozen=True)
class Flow:
    """A chain of panels with its units; a cover's chain holds `fixed` instead, or before them where pages flow."""

    chain: Chain
    units: tuple[Unit, ...]
    fixed: CoverContent | None = None


@dataclass(frozen=True)
class Overflow:
    """A panel that does not hold its flow at the smallest type, by how many points, and the sections that it holds."""

    panel: str
    points: float
    flow: Flow
    width: float
    held: frozenset[str] = frozenset()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the panel; all of the flow's when that is not known."""
        sections = self.flow.chain.sections
        return tuple(section for section in sections if section.id in self.held) or sections


@dataclass(frozen=True)
class Fit:
    """A scale at which all panels hold, where they stand, and what stands in each."""

    setting: Setting
    leaves: tuple[Leaf, ...]
    filling: Mapping[str, Filling]


def flows_of(bench: Bench, chains: Sequence[Chain]) -> tuple[Flow, ...]:
    """Sections as units, made once for all tries."""
    flows = []
    for chain in chains:
        panel = chain.panels[0]
        covers = [
            (section, block) for section in chain.sections for block in section.blocks if isinstance(block, Cover)
        ]
        fixed = None
        if covers:
            section, block = covers[0]
            spacious = (panel.look == "cover" and not bench.layout.compact) or bench.finish == "screen"
            fixed = CoverContent(bench, block, panel.show, section.id, spacious)
        rest = [section for section in chain.sections if not any(section is one for one, _ in covers)]
        units = [unit for section in rest for unit in section_units(bench, section, panel.look)]
        flows.append(Flow(chain, tuple(units), fixed))
    return tuple(flows)


def fit(bench: Bench, flows: Sequence[Flow], areas: Sequence[Area]) -> Fit | list[Overflow]:
    """The largest scale at which all panels hold, by bisection, or what overflows at the smallest."""
    lowest = bench.lowest
    floor = _try(bench, flows, areas, Setting(lowest))
    if isinstance(floor, list):
        return floor
    top = _try(bench, flows, areas, Setting(bench.layout.grow))
    if isinstance(top, Fit):
        return top
    low, high, best = lowest, bench.layout.grow, floor
    while high - low > PRECISION:
        middle = round((low + high) / 2, 4)
        tried = _try(bench, flows, areas, Setting(middle))
        if isinstance(tried, Fit):
            low, best = middle, tried
        else:
            high = middle
    return best


def _try(bench: Bench, flows: Sequence[Flow], areas: Sequence[Area], setting: Setting) -> Fit | list[Overflow]:
    filling: dict[str, Filling] = {}
    for flow in flows:
        if flow.fixed is not None:
            filling[flow.chain.panels[0].id] = flow.fixed
        elif len(flow.chain.panels) == 1:
            panel = flow.chain.panels[0]
            filling[panel.id] = Content(bench, flow.units, panel.columns_of_text, panel.across)
    for panel in reading_order(bench.layout):
        if panel.look == "tabs":
            filling[panel.id] = Tabs(bench)
        elif panel.look == "draft" and bench.draft is not None:
            filling[panel.id] = BarContent(bench.draft)

    def measure(panel: Panel, width: float) -> float:
        content = filling.get(panel.id)
        return content.height(width, setting) if content is not None else 0.0

    leaves = [
        area.clear(leaf) for face, area in enumerate(areas) for leaf in arrange(bench.layout, face, area.box, measure)
    ]
    by_id: dict[str, Leaf] = {leaf.panel.id: leaf for leaf in leaves}
    over: list[Overflow] = []
    for flow in flows:
        over += _shared(bench, flow, by_id, setting, filling)
    for leaf in leaves:
        content = filling.get(leaf.panel.id)
        if content is None:
            continue
        excess = content.height(leaf.text.width, setting) - leaf.text.height
        if excess > 0.01 and not any(known.panel == leaf.panel.id for known in over):
            flow = next((one for one in flows if leaf.panel in one.chain.panels), flows[0])
            over.append(Overflow(leaf.panel.id, excess, flow, leaf.text.width, _held(content)))
    return over or Fit(setting, tuple(leaves), filling)


def _shared(
    bench: Bench, flow: Flow, by_id: Mapping[str, Leaf], setting: Setting, filling: dict[str, Filling]
) -> list[Overflow]:
    """Share a flow's sections out over the panels of its chain."""
    if flow.fixed is not None or len(flow.chain.panels) == 1:
        return []
    leaves = [by_id[panel.id] for panel in flow.chain.panels]
    groups = group(flow.units, whole=bench.layout.split == "section")
    heights = [[_part(bench, units, leaf, setting) for units in groups] for leaf in leaves]
    gaps = [bench.gap(setting, units[0].gap) for units in groups]
    costs = prices([units[0] for units in groups])
    cuts, _ = share(heights, gaps, [leaf.text.height for leaf in leaves], costs)
    edges = [0, *cuts, len(groups)]
    for at, leaf in enumerate(leaves):
        units = tuple(unit for units in groups[edges[at] : edges[at + 1]] for unit in units)
        filling[leaf.panel.id] = Content(bench, units, leaf.panel.columns_of_text, leaf.panel.across)
    excess = [filling[leaf.panel.id].height(leaf.text.width, setting) - leaf.text.height for leaf in leaves]
    worst = max(range(len(leaves)), key=lambda at: excess[at])
    if excess[worst] <= 0.01:
        return []
    leaf = leaves[worst]
    return [Overflow(leaf.panel.id, excess[worst], flow, leaf.text.width, _held(filling[leaf.panel.id]))]


def _held(content: Filling) -> frozenset[str]:
    return frozenset(unit.section for unit in content.units) if isinstance(content, Content) else frozenset()


def _part(bench: Bench, units: Sequence[Unit], leaf: Leaf, setting: Setting) -> float:
    """How much of a panel's height a group takes; columns are never quite level, so they count a little more."""
    count = leaf.panel.columns_of_text
    wide = column_width(bench, leaf.text.width, count)
    high = column_height(bench, units, wide, setting)
    return high if count == 1 else high / count * 1.04


def group(units: Sequence[Unit], *, whole: bool) -> list[list[Unit]]:
    """Units that stay together: whole sections, or each unit by itself."""
    groups: list[list[Unit]] = []
    for unit in units:
        if whole and groups and groups[-1][-1].section == unit.section:
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return groups


def opened(content: Filling, leaf: Leaf, setting: Setting) -> Setting:
    """The setting with the gaps opened as far as the panel's spare height goes, within limits."""
    if not isinstance(content, Content):
        return setting
    room = leaf.text.height
    low, high = 0.0, STRETCH
    if content.height(leaf.text.width, Setting(setting.scale, high)) <= room:
        return Setting(setting.scale, high)
    while high - low > 0.02:
        middle = (low + high) / 2
        if content.height(leaf.text.width, Setting(setting.scale, middle)) <= room:
            low = middle
        else:
            high = middle
    return Setting(setting.scale, low)


def drop_optional(flows: Sequence[Flow], over: Sequence[Overflow]) -> tuple[tuple[Flow, ...], list[str]]:
    """The flows without the last optional block of each that overflows, and the blocks' ids; none: nothing to drop."""
    dropped: list[str] = []
    kept = []
    for flow in flows:
        if any(one.flow is flow for one in over):
            candidates = [unit.block for unit in flow.units if unit.optional]
            if candidates:
                dropped.append(candidates[-1])
                units = tuple(unit for unit in flow.units if unit.block != candidates[-1])
                kept.append(Flow(flow.chain, units, flow.fixed))
                continue
        kept.append(flow)
    return tuple(kept), dropped


def is_wide(over: Overflow) -> bool:
    """The trouble is a word wider than its column, not the amount of text."""
    return over.points > TOO_WIDE / 2
