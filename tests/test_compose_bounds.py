"""Every sheet of the starter library against every claim of `sheet_claims`.

English in every leaflet, layout and theme; every other language that is complete on one layout of each kind.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sheet_claims
from composed import THEMES, Asked, edition, languages, layout_of, resources, sheet, starter, theme_of, written_for
from sheet_claims import Seen

from builder.diagnostics import Findings

Claim = Callable[[Seen], list[str]]

KINDS = [name for name in written_for("overdose") if layout_of(name).extends is None]
"""A layout of each kind; the others extend these."""

ENGLISH = [
    Asked(leaflet, "en", layout, theme)
    for leaflet in starter().leaflets()
    for layout in written_for(leaflet)
    for theme in THEMES
]
OTHERS = [Asked("overdose", lang, layout) for lang in languages()[1:] for layout in KINDS]
FINISHES = [
    Asked("overdose", lang, layout, finish=finish)
    for lang in (languages()[0], languages()[-1])
    for layout, finish in (("letter-trifold", "screen"), ("letter-trifold", "press"), ("wallet-card", "press"))
]
PLACES = [region for region in starter().regions() if (found := starter().region(region, Findings())) and found.listed]
REGIONS = [Asked("overdose", "en", "a4-trifold", region=region) for region in PLACES if region != "us"]
OFFICE = [*ENGLISH, *OTHERS, *REGIONS]


def seen(asked: Asked) -> Seen:
    made = edition(asked.leaflet, asked.lang, asked.region)
    layout = layout_of(asked.layout)
    return Seen(sheet(asked), made, layout, theme_of(asked.theme), resources().languages[asked.lang], asked.finish)


def test_the_library_has_what_is_looked_at() -> None:
    assert tuple(sorted(THEMES)) == starter().themes()
    assert {"letter-trifold", "letter-sheet", "letter-large", "wallet-card", "poster-tabloid"} <= {*KINDS}
    assert len(ENGLISH) >= 60
    assert {"us"} < {*starter().regions()}


@pytest.mark.parametrize("claim", sheet_claims.EVERYWHERE, ids=lambda claim: claim.__name__)
@pytest.mark.parametrize("asked", OFFICE, ids=str)
def test_claim(asked: Asked, claim: Claim) -> None:
    assert not claim(seen(asked))


@pytest.mark.parametrize("asked", OFFICE, ids=str)
def test_no_panel_looks_half_empty(asked: Asked) -> None:
    assert not sheet_claims.panels_half_empty(seen(asked))


@pytest.mark.parametrize("asked", OFFICE, ids=str)
def test_an_office_printer_reaches_all_ink(asked: Asked) -> None:
    assert not sheet_claims.ink_at_the_papers_edge(seen(asked))


@pytest.mark.parametrize("claim", sheet_claims.GEOMETRY, ids=lambda claim: claim.__name__)
@pytest.mark.parametrize("asked", FINISHES, ids=str)
def test_claim_of_other_finishes(asked: Asked, claim: Claim) -> None:
    assert not claim(seen(asked))
