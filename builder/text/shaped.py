"""A shaped paragraph: how many lines it takes at a width, and those lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from math import fsum, inf
from typing import Final, NamedTuple

from builder.model.glyphs import Line
from builder.text.bidi import reorder
from builder.text.fitting import Measure, balanced, greedy
from builder.text.itemize import Item
from builder.text.lines import keep_hyphen, run_of
from builder.text.prices import prices, sentences
from builder.text.runs import ShapedRun, shape_run

# Sums of rounded advances; a thousandth of a thousandth of an em is nothing on paper
_EPSILON: Final = 1e-3


class ShapedItem(NamedTuple):
    """An item and the clusters it became."""

    item: Item
    run: ShapedRun

    def is_safe(self, place: int) -> bool:
        """Whether the item can be cut there as it is."""
        starts, at = self.run.starts, place - self.item.start
        if at == 0 or place == self.item.end:
            return True
        found = bisect_left(starts, at)
        return found < len(starts) and starts[found] == at and at not in self.run.unsafe

    @property
    def is_even(self) -> bool:
        """Every character is a cluster of its own."""
        return len(self.run.starts) == self.item.end - self.item.start

    def unsafe_places(self) -> set[int]:
        """Offsets in the paragraph at which the item cannot be cut as it is."""
        start, end = self.item.start, self.item.end
        if self.is_even:
            return {start + at for at in self.run.unsafe} - {start, end}
        return set(range(start, end)) - self.safe_places()

    def safe_places(self) -> set[int]:
        """Offsets in the paragraph at which the item can be cut as it is."""
        start = self.item.start
        places = set(map(start.__add__, self.run.starts))
        places.difference_update(map(start.__add__, self.run.unsafe))
        return places | {start, self.item.end}


class ShapedText:
    """A paragraph as glyphs, for any width and type size. Widths are thousandths of an em.

    `text` is the paragraph without markup and controls: what extraction shall give. `ends` are the offsets at which
    a line may end, `hyphens` those at which it then ends with a hyphen. `missing` are the characters that no face
    covers. `shaping` is the shaper's language tag.
    """

    def __init__(
        self,
        *,
        text: str,
        lang: str,
        shaping: str,
        rtl: bool,
        heading: bool,
        missing: tuple[str, ...],
        ends: tuple[int, ...],
        hyphens: frozenset[int],
        items: tuple[ShapedItem, ...],
    ) -> None:
        self.text = text
        self.lang = lang
        self.shaping = shaping
        self.rtl = rtl
        self.heading = heading
        self.missing = missing
        self.ends = ends
        self.hyphens = hyphens
        self.items = items
        self._prefix = self._sum_advances()
        self._trimmed = [_trim(text, end) for end in ends]
        self._measure = self._measure_pieces()
        self._counts: dict[float, int] = {}
        self._lines: dict[tuple[float, bool], tuple[Line, ...]] = {}

    def __repr__(self) -> str:
        return f"ShapedText({self.text!r}, lang={self.lang!r})"

    @cached_property
    def natural(self) -> float:
        """The width on one line."""
        return self._measure.width(0, len(self.ends)) if self.ends else 0.0

    @cached_property
    def widest(self) -> float:
        """The longest piece in which no line may end."""
        measure = self._measure
        return max((measure.width(at, at + 1) for at in range(len(self.ends))), default=0.0)

    @property
    def widest_piece(self) -> str:
        """The words of the longest piece in which no line may end."""
        if not self.ends:
            return ""
        worst = max(range(len(self.ends)), key=lambda at: self._measure.width(at, at + 1))
        return self.text[self.ends[worst - 1] if worst else 0 : self.ends[worst]].strip()

    def count(self, width: float) -> int:
        """The fewest lines that hold the text; a piece wider than `width` has a line to itself."""
        count = self._counts.get(width)
        if count is None:
            count = self._counts[width] = len(greedy(self._measure, width + _EPSILON))
        return count

    def parted(self, width: float) -> int:
        """Lines in which a sentence begins after another, and goes on after them; told of headings alone."""
        measure = self._measure
        if not measure.sentences or self.natural <= width:
            return 0
        breaks = balanced(measure, width + _EPSILON)
        return sum(measure.parts(start, end) for start, end in zip([0, *breaks], breaks, strict=False))

    def lines(self, width: float, balance: bool = True) -> tuple[Line, ...]:
        """The text on `count(width)` lines.

        With `balance` they are as even as can be: a single short last word is avoided, and in headings the last line
        is as long as the others. Without, each line takes what it can. A line is wider than `width` only if it is
        one piece.
        """
        # all on one line is the same line in any width, and painted once
        asked = (inf, balance) if self.natural <= width else (width, balance)
        found = self._lines.get(asked)
        if found is None:
            choose = balanced if balance else greedy
            breaks = choose(self._measure, width + _EPSILON)
            found = self._lines[asked] = tuple(
                [
                    self._line(self.ends[start - 1] if start else 0, self._trimmed[end - 1])
                    for start, end in zip([0, *breaks], breaks, strict=False)
                ]
            )
        return found

    def _sum_advances(self) -> list[float]:
        """Width before each character; within a cluster, that of its end."""
        advances = [0.0] * (len(self.text) + 1)
        for shaped in self.items:
            base = shaped.item.start + 1
            if shaped.is_even:
                advances[base : base + len(shaped.run.advances)] = shaped.run.advances
                continue
            for start, advance in zip(shaped.run.starts, shaped.run.advances, strict=True):
                advances[base + start] = advance
        return list(accumulate(advances))

    def _measure_pieces(self) -> Measure:
        prefix, text = self._prefix, self.text
        unsafe: set[int] = set()
        for shaped in self.items:
            unsafe |= shaped.unsafe_places()
        starts, ends, spaces = [0.0], [0.0], [True]
        for end, trimmed in zip(self.ends, self._trimmed, strict=True):
            starts.append(prefix[end] - (self._change_after(end) if end in unsafe else 0.0))
            ends.append(prefix[trimmed] + (self._change_before(trimmed) if trimmed in unsafe else 0.0))
            if trimmed in self.hyphens:
                ends[-1] += fsum(self._hyphen(trimmed).advances)
            spaces.append(text[end - 1] == " ")
        costs = [0.0, *prices(text, self.ends, self.lang)]
        return Measure(starts, ends, spaces, costs, self.heading, sentences(text, self.ends) if self.heading else ())

    def _change_after(self, start: int) -> float:
        """How much wider the text becomes when a line starts here, where letters had been set as one."""
        shaped = next(shaped for shaped in self.items if shaped.item.start <= start < shaped.item.end)
        end = shaped.item.end
        return fsum(self._cut(shaped, start, end).advances) - (self._prefix[end] - self._prefix[start])

    def _change_before(self, end: int) -> float:
        shaped = next(shaped for shaped in self.items if shaped.item.start < end <= shaped.item.end)
        start = shaped.item.start
        return fsum(self._cut(shaped, start, end).advances) - (self._prefix[end] - self._prefix[start])

    def _line(self, start: int, end: int) -> Line:
        pieces = [
            (shaped.item, max(start, shaped.item.start), self._cut(shaped, start, end))
            for shaped in self.items
            if shaped.item.start < end and shaped.item.end > start
        ]
        if end in self.hyphens and pieces:
            item, at, piece = pieces[-1]
            pieces[-1] = item, at, _join([(piece, 0), (self._hyphen(end), end - at)])
        widths = [fsum(piece.advances) for _, _, piece in pieces]
        # UAX #9, L2; L1 has nothing to do: the spaces at the line's end are gone
        lefts = [0.0] * len(pieces)
        pen = 0.0
        for at in reorder([(item.level, at) for at, (item, _, _) in enumerate(pieces)]):
            lefts[at] = pen
            pen += widths[at]
        runs = [
            run_of(self.text, item, at, min(end, item.end), piece, left)
            for (item, at, piece), left in zip(pieces, lefts, strict=True)
        ]
        if 0 < end < len(self.text) and self.text[end - 1] == "-" and not runs[-1].rtl:
            runs[-1] = keep_hyphen(runs[-1])
        return Line(tuple(runs), pen, start, end, self.rtl)

    def _cut(self, shaped: ShapedItem, start: int, end: int) -> ShapedRun:
        """The part of an item between two places, shaped anew as far from the cuts as they reach."""
        item, run = shaped.item, shaped.run
        start, end = max(start, item.start), min(end, item.end)
        if start == item.start and end == item.end:
            return run
        if shaped.is_safe(start) and shaped.is_safe(end):
            return _slice(run, start - item.start, end - item.start)
        safe = shaped.safe_places()
        first, last = start, end
        while first not in safe:
            first += 1
        while last not in safe:
            last -= 1
        if first >= last:
            return self._shape(item, start, end)
        return _join(
            [
                (self._shape(item, start, first), 0),
                (_slice(run, first - item.start, last - item.start), first - start),
                (self._shape(item, last, end), last - start),
            ]
        )

    def _hyphen(self, end: int) -> ShapedRun:
        """The hyphen of a word that goes on after `end`. Not in scripts that join or run from the right."""
        item = next(shaped.item for shaped in self.items if shaped.item.start < end <= shaped.item.end)
        if item.level & 1:
            return _NOTHING
        return shape_run("-", 0, 1, rtl=False, script=item.script, lang=self.shaping, face=item.face)

    def _shape(self, item: Item, start: int, end: int) -> ShapedRun:
        if start == end:
            return _NOTHING
        # nothing joins over the end of a line
        text = self.text[start:end]
        rtl = bool(item.level & 1)
        return shape_run(text, 0, end - start, rtl=rtl, script=item.script, lang=self.shaping, face=item.face)


_NOTHING: Final = ShapedRun((), (), (), frozenset())


def _slice(run: ShapedRun, start: int, end: int) -> ShapedRun:
    """The clusters between two of their starts, counted from the first."""
    first, last = bisect_left(run.starts, start), bisect_left(run.starts, end)
    if (starts := run.starts[first:last]) and start:
        # where every character is a cluster of its own, they count from nought
        even = first == start and last == end
        starts = tuple(range(last - first)) if even else tuple([at - start for at in starts])
    return ShapedRun(starts, run.advances[first:last], run.glyphs[first:last], frozenset())


def _join(pieces: Sequence[tuple[ShapedRun, int]]) -> ShapedRun:
    """Pieces of a run and where each begins, as one."""
    if sum(1 for piece, _ in pieces if piece.starts) == 1:
        return next(piece for piece, _ in pieces if piece.starts)
    return ShapedRun(
        tuple([at + offset for piece, offset in pieces for at in piece.starts]),
        tuple([advance for piece, _ in pieces for advance in piece.advances]),
        tuple([glyphs for piece, _ in pieces for glyphs in piece.glyphs]),
        frozenset(),
    )


def _trim(text: str, end: int) -> int:
    """Where the text before a break ends without its spaces."""
    while end > 0 and text[end - 1] == " ":
        end -= 1
    return end
