"""Drafts and sign-off: who has signed what, and what voids it."""

import datetime
import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate_project import DAY, LEAFLET, catalogue, change, edition, make_project, put

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.source import State
from builder.translate import translate
from builder.translate.approve import approve_language, approve_text
from builder.translate.catalogue import parse_catalogue, parse_written
from builder.translate.digest import NOT_SAID, catalogue_digest, code, digest, facts
from builder.translate.edition import source_digest
from builder.translate.merge import set_headers
from builder.translate.messages import messages
from builder.translate.parts import Kind, catalogue_file, gather
from builder.translate.prepare import prepare
from builder.translate.signoff import CONFIRMED_FOR, printed_helplines

REGION = "leaflets/regions/north/region.yaml"
APPROVALS = "leaflets/demo/approvals.yaml"
SIGNED = (("leaflets", "demo"), ("common", "common"), ("regions", "north"))
UNSIGNED = "no clinician has signed the text for Northland"


def _confirm(folder: Path, on: str) -> None:
    for number in ('{number: "112", ', "    phone: 0800 111 222\n"):
        new = f'{{number: "112", confirmed: {{by: A. Caller, on: "{on}"}}, '
        if "phone" in number:
            new = f'{number}    confirmed: {{by: A. Caller, on: "{on}"}}\n'
        change(folder, REGION, (number, new))


def _approve(library: Library, on: datetime.date = DAY, **options: Any) -> None:
    findings = Findings()
    made = approve_text(library, "demo", "north", "A. Clinician", "physician", on, findings, **options)
    assert made is not None, list(map(str, findings))


def _check(library: Library, lang: str = "es", on: datetime.date = DAY) -> None:
    findings = Findings()
    ok = approve_language(library, "demo", ["north"], lang, "A. Checker", "translator", on, findings)
    assert ok, list(map(str, findings))


def _reasons(library: Library, lang: str = "en", **options: Any) -> tuple[str, ...]:
    made = edition(library, lang, **options)
    assert made.draft == bool(made.reasons)
    return made.reasons


