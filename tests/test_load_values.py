"""What a good file becomes: every text with its place, message id and safety; every value as its field says."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from builder.diagnostics import Findings
from builder.load import Library, load
from builder.load.annotations import field_types
from builder.load.values import POINTS, Placed
from builder.model.imposition import Imposition
from builder.model.language import LanguageList
from builder.model.layout import Layout
from builder.model.leaflet import KINDS, Bullets, Card, Leaflet, Strip
from builder.model.region import Region
from builder.model.source import Span, State, Text
from builder.model.theme import Theme
from builder.model.words import CommonWords

HEAD = """\
id: demo
title: A title
description: A
audience: a
purpose: a
main-message: A
action: A
sections:
  - id: first
    roles: [main, more]
    heading: A heading
    blocks:
"""


def made(tmp_path: Path, text: str, kind: type[Any] = Leaflet) -> Any:
    file = tmp_path / "demo.yaml"
    file.write_bytes(text.encode())
    findings = Findings()
    value = load(file, kind, findings, "demo.yaml")
    assert list(findings) == []
    assert value is not None
    return value


def texts(value: Any) -> list[Text]:
    """All texts in a value, in the order of its fields."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    if is_dataclass(value) and not isinstance(value, Span):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    return []


def test_texts_carry_place_and_message_id(tmp_path: Path) -> None:
    leaflet = made(
        tmp_path,
        HEAD
        + """\
      - kind: callout
        id: warn
        tone: danger
        title: 'It''s **hot**'
        text: >-
          One line
          and another.

          A second paragraph.
      - id: list
        kind: bullets
        items:
          - {id: wake, lead: Wake, text: "A, b"}
          - id: call
            text: plain
              text
""",
    )
    found = {text.id: (text.value, str(text.span), text.span.end_line, text.span.end_column) for text in texts(leaflet)}
    assert found == {
        "title": ("A title", "demo.yaml:2:8", 2, 15),
        "description": ("A", "demo.yaml:3:14", 3, 15),
        "main-message": ("A", "demo.yaml:6:15", 6, 16),
        "action": ("A", "demo.yaml:7:9", 7, 10),
        "first.heading": ("A heading", "demo.yaml:11:14", 11, 23),
        "warn.title": ("It's **hot**", "demo.yaml:16:16", 16, 31),
        "warn.text": ("One line and another. A second paragraph.", "demo.yaml:17:15", 21, 30),
        "list.wake.lead": ("Wake", "demo.yaml:25:30", 25, 34),
        "list.wake.text": ("A, b", "demo.yaml:25:42", 25, 48),
        "list.call.text": ("plain text", "demo.yaml:27:19", 28, 19),
    }
    assert {text.state for text in texts(leaflet)} == {State.SOURCE}
    assert {text.lang for text in texts(leaflet)} == {""}


def test_safety_is_inherited(tmp_path: Path) -> None:
    leaflet = made(
        tmp_path,
        HEAD
        + """\
      - kind: callout
        id: warn
        tone: danger
        safety: true
        title: A
      - kind: bullets
        id: list
        items:
          - {id: a, text: A}
          - {id: b, safety: true, text: A}
      - kind: steps
        id: steps
        safety: true
        items:
          - {id: a, text: A}
          - {id: b, safety: false, text: A}
      - kind: strip
        id: strip
        results:
          - {id: a, lines: both, lead: A, text: A}
          - {id: b, lines: control, lead: A, text: A, safety: false}
""",
    )
    assert [text.id for text in texts(leaflet) if text.safety] == [
        "warn.title",
        "list.b.text",
        "steps.a.text",
        "steps.b.text",
        "strip.a.lead",
        "strip.a.text",
    ]
    strip = leaflet.sections[0].blocks[3]
    assert isinstance(strip, Strip)
    assert [result.safety for result in strip.results] == [True, False]


