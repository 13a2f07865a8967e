"""Test sheets: true sizes, front and back in register, and a copy with the first order of a journal."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from composed import DAY, Asked, edition, layout_of, resources, starter, theme_of
from orders import Project, order_file
from pdf_reading import opened
from samples import starter_typesetter
from seen import text_of

from builder import testsheet
from builder.build import Job
from builder.cli import main
from builder.compose.contact import QUIET
from builder.compose.testsheet import compose_test_sheet
from builder.diagnostics import Findings
from builder.model.proof import Painted, Proof
from builder.model.sheet import Drawing, Shape, Sheet, Words
from builder.verify import read_back

MM = 72 / 25.4
SHEETS = (
    Asked("overdose"),
    Asked("overdose", "ar"),
    Asked("overdose", "ar", "a4-trifold", finish="press", colour="cmyk"),
    Asked("overdose", "km", "a4-sheet"),
    Asked("overdose", "zh-Hans", "wallet-card"),
    Asked("overdose", "ur", "letter-large"),
    Asked("overdose", "en", "palm-card", finish="press", theme="mono", colour="cmyk"),
    Asked("overdose", "es", "poster-a3", finish="press"),
)


def job(asked: Asked) -> Job:
    return Job(
        leaflet=asked.leaflet,
        region=asked.region,
        language=asked.lang,
        layout=asked.layout,
        theme=asked.theme,
        stem="x",
        on=DAY,
        finish="press" if asked.finish == "press" else "office",
        colour="cmyk" if asked.colour == "cmyk" else "rgb",
    )


@cache
def made(asked: Asked) -> bytes:
    findings = Findings()
    data = testsheet.make_test_sheet(job(asked), edition(asked.leaflet, asked.lang), starter(), findings)
    assert data is not None, list(map(str, findings))
    return data


@cache
def composed(asked: Asked) -> Sheet:
    findings = Findings()
    made = compose_test_sheet(
        edition(asked.leaflet, asked.lang),
        layout_of(asked.layout),
        theme_of(asked.theme),
        starter_typesetter(),
        resources(),
        findings,
        finish=asked.finish,
    )
    assert made is not None, list(map(str, findings))
    return made


@cache
def read(asked: Asked) -> Proof:
    return read_back(made(asked))


def lines(asked: Asked, page: int, weight: float) -> list[Painted]:
    """Strokes of one weight, in the order in which they are painted."""
    return [
        each
        for each in read(asked).painted
        if each.page == page and each.kind == "stroke" and abs(each.weight - weight) < 0.01
    ]


@pytest.mark.parametrize("asked", SHEETS, ids=str)
def test_it_holds_what_every_sheet_must(asked: Asked) -> None:
    """Made and verified; its words are those of the instructions, in the edition's language."""
    words = edition(asked.leaflet, asked.lang).words
    with opened(made(asked)) as pdf:
        assert len(pdf.pages) == (1 if layout_of(asked.layout).duplex == "none" else 2)
    items = [each for page in composed(asked).pages for each in page.items if isinstance(each, Words)]
    assert {words.print_title.id, *(step.id for step in words.print_steps)} <= {each.message for each in items}


@pytest.mark.parametrize("asked", SHEETS, ids=str)
def test_there_are_three_codes_and_all_are_read(asked: Asked) -> None:
    symbols = read(asked).symbols
    assert [round(each.module / MM, 2) for each in symbols] == [0.5, 0.6, 0.8]
    assert len({each.address for each in symbols}) == 1
    for each in symbols:
        assert each.address.startswith("https://")
        assert each.rough == each.address
        assert min(each.quiet) >= QUIET


@pytest.mark.parametrize("asked", SHEETS, ids=str)
def test_a_hundred_millimetres_are_a_hundred_millimetres(asked: Asked) -> None:
    """Both rulers, measured in the file: their ticks of 4 mm are 10 mm apart, from 0 to 100."""
    ticks = [each.area for each in lines(asked, 0, 0.75)]
    upright = sorted(area.left for area in ticks if 3.9 * MM < area.top - area.bottom < 4.4 * MM)
    level = sorted(area.bottom for area in ticks if 3.9 * MM < area.right - area.left < 4.4 * MM)
    for found in (upright, level):
        assert len(found) == 11
        assert all(abs((place - found[0]) / MM - 10 * at) < 0.05 for at, place in enumerate(found))


