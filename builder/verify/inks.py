"""Colours as they are written: their space, the parts of its inks, and what they look like (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from builder.model.proof import Paint
from builder.verify.objects import Objects, Value, name_of, number_of
from builder.verify.operators import Operand

_DEVICE = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
# Pictures beyond this are no logos, and not looked through for their densest ink
_MOST_PIXELS = 16_000_000


class Space(NamedTuple):
    """A colour space: what it is called, and for an ink of its own the mix that looks like it, () for any other."""

    name: str
    like: tuple[float, ...] = ()


class Image(NamedTuple):
    """A picture: its space, its size in pixels, and the most ink that any of them has, all four added up."""

    space: str
    width: int
    height: int
    densest: float


class Resources(NamedTuple):
    """What a page's operators refer to: property lists, subtypes of external objects, spaces, whether a graphics state
    overprints (None: it does not say), pictures; by name."""

    properties: Mapping[str, Mapping[str, Operand]]
    kinds: Mapping[str, str]
    spaces: Mapping[str, Space]
    over: Mapping[str, bool | None]
    images: Mapping[str, Image]


def read_resources(objects: Objects, resources: dict[str, Value]) -> Resources:
    """The resources of a page."""
    drawn = {name: objects.dictionary(each) for name, each in objects.dictionary(resources.get("/XObject")).items()}
    references = objects.dictionary(resources.get("/XObject"))
    states = objects.dictionary(resources.get("/ExtGState"))
    return Resources(
        objects.properties(resources),
        {name: str(each.get("/Subtype")) for name, each in drawn.items()},
        {name: _space(objects, each) for name, each in objects.dictionary(resources.get("/ColorSpace")).items()},
        {name: _over(objects.dictionary(each)) for name, each in states.items()},
        {name: _image(objects, references[name]) for name, each in drawn.items() if each.get("/Subtype") == "/Image"},
    )


def painted_with(operands: Sequence[Operand], space: Space | None = None) -> Paint:
    """What colour operands say; without a space, how many they are tells it (8.6.8)."""
    return _paint(tuple([value for value in operands if isinstance(value, float)]), space)


@lru_cache(maxsize=1024)
def _paint(parts: tuple[float, ...], space: Space | None) -> Paint:
    if space is None:
        space = Space(_DEVICE.get(len(parts), ""))
    if space.like and len(parts) == 1:
        return Paint(space.name, parts, _looks(tuple([parts[0] * part for part in space.like])))
    return Paint(space.name, parts, _looks(parts))


def _looks(parts: tuple[float, ...]) -> str:
    """Grey, RGB or CMYK as `#rrggbb`; "" for a pattern."""
    values = [min(max(part, 0.0), 1.0) for part in parts]
    if len(values) == 4:
        return _rendered(*[round(value, 3) for value in values])
    if len(values) == 1:
        values *= 3
    if len(values) != 3:
        return ""
    return "#" + "".join([f"{round(255 * value):02x}" for value in values])


@lru_cache(maxsize=1024)
def _rendered(*parts: float) -> str:
    """What the renderer makes of a mix: what stands behind a text is rendered too, and the two are compared."""
    import pypdfium2

    content = f"{' '.join([f'{part:g}' for part in parts])} k 0 0 9 9 re f".encode()
    data = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%b\nendstream endobj\ntrailer<</Root 1 0 R>>\n" % (len(content), content)
    )
    with pypdfium2.PdfDocument(data) as opened:
        bitmap = opened[0].render(scale=1)
        at = 4 * bitmap.stride + 4 * bitmap.n_channels
        blue, green, red = bytes(bitmap.buffer)[at : at + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _space(objects: Objects, value: Value) -> Space:
    found = objects.get(value)
    if not isinstance(found, list) or not found:
        return Space(name_of(found))
    kind = name_of(objects.get(found[0]))
    if kind == "ICCBased" and len(found) > 1:
        return Space(f"ICCBased {int(number_of(objects.dictionary(found[1]).get('/N')))}")
    if kind == "Separation" and len(found) > 3:
        # a function of the second kind, from paper to full (7.10.3); of others what it looks like is not known
        ends = objects.array(objects.dictionary(found[3]).get("/C1"))
        return Space(f"Separation {name_of(found[1])}", tuple([number_of(each) for each in ends]) or (0.0,) * 5)
    return Space(kind)


def _over(state: dict[str, Value]) -> bool | None:
    """Whether what is filled is printed over what is under it (8.6.7)."""
    said = state.get("/op", state.get("/OP"))
    return said if isinstance(said, bool) else None


def _image(objects: Objects, reference: Value) -> Image:
    entries = objects.dictionary(reference)
    width, height = (int(number_of(objects.get(entries.get(key)))) for key in ("/Width", "/Height"))
    space = _space(objects, entries.get("/ColorSpace")).name
    densest = 0.0
    if space == "DeviceCMYK" and 0 < width * height <= _MOST_PIXELS:
        densest = _densest(objects.data(reference), width, height)
    return Image(space, width, height, densest)


def _densest(data: bytes, width: int, height: int) -> float:
    if len(data) != 4 * width * height:
        return 0.0
    from PIL import Image as Picture
    from PIL import ImageMath

    bands = [band.convert("I") for band in Picture.frombytes("CMYK", (width, height), data).split()]
    summed = ImageMath.lambda_eval(
        lambda of: of["a"] + of["b"] + of["c"] + of["d"], **dict(zip("abcd", bands, strict=True))
    )
    return float(summed.getextrema()[1]) / 255
