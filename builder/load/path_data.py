"""SVG path data as absolute M, L, C, Z: the four things every pen can do. SVG 1.1, chapter 8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import acos, ceil, cos, fabs, isfinite, pi, radians, sin, sqrt, tan
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Commands: TypeAlias = tuple[tuple[str, tuple[float, ...]], ...]

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)|[\s,]+|(.)")
_FLAG = re.compile(r"[\s,]*([01])")
_NUMBER = re.compile(r"[\s,]*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_LARGEST = 1e6


def parse_path(data: str) -> Commands:
    """The path with absolute coordinates, every curve a cubic. Raises ValueError with what is wrong, and where."""
    pen = _Pen()
    for letter, numbers in _commands(data):
        pen.draw(letter, numbers)
    return tuple(pen.made)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Letter and one set of its numbers at a time; after a moveto further pairs are linetos (8.3.2)."""
    place, letter = 0, ""
    while place < len(data):
        found = _TOKEN.match(data, place)
        if found is None or found.group(3):
            raise ValueError(f"{data[place]!r} at character {place + 1} has no meaning in a path")
        if found.group(1):
            letter, place = found.group(1), found.end()
            if letter in "Zz":
                yield letter, []
                continue
        elif not found.group(2):
            place = found.end()
            continue
        elif letter in "Zz":
            raise ValueError(f"a number at character {place + 1} follows no command")
        numbers, place = _numbers(data, place, letter)
        yield letter, numbers
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _numbers(data: str, place: int, letter: str) -> tuple[list[float], int]:
    numbers: list[float] = []
    for index in range(_COUNTS[letter.upper()]):
        # The two flags of an arc are single digits and may stand without a blank (8.3.8).
        flag = letter in "Aa" and index in (3, 4)
        found = (_FLAG if flag else _NUMBER).match(data, place)
        if found is None:
            raise ValueError(f"command {letter} at character {place + 1} lacks a number")
        number = float(found.group(1))
        if not isfinite(number) or abs(number) > _LARGEST:
            raise ValueError(f"the number {found.group(1)} is too large")
        numbers.append(number)
        place = found.end()
    return numbers, place


class _Pen:
    """Draws commands one after another; remembers where it is and the last control point."""

    def __init__(self) -> None:
        self.made: list[tuple[str, tuple[float, ...]]] = []
        self.at: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.cubic: Point | None = None
        self.quadratic: Point | None = None

    def draw(self, letter: str, numbers: list[float]) -> None:
        if not self.made and letter not in "Mm":
            raise ValueError("a path begins with M")
        upper = letter.upper()
        if letter.islower():
            numbers = self._absolute(upper, numbers)
        cubic, quadratic = self.cubic, self.quadratic
        self.cubic = self.quadratic = None
        if upper == "Z":
            self.made.append(("Z", ()))
            self.at = self.start
        elif upper == "M":
            self.at = self.start = (numbers[0], numbers[1])
            self.made.append(("M", self.at))
        elif upper in "LHV":
            self._line((numbers[0] if upper != "V" else self.at[0], numbers[-1] if upper != "H" else self.at[1]))
        elif upper == "C":
            self._curve((numbers[0], numbers[1]), (numbers[2], numbers[3]), (numbers[4], numbers[5]))
        elif upper == "S":
            self._curve(_mirrored(cubic, self.at), (numbers[0], numbers[1]), (numbers[2], numbers[3]))
        elif upper == "Q":
            self._quadratic((numbers[0], numbers[1]), (numbers[2], numbers[3]))
        elif upper == "T":
            self._quadratic(_mirrored(quadratic, self.at), (numbers[0], numbers[1]))
        else:
            self._arc(numbers)

    def _absolute(self, upper: str, numbers: list[float]) -> list[float]:
        x, y = self.at
        if upper == "H":
            return [numbers[0] + x]
        if upper == "V":
            return [numbers[0] + y]
        if upper == "A":
            return [*numbers[:5], numbers[5] + x, numbers[6] + y]
        return [number + (y if index % 2 else x) for index, number in enumerate(numbers)]

    def _line(self, to: Point) -> None:
        self.made.append(("L", to))
        self.at = to

    def _curve(self, first: Point, second: Point, to: Point) -> None:
        self.made.append(("C", (*first, *second, *to)))
        self.at, self.cubic = to, second

    def _quadratic(self, control: Point, to: Point) -> None:
        (x, y), (cx, cy), (tx, ty) = self.at, control, to
        first = (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3)
        second = (tx + (cx - tx) * 2 / 3, ty + (cy - ty) * 2 / 3)
        self._curve(first, second, to)
        self.cubic, self.quadratic = None, control

    def _arc(self, numbers: list[float]) -> None:
        rx, ry, turn, large, sweep, x, y = numbers
        rx, ry, to = fabs(rx), fabs(ry), (x, y)
        if to == self.at:
            return
        if rx == 0 or ry == 0:
            self._line(to)
            return
        for first, second, end in _arc_curves(self.at, to, rx, ry, radians(turn % 360), bool(large), bool(sweep)):
            self._curve(first, second, end)
        self.at, self.cubic = to, None


