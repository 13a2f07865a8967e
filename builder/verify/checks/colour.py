"""Everyone can read it: large enough, and dark enough on what is really behind it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.source import Span
from builder.model.theme import Theme
from builder.verify.checking import Case, Trouble, check
from builder.verify.light import contrast, contrast_in_grey

# WCAG 2.1, 1.4.3; large is 18 points, or 14 bold
_NEEDED, _NEEDED_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18.0, 14.0
# The least of any layout: 8 points, on cards
_SMALLEST = 8.0
_ROUNDED = 0.011


@check("type-size")
def type_size(case: Case) -> Iterator[Trouble]:
    """No type is smaller than the layout's smallest, and most of it is as large as body text must be."""
    layout = case.meant.layout
    floor = min([style.smallest for style in layout.styles.values()]) if layout is not None else _SMALLEST
    told: set[tuple[int, float]] = set()
    for line in case.proof.lines:
        key = line.page, round(line.size, 2)
        if line.size < floor - _ROUNDED and key not in told:
            told.add(key)
            yield Trouble(
                f'"{line.text.strip()}" is set in {line.size:.2g} points, and {floor:g} is the least', line.page
            )
    if layout is None or "body" not in layout.styles:
        return
    body = layout.styles["body"].smallest
    letters = sum([len(line.text) for line in case.proof.lines])
    small = sum([len(line.text) for line in case.proof.lines if line.size < body - _ROUNDED])
    if 2 * small > letters:
        yield Trouble(f"most of the text is smaller than {body:g} points, the least for body text")


@check("text-contrast")
def text_contrast(case: Case) -> Iterator[Trouble]:
    """Text stands out from what is rendered behind it, in colour and on a photocopy."""
    if case.preview:
        return
    told: set[tuple[int, str, str]] = set()
    for line in case.proof.lines:
        key = line.page, line.colour, line.behind
        large = line.size >= _LARGE or (line.bold and line.size >= _LARGE_BOLD)
        needed = _NEEDED_LARGE if large else _NEEDED
        if not line.colour:
            yield Trouble(f'"{line.text.strip()}" is set in a pattern', line.page)
            continue
        ratio = min(contrast(line.colour, line.behind), contrast_in_grey(line.colour, line.behind))
        if ratio < needed - 0.05 and key not in told:
            told.add(key)
            yield Trouble(
                f'"{line.text.strip()}" is {line.colour} on {line.behind}: {ratio:.1f}:1, {needed:g}:1 is needed',
                line.page,
                _place(case.meant.theme, line.colour),
                (_remedy(case.meant.theme, line.colour, line.behind),),
            )


def _place(theme: Theme | None, colour: str) -> Span | None:
    """The line of the theme's file that says the text's colour."""
    from builder.verify.source import colour_in  # a sheet that is sound does without

    return colour_in(theme, colour)[1]


def _remedy(theme: Theme | None, colour: str, behind: str) -> str:
    where = theme.span.file if theme is not None and theme.span is not None else "the theme"
    told = f"choose colours in {where} that differ more in brightness"
    known = theme.colours.items() if theme is not None else ()
    # a separated file has other shades, and a tint or a picture may lie between
    named = [" or ".join([f"`{name}`" for name, one in known if one == shade]) for shade in (colour, behind)]
    return f"{told}: the text is {named[0]}, behind it is {named[1]}" if all(named) else told
