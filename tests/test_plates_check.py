"""Whatever goes wrong in a struck file is found when it is read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest
from composed import Asked
from services import SERVICES, service
from test_plates import plate, press

from builder.pdf.plate import Etched
from builder.pdf.strip import Strip
from builder.plates.check import check_struck
from builder.plates.strike import strike

ASKED = Asked("overdose")


def parts(name: str = "en") -> tuple[Etched, list[Strip]]:
    made = plate(ASKED)[0]
    strips = [each.strip for each in press().details(made, SERVICES[name]) if each.strip is not None]
    assert len(strips) == 1
    return made.etched, strips


def troubles_of(data: bytes, etched: Etched, strips: Sequence[Strip]) -> list[str]:
    (found,) = check_struck([(data, etched, strips)])
    return found


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize(
    "asked", [ASKED, Asked("overdose", "ar", "wallet-card"), Asked("overdose", finish="press")], ids=str
)
def test_a_sound_file_has_no_troubles(asked: Asked, name: str) -> None:
    made = plate(asked)[0]
    strips = [each.strip for each in press().details(made, SERVICES[name]) if each.strip is not None]
    assert strips[0].meant.text
    assert troubles_of(strike(made.etched, strips), made.etched, strips) == []


def test_another_services_details_are_found() -> None:
    etched, strips = parts()
    given = service("Sample Harm Reduction", phone="202-555-0187", url="https://example.org/sample")
    others = [each.strip for each in press().details(plate(ASKED)[0], given) if each.strip is not None]
    troubles = troubles_of(strike(etched, others), etched, strips)
    assert any("SampleHarmReduction" in trouble for trouble in troubles)
    assert any("https://example.org/sample" in trouble and "code" in trouble for trouble in troubles)
    assert any("no link to https://example.org/clinic" in trouble for trouble in troubles)


def test_a_plate_of_another_sheet_is_found() -> None:
    etched, strips = parts()
    other = plate(Asked("fentanyl"))[0].etched
    assert troubles_of(strike(other, strips), etched, strips) == ["the plate is not in the file as it was compiled"]


def test_any_damaged_byte_is_found() -> None:
    """One bit of what was added is changed at a time."""
    etched, strips = parts("km")
    data = strike(etched, strips)
    dice, missed = Random(1), []
    places = range(len(etched.body), len(data))
    assert len(places) > 5000
    for at in dice.sample(places, 400):
        damaged = bytearray(data)
        damaged[at] ^= 1 << dice.randrange(8)
        if not troubles_of(bytes(damaged), etched, strips):
            missed.append(at)
    assert not missed, [data[at - 20 : at + 20] for at in missed]


def test_a_file_cut_short_is_found() -> None:
    etched, strips = parts()
    data = strike(etched, strips)
    for end in (len(etched.body), len(etched.body) + 500, len(data) - 1):
        assert troubles_of(data[:end], etched, strips)
    assert troubles_of(data + b"\n", etched, strips)


class Changed:
    """The ink of a strip, changed."""

    def __init__(self, strip: Strip, change: Callable[[str], str]) -> None:
        self._strip = strip
        self._change = change
        self.pictures = strip.ink.pictures

    def numbered(self, first: int) -> str:
        before = self._strip.ink.numbered(first)
        after = self._change(before)
        assert after != before
        return after


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda content: content.replace("<</MCID ", "<</MCID 1", 1), "not numbered"),
        (lambda content: re.sub(r"EMC\n", "", content, count=1), "not numbered"),
        (lambda content: re.sub(r"q [\d.]+ 0 0 -[\d.]+ ", "q 1 0 0 -1 ", content), "too small"),
        (lambda content: re.sub(r"\d+ \d+ \d+ \d+ re\s", "", content, count=90), "the codes open"),
        (lambda content: re.sub(r"\(([^()\\]{2})", "(", content, count=1), "the imprint reads"),
        (lambda content: content.replace("(\0", "(\1", 1), "a letter of the imprint is not in its font"),
        (lambda content: re.sub(r"/A1 ", "/A9 ", content), "a font that is not there"),
    ],
)
def test_what_the_content_says_is_read(change: Callable[[str], str], told: str) -> None:
    etched, strips = parts()
    changed = replace(strips[0], ink=Changed(strips[0], change))  # type: ignore[arg-type]
    troubles = troubles_of(strike(etched, [changed]), etched, strips)
    assert any(told in trouble for trouble in troubles), troubles


def test_modules_that_do_not_decode_are_found() -> None:
    etched, strips = parts()
    meant = strips[0].meant._replace(codes=("https://example.org/other",))
    troubles = troubles_of(strike(etched, strips), etched, [replace(strips[0], meant=meant)])
    assert troubles == ["the codes open https://example.org/clinic, and https://example.org/other was meant"]
