"""Commands about content: they change what is asked for and nothing else, and name what is stale, due or unsourced."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.build import Job, build
from builder.checks.content import reread
from builder.checks.content.everywhere import Scope, check_content, check_permissions
from builder.checks.content.fix import fix_wording
from builder.checks.content.gate import check_printed
from builder.checks.content.index import answers, points
from builder.checks.content.printed import in_regions
from builder.checks.content.scores import readings
from builder.cli import main
from builder.confirm import confirm, names
from builder.diagnostics import Diagnostic, Findings
from builder.due import days, due
from builder.evidence.page import page
from builder.evidence.said import said
from builder.load import Library
from builder.model.service import Service
from builder.model.source import Id
from builder.translate import translate

ROOT = Path(__file__).parents[1]
DAY = date(2026, 3, 1)
LEAFLET = "leaflets/overdose/leaflet.yaml"
Change = Callable[[str, str, str], Path]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with its own copies of a leaflet, a region and the evidence."""
    for name in ("leaflets/overdose", "leaflets/regions/us", "leaflets/evidence"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def change(project: Path) -> Change:
    def changed(name: str, old: str, new: str) -> Path:
        path = project / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return changed


def library(project: Path) -> Library:
    return Library((project, ROOT))


@cache
def kept(project: Path) -> Library:
    """One library for many examples: it reads again only what has changed."""
    return library(project)


def checked(project: Path, languages: tuple[str, ...] = ()) -> list[Diagnostic]:
    """What is said of the project's leaflet."""
    findings = Findings()
    scope = Scope(leaflets=["overdose"], regions=["us"], languages=languages, on=DAY)
    check_content(library(project), scope, findings)
    return list(findings)


def codes(found: list[Diagnostic]) -> set[str]:
    return {one.code for one in found}


# Swaps


def test_fix_swaps_words_and_leaves_every_other_byte(project: Path, change: Change) -> None:
    path = change(
        "leaflets/overdose/leaflet.yaml", "Not sure? Act anyway.", "Heroin users, act anyway. They relapsed. An addict?"
    )
    before = path.read_bytes()
    main(["check", "overdose", "--region", "us", "--lang", "en", "--text", "--fix", "--on", "2026-03-01"])
    after = path.read_bytes()
    wanted = before.replace(b"Heroin users,", b"People who use heroin,").replace(
        b"They relapsed", b"They started using again"
    )
    assert after == wanted
    assert [one.message.split("”")[0] for one in checked(project) if one.code == "word-to-avoid"] == ["“An addict"]


def test_what_is_allowed_quoted_or_of_the_library_is_not_swapped(project: Path, change: Change) -> None:
    path = change(
        "leaflets/overdose/leaflet.yaml",
        "        title: Not sure? Act anyway.\n",
        "        title: Heroin users act.\n        wording-ok: [{term: users, because: written by its readers}]\n",
    )
    before = path.read_bytes()
    findings = Findings()
    assert fix_wording(library(project), ["overdose", "withdrawal"], ["us", "ca"], findings) == ()
    assert not list(findings)
    assert path.read_bytes() == before


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.sampled_from(["heroin users", "Use clean water.", "He relapsed.", "it's", "**drug users**", "a: b", "“we”"]),
        min_size=1,
        max_size=5,
    )
)
def test_after_a_fix_there_is_nothing_to_fix(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    folder = tmp_path_factory.getbasetemp() / "fix"
    path = folder / "leaflets/overdose/leaflet.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "leaflets/overdose/leaflet.yaml").read_text(encoding="utf-8")
    said_so = " ".join(pieces).replace("'", "''")
    path.write_text(
        text.replace("text: Watch the chest.", f"text: '{said_so}'\n        # Watch the chest.", 1), encoding="utf-8"
    )
    wanted = text.count("\n") + 1
    fix_wording(kept(folder), ["overdose"], [], Findings())
    once = path.read_bytes()
    assert fix_wording(kept(folder), ["overdose"], [], Findings()) == ()
    assert path.read_bytes() == once
    assert once.count(b"\n") == wanted


# Translations


def test_words_and_numbers_in_translations_are_found_in_their_catalogue(project: Path) -> None:
    path = project / "leaflets/overdose/es.po"
    text = path.read_text(encoding="utf-8")
    first = text.index('msgstr "', text.index('msgctxt "title"')) + len('msgstr "')
    path.write_text(text[:first] + "Los adictos: (844) 949-3989, 911. " + text[first:], encoding="utf-8")
    found = [one for one in checked(project, ("es",)) if one.span and one.span.file.endswith("overdose/es.po")]
    assert {"word-to-avoid", "blocked-number", "typed-emergency-number"} <= codes(found)
    line = path.read_text(encoding="utf-8")[:first].count("\n") + 1
    assert {one.span.line for one in found if one.span and one.code != "unused-permission"} == {line}
    assert any("`# wording-ok adicto: ...`" in hint.message for one in found for hint in one.hints)


def test_a_translator_keeps_a_word_with_a_reason(project: Path) -> None:
    path = project / "leaflets/overdose/es.po"
    text = path.read_text(encoding="utf-8")
    entry = text.rindex("\n\n", 0, text.index('msgctxt "title"')) + 2
    first = text.index('msgstr "', entry) + len('msgstr "')
    spoken = text[:entry] + "# wording-ok adicto: {}\n" + text[entry:first] + "Los adictos. " + text[first:]
    path.write_text(
        spoken.replace("# wording-ok adicto: {}", "# wording-ok adicto: people say this of themselves"),
        encoding="utf-8",
    )
    assert "word-to-avoid" not in codes(checked(project, ("es",)))
    path.write_text(spoken.replace("# wording-ok adicto: {}", "# wording-ok adicto:"), encoding="utf-8")
    assert "word-to-avoid" in codes(checked(project, ("es",)))
    findings = Findings()
    scope = Scope(leaflets=["overdose"], regions=["us"], languages=["es"], on=DAY)
    check_permissions(library(project), scope, findings)
    assert [one.code for one in findings] == ["missing-reason"]


def test_terms_that_are_spared_must_be_terms_and_need_it(project: Path, change: Change) -> None:
    change(
        LEAFLET,
        "\nsections:",
        "\nterms-ok:\n  - {term: naloxon, because: a}\n  - {term: heroin, because: b}\nsections:",
    )
    told = {one.code: one for one in checked(project) if one.code in ("unknown-reference", "unused-permission")}
    assert "did you mean naloxone?" in [hint.message for hint in told["unknown-reference"].hints]
    assert "`heroin` need not be spared" in told["unused-permission"].message


# The gate before paper


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("leaflets/overdose/leaflet.yaml", "Not sure? Act anyway.", "Call (844) 949-3989.", "blocked-number"),
        ("leaflets/overdose/leaflet.yaml", "Not sure? Act anyway.", "Call ٨٤٤٩٤٩٣٩٨٩.", "blocked-number"),
        ("leaflets/regions/us/region.yaml", "phone: 800-972-0590", "phone: 877-696-1996", "blocked-number"),
        (
            "leaflets/evidence/claims.yaml",
            "    strength: moderate\n",
            "    strength: moderate\n    regions: [gb]\n",
            "claim-out-of-region",
        ),
        (LEAFLET, "icon: sleepy", "icon: sleepyy", "unknown-reference"),
        (LEAFLET, "claims: [A2]", "claims: [A222]", "unknown-reference"),
        (LEAFLET, "purposes: [treatment", "purposes: [treatmint", "unknown-reference"),
        (LEAFLET, "            safety: true\n", "            only: {region: [uss]}\n", "unknown-reference"),
        (
            LEAFLET,
            "            claims: [A2]\n            safety: true\n",
            "            claims: none\n",
            "missing-reason",
        ),
        (
            LEAFLET,
            "        claims: [A2, A3, A4]\n        safety: true\n        items:\n          - id: wake\n"
            "            icon: sleepy\n            lead: Will not wake\n            text: even if you shout\n"
            "            claims: [A2]\n",
            "        items:\n          - id: wake\n            lead: Will not wake\n",
            "uncited-statement",
        ),
        (LEAFLET, "Not sure? Act anyway.", "Not sure? Ring 999.", "typed-emergency-number"),
        (LEAFLET, "Not sure? Act anyway.", "Not sure? Ring ٩٩٩.", "typed-emergency-number"),
        (LEAFLET, "Not sure? Act anyway.", "Not sure? 1-888-688-6677", "typed-number"),
        (LEAFLET, "Not sure? Act anyway.", "See bit.ly/naloxone", "bad-address"),
        (LEAFLET, "Not sure? Act anyway.", "9 in 10 survive.", "uncited-figure"),
        (LEAFLET, "Not sure? Act anyway.", "Relapse rates are 40 to 60 percent.", "contradicts-evidence"),
        ("leaflets/evidence/claims.yaml", "The person will not wake up.", "They are hard to wake.", "stale-copy"),
        ("leaflets/regions/us/region.yaml", "phone: 1-800-662-4357", "phone: 1-800-662-435", "invalid-number"),
        ("leaflets/regions/us/region.yaml", "purpose: treatment", "purpose: treatmnt", "unknown-reference"),
    ],
)
def test_what_the_gate_finds_is_never_printed(
    project: Path, change: Change, name: str, old: str, new: str, code: str
) -> None:
    change(name, old, new)
    job = Job(leaflet="overdose", region="us", language="en", layout="letter-trifold", theme="calm", stem="x", on=DAY)
    built = build(job, library(project))
    assert built.data is None
    assert code in {one.code for one in built.findings if one.severity == "error"}


