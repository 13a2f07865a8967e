"""Whatever stands in a file, verifying it gives a verdict, soon, and never a traceback."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import cache
from io import BytesIO
from random import Random

import pikepdf
import pytest
from broken import SOUND, changed
from composed import Asked, pdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from builder.verify import Meant, verify

SECONDS = 10.0
"""Ten times what the slowest sheet takes."""


def judged(data: bytes) -> None:
    since = time.monotonic()
    verdict = verify(data, Meant(), thorough=True)
    assert verdict.results
    assert time.monotonic() - since < SECONDS


INKED = Asked("overdose", "en", "wallet-card", finish="press", colour="cmyk", spot="Deep=100,20,30,45")


@cache
def plain(asked: Asked = Asked("overdose", layout="wallet-card")) -> bytes:  # noqa: B008
    """A small sheet with every object and stream readable, so that changes of bytes reach all of it."""
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf(asked))) as opened:
        opened.save(
            made,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return made.getvalue()


@pytest.mark.parametrize("seed", range(60))
def test_bytes_changed_at_random(seed: int) -> None:
    dice = Random(seed)
    data = bytearray(plain())
    for _ in range(dice.choice((1, 5, 40))):
        at = dice.randrange(len(data))
        # bytes that mean something in a PDF do more harm than others
        data[at] = dice.choice(b"0123456789-/<>[]()RT \n\x00\xff") if dice.random() < 0.8 else dice.randrange(256)
    judged(bytes(data))


@pytest.mark.parametrize("seed", range(12))
def test_parts_left_out_and_doubled(seed: int) -> None:
    dice = Random(seed)
    data = plain()
    start, end = sorted(dice.randrange(len(data)) for _ in range(2))
    judged(data[:start] + data[end:])
    judged(data[:end] + data[start:])


VALUES: list[Callable[[Pdf], Object | int | float | None]] = [
    lambda opened: Array(),
    lambda opened: Dictionary(),
    lambda opened: Name.X,
    lambda opened: String("x"),
    lambda opened: -1,
    lambda opened: 10**9,
    lambda opened: opened.Root,
    lambda opened: opened.make_stream(b"\x00" * 64),
]


@pytest.mark.parametrize("seed", range(60))
def test_values_of_another_kind(seed: int) -> None:
    """Entries anywhere in the file hold something else than they should."""
    dice = Random(seed)

    def spoil(opened: Pdf) -> None:
        holders = [each for each in opened.objects if isinstance(each, Dictionary) and len(each.keys()) > 0]
        for _ in range(dice.randint(1, 4)):
            holder = dice.choice(holders)
            keys = sorted(key for key in holder.keys() if key not in ("/Length", "/Filter"))  # noqa: SIM118
            if keys:
                holder[dice.choice(keys)] = dice.choice(VALUES)(opened)

    try:
        data = changed(spoil)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return  # so broken that it cannot even be saved
    judged(data)


def test_elements_without_end() -> None:
    def deepen(opened: Pdf) -> None:
        inner = opened.Root.StructTreeRoot.K
        for _ in range(5000):
            outer = opened.make_indirect(Dictionary(S=Name.Sect, K=inner))
            inner.P = outer
            inner = outer
        opened.Root.StructTreeRoot.K = inner

    judged(changed(deepen))


def test_a_page_tree_that_holds_itself() -> None:
    def knot(opened: Pdf) -> None:
        opened.Root.Pages.Kids.append(opened.Root.Pages)

    try:
        data = changed(knot)
    except (pikepdf.PdfError, RuntimeError):
        return
    judged(data)


def test_very_many_operators() -> None:
    def grow(opened: Pdf) -> None:
        page = opened.pages[0]
        page.Contents = opened.make_stream(page.Contents.read_bytes() + b"\n/Artifact BMC 0 0 m 1 1 l S EMC" * 20_000)

    judged(changed(grow))


@pytest.mark.parametrize("size", [30_000_000, 90_000_000])
def test_a_stream_that_grows_without_measure(size: int) -> None:
    def bomb(opened: Pdf) -> None:
        opened.pages[0].Contents = opened.make_stream(b" " * size)

    data = changed(bomb)
    assert len(data) < 200_000
    judged(data)


@pytest.mark.parametrize("seed", range(40))
def test_inks_that_are_none(seed: int) -> None:
    """What a press file says of its inks, replaced at random."""
    draw = Random(seed)
    data = plain(INKED)
    for _ in range(draw.randint(1, 3)):
        old = draw.choice((b"/Separation", b"/DeviceCMYK", b"/C1", b"/All", b"/Over", b" scn", b" cs", b" gs", b" k\n"))
        new = draw.choice((b"null", b"[1 2]", b"<<>>", b"(x)", b"-9", b"/X", b"9 0 R", b"true"))
        places = [found.start() for found in re.finditer(re.escape(old), data)]
        at = draw.choice(places or [0])
        # of the same length, so that everything else is where the table says
        new = new[: len(old)].ljust(len(old))
        data = data[:at] + new + data[at + len(old) :]
    judged(data)


def test_a_colour_space_without_a_name() -> None:
    with pikepdf.open(BytesIO(pdf(INKED))) as opened:
        content = opened.pages[0].Contents.read_bytes()
        assert b"/All CS" in content
        opened.pages[0].Contents = opened.make_stream(content.replace(b"/All CS", b"(All) CS"))
        made = BytesIO()
        opened.save(made)
    judged(made.getvalue())


def test_the_sound_file_is_judged_too() -> None:
    judged(pdf(SOUND))
