"""Fitting: one scale for the whole sheet, the largest at which every panel holds its flow."""

from __future__ import annotations

from collections.abc import Sequence

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

_SLACK = 0.01
"""Points that are no overflow."""

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
    filling: dict[str, Filling]


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
    floor = _lay(bench, flows, areas, Setting(lowest))
    if over := _overflows(bench, flows, floor):
        return over
    top = _lay(bench, flows, areas, Setting(bench.layout.grow))
    if _holds(bench, flows, top):
        return top
    low, high, best = lowest, bench.layout.grow, floor
    while high - low > PRECISION:
        middle = round((low + high) / 2, 4)
        tried = _lay(bench, flows, areas, Setting(middle))
        if _holds(bench, flows, tried):
            low, best = middle, tried
        else:
            high = middle
    return best


def _lay(bench: Bench, flows: Sequence[Flow], areas: Sequence[Area], setting: Setting) -> Fit:
    """Where panels stand at one scale, and what stands in each that shares its flow with no other."""
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
    return Fit(setting, tuple(leaves), filling)


def _holds(bench: Bench, flows: Sequence[Flow], laid: Fit) -> bool:
    """Whether all panels hold at this scale, and then all are filled. What shares no flow is asked first: it is
    measured sooner, and often what does not hold."""
    if any(leaf.panel.id in laid.filling and _excess(leaf, laid) > _SLACK for leaf in laid.leaves):
        return False
    return not any(_shared(bench, flow, laid) for flow in flows)


def _overflows(bench: Bench, flows: Sequence[Flow], laid: Fit) -> list[Overflow]:
    """The panels that do not hold at this scale; none: all are filled."""
    over = [each for flow in flows for each in _shared(bench, flow, laid)]
    for leaf in laid.leaves:
        content = laid.filling.get(leaf.panel.id)
        if content is None or any(known.panel == leaf.panel.id for known in over):
            continue
        excess = _excess(leaf, laid)
        if excess > _SLACK:
            flow = next((one for one in flows if leaf.panel in one.chain.panels), flows[0])
            over.append(Overflow(leaf.panel.id, excess, flow, leaf.text.width, _held(content)))
    return over


def _excess(leaf: Leaf, laid: Fit) -> float:
    """How much higher than its panel a leaf's content stands, points."""
    return laid.filling[leaf.panel.id].height(leaf.text.width, laid.setting) - leaf.text.height


def _shared(bench: Bench, flow: Flow, laid: Fit) -> list[Overflow]:
    """Share a flow's sections out over the panels of its chain."""
    if flow.fixed is not None or len(flow.chain.panels) == 1:
        return []
    by_id = {leaf.panel.id: leaf for leaf in laid.leaves}
    leaves = [by_id[panel.id] for panel in flow.chain.panels]
    groups = group(flow.units, whole=bench.layout.split == "section")
    # most panels are as wide as their neighbours
    wide = {(leaf.text.width, leaf.panel.columns_of_text) for leaf in leaves}
    parts = {key: [_part(bench, units, *key, laid.setting) for units in groups] for key in wide}
    heights = [parts[leaf.text.width, leaf.panel.columns_of_text] for leaf in leaves]
    gaps = [bench.gap(laid.setting, units[0].gap) for units in groups]
    costs = prices([units[0] for units in groups])
    cuts, _ = share(heights, gaps, [leaf.text.height for leaf in leaves], costs)
    edges = [0, *cuts, len(groups)]
    for at, leaf in enumerate(leaves):
        units = tuple(unit for units in groups[edges[at] : edges[at + 1]] for unit in units)
        laid.filling[leaf.panel.id] = Content(bench, units, leaf.panel.columns_of_text, leaf.panel.across)
    excess = [_excess(leaf, laid) for leaf in leaves]
    worst = max(range(len(leaves)), key=lambda at: excess[at])
    if excess[worst] <= _SLACK:
        return []
    leaf = leaves[worst]
    return [Overflow(leaf.panel.id, excess[worst], flow, leaf.text.width, _held(laid.filling[leaf.panel.id]))]


def _held(content: Filling) -> frozenset[str]:
    return frozenset(unit.section for unit in content.units) if isinstance(content, Content) else frozenset()


def _part(bench: Bench, units: Sequence[Unit], width: float, count: int, setting: Setting) -> float:
    """How much of a panel's height a group takes; columns are never quite level, so they count a little more."""
    wide = column_width(bench, width, count)
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