def test_an_edition_is_a_draft_until_all_have_signed(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es", fuzzy=True)
    numbers = ("112 has not been confirmed", "0800 111 222 has not been confirmed")
    assert _reasons(library) == (UNSIGNED, *numbers)
    unchecked, drafts, *rest = _reasons(library, "es")[1:]
    assert re.fullmatch(
        r"the Spanish text has not been checked \(.*north/es.po, .*demo/es.po, .*common/es.po\)", unchecked
    )
    assert re.fullmatch(r"Spanish messages marked as drafts: [0-9]+", drafts)
    assert tuple(rest) == numbers

    _approve(library)
    assert _reasons(library) == numbers
    assert (tmp_path / APPROVALS).read_text().startswith("# Written by `leaflet approve`")
    _confirm(tmp_path, "2026-02-01")
    assert _reasons(library) == ()
    assert len(_reasons(library, "es")) == 2
    _check(library)
    assert _reasons(library, "es") == ()
    made = edition(library, "es")
    assert (made.state, made.draft) == (State.TRANSLATED, False)
    assert made.leaflet.reviewed == "2026-03-01"
    assert made.words.reviewed.value == "[es] Reviewed \u20681\xa0de\xa0marzo\xa0de\xa02026\u2069"


def test_a_sign_off_holds_from_its_day_on(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    _confirm(tmp_path, "2026-03-01")
    _approve(library)
    _check(library)
    assert _reasons(library, "es") == ()
    before = DAY - datetime.timedelta(days=1)
    assert len(_reasons(library, "es", on=before)) == 4
    assert _reasons(library, "es", on=DAY + CONFIRMED_FOR) == ()
    late = _reasons(library, "es", on=DAY + CONFIRMED_FOR + datetime.timedelta(days=1))
    assert late == (
        "112 was last confirmed on 2026-03-01, more than 180 days before",
        "0800 111 222 was last confirmed on 2026-03-01, more than 180 days before",
    )


def test_only_numbers_that_are_printed_must_be_confirmed(tmp_path: Path) -> None:
    library = make_project(tmp_path)
    parts = gather(library, "demo", "north", Findings())
    assert parts is not None
    assert [line.id for line in parts.region.helplines] == ["treatment", "poison"]
    assert [line.id for line in printed_helplines(parts.leaflet, parts.region)] == ["treatment"]
    assert not any("333" in reason for reason in _reasons(library))
    put(tmp_path, "leaflets/demo/leaflet.yaml", LEAFLET.replace("purposes: [treatment]", "purposes: [poison]"))
    assert any("333" in reason for reason in _reasons(library))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("leaflets/demo/leaflet.yaml", "Say where you are.", "Say where you are!"),
        ("leaflets/demo/leaflet.yaml", "claims: [A2]", "claims: [A1]"),
        ("leaflets/demo/leaflet.yaml", "lead: Wake them", "lead: Wake them\n            icon: lungs"),
        ("leaflets/demo/leaflet.yaml", 'check-by: "2026-09-01"', 'check-by: "2027-09-01"'),
        (REGION, '"112"', '"113"'),
        (REGION, "2 to 3 minutes", "3 to 5 minutes"),
        (REGION, "0800 111 222", "0800 111 223"),
        (REGION, "https://example.org", "https://example.net"),
        (REGION, "steps: [wake, call,", "steps: [call, wake,"),
        (REGION, "breaths: breaths", "breaths: compressions\n# steps"),
        (REGION, "product: nasal", "product: injection"),
        ("leaflets/common/common.yaml", "General information", "Some information"),
        ("leaflets/evidence/sources.yaml", "Why's book", "Why's other book"),
    ],
)  # fmt: skip
def test_any_change_voids_the_clinicians_signature(tmp_path: Path, file: str, old: str, new: str) -> None:
    library = make_project(tmp_path)
    change(tmp_path, REGION, ("steps: [wake, call, naloxone, breaths]", "steps: [wake, call, naloxone, breaths, push]"))
    _approve(library)
    assert UNSIGNED not in _reasons(library)
    first, before = edition(library, "en").code, (tmp_path / file).read_text()
    change(tmp_path, file, (old, new))
    assert _reasons(library)[0] == "the text for Northland has changed since A. Clinician signed it on 2026-03-01"
    assert edition(library, "en").code != first
    put(tmp_path, file, before)
    assert edition(library, "en").code == first
    assert not any("Northland" in reason for reason in _reasons(library))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("leaflets/demo/leaflet.yaml", "title: A demo", "# a comment\ntitle: A demo"),
        ("leaflets/demo/leaflet.yaml", "roles: [cover]", "roles: [cover, front]"),
        ("leaflets/demo/leaflet.yaml", "because: a test", "because: another reason"),
        ("leaflets/demo/leaflet.yaml", 'check-by: "2026-09-01"', 'check-by: "2026-09-01"\nreviewed: "2026-01-01"'),
        ("leaflets/demo/leaflet.yaml", "text: Only in the south.", "text: Only down there."),
        (REGION, '"112", status: agency', '"112", status: memory, source: "https://example.org"'),
        (REGION, "    phone: 0800 111 222\n", '    phone: 0800 111 222\n    confirmed: {by: A, on: "2026-01-01"}\n'),
        ("leaflets/regions/south/region.yaml", "3 to 5", "4 to 5"),
    ],
)
def test_what_is_not_printed_voids_nothing(tmp_path: Path, file: str, old: str, new: str) -> None:
    library = make_project(tmp_path)
    _approve(library)
    first = edition(library, "en").code
    change(tmp_path, file, (old, new))
    assert not any("Northland" in reason for reason in _reasons(library))
    assert edition(library, "en").code == first


