"""What shared files say of one another must lead somewhere."""

import struct
from datetime import date
from pathlib import Path

import pytest

from builder.build import Job, build
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.fonts import is_face
from builder.load.shared import check_shared

ROOT = Path(__file__).parents[1]


def found(project: Path) -> list[tuple[str, str, str]]:
    findings = Findings()
    check_shared(Library((project, ROOT)), findings)
    return [
        (one.code, one.message, f"{Path(one.span.file).name}:{one.span.line}" if one.span else "") for one in findings
    ]


def test_the_starter_library_holds_together(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "message"),
    [
        (
            "leaflets/languages.yaml",
            "[Noto Sans]",
            "[Noto Sanz]",
            "unknown-reference",
            "no family of fonts `Noto Sanz`",
        ),
        (
            "leaflets/languages.yaml",
            "    direction: rtl\n",
            "",
            "wrong-direction",
            "`العربية` is written from right to left, and `direction` of language `ar` is `ltr`",
        ),
        ("leaflets/evidence/claims.yaml", "[SCD, ", "[SCX, ", "unknown-reference", "there is no source `SCX`"),
        ("leaflets/defaults.yaml", "theme: calm", "theme: clam", "unknown-reference", "there is no theme `clam`"),
        ("leaflets/defaults.yaml", "region: us", "region: u", "unknown-reference", "there is no region `u`"),
        (
            "leaflets/defaults.yaml",
            "letter: letter-trifold",
            "letter: a",
            "unknown-reference",
            "there is no layout `a`",
        ),
        (
            "leaflets/regions/us/region.yaml",
            "purpose: treatment",
            "purpose: treatmnt",
            "unknown-reference",
            "no leaflet asks for lines of help for `treatmnt`: `treatment` is printed nowhere",
        ),
        ("layouts/letter-trifold.yaml", "colour: deep,", "colour: dep,", "unknown-reference", "theme `calm` for style"),
        ("layouts/themes/calm.yaml", '  quiet: "#4c5560"\n', "", "missing-field", "`colours` needs `quiet`"),
        ("layouts/letter-trifold.yaml", "  card: ", "  carb: ", "missing-field", "`styles` needs `card`"),
        (
            "layouts/letter-trifold.yaml",
            "bar: {size: 15pt",
            "bar: {size: 0pt",
            "out-of-range",
            "`size: 0pt` is too small",
        ),
        (
            "layouts/letter-trifold.yaml",
            "smallest: 11pt",
            "smallest: 2pt",
            "out-of-range",
            "`smallest: 2pt` is too small",
        ),
        ("layouts/letter-trifold.yaml", "body: {size: 12.5pt", "body: {size: 30in", "out-of-range", "`size: 30in`"),
        ("layouts/letter-trifold.yaml", "grow: 1.28", "grow: 0.5", "out-of-range", "`grow: 0.5` is too small"),
        ("layouts/letter-trifold.yaml", "sign-columns: 2", "sign-columns: 0", "out-of-range", "`sign-columns: 0`"),
        ("layouts/letter-trifold.yaml", "safe: 5mm", "safe: 0", "out-of-range", "`safe: 0` is too small"),
        (
            "layouts/letter-trifold.yaml",
            "spacing: 8pt",
            "spacing: 300pt",
            "out-of-range",
            "`spacing: 300pt` is too large",
        ),
        ("layouts/letter-trifold.yaml", "imprint: 40mm", "imprint: 5mm", "out-of-range", "`imprint: 5mm` is too small"),
        ("layouts/letter-trifold.yaml", "icon: 30pt", "icon: 0", "out-of-range", "`icon: 0` is too small"),
        ("layouts/letter-trifold.yaml", "height: 8.5in", "height: 0", "out-of-range", "`height: 0` is too small"),
        (
            "layouts/letter-sheet.yaml",
            "columns-of-text: 2",
            "columns-of-text: 0",
            "out-of-range",
            "`columns-of-text: 0`",
        ),
        ("layouts/letter-sheet.yaml", "across: 2", "across: -7", "out-of-range", "`across: -7` is too small"),
        ("layouts/letter-trifold.yaml", "roles: [more], ", "", "panel-content", "panel `flap` stays empty"),
        (
            "layouts/letter-trifold.yaml",
            "roles: [more]",
            "roles: [more], rows: [{id: a, roles: [b]}]",
            "panel-content",
            "`rows` and `roles`",
        ),
        ("layouts/letter-trifold.yaml", "{id: flap, ", "{", "missing-field", "needs an `id`"),
        (
            "layouts/letter-trifold.yaml",
            "read: 5",
            "read: 1",
            "read-order",
            "panels `flap` and `cover` have the same place",
        ),
        ("layouts/letter-trifold.yaml", "read: 5, ", "", "read-order", "panel `flap` has no place"),
        (
            "layouts/letter-trifold.yaml",
            "look: cover",
            "look: cover, fold-after: true",
            "fold-place",
            "it ends at the edge of the paper",
        ),
        (
            "layouts/letter-trifold.yaml",
            "duplex: short-edge",
            "duplex: none",
            "fold-place",
            "prints them on two sheets",
        ),
        (
            "layouts/letter-trifold.yaml",
            "split: section",
            "flowing: true",
            "fold-place",
            "pages of a flowing layout are not folded",
        ),
        ("layouts/letter-trifold.yaml", "split: section", "bilingual: true", "missing-field", "needs `flowing: true`"),
        (
            "layouts/letter-trifold.yaml",
            "split: section",
            "paper: region",
            "out-of-range",
            "does not go on both Letter and A4",
        ),
        (
            "layouts/letter-sheet.yaml",
            "{id: front, ",
            "{id: front, fold-after: true, ",
            "fold-place",
            "only columns of the whole face",
        ),
        (
            "layouts/letter-large.yaml",
            "body: {id: page,",
            "body: {rows: [{id: page}], id: all,",
            "panel-content",
            "`rows`",
        ),
        ("layouts/letter-trifold.yaml", "inset: 8mm", "inset: 45mm", "panel-too-small", "`flap` has lines of 2.1 mm"),
        (
            "layouts/letter-trifold.yaml",
            "inset: 8mm",
            "inset: 2mm",
            "text-at-edge",
            "2.0 mm from the paper's edge, less than 6.0 mm",
        ),
        (
            "layouts/letter-trifold.yaml",
            "safe: 5mm",
            "safe: 30mm",
            "text-at-edge",
            "8.0 mm from the paper's edge, less than 30.0 mm: `safe`",
        ),
        ("layouts/wallet-card.yaml", "inset: 4mm", "inset: 1mm", "text-at-edge", "1.0 mm from the paper's edge"),
        ("layouts/letter-sheet.yaml", "gap: 12pt", "gap: 900pt", "panel-too-small", "the rows of a face have"),
        (
            "layouts/letter-trifold.yaml",
            "imprint: 40mm",
            "imprint: 9mm",
            "out-of-range",
            "too low for its lines of `label`",
        ),
        (
            "layouts/letter-trifold.yaml",
            "imprint: 40mm",
            "imprint: 300mm",
            "out-of-range",
            "more than half of the sheet's height",
        ),
        ("layouts/letter-trifold.yaml", "qr: 24mm", "qr: 60mm", "out-of-range", "leaves no room for words beside it"),
        ("layouts/wallet-card.yaml", "show: [title, bar]", "show: [titel]", "unknown-choice", "`show.1: titel`"),
        (
            "layouts/wallet-card.yaml",
            "read: 4, ",
            "read: 4, draft: true, ",
            "two-draft-bars",
            "panels `card-back` and `card-cover`",
        ),
        (
            "layouts/letter-trifold.yaml",
            "duplex: short-edge",
            "duplex: long-edge",
            "fold-place",
            "its inside stands on its head",
        ),
        ("layouts/wallet-card.yaml", "duplex: long-edge", "duplex: short-edge", "fold-place", "stands on its head"),
        (
            "layouts/letter-trifold.yaml",
            "roles: [more]",
            "roles: [moore]",
            "panel-content",
            "no leaflet has a section for `moore`",
        ),
        (
            "layouts/letter-trifold.yaml",
            "roles: [more]",
            "roles: [more], look: draft",
            "panel-content",
            "takes sections for `more`",
        ),
        (
            "layouts/fonts/fonts.yaml",
            "NotoSans-Bold.ttf",
            "NotoSans-OFL.txt",
            "bad-font",
            "`NotoSans-OFL.txt` is no font",
        ),
        ("layouts/fonts/fonts.yaml", "NotoSans-Bold.ttf", "NotoSans-Bald.ttf", "missing-file", "NotoSans-Bald.ttf"),
        (
            "leaflets/defaults.yaml",
            "screen-phone",
            "letter-sheet",
            "unknown-reference",
            "`screen: letter-sheet` is not",
        ),
        (
            "leaflets/defaults.yaml",
            "letter-bilingual\n",
            "letter-sheet\n",
            "unknown-reference",
            "it is not `bilingual`",
        ),
        (
            "layouts/letter-trifold.yaml",
            "read: 5",
            "read: 5, height: fit",
            "panel-content",
            "columns are as high as what they stand in",
        ),
        ("layouts/letter-sheet.yaml", "id: front, ", "id: front, width: 4cm, ", "panel-content", "has a `width`"),
        ("layouts/themes/calm.yaml", "rule: 1pt", "rule: 8pt", "out-of-range", "`rule: 8pt` is too large"),
        ("layouts/themes/calm.yaml", "radius: 3pt", "radius: 500pt", "out-of-range", "`radius: 500pt` is too large"),
        (
            "layouts/wallet-card.yaml",
            "show: [title, bar], draft: true",
            "show: [title, bar]",
            "missing-field",
            "`draft: true`",
        ),
        (
            "layouts/letter-trifold.yaml",
            "width: 3.625in",
            "width: 8in",
            "panel-widths",
            "`outside` take 390.5 mm of its 279.4 mm",
        ),
        (
            "layouts/letter-trifold.yaml",
            "width: 3.625in",
            "width: 3.6in",
            "panel-widths",
            "take 278.8 mm of its 279.4 mm",
        ),
        (
            "layouts/letter-trifold.yaml",
            "{id: flap, width: 3.625in, roles: [more], read: 5, fold-after: true}\n"
            "        - {id: back, width: 3.6875in",
            "{id: flap, width: 3.6875in, roles: [more], read: 5, fold-after: true}\n"
            "        - {id: back, width: 3.625in",
            "folds-differ",
            "`outside` is folded at 93.7 mm and 185.7 mm, and from there face `inside` at 92.1 mm and 185.7 mm",
        ),
        (
            "layouts/wallet-card.yaml",
            "roles: [card-signs], read: 2, fold-after: true",
            "roles: [card-signs], read: 2",
            "folds-differ",
            "is not",
        ),
        ("layouts/letter-trifold.yaml", "smallest: 24pt", "smallest: 99pt", "smallest-above-size", "above its `size`"),
    ],
)
def test_what_leads_nowhere_is_found(file: str, old: str, new: str, code: str, message: str, tmp_path: Path) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    told = found(tmp_path)
    assert any(one[0] == code and message in one[1] and one[2].startswith(Path(file).name) for one in told), told


