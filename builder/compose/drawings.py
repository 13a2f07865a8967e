"""Drawings: withdrawal over time, the results of a test strip."""

from __future__ import annotations

from collections.abc import Sequence

from builder.compose.pen import Pen
from builder.compose.pieces import Drawn, Piece, Unit, stack
from builder.compose.setting import Bench, Setting
from builder.compose.texts import noted, paragraph
from builder.model import leaflet as model
from builder.model.sheet import Box, Drawing, DrawnPath, Rule, Shape
from builder.model.source import Colour


def timeline(bench: Bench, block: model.Timeline) -> Sequence[Unit]:
    """Bars over an axis whose ticks stand at equal distances; between two ticks time runs evenly.

    A bar is light where it may have begun or may not be over yet, and dark where it is worst.
    """
    labels = [paragraph(bench, bar.label, "label", tag="", bold=True) for bar in block.bars]
    marks = [paragraph(bench, tick.label, "small", tag="", align="center") for tick in block.ticks]
    legend = paragraph(bench, block.peak_label, "small", tag="") if block.peak_label is not None else None

    def thick(setting: Setting) -> float:
        return bench.size("body", setting) * (0.85 + 0.15 * setting.stretch)

    def band(width: float, setting: Setting) -> float:
        label = max(piece.height(width, setting) for piece in labels)
        return label + thick(setting) + bench.gap(setting, 0.7)

    def edge(width: float, setting: Setting) -> float:
        size = bench.size("small", setting) / 1000
        first = marks[0].shaped.widest * size / 2
        return min(max(first, marks[-1].shaped.widest * size / 2), width * 0.15)

    def column(width: float, setting: Setting) -> float:
        return (width - 2 * edge(width, setting)) / (len(marks) - 1)

    def axis(width: float, setting: Setting) -> float:
        return max(piece.height(column(width, setting) * 0.98, setting) for piece in marks) + 2.0

    def tall(width: float, setting: Setting) -> float:
        extra = legend.height(width - 22.0, setting) + 3.0 if legend is not None else 0.0
        return band(width, setting) * len(labels) + axis(width, setting) + extra

    def draw(pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        node = pen.node("Figure", parent, alt=block.alt.value, message=block.alt.id)
        step, high, bar_high = column(width, setting), band(width, setting), thick(setting)
        start = x + edge(width, setting)
        foot = y + high * len(labels)
        for at in range(len(marks)):
            pen.add(Rule(start + at * step, y, start + at * step, foot, 0.75, bench.colour("rule"), (1.5, 2.0)))
        hours = [tick.hours for tick in block.ticks]

        def where(hour: float) -> float:
            for at in range(len(hours) - 1):
                if hour <= hours[at + 1] or at == len(hours) - 2:
                    share = (hour - hours[at]) / (hours[at + 1] - hours[at])
                    return start + step * (at + min(max(share, 0.0), 1.0))
            return start

        def strip(first: float, last: float, top: float, colour: Colour, ruled: bool = False) -> None:
            left, right = where(first), where(last)
            box = Box(left, top, max(right - left, 1.0), bar_high)
            stroke = bench.colour("deep") if ruled else None
            pen.add(Shape(box, colour, stroke, 0.75 if ruled else 0.0, min(bar_high / 2, 4.0)))

        for at, (label, bar) in enumerate(zip(labels, block.bars, strict=True)):
            top = y + at * high
            label_high = label.height(width, setting)
            tag_box = Box(x, top, label.shaped.natural * bench.size("label", setting) / 1000 + 4.0, label_high)
            pen.add(Shape(tag_box, bench.colour("paper")))
            label.place(pen, x, top, width, setting, node)
            top += label_high + 1.0
            strip(bar.start, bar.end_by, top, bench.colour("light"), ruled=True)
            strip(bar.start_by, bar.end, top, bench.colour("mid-light"))
            if bar.peak:
                strip(bar.peak[0], bar.peak[1], top, bench.colour("deep"))
        for at, mark in enumerate(marks):
            mark.place(pen, start + (at - 0.49) * step, foot + 2.0, step * 0.98, setting, node)
        if legend is not None:
            top = foot + axis(width, setting) + 1.0
            size = bench.size("small", setting)
            middle = top + size * bench.leading("small") / 2
            pen.add(Shape(Box(x, middle - 3.5, 16.0, 7.0), bench.colour("deep"), radius=3.5))
            legend.place(pen, x + 22.0, top, width - 22.0, setting, node)

    figure: Piece = Drawn(tall, draw)
    if block.title is not None:
        figure = stack(bench, (paragraph(bench, block.title, "strong", bold=True), figure), 0.4)
    return [Unit(figure, 1.2, "", "")]


STRIP = (120.0, 26.0)
"""View of a drawn strip: handle at the physical left, control line, test line, the end that is dipped at the right."""


def strip(bench: Bench, block: model.Strip) -> Sequence[Unit]:
    """Each result as the strip looks, the meaning beside it. A strip in the hand has one way round, in every script."""
    units = []
    for at, result in enumerate(block.results):
        units.append(Unit(_result(bench, block, result), 0.8 if at else 1.0, "", ""))
    return units


def _result(bench: Bench, block: model.Strip, result: model.StripResult) -> Piece:
    words = stack(
        bench,
        (
            paragraph(bench, result.lead, "strong", bold=True),
            noted(bench, result.text, "body", f"{block.id}.{result.id}"),
        ),
        0.05,
    )
    alt = result.alt or result.lead

    def wide(width: float, setting: Setting) -> float:
        return min(width * 0.34, 96.0 * setting.scale)

    def tall(width: float, setting: Setting) -> float:
        side = wide(width, setting)
        return max(words.height(width - side - 10.0, setting), side * STRIP[1] / STRIP[0] + 4.0)

    def draw(pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        side = wide(width, setting)
        high = side * STRIP[1] / STRIP[0]
        node = pen.node("Figure", parent, alt=alt.value)
        top = y + 2.0
        box = Box(x, top, side, high)
        pen.add(Drawing(box, STRIP, strip_paths(bench, result.lines), bench.colour("ink"), node))
        words.place(pen, x + side + 10.0, y, width - side - 10.0, setting, parent)

    return Drawn(tall, draw)


def strip_paths(bench: Bench, lines: str) -> tuple[DrawnPath, ...]:
    """The outline, the wavy dip end, and the lines that show."""
    ink, paper = bench.colour("ink"), bench.colour("paper")
    quiet, light = bench.colour("quiet"), bench.colour("light")
    outline = DrawnPath(_rectangle(0, 3, 120, 20), colour=ink)
    body = DrawnPath(_rectangle(1.4, 4.4, 117.2, 17.2), colour=paper)
    handle = DrawnPath(_rectangle(1.4, 4.4, 24, 17.2), colour=quiet)
    dip = [DrawnPath(_wave(92.0 + step * 7.0), colour=ink) for step in range(4)]
    window = DrawnPath(_rectangle(40, 4.4, 44, 17.2), colour=light)
    shown = {
        "control": (("control", ink),),
        "both": (("control", ink), ("test", ink)),
        "both-faint": (("control", ink), ("test", None)),
        "test": (("test", ink),),
        "none": (),
    }[lines]
    drawn = []
    for name, colour in shown:
        left = {"control": 48.0, "test": 68.0}[name]
        if colour is not None:
            drawn.append(DrawnPath(_rectangle(left, 4.4, 5.0, 17.2), colour=colour))
        else:  # a faint line: thin strokes, so that it stays faint on a photocopy
            drawn += [DrawnPath(_rectangle(left + step * 2.0, 4.4, 0.8, 17.2), colour=ink) for step in range(3)]
    return (outline, body, handle, window, *dip, *drawn)


def _rectangle(x: float, y: float, width: float, height: float) -> tuple[tuple[str, tuple[float, ...]], ...]:
    right, foot = x + width, y + height
    return (("M", (x, y)), ("L", (right, y)), ("L", (right, foot)), ("L", (x, foot)), ("Z", ()))


def _wave(x: float) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """A wavy line of the dip end, 1.2 units thick."""
    thick = 1.2
    return (
        ("M", (x, 4.4)),
        ("C", (x + 4, 8.7, x - 4, 17.3, x, 21.6)),
        ("L", (x + thick, 21.6)),
        ("C", (x + thick - 4, 17.3, x + thick + 4, 8.7, x + thick, 4.4)),
        ("Z", ()),
    )