def test_message_ids_of_regions_and_common_words() -> None:
    library, findings = Library.open(Path(__file__).parents[1]), Findings()
    region, words = library.region("us", findings), library.words(findings)
    assert region is not None
    assert words is not None
    ids = [text.id for text in texts(region)]
    assert {"name", "naloxone.gap", "naloxone.lasts", "helplines.treatment.title"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert {"draft-translation", "print-steps.1", "print-steps.2"} <= {text.id for text in texts(words)}


def test_all_scalars_are_texts_until_the_field_says_otherwise(tmp_path: Path) -> None:
    source = """\
languages:
  - {id: no, name: yes, endonym: 1.10, script: Latn, shaping: 0x1F, fonts: [on, 2026-01-01], notes: 012,
     leading: 1.50, min-piece: 3, quotes: ["«", "»"], balance: false}
"""
    (language,) = made(tmp_path, source, LanguageList).languages
    assert (language.id, language.name, language.endonym, language.shaping) == ("no", "yes", "1.10", "0x1F")
    assert (language.fonts, language.notes) == (("on", "2026-01-01"), "012")
    assert (language.leading, language.min_piece, language.quotes) == (1.5, 3, ("«", "»"))
    assert language.balance is False


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("12pt", 12),
        ("25.4mm", 72),
        ("2.54cm", 72),
        ("3.5in", 252),
        (".5in", 36),
        ("0", 0),
        ("1 pt", 1),
        ("'8mm'", 22.6772),
    ],
)
def test_lengths_are_points(written: str, points: float, tmp_path: Path) -> None:
    paper = "paper: {width: 8.5in, height: 11in}"
    plan = made(tmp_path, f"id: demo\nname: A\n{paper}\nmargin: {written}\n", Imposition)
    assert plan.margin == pytest.approx(points, abs=1e-4)
    assert set(POINTS) == {"pt", "mm", "cm", "in"}


def test_claims(tmp_path: Path) -> None:
    leaflet = made(
        tmp_path,
        HEAD
        + """\
      - {kind: text, id: a, text: A, claims: [A2, "8", X-1]}
      - {kind: text, id: b, text: A, claims: none, because: a greeting}
      - {kind: text, id: c, text: A}
""",
    )
    first, second, third = leaflet.sections[0].blocks
    assert (first.claims.ids, first.claims.none) == (("A2", "8", "X-1"), False)
    assert (second.claims.ids, second.claims.none, second.because) == ((), True, "a greeting")
    assert third.claims is None
    assert str(first.claims.span) == "demo.yaml:13:46"


def test_names_remember_their_place(tmp_path: Path) -> None:
    leaflet = made(tmp_path, HEAD + "      - {kind: card, id: card, purposes: [crisis, alone]}\n")
    (card,) = leaflet.sections[0].blocks
    assert isinstance(card, Card)
    assert card.purposes == ("crisis", "alone")
    assert [str(name.span) for name in card.purposes if isinstance(name, Placed)] == [
        "demo.yaml:13:43",
        "demo.yaml:13:51",
    ]
    assert repr(card.purposes) == "('crisis', 'alone')"


def test_values_can_be_sent_to_another_process(tmp_path: Path) -> None:
    import pickle

    leaflet = made(tmp_path, HEAD + "      - {kind: card, id: card, purposes: [crisis]}\n")
    again = pickle.loads(pickle.dumps(leaflet))
    assert again == leaflet
    assert again.sections[0].blocks[0].purposes[0].span == leaflet.sections[0].blocks[0].purposes[0].span


def test_a_layout_holds_panels_in_panels() -> None:
    library, findings = Library.open(Path(__file__).parents[1]), Findings()
    layout = library.layout("letter-trifold", findings)
    assert isinstance(layout, Layout)
    assert [face.id for face in layout.faces] == ["outside", "inside"]
    assert sum(panel.width or 0 for panel in layout.faces[0].body.columns) == pytest.approx(11 * 72)


def test_extends_lays_one_file_over_another(tmp_path: Path) -> None:
    (tmp_path / "parent.yaml").write_text(
        'id: parent\nname: Parent\ncolours:\n  ink: "#000000"\n  paper: "#ffffff"\nrule: 2pt\ntints: false\n'
    )
    theme = made(
        tmp_path,
        'id: demo\nname: Demo\nextends: parent\ncolours:\n  ink: "#111111"\n  mid: "#222222"\nrule: 3pt\n',
        Theme,
    )
    assert dict(theme.colours) == {"ink": "#111111", "paper": "#ffffff", "mid": "#222222"}
    assert (theme.id, theme.rule, theme.tints, theme.radius) == ("demo", 3, False, 3)


