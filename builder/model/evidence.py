"""What may be said, and on whose word: `leaflets/evidence/claims.yaml` and `sources.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.model.source import Id, Span, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication."""

    id: str = doc("short key, as claims cite it: `WHO`, `8MG`")
    publisher: str = doc("who published it, as the foot of a sheet names it")
    title: str = doc("title of the publication, or what it is")
    year: str = doc("year, or `n.d.`")
    url: str = doc("address", default="")
    seen: Literal["publisher", "mirror", "secondary", "memory"] = doc("how it was read")
    seen_note: str = doc("where the copy was, what was read", default="")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One entry of the ledger."""

    id: str = doc("as in content: `A2`, `B10`")
    title: str = doc("what it is about")
    wording: str = doc("recommended wording; `{...}` is filled from the region")
    sources: tuple[str, ...] = doc("ids of sources")
    strength: Literal["strong", "good", "moderate", "emerging", "consensus"] = doc("how firm the evidence is")
    caveat: str = doc("limits, disputes, what needs a second look", default="")
    regions: tuple[Id, ...] = doc("regions where it holds; empty: everywhere", default=())
    disputed: bool = doc("sources conflict on it", default=False)
    memory_only: bool = doc("no source was read, it rests on memory", default=False)
    check_by: str = doc("date by which it must be looked at again, YYYY-MM-DD", default="")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """The file `evidence/sources.yaml`."""

    sources: tuple[Source, ...] = doc("every source")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList:
    """The file `evidence/claims.yaml`."""

    claims: tuple[Claim, ...] = doc("every claim")
    span: Span | None = None
