"""QR codes open what they say, on a bad day too."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from builder.model.proof import Area, Symbol
from builder.model.sheet import Code, Page
from builder.verify.checking import Case, Trouble, check

# ISO/IEC 18004, 9.1; a tenth of a module is less than half a printer's dot
_QUIET = 4
_SLACK = 0.1
_CONTRAST = 4.0


@check("qr-decodes")
def qr_decodes(case: Case) -> Iterator[Trouble]:
    """Each code reads as exactly its address, at 300 dots to the inch and in a bad picture."""
    if case.meant.sheet is not None:
        for at, page in enumerate(case.sheet.pages):
            for code in [item for item in page.items if isinstance(item, Code)]:
                found = _at(case, at, _area(page, code, case.sheet.rtl))
                if found is None:
                    yield Trouble(f"there is no code for {code.address} where it was meant", at)
                elif found.address and found.address != code.address:
                    yield Trouble(f"a code opens {found.address} where {code.address} was meant", at)
        count = sum([isinstance(item, Code) for page in case.sheet.pages for item in page.items])
        if len(case.proof.symbols) > count:
            yield Trouble(f"there are {len(case.proof.symbols)} codes, and {count} were meant")
    for symbol in case.proof.symbols:
        if not symbol.address:
            yield Trouble("a code cannot be read", symbol.page)
        elif symbol.rough != symbol.address:
            told = f"the code for {symbol.address} cannot be read in a bad picture (modules of {_mm(symbol)} mm)"
            yield Trouble(told, symbol.page, None, ("make it larger, or its address shorter",))
        elif symbol.level == "L":
            yield Trouble(f"the code for {symbol.address} has error correction L, which a crease defeats", symbol.page)
        elif symbol.contrast < _CONTRAST:
            yield Trouble(f"the code for {symbol.address} has a contrast of {symbol.contrast:.1f}:1", symbol.page)


@check("qr-quiet")
def qr_quiet(case: Case) -> Iterator[Trouble]:
    """Four light modules on every side, measured in the pixels."""
    if case.preview:
        return
    for symbol in case.proof.symbols:
        if min(symbol.quiet) < _QUIET - _SLACK:
            side = ("left", "top", "right", "bottom")[symbol.quiet.index(min(symbol.quiet))]
            name = f"the code for {symbol.address}" if symbol.address else "a code"
            yield Trouble(
                f"{name} has {min(symbol.quiet):.1f} light modules at the {side}, and needs {_QUIET}", symbol.page
            )


@check("qr-address")
def qr_address(case: Case) -> Iterator[Trouble]:
    """Codes are static https addresses without query or fragment, the same on every copy, and told in words."""
    for symbol in case.proof.symbols:
        if not symbol.address:
            continue
        parts = urlsplit(symbol.address)
        if parts.scheme != "https" or not parts.hostname or parts.username:
            yield Trouble(f"a code opens {symbol.address}, which is no plain https address", symbol.page)
        elif parts.query or parts.fragment:
            yield Trouble(f"a code opens {symbol.address}, which can tell one copy from another", symbol.page)
        elif not _told(case, symbol, parts.hostname):
            yield Trouble(f"nothing says in words that a code opens {symbol.address}", symbol.page)


def _told(case: Case, symbol: Symbol, host: str) -> bool:
    """The figure's alternative text names the address."""
    page = case.proof.pages[symbol.page]
    mcid = symbol.mark.mcid
    if mcid is None or mcid >= len(page.owners) or page.owners[mcid] < 0:
        return False
    owner = case.proof.elements[page.owners[mcid]]
    # that there is a text at all is looked at elsewhere
    return owner.tag == "Figure" and (not (owner.alt or "").strip() or host.removeprefix("www.") in str(owner.alt))


def _at(case: Case, page: int, area: Area) -> Symbol | None:
    for symbol in case.proof.symbols:
        if symbol.page == page and all(abs(a - b) < 0.5 for a, b in zip(symbol.area, area, strict=True)):
            return symbol
    return None


def _area(page: Page, code: Code, rtl: bool) -> Area:
    box = code.box
    left = page.width - box.x - box.width if rtl else box.x
    return Area(left, page.height - box.y - box.height, left + box.width, page.height - box.y)


def _mm(symbol: Symbol) -> str:
    return f"{symbol.module / 72 * 25.4:.2f}"
