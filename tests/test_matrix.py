"""Every leaflet is there for the regions and languages that are promised; `tools/matrix.py` builds them all."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from builder.build import Job, build
from builder.diagnostics import Findings
from builder.load import Library
from builder.translate import available

ROOT = Path(__file__).parents[1]
DAY = date(2026, 3, 1)
REGIONS, LANGUAGES = ("us", "gb-eng", "ca"), ("en", "es")
CARD_LANGUAGES = ("ar", "fil", "fr", "ht", "km", "ko", "pt-BR", "ru", "vi", "zh-Hans")
# Others that are drafted in more than `LANGUAGES`
DRAFTED = {
    "after-a-break": ("ar", "fr", "ht", "pt-BR", "ru", "vi", "zh-Hans"),
    "test-strips": ("ar", "fr", "ht", "pt-BR", "ru", "vi", "zh-Hans"),
    "treatment": ("ar", "fr", "ht", "pt-BR", "ru", "vi", "zh-Hans"),
}
# What is official in a region, and what many speak there, of the languages that there are
SPOKEN = {
    "ca": ("fr",),
    "ca-qc": ("fr", "ht"),
    "de": ("de", "tr", "ar", "ru", "uk", "pl"),
    "es": ("es", "ar", "ro"),
    "fr": ("fr", "ar"),
    "gb-nir": ("pl", "fr"),
    "gb-sct": ("pl", "ur"),
    "gb-wls": ("pl", "ar"),
    "ie": ("pl", "ro", "uk"),
    "in": ("hi", "bn", "ta", "ur", "gu", "pa-Guru", "ne"),
    "mx": ("es",),
    "pt": ("pt-BR", "uk"),
    "ua": ("uk", "ru"),
    "au": ("zh-Hans", "zh-Hant", "vi", "ar"),
}
LIBRARY = Library((ROOT,))


@pytest.mark.parametrize(("leaflet", "region"), [*product(LIBRARY.leaflets(), REGIONS)])
def test_every_leaflet_is_whole_in_each_language(leaflet: str, region: str) -> None:
    assert set(LANGUAGES) <= set(available(LIBRARY, leaflet, region))


@pytest.mark.parametrize("at", range(len(LIBRARY.leaflets())))
def test_each_leaflet_is_set_on_its_layouts_in_turn(at: int) -> None:
    """One sheet for each leaflet: region, language and layout take turns, the tightest layouts among them."""
    leaflet = LIBRARY.leaflet(LIBRARY.leaflets()[at], Findings())
    assert leaflet is not None
    region, language = REGIONS[at % 3], LANGUAGES[at % 2]
    layout = leaflet.layouts[at % 2]
    job = Job(leaflet=leaflet.id, region=region, language=language, layout=layout, theme="calm", stem="x", on=DAY)
    built = build(job, LIBRARY)
    assert built.data is not None, list(map(str, built.findings))


@pytest.mark.parametrize("language", CARD_LANGUAGES)
def test_the_card_that_goes_with_naloxone_is_set_in_more_languages(language: str) -> None:
    """Each on another of its layouts."""
    leaflet = LIBRARY.leaflet("naloxone", Findings())
    assert leaflet is not None
    assert language in available(LIBRARY, leaflet.id, "us")
    layout = leaflet.layouts[CARD_LANGUAGES.index(language) % len(leaflet.layouts)]
    job = Job(leaflet=leaflet.id, region="us", language=language, layout=layout, theme="calm", stem="x", on=DAY)
    built = build(job, LIBRARY)
    assert built.data is not None, list(map(str, built.findings))


@pytest.mark.parametrize(("leaflet", "language"), [(name, tag) for name, tags in DRAFTED.items() for tag in tags])
def test_a_leaflet_is_set_in_each_language_that_it_is_drafted_in(leaflet: str, language: str) -> None:
    """Each on another of its layouts, with nothing that stands there in English for want of a translation."""
    loaded = LIBRARY.leaflet(leaflet, Findings())
    assert loaded is not None
    layout = loaded.layouts[DRAFTED[leaflet].index(language) % len(loaded.layouts)]
    job = Job(leaflet=leaflet, region="us", language=language, layout=layout, theme="calm", stem="x", on=DAY)
    built = build(job, LIBRARY)
    assert built.data is not None, list(map(str, built.findings))
    assert not [found for found in built.findings if found.code in ("stale-message", "missing-message")]


@pytest.mark.parametrize("region", SPOKEN)
def test_a_region_is_told_what_to_do_in_its_own_languages(region: str) -> None:
    assert {"en", *SPOKEN[region]} <= set(available(LIBRARY, "overdose", region))


@pytest.mark.parametrize("region", ["ca-qc", "ca-on", "ca-bc", "gb-eng", "gb-nir", "gb-sct", "gb-wls"])
def test_part_of_a_country_speaks_the_languages_of_the_whole(region: str) -> None:
    parent = region.partition("-")[0]
    whole = set(available(LIBRARY, "overdose", parent))
    assert len(whole) > 20
    assert whole <= set(available(LIBRARY, "overdose", region))


@pytest.mark.parametrize(("region", "language"), [("ca-qc", "fr"), ("gb-sct", "ur"), ("de", "ar"), ("in", "ta")])
def test_a_sheet_is_made_for_a_region_in_a_language_of_its_own(region: str, language: str) -> None:
    layout = "a4-sheet" if region != "ca-qc" else "letter-sheet"
    job = Job(leaflet="overdose", region=region, language=language, layout=layout, theme="calm", stem="x", on=DAY)
    built = build(job, LIBRARY)
    assert built.data is not None, list(map(str, built.findings))
    assert not [found for found in built.findings if found.code in ("stale-message", "missing-message")]
