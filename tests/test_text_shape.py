"""Shaped paragraphs of every script: what must hold at any width."""

import sys
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import SAMPLES, starter_typesetter

from builder.model.glyphs import Cluster, Line, Run
from builder.text import ShapedText
from builder.text.shape import _RIGHT_TO_LEFT

PHONE = "1-800-662-4357"
SOFT_HYPHEN = "\u00ad"
KEPT_HYPHEN = "-\u200e"
WIDTHS = [3000.0, 7000.0, 11111.0, 20000.0]

RTL = [lang for lang, language in starter_typesetter().languages.items() if language.direction == "rtl"]


def shape(text: str, lang: str, *, bold: bool = False, heading: bool = False) -> ShapedText:
    return starter_typesetter().shape(text, lang=lang, bold=bold, heading=heading)


def clusters(line: Line) -> Iterator[tuple[Run, Cluster, float]]:
    """Clusters in logical order, and each one's left end from the line's."""
    for run in line.runs:
        for cluster, left in zip(run.clusters, run.lefts, strict=True):
            yield run, cluster, run.x + left


def text_of(line: Line) -> str:
    return "".join(cluster.text for _, cluster, _ in clusters(line))


def seen(line: Line) -> str:
    """The line's clusters from left to right."""
    return "".join(cluster.text for _, cluster, _ in sorted(clusters(line), key=lambda found: found[2]))


def assert_sound(text: ShapedText, width: float, *, balance: bool = True) -> None:
    lines = text.lines(width, balance)
    assert len(lines) == text.count(width)
    at = 0
    for line in lines:
        # lines rejoin to the paragraph: only spaces are between them
        assert text.text[at : line.start].strip(" ") == ""
        assert line.start < line.end
        divided = line.end in text.hyphens and text_of(line).endswith(SOFT_HYPHEN)
        kept = text_of(line).endswith(KEPT_HYPHEN)
        assert text_of(line) == text.text[line.start : line.end] + SOFT_HYPHEN * divided + KEPT_HYPHEN[1:] * kept
        assert text.text[line.end - 1] != " "
        assert line.width <= max(width, text.widest) + 0.01
        place = line.start
        strips = []
        for run in line.runs:
            assert run.start == run.clusters[0].start
            assert run.lefts == tuple(sorted(run.lefts, reverse=run.rtl))
        for _, cluster, left in clusters(line):
            assert cluster.start == place
            assert cluster.advance >= 0
            assert cluster.text
            place += len(cluster.text)
            strips.append((left, left + cluster.advance))
        # side by side without gap or overlap, from 0 to the line's width; the mark after a hyphen is beyond it
        if kept:
            strips.pop()
        strips.sort()
        assert strips[0][0] == pytest.approx(0, abs=0.01)
        assert strips[-1][1] == pytest.approx(line.width, abs=0.01)
        for (_, end), (start, _) in pairwise(strips):
            assert start == pytest.approx(end, abs=0.01)
        at = line.end
    assert text.text[at:].strip(" ") == ""


def test_there_is_a_sample_for_every_language() -> None:
    assert set(SAMPLES) == set(starter_typesetter().languages)


@pytest.mark.parametrize("lang", SAMPLES)
def test_lines_of_every_language(lang: str) -> None:
    for bold, heading in ((False, False), (True, True)):
        text = shape(f"{SAMPLES[lang]} {PHONE}", lang, bold=bold, heading=heading)
        assert text.missing == ()
        assert unicodedata.normalize("NFC", f"{SAMPLES[lang]} {PHONE}") == text.text
        for width in WIDTHS:
            assert_sound(text, width)
            assert_sound(text, width, balance=False)


@pytest.mark.parametrize("lang", SAMPLES)
def test_no_glyph_is_notdef(lang: str) -> None:
    (line,) = shape(SAMPLES[lang], lang).lines(1e9)
    assert all(glyph.id for _, cluster, _ in clusters(line) for glyph in cluster.glyphs)


@pytest.mark.parametrize("lang", SAMPLES)
def test_no_cluster_is_a_mark_alone(lang: str) -> None:
    (line,) = shape(SAMPLES[lang], lang).lines(1e9)
    for run, cluster, _ in clusters(line):
        if not run.rtl:
            assert not unicodedata.category(cluster.text[0]).startswith("M"), cluster
        assert cluster.advance > 0


@pytest.mark.parametrize("lang", SAMPLES)
@pytest.mark.parametrize("phone", [PHONE, "0800 123 456", "+44 300 123 1110"])
def test_a_phone_number_is_on_one_line_of_one_face_and_reads_left_to_right(lang: str, phone: str) -> None:
    text = shape(f"{SAMPLES[lang][:40]} {phone} {SAMPLES[lang][:40]}", lang)
    for width in WIDTHS:
        lines = [line for line in text.lines(width) if phone in text_of(line)]
        assert len(lines) == 1
        assert phone in seen(lines[0])
        faces = {run.face.key for run, cluster, _ in clusters(lines[0]) if cluster.text in set("0123456789-+")}
        assert len(faces) == 1


