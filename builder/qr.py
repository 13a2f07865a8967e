"""QR symbols. `qrcode` makes them, `builder.pdf` draws them, `builder.verify` decodes what was drawn."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

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
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise ValueError(f"{len(data)} bytes are too many for a QR code of level {level}") from error
    return tuple(tuple(bool(module) for module in row) for row in code.modules)
