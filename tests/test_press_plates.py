"""A printer's view: the plates as Ghostscript separates them, and the folds as they are marked on a press file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from composed import DAY, Asked, pdf, sheet, starter
from PIL import Image, ImageChops

from builder.build import Job, build
from builder.diagnostics import Findings
from builder.model.inks import Colouring
from builder.model.sheet import Rule, Shape, Words
from builder.verify import read_back

DOTS = 100
INKS = ("Cyan", "Magenta", "Yellow", "Black")
ENGLISH = Asked("overdose", finish="press", colour="cmyk")
ARABIC = Asked("overdose", "ar", finish="press", colour="cmyk")
MONO = Asked("overdose", finish="press", colour="cmyk", theme="mono")
SPOT = Asked("overdose", finish="press", colour="cmyk", spot="PANTONE 3165 C=100,20,30,45")

Pixels = tuple[int, int, int, int]

needs_ghostscript = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript separates the plates")


@cache
def plates(asked: Asked, page: int = 0) -> Mapping[str, Image.Image]:
    """The plates of a page of a sheet."""
    return separated(pdf(asked), page)


def separated(data: bytes, page: int) -> Mapping[str, Image.Image]:
    """The plates of a page by ink; black is where ink is."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.pdf"
        file.write_bytes(data)
        command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DOTS}"]
        only = [f"-dFirstPage={page + 1}", f"-dLastPage={page + 1}", f"-sOutputFile={folder}/p.tif", str(file)]
        subprocess.run([*command, *only], check=True, capture_output=True)
        found = {}
        for path in Path(folder).glob("p(*.tif"):
            found[path.stem[2:-1]] = Image.open(BytesIO(path.read_bytes())).convert("L")
    assert set(found) >= set(INKS)
    return found


def area(asked: Asked, left: float, top: float, width: float, height: float, page: int = 0) -> Pixels:
    """A box on the sheet, from the start edge, in pixels of the plate."""
    whole = sheet(asked)
    x = whole.pages[page].width - left - width if whole.rtl else left
    scale = DOTS / 72
    return round(x * scale), round(top * scale), round((x + width) * scale), round((top + height) * scale)


def inked(plate: Image.Image, box: Pixels) -> float:
    """The part of a box's pixels with any ink."""
    part = plate.crop(box)
    return 1 - part.histogram()[255] / (part.width * part.height)


def black_lines(asked: Asked, page: int = 0) -> list[tuple[Words, Pixels]]:
    """Lines of black text and where they are."""
    items = [each for each in sheet(asked).pages[page].items if isinstance(each, Words) and not each.turned]
    black = [each for each in items if each.colour in ("#14181f", "#000000")]
    boxes = [(each.box.x, each.baseline - each.size * 0.7, each.box.width, each.size * 0.7) for each in black]
    return [(each, area(asked, *box, page)) for each, box in zip(black, boxes, strict=True)]


@needs_ghostscript
@pytest.mark.parametrize("asked", [ENGLISH, ARABIC], ids=str)
@pytest.mark.parametrize("page", [0, 1])
def test_black_text_is_on_the_black_plate_alone(asked: Asked, page: int) -> None:
    found = plates(asked, page)
    lines = black_lines(asked, page)
    assert len(lines) > 15
    for words, box in lines:
        assert inked(found["Black"], box) > 0.03, words.message
        for ink in INKS[:3]:
            # where it stands on a tint, the tint goes on under it: flat, with no letters cut out
            assert len({value for value, count in enumerate(found[ink].crop(box).histogram()) if count}) <= 1, ink


@needs_ghostscript
def test_black_is_printed_over_the_warning_s_yellow() -> None:
    found = plates(ENGLISH)
    on_yellow = [box for _, box in black_lines(ENGLISH) if inked(found["Yellow"], box) == 1]
    assert on_yellow
    assert all(inked(found["Black"], box) > 0.03 for box in on_yellow)


@needs_ghostscript
def test_white_text_is_cut_out_of_every_plate_that_is_under_it() -> None:
    found = plates(ENGLISH)
    white = [each for each in sheet(ENGLISH).pages[0].items if isinstance(each, Words) and each.colour == "#ffffff"]
    assert white
    for words in white:
        box = area(ENGLISH, words.box.x, words.baseline - words.size * 0.7, words.box.width, words.size * 0.7)
        for ink in ("Cyan", "Yellow", "Black"):
            assert found[ink].crop(box).getextrema()[1] > 240, (ink, words.message)


@needs_ghostscript
def test_mono_is_one_plate() -> None:
    for page in (0, 1):
        found = plates(MONO, page)
        assert found["Black"].getextrema() == (0, 255)
        assert [found[ink].getextrema() for ink in INKS[:3]] == [(255, 255)] * 3


