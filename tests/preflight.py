"""Files for a print shop that are broken in one way each."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Final, NamedTuple

import pikepdf
from broken import changed, content, meant, painted
from composed import Asked, pdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from builder.pdf.profile import srgb_profile
from builder.verify import Meant

SEPARATED: Final = Asked("overdose", finish="press", colour="cmyk")


class PressCase(NamedTuple):
    """A file for a press, its bytes changed; `also` are checks that see the same thing from another side."""

    name: str
    code: str
    change: Callable[[Pdf], None]
    also: tuple[str, ...] = ()
    alone: bool = False

    def data(self) -> bytes:
        return changed(self.change, pdf(SEPARATED))

    def known(self) -> Meant:
        return Meant() if self.alone else meant(SEPARATED)


def corner(page: int = 0) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the sheet."""
    with pikepdf.open(BytesIO(pdf(SEPARATED))) as opened:
        left, bottom, right, top = map(float, opened.pages[page].TrimBox)
    return left, bottom, right, top


def patch(colour: str, right: float, bottom: float, size: float = 4.0) -> Callable[[Pdf], None]:
    """A small patch that ends so far inside the sheet's right edge, so high above its bottom."""
    _, low, edge, _ = corner()
    return painted(f"{colour} {edge - right - size} {low + bottom} {size} {size} re f")


def boxed(**boxes: float) -> Callable[[Pdf], None]:
    """Boxes so many points around the sheet."""

    def act(opened: Pdf) -> None:
        for page in opened.pages:
            left, bottom, right, top = map(float, page.TrimBox)
            for name, by in boxes.items():
                page[f"/{name}"] = Array([left - by, bottom - by, right + by, top + by])

    return act


def on_screen(opened: Pdf) -> None:
    """The profile of a screen in place of the press's."""
    opened.Root.OutputIntents = Array([opened.Root.OutputIntents[1]])
    opened.Root.OutputIntents[0].DestOutputProfile = opened.make_stream(srgb_profile(), N=3)


def for_archives(opened: Pdf) -> None:
    opened.Root.OutputIntents = Array([opened.Root.OutputIntents[1]])


def picture(side: int, space: str, pixel: bytes, across: float = 12.0) -> Callable[[Pdf], None]:
    """A picture in a free place of the first page, as decoration."""

    def act(opened: Pdf) -> None:
        data = pixel * (side * side)
        image = opened.make_stream(
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=side,
            Height=side,
            BitsPerComponent=8,
            ColorSpace=Name(f"/{space}"),
        )
        resources = opened.pages[0].Resources
        resources.XObject = Dictionary(Added=image)
        left, bottom, _, _ = corner()
        painted(f"{across} 0 0 {across} {left + 22} {bottom + 4} cm /Added Do")(opened)

    return act


def linked(opened: Pdf) -> None:
    opened.pages[0].Annots = Array(
        [
            opened.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=Array([40, 40, 60, 50]),
                    F=4,
                    Contents=String("x"),
                    A=Dictionary(S=Name.URI, URI=String("https://a.org")),
                )
            )
        ]
    )


def swapped_all(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    return content(lambda data: data.replace(old, new))


PRESS_CASES: Final = [
    PressCase("a bleed of 2 mm", "press-boxes", boxed(BleedBox=2 * 72 / 25.4), ("safe-area",)),
    PressCase(
        "a bleed up to the paper's edge", "press-boxes", boxed(BleedBox=9.9 * 72 / 25.4), ("bleed-reach", "marks-clear")
    ),
    PressCase("colour up to the edge", "bleed-reach", patch("0 0 0 1 k", 0.0, 20.0)),
    PressCase("a mark in the bleed", "marks-clear", patch("0 0 0 1 k", -7.0, 20.0)),
    PressCase("the marks' colour on the sheet", "marks-clear", patch("/All cs 1 scn", 30.0, 8.0)),
    PressCase("inks without a press", "output-intent", on_screen),
    PressCase("a press for archives alone", "output-intent", for_archives),
    PressCase("red on a press", "rgb-in-cmyk", patch("1 0 0 rg", 30.0, 8.0)),
    PressCase("a red picture on a press", "rgb-in-cmyk", picture(60, "DeviceRGB", b"\xff\0\0")),
    PressCase(
        "text in four inks", "black-text", swapped_all(b"\n0 0 0 1 k\n", b"\n.75 .68 .67 .8 k\n"), ("overprint",)
    ),
    PressCase("more ink than dries", "total-ink", patch(".9 .8 .8 .8 k", 30.0, 8.0)),
    PressCase("a picture of more ink than dries", "total-ink", picture(60, "DeviceCMYK", b"\xff\xff\xff\x20")),
    PressCase("white that is printed over", "overprint", swapped_all(b"/Apart gs\n0 0 0 0 k", b"/Over gs\n0 0 0 0 k")),
    PressCase("a link", "press-links", linked, ("links-paired",)),
    PressCase("a hairline", "hairlines", painted("0 0 0 1 K .1 w 60 40 m 90 40 l S")),
    PressCase("a picture of few pixels", "image-resolution", picture(6, "DeviceGray", b"\x80")),
    PressCase("red on a stranger's press", "rgb-in-cmyk", patch("1 0 0 rg", 30.0, 8.0), alone=True),
]
