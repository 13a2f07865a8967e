"""Turned lines from right to left, as on a poster's strips, come out in order of every reader; nobody sees how."""

from __future__ import annotations

import subprocess
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from composed import Asked, pdf
from conftest import Needs
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from pdf_reading import extracted, opened, pieces, pixels, tree
from pdf_sheets import SQUARES, Board, cluster, line, page_of, typesetter
from PIL import ImageChops
from samples import SAMPLES
from test_pdf_text import RTL, letters

from builder.model.glyphs import Line
from builder.model.sheet import Box, Words
from builder.model.source import Colour
from builder.pdf import paint
from builder.pdf.mirror import mirrored, mirrored_keys
from builder.pdf.outlines import Letters
from builder.pdf.truetype import Component, Composite, assemble
from builder.verify import read_back

BLACK = Colour("#000000")

TITLES = {
    "one word": ("he", "סיוע"),
    "two words": ("ar", "ابحث عن علاج"),
    "letters of one letter": ("ar", "و أ و ب"),
    "a word of a narrow letter": ("ur", "حقوق و عزت کے"),
    "two letters drawn as one": ("ar", "إلا الله لأن الأمر لا"),
    "joiners": ("fa", "گفت\u200cوگو درباره مواد"),
    "stops": ("fa", "تنها مصرف می\u200cکنید؟ زنگ بزنید."),
    "slanted letters": ("ur", "اکیلے نشہ لیتے ہیں؟"),
}


def plain_words(language: str) -> list[str]:
    """Words without vowel signs: PDFium turns strips with those around. Divehi has no others."""
    return [word for word in SAMPLES[language].split() if letters(word).isalpha()]


def shaped(text: str, language: str) -> Line:
    (one,) = typesetter().shape(text, lang=language).lines(1e9)
    return one


def strips(language: str, title: str, size: float) -> tuple[bytes, list[str]]:
    """A page with strips below its text, and its texts in their order. Turned ones are told by their first letters."""
    board = Board(language, rtl=True)
    board.column = 540.0
    texts = [SAMPLES[language], SAMPLES[language][:60]]
    for text, high in zip(texts, (11.0, 9.0), strict=True):
        board.text(text, board.node("P"), size=high)
    for at in range(5):
        x = 40.0 + 100.0 * at
        for text, lang, away in ((title, language, 0.0), ("1-800-662-4357", "en", 2 * size)):
            one = shaped(text, lang)
            long = one.width * size / 1000
            # on a sheet from the right the first stands at the right
            box = Box(x + 2 * size - away, 760.0 - long, 1.5 * size, long)
            board.put(Words(box, 1.1 * size, one, size, BLACK, board.node("P"), turned=True))
            texts.append(text)
    return paint(board.sheet()), texts


def said_by_readers(data: bytes, needs: Needs, folder: Path) -> dict[str, str]:
    """The text as readers that know nothing of tags give it."""
    file = folder / "sheet.pdf"
    file.write_bytes(data)
    poppler, mupdf = needs("pdftotext", "poppler-utils"), needs("mutool", "mupdf-tools")
    commands: dict[str, list[str | Path]] = {
        "poppler": [poppler, file, "-"],
        "poppler, raw": [poppler, "-raw", file, "-"],
        "mupdf": [mupdf, "draw", "-q", "-F", "txt", file],
    }
    said = {
        name: subprocess.run(command, capture_output=True, text=True, check=True).stdout
        for name, command in commands.items()
    }
    return {"pdfium": extracted(data), **said}


class TestReaders:
    @pytest.mark.parametrize("size", [9.0, 12.0])
    @pytest.mark.parametrize("title", TITLES)
    def test_read_strips_in_order(self, title: str, size: float, needs: Needs, tmp_path: Path) -> None:
        language, text = TITLES[title]
        data, texts = strips(language, text, size)
        read = {name: letters(said) for name, said in said_by_readers(data, needs, tmp_path).items()}
        with opened(data) as pdf:
            read["tags"] = letters(tree(pdf).text)
        by_places = read.pop("poppler")
        assert read == dict.fromkeys(read, letters("".join(texts)))
        above = letters("".join(texts[:2]))
        assert by_places.startswith(above)
        assert by_places.removeprefix(above).count(letters(text)) == 5

    @pytest.mark.parametrize("title", ["two words", "joiners", "slanted letters", "a word of a narrow letter"])
    def test_keep_words_apart(self, title: str, needs: Needs, tmp_path: Path) -> None:
        language, text = TITLES[title]
        read = said_by_readers(strips(language, text, 12.0)[0], needs, tmp_path)
        # raw, poppler puts each letter from the right on a line of its own, turned or not
        del read["poppler, raw"]
        lines = {
            name: [" ".join(map(letters, one.split())) for one in said.splitlines()] for name, said in read.items()
        }
        told = " ".join(map(letters, text.split()))
        assert {name: found.count(told) for name, found in lines.items()} == dict.fromkeys(lines, 5)

    @pytest.mark.parametrize("language", [each for each in RTL if plain_words(each)])
    def test_read_whole_sentences(self, language: str) -> None:
        words = plain_words(language)
        data, texts = strips(language, " ".join(words[:6]), 12.0)
        assert letters(extracted(data)) == letters("".join(texts))

    @pytest.mark.parametrize("language", ["ar", "fa", "ps", "ur"])
    @pytest.mark.parametrize("layout", ["poster-tabloid", "letter-trifold", "wallet-card"])
    @pytest.mark.parametrize("service", ["", "example-outreach"])
    def test_read_sheets(self, language: str, layout: str, service: str, needs: Needs, tmp_path: Path) -> None:
        data = pdf(Asked("overdose", language, layout, service=service))
        wanted = letters("".join(shown.text for shown in read_back(data).shown))
        read = {name: letters(said) for name, said in said_by_readers(data, needs, tmp_path).items()}
        # by places, panels side by side come in any order
        assert sorted(read.pop("poppler")) == sorted(wanted)
        assert read == dict.fromkeys(read, wanted)


