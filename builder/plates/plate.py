"""A plate: everything of a sheet but its imprint, and what filling the imprint in takes."""

from __future__ import annotations

from builder.compose.fill import Stand
from builder.model.dataclass import dataclass
from builder.model.inks import Inks
from builder.model.sheet import Opening, Sheet
from builder.pdf.painter import Finish
from builder.pdf.plate import Etched, etch


@dataclass(frozen=True)
class Plate:
    """Can be sent to another process. `openings` are in the order of the etched boxes."""

    etched: Etched
    openings: tuple[Opening, ...]
    stand: Stand
    family: str


def compile_plate(sheet: Sheet, stand: Stand, finish: Finish, inks: Inks | None = None) -> Plate:
    """Paint a sheet whose imprint is open. Plates of one family take the same imprints, if their boxes are as large."""
    family = stand.digest + (inks.digest if inks is not None else "")
    return Plate(etch(sheet, finish, inks), sheet.openings, stand, family)
