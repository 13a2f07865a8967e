"""HarfBuzz shapes one run: clusters in logical order, in thousandths of an em."""

from __future__ import annotations

import re
import unicodedata
from math import fsum
from typing import Final, NamedTuple

import uharfbuzz as hb

from builder.model.glyphs import Glyph
from builder.text.faces import FontFace
from builder.text.itemize import script_of
from builder.text.memory import remember

# Scripts whose letters join: a face or weight that changes within a word must not part them
_JOINING: Final = frozenset({"Arab", "Syrc", "Mong", "Nkoo", "Mand", "Adlm", "Rohg", "Phag"})

_MOST_RUNS: Final = 1200

# A cluster narrower than this, in font units, has no room of its own
_NO_ROOM: Final = 1.0

_LEVELS: Final = hb.BufferClusterLevel

# uharfbuzz makes an enum of every glyph's flags, which takes longer than the shaping; printed they are cheap
_FLAGS_ALONE: Final = (
    hb.BufferSerializeFlags.NO_GLYPH_NAMES | hb.BufferSerializeFlags.NO_POSITIONS | hb.BufferSerializeFlags.GLYPH_FLAGS
)
# glyph=cluster#flags; of the flags, 1 is UNSAFE_TO_BREAK
_UNSAFE: Final = re.compile(r"=(\d+)#\d*[13579]\b")


# Canonical_Combining_Class of the signs that make one letter of two consonants
_VIRAMA: Final = 9


def joins(text: str) -> bool:
    """Whether the end of the text may join the letter after it, or stack with it."""
    for char in reversed(text):
        if unicodedata.combining(char) == _VIRAMA:
            return True
        if unicodedata.category(char) != "Mn":
            return script_of(char) in _JOINING
    return False


class ShapedRun(NamedTuple):
    """Clusters of one run in logical order.

    `starts` count from the run's first character; `glyphs[i]` are cluster i's, from its own left end; `unsafe` are
    the places at which the run cannot be cut without shaping both sides anew.
    """

    starts: tuple[int, ...]
    advances: tuple[float, ...]
    glyphs: tuple[tuple[Glyph, ...], ...]
    unsafe: frozenset[int]


def shape_run(text: str, start: int, end: int, *, rtl: bool, script: str, lang: str, face: FontFace) -> ShapedRun:
    """Shape `text[start:end]`; letters beside it are context where the script joins. Cached with the face.

    From left to right a base and its marks are one cluster. From right to left each letter and mark keeps its own,
    because readers of the PDF turn the letters of one cluster around.
    """
    before, after = _context(text, start, end) if script in _JOINING else (start, end)
    asked = text[before:after], start - before, end - start, rtl, script, lang
    found = face.runs.get(asked)
    if found is None:
        found = remember(face.runs, asked, _shape(*asked, face), most=_MOST_RUNS)
    return found


def _context(text: str, start: int, end: int) -> tuple[int, int]:
    before, after = start, end
    while before > 0 and start - before < 5 and text[before - 1] != " ":
        before -= 1
    while after < len(text) and after - end < 5 and text[after] != " ":
        after += 1
    return before, after


def _shape(text: str, start: int, length: int, rtl: bool, script: str, lang: str, face: FontFace) -> ShapedRun:
    buffer = hb.Buffer()
    buffer.add_str(text, start, length)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    buffer.language = lang
    buffer.cluster_level = _LEVELS.MONOTONE_CHARACTERS if rtl else _LEVELS.MONOTONE_GRAPHEMES
    # right to left a joiner becomes a blank, with a strip of its own like a letter
    buffer.flags = hb.BufferFlags.DEFAULT if rtl else hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    hb.shape(face.hb_font, buffer)
    if not rtl and (plain := _plain(buffer, start, face)) is not None:
        return plain
    clusters = _Clusters(buffer, start)
    if not clusters.starts:
        # nothing but controls: they take no room, and are still read
        return ShapedRun((0,), (0.0,), (face.plain(face.glyph(" ") or 0),), frozenset())
    if rtl:
        clusters.turn()
    # controls at the start were removed: they belong to the first cluster that is left
    clusters.starts[0] = 0
    if min(clusters.advances) < _NO_ROOM:
        clusters.join_overlaps(rtl)
        if rtl:
            clusters.share_room()
    scale = face.to_thousandths
    return ShapedRun(
        tuple(clusters.starts),
        tuple([advance * scale for advance in clusters.advances]),
        tuple([_glyphs(parts, scale, face) for parts in clusters.parts]),
        _unsafe_places(buffer, start, face),
    )


