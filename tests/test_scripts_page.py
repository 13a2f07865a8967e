"""`docs/scripts.md`, the matrix of languages, says what is measured here: faces, digits, breaks, leading, reading back.

`pytest tests/test_scripts_page.py --update-golden` writes it and its picture anew.
"""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Final
from unicodedata import category

import pytest
from conftest import Needs
from pdf_reading import extracted, opened, pixels, tree
from pdf_sheets import Board, typesetter
from samples import SAMPLES
from test_languages import ZEROS, reach
from test_looks import FAR, apart, png
from test_looks import opened as picture
from test_pdf_text import letters, sheet_in

from builder.model.language import Language
from builder.pdf import paint

PAGE: Final = Path(__file__).parents[1] / "docs" / "scripts.md"
PICTURE: Final = PAGE.with_suffix(".png")

LANGUAGES: Final = typesetter().languages

LINE: Final = 22_000.0
"""Thousandths of an em: how long the sample lines are."""

ROWS: Final = 32
"""Languages in a column of the picture."""

HEAD: Final = """\
# Languages and scripts

What can be set, and how: made from the tests' measurements by `pytest tests/test_scripts_page.py --update-golden`, and
compared with them by `make test`. How a language is set is data: `leaflets/languages.yaml`.

- **Faces**: for text; after a stroke, for headings or cards where they differ. Every stack ends in a Latin face, for
  numbers, names and addresses. No character of a sheet may be without a glyph: the build stops.
- **Lines end**: at spaces; *by dictionary* where words are not spaced; *between characters* in Chinese and Japanese.
  A number never leaves its unit, nor a phone number its parts.
- **Leading**: set / what the ink of running text needs not to touch, in type sizes; then the same for headings.
- **Read back**: who gets the sample's text out of the file letter for letter: *tags* (screen readers), then poppler,
  MuPDF, pdfium (Chrome's). The builder reads every sheet through its tags and its codes before it writes it. Whole
  sheets come out of pdfium, MuPDF, pdf.js and `pdftotext -raw` letter for letter in the order of the content, with
  marks that steer where letters from the right meet others; pdf.js writes Lao ຳ as the two signs that it is made of.
  `pdftotext` alone goes by places: in every language, panels that stand side by side come in an order of its own. One
  gap: where the title on a poster's strips has vowel signs, pdfium reads the strips backwards, and 86 to 88 of a
  hundred letters of the page in order; the titles that come with the builder have none.

![the first line of the sample in each language, as it prints](scripts.png)

| language | script | faces | digits | lines end | leading | read back | known limits |
|---|---|---|---|---|---|---|---|
"""


@pytest.fixture(scope="module")
def page(needs: Needs, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("scripts")
    rows = sorted(LANGUAGES.values(), key=lambda language: (language.script, language.id))
    return HEAD + "".join(row(language, readers(language, needs, folder)) for language in rows)


def row(language: Language, read_back: str) -> str:
    cells = (
        f"{language.name} `{language.id}`<br>{language.endonym}",
        f"{language.script}{', right to left' if language.direction == 'rtl' else ''}",
        faces(language),
        "".join(chr(ord(ZEROS[language.digits]) + value) for value in range(10)),
        breaks(language),
        f"{leading(language, heading=False)}; {leading(language, heading=True)}",
        read_back,
        language.notes or "—",
    )
    return f"| {' | '.join(cells)} |\n"


def faces(language: Language) -> str:
    text = " + ".join(language.fonts)
    headings = " + ".join(language.heading_fonts)
    cards = " + ".join(language.compact.fonts) if language.compact else ""
    more = ((headings, "headings"), (cards, "cards"))
    return " / ".join([text, *(f"{stack} ({what})" for stack, what in more if stack and stack != text)])


def breaks(language: Language) -> str:
    """What the ends of lines in the sample are: after a space, or inside what is written together."""
    shaped = typesetter().shape(SAMPLES[language.id], lang=language.id)
    inside = [
        end for end in shaped.ends[:-1] if all(category(char)[0] in "LM" for char in shaped.text[end - 1 : end + 1])
    ]
    spaced = any(shaped.text[end - 1].isspace() for end in shaped.ends[:-1])
    if not inside:
        return "at spaces"
    pieces = [end - start for start, end in pairwise([0, *shaped.ends])]
    kind = "between characters" if sum(pieces) / len(pieces) < 2 else "by dictionary"
    return f"at spaces and {kind}" if spaced and language.space else kind


def leading(language: Language, *, heading: bool) -> str:
    shaped = typesetter().shape(SAMPLES[language.id], lang=language.id, bold=heading, heading=heading)
    width = 12_000.0
    need = max((reach(*pair, width) for pair in pairwise(shaped.lines(width))), default=0.0) / 1000
    return f"{language.tight if heading else language.leading:g} / {need:.2f}"


def readers(language: Language, needs: Needs, folder: Path) -> str:
    data = paint(sheet_in(language.id))
    file = folder / f"{language.id}.pdf"
    file.write_bytes(data)
    poppler: list[str | Path] = [needs("pdftotext", "poppler-utils"), file, "-"]
    mupdf: list[str | Path] = [needs("mutool", "mupdf-tools"), "draw", "-q", "-F", "txt", file]
    with opened(data) as pdf:
        got = {"tags": tree(pdf).text}
    for name, command in (("poppler", poppler), ("MuPDF", mupdf)):
        got[name] = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    got["pdfium"] = extracted(data)
    wanted = letters(SAMPLES[language.id])
    exact = [name for name, text in got.items() if letters(text) == wanted]
    order = [name for name, text in got.items() if name not in exact and sorted(letters(text)) == sorted(wanted)]
    return ", ".join([*exact, *(f"{name} (in another order)" for name in order)])


def test_the_page_says_what_is_measured(page: str, update_golden: bool) -> None:
    if update_golden:
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page


def test_tags_hold_every_sample_letter_for_letter(page: str) -> None:
    rows = [line for line in page.splitlines() if line.startswith("| ") and "`" in line]
    assert len(rows) == len(LANGUAGES)
    assert [line for line in rows if "| tags" not in line] == []


def test_the_picture_shows_every_language(update_golden: bool) -> None:
    board = Board(width=612.0, height=36.0 + 24.0 * ROWS)
    for at, language in enumerate(sorted(LANGUAGES.values(), key=lambda each: (each.script, each.id))):
        board.x, board.y = (36.0, 330.0)[at // ROWS], 18.0 + 24.0 * (at % ROWS)
        board.column = 255.0
        shaped = typesetter().shape(SAMPLES[language.id], lang=language.id)
        first = shaped.lines(LINE)[0]
        node = board.node("P")
        board.text(language.id, node, size=6.0)
        board.y = 18.0 + 24.0 * (at % ROWS)
        board.x += 40.0
        board.column = 240.0
        board.text(shaped.text[: first.end].strip(), node, lang=language.id, size=9.5)
    now = pixels(paint(board.sheet()), scale=1.6).convert("L")
    if update_golden:
        PICTURE.write_bytes(png(now.quantize(16)))
    assert apart(picture(PICTURE), now.convert("RGB")) <= FAR, "run with --update-golden, look at it, and commit it"