def test_a_signature_is_for_one_region_and_product(tmp_path: Path) -> None:
    library = make_project(tmp_path)
    _approve(library)
    assert UNSIGNED not in _reasons(library)
    assert "no clinician has signed the text for Upper Northland" in _reasons(library, region="upper-north")
    assert any("has changed since" in reason for reason in _reasons(library, naloxone="injection"))
    _approve(library, naloxone="injection")
    for product in ("nasal", "injection"):
        assert not any("Northland" in reason for reason in _reasons(library, naloxone=product))


def test_the_digest_covers_every_field_that_is_not_left_out_on_purpose(tmp_path: Path) -> None:
    """Change each value of the printed parts, one by one, wherever it stands."""
    library = make_project(tmp_path)
    findings = Findings()
    parts = gather(library, "demo", "north", findings)
    assert parts is not None
    prepared = prepare(library, parts, None, findings)

    def made(leaflet: Any, region: Any) -> str:
        texts = [message.text for part in (leaflet, region) for message in messages(part)]
        return digest(facts(leaflet, region, prepared.words, prepared.cited), "en", texts)

    first = made(prepared.leaflet, prepared.region)
    changed = [(path, made(leaflet, prepared.region)) for path, leaflet in _changes(prepared.leaflet)]
    changed += [(path, made(prepared.leaflet, region)) for path, region in _changes(prepared.region)]
    assert len(changed) > 80
    for path, other in changed:
        assert (other == first) == bool(NOT_SAID & set(path)), path
    assert len({other for _, other in changed}) > 60


def _changes(value: Any) -> list[tuple[tuple[str, ...], Any]]:
    """The value with one leaf changed, once for each leaf, and the fields that lead to it."""
    if isinstance(value, bool):
        return [((), not value)]
    if isinstance(value, str):
        return [((), f"{value}x")]
    if isinstance(value, tuple):
        return [
            (path, (*value[:at], part, *value[at + 1 :]))
            for at, old in enumerate(value)
            for path, part in _changes(old)
        ]
    if is_dataclass(value) and not isinstance(value, type):
        return [
            ((field.name, *path), replace(value, **{field.name: part}))
            for field in fields(value)
            if field.name not in ("span", "lang")
            for path, part in _changes(getattr(value, field.name))
        ]
    return []


