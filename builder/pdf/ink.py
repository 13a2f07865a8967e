"""Ink: the operators of a page's content, with the state that they leave behind."""

from __future__ import annotations

from dataclasses import field
from itertools import pairwise

from builder.model.dataclass import dataclass
from builder.model.source import Colour
from builder.pdf.colour import BLACK, Colours
from builder.pdf.operands import number, numbers

Sides = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the paper's bottom left corner."""

_Line = tuple[Colour, float, tuple[float, ...], bool]
State = tuple[Colour | None, _Line | None, tuple[str, float] | None, str]
"""Colour of what is filled, how lines are drawn, resource and size of the font, and how colours are laid."""


@dataclass
class Ink:
    """Content from the bottom left in points. Colours, font and line style are written only when they change.

    `fill` is the colour that content begins in, None when that is not known. `pictures` are the names under which
    images are drawn, `prefix` and a number each, by their PNG bytes and whether they are grey.
    """

    colours: Colours
    fill: Colour | None = BLACK
    prefix: str = "I"
    pictures: dict[tuple[bytes, bool], str] = field(default_factory=dict)
    _code: list[str] = field(default_factory=list)
    _cuts: list[int] = field(default_factory=list)
    _line: _Line | None = None
    _font: tuple[str, float] | None = None
    _laid: str = ""
    _entered: list[State] = field(default_factory=list)

    def write(self, operators: str) -> None:
        """Operators as they are."""
        self._code.append(operators)

    @property
    def state(self) -> State:
        """What is not written again while it stays."""
        return self.fill, self._line, self._font, self._laid

    @state.setter
    def state(self, state: State) -> None:
        self.fill, self._line, self._font, self._laid = state

    def enter(self, left: float, bottom: float) -> None:
        """What follows is drawn from a corner of its own, until `leave`."""
        self._entered.append(self.state)
        self._code.append(f"q\n1 0 0 1 {numbers(left, bottom)} cm")

    def leave(self) -> None:
        """Everything is as it was before `enter`."""
        self.state = self._entered.pop()
        self._code.append("Q")

    def cut(self) -> None:
        """Other content comes in between here, and leaves everything as it was."""
        self._cuts.append(len(self._code))

    def parts(self) -> list[str]:
        """The content between the cuts, one part more than there are cuts."""
        edges = [0, *self._cuts, len(self._code)]
        return ["\n".join([*self._code[start:end], ""]) for start, end in pairwise(edges)]

    def begin(self, tag: str, mcid: int) -> None:
        """Marked content that belongs to an element (ISO 32000-1, 14.7.4.2)."""
        self._code.append(f"/{tag}<</MCID {mcid}>>BDC")

    def begin_artifact(self) -> None:
        """Marked content that is only decoration (14.8.2.2)."""
        self._code.append("/Artifact BMC")

    def end(self) -> None:
        """The end of marked content."""
        self._code.append("EMC")

    def fill_with(self, colour: Colour, *, text: bool = False) -> None:
        """Colour of what is filled, or of text."""
        self._lay(colour, text)
        if colour != self.fill:
            self.fill = colour
            self._code.append(self.colours.fill(colour))

    def fill_is(self, colour: Colour) -> None:
        """A `Q` has brought this colour back."""
        self.fill = colour

    def stroke_with(
        self, colour: Colour, weight: float, dash: tuple[float, ...] = (), *, round_caps: bool = False
    ) -> None:
        """Colour and style of lines."""
        self._lay(colour, False)
        style = (colour, weight, dash, round_caps)
        operators = (
            self.colours.stroke(colour),
            f"{number(weight, 3)} w",
            f"[{numbers(*dash)}]0 d",
            f"{+round_caps} J",
        )
        for new, old, operator in zip(style, self._line or (None,) * 4, operators, strict=True):
            if new != old:
                self._code.append(operator)
        self._line = style

    def _lay(self, colour: Colour, text: bool) -> None:
        laid = self.colours.laid(colour, text)
        if laid != self._laid:
            self._laid = laid
            self._code.append(laid)

    def select(self, resource: str, size: float) -> str:
        """The operator that changes the font, empty when it is the one in use."""
        if (resource, size) == self._font:
            return ""
        self._font = (resource, size)
        return f"{resource} {number(size, 3)} Tf"

    def image(self, png: bytes, grey: bool) -> str:
        """The name under which the content may draw an image, in place of what is under it."""
        self._lay(BLACK, False)
        return self.pictures.setdefault((png, grey), f"/{self.prefix}{len(self.pictures) + 1}")