def font(begins: bytes, *tables: bytes) -> bytes:
    """How a font file begins that has these tables."""
    directory = b"".join(name + bytes(12) for name in tables)
    return begins + struct.pack(">HHHH", len(tables), 0, 0, 0) + directory + b"fvar COLR"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (font(b"OTTO", b"CFF ", b"cmap"), "PostScript outlines"),
        (font(b"ttcf"), "a collection"),
        (font(b"wOF2"), "packed for web pages"),
        (font(b"\0\1\0\0", b"fvar", b"glyf"), "a variable font"),
        (font(b"\0\1\0\0", b"COLR", b"glyf"), "letters in colours"),
        (font(b"\0\1\0\0", b"CBDT"), "letters in colours"),
        (font(b"\0\1\0\0", b"cmap"), "no font of the kind"),
        (b"", "no font of the kind"),
    ],
)
def test_a_font_that_cannot_be_set_is_told_in_its_family(data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "face.ttf").write_bytes(data)
    findings = Findings()
    assert not is_face(tmp_path / "face.ttf", None, findings)
    (one,) = findings
    assert one.code == "bad-font"
    assert told in one.message
    assert one.hints


@pytest.mark.parametrize("begins", [b"\0\1\0\0", b"true"])
def test_a_font_of_one_weight_is_set(begins: bytes, tmp_path: Path) -> None:
    (tmp_path / "face.ttf").write_bytes(font(begins, b"GSUB", b"cmap", b"glyf", b"loca"))
    findings = Findings()
    assert is_face(tmp_path / "face.ttf", None, findings)
    assert not list(findings)


