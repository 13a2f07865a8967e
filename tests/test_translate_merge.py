"""Catalogues brought up to date: what changes is marked, and what does not keeps its bytes."""

import difflib
import subprocess
from pathlib import Path

import polib
import pytest
from conftest import Needs
from hypothesis import given
from hypothesis import strategies as st
from test_translate_catalogue import damaged
from translate_project import LEAFLET, PARTS, change, make_project, put

from builder.diagnostics import Findings
from builder.load import Library
from builder.translate.catalogue import parse_catalogue, parse_written
from builder.translate.merge import merge
from builder.translate.parts import catalogue_file
from builder.translate.template import Slot
from builder.translate.write import sync, sync_part

SOURCE = "leaflets/demo/leaflet.yaml"
ES = "leaflets/demo/es.po"


def _sync(library: Library) -> bool:
    findings = Findings()
    written = sync(library, "demo", "es", findings)
    assert findings.ok, list(map(str, findings))
    return written


def _diff(old: bytes, new: bytes) -> list[str]:
    """The lines that went and came."""
    lines = difflib.ndiff(old.decode().splitlines(), new.decode().splitlines())
    return [line for line in lines if line[0] in "+-" and line[2:].strip()]


def test_a_new_catalogue_is_complete_ordered_and_valid(tmp_path: Path, needs: Needs) -> None:
    msgfmt = needs("msgfmt", "gettext")
    library = make_project(tmp_path)
    for kind, id in PARTS:
        findings = Findings()
        assert sync_part(library, kind, id, "zh-Hans", findings)
        assert findings.ok
        path = tmp_path / catalogue_file(kind, id, "zh-Hans")
        done = subprocess.run([msgfmt, "--check", "-o", tmp_path / "x.mo", path], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        judge = polib.pofile(str(path))
        assert judge.metadata["Language"] == "zh_Hans"
        assert not any(entry.msgstr or entry.fuzzy for entry in judge), "an empty message is no draft"
        assert not sync_part(library, kind, id, "zh-Hans", findings), "nothing changed, so nothing is written"
    judge = polib.pofile(str(tmp_path / "leaflets/demo/zh-Hans.po"))
    contexts = [entry.msgctxt for entry in judge]
    assert contexts[:6] == ["title", "description", "main-message", "action", "cover.title", "cover.bar"]
    assert contexts.index("do.heading") < contexts.index("steps.wake.lead") < contexts.index("steps.push.lead")
    assert "south-list.one.text" in contexts, "what only some regions print is translated too"


def test_translators_are_told_what_they_need(tmp_path: Path) -> None:
    library = make_project(tmp_path)
    _sync(library)
    comments = {entry.msgctxt: entry.comment.split("\n") for entry in polib.pofile(str(tmp_path / ES))}
    assert comments["steps.naloxone-injection.text"] == [
        "Section do, block steps (numbered steps), entry naloxone-injection: one or two short sentences",
        "Printed only where naloxone is injected",
        "Rests on A1 (X, Y)",
        "Safety-critical: a wrong or missing translation could kill",
        "Keep {naloxone.gap}: it stands for the time between two doses of naloxone, "
        "translated in the region's catalogue",
    ]
    assert "**Two stars** on either side print the words between them bold" in comments["wears-off.text"]
    assert comments["south-list.one.text"][1] == "Printed only where the region is south"
    assert comments["title"] == ["Title: title of the PDF, in lists and windows"]


def test_no_comment_repeats_another_messages_text(tmp_path: Path) -> None:
    """Else a change of one text would touch every message of its section in every language."""
    library = make_project(tmp_path)
    before = {entry.msgctxt: entry.comment for entry in _entries(library, tmp_path)}
    texts = [text for text in ("A demo", "Save a life", "What to do", "Wake them", "It wears off") if text in LEAFLET]
    assert len(texts) == 5
    for text in texts:
        change(tmp_path, SOURCE, (text, f"{text[:-1]}x"))
    assert {entry.msgctxt: entry.comment for entry in _entries(library, tmp_path)} == before


def _entries(library: Library, folder: Path) -> list[polib.POEntry]:
    _sync(library)
    return [entry for entry in polib.pofile(str(folder / ES)) if not entry.obsolete]


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [None, "20", "79", "0"])
def test_a_catalogue_that_is_up_to_date_is_not_touched(
    tmp_path: Path, needs: Needs, width: str | None, eol: str
) -> None:
    library = make_project(tmp_path, "es")
    path = tmp_path / ES
    extra = '\n#, fuzzy\n#~| msgid "Press"\n#~ msgctxt "gone.text"\n#~ msgid "Push"\n#~ msgstr "Empuje"\n\n# the end\n'
    put(tmp_path, ES, path.read_text().replace('msgctxt "title"', '#: a.yaml:1\n#, c-format\nmsgctxt "title"') + extra)
    if width is not None:
        option = "--no-wrap" if width == "0" else f"--width={width}"
        subprocess.run([needs("msgcat", "gettext"), option, "-o", path, path], check=True)
    put(tmp_path, ES, path.read_text().replace("\n", eol).rstrip())
    before = path.read_bytes()
    assert not _sync(library)
    assert path.read_bytes() == before


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_changed_source_changes_its_message_and_nothing_else(tmp_path: Path, eol: str) -> None:
    library = make_project(tmp_path, "es")
    path = put(tmp_path, ES, (tmp_path / ES).read_text().replace("\n", eol))
    before = path.read_bytes()
    change(tmp_path, SOURCE, ("Say where you are.", "Say where you are. Stay."))
    assert _sync(library)
    after = path.read_bytes()
    assert _diff(before, after) == [
        "+ #, fuzzy",
        '+ #| msgid "Say where you are."',
        '- msgid "Say where you are."',
        '+ msgid "Say where you are. Stay."',
    ]
    assert after.count(b"\r\n") == (after.count(b"\n") if eol == "\r\n" else 0)

    change(tmp_path, SOURCE, ("Say where you are. Stay.", "Say where."))
    assert _sync(library)
    assert _diff(after, path.read_bytes()) == ['- msgid "Say where you are. Stay."', '+ msgid "Say where."']

    change(tmp_path, SOURCE, ("Say where.", "Say where you are."))
    assert _sync(library)
    assert _diff(before, path.read_bytes()) == ["+ #, fuzzy"], "right again, but somebody has to say so"


