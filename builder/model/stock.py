"""Paper and prices: the schema of `layouts/stock/*.yaml`. Prices are in one currency."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model.dataclass import dataclass
from builder.model.layout import Size
from builder.model.source import Id, Length, Span, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper, bought in sheets of one size."""

    id: Id = doc("unique in the file")
    name: str = doc("as the shop calls it")
    grams: float = doc("of a square metre", least=20, most=1000)
    up_to: Length | None = doc("for sheets whose longer side is at most this; without it, for all others", default=None)
    size: Size = doc("of a sheet as it is bought")
    price: float = doc("of a thousand such sheets", default=0.0, least=0)
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What printing takes and costs."""

    id: Id = doc("the file's name")
    name: str = doc("for lists")
    currency: str = doc("ISO 4217 code: USD, GBP, EUR", default="USD")
    papers: tuple[Paper, ...] = doc("papers; a sheet is printed on the first that it fits")
    click: float = doc("for each printed side", default=0.0, least=0)
    fold: float = doc("for each fold of each copy", default=0.0, least=0)
    cut: float = doc("for cutting out each copy, where a sheet is smaller than the paper", default=0.0, least=0)
    set_up: float = doc("for each edition", default=0.0, least=0)
    box: float = doc("kilograms that go into a box", least=0.1)
    box_price: float = doc("for each box", default=0.0, least=0)
    letter: Id = doc("layout of slips and lists, on Letter paper")
    a4: Id = doc("layout of slips and lists, on A4 paper")
    label: Id = doc("layout of a box's label")
    language: str = doc("language that those read who print and pack: of lists, slips and labels", default="en")
    plans: Mapping[str, Id] = doc(
        "layouts of which `leaflet order run` also makes sheets of several, each with the plan of imposition for them",
        factory=dict,
    )
    span: Span | None = None
