"""Colours as inks: cyan, magenta, yellow, black, and a spot ink (ISO 32000-1, 8.6.4.4 and 8.6.6.4).

Black and dark greys, text and lines above all, are printed with black alone: four plates are never exactly upon one
another. Solid black text is printed over what is under it, so that no white seam can open around it.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from builder.model.inks import Inks, Mix
from builder.model.source import Colour
from builder.pdf.colour import REGISTRATION
from builder.pdf.objects import Objects
from builder.pdf.operands import name, numbers
from builder.pdf.picture import packed, pixels_of
from builder.pdf.stream import Packed

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsTransform

SOLID: Mix = (0.0, 0.0, 0.0, 1.0)

# A dark colour whose red, green and blue differ by no more is black or grey with a cast that nobody would miss
_CAST = 24
# From here on a grey is as good as black, and solid: a raster of dots makes letters ragged
_AS_BLACK = 0.85
# Parts of an ink that are no more than a stray dot here and there
_STRAY = 0.03
# The spot ink's, the registration colour's, and the two states of overprinting, as resources of every page
_SPOT, _ALL, _OVER, _APART = "/Spot", "/All", "/Over", "/Apart"


class Separated:
    """Inks. What a theme does not mix is worked out from the press's profile."""

    begins_in: Colour | None = None  # grey 0, which is written otherwise than an ink

    def __init__(self, inks: Inks) -> None:
        self._inks = inks
        self._mixed: dict[Colour, Mix] = {}

    def fill(self, colour: Colour) -> str:
        return self._written(colour, "k", "cs", "scn")

    def stroke(self, colour: Colour) -> str:
        return self._written(colour, "K", "CS", "SCN")

    def laid(self, colour: Colour, text: bool) -> str:
        # only solid black: of white that is printed over a colour, nothing would be left
        over = text and self._mix_of(colour) == SOLID and colour not in self._inks.tints
        return f"{_OVER} gs" if over else f"{_APART} gs"

    def resources(self, objects: Objects) -> str:
        inks = self._inks
        spaces = "" if inks.black_alone else f"{_ALL} {objects.add(_separation('All', (1.0, 1.0, 1.0, 1.0)))} 0 R"
        if inks.spot is not None:
            spaces += f"{_SPOT} {objects.add(_separation(inks.spot.name, inks.spot.like))} 0 R"
        # OPM 1: of a mix, an ink that has no part in it leaves what is there (ISO 32000-1, 11.7.4.3)
        over = objects.add(b"<</Type/ExtGState/OP true/op true/OPM 1>>")
        apart = objects.add(b"<</Type/ExtGState/OP false/op false/OPM 0>>")
        listed = f"/ColorSpace<<{spaces}>>" if spaces else ""
        return f"{listed}/ExtGState<<{_OVER} {over} 0 R{_APART} {apart} 0 R>>"

    def picture(self, png: bytes, grey: bool) -> Packed:
        return _picture(png, self._inks.press.profile, grey or self._inks.black_alone)

    def _mix_of(self, colour: Colour) -> Mix:
        """What a colour is mixed of, the spot ink aside."""
        if colour not in self._mixed:
            self._mixed[colour] = self._mix(colour)
        return self._mixed[colour]

    def _mix(self, colour: Colour) -> Mix:
        inks = self._inks
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        black = 1 - (0.299 * red + 0.587 * green + 0.114 * blue) / 255
        if inks.black_alone:
            return 0.0, 0.0, 0.0, round(black, 2)
        if colour in inks.mixes:
            return inks.mixes[colour]
        cast = max(red, green, blue) - min(red, green, blue)
        if cast == 0 or (cast <= _CAST and black > 0.5):
            return 0.0, 0.0, 0.0, 1.0 if black >= _AS_BLACK else round(black, 2)
        if _plain((red, green, blue)):
            return 1 - red / 255, 1 - green / 255, 1 - blue / 255, 0.0
        return _from_profile((red, green, blue), inks.press.profile, inks.press.total_ink)

    def _written(self, colour: Colour, process: str, space: str, tint: str) -> str:
        if colour == REGISTRATION:
            alone = f"{numbers(*SOLID)} {process}"
            return alone if self._inks.black_alone else f"{_ALL} {space} 1 {tint}"
        if colour in self._inks.tints:
            return f"{_SPOT} {space} {numbers(self._inks.tints[colour], digits=3)} {tint}"
        return f"{numbers(*self._mix_of(colour), digits=3)} {process}"


def _plain(channels: tuple[int, int, int]) -> bool:
    """The colour of an ink by itself, or of two: what stands for it in a file of red, green and blue."""
    return set(channels) == {0, 255}


def _separation(ink: str, like: Mix) -> bytes:
    """An ink's colour space: where there is no plate for it, a mix looks like it (8.6.6.4)."""
    ends = f"/C0[0 0 0 0]/C1[{numbers(*like, digits=3)}]"
    return f"[/Separation{name(ink)}/DeviceCMYK<</FunctionType 2/Domain[0 1]{ends}/N 1>>]".encode("latin-1")


@lru_cache(maxsize=256)
def _from_profile(channels: tuple[int, int, int], profile: bytes, total_ink: float) -> Mix:
    from PIL import Image

    shown = _converted(Image.new("RGB", (1, 1), channels), profile).getpixel((0, 0))
    assert isinstance(shown, tuple)
    cyan, magenta, yellow, black = (part if (part := round(value / 255, 2)) >= _STRAY else 0.0 for value in shown)
    most = total_ink - black
    scale = min(1.0, most / (cyan + magenta + yellow or 1.0))
    return round(cyan * scale, 2), round(magenta * scale, 2), round(yellow * scale, 2), black


@lru_cache(maxsize=64)
def _picture(png: bytes, profile: bytes, grey: bool) -> Packed:
    image = pixels_of(png)
    if image.mode == "RGB" and (grey or _is_grey(image)):
        image = image.convert("L")  # grey is printed with black alone
    return packed(_converted(image, profile) if image.mode == "RGB" else image)


def _is_grey(image: Image) -> bool:
    from PIL import ImageChops

    red, green, blue = image.split()
    return all(ImageChops.difference(red, other).getextrema() == (0, 0) for other in (green, blue))


def _converted(image: Image, profile: bytes) -> Image:
    """Red, green and blue as the press shows them; black as dark as it can, white the paper's own."""
    from PIL import ImageCms

    made = ImageCms.applyTransform(image, _transform(profile))
    assert made is not None, "not in place"
    return made


@lru_cache(maxsize=4)
def _transform(profile: bytes) -> ImageCmsTransform:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
