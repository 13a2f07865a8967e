"""What is painted on a page, as its operators are followed: graphics state, marked content, paths and images."""

from __future__ import annotations

from typing import Literal

from builder.model.proof import Area, Mark, Paint, Painted
from builder.verify.inks import Image, Resources, Space, painted_with
from builder.verify.operators import Operand
from builder.verify.state import Followed, Matrix, Paused, State

_NOWHERE = Mark("", None, "")
_FAR = 1e9
_NO_IMAGE = Image("", 0, 0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Both one after the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def carried(area: tuple[float, float, float, float], by: Matrix) -> Area:
    """The upright box around a rectangle after a transformation."""
    left, bottom, right, top = area
    a, b, c, d, e, f = by
    if b == 0 == c:
        x, y, x2, y2 = a * left + e, d * bottom + f, a * right + e, d * top + f
        return Area(min(x, x2), min(y, y2), max(x, x2), max(y, y2))
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return Area(min(xs), min(ys), max(xs), max(ys))


class Surface:
    """One page under its operators. Public methods that take `operands` are operators."""

    def __init__(self, page: int, resources: Resources) -> None:
        self.page = page
        self.found = Followed()
        self.state = State()
        self.mark = _NOWHERE
        self.at = 0
        self.in_text = False
        self._named = resources
        self._saved: list[State] = []
        self._marks: list[Mark] = []
        self._marks_at_text = 0
        self._xs: list[float] = []
        self._ys: list[float] = []
        self._rectangles = 0
        self._unit = _FAR
        self._curves = False

    def happened(self, what: str) -> None:
        """Something was painted."""
        self.at += 1
        if self.mark.mcid is None and self.mark.tag != "Artifact":
            self.found.loose.append(what)

    def wrong(self, what: str) -> None:
        """Something that no page may hold."""
        self.found.wrong.append(what)

    def pause(self) -> Paused | None:
        """Where it stands; None in the midst of a path."""
        if self._xs or self._rectangles or self._curves:
            return None
        state, saved = self.state.copy(), tuple([each.copy() for each in self._saved])
        marks = self.mark, tuple(self._marks), self._marks_at_text
        return Paused(self.found.copy(), state, saved, *marks, self.at, self.in_text)

    def go_on(self, paused: Paused) -> None:
        """Begin where another page of the same beginning stood."""
        self.found, self.state = paused.found.copy(), paused.state.copy()
        self._saved = [each.copy() for each in paused.saved]
        self.mark, self._marks, self._marks_at_text = paused.mark, list(paused.marks), paused.marks_at_text
        self.at, self.in_text = paused.at, paused.in_text

    def close(self) -> None:
        """The page ends."""
        if self._marks:
            self.wrong(f"{len(self._marks)} marks are left open at the end of the page")
        if self._saved:
            self.wrong("a saved graphics state is not restored")

    def save(self, operands: list[Operand]) -> None:
        self._saved.append(self.state)
        self.state = self.state.copy()

    def restore(self, operands: list[Operand]) -> None:
        if not self._saved:
            self.wrong("a graphics state is restored that was not saved")
            return
        self.state = self._saved.pop()

    def transform(self, operands: list[Operand]) -> None:
        a, b, c, d, e, f = operands
        self.state.ctm = times((a, b, c, d, e, f), self.state.ctm)

    def weigh(self, operands: list[Operand]) -> None:
        self.state.weight = operands[0]

    def colour_fill(self, operands: list[Operand]) -> None:
        self.state.fill, self.state.fill_space = painted_with(operands), None

    def colour_stroke(self, operands: list[Operand]) -> None:
        self.state.stroke, self.state.stroke_space = painted_with(operands), None

    def tint_fill(self, operands: list[Operand]) -> None:
        self.state.fill = painted_with(operands, self.state.fill_space)

    def tint_stroke(self, operands: list[Operand]) -> None:
        self.state.stroke = painted_with(operands, self.state.stroke_space)

    def space_fill(self, operands: list[Operand]) -> None:
        self.state.fill_space = self._space(operands[0])

    def space_stroke(self, operands: list[Operand]) -> None:
        self.state.stroke_space = self._space(operands[0])

    def _space(self, name: Operand) -> Space:
        if not isinstance(name, str):
            raise TypeError("a colour space has a name")
        return self._named.spaces.get(name, Space(name[1:]))

    def look_up(self, operands: list[Operand]) -> None:
        """A named graphics state: of all that it can hold, whether it overprints."""
        over = self._named.over.get(operands[0])
        self.state.over = self.state.over if over is None else over

    def draw(self, operands: list[Operand]) -> None:
        self._xs += operands[::2]
        self._ys += operands[1::2]
        self._curves = True

    def draw_path(self, operands: list[Operand]) -> None:
        """Several of `draw` and `rectangle` as one (`builder.verify.operators.PATH`)."""
        left, bottom, right, top, rectangles, unit, curves = operands
        self._xs += (left, right)
        self._ys += (bottom, top)
        self._rectangles += rectangles
        self._unit = min(self._unit, unit)
        self._curves = self._curves or curves

    def rectangle(self, operands: list[Operand]) -> None:
        x, y, width, height = operands
        self._xs += (x, x + width)
        self._ys += (y, y + height)
        self._rectangles += 1
        self._unit = min(self._unit, abs(width), abs(height))

    def fill(self, operands: list[Operand]) -> None:
        self._paint("fill", self.state.fill.colour)

    def stroke(self, operands: list[Operand]) -> None:
        self._paint("stroke", self.state.stroke.colour)

    def fill_and_stroke(self, operands: list[Operand]) -> None:
        self._paint("both", self.state.fill.colour)

    def forget(self, operands: list[Operand]) -> None:
        self._xs, self._ys, self._rectangles, self._unit, self._curves = [], [], 0, _FAR, False

    def shade(self, operands: list[Operand]) -> None:
        self.happened("shading")

    def draw_object(self, operands: list[Operand]) -> None:
        if self._named.kinds.get(operands[0]) != "/Image":
            self.wrong(f"{operands[0]} is no image: what it holds cannot be seen")
        self._draw_image(self._named.images.get(operands[0], _NO_IMAGE))

    def draw_image(self, operands: list[Operand]) -> None:
        self._draw_image(_NO_IMAGE)

    def _draw_image(self, image: Image) -> None:
        area = carried((0.0, 0.0, 1.0, 1.0), self.state.ctm)
        known = (Paint(image.space, (), ""),), 0.0, (image.width, image.height), image.densest, self.state.over
        self.found.painted.append(Painted(self.page, self.at, self.mark, "image", area, "", 0, 0.0, *known))
        self.happened("image")

    def begin_mark(self, operands: list[Operand]) -> None:
        tag = operands[0][1:]
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, str):
            properties = self._named.properties.get(properties, {})
        before = self.mark
        self._marks.append(before)
        mcid, lang = before.mcid, before.lang
        if "/MCID" in properties:
            mcid, lang = int(properties["/MCID"]), ""
            if before.mcid is not None or before.tag == "Artifact":
                self.wrong(f"mark {mcid} stands inside {_called(before)}")
            self.found.mcids.append(mcid)
        elif tag == "Artifact" and mcid is not None:
            self.wrong(f"an artifact stands inside {_called(before)}")
        if "/Lang" in properties:
            lang = properties["/Lang"].decode("latin-1")
        inner = tag == "Span" and "/MCID" not in properties
        self.mark = Mark(before.tag if inner else tag, mcid, lang)

    def end_mark(self, operands: list[Operand]) -> None:
        if not self._marks:
            self.wrong("a mark is closed that was not opened")
            return
        self.mark = self._marks.pop()
        if self.in_text and len(self._marks) < self._marks_at_text:
            self.wrong("a mark that was opened before a text object is closed inside it")

    def begin_text(self) -> None:
        """ISO 14289-1, 7.1: marks and text objects nest."""
        self.in_text, self._marks_at_text = True, len(self._marks)

    def end_text(self) -> None:
        if self.in_text and len(self._marks) > self._marks_at_text:
            self.wrong("a mark that was opened inside a text object is not closed in it")
        self.in_text = False

    def _paint(self, kind: Literal["fill", "stroke", "both"], colour: str) -> None:
        if self._xs:
            ctm = self.state.ctm
            area = carried((min(self._xs), min(self._ys), max(self._xs), max(self._ys)), ctm)
            scale = abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]) ** 0.5
            if kind != "fill":
                area = area.grown(self.state.weight * scale / 2)
            count = 0 if self._curves else self._rectangles
            unit = self._unit * scale if count else 0.0
            state = self.state
            paints = (state.fill, state.stroke) if kind == "both" else (state.fill if kind == "fill" else state.stroke,)
            known = paints, state.weight * scale if kind != "fill" else 0.0, (0, 0), 0.0, state.over
            self.found.painted.append(Painted(self.page, self.at, self.mark, kind, area, colour, count, unit, *known))
            self.happened("path")
        self.forget([])


def _called(mark: Mark) -> str:
    return "an artifact" if mark.mcid is None else f"mark {mark.mcid}"