def test_a_child_does_not_inherit_its_parents_id(tmp_path: Path) -> None:
    (tmp_path / "parent.yaml").write_text("id: parent\nname: Parent\ncolours: {}\n")
    file = tmp_path / "demo.yaml"
    file.write_text("extends: parent\n")
    findings = Findings()
    assert load(file, Theme, findings) is None
    assert [one.message for one in findings] == ["a theme needs `id`"]


REGION = """\
id: land
name: Land
paper: a4
emergency: {number: "112", status: agency, source: seen, confirmed: {by: A. Person, on: 2026-01-02}}
helplines:
  - id: crisis
    purpose: crisis
    name: Line
    title: Talk to someone
    phone: 0800 1
    status: agency
    confirmed: {by: A. Person, on: 2026-01-02}
  - {id: advice, purpose: advice, name: Line, title: Ask, phone: 0800 2, status: agency}
naloxone: {product: nasal, gap: 3 minutes, lasts: 30 minutes}
breaths: breaths
steps: [call, naloxone]
"""


def region(tmp_path: Path, text: str) -> Region:
    for id, written in (("land", REGION), ("state", text)):
        (tmp_path / "leaflets" / "regions" / id).mkdir(parents=True, exist_ok=True)
        (tmp_path / "leaflets" / "regions" / id / "region.yaml").write_text(written)
    findings = Findings()
    made = Library((tmp_path,)).region("state", findings)
    assert made is not None, findings
    return made


def test_a_region_takes_over_lines_of_help_by_id(tmp_path: Path) -> None:
    state = region(
        tmp_path,
        "id: state\nname: State\nextends: land\nhelplines:\n  - {id: advice, title: Ask us}\n"
        "  - {id: more, purpose: alone, name: New, title: Stay, phone: 0800 3, status: memory}\n",
    )
    assert [(line.id, line.title.value, line.phone) for line in state.helplines] == [
        ("crisis", "Talk to someone", "0800 1"),
        ("advice", "Ask us", "0800 2"),
        ("more", "Stay", "0800 3"),
    ]
    files = [Path(line.title.span.file).parent.name for line in state.helplines]
    assert files == ["land", "state", "state"]
    assert state.emergency.confirmed is not None
    assert state.steps == ("call", "naloxone")


def test_nobody_has_confirmed_a_new_number(tmp_path: Path) -> None:
    """Who dialled the parent's number has not dialled the child's."""
    state = region(
        tmp_path,
        "id: state\nname: State\nextends: land\nemergency: {number: '999', status: memory}\n"
        "helplines:\n  - {id: crisis, phone: 0800 9, status: memory}\n",
    )
    assert (state.emergency.number, state.emergency.confirmed, state.emergency.source) == ("999", None, "")
    assert (state.helplines[0].phone, state.helplines[0].confirmed) == ("0800 9", None)


def test_every_field_of_the_model_has_a_binder_and_a_line_in_the_manual() -> None:
    from builder.load.bind import _plan

    kinds = [*KINDS.values(), Leaflet, Region, Layout, Theme, LanguageList, CommonWords]
    for kind in kinds:
        plan = _plan(kind)
        written = [field for field in fields(kind) if "doc" in field.metadata]
        assert len(plan.fields) == len(written)
        assert all(field.metadata["doc"] for field in written)
        assert {field.name for field in fields(kind)} - {field.name for field in written} <= {"span"}
        assert set(field_types(kind)) >= {field.name for field in written}


def test_every_starter_file_loads_without_a_finding() -> None:
    library, findings = Library.open(Path(__file__).parents[1]), Findings()
    lists = (library.leaflets(), library.regions(), library.layouts(), library.themes())
    assert all(len(ids) >= 3 for ids in lists)
    assert all(library.leaflet(id, findings) for id in library.leaflets())
    assert all(library.region(id, findings) for id in library.regions())
    assert all(library.layout(id, findings) for id in library.layouts())
    assert all(library.theme(id, findings) for id in library.themes())
    assert library.languages(findings)
    assert library.claims(findings)
    assert library.sources(findings)
    assert library.words(findings)
    assert library.defaults(findings)
    assert len(library.fonts(findings)) > 10
    assert list(findings) == []
    first = library.leaflet("overdose", findings)
    assert first is not None
    assert any(isinstance(block, Bullets) for section in first.sections for block in section.blocks)
