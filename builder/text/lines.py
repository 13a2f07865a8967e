"""Lines: what is shown of shaped runs, and the text of each sign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import Final

from builder.model.glyphs import Cluster, Glyph, Run
from builder.text.itemize import Item
from builder.text.runs import ShapedRun

_SOFT_HYPHEN: Final = "\u00ad"

_LEFT_TO_RIGHT: Final = "\u200e"

# Thousandths of an em; readers pass over what has no room
_ROOM: Final = 30.0

# a sheet has thousands; the class would be asked by name for each
_cluster: Final[Callable[[tuple[str, int, tuple[Glyph, ...], float]], Cluster]] = partial(tuple.__new__, Cluster)


def run_of(text: str, item: Item, start: int, end: int, piece: ShapedRun, x: float) -> Run:
    """A piece of an item, from `start` to `end` in the paragraph, as a run with its left end at `x`."""
    texts: Iterable[str]
    places: Sequence[int]
    # a hyphen that was put in stands where the text ends
    if len(piece.starts) == end - start and piece.starts[-1:] == (end - start - 1,):
        # every character by itself
        texts, places = text[start:end], range(start, end)
    else:
        places = [start + at for at in piece.starts]
        # ISO 32000-1, 14.8.2.2.3: the hyphen of a divided word is read as a soft hyphen
        texts = [text[place:after] or _SOFT_HYPHEN for place, after in zip(places, [*places[1:], end], strict=True)]
    clusters = tuple(map(_cluster, zip(texts, places, piece.glyphs, piece.advances, strict=True)))
    lefts = list(accumulate(piece.advances, initial=0.0))
    rtl = bool(item.level & 1)
    if rtl:
        width = lefts[-1]
        lefts = [width - left for left in lefts[1:]]
    else:
        lefts.pop()
    return Run(item.face, rtl, x, start, clusters, tuple(lefts))


def keep_hyphen(run: Run) -> Run:
    """The run with a mark after the hyphen that its line ends with: PDFium and poppler take a hyphen there for one that
    was put in, and drop it. Nothing is shown, and the line is as wide as it was."""
    last = run.clusters[-1]
    mark = Cluster(_LEFT_TO_RIGHT, last.start + len(last.text), (), _ROOM)
    return replace(run, clusters=(*run.clusters, mark), lefts=(*run.lefts, run.lefts[-1] + last.advance))
