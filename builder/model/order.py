"""What a clinic or a health department asks for: lines of an order, and what stands above them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from builder.model.dataclass import dataclass
from builder.model.inks import Colouring, Spot
from builder.model.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What an order says as a whole. `services` is the file with their details; `sample` the part of the files, in
    thousandths, that is read back in full. `colour` and `spot` hold for lines that go to a press."""

    reference: str = ""
    deliver_to: str = ""
    contact: str = ""
    due: str = ""
    services: str = ""
    sample: int = 10
    colour: Colouring = "rgb"
    spot: Spot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sheet for one service. `number` is the row's in the file; empty names mean the project's own.

    `copies` is 0 when the row lacks something, which has been told; its names may be wrong besides.
    `spans`: the place of each column's value.
    """

    number: int
    service: str
    leaflet: str
    language: str
    layout: str
    copies: int
    region: str = ""
    theme: str = ""
    finish: str = ""
    note: str = ""
    span: Span | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)
