"""The imprint: the service's own box, of the size that the layout gives; no sheet changes with the service on it.

What a service says fits itself into the box, whatever else is on the sheet; without a service the box has ruled lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, partial

from builder.compose.contact import MODULE, QUIET, address, code, code_width
from builder.compose.logos import logo_piece
from builder.compose.moved import moved
from builder.compose.pen import Pen
from builder.compose.pieces import TOO_WIDE, Cell, Drawn, Piece, Row, TextPiece, Unit, stack
from builder.compose.setting import Bench, Setting
from builder.compose.texts import paragraph, plain, runs
from builder.model import leaflet as model
from builder.model.dataclass import dataclass
from builder.model.service import Service
from builder.model.sheet import Box, PlacedItem, Rule, Shape
from builder.model.source import Text
from builder.qr import symbol

PAD = (11.0, 5.0)
COMPACT_PAD = (0.0, 0.0)
_CLOSE = 0.01
STEP = 0.02
"""How finely the type of an imprint is tried."""


def imprint(bench: Bench, block: model.Imprint) -> Sequence[Unit]:
    """One unit, as high as the layout says; on a screen, lines to fill in by hand are of no use."""
    if bench.finish == "screen" and bench.service is None and not bench.left_open:
        return []
    text = block.title or bench.edition.words.your_service
    return [Unit(Imprint(bench, text, label_of(bench, text)), 1.5, "", "")]


@dataclass(frozen=True)
class Imprint:
    """The box with its frame; on a card it is open, to save the frame's room."""

    bench: Bench
    text: Text
    label: TextPiece

    def height(self, width: float, setting: Setting) -> float:
        return self.bench.layout.imprint

    def place(self, pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        bench = self.bench
        high = bench.layout.imprint
        compact = bench.layout.compact
        across, down = COMPACT_PAD if compact else PAD
        if not compact:
            rule = bench.theme.rule
            frame = Box(x + rule / 2, y + rule / 2, width - rule, high - rule)
            pen.add(Shape(frame, None, bench.colour("ink"), rule, bench.theme.radius + 1.0))
        node = pen.node("Div", parent)
        room = _snapped(Box(x + across, y + down, width - 2 * across, high - 2 * down))
        if bench.service is None and not bench.left_open:
            _blank(bench, self.label, pen, room, node)
            return
        # not stretched as the sheet's other codes are, so that more sheets have the same box
        wide = code_width(bench, Setting(1.0))
        items: list[PlacedItem] = []
        if bench.service is not None:
            items = details(bench, bench.service, self.label, Pen(pen.rtl, tree=pen.tree), room, wide, node)
            for item in items:
                pen.add(moved(item, room.x, room.y))
        pen.open(node, room, self.text, wide, len(items))


def _snapped(box: Box) -> Box:
    """To hundredths of a point, as painting writes them: what stands in the box is the same wherever the box stands."""
    return Box(round(box.x, 2), round(box.y, 2), round(box.width, 2), round(box.height, 2))


def label_of(bench: Bench, text: Text) -> TextPiece:
    """What stands above a service's details."""
    return paragraph(bench, text, "label", bold=False)


def details(
    bench: Bench, service: Service, label: TextPiece, pen: Pen, room: Box, code_wide: float, node: int
) -> list[PlacedItem]:
    """The service's details at the largest type that the box holds, from its corner; placed on a pen without pages.

    Too much is remembered for a finding, and nothing is placed.
    """
    pen.turn_to(0)
    excess = 0.0
    settings = _settings(min(style.smallest / style.size for style in bench.layout.styles.values()))
    widths = _code_widths(bench, service, room, code_wide)
    for lined in (True, False) if len(service.address) > 1 and not bench.layout.compact else (True,):
        told = _told(bench, service, lined)
        for beside, titled in ((True, True), (False, True), (True, False), (False, False)):
            made = partial(_details, bench, service, told, label if titled else None, beside=beside)
            # where the smallest code leaves no room, none does
            least = made(widths[-1])
            excess = least.height(room.width, settings[-1]) - room.height
            if excess > _CLOSE:
                continue
            for wide in widths:
                piece = made(wide) if wide != widths[-1] else least
                setting, over = _largest(piece, room, settings)
                if over <= _CLOSE:
                    piece.place(pen, 0.0, -over / 2, room.width, setting, node)
                    return [moved(item, 0.0, 0.0) for item in pen.pages[0]]
    bench.too_long.append((service, excess))
    return []


def _largest(piece: Piece, room: Box, settings: Sequence[Setting]) -> tuple[Setting, float]:
    """The largest setting that the box holds, and by how much the piece is higher than it: negative when room is left.

    Smaller type never needs more height, so the steps are halved, not tried one by one.
    """

    def excess(at: int) -> float:
        return piece.height(room.width, settings[at]) - room.height

    smallest = len(settings) - 1
    over = excess(smallest)
    if over > 0:
        return settings[smallest], over
    found = bisect_left(range(smallest), True, key=lambda at: excess(at) <= 0)
    return settings[found], excess(found)


@cache
def _settings(lowest: float) -> tuple[Setting, ...]:
    """From full size down to the first that is not above the lowest."""
    settings = [Setting(1.0)]
    while settings[-1].scale > lowest:
        settings.append(Setting(round(settings[-1].scale - STEP, 4)))
    return tuple(settings)


def _code_widths(bench: Bench, service: Service, room: Box, usual: float) -> list[float]:
    """Widths of the code to try: as the others on the sheet, and smaller ones that still scan; none on a card."""
    if not service.url or bench.layout.compact:
        return [0.0]
    count = len(symbol(service.url, bench.layout.qr_level))
    most = min(usual, room.height * count / (count + 2 * QUIET))
    least = count * MODULE
    if most < least:
        bench.too_dense.append((service, count))
    return [most, *(max(least * 1.05, most * part) for part in (0.8, 0.65, 0.0))]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a service says, in pieces that all ways of arranging them share."""

    parts: tuple[TextPiece, ...]
    reach: tuple[TextPiece, ...]
    logo: Piece | None


def _told(bench: Bench, service: Service, lined: bool) -> _Told:
    """`lined`: each line of the address is one; else they are one after the other."""
    lang = service.language
    parts = [plain(bench, service.name, "card", lang=lang, bold=True, rtl=runs(service.name))]
    if bench.layout.compact:
        # there is no room for a code, nor for hours beside an address
        where = ", ".join(service.address)
        parts += [plain(bench, where, "body", lang=lang, rtl=runs(where))] if where else []
        phone = [plain(bench, service.phone, "card", lang=lang, bold=True, shrink=True)] if service.phone else []
        return _Told(tuple(parts), tuple(phone or ([address(bench, service.url)] if service.url else [])), None)
    address_lines = service.address if lined else (", ".join(service.address),)
    lines = [line for line in (*address_lines, service.hours) if line]
    parts += [plain(bench, line, "label", lang=lang, bold=False, tight=True, rtl=runs(line)) for line in lines]
    reach = [plain(bench, service.phone, "phone", lang=lang, shrink=True)] if service.phone else []
    reach += [address(bench, service.url)] if service.url else []
    logo = logo_piece(bench, service.artwork, service.name) if service.artwork is not None else None
    return _Told(tuple(parts), tuple(reach), logo)


def _details(
    bench: Bench, service: Service, told: _Told, label: TextPiece | None, code_wide: float, *, beside: bool
) -> Piece:
    """Everything that the service says. `code_wide` 0: no code, the address is printed alone.

    The code stands `beside` all words, or beside the last of them, where long lines need the whole width. The label
    can go: a name and a number speak for themselves.
    """
    if bench.layout.compact:
        return _compact(bench, service, told, beside)
    parts, reach, logo = told.parts, told.reach, told.logo
    head: list[Piece] = [label] if label is not None else []
    if logo is not None and not (code_wide and beside):
        cells = (*(Cell(piece, 1.0) for piece in head), Cell(logo, 1.4))
        head = [Row(cells, lambda _: 10.0, "middle")]
    if not code_wide:
        return stack(bench, [*head, *parts, *reach], 0.08)
    quiet = QUIET * code_wide / len(symbol(service.url, bench.layout.qr_level))
    figure = code(bench, service.url, service.name)

    def row(words: Sequence[Piece], side: Piece) -> Piece:
        # the frame's line, too, keeps out of the quiet zone
        clear = Drawn(
            lambda _, setting: side.height(code_wide, setting),
            lambda pen, x, y, _, setting, node: side.place(pen, x, y, code_wide, setting, node),
        )
        beyond = max(0.0, quiet - PAD[0] + bench.theme.rule)
        cells = (Cell(stack(bench, words, 0.08), 1.0), Cell(clear, fixed=lambda _: code_wide + beyond))
        return Row(cells, lambda _: max(10.0, quiet), "middle")

    if beside:
        return row([*head, *parts, *reach], figure if logo is None else _over(logo, figure, quiet))
    return stack(bench, [*head, *parts, row(reach, figure)], 0.08)


def _over(logo: Piece, figure: Piece, quiet: float) -> Piece:
    """A logo over a code, out of its quiet zone."""

    def tall(width: float, setting: Setting) -> float:
        return logo.height(width, setting) + quiet + figure.height(width, setting)

    def draw(pen: Pen, x: float, y: float, width: float, setting: Setting, parent: int) -> None:
        logo.place(pen, x, y, width, setting, parent)
        figure.place(pen, x, y + logo.height(width, setting) + quiet, width, setting, parent)

    return Drawn(tall, draw)


def _compact(bench: Bench, service: Service, told: _Told, beside: bool) -> Piece:
    """A card's box: name, where, and how to reach it.

    Not `beside`: the number stands at the end of the name's line, where a tall script needs the height.
    """
    if beside or not service.phone:
        return stack(bench, [*told.parts, *told.reach], 0.08)
    (reach,) = told.reach
    # a hair more than it needs, for the roundings
    end = Cell(reach, fixed=lambda setting: reach.shaped.natural * bench.size("card", setting) / 1000 + 0.5)
    return stack(bench, [Row((Cell(told.parts[0], 1.0), end), lambda _: 8.0, "middle"), *told.parts[1:]], 0.08)


def _blank(bench: Bench, label: TextPiece, pen: Pen, room: Box, node: int) -> None:
    """The label, and ruled lines as far apart as the box allows: they are written on by hand."""
    still = Setting(1.0)
    words = bench.edition.words
    captions = [paragraph(bench, text, "label", bold=False) for text in (words.service_name, words.service_phone)]
    if bench.layout.compact:
        captions[0] = label
        top = room.y
    else:
        label.place(pen, room.x, room.y, room.width, still, node)
        top = room.y + label.height(room.width, still)
    size = bench.size("label", still) / 1000
    step = (room.y + room.height - top) / len(captions)
    start = min(max(piece.shaped.natural for piece in captions) * size + 6.0, room.width * 0.6)
    if bench.layout.compact:
        start = min(label.shaped.natural * size + 6.0, room.width * 0.6)
    for at, piece in enumerate(captions):
        foot = top + step * (at + 1) - 1.0
        ruled = start
        if bench.layout.compact and at:
            ruled = 0.0
        else:
            piece.place(pen, room.x, foot - piece.height(start, still) + 1.5, start, still, node)
        pen.add(Rule(room.x + ruled, foot, room.x + room.width, foot, 0.75, bench.colour("ink")))


def unfit(height: float) -> bool:
    """A height that says that a word is wider than its column."""
    return height > TOO_WIDE / 2