@pytest.mark.parametrize("lang", RTL)
def test_right_to_left_words_read_from_the_right(lang: str) -> None:
    text = shape(f"{SAMPLES[lang]} (Naloxone)", lang)
    for line in text.lines(9000):
        assert line.rtl
        strong = [
            left for run, cluster, left in clusters(line) if run.rtl and unicodedata.category(cluster.text[0]) == "Lo"
        ]
        assert strong == sorted(strong, reverse=True)
        if "Naloxone" in text_of(line):
            assert ")Naloxone(" in seen(line)


def test_reading_order_of_a_mixed_line() -> None:
    (line,) = shape("اتصل 911 أو Narcan الآن", "ar").lines(1e9)
    assert seen(line) == "نآلا Narcan وأ 911 لصتا"


def test_lam_alef_and_marks_have_strips_of_their_own() -> None:
    (line,) = shape("السَّلام", "ar").lines(1e9)
    found = [cluster for _, cluster, _ in clusters(line)]
    # fatha and shadda are one glyph
    assert [cluster.text for cluster in found] == ["ا", "ل", "س", "\u064e\u0651", "ل", "ا", "م"]
    assert all(cluster.advance > 100 for cluster in found)


@pytest.mark.parametrize("lang", RTL)
def test_sharing_an_advance_moves_no_glyph(lang: str) -> None:
    text = shape(SAMPLES[lang], lang)
    (line,) = text.lines(1e9)
    for run in line.runs:
        buffer = hb.Buffer()
        buffer.add_str("".join(cluster.text for cluster in run.clusters))
        buffer.guess_segment_properties()
        buffer.language = lang
        hb.shape(run.face.hb_font, buffer)
        pen, drawn = 0, []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            drawn.append((info.codepoint, pen + position.x_offset, position.y_offset))
            pen += position.x_advance
        ours = [
            (glyph.id, round(left + glyph.x), round(glyph.y))
            for cluster, left in zip(run.clusters, run.lefts, strict=True)
            for glyph in cluster.glyphs
        ]
        blank = {run.face.glyph(" ")}
        assert sorted(found for found in ours if found[0] not in blank) == sorted(
            found for found in drawn if found[0] not in blank
        )


def test_joiners_stay_in_the_text() -> None:
    for lang, text in (("fa", "می\u200cخواهم"), ("hi", "क\u094d\u200dष"), ("en", "👩\u200d⚕")):
        assert "".join(text_of(line) for line in shape(text, lang).lines(1e9)) == text


def test_controls_steer_and_are_left_out() -> None:
    text = shape("نص \u2067abc\u2069\u200f \u2060x\u200by", "ar")
    assert text.text == "نص abc xy"
    assert_sound(text, 1500)


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("hi", "क्ष", ["क्ष"]),
        ("hi", "हिन्दी", ["हि", "न्", "दी"]),
        ("bn", "সমস্ত", ["স", "ম", "স্ত"]),
        ("ta", "கொள்", ["கொ", "ள்"]),
        ("my", "သိက္ခာ", ["သိ", "က္ခာ"]),
        ("km", "ក្នុង", ["ក្នុ", "ង"]),
        ("th", "น้ำใจ", ["น้ำ", "ใ", "จ"]),
        ("vi", "tình", ["t", "ì", "n", "h"]),
        ("te", "స్త్రీ", ["స్త్రీ"]),
    ],
)
def test_a_cluster_holds_what_is_drawn_together(lang: str, text: str, wanted: list[str]) -> None:
    (line,) = shape(text, lang).lines(1e9)
    assert [cluster.text for _, cluster, _ in clusters(line)] == wanted


def test_nastaliq_dots_are_drawn_with_their_letters() -> None:
    (line,) = shape("پیدا", "ur").lines(1e9)
    glyphs = [len(cluster.glyphs) for _, cluster, _ in clusters(line)]
    assert sum(glyphs) > len(glyphs) == 4
    assert any(glyph.y for _, cluster, _ in clusters(line) for glyph in cluster.glyphs)


def test_the_language_chooses_glyphs() -> None:
    def drawn(text: str, lang: str) -> list[int]:
        (line,) = shape(text, lang).lines(1e9)
        return [glyph.id for _, cluster, _ in clusters(line) for glyph in cluster.glyphs]

    assert drawn("ş", "tr") != drawn("ș", "ro")
    assert drawn("四", "fa") != drawn("4", "fa")


def test_bold_parts_are_of_the_bold_face_and_letters_still_join() -> None:
    (line,) = shape("Call **911** now", "en").lines(1e9)
    assert [("".join(c.text for c in run.clusters), run.face.bold) for run in line.runs] == [
        ("Call ", False),
        ("911", True),
        (" now", False),
    ]
    (whole,) = shape("بيت", "ar", bold=True).lines(1e9)
    (parted,) = shape("بي**ت**", "ar").lines(1e9)
    last = [cluster.glyphs for _, cluster, _ in clusters(whole)][-1]
    assert [cluster.glyphs for _, cluster, _ in clusters(parted)][-1] == last


