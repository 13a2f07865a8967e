"""Who has signed a leaflet's text. These dataclasses are the schema of `leaflets/<id>/approvals.yaml`."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.source import Id, Span, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A clinician has read the filled source edition for one region; any later change of it voids the approval."""

    name: str = doc("name of the person")
    role: str = doc("what entitles them: `emergency physician`, `pharmacist`")
    region: Id = doc("the region whose facts were filled in")
    date: str = doc("day of signing, YYYY-MM-DD")
    digest: str = doc("digest of exactly what was signed; written by `leaflet approve`, never by hand")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalList:
    """The file `approvals.yaml` beside a leaflet; entries are added, never changed."""

    approvals: tuple[Approval, ...] = doc("every approval, the oldest first")
    span: Span | None = None
