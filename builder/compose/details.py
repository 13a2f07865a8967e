"""A service's details: what it says, and the first way in which that fits into the imprint's box.

What a service says fits itself into the box, whatever else is on the sheet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

from builder.compose.contact import MODULE, QUIET, address, code
from builder.compose.logos import logo_piece
from builder.compose.moved import moved
from builder.compose.pen import Pen
from builder.compose.pieces import Cell, Drawn, Piece, Row, TextPiece, stack
from builder.compose.setting import Bench, Setting
from builder.compose.texts import plain, runs
from builder.model.dataclass import dataclass
from builder.model.service import Service
from builder.model.sheet import Box, PlacedItem
from builder.qr import symbol

PAD = (11.0, 5.0)
"""Between the box's frame and what stands in it, across and down; a card has no frame."""

STEP = 0.02
"""How finely the type of an imprint is tried."""

_CLOSE = 0.01
_ORDERS = ((True, True), (False, True), (True, False), (False, False))
"""Whether the code stands beside everything, and whether there is a label."""


def details(
    bench: Bench, service: Service, label: TextPiece, pen: Pen, room: Box, code_wide: float, node: int
) -> list[PlacedItem]:
    """The service's details at the largest type that the box holds, from its corner; placed on a pen without pages.

    Too much is remembered for a finding, and nothing is placed.
    """
    found = arrange(bench, service, told(bench, service), label, room, code_wide)
    return put(found, pen, room, node) if found is not None else []


@dataclass(frozen=True, slots=True)
class Told:
    """What a service says, in pieces that all ways of arranging them share."""

    parts: tuple[TextPiece, ...]
    reach: tuple[TextPiece, ...]
    logo: Piece | None
    texts: tuple[TextPiece, ...]
    """All of it that is text."""


class Way(NamedTuple):
    """One way of arranging details: whether each line of the address is one, whether the code stands beside everything,
    whether there is a label; how wide the code is, and how large the type, as places in what is tried."""

    lined: bool
    beside: bool
    titled: bool
    wide: int
    setting: int


@dataclass(frozen=True, slots=True)
class Arranged:
    """Details in a way that fits, and by how much they are higher than the box (most are lower).

    `plain`: where its texts stand depends on how many lines they come on, and on nothing else that they say.
    """

    way: Way
    piece: Piece
    setting: Setting
    over: float
    plain: bool


def arrange(
    bench: Bench,
    service: Service,
    first: Told,
    label: TextPiece,
    room: Box,
    code_wide: float,
    guess: Way | None = None,
) -> Arranged | None:
    """The first way that fits, with the largest type; None, and it is remembered for a finding, when none does.

    `first` is what the service says in lines. A `guess` that is right saves most of the tries.
    """
    excess = 0.0
    settings = _settings(bench.lowest)
    widths = _code_widths(bench, service, room, code_wide)
    compact = bench.layout.compact
    for lined in (True, False) if len(service.address) > 1 and not compact else (True,):
        said = first if lined else told(bench, service, lined=False)
        for beside, titled in _ORDERS:
            made = partial(_details, bench, service, said, label if titled else None, beside=beside)
            guessed = guess if guess is not None and guess[:3] == (lined, beside, titled) else None
            start = 0
            if guessed is not None and guessed.wide:
                # what does not fit beside this code does not beside a wider one
                over = made(widths[guessed.wide - 1]).height(room.width, settings[-1]) - room.height
                start = guessed.wide if over > _CLOSE else 0
            elif guessed is None:
                # where the smallest code leaves no room, none does
                excess = made(widths[-1]).height(room.width, settings[-1]) - room.height
                if excess > _CLOSE:
                    continue
            for wide in range(start, len(widths)):
                piece = made(widths[wide])
                tried = guessed.setting if guessed is not None and guessed.wide == wide else None
                at, over = _largest(piece, room, settings, tried)
                if over <= _CLOSE:
                    # on a card, the other orders ask how long a text is
                    plain = lined and said.logo is None and not (compact and (beside, titled) != _ORDERS[0])
                    return Arranged(Way(lined, beside, titled, wide, at), piece, settings[at], over, plain)
    if guess is not None:
        # for what is told of it, as if nothing had been guessed
        return arrange(bench, service, first, label, room, code_wide)
    bench.too_long.append((service, excess))
    return None


