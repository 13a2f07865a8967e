"""What is read back is what is in the bytes: operators, places, colours, fonts, tags."""

from __future__ import annotations

import math
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from broken import SOUND, changed, content, painted, swapped
from composed import Asked, languages, pdf
from hypothesis import given
from hypothesis import strategies as st
from pdf_sheets import Board, cluster, line, page_of, paragraphs
from pikepdf import Dictionary, Name, Pdf

from builder.model.proof import Area, Proof
from builder.model.sheet import Box, Node, Shape, Words
from builder.model.source import Colour
from builder.pdf import paint
from builder.verify import Unreadable, read_back
from builder.verify.bare import without_text_objects
from builder.verify.light import contrast, contrast_in_grey, grey
from builder.verify.operators import FAR, MOVE_AND_SHOW, PATH, Strange, gathered, operators, strange_operators

BLACK = Colour("#000000")
WHITE = Colour("#ffffff")


def near(area: Area | None, *sides: float) -> bool:
    assert area is not None
    return all(math.isclose(one, other, abs_tol=0.02) for one, other in zip(area, sides, strict=True))


class TestOperators:
    @pytest.mark.parametrize("language", languages())
    def test_the_scanner_reads_what_pikepdf_reads(self, language: str) -> None:
        with pikepdf.open(BytesIO(pdf(Asked("overdose", language)))) as opened:
            for page in opened.pages:
                mine = operators(page.Contents.read_bytes())
                theirs = gathered(strange_operators(page))
                assert len(mine) > 300
                assert [name for name, _ in mine] == [name for name, _ in theirs]
                assert [operands for _, operands in mine] == [operands for _, operands in theirs]

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            (b"1 0 0 -1 .5 +2. cm", [(b"cm", [1.0, 0.0, 0.0, -1.0, 0.5, 2.0])]),
            (b"(a\\(b\\)\\\\\\101\\\nc)Tj", [(b"Tj", [b"a(b)\\Ac"])]),
            (b"<48 656C6c6>Tj", [(b"Tj", [b"Hell`"])]),
            (b"[(a)-20(b)]TJ", [(b"TJ", [[b"a", -20.0, b"b"]])]),
            (b"/P<</MCID 3/Lang(de)>>BDC", [(b"BDC", ["/P", {"/MCID": 3.0, "/Lang": b"de"}])]),
            (b"/A#20B 12 Tf", [(b"Tf", ["/A B", 12.0])]),
            (b"q % a comment (with a bracket\nQ", [(b"q", []), (b"Q", [])]),
            (b"[[1 2]3 0]0 d", [(b"d", [[[1.0, 2.0], 3.0, 0.0], 0.0])]),
            (b"(BT ET)Tj", [(b"Tj", [b"BT ET"])]),
            (b"f*", [(b"f*", [])]),
            (b"1 2 m 5 0 l h S", [(PATH, [1.0, 0.0, 5.0, 2.0, 0, FAR, True]), (b"S", [])]),
            (b"1 2 3 4 re 9 9 -1 2 re f", [(PATH, [1.0, 2.0, 9.0, 11.0, 2, 1.0, False]), (b"f", [])]),
            (b"0 0 m 1 2 3 4 re f", [(PATH, [0.0, 0.0, 4.0, 6.0, 1, 3.0, True]), (b"f", [])]),
            (
                b"1 2 m 3 l 4 5 l",
                [(PATH, [1.0, 2.0, 1.0, 2.0, 0, FAR, True]), (b"l", [3.0]), (PATH, [4.0, 5.0, 4.0, 5.0, 0, FAR, True])],
            ),
            (b"h", [(b"h", [])]),
            (b"1 2 3 re 1 2 3 4 5 re", [(b"re", [1.0, 2.0, 3.0]), (b"re", [1.0, 2.0, 3.0, 4.0, 5.0])]),
            (b"1 0 Td (a)Tj", [(MOVE_AND_SHOW, [1.0, 0.0, b"a"])]),
            (b"1 Td(a) Tj", [(b"Td", [1.0]), (b"Tj", [b"a"])]),
            (b"1 0 Td[(a)]TJ", [(b"Td", [1.0, 0.0]), (b"TJ", [[b"a"]])]),
        ],
    )
    def test_operands(self, written: bytes, read: list[object]) -> None:
        assert operators(written) == read

    def test_nothing_in_a_file_is_taken_for_what_stands_for_several(self) -> None:
        for name in (PATH, MOVE_AND_SHOW):
            assert operators(b"1 2 3 4 5 6 7 " + name + b" q") == [(b"q", [*map(float, range(1, 8)), name[1:-1]])]

    @pytest.mark.parametrize(
        "odd", [b"BI /W 1 ID x EI", b"(a(b)c)Tj", b"{1}", b"[1 Tj", b"1.2.3 w", b"/A true gs", b")"]
    )
    def test_what_it_does_not_know_it_leaves(self, odd: bytes) -> None:
        with pytest.raises(Strange):
            operators(odd)

    @pytest.mark.parametrize("odd", [b"(" + b"\\(" * 300_000, b"(" * 300_000, b"[" * 300_000, b"1 0 Td (a" * 100_000])
    def test_content_without_end_is_left_at_once(self, odd: bytes) -> None:
        """Tried anew from every bracket, it would take hours."""
        with pytest.raises(Strange):
            operators(odd)

    @pytest.mark.parametrize(
        ("content", "left"),
        [
            (b"q BT (a) Tj ET Q", b"q  Q"),
            (b"q BT (ET \\) BT) Tj 1 0 Td (E) Tj ET 0 0 9 9 re f BT ET Q", b"q  0 0 9 9 re f  Q"),
            (b"BT EMC /E1 gs ET f", b" f"),
            (b"(BT) f", b"(BT) f"),
            # what is not understood stays, and all after it
            (b"BT (a(b)c) Tj ET f", b"BT (a(b)c) Tj ET f"),
            (b"BT (a) Tj f", b"BT (a) Tj f"),
            (b"BT E " * 300_000, b"BT E " * 300_000),
            (b"BT (" + b"\\(" * 300_000, b"BT (" + b"\\(" * 300_000),
        ],
    )
    def test_text_objects_are_taken_out(self, content: bytes, left: bytes) -> None:
        assert without_text_objects(content) == left

    def test_strange_content_is_read_all_the_same(self) -> None:
        nested = changed(swapped(b"/P<</MCID 0>>BDC", b"/P<</MCID 0/E(a(b)c)>>BDC"))
        assert read_back(nested).elements == read_back(pdf(SOUND)).elements

    @given(st.lists(st.one_of(st.binary(max_size=6), st.integers(-999, 999)), min_size=1, max_size=8))
    def test_any_text_operand_comes_back(self, parts: list[bytes | int]) -> None:
        escaped = [
            b"(%b)" % part.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")
            if isinstance(part, bytes)
            else b"%d " % part
            for part in parts
        ]
        wanted = [part if isinstance(part, bytes) else float(part) for part in parts]
        assert operators(b"[%b]TJ" % b"".join(escaped)) == [(b"TJ", [wanted])]


