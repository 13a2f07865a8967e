"""Words of the papers for those who print, pack and pay (`leaflets/packing/packing.yaml`)."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.source import Span, Text, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class PackingWords:
    """What lists, slips and labels of an order say. Words in braces are filled in: `{copies}`."""

    language: str = doc("BCP-47 tag of the texts in this file", default="en")
    picking_list: Text = doc("title of the list by edition")
    cost: Text = doc("title of the sheet with prices")
    slip: Text = doc("title of the slip that lies in a service's boxes")
    slips: Text = doc("title of the file of slips")
    labels: Text = doc("title of the file of labels")
    order: Text = doc("before the order's reference")
    due: Text = doc("before the day by which it is wanted")
    contact: Text = doc("before who can be asked")
    deliver: Text = doc("before where it is delivered")
    leaflet: Text = doc("head of a column: the leaflet's short name")
    in_language: Text = doc("head of a column: the leaflet's language")
    layout: Text = doc("head of a column: size and folds of the paper")
    edition: Text = doc("head of a column: the edition's code")
    paper: Text = doc("head of a column: what it is printed on")
    services: Text = doc("head of a column: how many services get it")
    copies: Text = doc("head of a column: how many copies")
    sheets: Text = doc("head of a column: how many sheets of paper")
    boxes: Text = doc("in a row of the costs: how many boxes")
    total: Text = doc("in the last row of the costs")
    no_prices: Text = doc("under costs without prices")
    in_one_box: Text = doc("what a service gets, in a single box: `{copies}`, `{weight}` in kilograms")
    in_boxes: Text = doc("what a service gets: `{copies}`, `{weight}` in kilograms, `{boxes}`")
    box: Text = doc("on a label: `{number}` of `{count}`")
    more: Text = doc("after kinds of leaflets on a label: `{count}` of them are not named")
    draft: Text = doc("an `{edition}` that is a draft, where others are not")
    all_drafts: Text = doc("under a list in which all editions are drafts")
    shared: Text = doc("how a `{layout}` comes from sheets for several services, `{up}` on each: `{copies}`")
    cut_one: Text = doc("how `{copies}` of a `{layout}` come from one sheet with `{up}` on it")
    cut: Text = doc("how `{copies}` of a `{layout}` come from `{sheets}` with `{up}` on each")
    packed_by: Text = doc("beside a ruled line: who has packed it")
    date: Text = doc("beside a ruled line: the day")
    span: Span | None = None
