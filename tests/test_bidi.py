"""The bidirectional algorithm against Unicode's own conformance files, and by its properties."""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.text.bidi import levels, line_levels, reorder
from builder.text.bidi_class import CLOSING, OPENING, bidi_class

UNICODE = Path("/usr/share/unicode")
PACKAGE = "unicode-data"
Needs = Callable[[str | Path, str], Path]

# BidiTest.txt names classes; one character of each, alike in every version of Unicode since 6.3
SAMPLES = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "0", "ES": "+", "ET": "#", "AN": "\u0660",
    "CS": ",", "NSM": "\u0300", "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!",
    "LRE": "\u202a", "LRO": "\u202d", "RLE": "\u202b", "RLO": "\u202e", "PDF": "\u202c",
    "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip

PHONE = "1-800-662-4357"


def data_lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def line_of(text: str, base: int | None) -> tuple[list[int], int]:
    """Levels of a text set as one line, and the paragraph's level."""
    found, paragraph = levels(text, base)
    return line_levels(found, paragraph, text, 0, len(text)), paragraph


def expectation(levels: str) -> list[int | None]:
    # "x": removed by X9, free in the conformance files
    return [None if level == "x" else int(level) for level in levels.split()]


def agrees(found: list[int], expected: list[int | None]) -> bool:
    if found == expected:
        return True
    return [None if want is None else got for got, want in zip(found, expected, strict=True)] == expected


def visual_order(expected: list[int | None]) -> list[int]:
    return reorder([(level, at) for at, level in enumerate(expected) if level is not None])


def displayed(text: str, base: int | None = None) -> str:
    found, _ = line_of(text, base)
    return "".join(reorder(list(zip(found, text, strict=True))))


def test_unicode_character_cases(needs: Needs) -> None:
    path = needs(UNICODE / "BidiCharacterTest.txt", PACKAGE)
    cases = 0
    wrong: list[str] = []
    for line in data_lines(path):
        codes, direction, paragraph, wanted, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        expected = expectation(wanted)
        found, base = line_of(text, {"0": 0, "1": 1, "2": None}[direction])
        same = base == int(paragraph) and agrees(found, expected)
        if not same or visual_order(expected) != [int(at) for at in order.split()]:
            wrong.append(line)
        cases += 1
    assert wrong == []
    assert cases > 90_000


@pytest.mark.parametrize(("bit", "base"), [(1, None), (2, 0), (4, 1)], ids=["auto", "left-to-right", "right-to-left"])
def test_unicode_class_cases(needs: Needs, bit: int, base: int | None) -> None:
    path = needs(UNICODE / "BidiTest.txt", PACKAGE)
    cases = 0
    wrong: list[str] = []
    expected: list[int | None] = []
    for line in data_lines(path):
        if line.startswith("@Levels:"):
            expected = expectation(line.partition(":")[2])
        elif line.startswith("@Reorder:"):
            assert visual_order(expected) == [int(at) for at in line.partition(":")[2].split()]
        elif not line.startswith("@"):
            names, _, bits = line.partition(";")
            if not int(bits) & bit:
                continue
            found, _ = line_of("".join([SAMPLES[name] for name in names.split()]), base)
            if not agrees(found, expected):
                wrong.append(line)
            cases += 1
    assert wrong == []
    assert cases > 250_000


def test_samples_have_the_class_they_stand_for() -> None:
    assert {name: bidi_class(char) for name, char in SAMPLES.items()} == {n: n for n in SAMPLES}


def test_bracket_table_is_unicodes(needs: Needs) -> None:
    opening: dict[str, str] = {}
    closing: set[str] = set()
    for line in data_lines(needs(UNICODE / "BidiBrackets.txt", PACKAGE)):
        code, other, kind = (part.strip() for part in line.partition("#")[0].split(";"))
        if kind == "o":
            opening[chr(int(code, 16))] = unicodedata.normalize("NFC", chr(int(other, 16)))
        else:
            closing.add(chr(int(code, 16)))
    assert len(opening) >= 60
    assert opening == OPENING
    assert closing == set(CLOSING)


