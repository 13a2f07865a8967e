"""Finished PDFs, broken in one place, and sheets that say something else than they should."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Final

import pikepdf
from composed import Asked, edition, layout_of, pdf, sheet
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf

from builder.model.edition import Edition
from builder.model.sheet import Box, Code, PlacedItem, Sheet, Words
from builder.model.source import Colour
from builder.qr import symbol
from builder.verify import Meant

SOUND: Final = Asked("overdose")
PRESS: Final = Asked("overdose", finish="press")


def meant(asked: Asked = SOUND) -> Meant:
    """All that is known of a sheet of the starter library."""
    layout = layout_of("screen-phone" if asked.finish == "screen" else asked.layout)
    return Meant(sheet(asked), edition(asked.leaflet, asked.lang, asked.region), layout, asked.finish)


def changed(change: Callable[[Pdf], None], data: bytes | None = None, **save: object) -> bytes:
    """The sound PDF after a change of its objects."""
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf(SOUND) if data is None else data)) as opened:
        change(opened)
        opened.save(made, **save)  # type: ignore[arg-type]
    return made.getvalue()


def content(change: Callable[[bytes], bytes], page: int = 0) -> Callable[[Pdf], None]:
    """A change of one page's content stream."""

    def act(opened: Pdf) -> None:
        before = opened.pages[page].Contents.read_bytes()
        after = change(before)
        assert after != before, "nothing has changed"
        opened.pages[page].Contents = opened.make_stream(after)

    return act


def swapped(old: bytes, new: bytes, page: int = 0) -> Callable[[Pdf], None]:
    """The first `old` of a page's content becomes `new`."""
    return content(lambda data: data.replace(old, new, 1), page)


def painted(operators: str, page: int = 0) -> Callable[[Pdf], None]:
    """Decoration painted over everything else."""
    added = f"\nq /Artifact BMC {operators} EMC Q".encode()
    return content(lambda data: data + added, page)


def element(opened: Pdf, tag: str, at: int = 0) -> Dictionary:
    """One of the file's elements with this tag, in the order of the objects."""
    found = [each for each in opened.objects if isinstance(each, Dictionary) and each.get("/S") == f"/{tag}"]
    return found[at]


def font(opened: Pdf, at: int = 0) -> Dictionary:
    """One of the file's fonts."""
    fonts = opened.pages[0].Resources.Font
    found: Dictionary = fonts[sorted(fonts.keys())[at]]
    return found


def boxed(opened: Pdf) -> None:
    """A letter of the first font shows the empty box."""
    descriptor = font(opened).DescendantFonts[0].FontDescriptor
    program = TTFont(BytesIO(descriptor.FontFile2.read_bytes()))
    names = program.getGlyphOrder()
    used = next(name for name in names[2:] if program["glyf"][name].numberOfContours > 0)
    program["glyf"][used] = program["glyf"][".notdef"]
    made = BytesIO()
    program.save(made)
    descriptor.FontFile2 = opened.make_stream(made.getvalue())


def mapped(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    """The fonts' tables of texts say `new` where they say `old`, hexadecimal."""

    def act(opened: Pdf) -> None:
        count = 0
        for at in range(len(opened.pages[0].Resources.Font.keys())):
            table = font(opened, at).ToUnicode
            before = table.read_bytes()
            after = before.replace(old, new)
            count += before != after
            font(opened, at).ToUnicode = opened.make_stream(after)
        assert count, "no font has this entry"

    return act


def widened(opened: Pdf) -> None:
    """The file says that a letter is wider than it is."""
    widths = font(opened).DescendantFonts[0].W
    widths[1][2] = widths[1][2] + 30


def with_items(change: Callable[[PlacedItem], PlacedItem], asked: Asked = SOUND, page: int | None = None) -> Sheet:
    """The sheet with its items changed."""
    whole = sheet(asked)
    pages = [
        replace(each, items=tuple(change(item) for item in each.items)) if page in (None, at) else each
        for at, each in enumerate(whole.pages)
    ]
    made = replace(whole, pages=tuple(pages))
    assert made != whole, "nothing has changed"
    return made


def line_of(message: str, change: Callable[[Words], Words]) -> Callable[[PlacedItem], PlacedItem]:
    """A change of the first lines of one message."""

    def act(item: PlacedItem) -> PlacedItem:
        return change(item) if isinstance(item, Words) and item.message == message and item.node >= 0 else item

    return act


def moved(words: Words, x: float = 0.0, y: float = 0.0) -> Words:
    """A line somewhere else."""
    box = Box(words.box.x + x, words.box.y + y, words.box.width, words.box.height)
    return replace(words, box=box, baseline=words.baseline + y)


def opening(address: str) -> Sheet:
    """The sheet with this address in its first code, and in what is said of it."""
    whole = sheet(SOUND)
    first = next(item for page in whole.pages for item in page.items if isinstance(item, Code))
    rows = symbol(address, "Q")
    made = with_items(lambda item: replace(item, rows=rows, address=address) if item == first else item)
    node = replace(made.tree[first.node], alt=f"QR code: {address}")
    return replace(made, tree=(*made.tree[: first.node], node, *made.tree[first.node + 1 :]))


def rewritten(message: str, old: str, new: str) -> Edition:
    """The edition with a message that says something else."""
    return rewritten_in(edition("overdose"), message, old, new)


def rewritten_in(whole: Edition, message: str, old: str, new: str) -> Edition:
    """The same of any edition."""
    from builder.translate.messages import rewrite

    leaflet = rewrite(
        whole.leaflet, lambda text: replace(text, value=text.value.replace(old, new)) if text.id == message else text
    )
    assert leaflet != whole.leaflet
    return replace(whole, leaflet=leaflet)


PALE: Final = Colour("#9a9a9a")
OUT: Final = Array([0, 0, 10, 10])
NAMES: Final = Name
