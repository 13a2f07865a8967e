"""What of a leaflet is printed where: its statements, region by region, with the claims that each rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.leaflet import Block, Claims, Item, Leaflet, Section
from builder.model.region import Region
from builder.model.source import Span, Text
from builder.translate.conditions import Case, select
from builder.translate.messages import messages
from builder.translate.parts import lineage


@dataclass(frozen=True, slots=True)
class Statement:
    """A block, or one entry of a block, with the claims that its words rest on: its own, else its block's."""

    section: Section
    block: Block
    item: Item | None
    claims: Claims | None
    texts: tuple[Text, ...]

    @property
    def id(self) -> str:
        """`signs`, or `signs.wake` for an entry."""
        return f"{self.block.id}.{self.item.id}" if self.item is not None else self.block.id

    @property
    def because(self) -> str:
        """Why there is nothing to cite."""
        return (self.item.because if self.item is not None else "") or self.block.because

    @property
    def span(self) -> Span | None:
        return self.item.span if self.item is not None else self.block.span


def statements(leaflet: Leaflet) -> tuple[Statement, ...]:
    """Every block, and every entry of a block, that holds texts."""
    for known, told in _recent:
        if known is leaflet:
            return told
    told = tuple(_statements(leaflet))
    _recent[:] = [*_recent[1 - _MOST_RECENT :], (leaflet, told)]
    return told


# By identity: several checks and a plate's facts ask for those of one edition. What is held keeps its place in memory
_recent: list[tuple[Leaflet, tuple[Statement, ...]]] = []
_MOST_RECENT = 4


def _statements(leaflet: Leaflet) -> Iterator[Statement]:
    for section in leaflet.sections:
        for block in section.blocks:
            items: tuple[Item, ...] = getattr(block, "items", ())
            told = messages(block)
            own = tuple(one.text for one in told if not any(isinstance(owner, Item) for owner in one.owners))
            if own:
                yield Statement(section, block, None, block.claims, own)
            for item in items:
                said = tuple(one.text for one in messages(item))
                yield Statement(section, block, item, item.claims or block.claims, said)


def in_regions(library: Library, leaflet: Leaflet, regions: Sequence[str]) -> Iterator[tuple[Region, Leaflet]]:
    """What each region prints of a leaflet; regions that cannot be loaded are told elsewhere."""
    for id in regions:
        region = library.region(id, Findings())
        if region is not None:
            yield region, select(leaflet, Case.of(region, lineage(library, region)), Findings())