def test_the_code_is_of_texts_and_facts_not_of_states(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es", "ar", fuzzy=True)
    codes = {lang: edition(library, lang).code for lang in ("en", "es", "ar")}
    assert len(set(codes.values())) == 3
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{6}", one) for one in codes.values())
    _approve(library)
    _check(library)
    _confirm(tmp_path, "2026-02-01")
    assert not edition(library, "es").draft
    change(tmp_path, "leaflets/demo/ar.po", ("#, fuzzy\nmsgctxt", '#, fuzzy\n#| msgid "Old"\nmsgctxt'))
    later = datetime.date(2030, 1, 1)
    assert {lang: edition(library, lang, preview=True, on=later).code for lang in codes} == codes
    change(tmp_path, "leaflets/demo/es.po", ("[es] Spray", "[es] Rocío"))
    assert edition(library, "es").code != codes["es"]
    assert edition(library, "en").code == codes["en"]


@given(st.integers(0, 2**256 - 1))
def test_codes_have_six_unmistakable_signs(number: int) -> None:
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{6}", code(f"{number:064x}"))


def test_codes_spell_the_first_thirty_bits() -> None:
    assert code("0" * 64) == "000000"
    assert code("f" * 64) == "ZZZZZZ"
    assert code(f"{1 << 2:08x}" + "f" * 56) == "000001"


def test_a_checkers_signature_clears_drafts_and_touches_nothing_else(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es", fuzzy=True)
    path = tmp_path / "leaflets/demo/es.po"
    title = '#, fuzzy\nmsgctxt "title"'
    change(tmp_path, "leaflets/demo/es.po", (title, title.replace("#, fuzzy", "# polite?\n#, fuzzy, no-wrap")))
    before = path.read_text()
    _check(library)
    after = path.read_text()
    unsigned = re.sub(r'"X-Checked-(By: A. Checker, translator|On: 2026-03-01|Digest: [0-9a-f]{64})\\n"\n', "", after)
    assert len(unsigned.split("\n")) == len(after.split("\n")) - 3
    assert unsigned == before.replace("#, fuzzy, no-wrap\n", "#, no-wrap\n").replace("#, fuzzy\n", "")
    assert polib.pofile(str(path)).metadata["X-Checked-By"] == "A. Checker, translator"

    _check(library, on=datetime.date(2026, 4, 1))
    again = path.read_text()
    assert again == after.replace("X-Checked-On: 2026-03-01", "X-Checked-On: 2026-04-01"), "signed anew in place"


def test_a_changed_translation_voids_the_checkers_signature(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    _check(library)
    assert not any("Spanish" in reason for reason in _reasons(library, "es"))
    change(tmp_path, "leaflets/common/es.po", ("[es] Myth", "[es] Mito"))
    (reason,) = [reason for reason in _reasons(library, "es") if "Spanish" in reason]
    assert re.match("the Spanish text has changed since A. Checker, translator checked it on 2026-03-01", reason)
    assert "common/es.po" in reason


@pytest.mark.parametrize("change_of", ["msgid", "msgstr", "msgctxt", "removed"])
def test_a_catalogues_digest_covers_its_messages(tmp_path: Path, change_of: str) -> None:
    text = catalogue(make_project(tmp_path), "leaflets", "demo", "es")
    entry = 'msgctxt "steps.naloxone.lead"\nmsgid "Spray"\nmsgstr "[es] Spray"\n'
    assert entry in text
    new = {
        "msgid": entry.replace('msgid "Spray"', 'msgid "Spray!"'),
        "msgstr": entry.replace("[es] Spray", "[es] Spray!"),
        "msgctxt": entry.replace("naloxone.lead", "naloxone.text2"),
        "removed": "",
    }[change_of]
    assert _digest(text) != _digest(text.replace(entry, new))
    assert _digest(text) == _digest(text.replace(entry, f"# a note\n{entry}")) == _digest(text.replace("\n", "\r\n"))


def _digest(text: str) -> str:
    found = parse_catalogue(text.encode(), "es.po", Findings())
    assert found is not None
    return catalogue_digest(found)


@pytest.mark.parametrize(
    ("kind", "id", "old", "new", "code"),
    [
        ("leaflets", "demo", 'msgstr "[es] Spray"', 'msgstr ""', "not-ready-to-sign"),
        ("regions", "north", 'msgid "Find treatment"', 'msgid "Get help"', "not-ready-to-sign"),
        ("common", "common", 'msgctxt "myth"', '#, fuzzy\n#| msgid "Tale"\nmsgctxt "myth"', "not-ready-to-sign"),
        ("common", "common", 'msgstr "[es] Myth"', 'msgstr "[es] Myth', "catalogue-syntax"),
    ],
)
def test_a_checker_signs_all_or_nothing(tmp_path: Path, kind: Kind, id: str, old: str, new: str, code: str) -> None:
    library = make_project(tmp_path, "es", fuzzy=True)
    change(tmp_path, catalogue_file(kind, id, "es"), (old, new))
    before = {name: (tmp_path / catalogue_file(*name, "es")).read_bytes() for name in SIGNED}  # type: ignore[arg-type]
    findings = Findings()
    assert not approve_language(library, "demo", ["north"], "es", "A. Checker", "translator", DAY, findings)
    assert [one.code for one in findings] == [code]
    assert before == {name: (tmp_path / catalogue_file(*name, "es")).read_bytes() for name in SIGNED}  # type: ignore[arg-type]


def test_signatures_without_a_catalogue_header_or_person_are_refused(tmp_path: Path) -> None:
    library = make_project(tmp_path, "es")
    for name, role in (("", "physician"), ("A\nB", "physician"), ("A", " "), ("A" * 121, "x"), ("A\u2028", "x")):
        findings = Findings()
        assert approve_text(library, "demo", "north", name, role, DAY, findings) is None
        assert not approve_language(library, "demo", [], "es", name, role, DAY, findings)
        assert {one.code for one in findings} == {"bad-signature"}
    findings = Findings()
    assert not approve_language(library, "demo", ["north"], "ar", "A", "x", DAY, findings)
    assert [one.code for one in findings] == ["missing-catalogue"] * 3
    text = catalogue(library, "leaflets", "demo", "es")
    put(tmp_path, "leaflets/demo/es.po", text[text.index("#. Title") :])
    findings = Findings()
    assert not approve_language(library, "demo", [], "es", "A", "x", DAY, findings)
    assert [one.code for one in findings] == ["catalogue-header"]
    assert not (tmp_path / APPROVALS).exists()


def test_approvals_are_added_and_never_changed(tmp_path: Path) -> None:
    library = make_project(tmp_path)
    written = ["name: B. Nurse", "role: nurse # night", "region: south", 'date: "2025-01-01"', "digest: abc"]
    put(tmp_path, APPROVALS, "# ours\r\napprovals:\r\n  - " + "\r\n    ".join(written))
    before = (tmp_path / APPROVALS).read_bytes()
    findings = Findings()
    name = 'Á. "Quote" #1: Ö\\'
    made = approve_text(library, "demo", "north", name, "physician: GP", DAY, findings)
    assert made is not None, list(map(str, findings))
    after = (tmp_path / APPROVALS).read_bytes()
    assert after.startswith(before)
    assert after.count(b"\r\n") == after.count(b"\n") == 12
    assert not any("Northland" in reason for reason in _reasons(library))
    assert (made.name, made.digest) == (name, source_digest(library, "demo", "north", Findings()))
    assert not list((tmp_path / "leaflets/demo").glob(".*")), "nothing is left behind"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("approvals: []\n", "empty-value"),
        ("approvals:\n    - {name: A, role: r, region: north, date: '2026-01-01', digest: d}\n", "approvals-form"),
        ("approvals: [", "yaml-syntax"),
    ],
)
def test_a_file_of_approvals_in_another_form_is_left_alone(tmp_path: Path, text: str, code: str) -> None:
    library = make_project(tmp_path)
    put(tmp_path, APPROVALS, text)
    findings = Findings()
    assert approve_text(library, "demo", "north", "A. Clinician", "physician", DAY, findings) is None
    assert [one.code for one in findings] == [code]
    assert (tmp_path / APPROVALS).read_text() == text


def test_approvals_with_errors_stop_the_edition(tmp_path: Path) -> None:
    library = make_project(tmp_path)
    put(tmp_path, APPROVALS, "approvals:\n  - name: A\n")
    findings = Findings()
    assert translate(library, "demo", "north", "en", findings, on=DAY) is None
    assert [one.code for one in findings] == ["missing-field"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('"A: 1\\n"\n', '"A: 1\\n"\n"X: new\\n"\n'),
        ('"X: old\\n"\n"B: 2\\n"\n', '"X: new\\n"\n"B: 2\\n"\n'),
        ('"X: old in "\n"two lines\\n"\n"B: 2\\n"\n', '"X: new\\n"\n"B: 2\\n"\n'),
        ('"A: 1"\n', '"A: 1\\n"\n"X: new\\n"\n'),
        ("", '"X: new\\n"\n'),
    ],
)
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_header_fields_are_set_in_place(header: str, expected: str, eol: str) -> None:
    rest = '\n# note\nmsgctxt "a.text"\nmsgid "Wait"\nmsgstr "Espere"'
    text = (f'# by us\nmsgid ""\nmsgstr ""\n{header}{rest}').replace("\n", eol)
    written = parse_written(text.encode(), "es.po", Findings())
    assert written is not None
    made = set_headers(written, {"X": "new"}, drop_fuzzy=True)
    assert made == (f'# by us\nmsgid ""\nmsgstr ""\n{expected}{rest}').replace("\n", eol)
