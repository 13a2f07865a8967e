"""What of a leaflet is printed in a region, and in which order its steps stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from builder.diagnostics import Findings, did_you_mean
from builder.model.leaflet import Block, Condition, Item, Leaflet, Steps
from builder.model.region import Region

Value = TypeVar("Value")


class Case(NamedTuple):
    """What conditions are decided by: the region with those that it extends, nearest first."""

    regions: tuple[str, ...]
    naloxone: str
    breaths: str
    strip: str
    steps: tuple[str, ...]

    @classmethod
    def of(cls, region: Region, regions: Sequence[str]) -> Case:
        strip = "" if region.strip is None else "brand" if region.strip.brand else "general"
        return cls(tuple(regions), region.naloxone.product, region.breaths, strip, tuple(region.steps))

    def holds(self, condition: Condition | None) -> bool:
        """Every field that is given holds."""
        if condition is None:
            return True
        return (
            (not condition.region or not set(condition.region).isdisjoint(self.regions))
            and condition.naloxone in (None, self.naloxone)
            and condition.breaths in (None, self.breaths)
            and condition.strip in (None, self.strip)
        )


def select(leaflet: Leaflet, case: Case, findings: Findings) -> Leaflet:
    """The leaflet with what this case prints, steps in the region's order.

    A list that loses all its entries goes, and a section that loses all its blocks. A step that the region's order does
    not name is an error.
    """
    sections = []
    for section in leaflet.sections:
        if case.holds(section.only):
            blocks = tuple(kept for block in section.blocks if (kept := _block(block, case, findings)) is not None)
            if blocks or not section.blocks:
                sections.append(_with(section, "blocks", blocks))
    return _with(leaflet, "sections", tuple(sections))


def place(step: str, order: Sequence[str]) -> int | None:
    """A step's place in a region's order: that of its own id, else of the longest id that it continues after a hyphen.

    So `naloxone-injection` stands where the order says `naloxone`, unless the order names it itself.
    """
    named = [known for known in order if step == known or step.startswith(f"{known}-")]
    return order.index(max(named, key=len)) if named else None


def _block(block: Block, case: Case, findings: Findings) -> Block | None:
    if not case.holds(block.only):
        return None
    entries: tuple[Item, ...] | None = getattr(block, "items", None)
    if not entries:
        return block
    kept = tuple(item for item in entries if case.holds(item.only))
    if isinstance(block, Steps) and block.order == "region":
        kept = _ordered(kept, case, findings)
    return _with(block, "items", kept) if kept else None


def _ordered(items: tuple[Item, ...], case: Case, findings: Findings) -> tuple[Item, ...]:
    places = {item.id: place(item.id, case.steps) for item in items}
    for item in items:
        if places[item.id] is None:
            findings.error(
                "step-without-place",
                f"the order of steps of region `{case.regions[0]}` has no `{item.id}`",
                item.span,
                *did_you_mean(item.id, case.steps),
                f"name it in `steps` of regions/{case.regions[0]}/region.yaml, or say where it is printed with `only`",
            )
    return tuple(sorted(items, key=_key(places)))


def _key(places: dict[Any, int | None]) -> Callable[[Item], int]:
    return lambda item: places[item.id] or 0


def _with(value: Value, name: str, parts: Collection[Any]) -> Value:
    """The same object when nothing was left out, so that what hangs on it is kept."""
    old = getattr(value, name)
    same = len(old) == len(parts) and all(new is before for new, before in zip(parts, old, strict=True))
    return value if same else replace(value, **{name: parts})  # type: ignore[type-var]
