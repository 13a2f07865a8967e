"""Words of letters to services (`leaflets/letters/letters.yaml`)."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.source import Span, Text, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords:
    """What a recall says to a service that holds leaflets."""

    language: str = doc("BCP-47 tag of the texts in this file", default="en")
    title: Text = doc("the letter's title: what the service is asked to do")
    reason: Text = doc("why, where whoever sends the letter has not said it")
    concerns: Text = doc("before what was wrong, such as an edition or a number")
    order: Text = doc("head of a column, and label: the order's reference")
    printed: Text = doc("head of a column: the day of printing")
    leaflet: Text = doc("head of a column, and label: the leaflet's short name")
    in_language: Text = doc("head of a column, and label: the leaflet's language")
    sheet: Text = doc("head of a column: size and folds of the paper")
    edition: Text = doc("head of a column, and label: the edition's code")
    copies: Text = doc("head of a column: how many")
    claim: Text = doc("label: a statement that is wrong")
    number: Text = doc("label: a phone number or address that is wrong")
    region: Text = doc("label: where the leaflet holds")
    printed_before: Text = doc("label: a day")
    code: Text = doc("where an edition's code is found")
    destroyed: Text = doc("beside a ruled line: how many copies were destroyed")
    name: Text = doc("beside a ruled line: who has done it")
    date: Text = doc("beside a ruled line: the day")
    span: Span | None = None
