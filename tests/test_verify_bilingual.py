"""A bilingual sheet says both what was written and what it was translated from: either side that is wrong is caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from broken import changed, mapped, rewritten_in
from composed import DAY, starter
from pikepdf import Dictionary, Pdf

from builder.build import Job, Made, make, meant_by
from builder.diagnostics import Findings
from builder.model.sheet import Drawing, Words
from builder.names import ALL
from builder.plan import Wanted, plan
from builder.translate.messages import messages
from builder.verify import Meant, verify
from builder.verify.letters import plain_letters

JOB = Job(
    leaflet="overdose",
    region="us",
    language="ar",
    layout="letter-bilingual",
    theme="calm",
    stem="a",
    on=DAY,
    bilingual=True,
)

LEVEL = ("contact.heading", "signs.heading", "risk.", "avoid.", "goal.", "waking.", "after.heading")


@cache
def made() -> Made:
    findings = Findings()
    done = make(JOB, starter(), findings)
    assert done is not None, list(map(str, findings))
    return done


@cache
def meant() -> Meant:
    return meant_by(JOB, made(), starter())


def failing(data: bytes, known: Meant) -> list[str]:
    return [result.code for result in verify(data, known, thorough=True).results if result.state == "fails"]


def silent(language: str) -> Callable[[Pdf], None]:
    """The first paragraph that says that it is in this language does not say so."""

    def act(opened: Pdf) -> None:
        spoken = [
            each for each in opened.objects if isinstance(each, Dictionary) and each.get("/S") and "/Lang" in each
        ]
        first = next(each for each in spoken if str(each.Lang) == language and each.S == "/P")
        del first["/Lang"]

    return act


def test_the_sound_sheet_is_sound() -> None:
    assert meant().source is not None
    assert verify(made().data, meant(), thorough=True).ok
    assert failing(changed(lambda opened: None, made().data), meant()) == []


def test_both_sides_stand_in_a_line() -> None:
    """First lines on one baseline, icons at one height, however tall the letters of a side are: Urdu hung below."""
    findings = Findings()
    done = make(replace(JOB, region="gb", language="ur", layout="a4-bilingual"), starter(), findings)
    assert done is not None, list(map(str, findings))
    found = 0
    for page in done.sheet.pages:
        words = [item for item in page.items if isinstance(item, Words) and item.message.startswith(LEVEL)]
        for message in {item.message for item in words}:
            own, other = (
                next(item for item in words if item.message == message and (item.box.x > page.width / 2) == right)
                for right in (True, False)
            )
            assert own.baseline == pytest.approx(other.baseline, abs=0.5), message
            found += 1
        icons = [item.box.y for item in page.items if isinstance(item, Drawing)]
        assert all(icons.count(y) % 2 == 0 for y in icons)
    assert found > 10


def test_a_heading_over_what_stands_once_is_in_both_languages() -> None:
    """Where a region has no lines of help, lines to write on come first under the heading."""
    findings = Findings()
    done = make(replace(JOB, region="gb", layout="a4-bilingual"), starter(), findings)
    assert done is not None, list(map(str, findings))
    over = [
        "".join(cluster.text for run in item.line.runs for cluster in run.clusters)
        for page in done.sheet.pages
        for item in page.items
        if isinstance(item, Words) and item.message == "contact.heading"
    ]
    assert len(over) == 2
    assert "Get help" in over


def test_another_word_in_the_source_is_caught() -> None:
    known = meant()
    assert known.source is not None
    source = rewritten_in(known.source, "signs.wake.lead", "wake", "walk")
    assert failing(made().data, replace(known, source=source)) == ["structure-text"]


def test_a_place_for_a_break_that_parts_letters_is_what_was_written() -> None:
    known = meant()
    assert known.edition is not None
    printed = next(each.text.value for each in messages(known.edition.leaflet) if each.context == "signs.wake.lead")
    inside = next(at for at in range(1, len(printed)) if printed[at - 1 : at + 1].isalpha())
    parted = printed[:inside] + "\u200c" + printed[inside:]
    assert plain_letters(parted) == plain_letters(printed)
    wanted = rewritten_in(known.edition, "signs.wake.lead", printed, printed[:inside] + "\u200b" + printed[inside:])
    assert failing(made().data, replace(known, edition=wanted)) == []
    wrong = rewritten_in(known.edition, "signs.wake.lead", printed, parted)
    assert failing(made().data, replace(known, edition=wrong)) == ["structure-text"]


def test_another_word_in_the_translation_is_caught() -> None:
    known = meant()
    assert known.edition is not None
    edition = rewritten_in(known.edition, "signs.wake.lead", " ", " x")
    assert failing(made().data, replace(known, edition=edition)) == ["structure-text"]


def test_a_sheet_without_its_source_is_caught() -> None:
    """What is beside the translation is then in neither edition."""
    assert meant().source is not None
    assert failing(made().data, replace(meant(), source=meant().edition)) == ["structure-text"]


@pytest.mark.parametrize(
    ("old", "new"), [(b"> <0057>\n", b"> <0056>\n"), (b"> <062B>\n", b"> <062A>\n")], ids=["source", "own"]
)
def test_a_letter_with_another_text_is_caught(old: bytes, new: bytes) -> None:
    assert failing(changed(mapped(old, new), made().data), meant()) == ["structure-text"]


def test_a_source_that_does_not_say_its_language_is_caught() -> None:
    found = failing(changed(silent("en"), made().data), meant())
    assert "language" in found


def test_a_leaflet_is_not_set_beside_itself() -> None:
    findings = Findings()
    wanted = Wanted(on=DAY, leaflets=("overdose",), languages=(ALL,), layouts=("letter-bilingual",), bilingual=True)
    jobs = plan(wanted, starter(), findings).jobs
    assert findings.ok
    assert len(jobs) > 10
    assert "en" not in {job.language for job in jobs}
    assert plan(replace(wanted, languages=("en",)), starter(), findings).jobs == ()
    assert [one.code for one in findings] == ["usage"]
