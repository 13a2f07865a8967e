"""Preflight: what a print shop looks at before it makes plates."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from builder.model.proof import Area, Paint, Painted, Sheetside
from builder.verify.checking import Case, Trouble, check

_MM = 72 / 25.4
_BLEED = 3 * _MM
_ROUNDED = 0.02

# What is nearer to the edge than this is meant to reach it
_NEAR = 0.5

# Coated paper takes this much, the four inks added up (ISO 12647-2); a hair more for roundings
_MOST_INK = 3.0 + 0.005

# A line of less breaks up on the plate
_THINNEST = 0.25

# Pixels to the inch: of less, every one can be seen
_COARSEST = 150

# A rendered colour is black or grey when it is at most so light, and its channels differ by no more than this
_LIGHTEST, _CAST = 0x80, 0x18

_SOLID = (0.0, 0.0, 0.0, 1.0)
_MIXED = ("DeviceRGB", "CalRGB", "Lab", "ICCBased 3")
_EVERY_PLATE = "Separation All"


@check("press-boxes")
def press_boxes(case: Case) -> Iterator[Trouble]:
    """The sheet lies inside its bleed, 3 mm on every side, and the bleed inside the paper."""
    for at, page in _pages(case):
        if page.trim is None:
            continue  # `boxes` tells it
        if page.bleed is None or not page.trim.grown(_BLEED).within(page.bleed, _ROUNDED):
            yield Trouble("the sheet has no bleed of 3 mm to be cut into", at)
        elif not page.bleed.grown(1.0).within(page.media):
            yield Trouble("there is no paper around the bleed, and no room for marks", at)


@check("bleed-reach")
def bleed_reach(case: Case) -> Iterator[Trouble]:
    """Colour that touches the sheet's edge goes on to the end of the bleed."""
    for at, page in _pages(case):
        trim, bleed = page.trim, page.bleed
        if trim is None or bleed is None:
            continue
        for each in case.proof.painted:
            if each.page == at and _on(each.area, trim) and not _white(each):
                short = _short(each.area, trim, bleed)
                if short > 0.1:
                    yield _ends_short(case, at, each, trim, short)


@check("marks-clear")
def marks_clear(case: Case) -> Iterator[Trouble]:
    """Marks stand outside the sheet and its bleed, and nothing on the sheet is printed in their colour."""
    for at, page in _pages(case):
        trim, bleed = page.trim, page.bleed
        if trim is None or bleed is None:
            continue
        for each in case.proof.painted:
            if each.page != at:
                continue
            if not _on(each.area, trim):
                if _on(each.area, bleed):
                    yield Trouble("a mark lies in the bleed, and shows when the cut is a little off", at)
            elif any(paint.space == _EVERY_PLATE for paint in each.paints):
                yield Trouble("something on the sheet is printed with every ink at once", at)
        for line in case.proof.shown:
            if line.page == at and line.paint.space == _EVERY_PLATE:
                yield Trouble(f'"{line.text.strip()}" is printed with every ink at once', at)


@check("output-intent")
def output_intent(case: Case) -> Iterator[Trouble]:
    """Where inks are mixed, a profile in the file says for which press."""
    spaces = {paint.space for each in case.proof.painted for paint in each.paints}
    spaces |= {each.paint.space for each in case.proof.shown}
    inked = sorted(filter(_is_ink, spaces))
    if inked and case.proof.says.output != "CMYK":
        yield Trouble(f"the file is painted in {inked[0]}, and no profile of a press says what that looks like")
    elif case.proof.says.output == "CMYK" and not any(kind == "GTS_PDFX" for kind, _ in case.proof.says.intents):
        yield Trouble("the press that the file is for is told to archives alone, not to print shops")


@check("rgb-in-cmyk")
def rgb_in_cmyk(case: Case) -> Iterator[Trouble]:
    """In a file for a press nothing is painted in red, green and blue."""
    if case.proof.says.output != "CMYK":
        return
    for at in sorted({page for page, paint in _paints(case) if paint.space in _MIXED}):
        yield Trouble("something is painted in red, green and blue, and the press mixes it as it likes", at)


@check("black-text")
def black_text(case: Case) -> Iterator[Trouble]:
    """Black and grey text is printed with black alone."""
    told: set[tuple[int, Paint]] = set()
    for each in case.proof.shown:
        key = each.page, each.paint
        if key not in told and each.paint.space == "DeviceCMYK" and _greyish(each.paint) and any(each.paint.parts[:3]):
            told.add(key)
            yield Trouble(f'"{each.text.strip()}" is black or grey and printed with {_named(each.paint)}', each.page)


@check("total-ink")
def total_ink(case: Case) -> Iterator[Trouble]:
    """No place takes more than three hundred per cent of ink."""
    told: set[tuple[int, Paint]] = set()
    for page, paint in _paints(case):
        if paint.space == "DeviceCMYK" and fsum(paint.parts) > _MOST_INK and (page, paint) not in told:
            told.add((page, paint))
            yield Trouble(f"a colour takes {fsum(paint.parts) * 100:.0f} % of ink: {_named(paint)}", page)
    for each in case.proof.painted:
        if each.densest > _MOST_INK:
            yield Trouble(f"a picture takes {each.densest * 100:.0f} % of ink", each.page)


