"""A line of glyphs as text operators (ISO 32000-1, 9.4)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from builder.model.glyphs import Line, Run
from builder.model.sheet import Words
from builder.pdf.cut import Sign
from builder.pdf.ink import Ink
from builder.pdf.keys import BELOW
from builder.pdf.operands import number
from builder.pdf.spelling import FAR, UNSEEN, Spelled, show, spell
from builder.pdf.typefaces import Typeface, Typefaces

# How far, in points, rounded steps may lead away from where a glyph belongs.
_DRIFT = 0.02
_LOST = math.inf
# Of the type's size: how far below the line a mark stands. For PDFium a line ends there, for MuPDF it does not.
_BELOW = 0.75
# By how much type is larger, in points, for readers that ask whether it is the same: no eye does.
_A_SHADE = 0.001


def letter(ink: Ink, words: Words, left: float, baseline: float, faces: Typefaces, language: str | None) -> None:
    """Write one line with its left end at `left` on `baseline`, points from the bottom left; turned ones run upwards.

    `language` is that of the element, None in decoration: a run in another one is marked.
    """
    line = words.line
    spelled = _spelled(words, faces)
    if spelled is not None and number(baseline) != "0":
        ink.write(_plain(ink, words, spelled, left, baseline, faces, language))
        return
    mirrored = id(words) in faces.mirrored
    hand = _Hand(ink, faces, words.size, left, baseline, words.turned and not mirrored)
    spoken = ""
    for index, run in enumerate(line.runs):
        foreign = run.lang if language is not None and run.lang != language else ""
        if foreign != spoken:
            hand.foreign(foreign, spoken)
            spoken = foreign
        if mirrored:
            hand.mirror(run, left, baseline)
            continue
        hand.run(run, faces.marks(words, index))
    if id(words) in faces.spaced:
        hand.space(line)
    elif id(words) in faces.parted:
        hand.part(line)
    hand.foreign("", spoken)
    hand.finish()


def _spelled(words: Words, faces: Typefaces) -> Spelled | None:
    """A line of one run from left to right, with nothing at its seams or after it; None for others."""
    number = id(words)
    if len(words.line.runs) != 1 or words.turned or number in faces.spaced or number in faces.parted:
        return None
    (run,) = words.line.runs
    return None if run.rtl or number in faces.turns else spell(run, faces.of(run.face))


def _plain(
    ink: Ink, words: Words, spelled: Spelled, left: float, baseline: float, faces: Typefaces, language: str | None
) -> str:
    """Such a line: what a `_Hand` writes of it."""
    (run,) = words.line.runs
    resource, size = faces.of(run.face).resource, words.size
    operators = [
        ink.select(resource, size),
        f"{number(round(left + spelled.begins * (size / 1000), 2))} {number(baseline)} Td",
        spelled.operator,
    ]
    if language is not None and run.lang and run.lang != language:
        operators = [f"/Span<</Lang({run.lang})>>BDC", *operators, "EMC"]
    return "\n".join(["BT", *filter(None, operators), "ET"])


class _Hand:
    """Where the next glyph goes.

    `_origin` is the line matrix's x in points and `_moved` what that was to be in thousandths of an em from the line's
    left end; `_reached` is the pen after what was shown, endlessly far when it is not worth following.
    """

    def __init__(self, ink: Ink, faces: Typefaces, size: float, left: float, baseline: float, turned: bool) -> None:
        self._ink = ink
        self._faces = faces
        self._size = size
        self._scale = size / 1000
        self._operators: list[str] = ["BT"]
        self._reached = _LOST
        self._origin = self._moved = 0.0
        self._pieces: list[str] = []
        self._shown = ""
        # ISO 14289-1, 7.1: marks and text objects nest, so everything of a line is in one text object.
        if turned:
            self._operators.append(f"0 1 -1 0 {number(left)} {number(baseline)} Tm")
            self._left, self._drop = 0.0, "0"
        else:
            self._left, self._drop = left, number(baseline)

    def run(self, run: Run, turns: Mapping[int, str]) -> None:
        """Left to right: one operator. Right to left: clusters in logical order (14.8.2.3), each placed by itself.

        `turns` are marks by the signs before which they stand (`builder.pdf.seams`).
        """
        face = self._faces.of(run.face)
        chosen = self._ink.select(face.resource, self._size)
        if chosen:
            self._flush()
            self._operators.append(chosen)
        if run.rtl:
            self._flush()
            self._scatter(run.x, face.signs(run), face, turns)
            self._reached = _LOST
            return
        if turns:
            signs = face.signs(run)
            self._flush()
            self._turn(face, turns[len(signs) - 1], run.x + signs[-1][1] + signs[-1][0].width)
            self._reached = _LOST
        if self._reached == _LOST:
            self._flush()
            self._begin(run, face)
        else:
            self._go_on(run.x, face.signs(run))

    def _begin(self, run: Run, face: Typeface) -> None:
        """The first run of a line, or the first after a move."""
        spelled = spell(run, face)
        if spelled is None:
            self._go_on(run.x, face.signs(run))
            return
        self._move(spelled.begins)
        self._pieces, self._shown, self._reached = [*spelled.pieces], spelled.shown, spelled.reached

    def _go_on(self, x: float, signs: Sequence[tuple[Sign, float]]) -> None:
        """Signs from left to right, `x` being their run's left end."""
        reached, shown = self._reached, self._shown
        for (code, width, _), left in signs:
            gap = x + left - reached
            if not -UNSEEN < gap < UNSEEN:
                self._shown = shown
                if -FAR <= gap <= FAR:
                    reached += self._adjust(round(gap))
                else:
                    self._move(reached := x + left)
                shown = self._shown
            shown += code
            reached += width
        self._reached, self._shown = reached, shown

    def mirror(self, run: Run, x: float, y: float) -> None:
        """A whole line in mirror writing (`builder.pdf.mirror`), upwards from there, and so from its upper end down."""
        face = self._faces.of(run.face)
        chosen = self._ink.select(face.resource, self._size)
        signs = face.mirrored(run)
        end = signs[0][1] + signs[0][0].width
        self._operators += [chosen] if chosen else []
        self._operators.append(f"0 -1 -1 0 {number(x)} {number(y + (run.x + end) * self._scale)} Tm")
        reached = 0.0
        for sign, left in signs:
            gap = end - left - sign.width - reached
            if not -UNSEEN < gap < UNSEEN:
                reached += self._adjust(round(gap))
            self._shown += sign.code
            reached += sign.width

    def space(self, line: Line) -> None:
        """The space that was cut off at the line's end, beyond that end."""
        sign = self._faces.of(line.runs[-1].face).space
        assert sign is not None
        end = -sign.width if line.rtl else line.width
        if abs(end - self._reached) > UNSEEN:
            self._move(end)
        self._shown += sign.code

    def part(self, line: Line) -> None:
        """A space beyond the line's end and a line below it (`builder.pdf.seams`)."""
        sign = self._faces.of(line.runs[-1].face).apart
        assert sign is not None
        self._drop = number(-self._size)
        self._move(-sign.width if line.rtl else line.width)
        self._shown += sign.code

    def foreign(self, language: str, before: str) -> None:
        """Close the span of one language, open that of the next (14.9.2.3)."""
        if language == before:
            return
        self._flush()
        if before:
            self._operators.append("EMC")
        if language:
            self._operators.append(f"/Span<</Lang({language})>>BDC")

    def finish(self) -> None:
        """Hand the line to the ink."""
        self._flush()
        self._ink.write("\n".join([*self._operators, "ET"]))

    def _scatter(self, x: float, signs: Sequence[tuple[Sign, float]], face: Typeface, turns: Mapping[int, str]) -> None:
        step, write, marked = self._step, self._operators.append, False
        for at, (sign, left) in enumerate(signs):
            if sign.mark != marked:
                marked = sign.mark
                write(self._ink.select(face.resource, self._size + _A_SHADE if marked else self._size))
            if at in turns:
                self._turn(face, turns[at], x + left + sign.width)
            write(f"{step(x + left)} Td({sign.code})Tj")
        if len(signs) in turns:
            self._turn(face, turns[len(signs)], x + signs[-1][1])

    def _turn(self, face: Typeface, marks: str, end: float) -> None:
        """Marks that end there: at the right end of a sign, between its own place and that of the one before."""
        for each in marks:
            mark = face.turns[each]
            if each != BELOW:
                end -= mark.width
                self._operators.append(f"{self._step(end)} Td({mark.code})Tj")
                continue
            # it takes no room from those on the line: far from the sign's end poppler has them after the sign
            down = self._size * _BELOW
            self._drop = number(float(self._drop) - down)
            self._operators.append(f"{self._step(end - mark.width)} Td({mark.code})Tj")
            self._drop = number(down)

    def _move(self, to: float) -> None:
        self._flush()
        self._operators.append(f"{self._step(to)} Td")
        self._reached = to

    def _step(self, to: float) -> str:
        """Operands that move the line matrix: the same step in the same words, until the roundings have added up."""
        scale, origin, drop = self._scale, self._origin, self._drop
        away = self._left + to * scale - origin
        step = round((to - self._moved) * scale, 2)
        if drop != "0" or not -_DRIFT <= step - away <= _DRIFT:
            step = round(away, 2)
            self._drop = "0"
        self._origin = origin + step
        self._moved = to
        return f"{number(step)} {drop}"

    def _adjust(self, gap: int) -> int:
        self._pieces.append(f"({self._shown}){-gap}" if self._shown else str(-gap))
        self._shown = ""
        return gap

    def _flush(self) -> None:
        if self._pieces or self._shown:
            self._operators.append(show(self._pieces, self._shown))
        self._pieces, self._shown = [], ""
