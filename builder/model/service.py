"""A clinic or outreach team whose details go into the imprint."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.logo import Logo
from builder.model.source import Id, Span, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service; names and addresses are printed as they are, in their own language."""

    id: Id = doc("unique in its file")
    name: str = doc("as on the door", verbatim=True)
    address: tuple[str, ...] = doc("lines, at most three", default=(), verbatim=True)
    hours: str = doc("opening hours in one line", default="", verbatim=True)
    phone: str = doc("grouped as it is to be printed", default="", verbatim=True)
    url: str = doc("https address without query or fragment", default="")
    logo: str = doc("PNG or SVG beside the file, at most 1 MB and 4 million pixels", default="")
    language: str = doc("BCP-47 tag of name and address", default="en")
    checked_on: str = doc("date the details were checked, YYYY-MM-DD", default="")
    span: Span | None = None
    artwork: Logo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceList:
    """A file of services (`leaflets/services/*.yaml`)."""

    services: tuple[Service, ...] = doc("the services")
    span: Span | None = None
