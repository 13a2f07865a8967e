"""QR symbols. `qrcode` makes them, `builder.pdf` draws them, `builder.verify` decodes what was drawn."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from builder.qr_mask import as_number, best_mask

Level = Literal["M", "Q", "H"]
Rows = tuple[tuple[bool, ...], ...]

# ISO/IEC 18004, 7.5.1: L is left out, seven percent of damage is less than a pocket does
_LEVELS: dict[Level, int] = {"M": 0, "Q": 3, "H": 2}


@lru_cache(maxsize=4096)
def symbol(address: str, level: Level = "Q") -> Rows:
    """Modules of the smallest symbol that holds `address`: rows from the top, True is dark, no quiet zone.

    Raises ValueError when no version can hold the address (1,273 bytes at level H).
    """
    # imported with the first symbol: an edition without codes never pays the 20 ms
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode
    from qrcode.util import MODE_8BIT_BYTE, QRData

    code = QRCode(error_correction=_LEVELS[level], border=0)
    data = address.encode("utf-8")
    # one byte segment: the version depends on the length alone, so an address of the same length fits the same box
    code.add_data(QRData(data, mode=MODE_8BIT_BYTE), optimize=0)
    try:
        code.best_fit()
    except (DataOverflowError, ValueError) as error:
        raise ValueError(f"{len(data)} bytes are too many for a QR code of level {level}") from error
    code.makeImpl(True, 0)
    mask = best_mask(as_number(code.modules), code.modules_count, _turned_modules(code.version))
    code.makeImpl(False, mask)
    return tuple([tuple(row) for row in code.modules])


@cache
def _turned_modules(version: int) -> int:
    """The modules that masks turn around, as a number: all but the fixed patterns and what tells mask and version."""
    from qrcode.main import QRCode, precomputed_qr_blanks

    code = QRCode(version)
    code.makeImpl(True, 0)
    code.modules = [list(row) for row in precomputed_qr_blanks[version]]
    code.setup_type_info(True, 0)
    if version >= 7:  # ISO/IEC 18004, 7.10: smaller symbols do not tell their version
        code.setup_type_number(True)
    return as_number([[module is None for module in row] for row in code.modules])
