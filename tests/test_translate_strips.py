"""Test strips are a region's: amounts fill placeholders, a brand is named, and nobody translates them in vain."""

from datetime import date
from pathlib import Path

from translate_project import DAY, NORTH, make_project, put

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.edition import Edition
from builder.plan import Wanted, plan
from builder.translate import available, translate
from builder.translate.messages import messages

STRIP = """\
strip:
  drug: 10 mg (a match head)
  water: 2 teaspoons (10 ml)
  dip: 15 seconds
  wait: 2 to 5 minutes
"""

LEAFLET = """\
id: strips
title: Strips
description: A leaflet about strips.
audience: testers
purpose: test
main-message: Test it.
action: Test it.
sections:
  - id: start
    roles: [main]
    blocks:
      - kind: text
        id: mix
        text: Put {strip.drug} in {strip.water} of water.
        claims: [A1]
        safety: true
      - kind: text
        id: general
        text: Follow your pack.
        claims: [A1]
        only: {strip: general}
      - kind: text
        id: brand
        text: For {strip.brand} strips.
        claims: [A1]
        only: {strip: brand}
"""


def project(folder: Path, region: str) -> Library:
    library = make_project(folder, "es")
    put(folder, "leaflets/strips/leaflet.yaml", LEAFLET)
    put(folder, "leaflets/regions/north/region.yaml", region)
    return library


def said(edition: Edition | None) -> dict[str, str]:
    assert edition is not None
    texts = {one.context: one.text.value for one in messages(edition.leaflet)}
    without = str.maketrans({"\u2066": "", "\u2068": "", "\u2069": "", "\u00a0": " "})
    return {id: text.translate(without) for id, text in texts.items()}


def test_the_region_fills_the_amounts(tmp_path: Path) -> None:
    findings = Findings()
    library = project(tmp_path, NORTH + STRIP)
    texts = said(translate(library, "strips", "north", "en", findings, on=DAY))
    assert texts["mix.text"] == "Put 10 mg (a match head) in 2 teaspoons (10 ml) of water."
    assert "general.text" in texts
    assert "brand.text" not in texts


def test_a_brand_is_named(tmp_path: Path) -> None:
    findings = Findings()
    library = project(tmp_path, NORTH + STRIP + "  brand: Sample Strips\n")
    texts = said(translate(library, "strips", "north", "en", findings, on=DAY))
    assert texts["brand.text"] == "For Sample Strips strips."
    assert "general.text" not in texts


def test_a_region_without_a_strip_has_nothing_to_fill_in(tmp_path: Path) -> None:
    findings = Findings()
    assert translate(project(tmp_path, NORTH), "strips", "north", "en", findings, on=DAY) is None
    assert {one.code for one in findings} == {"unknown-placeholder"}
    assert {one.message for one in findings} == {"nothing fills {strip.drug}", "nothing fills {strip.water}"}


def test_leaflets_that_say_nothing_of_strips_stay_complete(tmp_path: Path) -> None:
    """The catalogue of the region was made before it had a strip."""
    findings = Findings()
    library = project(tmp_path, NORTH + STRIP)
    assert "es" in available(library, "demo", "north")
    assert translate(library, "demo", "north", "es", findings, on=DAY) is not None, list(map(str, findings))


def test_all_regions_are_those_to_build_for(tmp_path: Path) -> None:
    library = project(tmp_path, NORTH + "listed: false\n")
    put(tmp_path, "leaflets/defaults.yaml", "{region: south, theme: calm, letter: l, a4: a, screen: s}\n")
    for name in ("themes/calm", "l", "a"):
        put(tmp_path, f"layouts/{name}.yaml", "")
    wanted = Wanted(on=date(2026, 3, 1), leaflets=["demo"], languages=["en"], regions=["all"])
    assert {job.region for job in plan(wanted, library, Findings()).jobs} == {"south", "upper-north"}
    wanted = Wanted(on=date(2026, 3, 1), leaflets=["demo"], languages=["en"], regions=["north"])
    assert {job.region for job in plan(wanted, library, Findings()).jobs} == {"north"}