def _mirrored(control: Point | None, at: Point) -> Point:
    return at if control is None else (2 * at[0] - control[0], 2 * at[1] - control[1])


def _arc_curves(
    start: Point, end: Point, rx: float, ry: float, turn: float, large: bool, sweep: bool
) -> Iterator[tuple[Point, Point, Point]]:
    """Cubics of at most a quarter turn each. SVG 1.1, F.6.5 and F.6.6: from end points to centre and angles."""
    cosine, sine = cos(turn), sin(turn)
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x1, y1 = cosine * half_x + sine * half_y, -sine * half_x + cosine * half_y
    short = (x1 / rx) ** 2 + (y1 / ry) ** 2
    if short > 1:
        rx, ry = rx * sqrt(short), ry * sqrt(short)
    below = (rx * y1) ** 2 + (ry * x1) ** 2
    factor = sqrt(max(0.0, ((rx * ry) ** 2 - below) / below)) * (-1 if large == sweep else 1)
    cx1, cy1 = factor * rx * y1 / ry, -factor * ry * x1 / rx
    centre_x = cosine * cx1 - sine * cy1 + (start[0] + end[0]) / 2
    centre_y = sine * cx1 + cosine * cy1 + (start[1] + end[1]) / 2
    angle = _angle((1, 0), ((x1 - cx1) / rx, (y1 - cy1) / ry))
    spread = _angle(((x1 - cx1) / rx, (y1 - cy1) / ry), ((-x1 - cx1) / rx, (-y1 - cy1) / ry))
    if not sweep and spread > 0:
        spread -= 2 * pi
    elif sweep and spread < 0:
        spread += 2 * pi
    parts = max(1, ceil(fabs(spread) / (pi / 2) - 1e-9))
    step = spread / parts
    handle = 4 / 3 * tan(step / 4)

    def place(x: float, y: float) -> Point:
        return (centre_x + cosine * rx * x - sine * ry * y, centre_y + sine * rx * x + cosine * ry * y)

    for part in range(parts):
        a, b = angle + part * step, angle + (part + 1) * step
        first = place(cos(a) - handle * sin(a), sin(a) + handle * cos(a))
        second = place(cos(b) + handle * sin(b), sin(b) - handle * cos(b))
        yield first, second, end if part == parts - 1 else place(cos(b), sin(b))


def _angle(u: Point, v: Point) -> float:
    length = sqrt((u[0] ** 2 + u[1] ** 2) * (v[0] ** 2 + v[1] ** 2))
    between = acos(max(-1.0, min(1.0, (u[0] * v[0] + u[1] * v[1]) / length))) if length else 0.0
    return -between if u[0] * v[1] - u[1] * v[0] < 0 else between