class TestPlaces:
    def squares(self, **more: object) -> Proof:
        """Two squares of four points with a space between, their baseline at ten points from the top."""
        item = Words(
            Box(2.0, 6.0, 10.0, 4.0), 10.0, line(cluster("a", 2), cluster(" ", 1), cluster("b", 2)), 4.0, BLACK, 1
        )
        return read_back(paint(page_of(replace(item, **more), tree=(Node("P", 0),))))  # type: ignore[arg-type]

    def test_ink_is_where_the_outlines_are(self) -> None:
        (shown,) = self.squares().shown
        assert near(shown.ink, 2.0, 14.0, 12.0, 18.0)
        assert (shown.text, shown.size, shown.colour, shown.turned) == ("a b", 4.0, "#000000", False)
        assert shown.pens == pytest.approx((0.0, 4.0, 6.0))

    def test_turned_text_runs_upwards(self) -> None:
        proof = self.squares(box=Box(6.0, 4.0, 4.0, 10.0), baseline=4.0, turned=True)
        (shown,) = proof.shown
        assert shown.turned
        assert near(shown.ink, 6.0, 10.0, 10.0, 20.0)

    def test_text_from_the_right_is_one_line(self) -> None:
        item = Words(Box(2.0, 6.0, 8.0, 4.0), 10.0, line(cluster("א", 2), cluster("ב", 2), rtl=True), 4.0, BLACK, 1)
        (shown,) = read_back(paint(page_of(item, tree=(Node("P", 0),), rtl=True, language="he"))).shown
        assert shown.text == "אב"
        assert near(shown.ink, 14.0, 14.0, 22.0, 18.0)

    def test_every_sheet_keeps_its_lines_in_their_boxes(self) -> None:
        proof = read_back(pdf(SOUND))
        assert len(proof.lines) > 100
        for each in proof.lines:
            assert each.ink.within(proof.pages[each.page].media)
            assert each.ink.top - each.ink.bottom < 1.5 * each.size

    def test_shapes_and_strokes(self) -> None:
        items = (
            Shape(Box(4.0, 4.0, 10.0, 6.0), Colour("#ff0000")),
            Shape(Box(4.0, 12.0, 8.0, 8.0), None, BLACK, 2.0),
        )
        filled, stroked = read_back(paint(page_of(*items))).painted
        assert (filled.kind, filled.colour, filled.rectangles) == ("fill", "#ff0000", 1)
        assert near(filled.area, 4.0, 14.0, 14.0, 20.0)
        assert stroked.kind == "stroke"
        assert near(stroked.area, 3.0, 3.0, 13.0, 13.0)


