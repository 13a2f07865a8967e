"""Sheets of the starter library, each composed once for all the tests of a process."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from samples import starter_typesetter

from builder.compose import compose
from builder.compose.begin import Resources
from builder.diagnostics import Findings
from builder.inks import inks_for, read_spot
from builder.load.library import Library
from builder.model.edition import Edition
from builder.model.inks import Inks
from builder.model.layout import Layout
from builder.model.service import Service
from builder.model.sheet import Sheet
from builder.model.theme import Theme
from builder.pdf import paint
from builder.translate import available, translate

DAY: Final = datetime.date(2026, 3, 1)

THEMES: Final = ("calm", "mono", "discreet")
"""Every theme of the starter library; a test holds it to the folder."""


@dataclass(frozen=True)
class Asked:
    """What is composed."""

    leaflet: str
    lang: str = "en"
    layout: str = "letter-trifold"
    theme: str = "calm"
    finish: str = "office"
    region: str = "us"
    service: str = ""
    colour: str = "rgb"
    spot: str = ""

    def __str__(self) -> str:
        plain = "-".join((self.leaflet, self.lang, self.layout))
        others = (
            ("calm", self.theme),
            ("office", self.finish),
            ("us", self.region),
            ("", self.service),
            ("rgb", self.colour),
        )
        return "-".join([plain, *(own for usual, own in others if own != usual)])


@cache
def starter() -> Library:
    """The starter library."""
    return Library.open(None)


@cache
def languages(leaflet: str = "overdose", region: str = "us") -> tuple[str, ...]:
    """Languages whose catalogues are complete, English first."""
    return tuple(available(starter(), leaflet, region))


@cache
def edition(leaflet: str, lang: str = "en", region: str = "us") -> Edition:
    """An edition that must come out."""
    findings = Findings()
    made = translate(starter(), leaflet, region, lang, findings, on=DAY)
    assert made is not None, list(map(str, findings))
    return made


def layout_of(name: str) -> Layout:
    """A layout that must be there."""
    findings = Findings()
    found = starter().layout(name, findings)
    assert found is not None, list(map(str, findings))
    return found


def theme_of(name: str) -> Theme:
    """A theme that must be there."""
    findings = Findings()
    found = starter().theme(name, findings)
    assert found is not None, list(map(str, findings))
    return found


@cache
def resources() -> Resources:
    """What composing looks up in the starter library."""
    findings = Findings()
    words = starter().words(findings)
    assert words is not None
    return Resources(
        starter().languages(findings),
        lambda name: starter().icon(name, findings),
        replace(words.draft, lang=words.language),
    )


@cache
def services() -> Mapping[str, Service]:
    """The starter library's example services."""
    findings = Findings()
    path = starter().path("leaflets/services/example.yaml")
    assert path is not None
    found = starter().services(path, findings)
    assert findings.ok, list(map(str, findings))
    return found


def set_in(
    made: Edition,
    layout: Layout,
    findings: Findings,
    *,
    theme: str = "calm",
    finish: str = "office",
    service: Service | None = None,
) -> Sheet | None:
    """An edition on a layout."""
    screen = layout_of("screen-phone") if finish == "screen" else None
    return compose(
        made,
        layout,
        theme_of(theme),
        starter_typesetter(),
        resources(),
        findings,
        service=service,
        finish=finish,
        screen=screen,
    )


@cache
def sheet(asked: Asked) -> Sheet:
    """A sheet that must come out without errors."""
    findings = Findings()
    made = edition(asked.leaflet, asked.lang, asked.region)
    service = services()[asked.service] if asked.service else None
    layout = layout_of(asked.layout)
    done = set_in(made, layout, findings, theme=asked.theme, finish=asked.finish, service=service)
    assert done is not None, f"{asked}:\n" + "\n".join(map(str, findings))
    return done


@cache
def pdf(asked: Asked) -> bytes:
    """The sheet as painted."""
    return paint(sheet(asked), finish=asked.finish, inks=inks(asked))


@cache
def inks(asked: Asked) -> Inks | None:
    """The inks that it is separated into."""
    if asked.colour == "rgb":
        return None
    findings = Findings()
    spot = read_spot(asked.spot) if asked.spot else None
    made = inks_for(theme_of(asked.theme), starter(), spot, findings)
    assert made is not None, list(map(str, findings))
    return made


def written_for(leaflet: str) -> tuple[str, ...]:
    """The layouts that a leaflet is written for."""
    findings = Findings()
    found = starter().leaflet(leaflet, findings)
    assert found is not None, list(map(str, findings))
    listed = [name for name in starter().layouts() if layout_of(name).listed]
    return tuple(name for name in listed if not found.layouts or name in found.layouts)