def test_a_service_with_a_blocked_number_is_not_printed(project: Path) -> None:
    edition = translate(library(project), "overdose", "us", "en", Findings(), on=DAY)
    assert edition is not None
    findings = Findings()
    check_printed(library(project), edition, Service(id=Id("a"), name="A", phone="1 844 949 3989"), DAY, findings)
    assert [one.code for one in findings if one.severity == "error"] == ["blocked-number"]
    sound = Findings()
    check_printed(library(project), edition, None, DAY, sound)
    assert not list(sound)


def test_a_service_that_nobody_can_reach_is_not_printed(project: Path) -> None:
    edition = translate(library(project), "overdose", "us", "en", Findings(), on=DAY)
    assert edition is not None
    findings = Findings()
    check_printed(library(project), edition, Service(id=Id("a"), name="A", phone="202-555-01"), DAY, findings)
    assert {(one.code, str(one.severity)) for one in findings} == {
        ("invalid-number", "error"),
        ("unchecked-service", "warning"),
    }


def test_the_law_is_told_where_somebody_has_checked_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "leaflets/regions/us/region.yaml"
    law = "A law protects you when you call for help."
    path.write_text(path.read_text(encoding="utf-8") + f"law: {law}\n", encoding="utf-8")

    def told(on: date) -> tuple[set[str], bool]:
        findings = Findings()
        edition = translate(library(project), "overdose", "us", "en", findings, on=on)
        assert edition is not None, list(findings)
        check_printed(library(project), edition, None, on, findings)
        return {one.code for one in findings if one.severity == "error"}, edition.region.law is not None

    assert told(DAY) == ({"unchecked-law"}, False)
    assert main(["region", "confirm", "us.law", "--by", "A. Person", "--on", "2026-02-01"]) == 0
    capsys.readouterr()
    assert told(DAY) == (set(), True)
    assert told(date(2026, 9, 1)) == ({"unchecked-law"}, True)


