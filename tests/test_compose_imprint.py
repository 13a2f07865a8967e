"""The imprint: the same box for every service, each fitted into it, what does not fit told with place and amount."""

from __future__ import annotations

from dataclasses import replace

import pytest
from composed import Asked, edition, layout_of, resources, sheet, theme_of
from samples import starter_typesetter

from builder.compose import compose
from builder.diagnostics import Diagnostic, Findings
from builder.model.service import Service
from builder.model.sheet import Box, Code, Rule, Shape, Sheet, Words
from builder.model.source import Id, Span

PLACE = Span("services.yaml", 2, 5, 2, 9)

SHORT = Service(id=Id("here"), name="Example Outreach", phone="202-555-0142", span=PLACE)

FULL = replace(
    SHORT,
    name="Example Harm Reduction Clinic",
    address=("1200 Example Street, Floor 2", "Sampletown, EX 00000"),
    hours="Mon to Fri 9 to 5",
    url="https://example.org/clinic",
)

LAYOUTS = ("letter-trifold", "a4-trifold", "letter-sheet", "a4-sheet", "wallet-card", "poster-tabloid", "letter-large")


def struck(
    service: Service | None, layout: str = "letter-trifold", lang: str = "en"
) -> tuple[Sheet | None, list[Diagnostic]]:
    findings = Findings()
    made = compose(
        edition("overdose", lang),
        layout_of(layout),
        theme_of("calm"),
        starter_typesetter(),
        resources(),
        findings,
        service=service,
    )
    return made, list(findings)


def written(sheet: Sheet) -> str:
    runs = (run for page in sheet.pages for item in page.items if isinstance(item, Words) for run in item.line.runs)
    return "".join(cluster.text for run in runs for cluster in run.clusters)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_service_changes_nothing_outside_its_box(layout: str, lang: str) -> None:
    one, other = struck(SHORT, layout, lang)[0], struck(FULL, layout, lang)[0]
    blank = struck(None, layout, lang)[0]
    assert one is not None
    assert other is not None
    assert blank is not None
    assert one.scale == other.scale == blank.scale
    for first, second, third in zip(one.pages, other.pages, blank.pages, strict=True):
        assert first.frames == second.frames == third.frames
    kept = [
        {item for page in made.pages for item in page.items if isinstance(item, Code)} for made in (one, other, blank)
    ]
    addresses = [{code.address for code in codes} for codes in kept]
    assert addresses[0] == addresses[2]
    assert addresses[1] - addresses[0] <= {FULL.url}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_that_a_service_says_is_printed(layout: str) -> None:
    made, found = struck(FULL, layout)
    assert found == []
    assert made is not None
    said = written(made).replace(" ", "").replace("\u00a0", "")
    compact = layout_of(layout).compact
    told = [FULL.name, *FULL.address, FULL.phone] + ([] if compact else [FULL.hours, "example.org/clinic"])
    for part in told:
        assert part.replace(" ", "") in said, part


def test_what_does_not_fit_is_told_with_the_amount() -> None:
    crowded = replace(
        FULL, address=("Room 1200 of the Example Building", "77 Example Street North-West", "Sampletown " * 6)
    )
    made, found = struck(crowded)
    assert made is None
    assert [one.code for one in found] == ["imprint-overflow"]
    assert found[0].span == PLACE
    assert "pt more than the imprint of layout `letter-trifold`" in found[0].message


def test_an_address_too_long_for_a_code_that_scans() -> None:
    made, found = struck(replace(SHORT, url="https://example.org/" + "clinic/" * 40))
    assert made is None
    assert "address-too-long" in [one.code for one in found]


def test_a_phone_shows_no_lines_to_fill_in_by_hand() -> None:
    def on_a_phone(service: Service | None, *, left_open: bool = False) -> Sheet:
        made = compose(
            edition("overdose", "en"),
            layout_of("letter-trifold"),
            theme_of("calm"),
            starter_typesetter(),
            resources(),
            Findings(),
            service=service,
            left_open=left_open,
            finish="screen",
            screen=layout_of("screen-phone"),
        )
        assert made is not None
        return made

    blank, named, opened = on_a_phone(None), on_a_phone(SHORT), on_a_phone(None, left_open=True)
    assert "Your local service" not in written(blank)
    assert "Example Outreach" in written(named)
    assert opened.openings
    assert not blank.openings


@pytest.mark.parametrize("layout", ["letter-trifold", "letter-large", "a4-sheet"])
def test_lines_to_write_on_stand_off_the_frame(layout: str) -> None:
    made, _ = struck(None, layout)
    assert made is not None
    found = 0
    for page in made.pages:
        frames = [item.box for item in page.items if isinstance(item, Shape) and item.stroke]
        for line in page.items:
            if isinstance(line, Rule) and line.weight == 0.75 and not line.dash:
                frame = next(box for box in frames if box.x < line.x and _holds(box, line.y))
                assert frame.y + frame.height - line.y > 8.0
                found += 1
    assert found == 2


@pytest.mark.parametrize("layout", ["wallet-card", "letter-trifold"])
def test_under_the_last_line_to_write_on_is_room_for_what_hangs_below(layout: str) -> None:
    made, _ = struck(None, layout)
    assert made is not None
    items = made.pages[0].items
    last = max(item.y for item in items if isinstance(item, Rule) and item.weight == 0.75 and not item.dash)
    below = min(item.box.y for item in items if isinstance(item, Words) and item.box.y > last)
    assert below - last > 6.0


def _holds(box: Box, y: float) -> bool:
    return box.y < y < box.y + box.height


@pytest.mark.parametrize(("lang", "label"), [("en", "s: 911"), ("fr", "s\u00a0: 911"), ("zh-Hans", "话：911")])
def test_the_label_of_the_emergency_number_ends_as_the_language_ends_it(lang: str, label: str) -> None:
    made, _ = struck(None, lang=lang)
    assert made is not None
    assert label in written(made)


@pytest.mark.parametrize("lang", ["pt-BR", "ro", "uk"])
def test_whom_to_call_stands_after_the_question(lang: str) -> None:
    """Not "Does not breathe? Call | 999."; where a region has no lines of help, its emergency number comes first."""
    made = sheet(Asked("overdose", lang, "a4-sheet", region="gb-wls"))
    words = [item for page in made.pages for item in page.items if isinstance(item, Words)]
    said = ["".join(each.text for run in item.line.runs for each in run.clusters) for item in words]
    lines = [text.strip() for text, item in zip(said, words, strict=True) if item.message == "emergency.text"]
    assert len(lines) == 2
    assert lines[0].endswith("?")
    assert "999" in said


@pytest.mark.parametrize(("lang", "stop"), [("hy", "\u0589"), ("km", "\u17d4"), ("my", "\u104b")])
def test_entries_of_the_foot_have_no_full_stops(lang: str, stop: str) -> None:
    made, _ = struck(None, lang=lang)
    assert made is not None
    assert "\u00a0·" in written(made)
    assert f"{stop}\u00a0·" not in written(made)