@pytest.mark.parametrize("asked", [each for each in SHEETS if layout_of(each.layout).duplex != "none"], ids=str)
def test_front_and_back_are_in_register(asked: Asked) -> None:
    """Turned over its upright middle, the paper brings each cross of the back into rings of the front."""
    trim = read(asked).pages[0].trim
    assert trim is not None
    circles = [
        each.area
        for each in lines(asked, 0, 0.5)
        if abs(each.area.right - each.area.left - 2 * MM - 0.5) < 0.1
        and abs(each.area.top - each.area.bottom - 2 * MM - 0.5) < 0.1
    ]
    across = [each.area for each in lines(asked, 1, 0.5) if abs(each.area.right - each.area.left - 8 * MM - 0.5) < 0.1]
    rings = sorted(((area.left + area.right) / 2, (area.bottom + area.top) / 2) for area in circles)
    crosses = sorted(
        (trim.left + trim.right - (area.left + area.right) / 2, (area.bottom + area.top) / 2) for area in across
    )
    assert len(rings) == 4
    for ring in rings:
        assert any(abs(ring[0] - x) < 0.05 and abs(ring[1] - y) < 0.05 for x, y in crosses), ring


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_folds_are_those_of_the_layout(lang: str) -> None:
    asked = Asked("overdose", lang)
    for page, expected in ((0, (3.625, 7.3125)), (1, (3.6875, 7.375))):
        trim = read(asked).pages[page].trim
        assert trim is not None
        tall = [each.area for each in lines(asked, page, 0.5) if each.area.top - each.area.bottom > 500]
        places = sorted((trim.right - area.left if lang == "ar" else area.left - trim.left) / 72 for area in tall)
        assert places == pytest.approx(expected, abs=0.1 / 25.4)


def test_the_command_makes_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test-sheet", "-l", "es", "--layout", "a4-trifold", "-o", str(tmp_path)]) == 0
    assert "hold it against the light" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["test-sheet-es-a4-trifold.pdf"]
    assert main(["test-sheet", "--layout", "a5", "-o", str(tmp_path)]) == 2
    assert main(["test-sheet", "--colour", "cmyk", "-o", str(tmp_path)]) == 2
    assert main(["test-sheet", "--spot", "Deep=1,2,3,4", "--finish", "press", "-o", str(tmp_path)]) == 2


def test_the_first_order_brings_one_for_each_layout(tmp_path: Path) -> None:
    first = [("north", "overdose", "en", "letter-trifold", 5), ("north", "overdose", "es", "wallet-card", 5)]
    again = [("khmer", "overdose", "en", "letter-trifold", 5)]
    project = Project(tmp_path / "out")
    project.run(order_file(tmp_path, first))
    folder = tmp_path / "out/county"
    sheets = sorted(path.name for path in folder.glob("test-sheet-*"))
    assert sheets == ["test-sheet-en-letter-trifold.pdf", "test-sheet-es-wallet-card.pdf"]
    before = (folder / sheets[0]).read_bytes()
    project.run(order_file(tmp_path, again, name="later"))
    assert not list((tmp_path / "out/later").glob("test-sheet-*"))
    # run again, the first order is still the first
    shutil.rmtree(folder)
    project.run(order_file(tmp_path, first))
    assert (folder / sheets[0]).read_bytes() == before


@pytest.mark.parametrize("asked", SHEETS, ids=str)
def test_every_sheet_shows_what_is_right_and_what_is_wrong(asked: Asked) -> None:
    """Three figures with a yes, three with a no; on one side none that asks for another."""
    single = layout_of(asked.layout).duplex == "none"
    pictures = [each for page in composed(asked).pages for each in page.items if isinstance(each, Drawing)]
    assert len(pictures) == 6
    assert len({each.paths for each in pictures}) == 2
    words = {text_of(each) for page in composed(asked).pages for each in page.items if isinstance(each, Words)}
    assert {"100 mm", "97 mm"} <= words
    shapes = [each for page in composed(asked).pages for each in page.items if isinstance(each, Shape)]
    circles = [each for each in shapes if each.stroke is not None and each.radius and not each.everywhere]
    assert bool(circles) != single


def test_who_prints_one_side_is_not_told_of_two(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["test-sheet", "--layout", "poster-tabloid", "-l", "en", "-o", str(tmp_path)]) == 0
    assert "print it at 100 % on one side, then lay a ruler on it" in capsys.readouterr().out
