"""Years in texts are no numbers to dial, unless a region's number looks like one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builder.build import Job, build
from builder.load import Library

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "benchmarks" / "library"
JOB = Job(
    leaflet="trifold", region="bench", language="en", layout="a4-trifold", theme="calm", stem="a", on=date(2026, 1, 1)
)
REGION = "leaflets/regions/ie/region.yaml"


def found(project: Path) -> list[str]:
    return [one.code for one in build(JOB, Library((project, BENCH, ROOT))).findings if one.severity.name == "ERROR"]


def test_years_are_no_numbers(tmp_path: Path) -> None:
    assert ", 2024" in (BENCH / "leaflets/trifold/leaflet.yaml").read_text(encoding="utf-8")
    assert found(tmp_path) == []


@pytest.mark.parametrize("number", ["2024", '"2024"', '"20 24"', ">-\n    2024"])
def test_a_regions_number_is_one_even_if_it_looks_like_a_year(number: str, tmp_path: Path) -> None:
    text = (ROOT / REGION).read_text(encoding="utf-8")
    assert text.count('number: "112"') == 1
    path = tmp_path / REGION
    path.parent.mkdir(parents=True)
    path.write_text(text.replace('number: "112"', f"number: {number}"), encoding="utf-8")
    assert "typed-emergency-number" in found(tmp_path)
