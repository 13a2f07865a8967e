"""Text that comes out of the file is the text that went in, in every script."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Needs
from pdf_reading import extracted, opened, picture, pieces, tree
from pdf_sheets import Board, cluster, line, page_of, paragraphs, typesetter
from samples import SAMPLES

from builder.model.glyphs import Line
from builder.model.sheet import Box, Node, Sheet, Words
from builder.model.source import Colour
from builder.pdf import paint

BLACK = Colour("#000000")
RTL = sorted(tag for tag in SAMPLES if typesetter().languages[tag].direction == "rtl")
LTR = sorted(set(SAMPLES) - set(RTL))
# What extractors add or drop: steering, joiners, and hyphenation marks of their own.
_STEERING = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


def letters(text: str) -> str:
    """The text without white space and steering."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text)).translate(_STEERING)


def sheet_in(language: str) -> Sheet:
    return paragraphs(SAMPLES[language], language=language, rtl=language in RTL)


@pytest.mark.parametrize("language", sorted(SAMPLES))
def test_tags_hold_the_very_text(language: str) -> None:
    with opened(paint(sheet_in(language))) as pdf:
        (paragraph,) = tree(pdf).all("P")
    spaced = re.sub(r"[ \n]+", " ", unicodedata.normalize("NFC", SAMPLES[language])).strip()
    # marks at seams are no letters
    assert re.sub("[\u200e\u200f]", "", paragraph.text) == re.sub("[\u200e\u200f]", "", spaced)


@pytest.mark.parametrize("language", LTR)
def test_pdfium_extracts_left_to_right(language: str) -> None:
    assert letters(extracted(paint(sheet_in(language)))) == letters(SAMPLES[language])