def test_classes_differ_from_the_file_only_where_one_knows_no_character(needs: Needs) -> None:
    """Python 3.11 holds Unicode 14, 3.13 15.1, the file may be of another: a character that both know must not differ.

    What Python does not know must get the direction the file reserves for its block; its
    neutral and combining characters cannot be guessed (64 of them in Unicode 15).
    """
    classes, in_file = dict.fromkeys(range(0x110000), "L"), set()
    reserved = {"Left_To_Right": "L", "Right_To_Left": "R", "Arabic_Letter": "AL"}
    reserved["European_Terminator"] = "ET"
    path = needs(UNICODE / "extracted" / "DerivedBidiClass.txt", PACKAGE)
    for line in path.read_text(encoding="utf-8").splitlines():
        missing = line.startswith("# @missing:")
        data = line.removeprefix("# @missing:") if missing else line.partition("#")[0]
        if not data.strip():
            continue
        codes, name = (part.strip() for part in data.split(";"))
        first, _, last = codes.partition("..")
        cls = reserved[name] if missing else name
        span = range(int(first, 16), int(last or first, 16) + 1)
        classes.update(dict.fromkeys(span, cls))
        if not missing:
            in_file.update(span)
    different = {code for code, cls in classes.items() if bidi_class(chr(code)) != cls}
    assert len(classes) == 0x110000
    unknown = {code for code in different if unicodedata.category(chr(code)) == "Cn"}
    assert not (different - unknown) & in_file
    assert {classes[code] for code in unknown} <= {"ON", "NSM", "AN", "L"}
    assert len(different) < 600


def test_arabic_reverses_an_unprotected_phone_number() -> None:
    assert displayed("اتصل 1-800-662-4357").startswith("4357-662-800-1")


def test_empty_text() -> None:
    assert levels("", None) == ([], 0)
    assert levels("", 1) == ([], 1)
    assert reorder([]) == []


def test_removed_characters_take_the_preceding_level() -> None:
    assert levels("אב\u00ad", 0) == ([1, 1, 1], 0)
    assert levels("\u202bאב\u202c", 0) == ([0, 1, 1, 1], 0)


def test_trailing_space_of_a_line_goes_to_the_paragraphs_edge() -> None:
    text = "שלום world "
    found, base = levels(text, None)
    assert line_levels(found, base, text, 0, len(text))[-1] == 1
    assert displayed("abc שלום ", 0) == "abc םולש "
    # the same space inside the paragraph, at a line's end
    found, base = levels("אב גד", 0)
    assert line_levels(found, base, "אב גד", 0, 3) == [1, 1, 0]


def test_depth_beyond_the_limit_is_ignored() -> None:
    found, _ = levels("\u2067" * 300 + "א" + "\u2069" * 300, 0)
    assert max(found) <= 126


BIDI_TEXT = st.text(st.sampled_from("".join(SAMPLES.values()) + "()[]xyz19\u05d1\u0628 "))
ARABIC_TEXT = st.text(st.characters(min_codepoint=0x0620, max_codepoint=0x064A) | st.just(" "))


@given(st.lists(st.integers(0, 126)))
def test_reorder_is_a_permutation(found: list[int]) -> None:
    assert sorted(reorder(list(zip(found, range(len(found)), strict=True)))) == list(range(len(found)))


@given(st.lists(st.integers(0, 3)))
def test_reorder_keeps_even_runs_and_reverses_odd_ones(found: list[int]) -> None:
    order = reorder(list(zip(found, range(len(found)), strict=True)))
    place = {at: shown for shown, at in enumerate(order)}
    for first, second in pairwise(range(len(found))):
        if found[first] == found[second]:
            step = -1 if found[first] & 1 else 1
            assert place[second] - place[first] == step


@given(BIDI_TEXT, st.sampled_from([0, 1, None]))
def test_levels_cover_the_text_and_stay_in_bounds(text: str, base: int | None) -> None:
    found, paragraph = line_of(text, base)
    assert len(found) == len(text)
    assert paragraph in (0, 1) if base is None else paragraph == base
    assert all(paragraph <= level <= 126 for level in found)


@given(st.text(st.characters(max_codepoint=0x058F)))
def test_fast_path_agrees_with_the_rules(text: str) -> None:
    # an Arabic letter kept apart in an isolate switches the fast path off
    isolated = text + "\u2068\u0627\u2069"
    assert levels(isolated, 0)[0][: len(text)] == levels(text, 0)[0]


@given(ARABIC_TEXT, ARABIC_TEXT)
def test_isolated_phone_number_displays_in_order(before: str, after: str) -> None:
    for base in (0, 1, None):
        assert PHONE in displayed(f"{before}\u2066{PHONE}\u2069{after}", base)