def put(found: Arranged, pen: Pen, room: Box, node: int) -> list[PlacedItem]:
    """The details from the box's corner, on a pen without pages."""
    pen.turn_to(0)
    found.piece.place(pen, 0.0, -found.over / 2, room.width, found.setting, node)
    return [moved(item, 0.0, 0.0) for item in pen.pages[0]]


def _largest(piece: Piece, room: Box, settings: Sequence[Setting], guess: int | None = None) -> tuple[int, float]:
    """The place of the largest setting that the box holds, and by how much the piece is higher than it: negative when
    room is left.

    Smaller type never needs more height, so the steps are halved, not tried one by one; a right guess saves that, too.
    """

    def excess(at: int) -> float:
        return piece.height(room.width, settings[at]) - room.height

    if guess is not None and (over := excess(guess)) <= 0 and (not guess or excess(guess - 1) > 0):
        return guess, over
    smallest = len(settings) - 1
    over = excess(smallest)
    if over > 0:
        return smallest, over
    found = bisect_left(range(smallest), True, key=lambda at: excess(at) <= 0)
    return found, excess(found)


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


def told(bench: Bench, service: Service, *, lined: bool = True) -> Told:
    """What a service says. `lined`: each line of the address is one; else they are one after the other."""
    lang = service.language
    parts = [plain(bench, service.name, "card", lang=lang, bold=True, rtl=runs(service.name))]
    if bench.layout.compact:
        # there is no room for a code, nor for hours beside an address
        where = ", ".join(service.address)
        parts += [plain(bench, where, "body", lang=lang, rtl=runs(where))] if where else []
        phone = [plain(bench, service.phone, "card", lang=lang, bold=True, shrink=True)] if service.phone else []
        reach = phone or ([address(bench, service.url)] if service.url else [])
        return Told(tuple(parts), tuple(reach), None, (*parts, *reach))
    address_lines = service.address if lined else (", ".join(service.address),)
    lines = [line for line in (*address_lines, service.hours) if line]
    parts += [plain(bench, line, "label", lang=lang, bold=False, tight=True, rtl=runs(line)) for line in lines]
    reach = [plain(bench, service.phone, "phone", lang=lang, shrink=True)] if service.phone else []
    reach += [address(bench, service.url)] if service.url else []
    logo = logo_piece(bench, service.artwork, service.name) if service.artwork is not None else None
    return Told(tuple(parts), tuple(reach), logo, (*parts, *reach))


def _details(
    bench: Bench, service: Service, said: Told, label: TextPiece | None, code_wide: float, *, beside: bool
) -> Piece:
    """Everything that the service says. `code_wide` 0: no code, the address is printed alone.

    The code stands `beside` all words, or beside the last of them, where long lines need the whole width. The label
    can go: a name and a number speak for themselves.
    """
    if bench.layout.compact:
        return _compact(bench, service, said, beside)
    parts, reach, logo = said.parts, said.reach, said.logo
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


def _compact(bench: Bench, service: Service, said: Told, beside: bool) -> Piece:
    """A card's box: name, where, and how to reach it.

    Not `beside`: the number stands at the end of the name's line, where a tall script needs the height.
    """
    if beside or not service.phone:
        return stack(bench, [*said.parts, *said.reach], 0.08)
    (reach,) = said.reach
    # a hair more than it needs, for the roundings
    end = Cell(reach, fixed=lambda setting: reach.shaped.natural * bench.size("card", setting) / 1000 + 0.5)
    return stack(bench, [Row((Cell(said.parts[0], 1.0), end), lambda _: 8.0, "middle"), *said.parts[1:]], 0.08)
