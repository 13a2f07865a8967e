"""What a sheet is printed with: the press and its paper, and which inks print which colours.

Parts of inks are shares of 1 here; files say per cent, as printers do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.source import Colour, Id, Span, doc

Colouring = Literal["rgb", "cmyk"]
"""How the colours of a file are written."""

Mix = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A press, its paper and its inks: the schema of `layouts/press/*.yaml`."""

    id: Id = doc("the file's name")
    name: str = doc("in words")
    condition: str = doc("the registered name of the printing condition, such as FOGRA39")
    registry: str = doc("address of the registry that the name is from", default="http://www.color.org")
    profile: str = doc("the ICC profile of the condition: a file in the same folder")
    total_ink: float = doc(
        "the most ink that the paper takes, the four inks added up, per cent", default=300.0, least=100, most=400
    )
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A condition with its profile's bytes."""

    name: str
    condition: str
    registry: str
    profile: bytes
    total_ink: float


@dataclass(frozen=True, slots=True)
class Spot:
    """An ink of its own: its name on the plate, and the mix that shows what it looks like."""

    name: str
    like: Mix

    def __str__(self) -> str:
        """As on the command line: NAME=C,M,Y,K."""
        return f"{self.name}={','.join([f'{part * 100:g}' for part in self.like])}"

    @property
    def slug(self) -> str:
        """The name as a part of a file's."""
        return "-".join(re.findall("[a-z0-9]+", self.name.casefold())) or "spot"


@dataclass(frozen=True, slots=True)
class Inks:
    """How a sheet's colours are separated.

    `mixes` are colours whose parts someone has chosen; the others are worked out from the press's profile. With a
    `spot` ink, colours in `tints` are printed with that part of it. `black_alone`: there is one plate.
    """

    press: Press
    mixes: Mapping[Colour, Mix]
    tints: Mapping[Colour, float]
    spot: Spot | None = None
    black_alone: bool = False

    @property
    def digest(self) -> str:
        """The same for two that print all colours alike."""
        told = (
            sorted(self.mixes.items()),
            sorted(self.tints.items()),
            self.spot,
            self.black_alone,
            self.press.total_ink,
        )
        return sha256(self.press.profile + repr(told).encode()).hexdigest()
