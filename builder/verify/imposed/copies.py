"""Checks of the pages on the sheets: each copy says, looks and is inked as the page in its own file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from builder.model.proof import Paint
from builder.verify.checking import Trouble, some
from builder.verify.imposed.case import Case, Pair, check
from builder.verify.imposed.drawn import Drawn, Face
from builder.verify.imposed.looks import differing
from builder.verify.imposed.read import Intent, intents_of
from builder.verify.imposed.scan import Found, Scanner
from builder.verify.surface import carried

_SLACK: Final = 0.01


@check("imposed-text")
def imposed_text(case: Case) -> Iterator[Trouble]:
    """Every copy has the text of its page, to the letter and in the same order."""
    for pair in case.changed:
        own, copied = _lettering(case.own(pair.page)), _lettering(case.copied(pair.form))
        if own != copied:
            text, other = next((a, b) for a, b in zip_longest(own, copied, fillvalue=("", ())) if a != b)
            yield Trouble(f'{case.called(pair)} says "{text[0][:40]}", and its copies "{other[0][:40]}"', pair.side)


@check("imposed-fonts")
def imposed_fonts(case: Case) -> Iterator[Trouble]:
    """Every font that a page brings comes with it, the same to the last outline."""
    for pair in case.changed:
        lost = [
            face.proof.name or "one without a name"
            for face, other in zip_longest(case.own(pair.page).fonts, case.copied(pair.form).fonts)
            if face is not None and (other is None or not _alike_fonts(face, other))
        ]
        if lost:
            yield Trouble(f"fonts of {case.called(pair)} are not there as they were: {some(lost)}", pair.side)


@check("imposed-inks")
def imposed_inks(case: Case) -> Iterator[Trouble]:
    """Every copy is painted in the inks of its page, and the file names the press or screen that they are for."""
    for pair in case.changed:
        own, copied = _inks(case.own(pair.page)), _inks(case.copied(pair.form))
        if own != copied:
            before, after = next((a, b) for a, b in zip_longest(own, copied) if a != b)
            yield Trouble(
                f"something on {case.called(pair)} is painted in {_ink(before)}, and on its copies in {_ink(after)}",
                pair.side,
            )
    told = [intents_of(source.objects)[:1] for source in case.meant.sources]
    # of files on one sheet the very bytes have to be alike, or the sheet says nothing
    raw = {tuple([(each.name, each.profile.objects.raw(each.profile.reference)) for each in some]) for some in told}
    common = told[0] if len(raw) == 1 else []
    if not _alike_intents(list(case.read.intents), common):
        yield Trouble("the colours are not said to be for what they were made for")


@check("imposed-drawing")
def imposed_drawing(case: Case) -> Iterator[Trouble]:
    """Every copy is drawn as its page is: each line of text and each shape where it was, and, rendered, the same."""
    for pair in case.changed:
        own, copied = case.own(pair.page), case.copied(pair.form)
        if not _alike(own, copied):
            yield Trouble(f"something on {case.called(pair)} has another place on its copies", pair.side)
    if case.thorough:
        for pair, told in differing(case):
            yield Trouble(f"{case.called(pair)} {told}", pair.side)


@check("imposed-codes")
def imposed_codes(case: Case) -> Iterator[Trouble]:
    """Every code that opens an address in the file opens the same one on the sheet."""
    with Scanner(case.read.data) as sheets:
        for file, source in enumerate(case.meant.sources):
            mine = [(at, pair) for at, pair in enumerate(case.pairs) if case.origin(pair).file == file]
            with Scanner(source.data) as pages:
                for at, pair in mine:
                    for code in _codes(case, pair, pages, whole=at in case.looked_at):
                        yield from _read_again(case, pair, code, sheets)


def _codes(case: Case, pair: Pair, pages: Scanner, *, whole: bool) -> list[Found]:
    """`whole`: a stranger's page is looked through, which takes a tenth of a second."""
    origin = case.origin(pair)
    painted, strange = case.outlined(pair.page)
    return pages.codes(origin.at, origin.crop, origin.turns, painted, strange=strange, whole=whole)


def _read_again(case: Case, pair: Pair, code: Found, sheets: Scanner) -> Iterator[Trouble]:
    where = carried(code.area, pair.placed.matrix)
    if not where.within(pair.placed.clip, _SLACK):
        return  # what is cut away with the edge of a page is not on the sheet, and not meant to be
    read = sheets.address(pair.side, case.read.sides[pair.side].shown, where)
    if read != code.address:
        told = f'"{read[:80]}"' if read else "nothing"
        yield Trouble(f'a code of {case.called(pair)} opens "{code.address[:80]}", and on the sheet {told}', pair.side)


def _lettering(page: Drawn) -> list[tuple[str, tuple[int, ...]]]:
    return [(each.text, each.codes) for each in page.shown]


def _alike_fonts(face: Face, other: Face) -> bool:
    return _outlines(face) == _outlines(other) and face.program.same(other.program)


def _outlines(face: Face) -> tuple[object, ...]:
    known = face.proof
    return known.name, known.embedded, known.widths, known.advances, known.extents


def _inks(page: Drawn) -> list[tuple[Paint, ...]]:
    return [(each.paint,) for each in page.shown] + [each.paints for each in page.painted]


def _ink(paints: tuple[Paint, ...] | None) -> str:
    if not paints:
        return "none"
    return some(
        [f"{each.space or 'a pattern'} {' '.join([f'{part:g}' for part in each.parts])}".strip() for each in paints]
    )


def _alike_intents(some: list[Intent], others: list[Intent]) -> bool:
    """The same presses or screens, by name and profile."""
    return len(some) == len(others) and all(
        one.name == other.name and one.profile.same(other.profile) for one, other in zip(some, others, strict=True)
    )


def _alike(one: Drawn, other: Drawn) -> bool:
    return _shapes(one) == _shapes(other)


def _shapes(page: Drawn) -> list[tuple[object, ...]]:
    return [
        *[(each.at, each.matrix, each.size, each.over) for each in page.shown],
        *[(each.at, each.kind, each.area, each.weight, each.pixels, each.densest, each.over) for each in page.painted],
    ]
