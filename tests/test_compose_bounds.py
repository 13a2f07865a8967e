"""Every sheet of the starter library against every claim of `sheet_claims` and `text_claims`.

Every leaflet in English on every layout that it is written for; every theme on every layout; every other language that
is complete on one layout of each kind; every region; every finish; with a service and without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
import sheet_claims
from composed import THEMES, Asked, edition, languages, layout_of, resources, sheet, starter, theme_of, written_for
from seen import Seen

Claim = Callable[[Seen], list[str]]

KINDS = [name for name in written_for("overdose") if layout_of(name).extends is None]
"""A layout of each kind; the others extend these."""

ENGLISH = [Asked(leaflet, "en", layout) for leaflet in starter().leaflets() for layout in written_for(leaflet)]
THEMED = [Asked("overdose", "en", layout, theme) for layout in written_for("overdose") for theme in THEMES[1:]]
THEMED += [
    Asked(leaflet, "en", written_for(leaflet)[0], theme) for leaflet in starter().leaflets() for theme in THEMES[1:]
]
OTHERS = [Asked("overdose", lang, layout) for lang in languages()[1:] for layout in KINDS]
REGIONS = [Asked("overdose", "en", "a4-trifold", region=region) for region in starter().regions() if region != "us"]
STRUCK = [
    Asked("overdose", lang, layout, service=service)
    for lang in ("en", "ar")
    for layout in KINDS
    for service in ("example-outreach", "centro-ejemplo")
]
OFFICE = list(dict.fromkeys([*ENGLISH, *THEMED, *OTHERS, *REGIONS, *STRUCK]))
FINISHES = [
    Asked("overdose", lang, layout, finish=finish)
    for lang in (languages()[0], languages()[-1])
    for layout, finish in (("letter-trifold", "screen"), ("letter-trifold", "press"), ("wallet-card", "press"))
]


def seen(asked: Asked) -> Seen:
    made = edition(asked.leaflet, asked.lang, asked.region)
    language = resources().languages[asked.lang]
    return Seen(sheet(asked), made, layout_of(asked.layout), theme_of(asked.theme), language, asked.finish)


def broken(asked: Asked, claims: Iterable[Claim]) -> list[str]:
    return [f"{claim.__name__}: {wrong}" for claim in claims for wrong in claim(seen(asked))]


def test_the_library_has_what_is_looked_at() -> None:
    assert tuple(sorted(THEMES)) == starter().themes()
    assert {"letter-trifold", "letter-sheet", "letter-large", "wallet-card", "poster-tabloid"} <= {*KINDS}
    assert len(ENGLISH) >= 20
    assert len(languages()) >= 8
    assert {"us"} < {*starter().regions()}


@pytest.mark.parametrize("asked", OFFICE, ids=str)
def test_every_claim_holds_for_the_sheet(asked: Asked) -> None:
    assert not broken(asked, sheet_claims.EVERYWHERE)


@pytest.mark.parametrize("asked", OFFICE, ids=str)
def test_an_office_printer_reaches_all_ink(asked: Asked) -> None:
    assert not broken(asked, (sheet_claims.ink_at_the_papers_edge,))


@pytest.mark.parametrize("asked", OFFICE, ids=str)
def test_no_panel_looks_half_empty(asked: Asked) -> None:
    """A region without lines of help has nothing to print beside the imprint."""
    if edition(asked.leaflet, asked.lang, asked.region).region.helplines:
        assert not broken(asked, (sheet_claims.panels_half_empty,))


@pytest.mark.parametrize("asked", FINISHES, ids=str)
def test_every_claim_about_places_holds_in_other_finishes(asked: Asked) -> None:
    assert not broken(asked, sheet_claims.GEOMETRY)