def test_numbers_are_open_again_after_180_days(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("us.emergency", "us.treatment"):
        assert main(["region", "confirm", name, "--by", "A. Person", "--on", "2026-02-01"]) == 0
    capsys.readouterr()
    days = ((date(2026, 1, 31), True), (date(2026, 2, 1), False), (date(2026, 7, 31), False), (date(2026, 8, 1), True))
    for day, still in days:
        edition = translate(library(project), "overdose", "us", "en", Findings(), on=day)
        assert edition is not None
        assert ({"emergency", "treatment"} <= edition.unconfirmed) is still
        assert "crisis" in edition.unconfirmed


def test_names_that_lead_nowhere_come_with_all_that_there_are(project: Path, change: Change) -> None:
    job = Job(leaflet="overdose", region="us", language="en", layout="letter-trifold", theme="calm", stem="x", on=DAY)
    for old, new, message, known in (
        ("icon: sleepy", "icon: zzz", "there is no icon `zzz`", "lungs"),
        ("claims: [A2]", "claims: [Z9]", "there is no claim `Z9`", "B12"),
    ):
        change(LEAFLET, old, new)
        (told, *_) = [one for one in build(job, library(project)).findings if one.message == message]
        assert told.span is not None
        assert any(known in hint.message for hint in told.hints)


def test_what_was_held_is_not_read_again(
    project: Path, change: Change, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["hold", "overdose"]) == 0
    capsys.readouterr()
    told = Findings()
    with monkeypatch.context() as patched:
        patched.setattr(reread, "_errors", lambda *given: pytest.fail("read again"))
        reread.check_changed(library(project), "overdose", "us", DAY, told)
    change(LEAFLET, "Not sure? Act anyway.", "Addicts can get clean.")
    reread.check_changed(library(project), "overdose", "us", DAY, told)
    assert not list(told), "words to avoid are warnings, which checks tell"
    change("leaflets/evidence/conflicts.yaml", "match: >-", "match: addicts can get clean|")
    reread.check_changed(library(project), "overdose", "us", DAY, told)
    assert [one.code for one in told] == ["contradicts-evidence"]


# Numbers


def test_a_number_is_confirmed_where_it_stands(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "leaflets/regions/us/region.yaml"
    before = path.read_text(encoding="utf-8").splitlines()
    assert main(["region", "confirm", "us.treatment", "--by", "A. Person", "--on", "2026-01-31"]) == 0
    assert "us.treatment: 1-800-662-4357 was checked by A. Person on 2026-01-31" in capsys.readouterr().out
    after = path.read_text(encoding="utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert added == ["    confirmed:", "      by: A. Person", "      on: 2026-01-31"]
    assert [line for line in after if line not in added] == [line for line in before if line not in added]
    region = library(project).region("us", Findings())
    assert region is not None
    assert next(line.confirmed for line in region.helplines if line.id == "treatment") is not None
    assert not [one for one in checked(project) if one.code == "unconfirmed-number" and "us.treatment" in one.message]
    # again, later: the day is replaced
    assert main(["region", "confirm", "us.treatment", "--by", "B. Person", "--on", "2026-02-28"]) == 0
    assert path.read_text(encoding="utf-8").splitlines() == [
        {"      by: A. Person": "      by: B. Person", "      on: 2026-01-31": "      on: 2026-02-28"}.get(line, line)
        for line in after
    ]


@pytest.mark.parametrize(
    ("name", "by", "on", "code", "told"),
    [
        ("us.nothing", "A", DAY, "unknown-name", "did you mean"),
        ("us", "A", DAY, "unknown-name", "which number"),
        ("nowhere.crisis", "A", DAY, "unknown-reference", "no region"),
        ("us.crisis", " ", DAY, "bad-signature", "name of the person"),
        ("us.crisis", "A\nB", DAY, "bad-signature", "name of the person"),
        ("us.crisis", "A", date(2026, 3, 2), "bad-signature", "has not come yet"),
        ("us.law", "A", DAY, "unknown-name", "nothing called `law`"),
        ("ca.crisis", "A", DAY, "cannot-edit", "leaflet init ."),
        ("ca-bc.crisis", "A", DAY, "cannot-edit", "leaflet region confirm ca.crisis"),
    ],
)
def test_what_cannot_be_confirmed_is_not(project: Path, name: str, by: str, on: date, code: str, told: str) -> None:
    path = project / "leaflets/regions/us/region.yaml"
    before, findings = path.read_bytes(), Findings()
    assert confirm(library(project), name, by, on, DAY, findings) == ""
    assert [one.code for one in findings] == [code]
    assert told in " ".join([one.message + "".join(hint.message for hint in one.hints) for one in findings])
    assert path.read_bytes() == before


def test_a_blocked_number_cannot_be_confirmed_into_print(project: Path, change: Change) -> None:
    path = change("leaflets/regions/us/region.yaml", "phone: 800-972-0590", "phone: 877-696-1996")
    before, findings = path.read_bytes(), Findings()
    assert confirm(library(project), "us.alone", "A", DAY, DAY, findings) == ""
    assert [one.code for one in findings] == ["blocked-number"]
    assert path.read_bytes() == before


def test_emergency_and_law_are_confirmed_too(project: Path, change: Change) -> None:
    change("leaflets/regions/us/region.yaml", "breaths: breaths", "law: You may call.\nbreaths: breaths")
    for name in ("us.emergency", "us.law"):
        assert confirm(library(project), name, "A. Person", DAY, DAY, Findings())
    region = library(project).region("us", Findings())
    assert region is not None
    assert region.emergency.confirmed is not None
    assert region.law_confirmed is not None
    assert {"us.emergency", "us.law", "us.treatment"} <= set(names(region))
    assert "unchecked-law" not in codes(checked(project))


# Stale copies


def test_a_changed_claim_names_leaflet_statements_and_languages(project: Path, change: Change) -> None:
    assert main(["hold"]) == 0
    assert "stale-copy" not in codes(checked(project))
    change("leaflets/evidence/claims.yaml", "The person will not wake up.", "The person cannot be woken.")
    (found,) = [one for one in checked(project) if one.code == "stale-copy"]
    assert found.severity == "error"
    assert found.span
    assert found.span.file.endswith("evidence/claims.yaml")
    for part in ("claim A2", "overdose", "`signs.wake`", "en", "es", "ar"):
        assert part in found.message
    assert any(hint.span and hint.span.file.endswith("overdose/leaflet.yaml") for hint in found.hints)
    assert main(["hold", "overdose"]) == 0
    assert "stale-copy" not in codes(checked(project))


def test_a_changed_number_names_leaflets_languages_and_texts(project: Path, change: Change) -> None:
    assert main(["hold"]) == 0
    change("leaflets/regions/us/region.yaml", 'number: "911"', 'number: "912"')
    change("leaflets/regions/us/region.yaml", "phone: 800-972-0590", "phone: 800-972-0591")
    change("leaflets/overdose/leaflet.yaml", "Not sure? Act anyway.", "Call 800-972-0590.")
    found = [one for one in checked(project) if one.code == "stale-copy"]
    told = "\n".join(str(one) for one in found)
    assert "us.emergency was 911 and is 912; sheets made before hold the old one: overdose in en, es" in told
    assert "us.alone was 800-972-0590 and is 800-972-0591" in told
    assert "“800-972-0590” in `not-sure.title` (en) is the old us.alone" in told


def test_the_record_keeps_what_was_held_of_other_leaflets(project: Path) -> None:
    assert main(["hold", "overdose"]) == 0
    path = project / "leaflets/evidence/held.yaml"
    once = path.read_text(encoding="utf-8")
    assert once.startswith("# yaml-language-server: $schema=../schemas/held.schema.json\n# Written by `leaflet hold`")
    assert main(["hold", "withdrawal"]) == 0
    both = path.read_text(encoding="utf-8")
    assert "  - id: overdose" in both
    assert "  - id: withdrawal" in both
    assert main(["hold", "overdose", "withdrawal"]) == 0
    assert path.read_text(encoding="utf-8") == both


def test_a_leaflet_without_claims_can_be_held(project: Path) -> None:
    assert main(["new", "leaflet", "mine"]) == 0
    assert main(["hold", "mine"]) == 0
    assert main(["hold", "overdose"]) == 0
    path = project / "leaflets/evidence/held.yaml"
    assert "  - id: mine\n  - id: " in path.read_text(encoding="utf-8")
    assert main(["build", "overdose", "-l", "en"]) == 0


@pytest.mark.parametrize("nothing", ["    claims:\n", "    claims: []\n", ""])
def test_a_record_that_an_older_version_wrote_of_it_is_read(project: Path, nothing: str) -> None:
    assert main(["hold", "overdose"]) == 0
    path = project / "leaflets/evidence/held.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(
        before.replace("  - id: overdose\n", f"  - id: mine\n{nothing}  - id: overdose\n"), encoding="utf-8"
    )
    assert main(["build", "overdose", "-l", "en"]) == 0


def test_a_record_with_errors_is_told_and_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hold", "overdose"]) == 0
    path = project / "leaflets/evidence/held.yaml"
    broken = path.read_text(encoding="utf-8").replace("    claims:", "    claim:")
    path.write_text(broken, encoding="utf-8")
    capsys.readouterr()
    assert main(["hold", "withdrawal"]) == 1
    assert "unknown-field" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == broken


# Evidence


def test_every_statement_is_told_with_its_sources(project: Path) -> None:
    leaflet = library(project).leaflet("overdose", Findings())
    assert leaflet is not None
    told = {one.id: one for one in said(library(project), leaflet, Findings())}
    assert [each.claim.id for each in told["signs.light-skin"].backing] == ["A2", "A3"]
    assert "TV" in [source.id for each in told["signs.light-skin"].backing for source in each.sources]
    assert told["steps.call"].backing[0].marks == ("disputed",)
    assert all(one.backing or one.because or one.id.endswith(("heading", "cover")) for one in told.values())


def test_the_page_of_evidence_is_current() -> None:
    findings = Findings()
    current = page(Library((ROOT,)), findings)
    assert findings.ok
    written = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    assert written == current, "run: leaflet evidence --page docs/evidence.md"
    for part in ("## What leaflets say", "## Claims", "000_fa637f05c4036614.txt", "(844) 949-3989", "## Sources"):
        assert part in current
    lib = Library((ROOT,))
    for id in lib.leaflets():
        leaflet = lib.leaflet(id, Findings())
        assert leaflet is not None
        assert all(f"| `{one.id}` |" in current for one in said(lib, leaflet, Findings()))


def test_the_table_of_evidence(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", "overdose"]) == 0
    assert "overdose: signs.wake" in capsys.readouterr().out
    assert main(["evidence", "overdose", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    wake = next(one for one in told if one["statement"] == "signs.wake")
    assert [each["id"] for each in wake["claims"]] == ["A2"]
    assert main(["evidence", "nothing"]) == 2
    assert main(["evidence", "--page", "page.md"]) == 0
    assert (project / "page.md").read_text(encoding="utf-8").startswith("# Who says what")


# Time


@pytest.mark.parametrize(("text", "count"), [("60d", 60), ("60", 60), ("8w", 56), ("3m", 90), ("0d", 0)])
def test_stretches_of_time(text: str, count: int) -> None:
    assert days(text) == count


@pytest.mark.parametrize("text", ["", "d", "-1d", "sixty", "1.5w", "9999999d"])
def test_what_is_no_stretch_of_time(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        days(text)


def test_what_runs_out_is_listed_by_its_day(project: Path, change: Change) -> None:
    change("leaflets/overdose/leaflet.yaml", "action: ", "check-by: 2026-04-15\naction: ")
    change(
        "leaflets/evidence/claims.yaml",
        "    sources: [WHO, UNODC]\n",
        "    sources: [WHO, UNODC]\n    check-by: 2026-03-20\n",
    )
    assert confirm(library(project), "us.treatment", "A. Person", date(2025, 9, 20), DAY, Findings())
    found = due(library(project), ["us"], ["es"], date(2026, 4, 30), DAY)
    dated = [(str(one.by), one.kind, one.name) for one in found if one.by]
    assert ("2026-03-19", "number", "us.treatment") in dated
    assert ("2026-03-20", "claim", "A1") in dated
    assert ("2026-04-15", "leaflet", "overdose") in dated
    assert dated == sorted(dated)
    never = {(one.kind, one.name) for one in found if one.by is None}
    assert ("number", "us.emergency") in never
    assert any(kind == "translation" and name.endswith("overdose/es.po") for kind, name in never)
    sooner = due(library(project), ["us"], [], date(2026, 3, 19), DAY)
    assert [one.name for one in sooner if one.by] == ["us.treatment"]


def test_due_says_by_its_code_whether_something_has_run_out(
    project: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["due", "--region", "us", "--on", "2026-03-01"]
    assert main(asked) == 0
    change("leaflets/overdose/leaflet.yaml", "action: ", "check-by: 2026-02-15\naction: ")
    assert main(asked) == 1
    assert "2026-02-15 (over)" in capsys.readouterr().out
    assert main([*asked, "--within", "soon"]) == 2
    capsys.readouterr()
    assert main([*asked, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["by"] == "2026-02-15"


def test_an_overdue_leaflet_is_a_draft(project: Path, change: Change) -> None:
    change("leaflets/overdose/leaflet.yaml", "action: ", "check-by: 2026-02-28\naction: ")
    edition = translate(library(project), "overdose", "us", "en", Findings(), on=DAY)
    assert edition is not None
    assert "the text had to be reviewed again by 2026-02-28" in edition.reasons


# How plain


def test_every_leaflet_is_plain_and_says_what_it_must() -> None:
    lib = Library((ROOT,))
    assert len(lib.leaflets()) >= 3
    for id in lib.leaflets():
        leaflet = lib.leaflet(id, Findings())
        assert leaflet is not None
        english = next(iter(readings(lib, id, "us", DAY)))
        assert english.source
        grade = english.scores[0]
        assert grade.formula == "Flesch-Kincaid grade"
        assert grade.learned <= grade.value <= 6, id
        ((region, printed),) = in_regions(lib, leaflet, ["us"])
        given = answers(lib, printed, region)
        assert [one.number for one in given] == list(range(1, 21))
        right, told, by_person = points(given)
        assert right >= told - 3, [one for one in given if one.given == "missed"]
        assert by_person >= 4


def test_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "overdose", "--report", "--region", "us", "--on", "2026-03-01"]) == 0
    told = capsys.readouterr().out
    for part in ("Flesch-Kincaid grade", "at most 6", "Fernández Huerta", "not scored: there is no formula for Arabic"):
        assert part in told
    assert "Clear Communication Index" in told
    assert main(["check", "overdose", "--report", "--format", "json", "--on", "2026-03-01"]) == 0
    (data,) = json.loads(capsys.readouterr().out)
    assert len(data["clear_communication"]) == 20
    assert data["readability"][0]["scores"][0]["reached"] is True


def test_a_leaflet_with_the_faults_of_an_article_scores_low(tmp_path: Path) -> None:
    target = tmp_path / "leaflets/seed-002"
    target.mkdir(parents=True)
    shutil.copy(Path(__file__).parent / "fixtures/seeds/seed-002.yaml", target / "leaflet.yaml")
    lib = library(tmp_path)
    leaflet = lib.leaflet("seed-002", Findings())
    assert leaflet is not None
    ((region, printed),) = in_regions(lib, leaflet, ["us"])
    right, told, _ = points(answers(lib, printed, region))
    assert right < told - 2


def test_the_library_itself_has_no_errors_of_content() -> None:
    lib, findings = Library((ROOT,)), Findings()
    regions = [id for id in lib.regions() if (region := lib.region(id, Findings())) is not None and region.listed]
    check_content(lib, Scope(leaflets=lib.leaflets(), regions=regions, languages=(), on=DAY), findings)
    assert len(regions) > 10
    assert not [str(one) for one in findings if one.severity == "error"]
