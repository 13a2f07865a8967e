"""A small project in several languages, for the tests of translation."""

from __future__ import annotations

import datetime
from pathlib import Path

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.edition import Edition
from builder.translate import translate
from builder.translate.merge import merge
from builder.translate.messages import messages
from builder.translate.parts import Kind, catalogue_file
from builder.translate.template import template
from builder.translate.write import headers, part_of

DAY = datetime.date(2026, 3, 1)

LEAFLET = """\
id: demo
title: A demo
description: A leaflet for tests.
audience: testers
purpose: test
main-message: Act now.
action: Call {emergency}.
check-by: "2026-09-01"
sections:
  - id: start
    roles: [cover]
    blocks:
      - kind: cover
        id: cover
        title: Save a life
        bar: Call {emergency} in {region}.
        claims: [A1]
        safety: true
  - id: do
    roles: [main]
    heading: What to do
    blocks:
      - kind: steps
        id: steps
        order: region
        claims: [A1]
        items:
          - id: wake
            lead: Wake them
            claims: [A2]
            safety: true
          - id: call
            lead: Call {emergency}
            text: Say where you are.
          - id: naloxone
            lead: Spray
            text: Again after {naloxone.gap}?
            only: {naloxone: nasal}
            safety: true
          - id: naloxone-injection
            lead: Inject
            text: Again after {naloxone.gap}?
            only: {naloxone: injection}
            safety: true
          - id: breaths
            lead: Breathe
            only: {breaths: breaths}
          - id: push
            lead: Push
            only: {breaths: compressions}
      - kind: text
        id: wears-off
        text: It wears off in **{naloxone.lasts}**.
        claims: [A3]
        safety: true
      - kind: text
        id: north-only
        text: Only in the north.
        claims: none
        because: a test
        only: {region: [north]}
      - kind: bullets
        id: south-list
        claims: [A4]
        items:
          - id: one
            text: Only in the south.
            only: {region: [south]}
  - id: contact
    roles: [contact]
    blocks:
      - kind: helplines
        id: lines
        purposes: [treatment]
      - kind: imprint
        id: imprint
      - kind: foot
        id: foot
"""

NORTH = """\
id: north
name: Northland
paper: a4
emergency: {number: "112", status: agency}
helplines:
  - id: treatment
    purpose: treatment
    name: North Line
    title: Find treatment
    note: Free, 24 hours
    phone: 0800 111 222
    url: https://example.org
    status: agency
  - id: poison
    purpose: poison
    name: Poison Line
    title: Took too much?
    phone: 0800 333 444
    status: agency
naloxone: {product: nasal, gap: 2 to 3 minutes, lasts: 20 to 90 minutes}
breaths: breaths
steps: [wake, call, naloxone, breaths]
"""

UPPER_NORTH = """\
id: upper-north
extends: north
name: Upper Northland
"""

SOUTH = """\
id: south
name: Southland
paper: letter
emergency: {number: "911", status: agency}
naloxone: {product: injection, gap: 3 to 5 minutes, lasts: 30 to 90 minutes}
breaths: compressions
steps: [call, wake, push, naloxone]
"""

COMMON = """\
draft: "DRAFT: not yet checked"
draft-translation: DRAFT translation, not checked
numbers-unchecked: The numbers have not been checked yet.
myth: Myth
fact: Fact
sources: Sources
your-service: Your local service
service-name: Name
service-phone: Phone
reviewed: Reviewed {date}
not-reviewed: Not reviewed yet
check-by: Check again by {date}
edition: Edition {code}
disclaimer: General information, not medical advice
qr-alt: "QR code for {name}: {address}"
step: Step {number}
page: Page {page} of {pages}
emergency-in: Emergency number, {region}
test-line: Test
control-line: Control
print-title: How to print
print-steps: [Print one copy first.]
"""

