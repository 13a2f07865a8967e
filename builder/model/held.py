"""What leaflets were last held against: the schema of `leaflets/evidence/held.yaml`."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.source import Id, Span, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLeaflet:
    """A leaflet, and the wording that each of its claims had when somebody held the leaflet against it."""

    id: Id = doc("the leaflet")
    # nothing after `claims:` is how leaflets that cite none were once recorded
    claims: tuple[str, ...] = doc(
        "the claim's id and a digest of its wording: `A1 3f2ac81b9d0e`", bare=True, default=()
    )
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldNumber:
    """A region's number as it was then."""

    name: str = doc("`us.emergency`, `us.treatment`")
    number: str = doc("as it was printed")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldList:
    """The file `evidence/held.yaml`, written by `leaflet hold`."""

    leaflets: tuple[HeldLeaflet, ...] = doc("every leaflet that was held", default=())
    numbers: tuple[HeldNumber, ...] = doc("every number that leaflets print", default=())
    span: Span | None = None