class TestMirrored:
    def words(self, text: str, language: str = "ar", *, turned: bool = True) -> Words:
        return Words(Box(0.0, 0.0, 20.0, 90.0), 15.0, shaped(text, language), 10.0, BLACK, 1, turned=turned)

    def test_turned_lines_from_the_right(self) -> None:
        strip, level = self.words("ابحث عن علاج"), self.words("ابحث عن علاج", turned=False)
        assert mirrored([strip, level, self.words("1-800", "en")]) == {id(strip)}

    @pytest.mark.parametrize("text", ["تستخدم المخدّر", "اتصل بالرقم 911", "استخدم naloxone"])
    def test_not_with_marks_or_what_runs_from_the_left(self, text: str) -> None:
        assert not mirrored([self.words(text)])

    def test_such_lines_are_shown_letter_by_letter(self) -> None:
        board = Board("ar", rtl=True, width=200.0, height=200.0)
        one = shaped("المخدّر", "ar")
        board.put(Words(Box(40.0, 20.0, 20.0, 90.0), 15.0, one, 10.0, BLACK, board.node("P"), turned=True))
        with opened(paint(board.sheet())) as pdf:
            assert [piece.text for piece in pieces(pdf.pages[0])] == list("المخدّر")

    def test_a_line_is_one_operator_in_logical_order(self) -> None:
        board = Board("ar", rtl=True, width=200.0, height=200.0)
        one = shaped("ابحث عن علاج", "ar")
        board.put(Words(Box(40.0, 20.0, 20.0, 90.0), 15.0, one, 10.0, BLACK, board.node("P"), turned=True))
        with opened(paint(board.sheet())) as pdf:
            assert [piece.text for piece in pieces(pdf.pages[0])] == ["ابحث عن علاج"]
            content = pdf.pages[0].Contents.read_bytes()
        assert b"0 -1 -1 0 " in content
        assert b"0 1 -1 0 " not in content


class TestPen:
    @pytest.mark.parametrize("title", TITLES)
    def test_goes_back_within_words_and_far_between_them(self, title: str) -> None:
        language, text = TITLES[title]
        (run,) = shaped(text, language).runs
        keys = mirrored_keys(run)
        assert "".join(said for (_, said), _ in keys) == text
        unit = run.face.units_per_em / 1000
        spans = []
        for (shape, said), left in keys:
            assert isinstance(shape, Composite)
            assert shape.advance >= 0
            spans.append((-left - shape.advance / unit, -left, said))
        seen = [span for span in spans if span[2] != " "]
        steps = [after[0] - before[1] for before, after in pairwise(seen)]
        # pdf.js: back by more than a fifth of an em, or on by more than six tenths
        assert all(step < -200.0 or step > 600.0 for step in steps)
        short = title == "letters of one letter"
        assert sum(step > 600.0 for step in steps) == (1 if short else text.count(" "))
        # MuPDF, which sees blanks: never on
        assert all(-800.0 < after[0] - before[1] < -150.0 for before, after in pairwise(spans))


class TestSight:
    def test_is_that_of_a_line_that_is_not_mirrored(self) -> None:
        """The same squares in the same places, from the left and from the right."""
        upwards = line(cluster("a", 4), cluster(" ", 1), cluster("b", 3))
        downwards = line(cluster("ב", 3), cluster(" ", 1), cluster("א", 4), rtl=True)
        box = Box(4.0, 2.0, 12.0, 20.0)
        left, right = (
            pixels(paint(page_of(Words(box, 10.0, one, 8.0, BLACK, -1, turned=True))), scale=4.0)
            for one in (upwards, downwards)
        )
        # steps of the pen are whole thousandths of an em
        assert max(ImageChops.difference(left, right).tobytes()) < 60
        assert left.getextrema() == (0, 255)

    @pytest.mark.parametrize("title", TITLES)
    def test_is_that_of_letters_shown_one_by_one(self, title: str, monkeypatch: pytest.MonkeyPatch) -> None:
        language, text = TITLES[title]
        now = pixels(strips(language, text, 12.0)[0], scale=1.5)
        monkeypatch.setattr("builder.pdf.typefaces.mirrored", lambda lines: frozenset())
        was = pixels(strips(language, text, 12.0)[0], scale=1.5)
        # where one is dark the other is, within a pixel
        for one, other in ((now, was), (was, now)):
            near = other.resize((other.width // 3, other.height // 3)).resize(other.size)
            dark = [at for at, value in enumerate(one.tobytes()) if value < 90]
            assert dark
            assert all(near.tobytes()[at] < 250 for at in dark)

    def test_a_mirrored_sign_is_turned_over_within_its_advance(self) -> None:
        known = Letters()
        known.take(*SQUARES.subset(frozenset()))
        parts = (Component(3, 50, 600), Component(3, 700, -300))
        made = assemble(known, [Composite(parts, 1400), Composite(parts, 1400, mirrored=True)], grounded=True)
        font = TTFont(BytesIO(made.data), lazy=False)
        boxes, glyphs = [], font.getGlyphSet()
        for name in font.getGlyphOrder()[1:3]:
            pen = BoundsPen(glyphs)
            glyphs[name].draw(pen)
            boxes.append(pen.bounds)
        outline = font["glyf"][font.getGlyphOrder()[2]]
        assert boxes == [(50, -300, 1200, 1100), (200, -300, 1350, 1100)]
        assert (outline.xMin, outline.yMin, outline.xMax, outline.yMax) == boxes[1]
        assert made.advances == (500, 1400, 1400)
