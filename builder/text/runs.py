"""HarfBuzz shapes one run: clusters in logical order, in thousandths of an em."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import uharfbuzz as hb

from builder.model.glyphs import Glyph
from builder.text.faces import FontFace

# Scripts whose letters join: a face or weight that changes within a word must not part them
_JOINING: Final = frozenset({"Arab", "Syrc", "Mong", "Nkoo", "Mand", "Adlm", "Rohg", "Phag"})

# A cluster narrower than this (thousandths of an em) has no room of its own
_NO_ROOM: Final = 1.0

_LEVELS: Final = hb.BufferClusterLevel
_UNSAFE: Final = int(hb.GlyphFlags.UNSAFE_TO_BREAK)


@dataclass(frozen=True, slots=True)
class ShapedRun:
    """Clusters of one run in logical order.

    `starts` count from the run's first character; `glyphs[i]` are cluster i's, from its own left end; `unsafe` are
    the starts at which the run cannot be cut without shaping both sides anew.
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
        found = face.runs[asked] = _shape(*asked, face)
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
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    hb.shape(face.hb_font, buffer)
    clusters = _collect(buffer, start, face)
    if rtl:
        clusters.reverse()
    if clusters:
        # controls at the start were removed: they belong to the first cluster that is left
        clusters[0].start = 0
    _join_overlaps(clusters, text[start : start + length], rtl)
    if rtl:
        _share_room(clusters)
    return ShapedRun(
        tuple([cluster.start for cluster in clusters]),
        tuple([cluster.advance for cluster in clusters]),
        tuple([_glyphs(cluster, face) for cluster in clusters]),
        frozenset([cluster.start for cluster in clusters if cluster.unsafe]),
    )


@dataclass(slots=True)
class _Growing:
    """A cluster while it is put together; glyph positions are from its left end."""

    start: int
    advance: float
    parts: list[tuple[int, float, float]]
    unsafe: int


def _collect(buffer: hb.Buffer, start: int, face: FontFace) -> list[_Growing]:
    """The buffer's clusters, left to right."""
    scale = face.to_thousandths
    clusters: list[_Growing] = []
    current = -1
    cluster = _Growing(0, 0.0, [], 0)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y, advance, _ = position.position
        if info.cluster != current:
            current = info.cluster
            cluster = _Growing(current - start, 0.0, [], info.flags & _UNSAFE)
            clusters.append(cluster)
        cluster.parts.append((info.codepoint, cluster.advance + x * scale, y * scale))
        cluster.advance += advance * scale
    return clusters


def _join_overlaps(clusters: list[_Growing], text: str, rtl: bool) -> None:
    """One cluster out of two where the second would step back, or begins with a joiner of the first."""
    at = 1
    while at < len(clusters):
        here, before = clusters[at], clusters[at - 1]
        if here.advance < 0 or (not rtl and unicodedata.category(text[here.start])[0] == "M"):
            left, right = (here, before) if rtl else (before, here)
            shifted = [(glyph, left.advance + x, y) for glyph, x, y in right.parts]
            before.parts = left.parts + shifted
            before.advance = max(0.0, before.advance + here.advance)
            del clusters[at]
        else:
            at += 1


def _share_room(clusters: list[_Growing]) -> None:
    """Right to left: a cluster without an advance (a mark, the alef of lam-alef) gets a share of its base's.

    Readers of the PDF sort by x; with a strip of its own each letter keeps its place. The glyphs do not move.
    """
    at = 0
    while at < len(clusters):
        end = at + 1
        # a run that begins with marks leans on the letter after them
        while end < len(clusters) and clusters[end - 1].advance < _NO_ROOM and at == 0 and end == 1:
            end += 1
        while end < len(clusters) and clusters[end].advance < _NO_ROOM:
            end += 1
        if end - at > 1:
            _share(clusters[at:end])
        at = end


def _share(group: Sequence[_Growing]) -> None:
    width = sum(cluster.advance for cluster in group)
    strip = width / len(group)
    pen = width
    for place, cluster in enumerate(group):
        pen -= cluster.advance
        shift = pen - strip * (len(group) - 1 - place)
        cluster.parts = [(glyph, x + shift, y) for glyph, x, y in cluster.parts]
        cluster.advance = strip


def _glyphs(cluster: _Growing, face: FontFace) -> tuple[Glyph, ...]:
    parts = cluster.parts
    if len(parts) == 1 and parts[0][1] == parts[0][2] == 0:
        return face.plain(parts[0][0])
    return tuple([Glyph(glyph, round(x, 3), round(y, 3)) for glyph, x, y in parts])
