"""Right-to-left text comes out in order of readers that know nothing of tags."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from conftest import Needs
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_reading import extracted, opened, pixels, programs, to_unicode, tree
from pdf_sheets import SQUARES, Board, cluster, line, page_of, paragraphs, typesetter
from samples import SAMPLES
from test_pdf_text import RTL, letters

from builder.model.glyphs import Line
from builder.model.sheet import Box, Node, Sheet, Words
from builder.model.source import Colour
from builder.pdf import paint
from builder.pdf.outlines import Letters
from builder.pdf.seams import parted, turns
from builder.pdf.truetype import Component, Composite, assemble

BLACK = Colour("#000000")

TEXTS = {
    "a note after a full stop": ("ar", "ماذا تفعل؟ لا يتنفّس جيدًا.² قل أين أنت."),
    "a stop after a number": ("ar", "اتصل بالرقم 911. ابقَ معه، كل 5 ثوانٍ. ثم انتظر."),
    "a comma before a number": ("ur", "یہ خدمت مفت، 24 گھنٹے دستیاب ہے۔"),
    "two letters drawn as one": ("ar", "إذا أُخذ البوبرينورفين باكرًا جدًا"),
    "brackets and quotes": ("ar", "قل «كلمة» ثم (أخرى)! أو: «لا (أبدًا)»، أو “كلمة”."),
    "brackets at both ends": ("ar", "(كلمة) «كلمة»."),
    "brackets around Latin words": ("ps", "نالوکسون (naloxone) ورکړئ (opioid)."),
    "codes and doses": ("ar", "خذ 4 mg ثم 8 mg. الرقم YM84PJ، أو 6PZDC5 (AB12)."),
    "several words from the left": ("ar", "جرعة naloxone nasal spray ثم اتصل 0300 123 6600 الآن."),
    "an ellipsis": ("ar", "قل… ثم انتظر…"),
    "Latin words on a line of their own": ("ar", "المصادر\nLondon Borough of Newham\nfindtreatment.gov"),
}


def set_in(language: str, text: str, size: float) -> Sheet:
    board = Board(language, rtl=True)
    for part in text.split("\n"):
        board.text(part, board.node("P"), size=size)
    return board.sheet()


class TestReaders:
    @pytest.mark.parametrize("size", [11.0, 24.0])
    @pytest.mark.parametrize("language", RTL)
    def test_pdfium_reads_every_letter(self, language: str, size: float) -> None:
        read = letters(extracted(paint(set_in(language, SAMPLES[language], size))))
        assert read == letters(SAMPLES[language])

    @pytest.mark.parametrize("language", RTL)
    def test_pdfium_keeps_words_apart(self, language: str) -> None:
        read = extracted(paint(set_in(language, SAMPLES[language], 11.0)))
        words = [letters(word) for word in read.split()]
        assert words == [letters(word) for word in SAMPLES[language].split()]

    @pytest.mark.parametrize("size", [11.0, 24.0])
    @pytest.mark.parametrize("text", TEXTS)
    def test_numbers_and_marks_keep_their_places(self, text: str, size: float, needs: Needs, tmp_path: Path) -> None:
        language, written = TEXTS[text]
        data = paint(set_in(language, written, size))
        file = tmp_path / "sheet.pdf"
        file.write_bytes(data)
        read = {"pdfium": extracted(data)}
        for command in (["pdftotext", "-raw", file, "-"], ["mutool", "draw", "-q", "-F", "txt", file]):
            run = [needs(str(command[0]), "poppler-utils or mupdf-tools"), *command[1:]]
            read[str(command[0])] = subprocess.run(run, capture_output=True, text=True, check=True).stdout
        with opened(data) as pdf:
            read["tags"] = tree(pdf).text
        assert {name: letters(said) for name, said in read.items()} == dict.fromkeys(read, letters(written))

    @pytest.mark.parametrize("way", [[], ["-layout"]], ids=["plain", "layout"])
    def test_poppler_reads_mixed_lines(self, way: list[str], needs: Needs, tmp_path: Path) -> None:
        texts = [text for language, text in TEXTS.values() if language == "ar" and "\n" not in text]
        mixed = "\n".join(
            [*texts, "استخدم YouTube، ثم: naloxone، أو (4 mg). قل «نعم»، أو Narcan.", "ب-Wi (2021)، ثم 50%."]
        )
        file = tmp_path / "sheet.pdf"
        file.write_bytes(paint(set_in("ar", mixed, 11.0)))
        run = [needs("pdftotext", "poppler-utils"), *way, file, "-"]
        read = subprocess.run(run, capture_output=True, text=True, check=True).stdout
        assert letters(read) == letters(mixed)

    @pytest.mark.parametrize("decoration", [False, True])
    def test_two_texts_on_one_baseline(self, decoration: bool) -> None:
        board = Board("ar", rtl=True)
        # on a page of one short line PDFium takes letters for columns
        board.text(SAMPLES["ar"], board.node("P"))
        nodes = [-1, -1] if decoration else [board.node("P"), board.node("P", lang="en")]
        for node, text, x in zip(nodes, ("مسودة لم تُراجَع", "DRAFT: not yet checked"), (36.0, 160.0), strict=True):
            one = set_line(text)
            baseline = board.y + 30.0 + 2.0 * text.isascii()
            board.put(Words(Box(x, board.y, one.width * 0.011, 30.0), baseline, one, 11.0, BLACK, node))
        assert letters(extracted(paint(board.sheet()))).endswith(letters("مسودة لم تُراجَع DRAFT: not yet checked"))


def set_line(text: str) -> Line:
    (one,) = typesetter().shape(text, lang="en" if text.isascii() else "ar").lines(1e9)
    return one


def shown(data: bytes) -> list[tuple[str, float]]:
    """The text of every operator of the first page, and the size of its type."""
    with opened(data) as pdf:
        page = pdf.pages[0]
        fonts = {name: to_unicode(font.ToUnicode.read_bytes()) for name, font in page.Resources.Font.items()}
        found, font, size = [], "", 0.0
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font, size = str(operands[0]), float(operands[1])
            elif str(operator) == "Tj":
                codes = bytes(operands[0])
                texts = [
                    fonts[font][code] for code in (codes[at] << 8 | codes[at + 1] for at in range(0, len(codes), 2))
                ]
                found.append(("".join(texts), size))
        return found


WORDS = st.sampled_from(
    [
        *("كلمة", "نالوكسون", "المخدّر", "ثوانٍ", "لا", "أ", "قل", "انتظر"),
        *(
            "naloxone",
            "YM84PJ",
            "6PZDC5",
            "CDC 2021",
            "4 mg",
            "0300 123",
            "1-800-662",
            "24/7",
            "naloxone.org",
            "5",
            "²",
        ),
    ]
)
AROUND = st.sampled_from(["{}", "{}", "{}", "({})", "«{}»", "“{}”"])
AFTER = st.sampled_from(["", "", "", ".", "،", ":", "؟", "!", "…", " –", " ·"])


@given(st.lists(st.tuples(AROUND, WORDS, AFTER), min_size=1, max_size=12), st.sampled_from([9.0, 14.0, 24.0]))
@settings(max_examples=60, deadline=None)
def test_pdfium_reads_whatever_is_mixed(parts: list[tuple[str, str, str]], size: float) -> None:
    mixed = " ".join(around.format(word) + after for around, word, after in parts)
    # on a page of one short line PDFium takes letters for columns
    read = letters(extracted(paint(set_in("ar", f"{SAMPLES['ar']}\n{mixed}", size))))
    assert read == letters(SAMPLES["ar"] + mixed)


class TestOperators:
    def test_type_changes_for_a_mark_and_back(self) -> None:
        """pdf.js (`getTextContent`) puts a mark to what was shown before it unless the font's size is another."""
        pieces = shown(paint(set_in("ar", "جدًّا أُخذ", 11.0)))
        sizes = dict(pieces)
        marks = {"\u064b", "\u0651", "\u064f"}
        assert marks < set(sizes)
        assert {sizes[mark] for mark in marks} == {11.001}
        assert {size for text, size in pieces if text not in marks} == {11.0}

    @pytest.mark.parametrize("language", RTL)
    def test_every_letter_is_shown_by_itself(self, language: str) -> None:
        assert max(len(text) for text, _ in shown(paint(set_in(language, SAMPLES[language], 11.0)))) == 1

    def test_letters_of_one_cluster_share_its_room(self) -> None:
        pair = line(cluster("c", 3), cluster("ab", 2, advance=1000.0), rtl=True)
        sheet = page_of(Words(Box(2.0, 4.0, 15.0, 10.0), 14.0, pair, 10.0, BLACK, 1), tree=(Node("P", 0),), rtl=True)
        data = paint(sheet)
        assert [text for text, _ in shown(data)] == ["c", "a", "b"]
        with opened(data) as pdf:
            ((program, font),) = programs(pdf).values()
            codes = {text: code for code, text in to_unicode(font.ToUnicode.read_bytes()).items()}
            names = program.getGlyphOrder()
            assert [program["hmtx"][names[codes[text]]][0] for text in "abc"] == [500, 500, 500]
        one = line(cluster("c", 3), cluster("a", 2, advance=1000.0), rtl=True)
        alone = page_of(Words(Box(2.0, 4.0, 15.0, 10.0), 14.0, one, 10.0, BLACK, 1), tree=(Node("P", 0),), rtl=True)
        assert pixels(data, scale=4.0).tobytes() == pixels(paint(alone), scale=4.0).tobytes()


