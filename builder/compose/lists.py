"""Lists: bullets, numbered steps, the grid of signs, the checklist."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from builder.compose.pen import Pen
from builder.compose.pieces import Cell, Drawn, ListEntry, Piece, Row, TextPiece, Unit, stack
from builder.compose.setting import Bench, Setting
from builder.compose.texts import entry, marks, paragraph, plain
from builder.model import leaflet as model
from builder.model.sheet import Box, Drawing, Rule, Shape

Mark = Callable[[Pen, float, float, float, float], None]
"""Draws a list's mark: pen, x, y, type size, leading in points."""

WIDE = 330.0
"""Points from which a step has room for its picture beside the words."""


def bullets(bench: Bench, block: model.Bullets) -> Sequence[Unit]:
    """Dots at the start side, the lead run into the text."""

    def dot(pen: Pen, x: float, y: float, size: float, leading: float) -> None:
        radius = size * 0.19
        pen.add(Shape(Box(x, y + leading * 0.53 - radius, 2 * radius, 2 * radius), bench.colour("deep"), radius=radius))

    return _hung(bench, block.id, block.items, "Disc", 1.05, dot)


def checklist(bench: Bench, block: model.Checklist) -> Sequence[Unit]:
    """Boxes to tick."""

    def box(pen: Pen, x: float, y: float, size: float, leading: float) -> None:
        side = size * 0.85
        pen.add(Shape(Box(x + 0.5, y + (leading - side) / 2, side, side), None, bench.colour("ink"), 1.0, 1.5))

    units = list(_hung(bench, block.id, block.items, "None", 1.5, box))
    if block.title is not None:
        title = paragraph(bench, block.title, "strong", bold=True)
        units[0] = Unit(stack(bench, (title, units[0].piece), 0.4), 1.2, "", "")
    return units


def _hung(
    bench: Bench, block: str, items: Sequence[model.Item], numbering: str, indent: float, mark: Mark
) -> list[Unit]:
    units = []
    for item in items:
        words = entry(bench, item, block, "body")

        def tall(width: float, setting: Setting, words: TextPiece = words) -> float:
            return words.height(width - bench.size("body", setting) * indent, setting)

        def draw(
            pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int, words: TextPiece = words
        ) -> None:
            size = bench.size("body", setting)
            mark(pen, x, y, size, size * bench.leading("body"))
            words.place(pen, x + size * indent, y, width - size * indent, setting, pen.node("LBody", parent))

        units.append(Unit(ListEntry((block, "list"), numbering, Drawn(tall, draw)), 0.5, "", ""))
    if units:
        units[0] = Unit(units[0].piece, 1.0, "", "")
    return units


def steps(bench: Bench, block: model.Steps) -> Sequence[Unit]:
    """Numbers in discs, joined by a line; a bold lead over the text, or run into it on a card."""
    units = []
    for at, item in enumerate(block.items):
        piece = _step(bench, block, item, at + 1)
        units.append(Unit(ListEntry((block.id, "list"), "Decimal", piece), STEP_GAP if at else 1.0, "", ""))
    return units


STEP_GAP = 0.85


