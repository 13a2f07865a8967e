"""Which inks print a sheet: the press, the theme's mixes, and the spot colour that is asked for."""

from __future__ import annotations

import re
from math import fsum

from builder.diagnostics import Findings, did_you_mean
from builder.load import Library
from builder.load.press import load_press
from builder.model.inks import Inks, Mix, Press, Spot
from builder.model.source import Colour
from builder.model.theme import Theme

_SPOT = re.compile(r"([^=,]{1,60})=(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})")
# ISO 32000-1, 8.6.6.4 and PDF/X: names that already mean something
_TAKEN = {"all", "none", "cyan", "magenta", "yellow", "black"}


class BadSpot(ValueError):
    """It is no spot colour; the message says why."""


def read_spot(written: str) -> Spot:
    """A spot colour from NAME=C,M,Y,K, per cent. Raises BadSpot."""
    found = _SPOT.fullmatch(written.strip())
    if found is None:
        raise BadSpot(f"`{written[:60]}` is no spot colour such as 'PANTONE 3165 C=100,20,30,45'")
    name, *parts = found.groups()
    shares = [int(part) / 100 for part in parts]
    if name.strip().casefold() in _TAKEN or not name.strip().isascii() or not name.strip().isprintable():
        raise BadSpot(f"`{name.strip()}` cannot be the name of a spot colour")
    if max(shares) > 1:
        raise BadSpot(f"`{written[:60]}` has more than 100 per cent of an ink")
    return Spot(name.strip(), (shares[0], shares[1], shares[2], shares[3]))


def inks_for(theme: Theme, library: Library, spot: Spot | None, findings: Findings) -> Inks | None:
    """The inks for a theme on the library's press; None and errors."""
    press = load_press(library, findings)
    if press is None or not check_inks(theme, press, findings):
        return None
    mixes: dict[Colour, Mix] = {}
    for name, (cyan, magenta, yellow, black) in theme.inks.items():
        # colours that look alike are printed alike: the first that is named decides
        mixes.setdefault(theme.colours[name], (cyan / 100, magenta / 100, yellow / 100, black / 100))
    tints = {theme.colours[name]: part / 100 for name, part in theme.spot.items()} if spot is not None else {}
    if spot is not None and (not tints or theme.plates == "black"):
        told = f"theme `{theme.id}` has no colour that a spot colour could print"
        findings.error("no-spot", told, theme.span, "say which in the theme's `spot`, or take another theme")
        return None
    return Inks(press, dict(mixes), tints, spot, theme.plates == "black")


def check_inks(theme: Theme, press: Press, findings: Findings) -> bool:
    """Whether the theme's mixes and tints can be printed; findings where not."""
    mine = Findings()
    for name, parts in theme.inks.items():
        _known(theme, name, mine)
        if min(parts) < 0 or max(parts) > 100:
            mine.error("bad-ink", f"`inks: {name}` is not between 0 and 100 per cent of each ink", theme.span)
        elif fsum(parts) > press.total_ink * 100:
            told = f"`inks: {name}` is {fsum(parts):g} per cent of ink, and the paper takes {press.total_ink * 100:g}"
            mine.error("bad-ink", told, theme.span, "take cyan, magenta and yellow back and put black in their place")
    for name, part in theme.spot.items():
        _known(theme, name, mine)
        if not 0 <= part <= 100:
            mine.error("bad-ink", f"`spot: {name}` is not between 0 and 100 per cent", theme.span)
    findings.extend(mine)
    return mine.ok


def _known(theme: Theme, name: str, findings: Findings) -> None:
    if name not in theme.colours:
        told = f"theme `{theme.id}` has no colour `{name}`"
        findings.error("bad-ink", told, theme.span, *did_you_mean(name, theme.colours))
