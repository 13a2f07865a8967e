"""Any PDF is imposed as it is shown, or refused with a reason: never a traceback, never a part left out."""

from __future__ import annotations

import time
import zlib
from base64 import a85encode
from io import BytesIO
from random import Random
from typing import Any

import numpy as np
import pikepdf
import pytest
from composed import Asked, pdf
from imposed import boxes, file, made, pixels, placed, plan, size, square, tried
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Permissions, String

from builder.diagnostics import Findings
from builder.impose.source import read_source
from builder.verify.read import read_back

SECONDS = 10.0

PAGE = square(20, 10, "1 0 0", 30) + square(150, 90, "0 0 1", 10)


def changed(data: bytes, change: Any, **save: Any) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as opened:
        change(opened)
        opened.save(out, **save)
    return out.getvalue()


def cut_out(data: bytes, width: float, height: float) -> Any:
    """The only page on a sheet, cut at its trim."""
    found = made(plan((400.0, 400.0), up=1, turned="never", duplex="none"), data)
    block = found.grid.block
    assert abs(block.right - block.left - width) < 0.01
    assert abs(block.top - block.bottom - height) < 0.01
    return pixels(found.data, 0, 2.0, tuple(block))


def same(one: Any, other: Any) -> None:
    assert one.shape == other.shape
    assert (np.abs(one - other).max(axis=2) > 40).mean() < 0.002


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 450])
def test_a_turned_page_stands_as_it_is_shown(turn: int) -> None:
    data = file([PAGE], (0, 0, 200, 120), Rotate=turn)
    shown = (120.0, 200.0) if turn % 180 else (200.0, 120.0)
    same(cut_out(data, *shown), pixels(data, 0, 2.0))


@pytest.mark.parametrize("turn", [0, 90, 270])
def test_a_page_without_trim_is_cut_as_it_is_cropped(turn: int) -> None:
    data = file([PAGE], (-50, -50, 250, 250), CropBox=(10, 5, 170, 105), Rotate=turn)
    shown = (100.0, 160.0) if turn % 180 else (160.0, 100.0)
    same(cut_out(data, *shown), pixels(data, 0, 2.0))


def test_boxes_and_resources_that_pages_share() -> None:
    """Media box, crop box, turn and resources stand in the nodes above the page."""

    def share(opened: Pdf) -> None:
        tree, page = opened.Root.Pages, opened.pages[0].obj
        shade = opened.make_stream(square(20, 10, "1 0 0", 30))
        shade.Type, shade.Subtype, shade.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 120])
        tree.Resources = Dictionary(XObject=Dictionary(F=shade))
        tree.MediaBox, tree.CropBox, tree.Rotate = page.MediaBox, Array([10, 0, 200, 120]), 90
        del page.MediaBox
        del page.Resources
        page.Contents = opened.make_stream(b"/F Do")

    data = changed(file([PAGE]), share)
    same(cut_out(data, 120.0, 190.0), pixels(data, 0, 2.0))


def test_forms_without_resources_draw_with_those_of_the_page() -> None:
    def lend(opened: Pdf) -> None:
        page = opened.pages[0].obj
        inner = opened.make_stream(b"/G gs 1 0 0 rg 20 10 60 60 re f")
        inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 120])
        shade = Dictionary(Type=Name.ExtGState, ca=0.5)
        page.Resources = Dictionary(XObject=Dictionary(F=inner), ExtGState=Dictionary(G=shade))
        page.Contents = opened.make_stream(b"/F Do")

    data = changed(file([PAGE]), lend)
    found = made(plan((400.0, 400.0), up=1, turned="never", duplex="none"), data)
    with pikepdf.open(BytesIO(found.data)) as opened:
        form = opened.pages[0].Resources.XObject.P1
        assert "/G" in form.Resources.XObject.F.Resources.ExtGState


def test_a_page_of_larger_units() -> None:
    data = file([PAGE], (0, 0, 100, 60), UserUnit=2, TrimBox=(10, 10, 90, 50))
    found = made(plan((400.0, 400.0), up=1, turned="never", duplex="none"), data)
    assert found.grid.cell == (160.0, 80.0)
    assert placed(found.data)[0][0].matrix[0] == 2.0


def written(*objects: bytes) -> bytes:
    """A file of these objects, numbered from 1, the catalogue first; as other programs write it, number by number."""
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def test_numbers_that_are_objects_of_their_own() -> None:
    """As the lengths of streams are in the files of most programs; here sizes, turns and truth values, too."""
    data = written(
        b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked 8 0 R>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 6 0 R>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 7 0 R 120]/Rotate 9 0 R/Contents 4 0 R/Resources<<>>>>",
        b"<</Length 5 0 R>>stream\n" + PAGE + b"\nendstream",
        b"%d" % len(PAGE),
        b"1",
        b"200.0",
        b"true",
        b"90",
    )
    with pikepdf.open(BytesIO(data), attempt_recovery=False) as opened:
        assert not opened.check_pdf_syntax()
    same(cut_out(data, 120.0, 200.0), pixels(data, 0, 2.0))
    assert len(read_back(data).pages) == 1


