"""Output intents: what the colours of a file mean (ISO 32000-1, 14.11.5)."""

from __future__ import annotations

from functools import lru_cache

from builder.model.inks import Press
from builder.pdf.objects import Objects
from builder.pdf.operands import text_string
from builder.pdf.profile import SRGB_NAME, srgb_profile
from builder.pdf.stream import Packed, pack

_LEVEL = 6  # a megabyte: the highest level takes five times as long and saves a hundredth


def write_intents(objects: Objects, press: Press | None) -> str:
    """The catalogue's entry: the screen's, or the press's."""
    if press is None:
        profile = objects.add(pack(srgb_profile(), "/N 3"))
        return (
            f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({SRGB_NAME})"
            f"/Info({SRGB_NAME})/DestOutputProfile {profile} 0 R>>]"
        )
    profile = objects.add(_packed(press.profile))
    told = (
        f"/OutputConditionIdentifier{_text(press.condition)}/RegistryName{_text(press.registry)}"
        f"/Info{_text(press.name)}/DestOutputProfile {profile} 0 R"
    )
    # ISO 15930-7 asks for the first kind, which presses look for; ISO 19005-2, 6.2.3: archives are told the same
    return f"[<</Type/OutputIntent/S/GTS_PDFX{told}>><</Type/OutputIntent/S/GTS_PDFA1{told}>>]"


@lru_cache(maxsize=4)
def _packed(profile: bytes) -> Packed:
    return pack(profile, "/N 4", _LEVEL)


def _text(told: str) -> str:
    return text_string(told).decode("latin-1")
