"""Colours as inks: what is written, what it is worked out from, and what the file says of it."""

from __future__ import annotations

import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from composed import Asked, inks, pdf, starter
from PIL import Image, ImageCms

from builder.diagnostics import Findings
from builder.inks import BadSpot, check_inks, inks_for, read_spot
from builder.load import Library
from builder.load.press import load_press
from builder.model.inks import Inks, Mix, Press, Spot
from builder.model.source import Colour
from builder.model.theme import Theme
from builder.pdf.colour import REGISTRATION
from builder.pdf.separation import Separated

ROOT = Path(__file__).parents[1]
FOUR = Asked("overdose", finish="press", colour="cmyk")
ONE = Asked("overdose", finish="press", colour="cmyk", theme="mono")
FIVE = Asked("overdose", finish="press", colour="cmyk", spot="PANTONE 3165 C=100,20,30,45")

# A colour operator with its operands
COLOURED = re.compile(rb"((?:[\d.]+ )+)(rg|RG|g|G|k|K|scn|SCN)\b")


def press() -> Press:
    found = load_press(starter(), Findings())
    assert found is not None
    return found


def operands(data: bytes) -> set[tuple[str, tuple[float, ...]]]:
    """Every colour that the pages are painted with."""
    with pikepdf.open(BytesIO(data)) as opened:
        content = b"\n".join([page.Contents.read_bytes() for page in opened.pages])
    found = COLOURED.findall(content)
    assert len(found) > 20
    return {(operator.decode(), tuple(map(float, values.split()))) for values, operator in found}


def mixed(colour: str, on: Inks | None = None) -> tuple[float, ...]:
    """The parts of the inks that a colour is filled with."""
    given = on or Inks(press(), {}, {})
    *parts, operator = Separated(given).fill(Colour(colour)).split()
    assert operator == "k"
    return tuple(map(float, parts))


class TestProfile:
    def test_it_is_the_one_that_the_licence_is_for(self) -> None:
        data = (ROOT / "layouts/press/ISOcoated_v2_300_bas.icc").read_bytes()
        assert sha256(data).hexdigest() == "b424c77f40c3423c925536f8ae08634985ccd0fe80eb253d5d229197ded7e886"
        assert "zlib" in (ROOT / "layouts/press/ISOcoated_v2_300_bas-zlib.txt").read_text(encoding="utf-8")

    def test_it_is_a_press_s(self) -> None:
        profile = ImageCms.ImageCmsProfile(BytesIO(press().profile))
        assert profile.profile.xcolor_space.strip() == "CMYK"
        assert press().condition == "FOGRA39"

    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ("profile: none.icc", "there is no layouts/press/none.icc"),
            ("profile: ../fonts/fonts.yaml", "there is no layouts/press/"),
            ("profile: own.icc", "own.icc is no ICC profile of a press with four inks"),
        ],
    )
    def test_a_project_s_own_is_looked_at(self, tmp_path: Path, written: str, told: str) -> None:
        folder = tmp_path / "layouts/press"
        folder.mkdir(parents=True)
        (folder / "own.icc").write_bytes(b"\0" * 200)
        (folder / "default.yaml").write_text(f"id: default\nname: Ours\ncondition: OURS\n{written}\n", encoding="utf-8")
        findings = Findings()
        assert load_press(Library((tmp_path, *starter().roots)), findings) is None
        (found,) = findings
        assert found.code == "bad-profile"
        assert told in found.message