@needs_ghostscript
@pytest.mark.parametrize("kind", ["png", "svg"])
@pytest.mark.parametrize(("theme", "colour"), [("mono", "rgb"), ("mono", "cmyk"), ("calm", "cmyk")])
def test_coloured_logos_keep_to_the_plates(tmp_path: Path, kind: str, theme: str, colour: Colouring) -> None:
    """From a build as people ask for it, which reads the file back; in mono there is one plate."""
    Image.new("RGB", (300, 150), "#c2185b").save(tmp_path / "logo.png")
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
        '<path fill="#c2185b" d="M0 0 L10 0 L10 10 Z"/><path fill="#1b7a3b" d="M10 0 L20 0 L20 10 Z"/></svg>'
    )
    file = tmp_path / "services.yaml"
    file.write_text(
        "services:\n  - id: one\n    name: One Clinic\n    address: [1 Example Street]\n"
        f"    phone: 202-555-0143\n    url: https://example.org/one\n    logo: logo.{kind}\n"
    )
    findings = Findings()
    service = starter().services(file, findings)["one"]
    job = Job(
        leaflet="overdose",
        region="us",
        language="en",
        layout="letter-trifold",
        theme=theme,
        stem="x",
        on=DAY,
        finish="press",
        colour=colour,
        service=service,
    )
    built = build(job, starter())
    assert built.data is not None, list(map(str, built.findings))
    found = separated(built.data, 0)
    assert found["Black"].getextrema() == (0, 255)
    used = [ink for ink in INKS[:3] if found[ink].getextrema() != (255, 255)]
    assert used == ([] if theme == "mono" else list(INKS[:3]))


@needs_ghostscript
def test_a_spot_ink_has_a_plate_of_its_own() -> None:
    found = plates(SPOT)
    assert set(found) == {*INKS, "PANTONE 3165 C"}
    trim = sheet(SPOT).pages[0].trim
    cover = area(SPOT, trim.x + trim.width * 0.7, trim.y + 5, trim.width * 0.28, 15)
    assert inked(found["PANTONE 3165 C"], cover) == 1
    assert all(inked(found[ink], cover) == 0 for ink in INKS)


@needs_ghostscript
@pytest.mark.parametrize("asked", [ENGLISH, SPOT], ids=["process", "spot"])
def test_marks_are_on_every_plate(asked: Asked) -> None:
    found = plates(asked)
    marks = [each for each in sheet(asked).pages[0].items if isinstance(each, Rule | Shape) and each.everywhere]
    assert len(marks) > 20
    assert {mark.node for mark in marks} == {-1}, "marks are artifacts"
    bleed = sheet(asked).pages[0].trim
    box = area(asked, bleed.x - 12, bleed.y - 12, bleed.width + 24, bleed.height + 24)
    outside = []
    for name, plate in found.items():
        around = plate.copy()
        around.paste(255, box)
        # below the sheet there are patches, each on the plate of its ink
        around.paste(255, (0, box[3], around.width, around.height))
        assert around.getextrema()[0] < 60, name
        outside.append(around)
    assert all(ImageChops.difference(outside[0], other).getextrema()[1] < 8 for other in outside[1:])


@needs_ghostscript
def test_each_ink_has_a_patch() -> None:
    page = sheet(ENGLISH).pages[0]
    foot = page.trim.y + page.trim.height + 9
    patches = [each for each in page.items if isinstance(each, Shape) and each.box.y > foot and each.fill]
    assert len(patches) == 7
    found = plates(ENGLISH)
    for ink, patch in zip(INKS, patches[:4], strict=True):
        box = area(ENGLISH, patch.box.x + 2, patch.box.y + 2, patch.box.width - 4, patch.box.height - 4)
        assert [each for each in INKS if inked(found[each], box) > 0.5] == [ink]


# From field.md, Print: the panels from the start side, in points; the tucked-in one is the shorter
INCH, MM = 72.0, 72 / 25.4
FOLDED = {
    "letter-trifold": ([3.625 * INCH, 3.6875 * INCH, 3.6875 * INCH], [3.6875 * INCH, 3.6875 * INCH, 3.625 * INCH]),
    "a4-trifold": ([97 * MM, 100 * MM, 100 * MM], [100 * MM, 100 * MM, 97 * MM]),
}


@pytest.mark.parametrize("layout", FOLDED)
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("colour", ["rgb", "cmyk"])
def test_fold_marks_are_where_the_paper_is_to_be_folded(layout: str, lang: str, colour: str) -> None:
    """Read from the painted file: dashed lines above and below the sheet, from its start edge."""
    proof = read_back(pdf(Asked("overdose", lang, layout, finish="press", colour=colour)))
    assert len(proof.pages) == 2
    for page, panels in enumerate(FOLDED[layout]):
        trim = proof.pages[page].trim
        assert trim is not None
        ticks = [
            each.area
            for each in proof.painted
            if each.page == page and each.kind == "stroke" and abs(each.weight - 0.75) < 0.01
            if each.area.bottom > trim.top or each.area.top < trim.bottom
        ]
        centres = [(tick.left + tick.right) / 2 for tick in ticks]
        found = sorted(trim.right - x if lang == "ar" else x - trim.left for x in centres)
        first, second = panels[0], panels[0] + panels[1]
        assert len(found) == 4, "two folds, each above and below"
        for x, expected in zip(found, (first, first, second, second), strict=True):
            assert abs(x - expected) < 0.1 * MM
        assert sum(panels) == pytest.approx(trim.right - trim.left, abs=0.1)
