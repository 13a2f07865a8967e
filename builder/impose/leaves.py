"""Leaves: a page and what is printed behind it; how large they all are, and which of them has to be turned to match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from builder.diagnostics import Findings
from builder.impose.grid import Extent
from builder.impose.source import Sheetside, Source
from builder.impose.turning import Side, turning
from builder.model.dataclass import dataclass
from builder.model.imposition import Imposition
from builder.model.source import Span

MM: Final = 72 / 25.4

_ALIKE: Final = 1.0 * MM
"""Pages that differ by less are meant to be of one size."""


class Leaf(NamedTuple):
    """Pages of a file; `side` is how the leaf is turned between them."""

    source: Source
    front: Sheetside
    back: Sheetside | None
    side: Side


@dataclass(frozen=True, slots=True)
class Size:
    """The page that a cell is made for; `turned` are the pages that lie on their side when the others stand."""

    extent: Extent
    turned: frozenset[int]


def leaves_of(sources: Sequence[Source], plan: Imposition) -> list[Leaf]:
    """The leaves of all files, in order."""
    return [leaf for source in sources for leaf in _of_file(source, plan)]


def size_of(leaves: Sequence[Leaf], plan: Imposition, findings: Findings) -> Size | None:
    """One size for all pages; None and an error when the plan is for another."""
    pages = [(leaf.source, page) for leaf in leaves for page in (leaf.front, leaf.back) if page is not None]
    first = pages[0][1]
    wanted = (plan.trim.width, plan.trim.height) if plan.trim is not None else (first.width, first.height)
    lying = {id(page) for _, page in pages if not _alike(page, wanted) and _alike(page, wanted[::-1])}
    upright = [(page.height, page.width) if id(page) in lying else (page.width, page.height) for _, page in pages]
    wide, high = max(width for width, _ in upright), max(height for _, height in upright)
    other = [at for at, size in enumerate(upright) if abs(size[0] - wide) > _ALIKE or abs(size[1] - high) > _ALIKE]
    if plan.trim is not None:
        strange = [source for source, page in pages if not (_alike(page, wanted) or id(page) in lying)]
        if strange:
            _refuse(strange[0], plan, findings)
            return None
        wide, high = wanted
    elif other:
        source, page = pages[other[0]]
        findings.warn(
            "impose-mixed-sizes",
            f"a page of {source.name} measures {in_mm(page.width, page.height)}, and others {in_mm(wide, high)}",
            None,
            "it stands in the middle of its place, and the marks are for the largest; impose each size by itself",
        )
    if lying and not other:
        source = next(source for source, page in pages if id(page) in lying)
        findings.warn(
            "impose-mixed-sizes",
            f"a page of {source.name} lies where others stand, and is turned a quarter to the left",
            None,
            "look whether front and back still go together",
        )
    return Size(Extent(wide, high, max(page.bleed for _, page in pages)), frozenset(lying))


def in_mm(width: float, height: float) -> str:
    """A size as people measure it."""
    return f"{_short(width / MM)} x {_short(height / MM)} mm"


def _refuse(source: Source, plan: Imposition, findings: Findings) -> None:
    assert plan.trim is not None, "sizes are compared with it"
    page = next(page for page in source.pages if not _alike(page, (plan.trim.width, plan.trim.height)))
    span: Span | None = plan.span
    findings.error(
        "impose-wrong-size",
        f"a page of {source.name} measures {in_mm(page.width, page.height)}, and plan `{plan.id}` is for "
        f"{in_mm(plan.trim.width, plan.trim.height)}",
        span,
        "take another plan, or name the pages that are meant: --pages 1,2",
    )


def _of_file(source: Source, plan: Imposition) -> Iterator[Leaf]:
    told = {"DuplexFlipShortEdge": "short-edge", "DuplexFlipLongEdge": "long-edge"}.get(source.duplex)
    side: Side = "across"
    if plan.heads == "opposite" or (plan.heads == "as-told" and told and turning(told, *source.paper) == "over"):
        side = "over"
    if (plan.backs == "sheetwise" and plan.duplex == "none") or source.duplex == "Simplex":
        yield from (Leaf(source, page, None, side) for page in source.pages)
        return
    for at in range(0, len(source.pages), 2):
        behind = source.pages[at + 1] if at + 1 < len(source.pages) else None
        yield Leaf(source, source.pages[at], behind, side)


def _alike(page: Sheetside, size: tuple[float, ...]) -> bool:
    return abs(page.width - size[0]) <= _ALIKE and abs(page.height - size[1]) <= _ALIKE


def _short(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
