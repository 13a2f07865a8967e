"""Colours and weights. These dataclasses are the schema of `layouts/themes/*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.source import Colour, Id, Length, Span, doc


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
    rule: Length = doc("weight of rules", default=Length(1.0))
    radius: Length = doc("radius of boxes", default=Length(3.0))
    span: Span | None = None
