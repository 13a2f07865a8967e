"""Where a page stands as its operators are followed: its graphics state, and what has been found so far."""

from __future__ import annotations

from dataclasses import field
from typing import Final

from builder.model.dataclass import dataclass
from builder.model.proof import BLACK, Mark, Paint, Painted, Shown
from builder.verify.inks import Space

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class State:
    """The part of the graphics state (8.4) that counts here. `font` is an index, -1 for none."""

    ctm: Matrix = IDENTITY
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_space: Space | None = None
    stroke_space: Space | None = None
    over: bool = False
    weight: float = 1.0
    font: int = -1
    size: float = 0.0
    spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def copy(self) -> State:
        """The same once more; `copy.copy` takes three times as long."""
        return State(
            self.ctm,
            self.fill,
            self.stroke,
            self.fill_space,
            self.stroke_space,
            self.over,
            self.weight,
            self.font,
            self.size,
            self.spacing,
            self.stretch,
            self.leading,
            self.rise,
            self.mode,
        )


@dataclass(slots=True)
class Followed:
    """What a page holds; `loose` and `wrong` as `Sheetside` has them."""

    shown: list[Shown] = field(default_factory=list)
    painted: list[Painted] = field(default_factory=list)
    mcids: list[int] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How many bytes it takes, about: those of a letter's code and place, of what is shown, of a path."""
        return (
            1000 + 40 * sum([len(each.codes) for each in self.shown]) + 600 * len(self.shown) + 500 * len(self.painted)
        )

    def copy(self) -> Followed:
        """As far as it has come."""
        return Followed([*self.shown], [*self.painted], [*self.mcids], [*self.loose], [*self.wrong])


@dataclass(frozen=True, slots=True)
class Paused:
    """Where a surface stands between two operators."""

    found: Followed
    state: State
    saved: tuple[State, ...]
    mark: Mark
    marks: tuple[Mark, ...]
    marks_at_text: int
    at: int
    in_text: bool
