"""Text as it is shown: which text, how large, and the box of its glyphs' outlines (ISO 32000-1, 9.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model.proof import Area, Shown
from builder.verify.fonts import Typeface
from builder.verify.operators import Operand
from builder.verify.state import IDENTITY, Matrix
from builder.verify.surface import Surface, carried, times

_INVISIBLE = 3
_OUTLINED = (1, 5)
_FAR = 1e9


class Lettering:
    """The text operators of one page; `fonts` are indices into `faces` by resource name.

    What is shown goes on from one operator to the next while they stay on one baseline in one style: right-to-left text
    has an operator for every cluster.
    """

    def __init__(self, surface: Surface, fonts: Mapping[str, int], faces: Sequence[Typeface]) -> None:
        self._surface = surface
        self._fonts = fonts
        self._faces = faces
        self._codes: list[int] = []
        self._pens: list[float] = []
        # text goes on `_pen` along the baseline from where the line begins (9.4.2), which is at `_line`; while
        # something is shown, `_offset` along the baseline from `_start`
        self._line = self._start = IDENTITY
        self._pen = self._offset = 0.0
        self._font = -1
        self._step = self._spacing = 0.0

    def flush(self) -> None:
        """What has been shown so far stands by itself."""
        if not self._codes:
            return
        surface, state = self._surface, self._surface.state
        face, codes, pens = self._faces[self._font], self._codes, self._pens
        self._codes, self._pens = [], []
        self._line = _along(self._start, self._offset)
        matrix = times(self._start, state.ctm)
        a, b, c, d, _, _ = matrix
        paint = state.stroke if state.mode in _OUTLINED else state.fill
        surface.found.shown.append(
            Shown(
                surface.page,
                surface.at,
                surface.mark,
                "".join([face.texts.get(code, "") for code in codes]),
                self._font,
                tuple(codes),
                state.size * (c * c + d * d) ** 0.5,
                paint.colour,
                matrix,
                tuple(pens),
                abs(b) > abs(a),
                self._ink(face, codes, pens, matrix) if state.mode != _INVISIBLE else None,
                paint,
                state.over,
            )
        )
        surface.happened("text")

    def pause(self) -> tuple[Matrix, float] | None:
        """Where text goes on; None while something is shown that may go on."""
        return None if self._codes else (self._line, self._pen)

    def go_on(self, paused: tuple[Matrix, float]) -> None:
        self._line, self._pen = paused

    def begin(self, operands: list[Operand]) -> None:
        self.flush()
        self._line, self._pen = IDENTITY, 0.0
        self._surface.begin_text()

    def end(self, operands: list[Operand]) -> None:
        self._surface.end_text()

    def choose(self, operands: list[Operand]) -> None:
        self._surface.state.font = self._fonts.get(operands[0], -1)
        self._surface.state.size = operands[1]

    def space(self, operands: list[Operand]) -> None:
        self._surface.state.spacing = operands[0]

    def stretch(self, operands: list[Operand]) -> None:
        self._surface.state.stretch = operands[0] / 100

    def lead(self, operands: list[Operand]) -> None:
        self._surface.state.leading = operands[0]

    def rise(self, operands: list[Operand]) -> None:
        self._surface.state.rise = operands[0]

    def render(self, operands: list[Operand]) -> None:
        self._surface.state.mode = int(operands[0])

    def move(self, operands: list[Operand]) -> None:
        x, y = operands
        self._pen = 0.0
        if self._codes and not y:
            self._offset += x
            return
        self.flush()
        a, b, c, d, e, f = self._line
        self._line = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)

    def move_and_lead(self, operands: list[Operand]) -> None:
        self._surface.state.leading = -operands[1]
        self.move(operands)

    def place(self, operands: list[Operand]) -> None:
        a, b, c, d, e, f = operands
        self._line, self._pen = (a, b, c, d, e, f), 0.0

    def next_line(self, operands: list[Operand]) -> None:
        self.move([0.0, -self._surface.state.leading])

    def show(self, operands: list[Operand]) -> None:
        self._show(operands[:1])

    def show_adjusted(self, operands: list[Operand]) -> None:
        self._show(operands[0])

    def show_on_next(self, operands: list[Operand]) -> None:
        self.next_line([])
        self._show(operands[-1:])

    def move_and_show(self, operands: list[Operand]) -> None:
        """`move` and `show` as one (`builder.verify.operators.MOVE_AND_SHOW`), as right-to-left text has them for every
        cluster."""
        x, y, shown = operands
        if y or not self._codes:
            self.move([x, y])
            self._show([shown])
            return
        self._offset += x
        pen, face = 0.0, self._faces[self._font]
        for code in face.codes(shown):
            self._codes.append(code)
            self._pens.append(self._offset + pen)
            width = face.known_widths.get(code)
            pen += (face.meet(code) if width is None else width) * self._step + self._spacing
        self._pen = pen

    def _show(self, parts: list[Operand]) -> None:
        if not self._codes and not self._begin_run():
            return
        face, step, spacing = self._faces[self._font], self._step, self._spacing
        codes, pens, widths = self._codes, self._pens, face.known_widths
        pen = self._offset + self._pen
        for part in parts:
            if isinstance(part, float):
                pen -= part * step
                continue
            for code in face.codes(part):
                codes.append(code)
                pens.append(pen)
                width = widths.get(code)
                pen += (face.meet(code) if width is None else width) * step + spacing
        self._pen = pen - self._offset

    def _begin_run(self) -> bool:
        """Whether there is a font to begin with."""
        state = self._surface.state
        if state.font < 0:
            self._surface.wrong("text is shown in a font that the page does not name")
            self._surface.happened("text")
            return False
        self._font = state.font
        self._step = state.size * state.stretch / 1000
        self._spacing = state.spacing * state.stretch
        self._start, self._offset = _along(self._line, self._pen), -self._pen
        return True

    def _ink(self, face: Typeface, codes: list[int], pens: list[float], matrix: Matrix) -> Area | None:
        """The box around all outlines, on the page."""
        state = self._surface.state
        unit, extents = state.size / 1000, face.known_extents
        step = unit * state.stretch
        left = bottom = _FAR
        right = top = -_FAR
        for code, pen in zip(codes, pens, strict=True):
            box = extents[code]
            if box is None:
                continue
            first, low, last, high = box
            first, last = pen + first * step, pen + last * step
            left = first if first < left else left
            right = last if last > right else right
            bottom = low if low < bottom else bottom
            top = high if high > top else top
        if left > right:
            return None
        return carried((left, bottom * unit + state.rise, right, top * unit + state.rise), matrix)


def _along(line: Matrix, pen: float) -> Matrix:
    a, b, c, d, e, f = line
    return (a, b, c, d, a * pen + e, b * pen + f)
