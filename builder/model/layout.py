"""A sheet as data: the schema of `layouts/*.yaml`. All lengths are points, start to end, top down."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.source import Id, Length, Span, doc

STYLES = (
    *("title", "subtitle", "kicker", "lead", "heading", "subheading", "body", "strong", "small", "label", "phone"),
    *("number", "card", "draft", "tab", "address", "bar"),
)
"""What texts are set in: every layout says how."""


Shown = Literal["kicker", "title", "lead", "bar", "bar-note"]

SMALLEST = "6pt"
"""21 CFR 201.66 (d)(2): nothing on the label of a medicine that people take unaided is smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Width and height of a sheet as it is handed out."""

    width: Length = doc("across", least="10mm")
    height: Length = doc("down", least="10mm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one kind of text is set."""

    size: Length = doc("type size that the sheet is drawn for", least=SMALLEST, most="720pt")
    smallest: Length = doc("type size below which it is an error", least=SMALLEST)
    weight: Literal["regular", "bold"] = doc("weight of the face", default="regular")
    colour: Id = doc("colour of the theme", default=Id("ink"))
    tight: bool = doc("set with the language's tight leading (headings)", default=False)
    family: Literal["text", "heading"] = doc("which of the language's font stacks", default="text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of a face: it holds other panels side by side or stacked, or it takes sections by role.

    Exactly one of `columns`, `rows`, `roles` is given.
    """

    id: Id = doc("unique in the layout", default=Id(""))
    roles: tuple[Id, ...] = doc("sections that name one of these roles go here, in the leaflet's order", default=())
    columns: tuple[Panel, ...] = doc("panels side by side, the first at the start side", default=())
    rows: tuple[Panel, ...] = doc("panels from the top down", default=())
    width: Length | None = doc("fixed width in a row of columns; without it the rest is shared", default=None)
    height: Literal["fill", "fit"] = doc("in a stack of rows: fit its content, or fill what is left", default="fill")
    inset: Length | None = doc("from the panel's edge to its text; default: the layout's", default=None)
    gap: Length = doc("between columns or rows", default=Length(0.0))
    look: Literal["plain", "cover", "banner", "band", "tabs", "draft"] = doc(
        "how the theme dresses it", default="plain"
    )
    columns_of_text: int = doc("sections flow in so many columns inside the panel", default=1, least=1, most=6)
    across: int = doc("blocks stand in rows of so many, side by side", default=1, least=1, most=6)
    show: tuple[Shown, ...] = doc("fields of the cover block that are shown here; empty: all", default=())
    fold_after: bool = doc("the paper is folded at this panel's end edge", default=False)
    draft: bool = doc("carries its face's draft bar, where the layout has one bar a face", default=False)
    read: int = doc("place in reading order; 0: as written", default=0, least=0)
    span: Span | None = None

    def widths(self, width: float) -> list[float]:
        """Of its columns inside `width`, points: their own, and of what is left by them and the gaps equal shares."""
        free = width - self.gap * (len(self.columns) - 1) - fsum(child.width or 0.0 for child in self.columns)
        shared = sum(child.width is None for child in self.columns)
        return [child.width if child.width is not None else free / shared for child in self.columns]

    def folds(self, width: float) -> list[tuple[float, Panel]]:
        """Where the paper is folded, as the body of a face of this width, each with the column that ends there: points
        from its start edge, in the middle of a gap."""
        found, x = [], self.inset or 0.0
        for child, wide in zip(self.columns, self.widths(width - 2 * (self.inset or 0.0)), strict=True):
            x += wide
            if child.fold_after:
                found.append((x + self.gap / 2, child))
            x += self.gap
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One side of the paper, or the pattern of every page of a flowing layout."""

    id: Id = doc("unique in the layout")
    body: Panel = doc("what is on it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A sheet as data."""

    id: Id = doc("the file's name")
    name: str = doc("for lists and menus")
    extends: Id | None = doc("a layout whose fields hold unless this file gives them", default=None)
    trim: Size = doc("the sheet as it is handed out, unfolded")
    paper: Literal["trim", "region"] = doc(
        "region: in office finish the sheet sits on the region's paper, with cut marks", default="trim"
    )
    duplex: Literal["none", "short-edge", "long-edge"] = doc("which edge the printer flips on")
    inset: Length = doc("from a panel's edge to its text")
    safe: Length = doc("from the trim to the nearest text in press finish", default=Length(14.17), least="3mm")
    grow: float = doc("how far type may grow beyond `size` where every panel has room", default=1.2, least=1, most=3)
    listed: bool = doc("a layout to build on; false for the page that finish `screen` borrows", default=True)
    flowing: bool = doc("as many pages as the text needs, each like the last face", default=False)
    bilingual: bool = doc("flowing, with every text beside its source; made with `--bilingual`", default=False)
    split: Literal["section", "block"] = doc("where a run of sections may pass to the next panel", default="section")
    qr: Length = doc("width of a QR code without its quiet zone, at least")
    imprint: Length = doc("height of the box with a service's details", least="8mm")
    qr_level: Literal["M", "Q", "H"] = doc("error correction level", default="Q")
    icon: Length = doc("size of an icon in a grid of signs", least="8pt", most="200pt")
    sign_columns: int = doc("columns of a grid of signs", default=2, least=1, most=6)
    side_icons: bool = doc("icons beside the words instead of above them", default=False)
    compact: bool = doc("leads run into their texts, as on a card", default=False)
    spacing: Length = doc("between two blocks at full size", least="2pt", most="40pt")
    kilobytes: int = doc(
        "of a file at most, half as much again as its largest language; logos and a press's profile come on top",
        default=400,
        least=10,
    )
    draft: Literal["panels", "face"] = doc("the draft bar speaks in every panel of a face, or once", default="panels")
    styles: Mapping[str, Style] = doc(
        "title, subtitle, kicker, lead, heading, subheading, body, strong, small, label, phone, number, card, draft, "
        "tab, address, bar",
    )
    faces: tuple[Face, ...] = doc("in the order of printing")
    span: Span | None = None
