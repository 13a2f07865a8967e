"""`**bold**`, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.text.markup import parse_markup


@pytest.mark.parametrize(
    ("text", "plain", "bold"),
    [
        ("call", "call", []),
        ("**Call** now", "Call now", ["Call"]),
        ("a **b c** d **e**", "a b c d e", ["b c", "e"]),
        ("half ** open", "half ** open", []),
        ("** not bold **", "** not bold **", []),
        ("**a** and ** b", "a and ** b", ["a"]),
        ("*one* star", "*one* star", []),
        ("****", "****", []),
        ("**نالوكسون** الآن", "نالوكسون الآن", ["نالوكسون"]),
    ],
)
def test_markup(text: str, plain: str, bold: list[str]) -> None:
    marked = parse_markup(text)
    assert marked.text == plain
    assert [marked.text[start:end] for start, end in marked.bold] == bold


@given(st.lists(st.sampled_from(["**", "*", "a", " ", "م"]), max_size=14).map("".join))
def test_only_pairs_of_stars_go_and_parts_are_in_order(text: str) -> None:
    marked = parse_markup(text)
    assert marked.text.replace("**", "") == text.replace("**", "") or "***" in text
    assert len(text) - len(marked.text) == 4 * len(marked.bold)
    edges = [0, *[edge for part in marked.bold for edge in part], len(marked.text)]
    assert edges == sorted(edges)
