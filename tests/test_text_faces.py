"""Faces: metrics as fontTools reads them, coverage, subsets."""

import io
import pickle
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from builder.text import FontBook, FontFace

FONTS = Path(__file__).parent.parent / "layouts" / "fonts"
FILES = sorted(FONTS.glob("*.ttf"))


def face(name: str, *, bold: bool = False) -> FontFace:
    return FontFace(FONTS / name, bold=bold)


def test_there_are_fonts() -> None:
    assert len(FILES) > 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_metrics_are_those_of_the_file(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        ours = FontFace(path, bold=False)
        scale = 1000 / font["head"].unitsPerEm
        assert ours.units_per_em == font["head"].unitsPerEm
        assert ours.postscript_name == font["name"].getDebugName(6)
        assert ours.ascent == pytest.approx(font["hhea"].ascent * scale)
        assert ours.descent == pytest.approx(font["hhea"].descent * scale)
        assert ours.descent < 0 < ours.cap_height < ours.ascent
        head = font["head"]
        assert ours.bbox == tuple(round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax))
        name = font.getGlyphOrder()[20]
        assert ours.advance(20) == pytest.approx(font["hmtx"][name][0] * scale)


def test_glyph_is_none_where_the_face_has_none() -> None:
    latin = face("NotoSans-Regular.ttf")
    assert latin.glyph("A")
    assert latin.glyph("漢") is None


def test_ink_of_a_glyph() -> None:
    latin = face("NotoSans-Regular.ttf")
    bottom, top = latin.ink(latin.glyph("g") or 0)
    assert bottom < -200 < 500 < top
    assert latin.ink(latin.glyph(" ") or 0) == (0.0, 0.0)


def test_subset_holds_the_glyphs_and_nothing_for_layout() -> None:
    latin = face("NotoSans-Regular.ttf")
    wanted = frozenset(latin.glyph(char) or 0 for char in "Aé")
    data, places = latin.subset(wanted)
    with TTFont(io.BytesIO(data)) as font:
        assert set(font.keys()) == {"GlyphOrder", "head", "hhea", "maxp", "hmtx", "loca", "glyf"}
        assert set(places) >= wanted | {0}
        assert font["maxp"].numGlyphs == len(set(places.values()))
        for glyph in wanted:
            width = font["hmtx"][font.getGlyphOrder()[places[glyph]]][0]
            assert width == pytest.approx(latin.advance(glyph))
    assert latin.subset(wanted) is latin.subset(wanted)


def test_a_face_travels_between_processes_as_its_file() -> None:
    before = face("NotoSans-Bold.ttf", bold=True)
    before.advance(20)
    after = pickle.loads(pickle.dumps(before))
    assert (after.key, after.bold, after.path) == (before.key, True, before.path)
    assert after.advance(20) == before.advance(20)


def test_book_shares_faces_and_knows_only_its_families() -> None:
    book = FontBook({"Noto Sans": (FONTS / "NotoSans-Regular.ttf", FONTS / "NotoSans-Bold.ttf")})
    (regular,) = book.stack(["Noto Sans"], False)
    (bold,) = book.stack(["Noto Sans"], True)
    assert (regular.key, regular.bold) == ("NotoSans-Regular.ttf", False)
    assert (bold.key, bold.bold) == ("NotoSans-Bold.ttf", True)
    assert book.stack(("Noto Sans",), False) is book.stack(["Noto Sans"], False)
    with pytest.raises(KeyError):
        book.stack(["Comic Sans"], False)
