"""Numbers are found however they are typed, and judged by their country's plan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.phone import digits_of, find, is_country, phones_in, typed_in, verdict

BLOCKED = "(844) 949-3989"


@pytest.mark.parametrize(
    "text",
    [
        "Call (844) 949-3989.",
        "1-844-949-3989",
        "+1 (844)9493989",
        "8449493989",
        "844.949.3989",
        "844/949/3989",
        "844–949–3989",
        "(844) **949**-3989",
        "8 4 4 9 4 9 3 9 8 9",
        "٨٤٤٩٤٩٣٩٨٩",
        "۸۴۴-۹۴۹-۳۹۸۹",
        "८४४-९४९-३९८९",
        "๘๔๔ ๙๔๙ ๓๙๘๙",
        "八四四 九四九 三九八九",
        "８４４９４９３９８９",
        "⑧④④ 949 ³989",
        "\u2066844\u2069-949-3989",
        "84\u200b4-94\u00ad9-3989",
        "844-949-DWTX",
        "00 1 844 949 3989, or 911",
    ],
)
def test_a_number_is_found_in_any_digits_and_grouping(text: str) -> None:
    (found,) = find(BLOCKED, text)
    assert digits_of(text[slice(*found)]).endswith("8449493989")


@pytest.mark.parametrize("text", ["", "844 people, 949 and 3989", "844-949-3988", "In 2019 it was 844.", "949-3989"])
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not list(find(BLOCKED, text))


def test_the_trunk_prefix_may_be_missing() -> None:
    for text in ("0800 77 66 00", "0800776600", "+44 800 776600", "+44 (0)800 77 66 00"):
        assert list(find("0800 77 66 00", text)), text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 1933.", ["1933"]),
        ("19-33", ["19-33"]),
        ("14446, 1933", ["1933"]),
        ("1933-11-0031", ["1933"]),
        ("21933", []),
        ("19330", []),
        ("219 33", []),
    ],
)
def test_a_short_number_is_whole_groups(text: str, found: list[str]) -> None:
    assert [text[slice(*place)] for place in find("1933", text)] == found


@pytest.mark.parametrize(
    ("number", "country", "said"),
    [
        ("1-800-662-4357", "US", "valid"),
        ("800-972-0590", "US", "valid"),
        ("0300 123 6600", "GB", "valid"),
        ("0 800 23 13 13", "FR", "valid"),
        ("13 11 26", "AU", "valid"),
        ("988", "US", "short"),
        ("112", "DE", "short"),
        ("116 123", "GB", "short"),
        ("14416", "IN", "unknown-short"),
        ("435748", "US", "short"),
        ("01632 960142", "GB", "possible"),
        ("0300 123 660", "GB", "possible"),
        ("1-800-662-43577", "US", "wrong"),
        ("0300 123 6600", "US", "wrong"),
        ("no digits", "US", "unknown-short"),
    ],
)
def test_a_plan_says_what_a_number_is(number: str, country: str, said: str) -> None:
    assert verdict(number, country) == said


def test_countries_are_known_by_their_codes() -> None:
    assert is_country("US")
    assert not is_country("EU")
    assert not is_country("us")


def test_phone_numbers_are_told_from_dates_and_doses() -> None:
    text = "Call **1-800-662-4357** since 2026-03-09, 2002 to 2011: 10 mg in 50 ml, 1,234,567 times."
    assert [text[slice(*place)] for place in phones_in(text, ("US", "GB"))] == ["1-800-662-4357"]
    assert phones_in("10 mg", ("US",)) == ()


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.one_of(st.characters(), st.sampled_from("0189٣९八 -().+*Z")), max_size=60),
    st.text("0123456789", min_size=1, max_size=12),
)
def test_any_text_can_be_searched(text: str, number: str) -> None:
    for typed in typed_in(text):
        assert typed.digits.isdecimal()
        assert typed.digits.isascii()
        assert all(0 <= group.start < group.end <= len(text) for group in typed.groups)
    for start, end in find(number, text):
        assert 0 <= start < end <= len(text)
        assert number.removeprefix("0" if len(number) > 7 else "") in digits_of(text[start:end])
    assert list(find(number, f"a{number}b"))


@settings(max_examples=60, deadline=None)
@given(
    st.text("123456789", min_size=7, max_size=11),
    st.lists(st.sampled_from(["", " ", "-", ".", ") ", "–"]), min_size=11, max_size=11),
    st.sampled_from("0٠०๐০"),
)
def test_no_grouping_hides_a_number(number: str, joints: list[str], zero: str) -> None:
    typed = "".join(chr(ord(zero) + int(digit)) + joint for digit, joint in zip(number, joints, strict=False))
    assert list(find(number, f"Call {typed}now"))
