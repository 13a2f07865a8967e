"""The output intent's colour profile: sRGB as an ICC profile of version 2, built here so that it is small and the same
everywhere (ICC.1:2001-04; primaries and curve of IEC 61966-2-1, adapted to D50)."""

from __future__ import annotations

import struct
from functools import cache

SRGB_NAME = "sRGB IEC61966-2.1"

# ICC.1:2001-04, A.1: the illuminant of the profile connection space.
_D50 = (0.9642, 1.0, 0.8249)
_COLOURANTS = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
# Enough points for linear interpolation to stay within half a step of 8-bit colour.
_CURVE_POINTS = 64


@cache
def srgb_profile() -> bytes:
    """The profile, about 600 bytes."""
    curve = _curve()
    tags = [
        (b"desc", _description("sRGB")),
        (b"cprt", b"text\0\0\0\0CC0\0"),
        (b"wtpt", _xyz(_D50)),
        *((signature, _xyz(value)) for signature, value in _COLOURANTS.items()),
        *((signature, curve) for signature in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    offsets: dict[bytes, int] = {}
    for signature, data in tags:
        if data not in offsets:
            offsets[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", signature, offsets[data], len(data))
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    """ICC.1:2001-04, 6.1. The date is fixed: a date of today would make every build differ."""
    return struct.pack(
        ">I4sI4s4s4s6H4s4sIIIQI12s48x",
        size,
        b"\0\0\0\0",
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        b"\0\0\0\0",
        0,
        0,
        0,
        0,
        0,
        b"".join(struct.pack(">i", round(value * 65536)) for value in _D50),
    )


def _description(text: str) -> bytes:
    """textDescriptionType (6.5.17), its Unicode and ScriptCode parts empty."""
    ascii_text = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + bytes(4 + 4 + 2 + 1 + 67)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(part * 65536) for part in value))


def _curve() -> bytes:
    points = [_linear(step / (_CURVE_POINTS - 1)) for step in range(_CURVE_POINTS)]
    values = [round(point * 65535) for point in points]
    return b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *values)


def _linear(encoded: float) -> float:
    return float(encoded / 12.92 if encoded <= 0.04045 else ((encoded + 0.055) / 1.055) ** 2.4)