class TestGround:
    def behind(self, *shapes: Shape) -> str:
        board = Board()
        node = board.node("P")
        for shape in shapes:
            board.put(shape)
        board.text("Call for help", node)
        (found,) = read_back(paint(board.sheet())).lines
        return found.behind

    def test_paper_is_white(self) -> None:
        assert self.behind() == WHITE

    def test_a_panel_of_colour(self) -> None:
        assert self.behind(Shape(Box(0.0, 0.0, 612.0, 792.0), Colour("#0a4f5c"))) == "#0a4f5c"

    def test_the_worst_part_counts(self) -> None:
        assert self.behind(Shape(Box(0.0, 0.0, 60.0, 792.0), Colour("#333333"))) == "#333333"

    def test_what_is_beside_does_not_count(self) -> None:
        assert self.behind(Shape(Box(0.0, 60.0, 612.0, 60.0), BLACK)) == WHITE

    def test_contrast_is_that_of_the_guidelines(self) -> None:
        # WCAG 2.1: black on white is 21:1; #767676 is the lightest grey with 4.5:1
        assert contrast(BLACK, WHITE) == pytest.approx(21.0)
        assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
        assert grey("#00ff00") == 150
        assert contrast_in_grey("#ff0000", "#00ff00") < 3 < contrast("#ff0000", WHITE)


class TestFonts:
    def test_widths_texts_and_glyphs(self) -> None:
        proof = read_back(pdf(SOUND))
        assert {font.bold for font in proof.fonts} == {True, False}
        for font in proof.fonts:
            assert font.embedded
            assert font.readable
            assert len(font.texts) == len(font.widths) == len(font.advances) > 40
            assert not font.tofu
            assert max(font.widths) < font.glyphs

    def test_widths_in_both_forms(self) -> None:
        def flatten(opened: Pdf) -> None:
            for font in opened.pages[0].Resources.Font.values():
                below = font.DescendantFonts[0]
                first, row = int(below.W[0]), [float(width) for width in below.W[1]]
                rest = list(below.W)[2:]
                below.W = pikepdf.Array(
                    [part for at, width in enumerate(row) for part in (first + at, first + at, width)] + rest
                )

        assert [font.widths for font in read_back(changed(flatten)).fonts] == [
            font.widths for font in read_back(pdf(SOUND)).fonts
        ]

    def test_a_font_of_another_kind_is_said_to_be_one(self) -> None:
        def simple(opened: Pdf) -> None:
            fonts = opened.pages[0].Resources.Font
            fonts["/F1"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)

        font = read_back(changed(simple)).fonts[0]
        assert (font.name, font.embedded, font.readable) == ("Helvetica", False, False)


