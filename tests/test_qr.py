"""QR symbols decode to what was asked for, at the level that was asked for."""

import numpy as np
import pytest
import qrcode.main
import zxingcpp

from builder.qr import Level, Rows, symbol


def decode(rows: Rows) -> zxingcpp.Barcode:
    """Read the symbol back from a picture of four pixels a module with four modules around it."""
    dark = np.pad(np.array(rows, dtype=bool), 4)
    picture = np.where(np.kron(dark, np.ones((4, 4), dtype=bool)), 0, 255).astype(np.uint8)
    (found,) = zxingcpp.read_barcodes(picture)
    return found


@pytest.mark.parametrize("level", ["M", "Q", "H"])
@pytest.mark.parametrize("address", ["https://findtreatment.gov", "https://example.org/" + "a" * 90])
def test_a_symbol_says_what_it_was_made_from(address: str, level: Level) -> None:
    found = decode(symbol(address, level))
    assert found.text == address
    assert found.ec_level == level


@pytest.mark.parametrize("level", ["M", "Q", "H"])
@pytest.mark.parametrize("length", [8, 15, 30, 45, 60, 90, 150, 400])
def test_the_mask_is_the_one_that_the_library_finds(length: int, level: Level) -> None:
    for begins in ("a", "b0", "https://example.org/"):
        address = (begins * length)[:length]
        code = qrcode.main.QRCode(error_correction={"M": 0, "Q": 3, "H": 2}[level], border=0)
        code.add_data(qrcode.util.QRData(address.encode(), mode=qrcode.util.MODE_8BIT_BYTE), optimize=0)
        code.make(fit=True)
        assert symbol(address, level) == tuple(map(tuple, code.modules))


def test_the_version_depends_on_the_length_alone() -> None:
    # ISO/IEC 18004, table 7: version 3 holds 32 bytes at level Q
    for address in ("https://example.org/abcdefghijkl", "https://EXAMPLE.ORG/000000000000"):
        assert len(address) == 32
        assert len(symbol(address)) == 29
    assert len(symbol("https://example.org/abcdefghijklm")) == 33


def test_what_no_symbol_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="3000 bytes are too many"):
        symbol("a" * 3000, "H")
