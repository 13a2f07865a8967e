"""Text as it is shown: which text, how large, and the box of its glyphs' outlines (ISO 32000-1, 9.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model.proof import Area, Shown
from builder.verify.fonts import Typeface
from builder.verify.operators import Operand
from builder.verify.surface import IDENTITY, Matrix, Surface, carried, times

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
        self._text = self._line = IDENTITY
        self._codes: list[int] = []
        self._pens: list[float] = []
        self._start = IDENTITY
        self._along = 0.0

    def flush(self) -> None:
        """What has been shown so far stands by itself."""
        if not self._codes:
            return
        surface, state = self._surface, self._surface.state
        face, codes, pens = self._faces[state.font], self._codes, self._pens
        matrix = times(self._start, state.ctm)
        a, b, c, d, _, _ = matrix
        surface.found.shown.append(
            Shown(
                surface.page,
                surface.at,
                surface.mark,
                "".join([face.texts.get(code, "") for code in codes]),
                state.font,
                tuple(codes),
                state.size * (c * c + d * d) ** 0.5,
                state.stroke if state.mode in _OUTLINED else state.fill,
                matrix,
                tuple(pens),
                abs(b) > abs(a),
                self._ink(face, matrix) if state.mode != _INVISIBLE else None,
            )
        )
        surface.happened("text")
        self._codes, self._pens = [], []

    def begin(self, operands: list[Operand]) -> None:
        self._text = self._line = IDENTITY
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
        a, b, c, d, e, f = self._line
        x, y = operands
        if y:
            self.flush()
        self._text = self._line = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)

    def move_and_lead(self, operands: list[Operand]) -> None:
        self._surface.state.leading = -operands[1]
        self.move(operands)

    def place(self, operands: list[Operand]) -> None:
        a, b, c, d, e, f = operands
        self._text = self._line = (a, b, c, d, e, f)

    def next_line(self, operands: list[Operand]) -> None:
        self.move([0.0, -self._surface.state.leading])

    def show(self, operands: list[Operand]) -> None:
        self._show(operands[:1])

    def show_adjusted(self, operands: list[Operand]) -> None:
        self._show(operands[0])

    def show_on_next(self, operands: list[Operand]) -> None:
        self.next_line([])
        self._show(operands[-1:])

    def _show(self, parts: list[Operand]) -> None:
        state = self._surface.state
        if state.font < 0:
            self._surface.wrong("text is shown in a font that the page does not name")
            self._surface.happened("text")
            return
        face = self._faces[state.font]
        step = state.size * state.stretch / 1000
        spacing = state.spacing * state.stretch
        a, b, c, d, e, f = self._text
        if not self._codes:
            self._start, self._along = self._text, 0.0
        else:
            # along the baseline from where the first operator began
            _, _, _, _, x, y = self._start
            self._along = (e - x) / a if a else (f - y) / b
        start = pen = self._along
        codes, pens, widths = self._codes, self._pens, face.known_widths
        for part in parts:
            if isinstance(part, float):
                pen -= part * step
                continue
            for code in face.codes(part):
                codes.append(code)
                pens.append(pen)
                width = widths.get(code)
                pen += (face.meet(code) if width is None else width) * step + spacing
        moved = pen - start
        self._text = (a, b, c, d, a * moved + e, b * moved + f)

    def _ink(self, face: Typeface, matrix: Matrix) -> Area | None:
        """The box around all outlines, on the page."""
        state = self._surface.state
        unit, extents = state.size / 1000, face.known_extents
        step = unit * state.stretch
        left = bottom = _FAR
        right = top = -_FAR
        for code, pen in zip(self._codes, self._pens, strict=True):
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
