"""The icons in `layouts/icons/` are flat drawings on one grid that any theme can colour."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path

ICONS = Path(__file__).parents[1] / "layouts" / "icons"
FILES = sorted(ICONS.glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
TONES = {None, "skin-1", "skin-2"}

# What the leaflets' blocks ask for: signs, steps, and the words of the cards.
WANTED = """
    sleepy lungs ear lips eye chills phone ambulance cpr heart pregnant hospital prison alcohol pills syringe
    test-tube home clock water drop warning people hand stomach vomit thermometer fever calendar bed brain baby
    lock person message info
"""
OURS = {"spray", "injection", "recovery", "rescue-breath", "shout", "test-strip", "stay"}


def test_every_wanted_icon_is_there() -> None:
    present = {file.stem for file in FILES}
    assert present >= {*WANTED.split(), *OURS}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_icon_is_plain_paths_on_the_48_grid(file: Path) -> None:
    root = ElementTree.parse(file).getroot()
    assert root.tag == f"{SVG}svg"
    assert root.attrib == {"viewBox": "0 0 48 48"}
    assert len(root) >= 1
    for path in root:
        assert path.tag == f"{SVG}path"
        assert set(path.attrib) <= {"d", "fill", "fill-rule", "data-tone"}
        assert path.get("fill") == "currentColor"
        assert path.get("fill-rule") == "evenodd"
        assert path.get("data-tone") in TONES
        assert len(path) == 0


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_icon_stays_on_its_grid_and_fills_it(file: Path) -> None:
    drawn = _bounds(file)
    left, top, right, bottom = drawn
    assert min(left, top) >= 1, drawn
    assert max(right, bottom) <= 47, drawn
    # An icon half as large as its neighbours looks like a mistake in a grid of signs.
    assert max(right - left, bottom - top) >= 28, drawn


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_icon_refers_to_nothing_outside_itself(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"href|url\(|<!|<\?|style|script", text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_contour_of_an_icon_is_closed_and_holds_ink(file: Path) -> None:
    for data in _path_data(file):
        assert data.count("M") == data.count("Z") > 0
        for contour in data.split("Z")[:-1]:
            pen = AreaPen()
            parse_path(contour + "Z", pen)
            # A splinter prints as dirt; the smallest dot that is meant has 3 square units.
            assert abs(pen.value) > 0.09, contour


def test_our_own_drawings_are_listed_for_a_clinician() -> None:
    readme = (ICONS / "README.md").read_text(encoding="utf-8")
    awaiting = readme.split("awaiting a clinician")[1].split("\n## ")[0]
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", awaiting, re.MULTILINE))
    assert listed >= OURS
    assert {file.stem for file in FILES} == set(re.findall(r"^\| `([a-z-]+)` \|", readme, re.MULTILINE))


def _bounds(file: Path) -> tuple[float, float, float, float]:
    pen = BoundsPen(None)
    for data in _path_data(file):
        parse_path(data, pen)
    assert pen.bounds is not None
    left, top, right, bottom = pen.bounds
    return left, top, right, bottom


def _path_data(file: Path) -> list[str]:
    return [path.attrib["d"] for path in ElementTree.parse(file).getroot()]