class TestMixes:
    @pytest.mark.parametrize(
        ("colour", "expected"),
        [
            ("#000000", (0, 0, 0, 1)),
            ("#ffffff", (0, 0, 0, 0)),
            ("#14181f", (0, 0, 0, 1)),  # so near to black that it is printed solid
            ("#808080", (0, 0, 0, 0.5)),
            ("#4c5560", (0, 0, 0, 0.67)),
            ("#00ffff", (1, 0, 0, 0)),
            ("#ff00ff", (0, 1, 0, 0)),
            ("#ffff00", (0, 0, 1, 0)),
        ],
    )
    def test_black_and_grey_are_black_alone_and_inks_are_themselves(self, colour: str, expected: Mix) -> None:
        assert mixed(colour) == expected

    def test_other_colours_look_as_they_are_on_a_screen(self) -> None:
        profile = ImageCms.ImageCmsProfile(BytesIO(press().profile))
        back = ImageCms.buildTransform(
            profile, ImageCms.createProfile("sRGB"), "CMYK", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC, 0x2000
        )
        for colour in ("#0a4f5c", "#b3261e", "#ffb81c", "#7fb4bd", "#e9f4f4", "#336699", "#2a7a3b"):
            parts = mixed(colour)
            inked = Image.frombytes("CMYK", (1, 1), bytes([round(part * 255) for part in parts]))
            shown = ImageCms.applyTransform(inked, back)
            assert shown is not None
            wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
            assert max(abs(a - b) for a, b in zip(shown.getpixel((0, 0)), wanted, strict=True)) <= 12, colour
            assert sum(parts) < 3

    def test_no_colour_takes_more_ink_than_the_paper(self) -> None:
        steps = range(0, 256, 51)
        sums = [sum(mixed(f"#{red:02x}{green:02x}{blue:02x}")) for red in steps for green in steps for blue in steps]
        assert len(sums) == 216
        assert max(sums) <= 3

    def test_the_theme_decides_where_it_says(self) -> None:
        given = Inks(press(), {Colour("#0a4f5c"): (0.9, 0.0, 0.25, 0.65)}, {})
        assert mixed("#0a4f5c", given) == (0.9, 0, 0.25, 0.65)

    def test_one_plate_holds_everything(self) -> None:
        given = Inks(press(), {Colour("#b3261e"): (0.0, 0.9, 0.9, 0.2)}, {}, black_alone=True)
        *others, black = mixed("#b3261e", given)
        assert others == [0, 0, 0]
        assert 0.6 < black < 0.8
        assert Separated(given).stroke(REGISTRATION) == "0 0 0 1 K"

    def test_a_spot_ink_takes_the_colours_that_it_prints(self) -> None:
        given = Inks(press(), {}, {Colour("#0a4f5c"): 1.0, Colour("#cfe5e8"): 0.2}, Spot("Deep", (1, 0, 0, 0.5)))
        made = Separated(given)
        assert made.fill(Colour("#0a4f5c")) == "/Spot cs 1 scn"
        assert made.stroke(Colour("#cfe5e8")) == "/Spot CS .2 SCN"
        assert made.stroke(REGISTRATION) == "/All CS 1 SCN"


class TestOverprint:
    def test_black_text_is_printed_over_and_nothing_else(self) -> None:
        made = Separated(Inks(press(), {}, {Colour("#111111"): 1.0}, Spot("Deep", (1, 0, 0, 0.5))))
        assert made.laid(Colour("#000000"), True) == "/Over gs"
        assert made.laid(Colour("#000000"), False) == "/Apart gs"
        # white that is printed over a colour is not there at all
        for other in ("#ffffff", "#0a4f5c", "#808080", "#111111"):
            assert made.laid(Colour(other), True) == "/Apart gs"


class TestPictures:
    def test_colours_become_four_inks(self) -> None:
        image = opened_image(Image.new("RGB", (4, 2), "#0a4f5c"))
        assert image.ColorSpace == "/DeviceCMYK"
        assert len(image.read_bytes()) == 4 * 2 * 4

    def test_grey_is_black_alone(self) -> None:
        image = opened_image(Image.new("RGB", (40, 20), "#777777"))
        assert image.ColorSpace == "/DeviceGray"
        assert set(image.read_bytes()) == {0x77}

    def test_one_plate_makes_it_grey(self) -> None:
        assert opened_image(Image.new("RGB", (4, 2), "#0a4f5c"), black_alone=True).ColorSpace == "/DeviceGray"

    def test_the_paper_stays_white_and_holds_the_ink(self) -> None:
        ramp = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn) for turn in (0, 90, 180)])
        data = opened_image(ramp).read_bytes()
        assert max(sum(data[at : at + 4]) for at in range(0, len(data), 4)) <= 3 * 255
        assert set(opened_image(Image.new("RGBA", (40, 20), (0, 0, 0, 0))).read_bytes()) == {255}


def opened_image(image: Image.Image, *, black_alone: bool = False) -> pikepdf.Stream:
    png = BytesIO()
    image.save(png, "PNG")
    packed = Separated(Inks(press(), {}, {}, black_alone=black_alone)).picture(png.getvalue(), False)
    held = pikepdf.new()
    made = held.make_stream(packed.data)
    made.Filter = pikepdf.Name.FlateDecode
    space = re.search(r"/ColorSpace(/\w+)", packed.entries)
    assert space is not None
    made.ColorSpace = pikepdf.Name(space[1])
    KEPT.append(held)
    return made


KEPT: list[pikepdf.Pdf] = []
"""What streams are read from lives as long as they."""


