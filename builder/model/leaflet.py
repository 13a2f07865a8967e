"""A leaflet in its source language, sections of blocks: the schema of `leaflets/<id>/leaflet.yaml`."""

from __future__ import annotations

from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.source import Id, Span, Text, doc
from builder.model.wording import Allowed, AllowedTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a block or an item is printed. Every field that is given must hold."""

    region: tuple[Id, ...] = doc("ids of regions (or of regions they extend)", default=())
    naloxone: Literal["nasal", "injection"] | None = doc("the naloxone product at hand", default=None)
    breaths: Literal["breaths", "compressions"] | None = doc("what the region teaches", default=None)
    strip: Literal["general", "brand"] | None = doc("whether the region's strip is of a named brand", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a statement rests on: ids from `leaflets/evidence/claims.yaml`; in YAML a list, or `none`."""

    ids: tuple[Id, ...] = ()
    none: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What every block has. In YAML `kind:` names the block; the class of that name reads the rest."""

    id: Id = doc("unique in the leaflet; translations hang on it, so never rename it lightly")
    claims: Claims | None = doc("ids of claims that the words rest on, or `none` with `because`", default=None)
    because: str = doc("why there is nothing to cite, when claims is `none`", default="")
    safety: bool = doc("a wrong or missing translation of this could kill: it must not be stale", default=False)
    optional: bool = doc("may be left out where a sheet has no room for it", default=False)
    only: Condition | None = doc("print only when this holds", default=None)
    wording_ok: tuple[Allowed, ...] = doc("words that `wording.yaml` advises against, used on purpose", default=())
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of bullets, steps, signs, a checklist."""

    id: Id = doc("unique in its block")
    lead: Text | None = doc("two or three strong words", default=None)
    text: Text | None = doc("one or two short sentences", default=None)
    icon: Id | None = doc("file name in `layouts/icons`, without `.svg`", default=None)
    tone: Literal["plain", "danger"] = doc("danger: the number or icon stands out", default="plain")
    claims: Claims | None = doc("claims of this entry alone", default=None)
    because: str = doc("why there is nothing to cite, when claims is `none`", default="")
    safety: bool = doc("a wrong or missing translation of this could kill", default=False)
    only: Condition | None = doc("print only when this holds", default=None)
    wording_ok: tuple[Allowed, ...] = doc("words that `wording.yaml` advises against, used on purpose", default=())
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Block):
    """The promise and one instruction."""

    kicker: Text | None = doc("a few words over the title: for whom", default=None)
    title: Text = doc("the leaflet's title")
    lead: Text | None = doc("one or two sentences under the title", default=None)
    bar: Text | None = doc("the one thing to do now", default=None)
    bar_note: Text | None = doc("a line under the bar's", default=None)
    discreet_title: Text | None = doc("title where the cover must give nothing away", default=None)
    discreet_lead: Text | None = doc("lead where the cover must give nothing away", default=None)
    icon: Id | None = doc("large quiet drawing", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading inside a section."""

    text: Text = doc("at most two lines")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """Plain text (`kind: text`)."""

    text: Text = doc("one to three sentences; `**bold**` allowed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets(Block):
    """A list without order."""

    items: tuple[Item, ...] = doc("at most seven")


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Block):
    """Numbered steps."""

    items: tuple[Item, ...] = doc("in order, unless the region orders them")
    order: Literal["written", "region"] = doc("region: the region's `steps` list gives the order", default="written")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs(Block):
    """A grid of icons with a strong word and a few more."""

    items: tuple[Item, ...] = doc("an even number looks best")


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(Block):
    """A box that stands out."""

    tone: Literal["danger", "tip"] = doc("danger has a bar and a warning heading; tip is quiet")
    title: Text = doc("one strong line")
    text: Text | None = doc("one to three sentences", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Myth(Block):
    """A myth and the fact beside it."""

    myth: Text = doc("what people say")
    fact: Text = doc("what is so")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a timeline, in hours from the last use."""

    id: Id = doc("unique in its timeline")
    label: Text = doc("the drug")
    start: float = doc("hours until it starts")
    start_by: float = doc("hours by which it has started; the bar fades in from `start`")
    peak: tuple[float, ...] = doc("hours from and to which it is worst, or empty", default=())
    end: float = doc("hours by which most of it may be over")
    end_by: float = doc("hours by which most of it is over")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on a timeline's axis."""

    id: Id = doc("unique in its timeline")
    hours: float = doc("hours from the last use")
    label: Text = doc("how it reads")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Block):
    """Withdrawal over hours and days, drawn."""

    title: Text | None = doc("a strong line over the drawing", default=None)
    alt: Text = doc("the drawing in words, for readers who cannot see it")
    peak_label: Text | None = doc("what the dark part means", default=None)
    bars: tuple[Bar, ...] = doc("one to four")
    ticks: tuple[Tick, ...] = doc("three to six marks on the axis")