def test_a_sheet_is_not_set_without_its_styles_and_colours(tmp_path: Path) -> None:
    theme = (ROOT / "layouts/themes/calm.yaml").read_text(encoding="utf-8")
    (tmp_path / "layouts/themes").mkdir(parents=True)
    (tmp_path / "layouts/themes/calm.yaml").write_text(theme.replace("  warning:", "  warming:", 1), encoding="utf-8")
    card = Job(
        leaflet="overdose",
        region="us",
        language="en",
        layout="wallet-card",
        theme="calm",
        stem="a",
        on=date(2026, 1, 1),
    )
    built = build(card, Library((tmp_path, ROOT)))
    assert built.data is None
    assert ("missing-field", "`colours` needs `warning`") in [(one.code, one.message) for one in built.findings]


def test_a_number_too_wide_for_its_panel_is_told_in_the_layout(tmp_path: Path) -> None:
    layout = (ROOT / "layouts/letter-trifold.yaml").read_text(encoding="utf-8")
    (tmp_path / "layouts").mkdir()
    large = layout.replace("phone: {size: 18pt, smallest: 14pt", "phone: {size: 60pt, smallest: 60pt", 1)
    (tmp_path / "layouts/letter-trifold.yaml").write_text(large, encoding="utf-8")
    sheet = Job(
        leaflet="overdose",
        region="us",
        language="en",
        layout="letter-trifold",
        theme="calm",
        stem="a",
        on=date(2026, 1, 1),
    )
    (found,) = [one for one in build(sheet, Library((tmp_path, ROOT))).findings if one.code == "word-too-wide"]
    assert found.span is not None
    assert "id: back" in large.splitlines()[found.span.line - 1]


def test_rules_of_writing_and_the_glossary_are_checked(tmp_path: Path) -> None:
    for name, text in {
        "writing/es.yaml": "id: es\nforbidden:\n  - {pattern: '[a-', because: a test}\n",
        "glossary.yaml": "terms:\n  - term: naloxone\n    wordings: [{language: ess, use: [x]}]\n",
    }.items():
        (tmp_path / "leaflets" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "leaflets" / name).write_text(text, encoding="utf-8")
    told = {(code, place) for code, _, place in found(tmp_path)}
    assert told == {("bad-expression", "es.yaml:3"), ("unknown-reference", "glossary.yaml:3")}
