"""Editions: what is printed in a region, in which words, and how far they can be trusted."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate_project import DAY, change, edition, found, make_project, put
from translate_project import LEAFLET as LEAFLET_TEXT

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.library import shown
from builder.model.source import Span, State, Text
from builder.translate import available, placeholders, translate
from builder.translate.conditions import place
from builder.translate.dates import digits_in
from builder.translate.messages import messages
from builder.translate.speak import tags

LEAFLET = "leaflets/demo/leaflet.yaml"
ES = "leaflets/demo/es.po"


@pytest.mark.parametrize(
    ("region", "options", "steps"),
    [
        ("north", {}, ["wake", "call", "naloxone", "breaths"]),
        ("north", {"naloxone": "injection"}, ["wake", "call", "naloxone-injection", "breaths"]),
        ("south", {}, ["call", "wake", "push", "naloxone-injection"]),
        ("south", {"naloxone": "nasal"}, ["call", "wake", "push", "naloxone"]),
        ("upper-north", {}, ["wake", "call", "naloxone", "breaths"]),
    ],
)
def test_a_region_decides_which_steps_are_printed_and_in_which_order(
    tmp_path: Path, region: str, options: dict[str, Any], steps: list[str]
) -> None:
    made = edition(make_project(tmp_path), "en", region, **options)
    blocks = {str(block.id): block for section in made.leaflet.sections for block in section.blocks}
    assert [item.id for item in blocks["steps"].items] == steps  # type: ignore[attr-defined]
    assert ("north-only" in blocks) == (region != "south"), "a region prints what regions it extends print"
    assert ("south-list" in blocks) == (region == "south"), "a list without entries goes"
    assert made.region.naloxone.product == options.get("naloxone", "injection" if region == "south" else "nasal")


@pytest.mark.parametrize(
    ("step", "order", "at"),
    [
        ("naloxone", ["call", "naloxone"], 1),
        ("naloxone-injection", ["call", "naloxone"], 1),
        ("naloxone-injection", ["naloxone-injection", "naloxone"], 0),
        ("naloxone-second-dose", ["naloxone", "naloxone-second"], 1),
        ("naloxones", ["naloxone"], None),
        ("nal", ["naloxone"], None),
    ],
)
def test_a_step_takes_the_place_of_the_longest_id_that_it_continues(
    step: str, order: list[str], at: int | None
) -> None:
    assert place(step, order) == at


def test_a_step_that_the_region_does_not_order_is_an_error_at_the_step(tmp_path: Path) -> None:
    library = make_project(tmp_path)
    change(tmp_path, "leaflets/regions/north/region.yaml", ("steps: [wake, call,", "steps: [awake, call,"))
    findings = Findings()
    assert translate(library, "demo", "north", "en", findings, on=DAY) is None
    (error,) = findings
    line = LEAFLET_TEXT.split("\n").index("          - id: wake") + 1
    assert (error.code, error.span and error.span.line) == ("step-without-place", line)
    assert error.hints[0].message == "did you mean awake?"


def test_placeholders_are_filled_in_the_language_and_isolated(tmp_path: Path) -> None:
    made = edition(make_project(tmp_path, "ar"), "ar")
    texts = {message.context: message.text for message in messages(made.leaflet)}
    assert texts["action"].value == "[ar] Call \u2066112\u2069."
    assert texts["cover.bar"].value == "[ar] Call \u2066112\u2069 in \u2068[ar]\xa0Northland\u2069."
    assert texts["wears-off.text"].value == "[ar] It wears off in **\u2068[ar]\xa020\xa0to\xa090\xa0minutes\u2069**."
    assert made.words.emergency_in.value == "[ar] Emergency number, \u2068[ar]\xa0Northland\u2069"
    assert made.words.edition.value == f"[ar] Edition \u2066{made.code}\u2069"
    assert made.words.qr_alt.value == "[ar] QR code for {name}: {address}", "filled where it is printed"
    assert made.words.check_by.value == "[ar] Check again by \u2068١\xa0سبتمبر\xa0٢٠٢٦\u2069"


def test_dates_have_a_form_in_every_language(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es", "mww")
    assert edition(library, "en").words.check_by.value == "Check again by \u2068September\xa01,\xa02026\u2069"
    assert (
        edition(library, "es").words.check_by.value
        == "[es] Check again by \u20681\xa0de\xa0septiembre\xa0de\xa02026\u2069"
    )
    assert edition(library, "mww").words.check_by.value == "[mww] Check again by \u20682026-09-01\u2069"
    assert edition(library, "en").words.reviewed.value == "Reviewed {date}", "there was no review"
    assert digits_in("21 a 9", "deva") == "२१ a ९"
    assert digits_in("21", "hanidec") == "21"


def test_texts_know_their_language_state_and_weight(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    for lang, state in (("en", State.SOURCE), ("es", State.TRANSLATED)):
        made = edition(library, lang)
        assert (made.language, made.state) == (lang, state)
        texts = [message.text for part in (made.leaflet, made.region, made.words) for message in messages(part)]
        assert len(texts) > 40
        assert {text.lang for text in texts} == {lang}
        assert {text.state for text in texts} == {state}
        safe = {text.id for text in texts if text.safety}
        assert {"cover.title", "steps.wake.lead", "naloxone.gap", "naloxone.lasts", "wears-off.text"} <= safe
        assert not safe & {"title", "steps.call.lead", "name", "draft"}
    spanish = next(message.text for message in messages(edition(library, "es").leaflet) if message.context == "title")
    assert spanish.span.file.endswith("demo/es.po")


ENTRY = 'msgctxt "{}"\nmsgid "{}"\nmsgstr "[es] {}"\n'
SAFE = ENTRY.format("steps.wake.lead", "Wake them", "Wake them")
PLAIN = ENTRY.format("do.heading", "What to do", "What to do")


@pytest.mark.parametrize("entry", [SAFE, PLAIN], ids=["safety", "plain"])
@pytest.mark.parametrize(
    ("written", "state", "severity"),
    [
        ("{}", State.TRANSLATED, None),
        ("#, fuzzy\n{}", State.DRAFT, None),
        ('#, fuzzy\n#| msgid "Old"\n{}', State.STALE, ("error", "warning", "stale-message")),
        ('#| msgid "Old"\n{}', State.TRANSLATED, None),
        ("other source", State.STALE, ("error", "warning", "stale-message")),
        ("empty", State.MISSING, ("error", "error", "missing-message")),
        ("", State.MISSING, ("error", "error", "missing-message")),
    ],
)
def test_states(tmp_path: Path, entry: str, written: str, state: State, severity: tuple[str, str, str] | None) -> None:
    library = make_project(tmp_path, "es")
    source = entry.split('"')[3]
    new = {
        "other source": entry.replace(f'msgid "{source}"', 'msgid "Old"'),
        "empty": entry.replace(f'msgstr "[es] {source}"', 'msgstr " "'),
    }.get(written, written.format(entry))
    change(tmp_path, ES, (entry, new))
    if severity is None:
        assert found(library, "es") == []
    else:
        expected = severity[0] if entry == SAFE else severity[1]
        assert found(library, "es") == [(expected, severity[2])]
        assert found(library, "es", preview=True) == [("warning", severity[2])]
    made = edition(library, "es", preview=True)
    context = entry.split('"')[1]
    text = next(message.text for message in messages(made.leaflet) if message.context == context)
    assert (text.state, made.state) == (state, state)
    if state is State.MISSING:
        assert (text.value, text.lang) == (source, "en")
    else:
        assert (text.value, text.lang) == (f"[es] {source}", "es")
    assert (state is State.TRANSLATED) == (not any("Spanish messages" in reason for reason in made.reasons))


def test_a_text_is_trusted_no_more_than_what_fills_it(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    change(tmp_path, "leaflets/regions/north/es.po", ('msgctxt "naloxone.gap"', '#, fuzzy\nmsgctxt "naloxone.gap"'))
    texts = {message.context: message.text.state for message in messages(edition(library, "es").leaflet)}
    assert texts["steps.naloxone.text"] is State.DRAFT
    assert texts["steps.naloxone.lead"] is State.TRANSLATED


def test_a_language_without_catalogues_is_one_error_a_part(tmp_path: Path) -> None:
    library = make_project(tmp_path)
    assert found(library, "es") == [("error", "missing-catalogue")] * 3
    assert edition(library, "es", preview=True).state is State.MISSING
    assert found(library, "xx") == [("error", "unknown-language")]


def test_a_catalogue_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    change(tmp_path, ES, ('msgstr "[es] A demo"', 'msgstr "[es] A demo'))
    assert found(library, "es") == found(library, "es", preview=True) == [("error", "catalogue-syntax")]


def test_nothing_falls_back_across_languages(tmp_path: Path) -> None:
    library = make_project(tmp_path, "fa")
    assert found(library, "fa") == []
    assert found(library, "fa-AF") == [("error", "missing-catalogue")] * 3


def test_tags_of_a_language() -> None:
    known = ("en", "es", "fa", "fa-AF", "zh-Hant", "zh")
    assert tags("es-ES", known, "en") == ("es-ES", "es")
    assert tags("en-GB", (*known, "en-GB"), "en") == ("en-GB", "en")
    assert tags("fa-AF", known, "en") == ("fa-AF",), "it has an entry of its own"
    assert tags("zh-Hant", known, "en") == ("zh-Hant",), "a script is never dropped"
    assert tags("zh-Hant-HK", known, "en") == ("zh-Hant-HK", "zh-Hant")
    assert tags("es-419", known, "en") == ("es-419", "es")


def test_a_regional_catalogue_overlays_its_languages(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    put(tmp_path, "leaflets/demo/es-ES.po", 'msgctxt "do.heading"\nmsgid "What to do"\nmsgstr "Qué hacer"\n')
    made = edition(library, "es-ES")
    texts = {message.context: message.text for message in messages(made.leaflet)}
    assert texts["do.heading"].value == "Qué hacer"
    assert texts["title"].value == "[es] A demo"
    assert {text.lang for text in texts.values()} == {"es-ES"}

    put(tmp_path, "leaflets/demo/en-GB.po", 'msgctxt "do.heading"\nmsgid "What to do"\nmsgstr "What to do now"\n')
    made = edition(library, "en-GB")
    texts = {message.context: message.text for message in messages(made.leaflet)}
    assert texts["do.heading"].value == "What to do now"
    assert (texts["title"].value, texts["title"].state) == ("A demo", State.SOURCE)


def test_an_overlay_of_an_older_text_gives_way(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    put(tmp_path, "leaflets/demo/es-ES.po", 'msgctxt "do.heading"\nmsgid "Older"\nmsgstr "Qué hacer"\n')
    texts = {message.context: message.text for message in messages(edition(library, "es-ES").leaflet)}
    assert (texts["do.heading"].value, texts["do.heading"].state) == ("[es] What to do", State.TRANSLATED)


def test_a_region_speaks_with_the_words_of_the_one_it_extends(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    upper = (tmp_path / "leaflets/regions/upper-north/es.po").read_text()
    assert "Upper Northland" in upper
    assert "Find treatment" not in upper, "what is taken over is translated once, where it is written"
    made = edition(library, "es", "upper-north")
    assert made.region.name.value == "[es] Upper Northland"
    assert made.region.helplines[0].title.value == "[es] Find treatment"


def test_what_a_region_says_anew_is_not_an_older_text_of_its_parent(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    upper = tmp_path / "leaflets/regions/upper-north"
    (upper / "es.po").unlink()
    findings = Findings()
    assert translate(library, "demo", "upper-north", "es", findings, on=DAY) is None
    (error,) = findings
    assert (error.code, error.message) == ("missing-message", "`name` is not translated")
    assert error.span is not None
    assert error.span.file == shown(upper / "region.yaml"), "nothing is wrong with the parent's catalogue"
    assert "translate add es --region upper-north" in error.hints[0].message
    assert available(library, "demo", "upper-north") == ("en",)
    assert edition(library, "es", "upper-north", preview=True).region.name.value == "Upper Northland"

    put(upper, "es.po", 'msgctxt "name"\nmsgid "Upper North"\nmsgstr "[es] Upper North"\n')
    assert found(library, "es", "upper-north") == [("warning", "stale-message")], "here it is"
    assert edition(library, "es", "upper-north").region.name.value == "[es] Upper North"

    (upper / "es.po").unlink()
    change(upper, "region.yaml", ("name: Upper Northland", "name: Northland"))
    assert edition(library, "es", "upper-north").region.name.value == "[es] Northland", "the same words hold"


def test_the_source_language_has_no_catalogue(tmp_path: Path) -> None:
    library = make_project(tmp_path)
    put(tmp_path, "leaflets/demo/en.po", 'msgctxt "title"\nmsgid "A demo"\nmsgstr "Other"\n')
    assert edition(library, "en").leaflet.title.value == "A demo"


def test_a_message_that_the_source_does_not_have_is_a_warning(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    change(tmp_path, ES, ('msgctxt "title"', 'msgctxt "titel"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "title"'))
    findings = Findings()
    assert translate(library, "demo", "north", "es", findings, on=DAY) is not None
    (warning,) = findings
    assert (warning.code, warning.hints[0].message) == ("unknown-message", "did you mean title?")
    assert edition(library, "es", "south"), "messages that this region does not print are known"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "place", "hint"),
    [
        (LEAFLET, "Call {emergency}.", "Call {emergencey}.", "unknown-placeholder", (7, 14, 26), "emergency?"),
        (LEAFLET, "Call {emergency}.", "Call {emergency.", "stray-brace", None, ""),
        (LEAFLET, "A leaflet for tests.", "On {date}", "unknown-placeholder", None, ""),
        ("leaflets/common/common.yaml", "Reviewed {date}", "Reviewed {day}", "unknown-placeholder", None, "date"),
        (
            "leaflets/regions/north/region.yaml",
            "Northland",
            "The {region}",
            "unknown-placeholder",
            None,
            "no placeholder",
        ),
        (ES, "[es] Call {emergency}.", "[es] Call {emergensy}.", "unknown-placeholder", None, "emergency?"),
        (ES, "[es] Call {emergency}.", "[es] Call 112.", "lost-placeholder", None, "emergency number"),
        (ES, "[es] Act now.", "[es] Call {emergency}!", "added-placeholder", None, ""),
        (ES, "[es] Act now.", "[es] Act now}.", "stray-brace", None, ""),
    ],
)
def test_faults_of_placeholders_are_errors_where_they_stand(
    tmp_path: Path, file: str, old: str, new: str, code: str, place: tuple[int, int, int] | None, hint: str
) -> None:
    library = make_project(tmp_path, "es")
    change(tmp_path, file, (old, new))
    findings = Findings()
    assert translate(library, "demo", "north", "es", findings, on=DAY) is None
    errors = [one for one in findings if one.code == code]
    assert len(errors) == 1
    span = errors[0].span
    assert span is not None
    assert span.file.endswith(file)
    lines = (tmp_path / file).read_text().split("\n")
    assert new.strip("[es] ")[:6] in lines[span.line - 1]
    if place:
        assert (span.line, span.column, span.end_column) == place
    assert hint in " ".join(one.message for one in errors[0].hints)


def test_a_placeholder_is_found_on_its_line_of_a_folded_text() -> None:
    span = Span("a.yaml", 3, 10, 3, 25)
    assert placeholders.within(span, "Call {x} later.", "{x}") == Span("a.yaml", 3, 15, 3, 18)
    quoted = Span("a.yaml", 3, 10, 3, 27)
    assert placeholders.within(quoted, "Call {x} later.", "{x}") == Span("a.yaml", 3, 16, 3, 19)
    folded = Span("a.yaml", 3, 10, 4, 25)
    assert placeholders.within(folded, "Call {x} later.", "{x}") == folded


@given(st.text(alphabet="ab{}. **"), st.dictionaries(st.sampled_from(["a", "b", "a.b"]), st.text(max_size=5)))
def test_filling_leaves_all_but_placeholders_alone(value: str, values: dict[str, str]) -> None:
    span = Span("a", 1, 1, 1, 1)
    filled = placeholders.fill(Text(value, span), {name: Text(text, span) for name, text in values.items()})
    assert filled.value == placeholders.put(value, values)
    kept = value
    for name, text in values.items():
        if "{" not in text and "}" not in text:
            kept = kept.replace(f"{{{name}}}", text)
    if not any("{" in text or "}" in text for text in values.values()):
        assert filled.value == kept


def test_sources_are_numbered_as_the_printed_text_cites_them(tmp_path: Path) -> None:
    library = make_project(tmp_path)
    made = edition(library, "en")
    assert [source.id for source in made.sources] == ["Y"], "Y bears both claims that are printed here, Z none"
    assert made.footnotes == {"cover": (1,), "steps": (1,), "steps.wake": (1,)}, "memory has no number"
    assert [source.id for source in edition(library, "en", "south").sources] == ["Y", "Z"]


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        (LEAFLET, "claims: [A2]", "claims: [A9]", "claim `A9`"),
        ("leaflets/evidence/claims.yaml", "sources: [X, Y]", "sources: [X, Q]", "source `Q`"),
    ],
)
def test_what_is_cited_must_be_in_the_ledger(tmp_path: Path, file: str, old: str, new: str, what: str) -> None:
    library = make_project(tmp_path)
    change(tmp_path, file, (old, new))
    findings = Findings()
    assert translate(library, "demo", "north", "en", findings, on=DAY) is None
    (error,) = findings
    assert (error.code, error.message) == ("unknown-reference", f"there is no {what}")
    assert error.span is not None
    assert error.span.file.endswith(file)


def test_available_languages_are_those_with_every_message(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es", "ar", "fa", fuzzy=True)
    assert available(library, "demo", "north") == ("en", "es", "ar", "fa")
    change(tmp_path, "leaflets/common/ar.po", ('msgstr "[ar] Myth"', 'msgstr ""'))
    assert available(library, "demo", "north") == ("en", "es", "fa")
    put(tmp_path, "leaflets/regions/north/fa.po", "broken")
    assert available(library, "demo", "north") == ("en", "es", "fa"), "building it tells what is wrong"
    assert available(library, "nothing", "north") == ()


def test_what_was_found_is_found_again(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    change(tmp_path, ES, (SAFE, "#, fuzzy\n" + SAFE), (PLAIN, '#, fuzzy\n#| msgid "Old"\n' + PLAIN))
    first, again = Findings(), Findings()
    one = translate(library, "demo", "north", "es", first, on=DAY)
    two = translate(library, "demo", "north", "es", again, on=DAY)
    assert one == two
    assert list(first) == list(again) != []


def test_a_region_writes_its_languages_in_its_own_way() -> None:
    """British sheets say grey, American ones gray; what the variety leaves empty is its language's."""
    library = Library.open(Path(__file__).parents[1])
    for region, said in (("gb-eng", "Grey or ash"), ("us", "Gray or ash")):
        edition = translate(library, "overdose", region, "en", Findings(), on=DAY)
        assert edition is not None
        told = {message.context: message.text for message in messages(edition.leaflet)}
        assert told["signs.dark-skin.lead"].value == said
        assert told["signs.wake.lead"].value == "Will not wake"
        assert edition.language == "en"
