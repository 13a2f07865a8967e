"""Sheets that are broken in one place are caught by the check that is for it, and by no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from unittest.mock import patch

import pikepdf
import pytest
from broken import changed, content
from composed import Asked, pdf
from imposed import file, made, plan, square, tried
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from builder.codes import imposed as manual
from builder.diagnostics import Findings
from builder.impose import run as imposing
from builder.impose.plans import load_plan
from builder.load import Library
from builder.model.imposition import Imposition
from builder.verify.imposed import Sheets, verify_sheets
from builder.verify.imposed.checks import CHECKS

UNREADABLE = "unreadable-pdf"
LIBRARY = Library((Path(__file__).parents[1],))


class Sound(NamedTuple):
    data: bytes
    meant: Sheets


def sound(wanted: Imposition, *files: bytes, copies: tuple[int, ...] = ()) -> Sound:
    """Sheets as they are made, and what is meant by them."""
    kept: list[Sound] = []

    def keeping(data: bytes, meant: Sheets, *, thorough: bool) -> Any:
        kept.append(Sound(data, meant))
        return verify_sheets(data, meant, thorough=thorough)

    with patch.object(imposing, "verify_sheets", keeping):
        made(wanted, *files, copies=copies)
    return kept[0]


@cache
def press() -> Sound:
    found = load_plan("letter-trifold-12x18", LIBRARY, Findings())
    assert found is not None
    return sound(found, pdf(Asked("overdose", finish="press", colour="cmyk")))


@cache
def pile() -> Sound:
    """Cards of two services in a pile, with pictures and a layer."""
    wanted = plan("letter", order="stack", marks="cut", margin=17.0, gutter=14.0, up=4)
    return sound(wanted, drawn("1 0 0"), drawn("0 0 1"), copies=(5, 3))


def drawn(colour: str) -> bytes:
    def picture(opened: Pdf) -> None:
        pixels = bytes([0, 200] * 32)
        image = opened.make_stream(
            pixels,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=8,
            Height=8,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )
        for page in opened.pages:
            page.Resources = Dictionary(XObject=Dictionary(I=opened.make_indirect(image)))

    shown = square(20, 10, colour, 30) + b"q 60 0 0 60 100 20 cm /I Do Q "
    return changed(picture, file([shown, square(20, 10, colour, 12)]))


class Case(NamedTuple):
    """`also` are checks that see the same thing from another side."""

    name: str
    code: str
    change: Callable[[Pdf], None]
    also: tuple[str, ...] = ()
    of: Callable[[], Sound] = press
    meant: Callable[[Sheets], Sheets] = lambda meant: meant
    save: Mapping[str, Any] = MappingProxyType({})


def once(pattern: bytes, new: bytes, page: int = 0) -> Callable[[Pdf], None]:
    return content(lambda data: re.sub(pattern, new, data, count=1), page)


def form(opened: Pdf, page: int = 0) -> Any:
    """The first page that stands on a side."""
    return opened.pages[page].Resources.XObject.P1


def redrawn(change: Callable[[bytes], bytes], page: int = 0) -> Callable[[Pdf], None]:
    def act(opened: Pdf) -> None:
        before = form(opened, page).read_bytes()
        after = change(before)
        assert after != before, "nothing has changed"
        form(opened, page).write(after)

    return act


def of(find: Callable[[Pdf], Any], **values: object) -> Callable[[Pdf], None]:
    def act(opened: Pdf) -> None:
        for key, value in values.items():
            find(opened)[f"/{key}"] = value

    return act


def first(opened: Pdf) -> Any:
    return opened.pages[0].obj


def fonts(opened: Pdf) -> Any:
    held = form(opened).Resources.Font
    return held[sorted(held.keys())[0]]


def other_letters(opened: Pdf) -> None:
    """The table of texts says another letter."""
    table = fonts(opened).ToUnicode
    before = table.read_bytes()
    after = re.sub(rb"<(00[46])([0-9A-F])>\n", rb"<0058>\n", before, count=1)
    assert after != before
    fonts(opened).ToUnicode = opened.make_stream(after)


def moved_place(opened: Pdf) -> None:
    once(rb"W n ((?:\S+ ){4})(\S+) ", rb"W n \g<1>100 ")(opened)


def on_its_head(opened: Pdf) -> None:
    """A back that is turned in its place."""

    def turned(found: re.Match[bytes]) -> bytes:
        x, y, width, height = map(float, found.group(1).split())
        a, b, c, d, e, f = map(float, found.group(2).split())
        wide, high = 2 * x + width, 2 * y + height
        return b"q %s re W n %s cm" % (
            found.group(1),
            " ".join([f"{each:.4f}" for each in (-a, -b, -c, -d, wide - e, high - f)]).encode(),
        )

    content(lambda data: re.sub(rb"q ((?:\S+ ){3}\S+) re W n ((?:\S+ ){5}\S+) cm", turned, data, count=1), 1)(opened)


def shuffled(data: bytes) -> bytes:
    """A code whose rows have changed places; its outline, its modules and their number stay."""
    found = max(re.findall(rb"(?:(?:\S+ ){4}re\s)+", data), key=len)
    numbers = [list(map(float, each.split())) for each in re.findall(rb"((?:\S+ ){3}\S+) re", found)]
    rows = sorted({each[1] for each in numbers})
    inner = rows[1:-1]
    swapped = dict(zip(inner, reversed(inner), strict=True))
    return data.replace(
        found,
        b"".join([b"%g %.4f %g %g re\n" % (x, swapped.get(y, y), wide, high) for x, y, wide, high in numbers]),
    )


def grey_picture(opened: Pdf) -> None:
    form(opened).Resources.XObject.I.write(bytes([250] * 64))


def attached(opened: Pdf) -> None:
    opened.Root.AF = Array([opened.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.txt")))])


def less(opened: Pdf) -> None:
    del opened.pages[-1]


JAVASCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
PLACE = rb"q (\S+) (\S+) (\S+) (\S+) re W n"

CASES = [
    Case("a side is missing", "imposed-sheets", less),
    Case("something else is painted", "imposed-sheets", content(lambda data: data + b"\n0 0 9 9 re f")),
    Case("a page is missing", "imposed-sheets", content(lambda data: re.sub(rb"(?s)(.*)q .*? Do Q", rb"\1", data))),
    Case(
        "a copy is missing",
        "imposed-sheets",
        lambda opened: None,
        meant=lambda meant: replace(meant, leaves=tuple(leaf._replace(copies=2_000_000) for leaf in meant.leaves)),
    ),
    Case(
        "another order",
        "imposed-sheets",
        lambda opened: None,
        of=pile,
        meant=lambda meant: replace(meant, order="in-turn"),
    ),
    Case("another trim", "imposed-boxes", of(first, TrimBox=Array([20, 20, 700, 500]))),
    Case("another bleed", "imposed-boxes", of(first, BleedBox=Array([0, 0, 864, 1296]))),
    Case("other paper", "imposed-boxes", of(first, MediaBox=Array([0, 0, 900, 1300]))),
    Case("cropped", "imposed-boxes", of(first, CropBox=Array([0, 0, 800, 1200])), ("imposed-drawing", "imposed-codes")),
    Case("turned when shown", "imposed-boxes", of(first, Rotate=180), ("imposed-drawing", "imposed-codes")),
    Case("a page moved", "imposed-places", moved_place, ("imposed-drawing",)),
    Case("a back on its head", "imposed-places", on_its_head),
    Case(
        "fronts and backs that change places",
        "imposed-text",
        lambda opened: opened.pages.reverse(),
        ("imposed-fonts", "imposed-inks", "imposed-drawing", "imposed-codes", "imposed-marks"),
    ),
    Case("beyond its bleed", "imposed-bleed", once(PLACE, rb"q 20 20 \3 \4 re W n"), ("imposed-drawing",)),
    Case("cut too early", "imposed-bleed", once(PLACE, rb"q \1 \2 700 500 re W n"), ("imposed-drawing",)),
    Case(
        "more of the page than its bleed",
        "imposed-bleed",
        lambda opened: form(opened).__setitem__("/BBox", Array([0, 0, 900, 900])),
    ),
    Case(
        "a mark is missing",
        "imposed-marks",
        content(lambda data: re.sub(rb"\S+ \S+ m \S+ \S+ l S", b"", data, count=1)),
    ),
    Case("a mark on a page", "imposed-marks", once(rb"\S+ \S+ m \S+ \S+ l S", b"300 300 m 320 300 l S")),
    Case("a mark beside its place", "imposed-marks", once(rb"(\S+) (\S+) m (\S+) (\S+) l S", b"30 300 m 50 300 l S")),
    Case("marks in another ink", "imposed-marks", once(rb"/All CS 1 SCN", b"0 G")),
    Case("marks that are read out", "imposed-marks", once(rb"/Artifact BMC", b"/P BMC")),
    Case("the other edge", "imposed-printing", of(lambda opened: opened.Root.ViewerPreferences, Duplex=Name.Simplex)),
    Case(
        "made smaller",
        "imposed-printing",
        of(lambda opened: opened.Root.ViewerPreferences, PrintScaling=Name.AppDefault),
    ),
    Case("another letter", "imposed-text", other_letters),
    Case("another outline", "imposed-fonts", lambda opened: other_outlines(opened)),
    Case("four inks", "imposed-inks", redrawn(lambda data: data.replace(b"0 0 0 1 k", b".02 0 0 1 k", 1))),
    Case("no press", "imposed-inks", lambda opened: opened.Root.__delitem__("/OutputIntents")),
    Case("a code that cannot be read", "imposed-codes", redrawn(shuffled), ("imposed-drawing",)),
    Case("another picture", "imposed-drawing", grey_picture, of=pile),
    Case(
        "a shape that moved", "imposed-drawing", redrawn(lambda data: data.replace(b"20 10 30", b"21 10 30")), of=pile
    ),
    Case("a password", "encryption", lambda opened: None, save={"encryption": Encryption(owner="owner", user="")}),
    Case("a script", "no-javascript", of(lambda opened: opened.Root, OpenAction=JAVASCRIPT)),
    Case("an attachment", "no-external", attached),
    Case(
        "a picture that is elsewhere",
        "no-external",
        lambda opened: form(opened).Resources.XObject.I.__setitem__("/OPI", Dictionary()),
        of=pile,
    ),
    Case("an author", "metadata-private", lambda opened: opened.docinfo.__setitem__("/Author", "Someone")),
]


def other_outlines(opened: Pdf) -> None:
    """The program of a font has changed, and draws the same."""
    descriptor = fonts(opened).DescendantFonts[0].FontDescriptor
    descriptor.FontFile2 = opened.make_stream(descriptor.FontFile2.read_bytes() + b"\0")


def failing(data: bytes, meant: Sheets) -> list[str]:
    return [result.code for result in verify_sheets(data, meant).results if result.state == "fails"]


@pytest.mark.parametrize("of", [press, pile])
def test_sound_sheets_are_sound(of: Callable[[], Sound]) -> None:
    data, meant = of()
    assert failing(data, meant) == []
    # so what is found below is not the work of the library that changes the files
    assert failing(changed(lambda opened: None, data), meant) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.name}")
def test_broken_sheets_are_caught(case: Case) -> None:
    data, meant = case.of()
    found = failing(changed(case.change, data, **case.save), case.meant(meant))
    assert case.code in found
    assert sorted(found) == sorted({case.code, *case.also})


def test_what_cannot_be_read_is_told() -> None:
    data, meant = press()
    assert failing(data[:-900], meant) == [UNREADABLE]
    assert failing(b"", meant) == [UNREADABLE]


def test_every_check_has_sheets_that_it_catches() -> None:
    assert len(CHECKS) > 12
    assert {case.code for case in CASES} == set(CHECKS)


def test_every_check_of_sheets_alone_has_its_page() -> None:
    told = {name.replace("_", "-") for name in vars(manual) if not name.startswith("_")}
    assert told == {code for code in CHECKS if code.startswith("imposed-")}


def test_wrong_sheets_are_not_given_out() -> None:
    """What fails a check is told with the files' name, and there is no file."""

    def spoiled(data: bytes, meant: Sheets, *, thorough: bool) -> Any:
        return verify_sheets(changed(less, data), meant, thorough=thorough)

    with patch.object(imposing, "verify_sheets", spoiled):
        found, findings = tried(plan("letter", gutter=4.0), file([square(20, 10), square(30, 30)]))
    assert found is None
    assert [each.code for each in findings] == ["imposed-sheets"]
    assert next(iter(findings)).message.startswith("the sheets of 0.pdf: the file has 1 sides, and 2 are meant")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("turned", ["never", "always"])
