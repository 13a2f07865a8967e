"""The ledger, the conflicts and the block-list as files: complete, and each pattern finds what it is for."""

import datetime
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from builder.checks.content import reread
from builder.diagnostics import Findings
from builder.load import Library, load
from builder.model.evidence import Blocked, Conflict, Pattern
from builder.model.leaflet import Leaflet
from builder.translate.messages import messages

ROOT = Path(__file__).parents[1]
SEED_LEAFLETS = ROOT / "tests" / "fixtures" / "seeds"
SEEDS = ("000_fa637f05c4036614.txt", "001_e1214670c1bfe5b9.txt", "002_7b9b58e4260eee64.txt")
LEDGER = {"A": 4, "B": 12, "C": 10, "D": 11, "E": 8, "F": 5, "G": 3, "H": 5, "I": 3}


@cache
def library() -> Library:
    return Library.open(ROOT)


def patterns() -> list[tuple[str, Pattern]]:
    findings = Findings()
    held: list[Conflict | Blocked] = [*library().conflicts(findings), *library().blocked(findings)]
    return [(one.id, pattern) for one in held for pattern in one.patterns]


def straight(text: str) -> str:
    """As a pattern sees a text."""
    return text.replace("**", "").replace("\u2019", "'").replace("\u201c", '"').replace("\u201d", '"')


def found(pattern: Pattern, text: str, leaflet: str = "") -> bool:
    text = straight(text)
    if not re.search(pattern.match, text, re.IGNORECASE):
        return False
    within = straight(leaflet) if pattern.unless_in == "leaflet" else text
    return not (pattern.unless and re.search(pattern.unless, within, re.IGNORECASE))


def test_the_ledger_is_whole() -> None:
    findings = Findings()
    claims, sources = library().claims(findings), library().sources(findings)
    assert not list(findings)
    assert set(claims) == {f"{letter}{number}" for letter, many in LEDGER.items() for number in range(1, many + 1)}
    cited = {source for claim in claims.values() for source in claim.sources}
    assert cited <= set(sources)
    for source in sources.values():
        assert source.url or source.seen_note or source.seen in ("memory", "secondary"), source.id


def test_what_rests_on_memory_says_so() -> None:
    findings = Findings()
    claims = library().claims(findings)
    assert {claim.id for claim in claims.values() if claim.memory_only} == {"E4", "H4", "H5"}
    assert all("[M" in claims[id].caveat or "M]" in claims[id].caveat for id in ("E4", "H4", "H5", "D7", "I2"))


def test_conflicts_tell_all_sides() -> None:
    findings = Findings()
    conflicts = library().conflicts(findings)
    assert not list(findings)
    first = [one for one in conflicts if one.between == "seeds"]
    among = [one for one in conflicts if one.between == "sources"]
    assert len(first) >= 14
    assert len(among) == 7
    assert all(len(one.readings) == 2 or one.id == "naloxone-lasts" for one in among)
    for one in first[:14]:
        assert tuple(seed.file for seed in one.seeds) == SEEDS, one.id


@pytest.mark.parametrize(("name", "pattern"), patterns(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_pattern_finds_what_it_is_for(name: str, pattern: Pattern) -> None:
    assert pattern.finds
    assert [text for text in pattern.finds if not found(pattern, text)] == []
    assert [text for text in pattern.leaves if found(pattern, text)] == []


def test_no_leaflet_of_ours_repeats_a_fault() -> None:
    findings = Findings()
    assert len(library().leaflets()) >= 3
    for name in library().leaflets():
        leaflet = library().leaflet(name, findings)
        assert leaflet is not None
        whole = " ".join(message.text.value for message in messages(leaflet))
        for message in messages(leaflet):
            if message.field != "myth":
                hits = [id for id, pattern in patterns() if found(pattern, message.text.value, whole)]
                assert not hits, f"{name}: {message.context}: {hits}"


def test_what_is_shipped_is_recorded_as_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of a leaflet, a region or a claim `leaflet hold` is run, or each build of it is slower."""
    stale: list[tuple[object, ...]] = []
    monkeypatch.setattr(reread, "_errors", lambda library, *asked: stale.append(asked) or ())
    for leaflet in library().leaflets():
        for region in library().regions():
            reread.check_changed(library(), leaflet, region, datetime.date(2026, 3, 1), Findings())
    assert library().leaflets()
    assert stale == []


def test_no_region_has_a_blocked_number() -> None:
    findings = Findings()
    blocked = {
        re.sub(r"\D", "", number) for one in library().blocked(findings) for number in (one.number, *one.also) if number
    }
    assert {"8449493989", "1933", "08007766 00".replace(" ", ""), "1800110031", "8776961996"} <= blocked
    seen = 0
    for name in library().regions():
        region = library().region(name, findings)
        assert region is not None
        for line in region.helplines:
            for number in (line.phone, line.tty, line.sms.partition("(")[0]):
                digits = re.sub(r"\D", "", number)
                seen += bool(digits)
                assert digits not in blocked or not digits, f"{name}: {line.id}: {number}"
    assert seen > 30


def test_every_term_can_be_explained() -> None:
    findings = Findings()
    terms = library().terms(findings)
    assert not list(findings)
    assert len(terms) > 20
    assert all(term.common or term.explained for term in terms)
    assert all(re.compile(pattern) for term in terms for pattern in term.explained)


def expected() -> list[tuple[str, str, str]]:
    """Leaflet, message id and the id of a conflict or of a blocked operator that must be found there."""
    told = yaml.safe_load((SEED_LEAFLETS / "expected.yaml").read_text(encoding="utf-8"))
    return [
        (leaflet, text, name)
        for leaflet, texts in told.items()
        for text, kinds in texts.items()
        for name in (*kinds.get("conflict", ()), *kinds.get("blocked", ()))
    ]


@cache
def seed_texts(name: str) -> dict[str, str]:
    findings = Findings()
    leaflet = load(SEED_LEAFLETS / f"{name}.yaml", Leaflet, findings)
    assert leaflet is not None, list(map(str, findings))
    return {message.context: message.text.value for message in messages(leaflet)}


@pytest.mark.parametrize(("leaflet", "text", "name"), expected())
def test_the_faults_of_the_first_articles_are_found(leaflet: str, text: str, name: str) -> None:
    """Texts with those faults, in our own words; what is found by words and by missing claims is tested elsewhere."""
    texts = seed_texts(leaflet)
    findings = Findings()
    numbers = {one.id: [one.number, *one.also] for one in library().blocked(findings)}
    by_pattern = {id for id, pattern in patterns() if found(pattern, texts[text], " ".join(texts.values()))}
    by_number = {id for id, written in numbers.items() if any(one and one in texts[text] for one in written)}
    assert name in by_pattern | by_number
