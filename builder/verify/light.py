"""How bright things are, and how they stand out (WCAG 2.1, relative luminance and contrast ratio)."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def contrast(one: str, other: str) -> float:
    """Between two colours `#rrggbb`, 1 to 21."""
    return _ratio(_luminance(*_parts(one)), _luminance(*_parts(other)))


@lru_cache(maxsize=4096)
def contrast_in_grey(one: str, other: str) -> float:
    """The same once a photocopier has made greys of them."""
    return grey_contrast(grey(one), grey(other))


def grey_contrast(one: int, other: int) -> float:
    """Between two greys of 0 to 255."""
    return _ratio(_linear(one), _linear(other))


@lru_cache(maxsize=4096)
def grey(colour: str) -> int:
    """ITU-R BT.601: the grey that copiers and PDFium make of a colour, 0 to 255."""
    red, green, blue = _parts(colour)
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(red: int, green: int, blue: int) -> float:
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
