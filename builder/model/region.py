"""Facts that change with place. These dataclasses are the schema of `leaflets/regions/<id>/region.yaml`."""

from __future__ import annotations

from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.source import Id, Span, Text, doc
from builder.model.wording import Allowed

Status = Literal["agency", "public-code", "memory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A named person has dialled the number or opened the page."""

    by: str = doc("name of the person")
    on: str = doc("date, YYYY-MM-DD")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNumber:
    """The number that brings an ambulance."""

    number: str = doc("as it is dialled and printed")
    status: Status = doc("where it was seen: an agency's page, public code, memory")
    source: str = doc("address of the page, when there is one", default="")
    confirmed: Confirmation | None = doc("who checked it, and when", default=None)
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """A line of help."""

    id: Id = doc("unique in the region; `us.treatment` names it from outside")
    purpose: Id = doc("what blocks ask for: treatment, alone, crisis, poison, advice, urgent")
    name: str = doc("the operator's or the line's own name; not translated", verbatim=True)
    title: Text = doc("what it is for, in the reader's words: `Find treatment`")
    note: Text | None = doc("cost, hours, privacy, in a few words", default=None)
    phone: str = doc("grouped as the operator groups it; empty for a web-only service", default="")
    sms: str = doc("number and word to send, when there is one", default="", verbatim=True)
    tty: str = doc("number for text telephones", default="")
    url: str = doc("https address on the operator's own domain, without query", default="")
    url_status: Status | None = doc("where the address was seen", default=None)
    hours: str = doc("for catalogues: `24 h`", default="")
    languages: tuple[str, ...] = doc("language tags in which it answers", default=())
    cost: str = doc("for catalogues: `free`", default="")
    status: Status = doc("where the number was seen: an agency's page, public code, memory")
    source: str = doc("address of the page, when there is one", default="")
    caveat: str = doc("what to check before it is printed", default="")
    confirmed: Confirmation | None = doc("who checked it, and when", default=None)
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Naloxone:
    """What is handed out, and how the region teaches it."""

    product: Literal["nasal", "injection"] = doc("changes the step's words and picture")
    gap: Text = doc("time between two doses: `2 to 3 minutes`")
    lasts: Text = doc("how long one dose works: `20 to 90 minutes`")


@dataclass(frozen=True, slots=True, kw_only=True)
class TestStrip:
    """How the fentanyl test strips that are handed out are used. Brands differ: the pack comes first.

    A project that hands out a brand of its own extends its region with these five lines.
    """

    brand: str = doc(
        "the brand's name as on the pack; empty: amounts that hold for no brand in particular",
        default="",
        verbatim=True,
    )
    drug: Text = doc("how much of the drug: `10 mg (a match head)`")
    water: Text = doc("how much water for it: `2 teaspoons (10 ml)`")
    dip: Text = doc("how long the strip is held in it: `15 seconds`")
    wait: Text = doc("how long until it is read: `2 to 5 minutes`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A locale pack."""

    id: Id = doc("the folder's name")
    name: Text = doc("the country or part of it, as printed beside the emergency number")
    language: str = doc("BCP-47 tag of the texts in this file", default="en")
    varieties: tuple[str, ...] = doc(
        "how languages are written here: `en-GB`; where a leaflet has such a catalogue, it goes before its language's",
        default=(),
    )
    extends: Id | None = doc("a region whose facts hold here unless this file says otherwise", default=None)
    listed: bool = doc("a place to build for; false for what others extend and `all` passes over", default=True)
    paper: Literal["letter", "a4"] = doc("the paper in its printers")
    emergency: EmergencyNumber = doc("the ambulance's number")
    helplines: tuple[Helpline, ...] = doc("lines of help", default=())
    naloxone: Naloxone = doc("product, dose gap, duration")
    breaths: Literal["breaths", "compressions"] = doc("what people at the scene are taught")
    steps: tuple[Id, ...] = doc("order of the overdose steps, by their ids")
    strip: TestStrip | None = doc("test strips, where leaflets tell how to use them", default=None)
    law: Text | None = doc("protection for people who call, only once it is checked", default=None)
    law_confirmed: Confirmation | None = doc("who checked the line about the law, and when", default=None)
    wording_ok: tuple[Allowed, ...] = doc("words that `wording.yaml` advises against, used on purpose", default=())
    span: Span | None = None