@pytest.mark.parametrize("lost", [2, 4])
def test_what_is_not_where_the_table_says_is_found(lost: int) -> None:
    data = written(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 120]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(PAGE), PAGE),
    )
    place = data.index(b"%d 0 obj" % lost)
    moved = data.replace(b"%010d 00000 n" % place, b"%010d 00000 n" % (place + 5))
    found, findings = tried(plan((400.0, 400.0), up=1, turned="never", duplex="none"), moved)
    assert found is not None
    assert [one.code for one in findings] == ["impose-repaired"]
    block = tuple(found.grid.block)
    same(pixels(found.data, 0, 2.0, block), pixels(data, 0, 2.0))


def test_content_in_parts_and_packed_in_other_ways() -> None:
    def split(opened: Pdf) -> None:
        first = opened.make_stream(b"q 1 0 0 rg 20 10 30")
        second = pikepdf.Stream(opened, b"")
        second.write(zlib.compress(b"30 re f"), filter=Name.FlateDecode)
        third = pikepdf.Stream(opened, b"")
        letters = a85encode(b"Q 0 0 1 rg 150 90 10 10 re f") + b"~>"
        third.write(letters, filter=Name.ASCII85Decode)
        opened.pages[0].Contents = Array([first, opened.make_indirect(second), opened.make_indirect(third)])

    data = changed(file([PAGE]), split, compress_streams=False)
    same(cut_out(data, 200.0, 120.0), pixels(file([PAGE]), 0, 2.0))


def test_what_lies_on_a_page_is_printed_too() -> None:
    def stamp(opened: Pdf) -> None:
        look = opened.make_stream(b"0 0.6 0 rg 0 0 40 40 re f")
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 40, 40])
        shown = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=Array([100, 50, 140, 90]),
            F=4,
            AP=Dictionary(N=look),
        )
        opened.pages[0].Annots = Array([opened.make_indirect(shown)])

    cut = cut_out(changed(file([PAGE]), stamp), 200.0, 120.0)
    assert tuple(cut[(120 - 70) * 2, 240]) == (0, 153, 0)


def form(opened: Pdf, drawn: bytes | None, value: str, marks: int = 4) -> None:
    """A field with a text, which other programs are asked to draw."""
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        Rect=Array([100, 50, 140, 90]),
        F=marks,
        Parent=opened.make_indirect(Dictionary(FT=Name.Tx, T=String("phone"), V=String(value))),
    )
    if drawn is not None:
        look = opened.make_stream(drawn)
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 40, 40])
        field.AP = Dictionary(N=look)
    field.Parent.Kids = Array([opened.make_indirect(field)])
    opened.pages[0].Annots = field.Parent.Kids
    opened.Root.AcroForm = Dictionary(Fields=Array([field.Parent]), NeedAppearances=True)


def test_a_field_is_printed_as_it_is_drawn() -> None:
    data = changed(file([PAGE]), lambda opened: form(opened, b"0 0.6 0 rg 0 0 40 40 re f BT (1) Tj ET", "1"))
    expected = file([PAGE + b"0 0.6 0 rg 100 50 40 40 re f\n"])
    same(cut_out(data, 200.0, 120.0), pixels(expected, 0, 2.0))


@pytest.mark.parametrize("drawn", [None, b"/Tx BMC EMC"])
def test_what_was_filled_in_and_is_not_drawn_is_told(drawn: bytes | None) -> None:
    data = changed(file([PAGE]), lambda opened: form(opened, drawn, "202-555-0142"))
    found, findings = tried(plan("letter", duplex="none"), data)
    assert found is None
    assert [one.code for one in findings] == ["impose-fields"]
    assert "“202-555-0142”" in next(iter(findings)).message


@pytest.mark.parametrize(("value", "marks"), [("", 4), (" ", 4), ("hidden", 6), ("on the screen", 0)])
def test_fields_that_print_nothing_stand_in_nobodys_way(value: str, marks: int) -> None:
    data = changed(file([PAGE]), lambda opened: form(opened, b"/Tx BMC EMC", value, marks))
    same(cut_out(data, 200.0, 120.0), pixels(file([PAGE]), 0, 2.0))