@pytest.mark.parametrize("language", ["en", "my", "km", "hi", "zh-Hans", *RTL])
@pytest.mark.parametrize("way", [["pdftotext"], ["pdftotext", "-raw"]], ids=" ".join)
def test_poppler_extracts(language: str, way: list[str], needs: Needs, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(paint(sheet_in(language)))
    command = [needs(way[0], "poppler-utils"), *way[1:], file, "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert letters(done.stdout) == letters(SAMPLES[language])


@pytest.mark.parametrize("language", ["en", "my", "km", "hi", "zh-Hans", *RTL])
def test_mupdf_extracts(language: str, needs: Needs, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(paint(sheet_in(language)))
    command = [needs("mutool", "mupdf-tools"), "draw", "-q", "-F", "txt", file]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert letters(done.stdout) == letters(SAMPLES[language])


@pytest.mark.parametrize("language", ["de", "hu", "hi", "ja", "he", "fa"])
def test_hyphens_at_the_ends_of_lines_are_read(language: str, needs: Needs, tmp_path: Path) -> None:
    """PDFium and poppler join the words around one that ends a line."""
    text = " ".join(["Wiederbelebungs-Schulung, Nasenspray- und Spritzen-Ausgabe -"] * 9)
    if language in RTL:
        text = " ".join([*SAMPLES[language].split()[:16], "Wiederbelebungs-Schulungsunterlagen-Ausgabestelle"] * 6)
    shaped = typesetter().shape(text, lang=language)
    lines = shaped.lines(240.0 * 1000 / 11.0)
    assert sum(shaped.text[one.end - 1] == "-" for one in lines[:-1])
    data = paint(paragraphs(text, language=language, rtl=language in RTL))
    file = tmp_path / "sheet.pdf"
    file.write_bytes(data)
    run = [needs("pdftotext", "poppler-utils"), file, "-"]
    read = [extracted(data), subprocess.run(run, capture_output=True, text=True, check=True).stdout]
    assert [letters(each) for each in read] == [letters(text)] * 2


class TestSpaceBetweenLines:
    def lines(self, *, last: bool, start: int, rtl: bool = False) -> Sheet:
        shown = replace(line(cluster("a", 2), rtl=rtl), start=0, end=1)
        follows = replace(line(cluster("b", 2), rtl=rtl), start=start, end=start + 1)
        items = [
            Words(Box(2.0, y - 4.0, 4.0, 4.0), y, one, 4.0, BLACK, 1, end)
            for y, one, end in ((8.0, shown, last), (14.0, follows, True))
        ]
        return page_of(*items, tree=(Node("P", 0),), rtl=rtl)

    @pytest.mark.parametrize("rtl", [False, True])
    def test_is_read_where_a_word_ended(self, rtl: bool) -> None:
        with opened(paint(self.lines(last=False, start=2, rtl=rtl))) as pdf:
            assert tree(pdf).text == "a b"

    def test_is_not_where_a_word_was_parted(self) -> None:
        with opened(paint(self.lines(last=False, start=1))) as pdf:
            assert tree(pdf).text == "ab"

    def test_is_not_between_two_paragraphs(self) -> None:
        with opened(paint(self.lines(last=True, start=2))) as pdf:
            assert tree(pdf).text == "ab"

    def test_is_the_faces_own_where_it_is_shown_anyway(self) -> None:
        board = Board()
        board.column = 60.0
        board.text("Call for help and stay", board.node("P"))
        assert len(board.pages[0]) > 1
        with opened(paint(board.sheet())) as pdf:
            spaces = {code for piece in pieces(pdf.pages[0]) for code in piece.codes[:1] if piece.text == " "}
            ends = {piece.codes[-1] for piece in pieces(pdf.pages[0]) if piece.text.endswith(" ")}
        assert len(spaces | ends) == 1


def shown(one: Line, box: Box, baseline: float, *, turned: bool = False, rtl: bool = False) -> str:
    item = Words(box, baseline, one, 10.0, BLACK, -1, turned=turned)
    return picture(paint(page_of(item, rtl=rtl)), 0, 0, 24, 24, 4)


class TestPlaces:
    """A page of 24 points seen as 6 by 6; a square of one em is 10 points."""

    def test_on_the_baseline_from_the_start_edge(self) -> None:
        one = line(cluster("a", 2))
        expected = """\
......
.##...
.##...
......
......
......"""
        assert shown(one, Box(3.0, 2.0, 10.0, 10.0), 13.0) == expected

    def test_mirrored_as_a_box(self) -> None:
        one = line(cluster("a", 2))
        expected = """\
......
...##.
...##.
......
......
......"""
        assert shown(one, Box(3.0, 2.0, 10.0, 10.0), 13.0, rtl=True) == expected

    def test_glyphs_inside_are_not_mirrored(self) -> None:
        one = line(cluster("a", 2), cluster(" ", 1, advance=300.0), cluster("b", 3))
        plain = shown(one, Box(3.0, 2.0, 18.0, 10.0), 13.0)
        assert plain.splitlines()[1:3] == [".##...", ".##.#."]
        assert shown(one, Box(3.0, 2.0, 18.0, 10.0), 13.0, rtl=True) == plain

    def test_turned_words_run_upwards(self) -> None:
        one = line(cluster("a", 2), cluster("b", 3))
        expected = """\
......
......
.#....
##....
##....
......"""
        # The ascent points to the left: the quarter above the square stands at its baseline, the right.
        assert shown(one, Box(0.0, 7.0, 9.0, 15.0), 9.0, turned=True) == expected

    def test_turned_words_are_mirrored_as_a_box(self) -> None:
        one = line(cluster("a", 2), cluster("b", 3))
        plain = shown(one, Box(0.0, 7.0, 9.0, 15.0), 9.0, turned=True)
        there = shown(one, Box(15.0, 7.0, 9.0, 15.0), 9.0, turned=True, rtl=True)
        assert there == plain


def test_lines_share_font_and_colour() -> None:
    board = Board()
    for _ in range(4):
        board.text("Call", board.node("P"))
    with opened(paint(board.sheet())) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b" Tf") == content.count(b" rg") == 1
    assert content.count(b"BT") == 4
