"""Numbers, strings and names as PDF writes them."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pdf.operands import literal, name, number, numbers, text_string


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (-0.0, "0"),
        (12.0, "12"),
        (0.5, ".5"),
        (-0.25, "-.25"),
        (3.14159, "3.14"),
        (-0.001, "0"),
        (0.001, "0"),
        (99.999, "100"),
        (-0.999, "-1"),
        (100.0, "100"),
        (10.10, "10.1"),
    ],
)
def test_number_is_as_short_as_can_be(value: float, written: str) -> None:
    assert number(value) == written


@given(st.floats(-1e6, 1e6, allow_nan=False), st.integers(0, 5))
def test_number_is_read_as_what_it_was(value: float, digits: int) -> None:
    written = number(value, digits)
    assert "e" not in written
    assert float(written) == pytest.approx(value, abs=0.5 * 10**-digits + 1e-9)


def test_numbers_have_one_space_between_them() -> None:
    assert numbers(1, 0.5, -2.25, digits=1) == "1 .5 -2.2"


@given(st.binary(max_size=40))
def test_literal_is_read_as_the_same_bytes(data: bytes) -> None:
    assert bytes(pikepdf.Object.parse(literal(data))) == data


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe"), max_size=40))
def test_text_string_is_read_as_the_same_text(text: str) -> None:
    assert str(pikepdf.Object.parse(text_string(text))) == text


def test_text_string_takes_one_byte_a_letter_where_it_can() -> None:
    assert text_string("Señal (1)") == b"(Se\xf1al \\(1\\))"
    assert text_string("Ł").startswith(b"(\xfe\xff")


def test_name_escapes_what_is_not_regular() -> None:
    assert name("Noto Sans#1") == "/Noto#20Sans#231"
    assert str(pikepdf.Object.parse(name("Ünï/x").encode())) == "/Ünï/x"