def test_layers_that_are_hidden_stay_hidden() -> None:
    def hide(opened: Pdf) -> None:
        group = opened.make_indirect(Dictionary(Type=Name.OCG, Name=String("notes")))
        opened.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
        opened.pages[0].Resources = Dictionary(Properties=Dictionary(L=group))
        opened.pages[0].Contents = opened.make_stream(b"/OC /L BDC 0 0 0 rg 0 0 200 120 re f EMC " + PAGE)

    same(cut_out(changed(file([PAGE]), hide), 200.0, 120.0), pixels(file([PAGE]), 0, 2.0))


def test_a_page_that_lies_is_turned_and_told() -> None:
    data = file([PAGE, PAGE])
    with_portrait = changed(data, lambda opened: opened.pages[1].obj.__setitem__("/MediaBox", Array([0, 0, 120, 200])))
    found, findings = tried(plan(duplex="none", order="in-turn"), with_portrait)
    assert found is not None
    assert [each.code for each in findings] == ["impose-mixed-sizes"]
    assert found.grid.cell == (200.0, 120.0)


def test_pages_of_several_sizes_stand_in_the_middle() -> None:
    small = file([PAGE], (0, 0, 100, 60))
    found, findings = tried(plan(duplex="none", order="in-turn", turned="never"), file([PAGE]), small)
    assert found is not None
    assert [each.code for each in findings] == ["impose-mixed-sizes"]
    second, cell = placed(found.data)[0][1], found.grid.at(1, 0)
    area = second.area()
    assert abs((area[0] + area[2]) / 2 - (cell.left + cell.right) / 2) < 0.01


def test_a_plan_for_another_size_is_refused() -> None:
    wanted = plan(trim=size(100, 60))
    found, findings = tried(wanted, file([PAGE]))
    assert found is None
    assert [each.code for each in findings] == ["impose-wrong-size"]
    assert "70.6 x 42.3 mm" in str(next(iter(findings)))


@pytest.mark.parametrize(
    "save",
    [
        {"encryption": Encryption(owner="o", user="u")},
        {"encryption": Encryption(owner="o", user="", allow=Permissions(modify_assembly=False))},
    ],
)
def test_what_is_locked_is_left_alone(save: dict[str, Any]) -> None:
    found, findings = tried(plan(), changed(file([PAGE]), lambda opened: None, **save))
    assert found is None
    assert [each.code for each in findings] == ["impose-locked"]


def test_what_is_damaged_is_mended_and_told() -> None:
    data = file([PAGE]).replace(b"startxref", b"startxxxx")
    found, findings = tried(plan(), data)
    assert found is not None
    assert [each.code for each in findings] == ["impose-repaired"]


def test_what_is_read_from_the_right_is_known() -> None:
    """By the tags, or by how pages are shown side by side; folds are mirrored then."""
    english, arabic = (pdf(Asked("overdose", lang=lang)) for lang in ("en", "ar"))

    def turn(opened: Pdf) -> None:
        opened.Root.ViewerPreferences.Direction = Name.R2L

    sources = [read_source("x", data, Findings()) for data in (english, arabic, changed(english, turn))]
    assert [source is not None and source.rtl for source in sources] == [False, True, True]


def refused(data: bytes, code: str = "impose-unreadable") -> None:
    since = time.monotonic()
    found, findings = tried(plan("a3"), data)
    assert time.monotonic() - since < SECONDS
    assert found is None
    assert code in [each.code for each in findings], list(map(str, findings))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04" + bytes(200), b"%PDF-1.7\n" + bytes(5000)])
def test_what_is_no_pdf(data: bytes) -> None:
    refused(data)


def test_a_page_without_a_size() -> None:
    def sized(media: Any) -> bytes:
        return changed(file([PAGE]), lambda opened: opened.pages[0].obj.__setitem__("/MediaBox", media))

    for media in (Array([0, 0, 0, 100]), Array([0, 0, 99999, 10])):
        refused(sized(media), "impose-page-size")
    # here readers take Letter paper, which is a guess
    for media in (Array([0, 0]), Name.X):
        found, findings = tried(plan("a3"), sized(media))
        assert found is not None
        assert [each.code for each in findings] == ["impose-repaired"]


