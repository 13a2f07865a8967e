"""What the starter library holds verifies clean: leaflets in every language, layouts, themes and finishes.

`make proof-full` does the whole product.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from broken import meant
from composed import THEMES, Asked, languages, layout_of, pdf, services, sheet, starter, written_for

from builder.diagnostics import Findings
from builder.verify import verify
from builder.verify.checks import CHECKS


def usual(leaflet: str, region: str) -> str:
    """The layout that a leaflet is built on when none is named."""
    findings = Findings()
    defaults, place = starter().defaults(findings), starter().region(region, findings)
    assert defaults is not None
    assert place is not None
    wanted = defaults.letter if place.paper == "letter" else defaults.a4
    known = written_for(leaflet)
    return wanted if wanted in known else known[0]


TRANSLATED = [
    Asked(leaflet, lang, usual(leaflet, "us")) for leaflet in starter().leaflets() for lang in languages(leaflet, "us")
]
ELSEWHERE = [Asked("overdose", "en", usual("overdose", region), region=region) for region in starter().regions()]
LAYOUTS = [
    Asked(leaflet, "en", layout, theme, finish)
    for layout in starter().layouts()
    if layout_of(layout).listed
    for leaflet in [each for each in starter().leaflets() if layout in written_for(each)][:1]
    for theme in THEMES
    for finish in ("office", "press", "screen")
]
SEPARATED = [
    replace(asked, lang=lang, colour="cmyk")
    for asked in LAYOUTS
    if asked.finish == "press"
    for lang in ("en", "ar")
    if lang in languages(asked.leaflet)
]
SERVED = [Asked("overdose", "en", "letter-trifold", service=service) for service in services()]


@pytest.mark.parametrize("asked", [*TRANSLATED, *ELSEWHERE, *LAYOUTS, *SEPARATED, *SERVED], ids=str)
def test_it_verifies_clean(asked: Asked) -> None:
    verdict = verify(pdf(asked), meant(asked))
    assert [(result.code, result.troubles) for result in verdict.results if result.state != "holds"] == []
    assert len(verdict.results) == len(CHECKS) + 1


def test_there_is_something_to_verify() -> None:
    assert len(TRANSLATED) > 10
    assert len({asked.lang for asked in TRANSLATED}) > 5
    assert len(LAYOUTS) > 50
    assert len(SEPARATED) > 20
    assert any(sheet(asked).rtl for asked in TRANSLATED)