class TestTags:
    def test_languages_are_inherited(self) -> None:
        board = Board()
        outer = board.node("Sect", lang="es")
        board.text("hola", board.node("P", outer), lang="es")
        board.text("hello", board.node("P", outer, lang="en"), lang="en")
        elements = read_back(paint(board.sheet())).elements
        assert [(each.tag, each.language) for each in elements] == [
            ("Document", "en"),
            ("Sect", "es"),
            ("P", "es"),
            ("P", "en"),
        ]

    def test_text_of_an_element_is_that_of_what_is_in_it(self) -> None:
        proof = read_back(paint(paragraphs("One. Two. " * 20, "Three.")))
        assert [each.text.strip() for each in proof.elements if each.tag == "P"] == [
            ("One. Two. " * 20).strip(),
            "Three.",
        ]
        assert proof.elements[0].own == ""

    def test_own_names_of_tags_are_translated(self) -> None:
        def rename(opened: Pdf) -> None:
            opened.Root.StructTreeRoot.RoleMap = Dictionary(Absatz=Name.P)
            for each in opened.objects:
                if isinstance(each, Dictionary) and each.get("/S") == "/P":
                    each.S = Name.Absatz

        assert read_back(changed(rename)).elements == read_back(pdf(SOUND)).elements

    def test_a_tree_that_holds_itself_ends(self) -> None:
        def knot(opened: Pdf) -> None:
            top = opened.Root.StructTreeRoot.K
            top.K.append(top)

        assert len(read_back(changed(knot)).elements) == len(read_back(pdf(SOUND)).elements)


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("added", "told"),
        [
            ("/P<</MCID 900>>BDC /P<</MCID 901>>BDC EMC EMC", "mark 901 stands inside mark 900"),
            ("/P<</MCID 900>>BDC /Artifact BMC EMC EMC", "an artifact stands inside mark 900"),
            ("/Artifact BMC BT EMC ET", "a mark that was opened before a text object is closed inside it"),
            ("BT /Artifact BMC ET EMC", "a mark that was opened inside a text object is not closed in it"),
            ("EMC", "a mark is closed that was not opened"),
            ("Q", "a graphics state is restored that was not saved"),
            ("q", "a saved graphics state is not restored"),
            ("/Artifact BMC", "1 marks are left open at the end of the page"),
            ("/Artifact BMC BT /F99 9 Tf (ab)Tj ET EMC", "text is shown in a font that the page does not name"),
            ("/Artifact BMC /X9 Do EMC", "/X9 is no image: what it holds cannot be seen"),
            ("1 2 cm", "the operator cm has operands that it cannot have"),
        ],
    )
    def test_content(self, added: str, told: str) -> None:
        proof = read_back(changed(content(lambda data: data + f"\n{added}".encode())))
        assert told in proof.pages[0].wrong
        assert read_back(pdf(SOUND)).pages[0].wrong == ()

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"not a PDF", pdf(SOUND)[:5000], pdf(SOUND)[:-40]])
    def test_what_is_no_whole_file_is_refused(self, data: bytes) -> None:
        with pytest.raises(Unreadable):
            read_back(data)

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (b"", "it is empty"),
            (b"\xff\xd8\xff\xe0 JFIF", "a JPEG picture under another name"),
            (b"PK\x03\x04 word/document.xml", "a document of an office program"),
            (b"<!DOCTYPE html><title>Sign in</title>", "a page of the web"),
            (b"name;phone", "it does not begin with %PDF"),
            (pdf(SOUND)[:5000], "its end is missing"),
            (pdf(SOUND).replace(b"startxref\n", b"startxref\n9"), "it would have to be mended first (xref not found)"),
        ],
    )
    def test_what_is_refused_is_told_in_words(self, data: bytes, told: str) -> None:
        with pytest.raises(Unreadable) as refused:
            read_back(data)
        assert told in str(refused.value)
        assert "0x" not in str(refused.value)

    def test_a_file_without_pages_is_refused(self) -> None:
        made = BytesIO()
        pikepdf.new().save(made)
        with pytest.raises(Unreadable, match="no pages"):
            read_back(made.getvalue())

    def test_a_plain_file_of_another_program_is_read(self) -> None:
        with pikepdf.new() as made:
            made.add_blank_page(page_size=(200, 100))
            stream = BytesIO()
            made.save(stream)
        proof = read_back(stream.getvalue(), thorough=True)
        assert proof.elements == proof.shown == proof.symbols == ()
        assert not proof.says.marked

    def test_decoration_over_everything_is_seen(self) -> None:
        proof = read_back(changed(painted("0 g 0 0 100 100 re f")))
        assert proof.painted[-1].page == 1 or proof.painted[-1].area == Area(0.0, 0.0, 100.0, 100.0)
        assert any(each.area == Area(0.0, 0.0, 100.0, 100.0) for each in proof.painted)
