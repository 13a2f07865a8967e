"""The character sets the East Asian faces are cut to."""

from collections.abc import Iterable
from pathlib import Path

# Every cut face can set a phone number, a URL, a name with accents and its own
# punctuation without asking another face.
EVERYWHERE = frozenset(
    chr(code)
    for span in (
        range(0x0020, 0x007F),  # ASCII
        range(0x00A0, 0x0180),  # Latin-1 and Latin Extended-A: names
        range(0x2000, 0x2070),  # general punctuation
        range(0x20A0, 0x20C0),  # currency signs
        range(0x2190, 0x2194),  # plain arrows
        range(0x3000, 0x3040),  # CJK punctuation
        range(0xFE30, 0xFE70),  # compatibility and small forms
        range(0xFF00, 0xFFF0),  # half-width and full-width forms
    )
    for code in span
)

HANGUL_SYLLABLES = frozenset(chr(code) for code in range(0xAC00, 0xD7A4))

_HONG_KONG = Path(__file__).parent / "hong_kong_characters.txt"
_ROW_CELL = range(0xA1, 0xFF)
_BIG5_CELL = (*range(0x40, 0x7F), *range(0xA1, 0xFF))


def simplified(general_standard: frozenset[str]) -> frozenset[str]:
    """GB 2312 and the Table of General Standard Chinese Characters (8105)."""
    # The codec maps A1A4 and A1AA to U+30FB and U+2015; texts use the dot and the dash.
    return EVERYWHERE | general_standard | _two_byte("gb2312", _ROW_CELL) | {"·", "—"}


def traditional() -> frozenset[str]:
    """Big5, and what Hong Kong's everyday texts need beyond it."""
    return EVERYWHERE | _two_byte("big5", _BIG5_CELL) | hong_kong()


def korean() -> frozenset[str]:
    """KS X 1001 and all 11,172 modern Hangul syllables."""
    return EVERYWHERE | HANGUL_SYLLABLES | _two_byte("euc_kr", _ROW_CELL)


def japanese() -> frozenset[str]:
    """JIS X 0208."""
    return EVERYWHERE | _two_byte("euc_jp", _ROW_CELL)


def hong_kong() -> frozenset[str]:
    """Characters listed in `hong_kong_characters.txt`."""
    return characters_in(_HONG_KONG)


def characters_in(file: Path) -> frozenset[str]:
    """The characters of a text file, one or many a line; `#` opens a remark."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset("".join(line.split("#")[0] for line in lines)) - {" ", "\t"}


def _two_byte(codec: str, cells: Iterable[int]) -> frozenset[str]:
    """Every character a double-byte codec can decode."""
    cells = tuple(cells)
    found: set[str] = set()
    for lead in range(0x81, 0xFF):
        for cell in cells:
            try:
                found.update(bytes((lead, cell)).decode(codec))
            except UnicodeDecodeError:
                continue
    return frozenset(found)
