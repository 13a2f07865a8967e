"""Mirror writing: turned lines from right to left as signs turned over, under a matrix that turns them back.

PDFium leaves the letters of a turned line in the order of the content, and turns them around all the same. It does not
where a show operator's matrix mirrors what is shown (CPDF_TextPage::ProcessTextObject): it takes that for turned around
already. So the whole line is one operator, in logical order, its signs mirrored one by one. The eye sees no difference.

Other readers take signs that follow one another for letters in the order in which they are seen. So within a word each
sign begins before the last one has ended, for MuPDF and pdf.js; and words stand farther apart than they look: nearer
ones are one to pdf.js, which turns them around then, and poppler wants some room or there is no space. Where words are
too short for that they begin as letters do. Where the pen is says nothing of where the ink is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby, pairwise
from math import fsum
from typing import NamedTuple

from builder.model.glyphs import Line, Run
from builder.model.sheet import Words
from builder.pdf.cut import Key
from builder.pdf.keys import placed_keys
from builder.pdf.truetype import Component, Composite

# Thousandths of an em. pdf.js asks for 200 to see two items, MuPDF for 150 and less than 800 to see letters of a line.
_OVERLAP = 300.0
# pdf.js ends an item at 600.
_GAP = 650.0
# Of a word's width: what it loses at either end at most.
_MOST = 0.45


class _Stretch(NamedTuple):
    """Where the pen is for a sign, from its start to its end, to the left of where the run begins."""

    start: float
    end: float


def mirrored(lines: Sequence[Words]) -> frozenset[int]:
    """The ids of the `Words` that are set so: turned lines of one run from right to left, without marks.

    pdf.js puts a mark before its letter, unless the type changes, which ends the operator. PDFium turns operators
    around, one line's among themselves.
    """
    return frozenset([id(words) for words in lines if words.turned and words.last and _can_be(words.line)])


def _can_be(line: Line) -> bool:
    return [run.rtl for run in line.runs] == [True] and not any(
        unicodedata.category(character) == "Mn" for cluster in line.runs[0].clusters for character in cluster.text
    )


def mirrored_keys(run: Run) -> list[tuple[Key, float]]:
    """The keys of such a run in logical order, and where the left ends of their signs are from the run's left end."""
    unit, advance = run.face.units_per_em / 1000, run.face.advance
    signs: list[tuple[Composite, str, float]] = []
    for (shape, text), left in placed_keys(run):
        whole = shape if isinstance(shape, Composite) else _alone(shape, round(advance(shape) * unit))
        signs.append((whole, text, left))
    natural = [_Stretch(-left - shape.advance / unit, -left) for shape, _, left in signs]
    pens = _pens(natural, [text for _, text, _ in signs])
    made: list[tuple[Key, float]] = []
    for (shape, text, left), plain, pen in zip(signs, natural, pens, strict=True):
        before, after = round((plain.start - pen.start) * unit), round((pen.end - plain.end) * unit)
        moved = tuple([part._replace(x=part.x + after) for part in shape.components])
        made.append(((Composite(moved, before + shape.advance + after, mirrored=True), text), left - after / unit))
    return made


def _alone(glyph: int, advance: int) -> Composite:
    return Composite((Component(glyph, 0, 0),), advance)


def _pens(natural: Sequence[_Stretch], texts: Sequence[str]) -> list[_Stretch]:
    """Where the pen is for signs that are seen at their `natural` places."""
    words = [
        list(group) for blank, group in groupby(range(len(texts)), key=lambda at: texts[at].isspace()) if not blank
    ]
    edges = [(natural[word[0]].start, natural[word[-1]].end) for word in words]
    lost, joined = [[0.0, 0.0] for _ in words], set[int]()
    for at, (before, after) in enumerate(pairwise(edges)):
        may = _MOST * (before[1] - before[0]), _MOST * (after[1] - after[0])
        lacks = _GAP - (after[0] - before[1])
        if lacks > fsum(may):
            joined.add(words[at + 1][0])
        elif lacks > 0.0:
            lost[at][1], lost[at + 1][0] = [lacks * each / fsum(may) for each in may]
    pens, reached = list(natural), 0.0
    for word, (start, end), (first, last) in zip(words, edges, lost, strict=True):
        share = 1.0 - (first + last) / (end - start) if first or last else 1.0
        starts = [start + first + (natural[at].start - start) * share for at in word]
        for at, (left, right) in zip(word, pairwise([*starts, end - last]), strict=True):
            pens[at] = _Stretch(left if at == word[0] else left - _OVERLAP, right)
        if word[0] in joined:
            pens[word[0]] = _Stretch(reached - _OVERLAP, pens[word[0]].end)
        reached = pens[word[-1]].end
    for at, text in enumerate(texts):
        if text.isspace():
            left = (pens[at - 1].end if at else natural[at].start) - _OVERLAP
            right = pens[at + 1].start + _OVERLAP if at + 1 < len(texts) else natural[at].end
            pens[at] = _Stretch(left, max(left, right))
    return pens
