"""The file: objects in streams, boxes, metadata, output intent, the same bytes every time."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from conftest import Needs
from pdf_reading import opened, pixels
from pdf_sheets import Board, cluster, line, page_of, paragraphs
from PIL import Image, ImageCms

from builder.model.sheet import Box, Page, Picture, Sheet, Words
from builder.model.source import Colour
from builder.pdf import paint
from builder.pdf.profile import srgb_profile
from builder.pdf.stream import Packed

ENGLISH = "Stay with them. Call for help now."
XML = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


def on_paper(bleed: float = 0.0) -> Sheet:
    """A card of 100 by 60 on a larger paper, off the middle."""
    page = Page(300.0, 200.0, Box(40.0, 30.0, 100.0, 60.0), (), bleed=bleed)
    return Board().sheet(pages=(page,))


def boxes(sheet: Sheet, finish: str = "office") -> dict[str, list[float]]:
    pdf = opened(paint(sheet, finish=finish))  # type: ignore[arg-type]
    page = pdf.pages[0].obj
    return {key[1:]: [float(side) for side in page[key]] for key in page.keys() if key.endswith("Box")}  # noqa: SIM118


class TestSerialisation:
    def test_qpdf_finds_nothing_wrong(self, needs: Needs, tmp_path: Path) -> None:
        file = tmp_path / "sheet.pdf"
        file.write_bytes(paint(paragraphs(ENGLISH)))
        done = subprocess.run([needs("qpdf", "qpdf"), "--check", file], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr + done.stdout

    def test_objects_are_in_a_stream_and_the_cross_reference_too(self) -> None:
        data = paint(paragraphs(ENGLISH))
        pdf = opened(data)
        kinds = [thing.get("/Type") for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        assert kinds.count(pikepdf.Name.ObjStm) == 1
        assert b"\ntrailer" not in data
        # Only streams stand by themselves, and there are few of those.
        outside = re.findall(rb"\n(\d+) 0 obj\n(<<.*?>>)\n(\w+)", data, re.S)
        assert outside
        assert {word for _, _, word in outside} == {b"stream"}

    def test_every_stream_ends_on_a_new_line(self) -> None:
        data = paint(paragraphs(ENGLISH))
        ends = [hit.start() for hit in re.finditer(rb"endstream\nendobj\n", data)]
        lengths = [(hit.end(), int(hit[1])) for hit in re.finditer(rb"/Length (\d+)[^>]*>>\nstream\n", data)]
        assert len(ends) == len(lengths) > 4
        for end, (start, length) in zip(ends, lengths, strict=True):
            assert start + length + 2 == end  # ISO 19005-2, 6.1.7.1
            assert data[end - 2 : end] == b"\r\n"

    @pytest.mark.parametrize("last", [b"\r", b"\n", b"\r\n", b"x"])
    def test_who_counts_back_finds_every_byte(self, last: bytes) -> None:
        """Programs that check Length take one end of line off, and CR LF is one."""
        written = bytes(Packed("", b"data" + last))
        opening, _, rest = written.partition(b"stream\n")
        body = re.sub(rb"(?:\r\n|\r|\n)endstream$", b"", rest)
        assert body == b"data" + last
        assert b"/Length %d>>" % len(body) in opening

    def test_metadata_can_be_searched_for(self) -> None:
        assert b"<pdfuaid:part>1</pdfuaid:part>" in paint(paragraphs(ENGLISH))

    def test_header_marks_a_binary_file(self) -> None:
        data = paint(paragraphs(ENGLISH))
        assert data.startswith(b"%PDF-1.7\n%")
        assert all(byte > 127 for byte in data[10:14])

    def test_nothing_is_shown_in_a_font_that_is_not_embedded(self) -> None:
        pdf = opened(paint(paragraphs(ENGLISH)))
        fonts = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
        ]
        assert {str(font.Subtype) for font in fonts} == {"/Type0", "/CIDFontType2"}
        assert b"Helvetica" not in b"".join(page.Contents.read_bytes() for page in pdf.pages)

    def test_small(self) -> None:
        assert len(paint(paragraphs(ENGLISH))) < 6000


class TestSameBytes:
    def test_twice_in_one_process(self) -> None:
        sheet = paragraphs(ENGLISH)
        assert paint(sheet) == paint(sheet)

    @pytest.mark.parametrize("seed", ["1", "2"])
    def test_in_another_process_with_another_hash_seed(self, seed: str) -> None:
        program = (
            "import sys; from pdf_sheets import paragraphs; from builder.pdf import paint; from hashlib import sha256;"
            f"print(sha256(paint(paragraphs({ENGLISH!r}))).hexdigest())"
        )
        here = Path(__file__).parent
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}{os.pathsep}{here.parent}"}
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True
        )
        from hashlib import sha256

        assert done.stdout.strip() == sha256(paint(paragraphs(ENGLISH))).hexdigest()

    def test_the_fingerprint_follows_the_content(self) -> None:
        files = [opened(paint(paragraphs(text))) for text in (ENGLISH, "Another text.")]
        (one, again), (two, _) = ([bytes(part) for part in file.trailer.ID] for file in files)
        assert one == again
        assert len(one) == 16
        assert one != two


class TestBoxes:
    def test_trim_from_the_top_left(self) -> None:
        assert boxes(on_paper()) == {
            "MediaBox": [0, 0, 300, 200],
            "CropBox": [0, 0, 300, 200],
            "TrimBox": [40, 110, 140, 170],
        }

    def test_trim_is_mirrored(self) -> None:
        assert boxes(replace(on_paper(), rtl=True))["TrimBox"] == [160, 110, 260, 170]

    def test_press_has_a_bleed_of_three_millimetres(self) -> None:
        assert boxes(on_paper(), "press")["BleedBox"] == pytest.approx([31.496, 101.496, 148.504, 178.504])

    def test_bleed_of_the_page(self) -> None:
        assert boxes(on_paper(bleed=5.0), "press")["BleedBox"] == [35, 105, 145, 175]

    def test_bleed_stays_on_the_paper(self) -> None:
        sheet = Board().sheet(pages=(Page(100.0, 60.0, Box(0.0, 0.0, 100.0, 60.0), ()),))
        assert boxes(sheet, "press")["BleedBox"] == [0, 0, 100, 60]


class TestCatalogue:
    def test_what_viewers_and_printers_are_told(self) -> None:
        pdf = opened(paint(paragraphs(ENGLISH)))
        root = pdf.Root
        preferences = root.ViewerPreferences
        assert preferences.DisplayDocTitle is True
        assert preferences.PrintScaling == "/None"
        assert preferences.Duplex == "/DuplexFlipShortEdge"
        assert "/Direction" not in preferences
        assert root.MarkInfo.Marked is True
        assert str(root.Lang) == "en"

    @pytest.mark.parametrize(("flip", "said"), [("none", "/Simplex"), ("long-edge", "/DuplexFlipLongEdge")])
    def test_duplex(self, flip: str, said: str) -> None:
        sheet = replace(paragraphs(ENGLISH), duplex=flip)  # type: ignore[arg-type]
        pdf = opened(paint(sheet))
        assert said == pdf.Root.ViewerPreferences.Duplex

    def test_right_to_left_is_said_by_tags_alone(self) -> None:
        """PDFium turns every line of a file around whose preferences say so."""
        pdf = opened(paint(paragraphs("سلام", language="ar", rtl=True)))
        assert "/Direction" not in pdf.Root.ViewerPreferences
        document = pdf.Root.StructTreeRoot.K
        assert document.S == "/Document"
        assert (document.A.O, document.A.WritingMode) == ("/Layout", "/RlTb")
        assert "/A" not in opened(paint(paragraphs(ENGLISH))).Root.StructTreeRoot.K


class TestMetadata:
    def packet(self, sheet: Sheet) -> ET.Element:
        pdf = opened(paint(sheet))
        return ET.fromstring(pdf.Root.Metadata.read_bytes().decode())

    def test_title_and_description_in_the_sheets_language(self) -> None:
        sheet = replace(paragraphs(ENGLISH), title="A & <B>", description="“Why”", language="es")
        packet = self.packet(sheet)
        for term, text in (("title", "A & <B>"), ("description", "“Why”")):
            entries = packet.findall(f".//dc:{term}/rdf:Alt/rdf:li", XML)
            tags = [entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in entries]
            assert tags == ["x-default", "es"]
            assert [entry.text for entry in entries] == [text, text]
        assert [entry.text for entry in packet.findall(".//dc:language/rdf:Bag/rdf:li", XML)] == ["es"]

    def test_conformance_is_claimed(self) -> None:
        packet = self.packet(paragraphs(ENGLISH))
        claims = {
            tag: packet.findtext(f".//{tag}", None, XML)
            for tag in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
        }
        assert claims == {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}

    def test_no_date_of_its_own(self) -> None:
        data = paint(paragraphs(ENGLISH))
        assert self.packet(paragraphs(ENGLISH)).find(".//xmp:CreateDate", XML) is None
        pdf = opened(data)
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {"/Title": "A sheet"}

    def test_the_sheets_date_and_no_other(self) -> None:
        sheet = replace(paragraphs(ENGLISH), date="2025-03-01")
        packet = self.packet(sheet)
        assert packet.findtext(".//xmp:CreateDate", None, XML) == "2025-03-01"
        assert packet.findtext(".//xmp:ModifyDate", None, XML) == "2025-03-01"
        pdf = opened(paint(sheet))
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert info == {"/Title": "A sheet", "/CreationDate": "D:20250301", "/ModDate": "D:20250301"}

    @pytest.mark.parametrize("word", [b"ReportLab", b"Producer", b"Author", b"anonymous", b"Creator"])
    def test_nobody_is_named(self, word: bytes) -> None:
        pdf = opened(paint(paragraphs(ENGLISH)))
        plain = BytesIO()
        pdf.save(
            plain, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False, deterministic_id=True
        )
        assert word not in plain.getvalue()


class TestColour:
    def test_output_intent_is_srgb(self) -> None:
        pdf = opened(paint(paragraphs(ENGLISH)))
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3
        assert intent.DestOutputProfile.read_bytes() == srgb_profile()

    def test_profile_is_opened_by_a_colour_engine(self) -> None:
        profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
        assert profile.profile.version == pytest.approx(2.1)
        assert profile.profile.device_class == "mntr"
        assert (profile.profile.xcolor_space, profile.profile.connection_space) == ("RGB ", "XYZ ")
        assert len(srgb_profile()) < 640

    def test_profile_changes_no_colour(self) -> None:
        ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
        change = ImageCms.buildTransform(
            ours, ImageCms.createProfile("sRGB"), "RGB", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
        colours = [(level, 255 - level, (level * 7) % 256) for level in range(256)]
        image = Image.new("RGB", (256, 1))
        image.putdata(colours)
        after = ImageCms.applyTransform(image, change)
        changed = [after.getpixel((at, 0)) for at in range(256)]
        furthest = max(
            abs(a - b) for one, two in zip(colours, changed, strict=True) for a, b in zip(one, two, strict=True)
        )
        assert furthest <= 1


class TestPictures:
    def png(self, image: Image.Image) -> bytes:
        file = BytesIO()
        image.save(file, "PNG")
        return file.getvalue()

    def test_grey_stays_grey_and_is_written_once(self) -> None:
        png = self.png(Image.new("L", (2, 2), 0))
        item = Picture(Box(4.0, 4.0, 8.0, 8.0), png, -1)
        data = paint(page_of(item, replace(item, box=Box(14.0, 4.0, 4.0, 4.0))))
        pdf = opened(data)
        images = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert [str(image.ColorSpace) for image in images] == ["/DeviceGray"]
        page = pixels(data)
        assert [page.getpixel(place) for place in ((2, 2), (8, 8), (16, 6), (16, 12))] == [255, 0, 0, 255]

    def test_transparency_shows_what_is_below(self) -> None:
        image = Image.new("RGBA", (2, 1), (0, 0, 0, 255))
        image.putpixel((0, 0), (0, 0, 0, 0))
        data = paint(page_of(Picture(Box(0.0, 0.0, 24.0, 24.0), self.png(image), -1)))
        assert [pixels(data).getpixel(place) for place in ((3, 12), (20, 12))] == [255, 0]

    @pytest.mark.parametrize("clear", [None, 65_535])
    def test_grey_of_sixteen_bits_is_no_lighter(self, clear: int | None) -> None:
        image = Image.new("I;16", (2, 1))
        for at, grey in enumerate((0x4040, 0x8080)):
            image.putpixel((at, 0), grey)
        file = BytesIO()
        image.save(file, "PNG", **({} if clear is None else {"transparency": clear}))
        data = paint(page_of(Picture(Box(0.0, 0.0, 24.0, 24.0), file.getvalue(), -1)))
        assert [pixels(data).getpixel(place) for place in ((3, 12), (20, 12))] == [0x40, 0x80]

    def test_what_is_clear_in_grey_of_sixteen_bits_is_paper(self) -> None:
        image = Image.new("I;16", (2, 1))
        image.putpixel((1, 0), 0x8080)
        file = BytesIO()
        image.save(file, "PNG", transparency=0)
        data = paint(page_of(Picture(Box(0.0, 0.0, 24.0, 24.0), file.getvalue(), -1)))
        assert [pixels(data).getpixel(place) for place in ((3, 12), (20, 12))] == [255, 0x80]


def test_two_sides_keep_their_own_state() -> None:
    words = Words(Box(2.0, 2.0, 10.0, 10.0), 12.0, line(cluster("a", 2)), 10.0, Colour("#000000"), -1)
    page = page_of(words).pages[0]
    data = paint(page_of(words, pages=(page, page)))
    assert pixels(data, 0).tobytes() == pixels(data, 1).tobytes()
    assert pixels(data, 1).getextrema() == (0, 255)