def test_a_strangers_code_is_read_again_however_it_lies(turn: int, turned: str) -> None:
    """A code in a picture, as office programs have it: told when the copy's cannot be read."""
    from builder.qr import symbol

    rows = symbol("https://example.org/clinic", "M")
    side = len(rows) + 8
    pixels = bytes(
        [
            0 if 4 <= x < side - 4 and 4 <= y < side - 4 and rows[y - 4][x - 4] else 255
            for y in range(side)
            for x in range(side)
        ]
    )

    def draw(opened: Pdf) -> None:
        image = opened.make_stream(
            pixels,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=side,
            Height=side,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )
        opened.pages[0].Resources = Dictionary(XObject=Dictionary(I=opened.make_indirect(image)))

    data = changed(draw, file([b"q 90 0 0 90 40 15 cm /I Do Q"], Rotate=turn))
    found = sound(plan("a4", turned=turned, duplex="none", gutter=4.0), data)
    assert failing(*found) == []

    def spoil(opened: Pdf) -> None:
        image = form(opened).Resources.XObject.I
        image.write(bytes(pixels[: 12 * side] + bytes([128]) * (20 * side) + pixels[32 * side :])[: side * side])

    assert "imposed-codes" in failing(changed(spoil, found.data), found.meant)


def test_what_programs_leave_in_pictures_stays_behind() -> None:
    def carry(opened: Pdf) -> None:
        image = opened.pages[0].Resources.XObject.I
        image.PieceInfo = Dictionary(App=Dictionary(LastModified=String("D:2026"), Private=String("a secret")))
        image.LastModified, image.OPI = String("D:2026"), Dictionary()
        note = opened.make_stream(b"<x:xmpmeta/>", Type=Name.Metadata, Subtype=Name.XML)
        image.Metadata = note
        # as InDesign marks the pictures that it places
        marks = Dictionary(MC0=Dictionary(Metadata=note), MC1=opened.make_indirect(Dictionary(Metadata=note)))
        opened.pages[0].Resources.Properties = marks
        page = opened.pages[0].Contents.read_bytes()
        opened.pages[0].Contents.write(b"/PlacedGraphic /MC0 BDC /PlacedGraphic /MC1 BDC " + page + b" EMC EMC")

    data = changed(carry, drawn("1 0 0"))
    sheets = made(plan("letter", gutter=4.0), data).data
    for told in (b"PieceInfo", b"a secret", b"OPI", b"xmpmeta"):
        assert told not in plain(sheets)


def plain(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as opened:
        opened.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def test_fonts_that_a_file_does_not_bring_are_told() -> None:
    def lettered(opened: Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        opened.pages[0].Resources = Dictionary(Font=Dictionary(F=opened.make_indirect(font)))

    data = changed(lettered, file([b"BT /F 12 Tf 20 20 Td (Call 202-555-0142) Tj ET"]))
    found, findings = tried(plan("letter", gutter=4.0, duplex="none"), data)
    assert found is not None
    (told,) = findings
    assert told.code == "impose-fonts"
    assert told.message == "fonts are not in 0.pdf: Helvetica"


def test_a_file_that_is_not_packed_is_no_other_file() -> None:
    """Fonts and profiles stand in it as they are; on the sheets they are packed."""
    found = load_plan("letter-trifold-12x18", LIBRARY, Findings())
    assert found is not None
    for colour in ("rgb", "cmyk"):
        made(found, plain(pdf(Asked("overdose", finish="press", colour=colour))))