@check("overprint")
def overprint(case: Case) -> Iterator[Trouble]:
    """Nothing but solid black is printed over what is under it."""
    laid = [(each.page, each.paint) for each in case.proof.shown if each.over]
    laid += [(each.page, paint) for each in case.proof.painted if each.over for paint in each.paints]
    for page, paint in dict.fromkeys(laid):
        if paint.space != "DeviceCMYK" or paint.parts != _SOLID:
            yield Trouble(f"{_named(paint)} is printed over what is under it, and comes out as another colour", page)


@check("press-links")
def press_links(case: Case) -> Iterator[Trouble]:
    """Nothing on the pages is there to be clicked."""
    for at in sorted({link.page for link in case.proof.links}) if _for_press(case) else ():
        yield Trouble("there is a link, which a file for a print shop does not have", at)


@check("hairlines")
def hairlines(case: Case) -> Iterator[Trouble]:
    """No line is thinner than a plate can hold."""
    for at, _ in _pages(case):
        thin = [each.weight for each in case.proof.painted if each.page == at and each.kind in ("stroke", "both")]
        thin += [each.unit for each in case.proof.painted if each.page == at and each.rectangles == 1]
        if thin and min(thin) < _THINNEST - _ROUNDED:
            yield Trouble(f"a line is {min(thin):.2g} points wide, and {_THINNEST:g} is the least", at)


@check("image-resolution")
def image_resolution(case: Case) -> Iterator[Trouble]:
    """Pictures have enough pixels for their size on paper."""
    for at, _ in _pages(case):
        for each in case.proof.painted:
            if each.page != at or each.kind != "image" or not all(each.pixels):
                continue
            across = each.pixels[0] / max(each.area.right - each.area.left, 0.1) * 72
            if across < _COARSEST - 1:
                yield Trouble(
                    f"a picture has {across:.0f} pixels to the inch, and {_COARSEST} is the least",
                    at,
                    None,
                    ("ask for the logo as SVG, or as a larger PNG",),
                )


def _for_press(case: Case) -> bool:
    """It was made for a print shop, or, where that is not known, says so."""
    return case.meant.finish == "press" or (not case.meant.finish and case.proof.says.output == "CMYK")


def _pages(case: Case) -> Iterator[tuple[int, Sheetside]]:
    """The pages of a file for a press; of others none."""
    return iter(enumerate(case.proof.pages) if _for_press(case) else ())


def _paints(case: Case) -> Iterator[tuple[int, Paint]]:
    """Every colour that something is painted with, pictures too, and its page."""
    for each in case.proof.painted:
        yield from ((each.page, paint) for paint in each.paints)
    yield from ((each.page, each.paint) for each in case.proof.shown)


def _is_ink(space: str) -> bool:
    return space in ("DeviceCMYK", "DeviceN", "ICCBased 4") or space.startswith("Separation")


def _on(area: Area, sheet: Area) -> bool:
    """A part of it, however small, lies on the sheet."""
    return (
        area.left < sheet.right - _ROUNDED
        and area.right > sheet.left + _ROUNDED
        and area.bottom < sheet.top - _ROUNDED
        and area.top > sheet.bottom + _ROUNDED
    )


def _ends_short(case: Case, at: int, each: Painted, trim: Area, short: float) -> Trouble:
    from builder.verify.source import colour_in, panel_at  # a sheet that is sound does without

    panel, place = panel_at(case, at, each.area, trim)
    told = f"colour that touches the edge ends {short / _MM:.1f} mm short of the bleed"
    named = colour_in(case.meant.theme, each.colour)[0]
    hint = (
        f"it is {named or each.colour or 'a picture'} of the theme" if named else f"it is {each.colour or 'a picture'}"
    )
    where = f", in panel `{panel}`" if panel else ""
    return Trouble(told + where, at, place, (f"{hint}; what does not go on into the bleed keeps off the edge",))


def _short(area: Area, trim: Area, bleed: Area) -> float:
    """How far it ends before the bleed on the side where it is shortest; 0 where it stays clear of the edges."""
    missing = [
        (area.left - bleed.left) if area.left < trim.left + _NEAR else 0.0,
        (area.bottom - bleed.bottom) if area.bottom < trim.bottom + _NEAR else 0.0,
        (bleed.right - area.right) if area.right > trim.right - _NEAR else 0.0,
        (bleed.top - area.top) if area.top > trim.top - _NEAR else 0.0,
    ]
    return max(missing)


def _white(each: Painted) -> bool:
    return bool(each.paints) and all(paint.colour == "#ffffff" for paint in each.paints)


def _greyish(paint: Paint) -> bool:
    channels = [int(paint.colour[at : at + 2], 16) for at in (1, 3, 5)] if paint.colour else [0xFF]
    return max(channels) <= _LIGHTEST and max(channels) - min(channels) <= _CAST


def _named(paint: Paint) -> str:
    """A mix as printers write it: C20 M0 Y0 K80."""
    if paint.space != "DeviceCMYK" or len(paint.parts) != 4:
        return paint.space.removeprefix("Separation ")
    return " ".join([f"{ink}{part * 100:.0f}" for ink, part in zip("CMYK", paint.parts, strict=True)])
