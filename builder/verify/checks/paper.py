"""The pages are as large as the paper, and the printer turns and scales them as it should."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.proof import Area
from builder.model.sheet import Page
from builder.verify.checking import Case, Trouble, check

_FLIPS = {"none": "Simplex", "short-edge": "DuplexFlipShortEdge", "long-edge": "DuplexFlipLongEdge"}

# ISO 32000-1, annex C: 3 to 14,400 points
_SIDES = (3.0, 14400.0)

# A ceiling that mail and phones take, for a file of which nothing is known: what all share, and what a page adds
_BYTES, _BYTES_A_PAGE = 200_000, 100_000
_BYTES_AN_IMAGE = 1_000_000
# A press's: archives want it in the file (ISO 19005-2, 6.2.3)
_BYTES_A_PROFILE = 4_000_000


@check("boxes")
def boxes(case: Case) -> Iterator[Trouble]:
    """The sheet lies inside its bleed inside the paper, and is as large as the layout says."""
    for at, page in enumerate(case.proof.pages):
        sides = (page.media.right - page.media.left, page.media.top - page.media.bottom)
        if not all(_SIDES[0] <= side <= _SIDES[1] for side in sides):
            yield Trouble(f"the paper is {sides[0]:g} by {sides[1]:g} points", at)
        elif page.rotated:
            yield Trouble(f"the page is turned by {page.rotated} degrees", at)
        elif page.trim is None:
            yield Trouble("the page does not say where it is cut", at)
        elif not page.trim.within(page.bleed or page.media) or not (page.bleed or page.media).within(page.media):
            yield Trouble("the sheet is not inside its bleed, or the bleed is not inside the paper", at)
        elif page.crop != page.media:
            yield Trouble("a part of the paper is not shown", at)
        elif case.meant.sheet is not None and at < len(case.sheet.pages):
            yield from _as_meant(at, page.media, page.trim, case.sheet.pages[at], case.sheet.rtl)
    if case.meant.sheet is not None and len(case.proof.pages) != len(case.sheet.pages):
        yield Trouble(f"there are {len(case.proof.pages)} pages, and {len(case.sheet.pages)} were meant")


def _as_meant(at: int, media: Area, trim: Area, page: Page, rtl: bool) -> Iterator[Trouble]:
    box = page.trim
    left = page.width - box.x - box.width if rtl else box.x
    meant = Area(left, page.height - box.y - box.height, left + box.width, page.height - box.y)
    paper = Area(0.0, 0.0, page.width, page.height)
    for name, actual, expected in (("paper", media, paper), ("sheet", trim, meant)):
        if not (actual.within(expected, 0.05) and expected.within(actual, 0.05)):
            yield Trouble(f"the {name} is {_told(actual)}, and {_told(expected)} was meant", at)


@check("duplex")
def duplex(case: Case) -> Iterator[Trouble]:
    """The printer turns the sheet over the right edge and does not scale it."""
    says = case.proof.says
    if says.scaling != "None":
        yield Trouble("printers may scale the sheet, and folds and codes with it")
    if says.duplex not in _FLIPS.values():
        yield Trouble("the file does not say how it is printed on both sides")
    elif case.meant.sheet is not None and says.duplex != _FLIPS[case.sheet.duplex]:
        yield Trouble(f"the printer is told {says.duplex}, and {_FLIPS[case.sheet.duplex]} was meant")
    elif len(case.proof.pages) == 1 and says.duplex != "Simplex":
        yield Trouble(f"one page is printed {says.duplex}")


@check("size-ceiling")
def size_ceiling(case: Case) -> Iterator[Trouble]:
    """The file is small enough to send."""
    images = sum([each.kind == "image" for each in case.proof.painted])
    profile = max([size for _, size in case.proof.says.intents], default=0)
    layout = case.meant.layout
    sheet = layout.kilobytes * 1000 if layout is not None else _BYTES + _BYTES_A_PAGE * len(case.proof.pages)
    ceiling = sheet + _BYTES_AN_IMAGE * images + min(profile, _BYTES_A_PROFILE)
    if case.proof.size > ceiling:
        yield Trouble(f"the file has {case.proof.size // 1000} KB, and {ceiling // 1000} KB is the most")


def _told(area: Area) -> str:
    return "{:.1f} {:.1f} {:.1f} {:.1f}".format(*area)
