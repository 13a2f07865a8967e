"""Which section goes where: sections name roles, panels take roles."""

from __future__ import annotations

from builder.compose.frames import leaves
from builder.diagnostics import Findings, Hint
from builder.model.dataclass import dataclass
from builder.model.edition import Edition
from builder.model.evidence import Source
from builder.model.layout import Layout, Panel
from builder.model.leaflet import Block, Card, Helplines, Leaflet, Section, Sources


@dataclass(frozen=True)
class Chain:
    """Panels that sections run through, in reading order, and the sections."""

    panels: tuple[Panel, ...]
    sections: tuple[Section, ...]


def reading_order(layout: Layout) -> tuple[Panel, ...]:
    """All leaves of a layout in the order a reader meets them."""
    written = [leaf for face in layout.faces for leaf in leaves(face.body)]
    return tuple(sorted(written, key=lambda leaf: leaf.read))


def choose(edition: Edition, layout: Layout, findings: Findings) -> tuple[Chain, ...]:
    """Sections by chain of panels, in reading order.

    A section without a panel is `no-panel`, unless it is optional, or its short form (or the long form of a short one)
    is printed instead.
    """
    panels = reading_order(layout)
    placed: dict[tuple[str, ...], list[Section]] = {}
    for section in edition.leaflet.sections:
        chain = _chain(panels, section)
        if chain:
            placed.setdefault(tuple(panel.id for panel in chain), []).append(section)
    for section in without_panel(edition.leaflet, layout):
        roles = ", ".join(sorted({role for panel in panels for role in panel.roles}))
        findings.error(
            "no-panel",
            f"layout `{layout.id}` has no panel for section `{section.id}` (roles {', '.join(section.roles)})",
            section.span,
            Hint(f"its panels take: {roles}; give the section one of these, a short form, or `optional: true`"),
        )
    by_id: dict[str, Panel] = {panel.id: panel for panel in panels}
    order: dict[str, int] = {panel.id: at for at, panel in enumerate(panels)}
    chains = sorted(placed.items(), key=lambda pair: order[pair[0][0]])
    return tuple(Chain(tuple(by_id[name] for name in names), tuple(sections)) for names, sections in chains)


def without_panel(leaflet: Leaflet, layout: Layout) -> tuple[Section, ...]:
    """The sections that a layout has no place for, and that nothing speaks for in their stead."""
    panels = reading_order(layout)
    printed: set[str] = {section.id for section in leaflet.sections if _chain(panels, section)}
    return tuple(
        [
            section
            for section in leaflet.sections
            if not (section.id in printed or section.optional or _stood_in(leaflet, section, printed))
        ]
    )


def _chain(panels: tuple[Panel, ...], section: Section) -> tuple[Panel, ...]:
    for role in section.roles:
        chain = tuple(panel for panel in panels if role in panel.roles)
        if chain:
            return chain
    return ()


def _stood_in(leaflet: Leaflet, section: Section, printed: set[str]) -> bool:
    if section.short_of is not None:  # the long one speaks for both
        return any(other.id == section.short_of for other in leaflet.sections)
    return any(other.short_of == section.id and other.id in printed for other in leaflet.sections)


def printed_blocks(chains: tuple[Chain, ...]) -> tuple[Block, ...]:
    """Every block on the sheet."""
    return tuple(block for chain in chains for section in chain.sections for block in section.blocks)


def purposes_of(edition: Edition, blocks: tuple[Block, ...]) -> frozenset[str]:
    """What lines of help the sheet prints."""
    asked: set[str] = set()
    for block in blocks:
        if isinstance(block, Helplines):
            asked.update(block.purposes)
        elif isinstance(block, Card):
            held = {line.purpose for line in edition.region.helplines}
            asked.update([purpose for purpose in block.purposes if purpose in held][:1])
    return frozenset(asked)


def numbered(edition: Edition, blocks: tuple[Block, ...]) -> tuple[dict[str, tuple[int, ...]], tuple[Source, ...]]:
    """Footnote numbers of what this sheet prints, counted in its own order, and their sources.

    A sheet without a list of sources has no footnotes.
    """
    if not any(isinstance(block, Sources) for block in blocks):
        return {}, ()
    order: dict[int, int] = {}
    notes: dict[str, tuple[int, ...]] = {}
    for block in blocks:
        keys = [f"{block.id}.{item.id}" for item in getattr(block, "items", getattr(block, "results", ()))]
        for key in keys if any(key in edition.footnotes for key in keys) else [block.id]:
            found = edition.footnotes.get(key, ())
            notes[key] = tuple(order.setdefault(number, len(order) + 1) for number in found)
    return notes, tuple(edition.sources[number - 1] for number in order)
