"""Preflight: each check catches the file for a press that is broken in its own way, and no other check does."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken import changed, meant
from composed import Asked, pdf
from preflight import PRESS_CASES, SEPARATED, PressCase, patch

from builder.verify import Meant, verify

SPOT = "PANTONE 3165 C=100,20,30,45"
SHEETS = (
    SEPARATED,
    Asked("overdose", "ar", finish="press", colour="cmyk"),
    Asked("overdose", finish="press", colour="cmyk", theme="mono"),
    Asked("overdose", "ar", finish="press", colour="cmyk", spot=SPOT),
    Asked("overdose", "en", "wallet-card", finish="press", colour="cmyk", service="sample-county-health"),
    Asked("overdose", "en", "a4-sheet", finish="press", colour="cmyk", theme="discreet"),
    Asked("overdose", "en", "poster-tabloid", finish="press", colour="cmyk"),
    Asked("overdose", "en", "letter-large", finish="press", colour="cmyk"),
    Asked("overdose", finish="press"),
    Asked("overdose", finish="press", theme="mono"),
)


def failing(data: bytes, known: Meant) -> list[str]:
    return [result.code for result in verify(data, known, thorough=True).results if result.state == "fails"]


@pytest.mark.parametrize("asked", SHEETS, ids=str)
def test_a_sound_file_is_sound(asked: Asked) -> None:
    assert failing(pdf(asked), meant(asked)) == []


def test_it_is_sound_after_another_program_has_written_it() -> None:
    assert failing(changed(lambda opened: None, pdf(SEPARATED)), meant(SEPARATED)) == []


@pytest.mark.parametrize("case", PRESS_CASES, ids=lambda case: f"{case.code}: {case.name}")
def test_a_broken_file_is_caught(case: PressCase) -> None:
    found = failing(case.data(), case.known())
    assert case.code in found
    assert sorted(found) == sorted({case.code, *case.also})


def test_files_for_the_office_are_not_asked_for_what_a_press_wants() -> None:
    verdict = verify(pdf(Asked("overdose")), meant(Asked("overdose")))
    for code in ("press-boxes", "press-links", "bleed-reach"):
        assert verdict.of(code).state == "holds"


@pytest.mark.parametrize(("asked", "panel"), [(SEPARATED, "cover"), (SHEETS[1], "flap")], ids=["en", "ar"])
def test_colour_that_ends_short_names_the_panel_and_its_line(asked: Asked, panel: str) -> None:
    data = changed(patch("0 0 0 1 k", 0.0, 20.0), pdf(asked))
    (trouble,) = verify(data, meant(asked)).of("bleed-reach").troubles
    assert f", in panel `{panel}`" in trouble.message
    assert trouble.span is not None
    lines = Path(trouble.span.file).read_text(encoding="utf-8").splitlines()
    assert f"id: {panel}," in lines[trouble.span.line - 1]
    assert trouble.hints