class TestTurns:
    @pytest.mark.parametrize(
        ("text", "count"),
        [("كلمة.²", 1), ("الرقم 911.", 1), ("ثوانٍ.", 1), ("جدًّا", 0), ("كلمة ² كلمة", 1), ("قل نالوكسون naloxone.", 1)],
    )
    def test_stand_between_weak_signs(self, text: str, count: int) -> None:
        found = turns(set_line(text))
        assert len(found) == count
        assert set(found.values()) <= {"\u200f"}

    @pytest.mark.parametrize(
        ("text", "marked"),
        [
            ("قل (كلمة) ثم", "قل L(كلمةL)R ثم"),
            ("قل «كلمة»", "قل L«كلمةL»R"),
            ("«كلمة». ثم", "RL«كلمةL»R. ثم"),
            ("قل (naloxone) ثم", "قل L(RnaloxoneRL)R ثم"),
            ("قل… ثم", "قلL…R ثم"),
        ],
    )
    def test_stand_around_what_would_be_mirrored(self, text: str, marked: str) -> None:
        assert self.marked(text) == marked

    def marked(self, text: str) -> str:
        """The text with its marks: L and R, ^ for one above the line."""
        line = set_line(text)
        found = turns(line)
        shown = ""
        for number, run in enumerate(line.runs):
            texts = [cluster.text for cluster in run.clusters]
            if not run.rtl:
                texts = [""] * (len(texts) - 1) + ["".join(texts)]
            marks = (found.get((number, at), "") for at in range(len(texts) + 1))
            names = [each.translate({0x200E: "L", 0x200F: "R", 0xA: "^"}) for each in marks]
            shown += "".join(map("".join, zip(names, [*texts, ""], strict=True)))
        return shown

    @pytest.mark.parametrize(
        ("text", "marked"),
        [
            ("الرقم YM84PJ ثم", "الرقم ^YM84PJ^R ثم"),
            ("جرعة naloxone spray", "جرعة ^naloxone spray"),
            ("اتصل 0300 123 ثم", "اتصل ^0300 123^R ثم"),
            ("رمز (AB12)", "رمز L(R^AB12^RL)R"),
            ("جرعة naloxone ثم", "جرعة naloxoneR ثم"),
            ("اتصل 1-800-662 ثم", "اتصل 1-800-662R ثم"),
            ("NDARC and WHO", "NDARC and WHO"),
            ("naloxone أ naltrexone", "naloxone^R أ ^naltrexone"),
            ("أ naloxone ب", "أ naloxoneR ب"),
            ("naloxone «أ»", "naloxone^R RL«أL»R"),
        ],
    )
    def test_part_a_code_from_its_line(self, text: str, marked: str) -> None:
        assert self.marked(text) == marked

    @pytest.mark.parametrize(
        ("text", "marked"),
        [
            ("استخدم YouTube، ثم", "استخدم YouTubeR، ثم"),
            ("قل، naloxone", "قل،R ^naloxone"),
            ("ب-Wi ثم", "ب-RWiR ثم"),
            ("قل. ثم، قل", "قل. ثم، قل"),
            ("قل. – ثم", "قل.R – ثم"),
            ("المصدر (2021) ثم", "المصدر ^L(2021)^R ثم"),
        ],
    )
    def test_keep_what_poppler_would_turn_around(self, text: str, marked: str) -> None:
        assert self.marked(text) == marked

    def test_are_in_no_other_text(self) -> None:
        data = paint(paragraphs("Call 911.² Wait."))
        assert "\u200f" not in "".join(text for text, _ in shown(data))

    def test_are_read_as_nothing(self) -> None:
        with opened(paint(set_in("ar", "كلمة.²", 11.0))) as pdf:
            assert letters(tree(pdf).text) == letters("كلمة.²")
            assert "\u200f" in tree(pdf).text


