"""Embedded fonts: programs that other software can open, exact texts and widths, clusters as composite glyphs."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import ROUND_XY_TO_GRID, USE_MY_METRICS
from hypothesis import given
from hypothesis import strategies as st
from pdf_reading import opened, pieces, pixels, programs, to_unicode, widths
from pdf_sheets import SQUARES, Board, SquareFace, cluster, line, page_of, paragraphs, typesetter
from samples import SAMPLES

from builder.model.glyphs import Cluster, Glyph
from builder.model.sheet import Box, Sheet, Words
from builder.model.source import Colour
from builder.pdf import paint
from builder.pdf.cut import _to_unicode, _widths
from builder.pdf.outlines import Letters
from builder.pdf.truetype import Component, Composite, Program, assemble

BLACK = Colour("#000000")
# One language for every script family, and those with the oddest clusters.
LANGUAGES = ("en", "vi", "ru", "ar", "ur", "he", "hi", "ta", "th", "km", "my", "lo", "am", "zh-Hans", "ko", "iu-Cans")


def shown(*clusters: Cluster) -> Sheet:
    text = line(*clusters)
    return page_of(Words(Box(2.0, 2.0, 20.0, 10.0), 12.0, text, 10.0, BLACK, -1))


def only_font(pdf: pikepdf.Pdf) -> tuple[TTFont, Any]:
    ((program, font),) = programs(pdf).values()
    return program, font


def assembled(signs: list[int | Composite]) -> Program:
    """A file of these signs in squares."""
    letters = Letters()
    letters.take(*SQUARES.subset(frozenset()))
    return assemble(letters, signs)


def in_language(language: str) -> Sheet:
    return paragraphs(SAMPLES[language], language=language, rtl=typesetter().languages[language].direction == "rtl")


class TestPrograms:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_sound(self, language: str) -> None:
        with opened(paint(in_language(language))) as pdf:
            found = programs(pdf)
            assert found
            for program, font in found.values():
                assert set(program.keys()) == {"GlyphOrder", "glyf", "head", "hhea", "hmtx", "loca", "maxp"}
                count = program["maxp"].numGlyphs
                assert len(program.getGlyphOrder()) == count
                self.is_measured(program)
                self.has_true_widths(program, font)

    def is_measured(self, program: TTFont) -> None:
        """What the tables say of the glyphs is what fontTools finds."""
        said = (program["maxp"].__dict__.copy(), program["head"].__dict__.copy(), program["hhea"].__dict__.copy())
        glyf = program["glyf"]
        for glyph in program.getGlyphOrder():
            outline = glyf[glyph]
            if outline.numberOfContours:
                stored = (outline.xMin, outline.yMin, outline.xMax, outline.yMax)
                points, _, _ = outline.getCoordinates(glyf)
                # not `recalcBounds`, which leaves components of one point out
                assert stored == points.calcIntBounds(), glyph
                assert program["hmtx"][glyph][1] == pytest.approx(outline.xMin, abs=1)
        program["maxp"].recalc(program)
        for field in ("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours"):
            assert said[0][field] == getattr(program["maxp"], field), field
        for field in ("maxComponentElements", "maxComponentDepth"):
            assert said[0][field] == getattr(program["maxp"], field), field
        for field in ("xMin", "yMin", "xMax", "yMax"):
            assert said[1][field] == pytest.approx(getattr(program["head"], field), abs=1), field
        program["hhea"].recalc(program)
        assert said[2]["advanceWidthMax"] == program["hhea"].advanceWidthMax

    def has_true_widths(self, program: TTFont, font: Any) -> None:
        """ISO 19005-2, 6.2.11.5: the widths of the file are those of the program."""
        order, scale = program.getGlyphOrder(), 1000 / program["head"].unitsPerEm
        listed, usual = widths(font), float(font.DescendantFonts[0].DW)
        texts = to_unicode(font.ToUnicode.read_bytes())
        assert set(listed) <= set(texts)
        for code in texts:
            assert listed.get(code, usual) == pytest.approx(program["hmtx"][order[code]][0] * scale, abs=0.06)

    def test_checksums(self) -> None:
        with opened(paint(paragraphs("Naloxone"))) as pdf:
            descriptor = programs(pdf)["/F1"][1].DescendantFonts[0].FontDescriptor
            data = descriptor.FontFile2.read_bytes()
            assert descriptor.FontFile2.Length1 == len(data)
            words = [int.from_bytes(data[at : at + 4], "big") for at in range(0, len(data), 4)]
            assert len(data) % 4 == 0
            assert sum(words) & 0xFFFFFFFF == 0xB1B0AFBA
            TTFont(BytesIO(data), checkChecksums=2)

    def test_name_follows_the_data(self) -> None:
        with opened(paint(paragraphs("One"))) as one, opened(paint(paragraphs("Two"))) as two:
            names = [str(programs(pdf)["/F1"][1].BaseFont) for pdf in (one, two)]
        assert names[0] != names[1]
        assert all(name[1:7].isupper() and name[7:] == "+NotoSans-Regular" for name in names)

    def test_descriptor(self) -> None:
        with opened(paint(paragraphs("Naloxone"))) as pdf:
            program, font = only_font(pdf)
            descendant = font.DescendantFonts[0]
            descriptor = descendant.FontDescriptor
            assert descendant.CIDToGIDMap == "/Identity"
            assert font.Encoding == "/Identity-H"
            assert descriptor.FontName == descendant.BaseFont == font.BaseFont
            assert descriptor.Flags == 4
            head = program["head"]
            assert [float(side) for side in descriptor.FontBBox] == [head.xMin, head.yMin, head.xMax, head.yMax]
            assert (descriptor.Ascent, descriptor.Descent, descriptor.ItalicAngle) == (1069, -293, 0)


class TestCodes:
    def test_one_for_each_text_of_a_glyph(self) -> None:
        with opened(paint(shown(cluster("a", 2), cluster("b", 2), cluster("a", 2)))) as pdf:
            program, font = only_font(pdf)
            assert to_unicode(font.ToUnicode.read_bytes()) == {1: "a", 2: "b"}
            (piece,) = pieces(pdf.pages[0])
            assert piece.codes == (1, 2, 1)
            again = program["glyf"][program.getGlyphOrder()[2]]
            assert again.isComposite()
            assert [(part.x, part.y) for part in again.components] == [(0, 0)]

    def test_a_ligature_keeps_all_its_letters(self) -> None:
        with opened(paint(shown(cluster("ffi", 2), cluster("f", 3)))) as pdf:
            assert to_unicode(only_font(pdf)[1].ToUnicode.read_bytes()) == {1: "f", 2: "ffi"}
            assert "".join(piece.text for piece in pieces(pdf.pages[0])) == "ffif"

    def test_letters_beyond_the_first_plane(self) -> None:
        with opened(paint(shown(cluster("𞤀", 2), cluster("𞤁", 3)))) as pdf:
            assert sorted(to_unicode(only_font(pdf)[1].ToUnicode.read_bytes()).values()) == ["𞤀", "𞤁"]

    def test_a_mark_without_text_still_has_unicode(self) -> None:
        with opened(paint(shown(cluster("", 2)))) as pdf:
            assert to_unicode(only_font(pdf)[1].ToUnicode.read_bytes()) == {1: "\u200b"}

    def test_text_without_a_mark_is_kept(self) -> None:
        with opened(paint(shown(cluster("a", 2), cluster("\u200d"), cluster("b", 2)))) as pdf:
            assert "".join(piece.text for piece in pieces(pdf.pages[0])) == "a\u200db"

    def test_nothing_at_all_is_nothing(self) -> None:
        with opened(paint(shown(cluster("a", 2), cluster("")))) as pdf:
            assert to_unicode(only_font(pdf)[1].ToUnicode.read_bytes()) == {1: "a"}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_texts_are_those_of_the_clusters(self, language: str) -> None:
        sheet = in_language(language)
        wanted = Counter(
            one.text
            for item in sheet.pages[0].items
            if isinstance(item, Words)
            for run in item.line.runs
            for one in run.clusters
        )
        with opened(paint(sheet)) as pdf:
            fonts = {name: to_unicode(font.ToUnicode.read_bytes()) for name, (_, font) in programs(pdf).items()}
            found = Counter(fonts[piece.font][code] for piece in pieces(pdf.pages[0]) for code in piece.codes)
        assert wanted.total() > 20
        # what stands at seams besides
        for sign in " \u200e\u200f":
            wanted[sign] = found[sign] = 0
        assert found == wanted

    @given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=3), max_size=300))
    def test_cmap_gives_every_text_back(self, texts: list[str]) -> None:
        assert to_unicode(_to_unicode(texts)) == dict(enumerate(texts, 1))

    def test_cmap_is_short_where_texts_follow_each_other(self) -> None:
        letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
        assert _to_unicode(letters).count(b"<0001> <001A> <0061>") == 1

    @given(st.lists(st.sampled_from(["500", "600", "250.5"]), min_size=1, max_size=60))
    def test_widths_are_given_back(self, row: list[str]) -> None:
        usual = max(sorted(set(row)), key=row.count)
        array = pikepdf.Object.parse(f"[{_widths(['0', *row], usual)}]".encode())
        font = pikepdf.Dictionary(DescendantFonts=[pikepdf.Dictionary(W=array)])
        listed = widths(font)
        assert [listed.get(cid, float(usual)) for cid in range(1, len(row) + 1)] == [float(width) for width in row]


class TestComposites:
    def test_stand_where_the_cluster_has_them(self) -> None:
        marks = (Glyph(3, 0.0, 0.0), Glyph(3, 200.0, 500.0), Glyph(2, -40.0, -300.0))
        with opened(paint(shown(cluster("x", *marks, advance=700.0)))) as pdf:
            program, font = only_font(pdf)
            glyph = program["glyf"][program.getGlyphOrder()[1]]
            assert [(part.x, part.y) for part in glyph.components] == [(0, 0), (200, 500), (-40, -300)]
            assert [part.flags & (ROUND_XY_TO_GRID | USE_MY_METRICS) for part in glyph.components] == [0, 0, 0]
            assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == (-40, -300, 960, 1000)
            assert program["hmtx"][program.getGlyphOrder()[1]] == (700, -40)
            assert widths(font).get(1, float(font.DescendantFonts[0].DW)) == 700
            assert program["maxp"].maxComponentElements == 3

    def test_of_composites_are_counted_in_depth(self) -> None:
        with opened(paint(shown(cluster("x", Glyph(4, 0.0, 0.0), Glyph(3, 0.0, 500.0))))) as pdf:
            program, _ = only_font(pdf)
            assert program["maxp"].maxComponentDepth == 2
            assert program["maxp"].maxCompositeContours == 3

    def test_are_drawn(self) -> None:
        raised = cluster("x", Glyph(3, 0.0, 500.0), Glyph(3, 500.0, 0.0), advance=1000.0)
        image = pixels(paint(shown(raised)))
        places = {(4, 4): 0, (10, 4): 255, (4, 10): 255, (10, 10): 0}
        assert {place: image.getpixel(place) for place in places} == places

    def test_blank_parts_are_left_out(self) -> None:
        with opened(paint(shown(cluster("x", Glyph(1, 0.0, 0.0), Glyph(3, 100.0, 0.0))))) as pdf:
            program, _ = only_font(pdf)
            assert len(program["glyf"][program.getGlyphOrder()[1]].components) == 1

    def test_of_blanks_alone_is_blank(self) -> None:
        with opened(paint(shown(cluster("x", Glyph(1, 10.0, 0.0), advance=333.0)))) as pdf:
            program, _ = only_font(pdf)
            assert program["glyf"][program.getGlyphOrder()[1]].numberOfContours == 0
            assert program["hmtx"][program.getGlyphOrder()[1]][0] == 333

    @given(
        st.lists(
            st.tuples(st.sampled_from([2, 3, 4]), st.integers(-3000, 3000), st.integers(-3000, 3000)),
            min_size=1,
            max_size=5,
        )
    )
    def test_bounds_are_those_of_the_drawing(self, parts: list[tuple[int, int, int]]) -> None:
        composite = Composite(tuple(Component(*part) for part in parts), 500)
        program = TTFont(BytesIO(assembled([composite]).data))
        drawn = BoundsPen(program.getGlyphSet())
        program.getGlyphSet()[program.getGlyphOrder()[1]].draw(drawn)
        glyph = program["glyf"][program.getGlyphOrder()[1]]
        assert drawn.bounds == (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)

    def test_what_only_components_need_comes_after_the_codes(self) -> None:
        made = assembled([Composite((Component(4, 0, 0), Component(2, 0, 0)), 900), 1])
        assert made.advances == (500, 900, 500)
        program = TTFont(BytesIO(made.data))
        assert program["maxp"].numGlyphs == 6  # .notdef, the composite, the space, then pair, square and quarter


class TestSpacing:
    def test_text_at_its_own_widths_needs_no_adjustment(self) -> None:
        with opened(paint(shown(cluster("a", 2), cluster("b", 3)))) as pdf:
            operators = [str(operator) for _, operator in pikepdf.parse_content_stream(pdf.pages[0])]
            assert operators.count("Tj") == 1
            assert "TJ" not in operators

    def test_kerning_is_an_adjustment(self) -> None:
        with opened(paint(shown(cluster("a", 2, advance=950.0), cluster("b", 3), cluster("c", 3)))) as pdf:
            (array,) = (
                operands[0]
                for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
                if str(operator) == "TJ"
            )
            assert [part for part in array if not isinstance(part, pikepdf.String)] == [50]

    def test_a_finer_em_changes_nothing(self) -> None:
        clusters = (
            cluster("x", Glyph(3, 0.0, 0.0), Glyph(3, 500.0, 500.0)),
            cluster("a", 2, advance=950.0),
            cluster("b", 3),
        )
        seen = []
        for units in (1000, 2048):
            face = SquareFace(units)
            item = Words(Box(2.0, 2.0, 20.0, 10.0), 12.0, line(*clusters, face=face), 8.0, BLACK, -1)
            data = paint(page_of(item))
            with opened(data) as pdf:
                program, font = only_font(pdf)
                assert program["head"].unitsPerEm == units
                seen.append((sorted(widths(font).items()), list(font.DescendantFonts[0].FontDescriptor.FontBBox)))
            seen.append(pixels(data, scale=2.0).tobytes())
        assert seen[:2] == seen[2:]

    @pytest.mark.parametrize(("advance", "composites"), [(1000.0, 0), (960.0, 0), (700.0, 1)])
    def test_right_to_left_letters_far_from_their_width_get_a_glyph(self, advance: float, composites: int) -> None:
        shown_line = line(cluster("א", 2, advance=advance), cluster("ב", 3), rtl=True)
        with opened(paint(page_of(Words(Box(2.0, 2.0, 15.0, 10.0), 12.0, shown_line, 10.0, BLACK, -1)))) as pdf:
            program, _ = only_font(pdf)
            glyf = program["glyf"]
            assert sum(glyf[glyph].isComposite() for glyph in program.getGlyphOrder()) == composites

    def test_rounding_does_not_add_up(self) -> None:
        clusters = [cluster("a", 3, advance=500.4) for _ in range(30)]
        with opened(paint(shown(*clusters))) as pdf:
            moved = sum(
                -float(part)
                for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
                if str(operator) == "TJ"
                for part in operands[0]
                if not isinstance(part, pikepdf.String)
            )
        assert moved == pytest.approx(29 * 0.4, abs=1)

    def test_right_to_left_is_written_in_reading_order(self) -> None:
        shown_line = line(cluster("א", 2), cluster("ב", 3), rtl=True)
        with opened(paint(page_of(Words(Box(2.0, 2.0, 15.0, 10.0), 12.0, shown_line, 10.0, BLACK, -1)))) as pdf:
            found = pieces(pdf.pages[0])
            assert [piece.text for piece in found] == ["א", "ב"]
            moves = [
                [float(value) for value in operands]
                for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
                if str(operator) == "Td"
            ]
            assert moves == [[7, 12], [-5, 0]]


def test_a_face_that_two_sheets_share_is_cut_for_each() -> None:
    board = Board()
    board.text("Help", board.node("P"))
    board.text("Help", board.node("P"), bold=True)
    with opened(paint(board.sheet())) as pdf:
        names = sorted(str(font.BaseFont)[8:] for _, font in programs(pdf).values())
    assert names == ["NotoSans-Bold", "NotoSans-Regular"]
    with opened(paint(paragraphs("Other letters"))) as pdf:
        assert len(programs(pdf)) == 1
