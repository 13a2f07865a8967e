"""Spelling: the signs of a run from left to right as what text operators show (ISO 32000-1, 9.4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from builder.model.glyphs import Run
from builder.pdf.kept import Kept
from builder.pdf.keys import placed_keys
from builder.pdf.typefaces import Typeface

UNSEEN = 0.5
"""Thousandths of an em below which a difference is not worth an operand."""

FAR = 400.0
"""A gap or step back wider than this is a move of its own, not an adjustment between two glyphs."""


class Spelled(NamedTuple):
    """A run at the beginning of a line: where its first sign is, and what is shown, up to where the pen is then."""

    begins: float
    pieces: tuple[str, ...]
    shown: str
    reached: float

    @property
    def operator(self) -> str:
        """All of it."""
        return show(self.pieces, self.shown)


_kept: Kept[Spelled] = Kept(1000)


def spell(run: Run, face: Typeface) -> Spelled | None:
    """A run from left to right, as it was spelled elsewhere when it was. None without signs, or with a move in it."""
    letters = face.stem
    found = _kept.find(run, letters) or _kept.find(run, face.letters)
    if found is not None:
        return found
    keys = placed_keys(run)
    try:
        signs = [(letters[key], left) for key, left in keys]
    except KeyError:
        letters = face.letters
        signs = [(letters[key], left) for key, left in keys]
    if not signs:
        return None
    x, pieces, shown = run.x, [], ""
    begins = reached = x + signs[0][1]
    for (code, width, _), left in signs:
        gap = x + left - reached
        if not -UNSEEN < gap < UNSEEN:
            if not -FAR <= gap <= FAR:
                return None
            whole = round(gap)
            pieces.append(f"({shown}){-whole}" if shown else str(-whole))
            shown = ""
            reached += whole
        shown += code
        reached += width
    return _kept.keep(Spelled(begins, tuple(pieces), shown, reached), run, letters)


def show(pieces: Sequence[str], shown: str) -> str:
    """The operator that shows something, with adjustments in it."""
    last = f"({shown})" if shown else ""
    return f"[{''.join(pieces)}{last}]TJ" if pieces else f"{last}Tj"