class TestFile:
    @pytest.mark.parametrize("asked", [FOUR, FIVE, Asked("overdose", "ar", "a4-sheet", "calm", "press", colour="cmyk")])
    def test_nothing_is_red_green_or_blue(self, asked: Asked) -> None:
        painted = operands(pdf(asked))
        assert {operator for operator, _ in painted} <= {"k", "K", "scn", "SCN"}
        assert ("k", (0, 0, 0, 1)) in painted
        assert max(sum(parts) for _, parts in painted) <= 3

    def test_one_colour_is_one_plate(self) -> None:
        assert {parts[:3] for _, parts in operands(pdf(ONE))} == {(0, 0, 0)}

    def test_a_spot_colour_is_an_ink_of_its_own(self) -> None:
        with pikepdf.open(BytesIO(pdf(FIVE))) as opened:
            space = opened.pages[0].Resources.ColorSpace.Spot
            assert pikepdf.Array(list(space)[:3]) == pikepdf.Array(
                [pikepdf.Name.Separation, pikepdf.Name("/PANTONE 3165 C"), pikepdf.Name.DeviceCMYK]
            )
            assert [float(part) for part in space[3].C1] == [1, 0.2, 0.3, 0.45]
        assert ("scn", (1,)) in operands(pdf(FIVE))
        assert ("scn", (0.1,)) in operands(pdf(FIVE))

    def test_it_says_for_which_press_it_is(self) -> None:
        with pikepdf.open(BytesIO(pdf(FOUR))) as opened:
            shop, archive = opened.Root.OutputIntents
            assert (archive.S, shop.S) == ("/GTS_PDFA1", "/GTS_PDFX")
            for intent in (archive, shop):
                assert intent.OutputConditionIdentifier == "FOGRA39"
                assert intent.RegistryName == "http://www.color.org"
            # ISO 19005-2, 6.2.3: one profile for both
            assert archive.DestOutputProfile.objgen == shop.DestOutputProfile.objgen
            assert shop.DestOutputProfile.N == 4
            assert shop.DestOutputProfile.read_bytes() == press().profile
            assert opened.docinfo.Trapped == "/False"

    def test_it_claims_nothing_that_nobody_can_check(self) -> None:
        with pikepdf.open(BytesIO(pdf(FOUR))) as opened:
            packet = opened.Root.Metadata.read_bytes()
        assert b"pdfx" not in packet
        assert b"<pdfaid:part>2</pdfaid:part>" in packet
        assert all(b"/GTS_PDFXVersion" not in part for part in (packet, pdf(FOUR)))

    def test_the_same_sheet_gives_the_same_bytes(self) -> None:
        from composed import sheet

        from builder.pdf import paint

        assert paint(sheet(FOUR), finish="press", inks=inks(FOUR)) == pdf(FOUR)

    def test_other_finishes_are_as_ever(self) -> None:
        assert {"g", "rg"} <= {operator for operator, _ in operands(pdf(Asked("overdose", finish="press")))}


class TestThemes:
    def theme(self, **fields: object) -> Theme:
        colours = {"ink": Colour("#000000"), "deep": Colour("#0a4f5c")}
        return Theme(id="ours", name="Ours", colours=colours, **fields)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "fields",
        [
            {"inks": {"deep": (90.0, 80.0, 80.0, 70.0)}},
            {"inks": {"deep": (101.0, 0.0, 0.0, 0.0)}},
            {"inks": {"depe": (1.0, 0.0, 0.0, 0.0)}},
            {"spot": {"deep": 120.0}},
            {"spot": {"dep": 20.0}},
        ],
    )
    def test_what_cannot_be_printed_is_told(self, fields: dict[str, object]) -> None:
        findings = Findings()
        assert not check_inks(self.theme(**fields), press(), findings)
        assert {found.code for found in findings} == {"bad-ink"}

    def test_a_spot_ink_needs_a_colour_to_print(self) -> None:
        findings = Findings()
        assert inks_for(self.theme(), starter(), read_spot("Deep=1,2,3,4"), findings) is None
        assert [found.code for found in findings] == ["no-spot"]

    def test_the_starter_s_can_be_printed(self) -> None:
        for id in starter().themes():
            theme = starter().theme(id, Findings())
            assert theme is not None
            findings = Findings()
            assert check_inks(theme, press(), findings), list(map(str, findings))
            assert theme.inks or theme.plates == "black", f"{id}: all colours are guessed"


class TestSpot:
    def test_it_is_written_as_it_is_read(self) -> None:
        assert str(read_spot(" PANTONE 3165 C=100,20,30,45")) == "PANTONE 3165 C=100,20,30,45"
        assert read_spot("Deep=0,0,0,100").like == (0, 0, 0, 1)
        assert read_spot("PANTONE 3165 C=100,20,30,45").slug == "pantone-3165-c"

    @pytest.mark.parametrize(
        "written",
        ["", "Deep", "Deep=1,2,3", "Deep=1,2,3,101", "All=1,2,3,4", "Black=0,0,0,9", "=1,2,3,4", "Dé=1,2,3,4"],
    )
    def test_what_is_none_is_refused(self, written: str) -> None:
        with pytest.raises(BadSpot):
            read_spot(written)
