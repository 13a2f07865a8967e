"""Every address that a library holds, with the places where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.source import Span
from builder.translate.messages import messages

_ADDRESS = re.compile(r"https?://[^\s<>\"'|]+")
_AFTER = ".,;:!?)]”’"


@dataclass(frozen=True, slots=True)
class Use:
    """Where an address stands. `printed`: readers see it; otherwise it says where a number or a claim was seen."""

    what: str
    span: Span | None
    printed: bool


def gather(library: Library) -> dict[str, tuple[Use, ...]]:
    """Address -> its uses, those of regions first; what is wrong with files is told by `leaflet check`."""
    found: dict[str, dict[Use, None]] = {}
    for address, use in _all(library):
        found.setdefault(address, {})[use] = None
    return {address: tuple(uses) for address, uses in found.items()}


def _all(library: Library) -> Iterator[tuple[str, Use]]:
    quiet = Findings()
    for id in library.regions():
        region = library.region(id, quiet)
        if region is None:
            continue
        if region.emergency.source:
            yield region.emergency.source, Use(f"source of {id}.emergency", region.emergency.span, False)
        for line in region.helplines:
            if line.url:
                yield line.url, Use(f"{id}.{line.id}", line.span, True)
            if line.source:
                yield line.source, Use(f"source of {id}.{line.id}", line.span, False)
        yield from _typed(region, id)
    for source in library.sources(quiet).values():
        if source.url:
            yield source.url, Use(f"source {source.id}", source.span, False)
    for blocked in library.blocked(quiet):
        if blocked.source:
            yield blocked.source, Use(f"blocked {blocked.id}", blocked.span, False)
    for id in library.leaflets():
        leaflet = library.leaflet(id, quiet)
        if leaflet is not None:
            yield from _typed(leaflet, id)
    for root in library.roots[:1]:
        for path in sorted(root.glob("leaflets/services/*.yaml")):
            for service in library.services(path, quiet).values():
                if service.url:
                    yield service.url, Use(f"service {service.id}", service.span, True)


def _typed(value: object, name: str) -> Iterator[tuple[str, Use]]:
    for message in messages(value):
        for found in _ADDRESS.findall(message.text.value):
            yield found.rstrip(_AFTER), Use(f"{name}: {message.text.id}", message.text.span, True)