@dataclass(frozen=True, slots=True, kw_only=True)
class StripResult:
    """One result of a test strip. It is drawn as the strip looks; a physical thing is never mirrored."""

    id: Id = doc("unique in its block")
    lines: Literal["control", "both", "both-faint", "test", "none"] = doc("which lines show")
    lead: Text = doc("what is seen")
    text: Text = doc("what it means")
    alt: Text | None = doc("the drawing in words; default: the lead", default=None)
    safety: bool = doc("a wrong or missing translation of this could kill", default=True)
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip(Block):
    """A test strip's results, drawn."""

    results: tuple[StripResult, ...] = doc("two to four")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Block):
    """Boxes to tick with a pen."""

    title: Text | None = doc("a strong line over the list", default=None)
    items: tuple[Item, ...] = doc("at most seven")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Block):
    """QR code, name, phone and address of one line of help, from the region."""

    purposes: tuple[Id, ...] = doc("what the line may be for, the best first: the first that the region has is printed")
    title: Text | None = doc("default: the helpline's own purpose", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Helplines(Block):
    """Lines of help of the region, those that it has of the kinds named."""

    purposes: tuple[Id, ...] = doc("in order: `treatment`, `alone`, `crisis`, `poison`, `advice`, `urgent` ...")
    form: Literal["cards", "list"] = doc("cards have QR codes; a list is name and number", default="cards")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint(Block):
    """The service's own details; without a service, ruled lines to write on."""

    title: Text | None = doc("default: the common words' `Your local service`", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency(Block):
    """The region's emergency number, very large, with what to say."""

    text: Text = doc("what to do: call now")


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(Block):
    """The region's line about the law that protects who calls, where somebody has checked it; nothing elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources(Block):
    """The sources of the claims cited on the sheet, numbered. Made from `evidence/`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot(Block):
    """Dates, edition code, `general information, not medical advice`. Made from the edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Blocks under one heading, set together in one panel."""

    id: Id = doc("unique in the leaflet")
    roles: tuple[Id, ...] = doc("roles of layouts' panels that this section can fill, the best first")
    heading: Text | None = doc("at most two lines", default=None)
    short_of: Id | None = doc("this is the short form of that section, for small panels", default=None)
    optional: bool = doc("may be left out by a layout that has no panel for it", default=False)
    only: Condition | None = doc("print only when this holds", default=None)
    blocks: tuple[Block, ...] = doc("what the section says")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """A leaflet in its source language."""

    id: Id = doc("the folder's name")
    language: str = doc("BCP-47 tag of the source texts", default="en")
    title: Text = doc("title of the PDF, in lists and windows")
    description: Text = doc("one sentence for catalogues and the PDF's metadata")
    audience: str = doc("who it is for")
    purpose: str = doc("what the reader can do afterwards")
    main_message: Text = doc("the one message")
    action: Text = doc("the one thing to do")
    layouts: tuple[Id, ...] = doc("layouts it is written for; empty means all", default=())
    reviewed: str = doc("date of the last review, YYYY-MM-DD; empty until there was one", default="")
    check_by: str = doc("date by which it must be reviewed again, YYYY-MM-DD", default="")
    wording_ok: tuple[Allowed, ...] = doc("words that `wording.yaml` advises against, used on purpose", default=())
    terms_ok: tuple[AllowedTerm, ...] = doc("terms of `evidence/terms.yaml` that need no plain words here", default=())
    sections: tuple[Section, ...] = doc("in reading order")
    span: Span | None = None


KINDS: dict[str, type[Block]] = {
    "cover": Cover,
    "heading": Heading,
    "text": Paragraph,
    "bullets": Bullets,
    "steps": Steps,
    "signs": Signs,
    "callout": Callout,
    "myth": Myth,
    "timeline": Timeline,
    "strip": Strip,
    "checklist": Checklist,
    "card": Card,
    "helplines": Helplines,
    "imprint": Imprint,
    "emergency": Emergency,
    "law": Law,
    "sources": Sources,
    "foot": Foot,
}
"""`kind:` in YAML -> the block that reads it."""
