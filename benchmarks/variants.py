"""The documents that everybody makes: the same text, another clinic and another address in the QR code for each number.

Only the standard library is needed: the builder and its peers live in environments of their own.
"""

from __future__ import annotations

from typing import NamedTuple

LANGUAGES = ("en", "es", "ar")
"""In this order documents follow one another."""

WEB = "https://example.org/leaflets/overdose-response"
"""In the second QR code, the same on all documents."""

_PLACES = ("Riverside", "Hilltop", "Lakeview", "Eastgate", "Cedar", "Union", "Harbor", "Prairie", "Maple", "Summit")
_KINDS = ("Community Clinic", "Health Center", "Harm Reduction", "Family Practice", "Outreach Van", "Wellness House")
_STREETS = ("Water", "Main", "Oak", "Third", "Pine", "Market", "College")
_TOWNS = ("Springfield, OR 97477", "Eugene, OR 97401", "Salem, OR 97301", "Bend, OR 97701")


class Clinic(NamedTuple):
    """What the imprint says. None of them exists."""

    name: str
    street: str
    town: str
    phone: str
    address: str

    @property
    def logo(self) -> str:
        """Initials, for those who draw a logo."""
        return "".join(word[0] for word in self.name.split())


def clinic(number: int) -> Clinic:
    """The clinic of a document, another one for each number up to 9,999."""
    return Clinic(
        name=f"{_PLACES[number % 10]} {_KINDS[number // 10 % 6]}",
        street=f"{100 + number * 7} {_STREETS[number % 7]} Street",
        town=_TOWNS[number % 4],
        phone=f"555-{number:04d}",
        address=f"https://example.org/naloxone/clinic/{number:04d}",
    )


def language(number: int) -> str:
    """The language of a document when languages take turns."""
    return LANGUAGES[number % len(LANGUAGES)]
