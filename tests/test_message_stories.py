"""Stories of translations: catalogues in which every message says what must be found in it.

    # language: ar                                the first line; everything is translated from English
    # expect: error[number-differs] has 20        above a message: severity, code, part of the message or its hints
    # safety                                      the message is safety-critical
    # short                                       it stands in the short form of a section

What is found must be exactly what is written. A message without expectations is one that must pass. Messages are
checked one by one; those of `consistency.po` together.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from samples import starter_typesetter

from builder.checks.messages import CHECKS, Rules, check_messages, rules_of
from builder.checks.messages.pair import Pair
from builder.diagnostics import Diagnostic, Findings
from builder.load import Library
from builder.model.glossary import Avoided, Glossary, GlossaryTerm, Wording
from builder.model.leaflet import Leaflet, Section
from builder.model.source import Id, Span, Text
from builder.translate.catalogue import Catalogue, parse_catalogue
from builder.translate.entry import Entry
from builder.translate.messages import Message
from builder.translate.speak import state_of

FILES = sorted((Path(__file__).parent / "stories" / "messages").glob("*.po"))
EXPECTED = re.compile(r"expect: (error|warning|note)\[([a-z-]+)\] ?(.*)")
FULL = Section(id=Id("full"), roles=(Id("main"),), blocks=())
SHORT = Section(id=Id("brief"), roles=(Id("card"),), short_of=Id("full"), blocks=())
SILENT = {"draft-safety-messages"}
"""Told once a catalogue, whatever else is in it; a test of its own expects it."""

GLOSSARY = Glossary(
    terms=(
        GlossaryTerm(term="SafeSpot", keep=True),
        GlossaryTerm(
            term="naloxone",
            wordings=(
                Wording(language="es", use=("naloxona",), avoid=("antídoto*",)),
                Wording(language="ru", use=("налоксон*",)),
                Wording(language="th", use=("นาล็อกโซน",), avoid=("ยาแก้พิษ",)),
            ),
        ),
        GlossaryTerm(
            term="test strip", forms=("test strips",), wordings=(Wording(language="es", use=("tira* reactiva*",)),)
        ),
    ),
    avoided=(Avoided(language="es", words=("drogadicto*",), instead="persona que usa drogas"),),
)


class Story(NamedTuple):
    """A catalogue, and for each context what must be found in it."""

    language: str
    catalogue: Catalogue
    expected: dict[str, list[tuple[str, str, str]]]


@cache
def tell(path: Path) -> Story:
    text = path.read_text(encoding="utf-8")
    found = re.match(r"# language: (\S+)\n", text)
    assert found, f"{path.name} does not say its language"
    findings = Findings()
    catalogue = parse_catalogue(text.encode(), f"{found[1]}.po", findings)
    assert catalogue is not None, list(map(str, findings))
    expected = {
        context: [
            EXPECTED.fullmatch(line).groups() for line in entry.comment.splitlines() if line.startswith("expect:")
        ]  # type: ignore[union-attr]
        for context, entry in catalogue.entries.items()
    }
    return Story(found[1], catalogue, expected)  # type: ignore[arg-type]


@cache
def leaflet() -> Leaflet:
    """What the messages are part of; which one does not matter to the checks."""
    found = Library.open().leaflet("overdose", Findings())
    assert found is not None
    return found


@cache
def rules(language: str) -> Rules:
    findings = Findings()
    setter = starter_typesetter()
    made = rules_of(Library.open(), language, "en", lambda text: setter.shape(text, lang=language).missing, findings)
    assert made is not None, language
    return made._replace(glossary=GLOSSARY)


def message_of(entry: Entry) -> Message:
    lines = entry.comment.splitlines()
    owners = (leaflet(), SHORT if "short" in lines else FULL)
    text = Text(entry.msgid, Span("en.yaml", 1, 1, 1, 1), entry.context)
    return Message(text, entry.context.rpartition(".")[2], owners, "safety" in lines)


def told_in(story: Story, *, together: bool) -> list[Diagnostic]:
    own = rules(story.language)
    pairs = []
    for entry in story.catalogue.entries.values():
        pairs.append(Pair(message_of(entry), entry, state_of(entry, entry.msgid), own))
    findings = Findings()
    for group in [pairs] if together else [[pair] for pair in pairs]:
        check_messages(group, findings)
    return list(findings)


def told_of(entry: Entry, found: list[Diagnostic]) -> list[Diagnostic]:
    return [
        one
        for one in found
        if one.span and entry.span.line <= one.span.line <= entry.span.end_line and one.code not in SILENT
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    story = tell(path)
    found = told_in(story, together=path.stem == "consistency")
    for context, expected in story.expected.items():
        mine = told_of(story.catalogue.entries[context], found)
        shown = "\n".join(f"{one} {[hint.message for hint in one.hints]}" for one in mine)
        assert len(mine) == len(expected), f"{context}: expected {expected}, found:\n{shown}"
        for severity, code, part in expected:
            assert any(
                (one.severity.value, one.code) == (severity, code)
                and part in " ".join([one.message, *(hint.message for hint in one.hints)])
                for one in mine
            ), f"{context}: expected {severity}[{code}] {part}, found:\n{shown}"


def test_every_check_has_a_story_good_and_bad() -> None:
    stories = [tell(path) for path in FILES]
    assert len(stories) > 10
    tripped = {code for story in stories for lines in story.expected.values() for _, code, _ in lines}
    assert set(CHECKS) - SILENT <= tripped
    for story in stories:
        assert not all(story.expected.values()), "a story also shows what passes"


def test_drafts_of_what_can_kill_are_told_once_a_catalogue() -> None:
    story = tell(Path(__file__).parent / "stories" / "messages" / "trust.po")
    told = [one for one in told_in(story, together=True) if one.code == "draft-safety-messages"]
    assert [one.message for one in told] == ["2 safety-critical messages are drafts that no speaker has checked"]