LANGUAGES = """\
languages:
  - {id: en, name: English, endonym: English, script: Latn, fonts: [Noto Sans]}
  - {id: es, name: Spanish, endonym: español, script: Latn, fonts: [Noto Sans]}
  - {id: ar, name: Arabic, endonym: العربية, script: Arab, direction: rtl, digits: arab, fonts: [Noto Sans]}
  - {id: fa, name: Persian, endonym: فارسی, script: Arab, direction: rtl, digits: arabext, fonts: [Noto Sans]}
  - {id: fa-AF, name: Dari, endonym: دری, script: Arab, direction: rtl, digits: arabext, fonts: [Noto Sans]}
  - {id: mww, name: Hmong, endonym: Hmoob, script: Latn, fonts: [Noto Sans]}
"""

CLAIMS = """\
claims:
  - {id: A1, title: one, wording: one, sources: [X, Y], strength: strong}
  - {id: A2, title: two, wording: two, sources: [Y, M], strength: strong}
  - {id: A3, title: three, wording: three, sources: [M], strength: strong, memory-only: true}
  - {id: A4, title: four, wording: four, sources: [Z], strength: strong}
"""

SOURCES = """\
sources:
  - {id: Z, publisher: Zed, title: Zed's book, year: "2001", seen: publisher}
  - {id: Y, publisher: Why, title: Why's book, year: "2002", seen: publisher}
  - {id: X, publisher: Ex, title: Ex's book, year: "2003", seen: publisher}
"""

FILES = {
    "leaflets/demo/leaflet.yaml": LEAFLET,
    "leaflets/regions/north/region.yaml": NORTH,
    "leaflets/regions/upper-north/region.yaml": UPPER_NORTH,
    "leaflets/regions/south/region.yaml": SOUTH,
    "leaflets/common/common.yaml": COMMON,
    "leaflets/languages.yaml": LANGUAGES,
    "leaflets/evidence/claims.yaml": CLAIMS,
    "leaflets/evidence/sources.yaml": SOURCES,
}

PARTS: tuple[tuple[Kind, str], ...] = (
    ("leaflets", "demo"),
    ("common", "common"),
    ("regions", "north"),
    ("regions", "upper-north"),
    ("regions", "south"),
)


def make_project(folder: Path, *languages: str, fuzzy: bool = False) -> Library:
    """The project in a folder, with complete catalogues in these languages: `[es] ` before every source text."""
    for name, text in FILES.items():
        put(folder, name, text)
    library = Library((folder,))
    for lang in languages:
        for kind, id in PARTS:
            put(folder, catalogue_file(kind, id, lang), catalogue(library, kind, id, lang, fuzzy=fuzzy))
    return library


def catalogue(library: Library, kind: Kind, id: str, lang: str, *, fuzzy: bool = False) -> str:
    """The text of a complete catalogue."""
    part = part_of(library, kind, id, Findings())
    assert part is not None
    text = merge(None, template(part, library.claims(Findings())), headers(part, lang))
    for message in messages(part.value):
        source = message.text.value
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "[{lang}] {source}"')
    return text.replace("msgctxt", "#, fuzzy\nmsgctxt") if fuzzy else text


def put(folder: Path, name: str, text: str) -> Path:
    """Write a file of the project."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def change(folder: Path, name: str, *pairs: tuple[str, str]) -> None:
    """Replace texts of a file, each of which it must have."""
    text = (folder / name).read_bytes().decode()
    for old, new in pairs:
        assert old in text, f"{name} has no {old!r}"
        text = text.replace(old, new)
    put(folder, name, text)


def edition(library: Library, lang: str, region: str = "north", on: datetime.date = DAY, **options: object) -> Edition:
    """An edition that must come out without errors."""
    findings = Findings()
    made = translate(library, "demo", region, lang, findings, on=on, **options)  # type: ignore[arg-type]
    assert made is not None, list(map(str, findings))
    return made


def found(library: Library, lang: str, region: str = "north", **options: object) -> list[tuple[str, str]]:
    """Severity and code of everything that is found; the edition comes out unless one is an error."""
    findings = Findings()
    made = translate(library, "demo", region, lang, findings, on=DAY, **options)  # type: ignore[arg-type]
    assert (made is None) == (not findings.ok)
    return [(one.severity.value, one.code) for one in findings]
