"""Drawings become paths of M, L, C, Z, the same shape as before, or a finding."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path as parse_with_fonttools
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.path_data import Commands, parse_path
from builder.model.icon import Icon

ROOT = Path(__file__).parents[1]
Draw = Callable[[str], tuple[Icon | None, Findings]]


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    (tmp_path / "layouts" / "icons").mkdir(parents=True)

    def load(svg: str) -> tuple[Icon | None, Findings]:
        (tmp_path / "layouts" / "icons" / "demo.svg").write_bytes(svg.encode())
        findings = Findings()
        return Library((tmp_path,)).icon("demo", findings), findings

    return load


def svg(inside: str, box: str = "0 0 48 48") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{inside}</svg>'


def bounds(commands: Commands) -> tuple[float, float, float, float]:
    pen = BoundsPen(None)
    for letter, numbers in commands:
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter == "M":
            pen.moveTo(*points)
        elif letter == "L":
            pen.lineTo(*points)
        elif letter == "C":
            pen.curveTo(*points)
    return pen.bounds  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2L3 4", "M1,2 L3,4"),
        ("m1,2 3,4-1-1z", "M1,2 L4,6 L3,5 Z"),
        ("M0 0H5V6h-1v-2", "M0,0 L5,0 L5,6 L4,6 L4,4"),
        ("M1 1 2 2 3 3", "M1,1 L2,2 L3,3"),
        ("M0 0zm5 5h1", "M0,0 Z M5,5 L6,5"),
        ("M0 0C1 1 2 2 3 3S5 5 6 6", "M0,0 C1,1,2,2,3,3 C4,4,5,5,6,6"),
        ("M0 0L3 3S5 5 6 6", "M0,0 L3,3 C3,3,5,5,6,6"),
        ("M0 0Q3 3 6 0", "M0,0 C2,2,4,2,6,0"),
        ("M0 0Q3 3 6 0T12 0", "M0,0 C2,2,4,2,6,0 C8,-2,10,-2,12,0"),
        ("M0 0T6 0", "M0,0 C0,0,2,0,6,0"),
        ("M.5.5l1e1-.5", "M0.5,0.5 L10.5,0"),
        ("M0 0A0 5 0 0 1 3 3", "M0,0 L3,3"),
        ("M3 3A5 5 0 0 1 3 3L4 4", "M3,3 L4,4"),
        ("", ""),
    ],
)
def test_path_data(data: str, expected: str) -> None:
    told = [letter + ",".join(f"{number:g}" for number in numbers) for letter, numbers in parse_path(data)]
    assert " ".join(told) == expected


def test_a_circle_of_arcs_is_a_circle() -> None:
    assert bounds(parse_path("M5 10a5 5 0 1 0 10 0a5 5 0 1 0-10 0")) == pytest.approx((5, 5, 15, 15), abs=2e-3)
    assert bounds(parse_path("M10 5A5 5 0 1110 15 5 5 0 0110 5")) == pytest.approx((5, 5, 15, 15), abs=2e-3)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("L1 1", "a path begins with M"),
        ("M1", "lacks a number"),
        ("M1 1 2", "lacks a number"),
        ("M1 1X", "has no meaning"),
        ("M1 1z5", "follows no command"),
        ("M0 0A1 1 0 2 0 3 3", "lacks a number"),
        ("M1e999 1", "too large"),
        ("5 5", "follows no command"),
    ],
)
def test_broken_path_data(data: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_path(data)


number = st.integers(-50, 50).map(str) | st.floats(-50, 50).map(lambda value: f"{value:.3f}")
command = st.sampled_from("LlHhVvCcSsQqTt").flatmap(
    lambda letter: st.lists(number, min_size=1, max_size=2).flatmap(
        lambda _: st.lists(
            number,
            min_size={"H": 1, "V": 1, "L": 2, "T": 2, "S": 4, "Q": 4, "C": 6}[letter.upper()],
            max_size={"H": 1, "V": 1, "L": 2, "T": 2, "S": 4, "Q": 4, "C": 6}[letter.upper()],
        ).map(lambda numbers: letter + " ".join(numbers))
    )
)
arc = st.tuples(
    st.integers(1, 40),
    st.integers(1, 40),
    st.integers(-90, 90),
    st.sampled_from("01"),
    st.sampled_from("01"),
    number,
    number,
).map(lambda parts: "A" + " ".join(map(str, parts)))


@given(st.lists(command | arc, min_size=1, max_size=8))
def test_paths_keep_their_shape(commands: list[str]) -> None:
    """Their bounds are those that another reader of SVG finds."""
    data = "M1 1" + "".join(commands)
    pen = BoundsPen(None)
    parse_with_fonttools(data, pen)
    assert bounds(parse_path(data)) == pytest.approx(pen.bounds, abs=0.05)


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789 .,-+eE\n", max_size=60))
def test_any_path_data_is_a_path_or_a_value_error(data: str) -> None:
    try:
        made = parse_path(data)
    except ValueError:
        return
    assert {letter for letter, _ in made} <= set("MLCZ")


def test_every_icon_of_the_library_is_drawn() -> None:
    library, findings = Library((ROOT,)), Findings()
    assert len(library.icons()) > 40
    for id in library.icons():
        icon = library.icon(id, findings)
        assert icon is not None, findings
        assert icon.view == (48, 48)
        assert all(path.even_odd and path.colour is None for path in icon.paths)
        for path in icon.paths:
            left, top, right, bottom = bounds(path.commands)
            assert min(left, top) >= 0
            assert max(right, bottom) <= 48
    assert list(findings) == []


def test_groups_colours_and_rules(draw: Draw) -> None:
    icon, findings = draw(
        svg(
            '<title>x</title><g fill="#ABC" fill-rule="evenodd"><path d="M0 0h1v1z"/>'
            '<path fill="white" d="M0 0h2v1z"/></g><path fill="none" d="M0 0h9"/>'
            '<path fill="currentColor" d="M0 0h3v1z"/><path fill="#333333" d="M0 0h4v1z"/>',
            "0 0 24 12.5",
        )
    )
    assert findings.ok
    assert icon is not None
    assert icon.view == (24, 12.5)
    assert [(path.colour, path.even_odd, path.commands[1][1][0]) for path in icon.paths] == [
        ("#aabbcc", True, 1),
        ("#ffffff", True, 2),
        (None, False, 3),
        (None, False, 4),
    ]


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        ("", "no element found"),
        ("not xml", "not well-formed|syntax error"),
        (svg("<path d='M0 0h1'/>")[:-3], "unclosed token|no element"),
        (BOMB + "]>" + svg("<title>&j;</title>"), "a document type is declared"),
        ('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<title>&x;</title>"), "document type"),
        ('<?xml-stylesheet href="x"?>' + svg("<path d='M0 0h1'/>"), "processing instruction"),
        (svg("<script>alert(1)</script>"), "<script> is not read"),
        (svg("<circle r='4'/>"), "<circle> is not read"),
        (svg("<image href='file:///etc/passwd'/>"), "<image> is not read"),
        (svg("<path d='M0 0h1' stroke='red'/>"), "`stroke` is not read"),
        (svg("<g transform='scale(2)'><path d='M0 0h1'/></g>"), "`transform` is not read"),
        (svg("<path d='M0 0h1' fill='url(#a)'/>"), "the colour `url"),
        (svg("<path d='L0 0'/>"), "a path begins with M"),
        (svg(""), "nothing is drawn"),
        (svg("<path d='M0 0h1'/>", "0 0 0 0"), "no area"),
        (svg("<path d='M0 0h1'/>", "-5 0 48 48"), "needs viewBox"),
        (svg("<path d='M0 0h1'/>", "48 48"), "needs viewBox"),
        ("<g><path d='M0 0h1'/></g>", "<g> is not read"),
        (svg("<svg/>"), "<svg> is not read"),
        (svg("<g>" * 40 + "</g>" * 40), "more than 20 deep"),
        (svg("<path d='M0 0" + "h1" * 6000 + "'/>"), "more than 5,000"),
        ('<?xml version="1.0" encoding="utf-7"?>' + svg(""), "not XML|encoding"),
    ],
)
def test_drawings_that_are_refused(drawing: str, why: str, draw: Draw) -> None:
    import re

    icon, findings = draw(drawing)
    assert icon is None
    (found,) = findings
    assert found.code == "bad-icon"
    assert found.span is not None
    assert re.search(why, found.message), found.message


def test_a_large_drawing_is_not_read(draw: Draw) -> None:
    icon, findings = draw(svg("<title>" + "x" * 100_000 + "</title>"))
    assert icon is None
    assert [one.code for one in findings] == ["file-too-large"]
