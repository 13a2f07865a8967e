"""Whatever happens to a good file, loading gives a value or findings, never an exception, and never a silent change."""

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.diagnostics import Findings
from builder.load import load
from builder.load.compose import compose
from builder.load.nodes import Source
from builder.load.read import decode
from builder.model.evidence import ClaimList
from builder.model.language import LanguageList
from builder.model.layout import Layout
from builder.model.leaflet import Leaflet
from builder.model.region import Region
from builder.model.theme import Theme
from builder.render import render

ROOT = Path(__file__).parents[1]
GOOD: dict[str, type[Any]] = {
    "leaflets/overdose/leaflet.yaml": Leaflet,
    "leaflets/withdrawal/leaflet.yaml": Leaflet,
    "leaflets/regions/us/region.yaml": Region,
    "leaflets/languages.yaml": LanguageList,
    "leaflets/evidence/claims.yaml": ClaimList,
    "layouts/letter-trifold.yaml": Layout,
    "layouts/themes/calm.yaml": Theme,
}
SIGNS = [
    "\t",
    "\N{NO-BREAK SPACE}",
    ":",
    ": ",
    "- ",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    "#",
    " #",
    "&a ",
    "*a",
    "!x ",
    "|",
    ">",
    "%",
    "@",
    "\n",
]
SIGNS += ["\r\n", "---\n", "...\n", "? ", "<<: ", "\ufeff", "é", "😀", "~", "null", "  ", "**"]


@cache
def lines(name: str) -> tuple[str, ...]:
    return tuple((ROOT / name).read_text(encoding="utf-8").splitlines(keepends=True))


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A good file with one to three lines lost, doubled, swapped, shifted, cut, or with a sign put in."""
    name = draw(st.sampled_from(sorted(GOOD)))
    text = list(lines(name))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text) - 1))
        line = text[at]
        place = draw(st.integers(0, len(line)))
        how = draw(st.sampled_from(["lose", "double", "swap", "in", "out", "cut", "sign", "letter", "empty"]))
        if how == "lose" and len(text) > 1:
            del text[at]
        elif how == "double":
            text.insert(at, line)
        elif how == "swap":
            other = draw(st.integers(0, len(text) - 1))
            text[at], text[other] = text[other], text[at]
        elif how == "in":
            text[at] = "  " + line
        elif how == "out":
            text[at] = line.removeprefix("  ")
        elif how == "cut":
            text[at] = line[:place] + "\n"
        elif how == "empty" and ":" in line:
            text[at] = line[: line.index(":") + 1] + "\n"
        elif how == "sign":
            text[at] = line[:place] + draw(st.sampled_from(SIGNS)) + line[place:]
        else:
            text[at] = line[:place] + draw(st.characters(codec="utf-8")) + line[place + 1 :]
    return name, "".join(text).encode()


def told(value: object, findings: Findings) -> None:
    """A value, or an error with its place; and every finding can be shown."""
    assert (value is not None) == findings.ok
    for one in findings:
        assert one.span is not None
        assert one.span.line >= 1
        assert one.span.column >= 1
        assert (one.span.end_line, one.span.end_column) >= (one.span.line, one.span.column)


@given(mutated())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_is_a_value_or_findings(damaged: tuple[str, bytes]) -> None:
    name, data = damaged
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.yaml"
        file.write_bytes(data)
        findings = Findings()
        told(load(file, GOOD[name], findings, str(file)), findings)
        with open(Path(folder) / "told", "w", encoding="utf-8") as stream:
            for form in ("human", "short", "json"):
                render(findings, form, stream)


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_value_or_findings(data: bytes) -> None:
    findings = Findings()
    source = decode(data, findings, "demo.yaml")
    node = None if source is None else compose(source, findings)
    assert node is not None or not findings.ok


@given(st.lists(st.sampled_from(["a", "b: ", "- ", "\n", "  ", *SIGNS]), max_size=60).map("".join))
@settings(max_examples=500, deadline=None)
def test_any_signs_are_nodes_or_findings(text: str) -> None:
    findings = Findings()
    node = compose(Source("demo.yaml", text), findings)
    assert (node is not None) == findings.ok
    for one in findings:
        assert one.span is not None


@pytest.mark.parametrize("name", sorted(GOOD))
def test_every_line_of_a_good_file_matters_or_is_a_comment(name: str) -> None:
    """Without any one line the file gives another value, or a finding: nothing in it is passed over."""
    whole = "".join(lines(name))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.yaml"

        def value(text: str) -> object:
            file.write_text(text, encoding="utf-8")
            findings = Findings()
            return load(file, GOOD[name], findings, "demo.yaml"), [str(one) for one in findings]

        good = value(whole)
        tried = 0
        step = max(1, len(lines(name)) // 60)
        for at in range(0, len(lines(name)), step):
            line = lines(name)[at]
            if not line.strip() or line.strip().startswith("#"):
                continue
            tried += 1
            assert value(whole.replace(line, "", 1) if whole.count(line) == 1 else _without(name, at)) != good, line
        assert tried > 5


def _without(name: str, at: int) -> str:
    return "".join(line for place, line in enumerate(lines(name)) if place != at)