def _step(bench: Bench, block: model.Steps, item: model.Item, number: int) -> Piece:
    compact = bench.layout.compact or item.lead is None
    if compact:
        words: Piece = entry(bench, item, block.id, "body")
        first = "body"
    else:
        assert item.lead is not None
        parts: list[Piece] = [paragraph(bench, item.lead, "strong", bold=True)]
        if item.text is not None:
            text = item.text.value + marks(bench, f"{block.id}.{item.id}")
            shaped = bench.shape(text, "body", lang=item.text.lang)
            boxed = item.text.state == "missing"
            parts.append(
                TextPiece(bench, shaped, "body", "P", item.text.id, item.text.lang, span=item.text.span, boxed=boxed)
            )
        words = stack(bench, parts, 0.05)
        first = "strong"
    # in a Latin face: the line of a tall script would put the number below the middle of its disc
    figure = plain(
        bench, str(number), "strong", tag="", lang="en", colour=bench.colour("on-deep"), bold=True, align="center"
    )
    icon = bench.icon(item.icon) if item.icon and not bench.layout.compact else None
    pictured = any(one.icon for one in block.items) and not bench.layout.compact
    fill = bench.colour("danger" if item.tone == "danger" else "deep")

    def disc(setting: Setting) -> float:
        return bench.size(first, setting) * (1.55 if compact else 1.75)

    def drop(setting: Setting) -> float:
        return max(0.0, (disc(setting) - bench.size(first, setting) * bench.leading(first)) / 2)

    def picture(width: float, setting: Setting) -> float:
        if icon is None:
            return 0.0
        grown = setting.scale * (1 + 0.12 * setting.stretch)
        return bench.layout.icon * grown * (1.3 if width > WIDE else 1.05)

    def lane(width: float, setting: Setting) -> float:
        """Width of the column of numbers, with pictures under them in a narrow panel; the same for all the steps."""
        under = bench.layout.icon * setting.scale * 1.05 if pictured and width <= WIDE else 0.0
        return max(disc(setting), under)

    def spread(width: float, setting: Setting) -> tuple[float, float]:
        start = lane(width, setting) + disc(setting) * 0.4
        beside = picture(width, setting) + 10.0 if icon is not None and width > WIDE else 0.0
        return start, width - start - beside

    def tall(width: float, setting: Setting) -> float:
        high = words.height(spread(width, setting)[1], setting) + drop(setting)
        under = disc(setting)
        if icon is not None:
            side = picture(width, setting)
            under = max(under, side) if width > WIDE else under + 3.0 + side
        return max(high, under)

    def draw(pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        size, height = disc(setting), tall(width, setting)
        start, wide = spread(width, setting)
        middle = x + lane(width, setting) / 2
        side = picture(width, setting)
        below = y + size + (side + 3.0 if icon is not None and width <= WIDE else 0.0)
        before = pen.last_disc.get(pen.scope + block.id)
        if before is not None and before[0] == pen.page and before[2] < y:
            pen.add(Rule(before[1], before[2] + 1.5, middle, y, 1.2, bench.colour("rule")))
        pen.last_disc[pen.scope + block.id] = (pen.page, middle, below)
        pen.add(Shape(Box(middle - size / 2, y, size, size), fill, radius=size / 2))
        label = pen.node("Lbl", parent)
        high = figure.height(size, setting)
        figure.place(pen, middle - size / 2, y + (size - high) / 2, size, setting, label)
        body = pen.node("LBody", parent)
        words.place(pen, x + start, y + drop(setting), wide, setting, body)
        if icon is not None:
            box = Box(middle - side / 2, y + size + 3.0, side, side)
            if width > WIDE:
                box = Box(x + width - side, y + max(0.0, (height - side) / 2), side, side)
            pen.add(Drawing(box, icon.view, icon.paths, fill))

    return Drawn(tall, draw)


def signs(bench: Bench, block: model.Signs) -> Sequence[Unit]:
    """A grid: icon, bold lead, a few words; icons above the words or beside them."""
    count = bench.layout.sign_columns
    units = []
    for at in range(0, len(block.items), count):
        made = [_Sign(bench, block, item) for item in block.items[at : at + count]]
        cells = [Cell(ListEntry((block.id, "list"), "None", sign.beside(made)), 1.0) for sign in made]
        cells += [Cell(Drawn(lambda w, s: 0.0, lambda *a: None), 1.0)] * (count - len(cells))
        row = Row(tuple(cells), lambda setting: 14.0 * setting.scale)
        units.append(Unit(row, 1.0, "", ""))
    return units


class _Sign:
    """One of a grid: its words, with the icon above them or beside them."""

    def __init__(self, bench: Bench, block: model.Signs, item: model.Item) -> None:
        parts: list[Piece] = []
        if item.lead is not None:
            parts.append(paragraph(bench, item.lead, "strong", bold=True))
        if item.text is not None:
            shaped = bench.shape(item.text.value + marks(bench, f"{block.id}.{item.id}"), "body", lang=item.text.lang)
            boxed = item.text.state == "missing"
            text = item.text
            parts.append(TextPiece(bench, shaped, "body", "P", text.id, text.lang, span=text.span, boxed=boxed))
        self.bench = bench
        self.words = stack(bench, parts, 0.05, tag="LBody")
        self.icon = bench.icon(item.icon) if item.icon else None
        self.colour = bench.colour("danger" if item.tone == "danger" else "deep")

    def side(self, setting: Setting) -> float:
        return self.bench.layout.icon * setting.scale * (1 + 0.2 * setting.stretch) if self.icon is not None else 0.0

    def tall(self, width: float, setting: Setting) -> float:
        side = self.side(setting)
        if self.bench.layout.side_icons:
            return max(side, self.words.height(width - side * 1.35, setting))
        return side + 9.0 + self.words.height(width, setting)

    def beside(self, row: Sequence[_Sign]) -> Piece:
        """The sign in its row: icons beside words stand in a line, at the middle of the shortest words."""
        bench, words, icon = self.bench, self.words, self.icon

        def draw(pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
            size = self.side(setting)
            if bench.layout.side_icons:
                shortest = min(sign.tall(width, setting) for sign in row)
                top, inner = y + max(0.0, (shortest - size) / 2), width - size * 1.35
                left, below = x + size * 1.35, (self.tall(width, setting) - words.height(inner, setting)) / 2
            else:
                pen.add(Rule(x, y, x + width, y, 1.5, bench.colour("deep")))
                top, inner, left, below = y + 6.0, width, x, size + 9.0
            if icon is not None:
                pen.add(Drawing(Box(x, top, size, size), icon.view, icon.paths, self.colour))
            words.place(pen, left, y + below, inner, setting, parent)

        return Drawn(self.tall, draw)
