"""What all peers are given: texts, fonts, sizes and QR codes. Needs `qrcode`."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import qrcode
from variants import WEB, Clinic, clinic

HERE = Path(__file__).resolve().parent
FONTS = Path(os.environ["BENCH_FONTS"])
"""A folder with the faces of all languages and nothing else, so that a program that scans folders scans only these."""

PAPER = (297.0, 210.0)
MARGIN, GUTTER = 8.0, 12.0
"""Millimetres, as PAPER."""

BODY, LEAD, SMALL, HEADING, SUBHEADING, COVER = 12.5, 16.0, 10.0, 18.0, 13.0, 30.0
"""Points."""

CODE = 26.0
"""Millimetres across a QR code."""

_BOLD = re.compile(r"\*\*(.+?)\*\*")


class Document(NamedTuple):
    """One to make."""

    language: str
    clinic: Clinic

    @property
    def addresses(self) -> dict[str, str]:
        """What the QR codes say, by name."""
        return {"map": self.clinic.address, "web": WEB}


def document(language: str, number: int) -> Document:
    """The document of that number."""
    return Document(language, clinic(number))


@cache
def data() -> Any:
    """Texts and colours, parsed once."""
    return json.loads((HERE / "leaflet.json").read_text(encoding="utf-8"))


def leaflet(language: str) -> Any:
    """Title, direction and panels in a language."""
    return data()["leaflets"][language]


def stretches(text: str) -> list[tuple[str, bool]]:
    """`a **b** c` as stretches of text, each bold or not."""
    return [(part, bool(at % 2)) for at, part in enumerate(_BOLD.split(text)) if part]


@cache
def runs(address: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """A QR code: modules across, and each run of dark ones as column, row, length."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(address)
    code.make(fit=True)
    found = []
    for y, row in enumerate(code.get_matrix()):
        start = None
        for x, dark in enumerate([*row, False]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                found.append((start, y, x - start))
                start = None
    return code.modules_count, tuple(found)


@cache
def svg(address: str) -> str:
    """A QR code as SVG: strokes, which programs that read SVG draw faster than squares."""
    side, found = runs(address)
    strokes = "".join(f"M{x} {y}.5h{length}" for x, y, length in found)
    box = f"0 0 {side} {side}"
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{box}'><path stroke='#000' d='{strokes}'/></svg>"
