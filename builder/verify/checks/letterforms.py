"""Every glyph is in the file, is the right one, and knows its text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from builder.model.proof import Font
from builder.verify.checking import Case, Trouble, check, some

# A width may be rounded to whole units in the file and not in the program (ISO 19005-2, 6.2.11.5)
_ROUNDED = 1.0

_NO_TEXT = {"", "\0", "\ufeff", "\ufffe", "\ufffd"}


@check("glyphs")
def glyphs(case: Case) -> Iterator[Trouble]:
    """Every font is embedded, every code shows a glyph of its own and has a text."""
    for font in case.proof.fonts:
        if not font.embedded:
            yield Trouble(f"the font {font.name} is not embedded")
            continue
        if not font.readable:
            yield Trouble(f"the font {font.name} is none that the builder writes")
            continue
        absent = [code for code in font.widths if code not in font.advances]
        if absent or font.tofu:
            told = some([_called(font, code) for code in (*absent, *sorted(font.tofu))])
            yield Trouble(f"{font.name} shows an empty box for {told}")
        untold = [str(code) for code in font.widths if _says_nothing(font.texts.get(code, ""))]
        if untold:
            yield Trouble(f"{font.name} has no text for code {some(untold)}")


@check("glyph-widths")
def glyph_widths(case: Case) -> Iterator[Trouble]:
    """What the file says of a glyph's width is what the font's program says."""
    for font in case.proof.fonts:
        wrong = [
            f"{_called(font, code)} ({width:g}, not {font.advances[code]:g})"
            for code, width in font.widths.items()
            if code in font.advances and abs(width - font.advances[code]) > _ROUNDED
        ]
        if wrong:
            yield Trouble(f"{font.name} has wrong widths for {some(wrong)}")


def _called(font: Font, code: int) -> str:
    return f'"{font.texts[code]}"' if font.texts.get(code) else f"code {code}"


@lru_cache(maxsize=2048)
def _says_nothing(text: str) -> bool:
    return text in _NO_TEXT or any(
        unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") for char in text if char > "\x7e" or char < " "
    )
