"""Colours and weights. These dataclasses are the schema of `layouts/themes/*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.source import Colour, Id, Length, Span, doc

COLOURS = (
    *("ink", "paper", "deep", "deep-tint", "mid", "mid-light", "light", "rule", "on-deep", "on-deep-quiet"),
    *("warning", "on-warning", "danger", "danger-tint", "danger-text", "quiet"),
)
"""What sheets are painted with: every theme says what each of them is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """How a sheet is dressed. Everything must survive two photocopies: no meaning by colour alone."""

    id: Id = doc("the file's name")
    name: str = doc("for lists and menus")
    extends: Id | None = doc("a theme whose fields hold unless this file gives them", default=None)
    colours: Mapping[str, Colour] = doc(
        "ink, paper, deep, deep-tint, mid, mid-light, light, rule, on-deep, on-deep-quiet, warning, on-warning, "
        "danger, danger-tint, danger-text, quiet"
    )
    tints: bool = doc("boxes are tinted; otherwise they are ruled", default=True)
    cover: Literal["solid", "ruled", "plain"] = doc("dress of covers and banners", default="solid")
    discreet: bool = doc("the cover gives nothing away: the leaflet's discreet title, no drawing", default=False)
    rule: Length = doc("weight of rules", default=Length(1.0), least="0.25pt", most="3pt")
    radius: Length = doc("radius of boxes", default=Length(3.0), most="12pt")
    inks: Mapping[str, tuple[float, float, float, float]] = doc(
        "cyan, magenta, yellow and black in per cent, as [87, 45, 43, 42], by the name of a colour, for four-colour "
        "printing; what is not named is worked out from the press's profile",
        factory=dict,
    )
    spot: Mapping[str, float] = doc(
        "the part of a spot ink, in per cent, that prints a colour where one is asked for; the accent is 100",
        factory=dict,
    )
    plates: Literal["process", "black"] = doc("black: for presses with one ink, pictures too", default="process")
    span: Span | None = None
