"""The trifold's texts as plain panels, for other programs to set: what we print, less the drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.edition import Edition
from builder.model.leaflet import (
    Block,
    Bullets,
    Callout,
    Card,
    Cover,
    Helplines,
    Imprint,
    Paragraph,
    Signs,
    Sources,
    Steps,
)
from builder.model.service import Service
from builder.model.source import Id, Text
from builder.translate import translate

LEAFLET, REGION, LAYOUT, THEME = "overdose", "us", "letter-trifold", "calm"
DAY = date(2026, 1, 1)
ROLES = ("cover", "main", "more", "contact")
_ISOLATES = re.compile("[\u2066-\u2069]")


def service(number: int) -> Service:
    """A service of its own for each document, so that nothing can be kept from one to the next."""
    return Service(
        id=Id(f"clinic-{number}"),
        name=f"Clinic {number:04d}",
        address=(f"{100 + number} Example Street",),
        phone=f"202-555-{number % 10000:04d}",
        url=f"https://example.org/{number:04d}",
    )


def document(language: str, number: int) -> dict[str, Any]:
    """The panels in reading order: `{"lang", "rtl", "title", "panels": [{"heading", "blocks": [[kind, ...]]}]}`."""
    library = Library.open()
    findings = Findings()
    edition = translate(library, LEAFLET, REGION, language, findings, on=DAY)
    assert edition is not None, list(findings)
    direction = library.languages(findings)[language].direction
    panels = [
        {
            "heading": _plain(section.heading),
            "blocks": [made for block in section.blocks for made in _blocks(block, edition, service(number))],
        }
        for section in edition.leaflet.sections
        if set(section.roles) & set(ROLES)
    ]
    return {"lang": language, "rtl": direction == "rtl", "title": _plain(edition.leaflet.title), "panels": panels}


def _blocks(block: Block, edition: Edition, clinic: Service) -> Iterator[list[Any]]:
    if isinstance(block, Cover):
        yield ["title", _plain(block.title)]
        yield from (["p", _plain(text)] for text in (block.kicker, block.lead, block.bar, block.bar_note) if text)
    elif isinstance(block, Paragraph):
        yield ["p", _plain(block.text)]
    elif isinstance(block, Bullets | Signs | Steps):
        items = [f"**{_plain(item.lead)}** {_plain(item.text)}".replace("****", "").strip() for item in block.items]
        yield ["ol" if isinstance(block, Steps) else "ul", items]
    elif isinstance(block, Callout):
        yield ["card", _plain(block.title), _plain(block.text)]
    elif isinstance(block, Helplines | Card):
        for line in edition.region.helplines:
            if line.purpose in block.purposes:
                yield ["line", _plain(line.title), line.phone, line.url]
    elif isinstance(block, Imprint):
        yield ["line", clinic.name, clinic.phone, clinic.url]
    elif isinstance(block, Sources):
        yield ["small", " · ".join(f"{source.publisher} {source.year}" for source in edition.sources)]


def _plain(text: Text | None) -> str:
    return _ISOLATES.sub("", text.value) if text is not None else ""