def _plain(buffer: hb.Buffer, start: int, face: FontFace) -> ShapedRun | None:
    """The run from left to right if each of its clusters is one glyph at the pen that has room, as in most texts."""
    infos, positions = buffer.glyph_infos, [each.position for each in buffer.glyph_positions]
    starts = [info.cluster - start for info in infos]
    advances = [advance for x, y, advance, _ in positions if x == y == 0 and advance >= _NO_ROOM]
    if not starts or len(advances) != len(starts) or len(set(starts)) != len(starts):
        return None
    # controls at the start were removed: they belong to the first cluster that is left
    starts[0] = 0
    scale = face.to_thousandths
    return ShapedRun(
        tuple(starts),
        tuple([advance * scale for advance in advances]),
        tuple([face.plain(info.codepoint) for info in infos]),
        _unsafe_places(buffer, start, face),
    )


class _Clusters:
    """A run's clusters while they are put together, in font units; `parts` are (glyph, x, y) from the left end."""

    def __init__(self, buffer: hb.Buffer, start: int) -> None:
        """As they stand in the buffer: from left to right."""
        starts: list[int] = []
        advances: list[float] = []
        parts: list[list[tuple[int, float, float]]] = []
        current = -1
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x, y, advance, _ = position.position
            cluster = info.cluster
            if cluster != current:
                current = cluster
                starts.append(cluster - start)
                advances.append(advance)
                parts.append([(info.codepoint, x, y)])
            else:
                parts[-1].append((info.codepoint, advances[-1] + x, y))
                advances[-1] += advance
        self.starts = starts
        self.advances = advances
        self.parts = parts

    def turn(self) -> None:
        self.starts.reverse()
        self.advances.reverse()
        self.parts.reverse()

    def join_overlaps(self, rtl: bool) -> None:
        """One cluster out of two where the second steps back or, left to right, has no room of its own."""
        advances, parts = self.advances, self.parts
        least = 0 if rtl else _NO_ROOM
        at = 1
        while at < len(advances):
            if advances[at] >= least:
                at += 1
                continue
            left, right = (at, at - 1) if rtl else (at - 1, at)
            shift = advances[left]
            parts[at - 1] = parts[left] + [(glyph, x + shift, y) for glyph, x, y in parts[right]]
            advances[at - 1] = max(0.0, advances[at - 1] + advances[at])
            del self.starts[at], advances[at], parts[at]

    def share_room(self) -> None:
        """Right to left: a cluster without an advance (a mark, the alef of lam-alef) gets a share of its base's.

        Readers of the PDF sort by x; with a strip of its own each letter keeps its place. The glyphs do not move.
        """
        advances = self.advances
        at = 0
        while at < len(advances):
            end = at + 1
            # a run that begins with marks leans on the letter after them
            while at == 0 and end < len(advances) and max(advances[:end]) < _NO_ROOM:
                end += 1
            while end < len(advances) and advances[end] < _NO_ROOM:
                end += 1
            if end - at > 1:
                self._share(at, end)
            at = end

    def _share(self, first: int, end: int) -> None:
        pen = fsum(self.advances[first:end])
        strip = pen / (end - first)
        for at in range(first, end):
            pen -= self.advances[at]
            shift = pen - strip * (end - 1 - at)
            self.parts[at] = [(glyph, x + shift, y) for glyph, x, y in self.parts[at]]
            self.advances[at] = strip


def _glyphs(parts: list[tuple[int, float, float]], scale: float, face: FontFace) -> tuple[Glyph, ...]:
    if len(parts) == 1:
        glyph, x, y = parts[0]
        if x == y == 0:
            return face.plain(glyph)
    return tuple([Glyph(glyph, round(x * scale, 3), round(y * scale, 3)) for glyph, x, y in parts])


def _unsafe_places(buffer: hb.Buffer, start: int, face: FontFace) -> frozenset[int]:
    printed = buffer.serialize(face.hb_font, hb.BufferSerializeFormat.TEXT, _FLAGS_ALONE)
    return frozenset([int(cluster) - start for cluster in _UNSAFE.findall(printed)])