def test_content_that_is_cut_short() -> None:
    def cut(opened: Pdf) -> None:
        packed = zlib.compress(PAGE * 50)
        stream = pikepdf.Stream(opened, b"")
        stream.write(packed[: len(packed) // 2], filter=Name.FlateDecode)
        opened.pages[0].Contents = opened.make_indirect(stream)

    refused(changed(file([PAGE]), cut))


def test_content_that_fills_the_memory() -> None:
    def blow(opened: Pdf, packings: int) -> None:
        data, filters = zlib.compress(bytes(70_000_000), 1), [Name.FlateDecode]
        for _ in range(packings):
            data, filters = zlib.compress(data, 9), [Name.FlateDecode, *filters]
        stream = pikepdf.Stream(opened, b"")
        stream.write(data, filter=Array(filters))
        opened.pages[0].Contents = opened.make_indirect(stream)

    for packings in (0, 1):
        refused(changed(file([PAGE]), lambda opened, packings=packings: blow(opened, packings)))


def test_objects_that_lead_to_one_another_without_end() -> None:
    """Copied one inside the other they would overrun the stack."""

    def chain(opened: Pdf) -> None:
        inner = opened.make_indirect(Dictionary(A=1))
        for _ in range(60_000):
            inner = opened.make_indirect(Dictionary(K=inner))
        opened.pages[0].Resources = Dictionary(ExtGState=Dictionary(X=inner))

    refused(changed(file([PAGE]), chain))


def test_very_many_objects() -> None:
    refused(file([PAGE]).replace(b"/Size 5", b"/Size 9000000"))


def test_a_blank_page_without_resources() -> None:
    def blank(opened: Pdf) -> None:
        del opened.pages[0].obj.Resources
        del opened.pages[0].obj.Contents

    assert boxes(made(plan(), changed(file([PAGE]), blank)).data)


def test_a_form_that_draws_itself() -> None:
    def knot(opened: Pdf) -> None:
        form = opened.make_stream(b"/F Do")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 120])
        form.Resources = Dictionary(XObject=Dictionary(F=form))
        opened.pages[0].Resources = Dictionary(XObject=Dictionary(F=form))

    assert len(boxes(made(plan(), changed(file([PAGE]), knot)).data)) == 1


def test_too_many_pages_and_too_many_sheets() -> None:
    refused(file([b""] * 1001), "impose-too-many")
    found, findings = tried(plan(order="stack"), file([PAGE]), copies=[10_000_000])
    assert found is None
    assert [each.code for each in findings] == ["impose-too-many"]


def test_a_page_that_is_not_there() -> None:
    findings = Findings()
    assert read_source("a.pdf", file([PAGE]), findings, [2]) is None
    assert [each.code for each in findings] == ["usage"]


def test_files_for_other_presses_are_told() -> None:
    def coated(opened: Pdf) -> None:
        profile = opened.make_stream(b"coated", N=4)
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFX,
            OutputConditionIdentifier=String("coated"),
            DestOutputProfile=profile,
        )
        opened.Root.OutputIntents = Array([intent])

    pressed = changed(file([PAGE]), coated)
    found, findings = tried(plan(order="in-turn"), pressed, file([PAGE]))
    assert found is not None
    assert [each.code for each in findings] == ["impose-colours"]
    with pikepdf.open(BytesIO(made(plan(), pressed).data)) as opened:
        assert opened.Root.OutputIntents[0].OutputConditionIdentifier == "coated"


def small() -> bytes:
    """A sheet with every object and stream readable, so that changes of bytes reach all of it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf(Asked("overdose", layout="wallet-card")))) as opened:
        opened.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


@pytest.fixture(scope="module")
def plain() -> bytes:
    return small()


@pytest.mark.parametrize("seed", range(60))
def test_bytes_changed_at_random(seed: int, plain: bytes) -> None:
    dice, data = Random(seed), bytearray(plain)
    for _ in range(dice.choice((1, 5, 40))):
        data[dice.randrange(len(data))] = dice.choice(b"0123456789-/<>[]()RT \n\x00\xff")
    judged(bytes(data))


VALUES = [Array(), Dictionary(), Name.X, String("x"), -1, 10**9, Array([0, 0, -5, 1e30]), True]


@pytest.mark.parametrize("seed", range(60))
def test_values_of_another_kind(seed: int, plain: bytes) -> None:
    """Entries of pages and of what they draw with hold something else than they should."""
    dice = Random(seed)

    def spoil(opened: Pdf) -> None:
        page = opened.pages[dice.randrange(2)].obj
        holders = [page, page, page.Resources, opened.Root, opened.Root.Pages, opened.Root.ViewerPreferences]
        for _ in range(dice.randint(1, 3)):
            holder = dice.choice(holders)
            keys = sorted(holder.keys())
            value = dice.choice(VALUES)
            holder[dice.choice(keys)] = value

    try:
        data = changed(plain, spoil)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return  # so broken that it cannot even be saved
    judged(data)


def judged(data: bytes) -> None:
    since = time.monotonic()
    found, findings = tried(plan("a3", marks="cut", margin=17.0), data)
    assert (found is None) == (not findings.ok)
    if found is not None:
        assert boxes(found.data)
    assert time.monotonic() - since < SECONDS
