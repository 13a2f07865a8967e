"""What is wanted of a face to show a run: a key for every cluster, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.glyphs import Cluster, Run
from builder.pdf.cut import Key
from builder.pdf.kept import Kept
from builder.pdf.truetype import Component, Composite

LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"
BELOW = "\n"
"""A right-to-left mark below the line."""

TURNS: dict[str, Key] = {
    LEFT_TO_RIGHT: (Composite((), 30), LEFT_TO_RIGHT),
    RIGHT_TO_LEFT: (Composite((), 30), RIGHT_TO_LEFT),
    BELOW: (Composite((), 30), RIGHT_TO_LEFT),
}
"""Marks at seams (`builder.pdf.seams`): blanks that take some room, as PDFium passes over those without."""

# A cluster of a right-to-left run is placed by itself; if its glyph's own advance is this far from the space it takes
# (thousandths of an em), readers that look at gaps would find a space or an overlap, so it gets a glyph of its own.
_RTL_SLACK = 60.0
# Less than this from the pen, in thousandths of an em, is at the pen.
_AT_PEN = 0.5
_PEN = (0.0, 0.0)

_kept: Kept[list[tuple[Key, float]]] = Kept(1000)


def placed_keys(run: Run) -> list[tuple[Key, float]]:
    """The keys of a run in logical order and where they stand, remembered for the next file."""
    found = _kept.find(run)
    return found if found is not None else _kept.keep(_make_keys(run), run)


def _make_keys(run: Run) -> list[tuple[Key, float]]:
    made: list[tuple[Key, float]]
    if not run.rtl:
        # in most runs every cluster is one glyph at the pen
        pairs = zip(run.clusters, run.lefts, strict=True)
        made = [
            ((each[0][0], text), left) for (text, _, each, _), left in pairs if len(each) == 1 and each[0][1:] == _PEN
        ]
        if len(made) == len(run.clusters):
            return made
    made = []
    rtl, advance, unit = run.rtl, run.face.advance, run.face.units_per_em / 1000
    for cluster, left in zip(run.clusters, run.lefts, strict=True):
        text, _, glyphs, width = cluster
        if rtl and len(text) > 1:
            made += _letter_by_letter(cluster, left, unit)
            continue
        if len(glyphs) == 1:
            ((glyph, x, y),) = glyphs
            plain = -_AT_PEN < x < _AT_PEN and -_AT_PEN < y < _AT_PEN
            # Kerning between left-to-right glyphs is an adjustment in the text operator.
            if plain and (not rtl or abs(width - advance(glyph)) < _RTL_SLACK):
                made.append(((glyph, text), left))
                continue
        if glyphs or text:
            parts = tuple([Component(part.id, round(part.x * unit), round(part.y * unit)) for part in glyphs])
            made.append(((Composite(parts, round(width * unit)), text), left))
    return made


def _letter_by_letter(cluster: Cluster, left: float, unit: float) -> Iterator[tuple[Key, float]]:
    """Several letters from right to left that are drawn as one: the first has the ink, each a strip of its own, as
    readers turn the letters of one sign around."""
    strip = cluster.advance / len(cluster.text)
    rest = cluster.advance - strip
    parts = [Component(part.id, round((part.x - rest) * unit), round(part.y * unit)) for part in cluster.glyphs]
    for at, letter in enumerate(cluster.text):
        yield (Composite(() if at else tuple(parts), round(strip * unit)), letter), left + rest - at * strip
