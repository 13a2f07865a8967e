"""`leaflets/languages.yaml`: every language can be set, and its lines keep clear of each other."""

import unicodedata
from itertools import pairwise

import pytest
from samples import SAMPLES, starter_typesetter

from builder.model.glyphs import Line
from builder.model.language import Language
from builder.text.itemize import script_of

TYPESETTER = starter_typesetter()
LANGUAGES = TYPESETTER.languages
EVERY = pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.id)

# The languages people in need of the leaflets read most, in order of need; two are in two variants
WANTED = """
en es fr zh-Hans zh-Hant ar ru uk pl vi ht pt-BR pt-PT pa-Guru ko fil fa fa-AF ps ro ur de it so bn hy am ti hi ne
gu ta tr ckb kmr km lo th my mww ka sw cy iu-Cans cr-Cans el ja he no
"""

# What every leaflet prints, whatever its language
SHARED = "0123456789 +-–()[].,:;/%#*@?!&'\"“”‘’«»…•×½° Naloxone SMS https://example.org"

# CLDR numbering systems in use -> their zero
ZEROS = {"latn": "0", "arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀"}

# Type sizes: less than half a module of a code
NEAR = 0.13

# Outlines are slimmer than their boxes, by which the lines are measured here; it matters where they slope
SLANT = 0.05


def test_the_languages_that_are_wanted_are_there() -> None:
    assert len(WANTED.split()) >= 43
    assert set(WANTED.split()) <= set(LANGUAGES)


@EVERY
def test_names_quotes_units_and_digits_have_glyphs(language: Language) -> None:
    zero = ZEROS[language.digits]
    digits = "".join(chr(ord(zero) + value) for value in range(10))
    text = " ".join([language.endonym, *language.quotes, *language.units, digits, SHARED])
    for bold, heading in ((False, False), (True, False), (True, True)):
        assert TYPESETTER.shape(text, lang=language.id, bold=bold, heading=heading).missing == ()


@EVERY
def test_the_last_face_is_latin(language: Language) -> None:
    for families in filter(None, (language.fonts, language.heading_fonts)):
        last = TYPESETTER.fonts.stack(families, False)[-1]
        assert all(last.glyph(char) for char in SHARED)


@EVERY
def test_the_first_face_is_that_of_the_script(language: Language) -> None:
    letters = {char for char in SAMPLES[language.id] if char.isalpha() and script_of(char)}
    for families in filter(None, (language.fonts, language.heading_fonts)):
        first = TYPESETTER.fonts.stack(families, False)[0]
        assert [char for char in sorted(letters) if first.glyph(char) is None] == []


@EVERY
def test_direction_is_that_of_the_endonym(language: Language) -> None:
    strong = {unicodedata.bidirectional(char) for char in language.endonym} & {"L", "R", "AL"}
    assert strong == ({"L"} if language.direction == "ltr" else strong & {"R", "AL"})


@EVERY
def test_a_language_is_named_once_and_in_nfc(language: Language) -> None:
    names = [other.endonym for other in LANGUAGES.values()]
    assert names.count(language.endonym) == 1
    assert unicodedata.is_normalized("NFC", " ".join([language.endonym, *language.units]))
    assert len(set(language.units)) == len(language.units)


@EVERY
def test_numbers_stay_with_their_units(language: Language) -> None:
    for unit in language.units:
        text = TYPESETTER.shape(f"2 {unit}", lang=language.id)
        assert text.count(1) == 1, unit


@EVERY
def test_no_piece_is_long(language: Language) -> None:
    text = TYPESETTER.shape(SAMPLES[language.id], lang=language.id)
    assert max(end - start for start, end in pairwise([0, *text.ends])) <= 30
    if language.min_piece > 1 or not language.space:
        # words are found without their spaces too
        run_together = TYPESETTER.shape(text.text.replace(" ", ""), lang=language.id)
        assert len(run_together.ends) > len(text.text) / 12


@EVERY
def test_lines_keep_clear_of_each_other(language: Language) -> None:
    sample = " ".join([SAMPLES[language.id]] * 2)
    for leading, bold, heading in ((language.leading, False, False), (language.tight, True, True)):
        text = TYPESETTER.shape(sample, lang=language.id, bold=bold, heading=heading)
        for width in (7000.0, 12000.0, 17000.0):
            for above, below in pairwise(text.lines(width)):
                assert reach(above, below, width) <= (leading + SLANT) * 1000, (width, heading)


@EVERY
def test_letters_reach_out_over_the_start_of_a_line_no_farther_than_is_said(language: Language) -> None:
    often = "کی گی نے" if language.script == "Arab" else ""
    for word in f"{SAMPLES[language.id]} {often}".split():
        (line,) = TYPESETTER.shape(word, lang=language.id).lines(100_000.0)
        ink = boxes(line, line.width)
        start = max(right for _, right, _, _ in ink) - line.width if line.rtl else -min(left for left, _, _, _ in ink)
        assert start <= 1000 * max(language.overhang, NEAR), word


def reach(above: Line, below: Line, width: float) -> float:
    """How far apart two baselines must be for the boxes of their glyphs not to meet, thousandths of an em."""
    upper, lower = boxes(above, width), boxes(below, width)
    return max(
        (
            top - bottom
            for left, right, bottom, _ in upper
            for other_left, other_right, _, top in lower
            if left < other_right and other_left < right
        ),
        default=0.0,
    )


def boxes(line: Line, width: float) -> list[tuple[float, float, float, float]]:
    """Left, right, bottom and top of every glyph's ink."""
    start = width - line.width if line.rtl else 0.0
    found = []
    for run in line.runs:
        scale = run.face.to_thousandths
        for cluster, left in zip(run.clusters, run.lefts, strict=True):
            for glyph in cluster.glyphs:
                extents = run.face.hb_font.get_glyph_extents(glyph.id)
                if extents.height:
                    x = start + run.x + left + glyph.x + extents.x_bearing * scale
                    bottom, top = run.face.ink(glyph.id)
                    found.append((x, x + extents.width * scale, glyph.y + bottom, glyph.y + top))
    return found