class TestParted:
    def words(self, text: str, baseline: float, node: int, *, turned: bool = False) -> Words:
        return Words(Box(0.0, 0.0, 90.0, 12.0), baseline, set_line(text), 10.0, BLACK, node, turned=turned)

    def test_texts_of_two_elements_on_one_baseline(self) -> None:
        one, level, below = self.words("كلمة", 20.0, 1), self.words("word", 23.0, 2), self.words("word", 33.0, 3)
        assert parted([one, level, below]) == {id(one)}

    def test_not_lines_of_one_element(self) -> None:
        assert not parted([self.words("كلمة", 20.0, 1), self.words("كلمة", 20.0, 1)])

    def test_not_where_all_run_from_left_to_right(self) -> None:
        assert not parted([self.words("one", 20.0, 1), self.words("two", 20.0, 2)])

    def test_what_a_turned_text_follows(self) -> None:
        level, turned = self.words("كلمة", 20.0, 1), self.words("كلمة", 90.0, 2, turned=True)
        assert parted([level, turned, self.words("كلمة", 90.0, 3, turned=True)]) == {id(level)}


class TestGround:
    def test_boxes_hold_a_strip_above_the_baseline(self) -> None:
        high, low = Composite((Component(3, 50, 600),), 500), Composite((Component(3, 0, -700),), 500)
        known = Letters()
        known.take(*SQUARES.subset(frozenset()))
        plain = assemble(known, [2, high, low, 1, Composite((), 0)])
        grounded = assemble(known, [2, high, low, 1, Composite((), 0)], grounded=True)
        assert grounded.advances == plain.advances
        assert plain.bounds == (0, -700, 1000, 1100)
        assert [box(grounded.data, at) for at in range(1, 6)] == [
            (0, 0, 1000, 1000),
            (50, 0, 550, 1100),
            (0, -700, 500, 100),
            (0, 0, 500, 100),
            None,
        ]

    def test_nothing_more_is_painted(self) -> None:
        """The samples look the same whether their faces are grounded, as those of lines from right to left are."""
        raised = line(cluster("a", 2), cluster(" ", 1), cluster("b", 3), rtl=True)
        plain = line(cluster("b", 3), cluster(" ", 1), cluster("a", 2))
        pictures = [
            pixels(paint(page_of(Words(Box(1.0, 4.0, 20.0, 10.0), 14.0, one, 10.0, BLACK, -1))), scale=4.0).tobytes()
            for one in (raised, plain)
        ]
        assert pictures[0] == pictures[1]


def box(data: bytes, glyph: int) -> tuple[int, int, int, int] | None:
    font = TTFont(BytesIO(data), lazy=False)
    outline = font["glyf"][font.getGlyphOrder()[glyph]]
    return (outline.xMin, outline.yMin, outline.xMax, outline.yMax) if outline.numberOfContours else None