def test_stars_without_a_partner_are_text() -> None:
    assert shape("a ** b", "en").text == "a ** b"


def test_white_space_counts_as_one_space() -> None:
    assert shape("  a \n\t b ", "en").text == "a b"


def test_empty_text() -> None:
    text = shape("  ", "en")
    assert (text.text, text.count(100), text.lines(100), text.natural, text.widest) == ("", 0, (), 0.0, 0.0)


def test_widths() -> None:
    text = shape("one two", "en")
    (line,) = text.lines(1e9)
    assert text.natural == pytest.approx(line.width)
    assert text.count(text.natural) == 1
    assert text.count(text.natural - 1) == 2
    assert text.widest == pytest.approx(max(line.width for line in text.lines(1)))


def test_a_piece_wider_than_the_line_stands_alone() -> None:
    text = shape(f"call {PHONE} now", "en")
    assert [text_of(line) for line in text.lines(2500)] == ["call", PHONE, "now"]
    assert text.widest == text.lines(2500)[1].width > 2500


def test_missing_characters_are_named() -> None:
    assert shape("a 漢 𒀀 漢", "en").missing == ("漢", "𒀀")


def test_shaped_once() -> None:
    assert shape("remembered", "en") is shape("remembered", "en")
    assert shape("remembered", "en").lines(5000) is shape("remembered", "en").lines(5000)


def test_further_subtags_are_of_the_same_language() -> None:
    typesetter = starter_typesetter()
    assert typesetter.language("en-GB").id == "en"
    assert typesetter.language("pt-BR").id == "pt-BR"
    with pytest.raises(KeyError):
        typesetter.language("xx-YY")


WORDS = st.sampled_from(
    [
        word
        for lang in ("en", "ar", "ur", "hi", "th", "my", "he", "ko", "km", "zh-Hans")
        for word in SAMPLES[lang].split()
    ]
    + [
        PHONE,
        "(10 mg)",
        "50%",
        "https://example.org/a",
        "A\u0301\u0323",
        "👩\u200d⚕",
        "\u2067",
        "\u2069",
        "**b**",
        "a-b",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(WORDS, max_size=12).map(" ".join),
    st.sampled_from(["en", "ar", "ur", "hi", "th", "ko", "he"]),
    st.floats(500, 20000),
    st.booleans(),
)
def test_any_mixture_of_scripts(text: str, lang: str, width: float, balance: bool) -> None:
    assert_sound(shape(text, lang), width, balance=balance)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=20), st.sampled_from(["en", "ar", "ur", "hi", "th"]))
def test_any_text_at_all(text: str, lang: str) -> None:
    shaped = shape(text, lang)
    if any(unicodedata.category(char) == "Cc" for char in text):
        return
    assert_sound(shaped, 4000)


def test_a_soft_hyphen_shows_only_at_the_end_of_a_line() -> None:
    text = shape("Über\u00addosis\u00adprävention hilft", "de")
    assert text.text == "Überdosisprävention hilft"
    assert [text_of(line) for line in text.lines(6700)] == ["Überdosis\u00ad", "prävention", "hilft"]
    assert [text_of(line) for line in text.lines(20000)] == ["Überdosisprävention hilft"]
    first = text.lines(6700)[0]
    hyphen = first.runs[-1].clusters[-1]
    assert hyphen.glyphs[0].id == first.runs[-1].face.glyph("-")
    assert first.width == pytest.approx(shape("Überdosis-", "de").natural)


@pytest.mark.parametrize(
    "text",
    ["\u00ad", "\u200c", "\u200d x", "x \u200c", "\ufe0f", "ب\u200c", "\u2066\u2069", "a \u2069 a", "\u2067 a \u2069"],
)
def test_controls_alone(text: str) -> None:
    for lang in ("en", "ar"):
        assert_sound(shape(text, lang), 4000)


def test_only_text_with_right_to_left_characters_needs_levels() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.bidirectional(char) in ("R", "AL", "AN", "RLE", "RLO", "RLI", "FSI"):
            assert _RIGHT_TO_LEFT.match(char), hex(code)


@pytest.mark.parametrize(
    ("lang", "before", "after"), [("ar", "من", "بعد"), ("ar", "منَ", "بعد"), ("hi", "क्", "त"), ("my", "က္", "က")]
)
def test_a_place_for_a_break_keeps_letters_from_joining_as_it_does_on_screens(
    lang: str, before: str, after: str
) -> None:
    text = shape(f"{before}\u200b{after}", lang)
    assert text.text == f"{before}\u200c{after}"
    assert text.ends == (len(before) + 1, len(text.text))
    assert "".join(text_of(line) for line in text.lines(1.0)) == text.text


@pytest.mark.parametrize(
    ("lang", "words"), [("km", ["សេចក្ដី", "ប្រកាស"]), ("th", ["สิทธิ", "มนุษย์"]), ("ar", ["من", " بعد"])]
)
def test_a_place_for_a_break_leaves_nothing_where_nothing_would_join(lang: str, words: list[str]) -> None:
    assert shape("\u200b".join(words), lang).text == "".join(words)
