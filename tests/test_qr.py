"""QR symbols decode to what was asked for, at the level that was asked for."""

from random import Random

import numpy as np
import pytest
import qrcode.main
import qrcode.util
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


def test_the_version_depends_on_the_length_alone() -> None:
    # ISO/IEC 18004, table 7: version 3 holds 32 bytes at level Q
    for address in ("https://example.org/abcdefghijkl", "https://EXAMPLE.ORG/000000000000"):
        assert len(address) == 32
        assert len(symbol(address)) == 29
    assert len(symbol("https://example.org/abcdefghijklm")) == 33


def test_what_no_symbol_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="3000 bytes are too many"):
        symbol("a" * 3000, "H")


def as_the_library_makes_it(address: str, level: Level) -> Rows:
    """By `qrcode` alone, with the mask that it finds best."""
    code = qrcode.main.QRCode(error_correction={"M": 0, "Q": 3, "H": 2}[level], border=0)
    code.add_data(qrcode.util.QRData(address.encode(), mode=qrcode.util.MODE_8BIT_BYTE), optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


@pytest.mark.parametrize("seen", [0, 1000], ids=["one by one", "from the basis"])
@pytest.mark.parametrize("level", ["M", "Q", "H"])
@pytest.mark.parametrize("length", [1, 9, 25, 32, 33, 60, 110, 200])
def test_a_symbol_is_the_one_that_the_library_makes(
    length: int, level: Level, seen: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Versions 1 to 14 and so all kinds of blocks; from version 7 on symbols carry their version."""
    symbol.cache_clear()
    monkeypatch.setattr("builder.qr._FEW", -1 if seen else 1000)
    dice = Random(length)
    for _ in range(2):
        address = "".join(dice.choices("abcdefghijklmnopqrstuvwxyz0123456789./-é", k=length))
        assert symbol(address, level) == as_the_library_makes_it(address, level)


def test_codes_of_many_services_decode() -> None:
    addresses = [f"https://clinic-{number}.example.org/help" for number in range(990, 1290)]
    assert [decode(symbol(address)).text for address in addresses] == addresses