def test_a_message_without_a_translation_does_not_become_stale(tmp_path: Path) -> None:
    library = make_project(tmp_path)
    _sync(library)
    before = (tmp_path / ES).read_bytes()
    change(tmp_path, SOURCE, ("Say where you are.", "Say where."))
    assert _sync(library)
    assert _diff(before, (tmp_path / ES).read_bytes()) == ['- msgid "Say where you are."', '+ msgid "Say where."']


def test_flags_and_comments_of_others_are_kept(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    change(
        tmp_path,
        ES,
        (
            'msgctxt "steps.call.text"',
            '# Is this polite?\n#: x.yaml:7\n#, no-wrap, max-length:40\nmsgctxt "steps.call.text"',
        ),
    )
    change(tmp_path, SOURCE, ("Say where you are.", "Say where."))
    _sync(library)
    (entry,) = [entry for entry in polib.pofile(str(tmp_path / ES)) if entry.msgctxt == "steps.call.text"]
    assert (entry.tcomment, entry.occurrences) == ("Is this polite?", [("x.yaml", "7")])
    assert entry.flags == ["fuzzy", "no-wrap", "max-length:40"]
    assert (entry.previous_msgid, entry.msgid) == ("Say where you are.", "Say where.")
    assert entry.comment.startswith("Section do, block steps")


def test_messages_that_the_source_loses_are_kept_and_come_back(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    path = tmp_path / ES
    change(
        tmp_path,
        ES,
        ("#. Section do, block north-only", "# a note\n#. Section do, block north-only"),
        ('msgctxt "north-only.text"', '#, fuzzy\n#| msgid "Old"\nmsgctxt "north-only.text"'),
    )
    before = path.read_bytes()
    block = LEAFLET[
        LEAFLET.index("      - kind: text\n        id: north-only") : LEAFLET.index("      - kind: bullets")
    ]
    change(tmp_path, SOURCE, (block, ""))
    assert _sync(library)
    gone = path.read_text()
    assert gone.endswith(
        '# a note\n#, fuzzy\n#~| msgid "Old"\n#~ msgctxt "north-only.text"\n#~ msgid "Only in the north."\n'
        '#~ msgstr "[es] Only in the north."\n'
    )
    assert not _sync(library)
    put(tmp_path, SOURCE, LEAFLET)
    assert _sync(library)
    assert path.read_bytes() == before, "in its old place, as it was"

    change(tmp_path, SOURCE, (block, ""))
    _sync(library)
    put(tmp_path, SOURCE, LEAFLET.replace("Only in the north.", "Only up there."))
    _sync(library)
    (entry,) = [entry for entry in polib.pofile(str(path)) if entry.msgctxt == "north-only.text"]
    assert (entry.msgid, entry.previous_msgid, entry.obsolete) == ("Only up there.", "Old", 0)


def test_a_lost_message_without_a_translation_goes(tmp_path: Path) -> None:
    library = make_project(tmp_path)
    _sync(library)
    change(tmp_path, SOURCE, ("            text: Say where you are.\n", ""))
    assert _sync(library)
    assert "Say where you are." not in (tmp_path / ES).read_text()


def test_reordering_moves_messages_as_they_are(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    before = (tmp_path / ES).read_text()
    wake = LEAFLET[LEAFLET.index("          - id: wake") : LEAFLET.index("          - id: call")]
    call = LEAFLET[LEAFLET.index("          - id: call") : LEAFLET.index("          - id: naloxone\n")]
    change(tmp_path, SOURCE, (wake + call, call + wake))
    assert _sync(library)
    after = (tmp_path / ES).read_text()
    assert sorted(before.split("\n\n")) == sorted(after.split("\n\n"))
    assert after.index("steps.call.lead") < after.index("steps.wake.lead")


def test_a_catalogue_with_errors_is_left_alone(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    change(tmp_path, ES, ('msgstr "[es] A demo"', 'msgstr "[es] A demo'))
    before = (tmp_path / ES).read_bytes()
    findings = Findings()
    assert not sync(library, "demo", "es", findings)
    assert [one.code for one in findings] == ["catalogue-syntax"]
    assert (tmp_path / ES).read_bytes() == before


def test_the_starter_librarys_catalogue_is_copied_into_the_project(tmp_path: Path) -> None:
    starter, project = tmp_path / "starter", tmp_path / "project"
    make_project(starter, "es")
    project.mkdir()
    library = Library((project, starter))
    assert _sync(library)
    assert (project / ES).read_bytes() == (starter / ES).read_bytes()
    assert not _sync(library)


CONTEXTS = st.sampled_from([f"b{number}.text" for number in range(6)])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=90)
SLOTS = st.lists(
    st.builds(Slot, CONTEXTS, TEXTS.filter(bool), st.lists(st.just("A comment"), max_size=1).map(tuple)),
    unique_by=lambda slot: slot.context,
    min_size=1,
)


@given(st.lists(SLOTS, min_size=2, max_size=4), st.dictionaries(CONTEXTS, TEXTS.filter(bool)), st.booleans())
def test_merging_is_stable_and_loses_no_translation(
    versions: list[list[Slot]], translations: dict[str, str], crlf: bool
) -> None:
    text = merge(None, versions[0], {"Language": "es"})
    po = polib.pofile(text, encoding="utf-8")
    for entry in po:
        entry.msgstr = translations.get(entry.msgctxt, "")
    text = str(po).replace("\n", "\r\n" if crlf else "\n")
    kept = {entry.msgstr for entry in po if entry.msgstr}
    for slots in versions[1:]:
        written = parse_written(text.encode(), "es.po", Findings())
        assert written is not None
        merged = merge(written, slots, {})
        again = parse_written(merged.encode(), "es.po", Findings())
        assert again is not None
        assert merge(again, slots, {}) == merged
        judge = polib.pofile(merged, encoding="utf-8")
        assert [(entry.msgctxt, entry.msgid) for entry in judge if not entry.obsolete] == [slot[:2] for slot in slots]
        assert {entry.msgstr for entry in judge if entry.msgstr} == kept
        for entry in judge:
            stale = entry.previous_msgid is not None and not entry.obsolete
            assert not stale or (entry.fuzzy and entry.msgstr and entry.previous_msgid != entry.msgid)
        text = merged


@given(damaged(), SLOTS)
def test_whatever_can_be_read_can_be_merged(text: str, slots: list[Slot]) -> None:
    data = text.encode("utf-8", "surrogatepass")
    if parse_catalogue(data, "es.po", Findings()) is None:
        return
    written = parse_written(data, "es.po", Findings())
    assert written is not None
    slots = [*slots, Slot("title", "A demo", ()), Slot("old.text", "An old text", ())]
    merged = merge(written, slots, {})
    findings = Findings()
    again = parse_catalogue(merged.encode(), "es.po", findings)
    assert again is not None, list(map(str, findings))
    assert [(entry.context, entry.msgid) for entry in again.entries.values()] == [slot[:2] for slot in slots]
    twice = parse_written(merged.encode(), "es.po", Findings())
    assert twice is not None
    assert merge(twice, slots, {}) == merged
