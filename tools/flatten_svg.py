"""Turn a drawing made of shapes, strokes and white parts into flat filled paths.

A drawing is painted in order: a black part covers, a white part takes away, `data-gap`
takes away that many units round its own part first. Parts with the same `data-tone` end
up in one path; the tones never overlap, so a drawing also reads in a single colour.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

import pathops  # type: ignore[import-not-found,unused-ignore]
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder

SHAPES = {"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
INHERITED = ("fill", "stroke", "stroke-width", "fill-rule", "data-tone", "data-gap")
# Joining shapes leaves splinters; 0.1 square units is a dot of 0.18 pt at 24 pt.
DIRT = 0.1
ROUND_CAP, ROUND_JOIN = pathops.LineCap.ROUND_CAP, pathops.LineJoin.ROUND_JOIN


@dataclass(frozen=True)
class Layer:
    """One path of a flat drawing: SVG path data, and the tone it takes ("" for the ink)."""

    tone: str
    data: str


@dataclass(frozen=True)
class _Part:
    shape: pathops.Path
    white: bool
    gap: float
    tone: str


def flatten(svg: str) -> list[Layer]:
    """The layers of a drawing, ink first.

    Raises ValueError for an element or a colour that a flat drawing cannot hold.
    """
    root = ElementTree.fromstring(svg)
    layers: dict[str, pathops.Path] = {"": pathops.Path()}
    for part in _parts(root, Identity, {"fill": "black"}):
        layers.setdefault(part.tone, pathops.Path())
        cleared = _grown(part.shape, part.gap) if part.gap else part.shape
        for tone, painted in layers.items():
            layers[tone] = _operate(painted, cleared, pathops.PathOp.DIFFERENCE)
        if not part.white:
            painted = layers[part.tone]
            layers[part.tone] = _operate(painted, part.shape, pathops.PathOp.UNION)
    return [Layer(tone, _data(path)) for tone, path in layers.items() if len(path.verbs)]


def _parts(element: ElementTree.Element, outer: Transform, inherited: dict[str, str]) -> Iterator[_Part]:
    name = element.tag.rpartition("}")[2]
    style = inherited | {key: element.attrib[key] for key in INHERITED if key in element.attrib}
    transform = outer.transform(_transform(element.get("transform", "")))
    if name in {"svg", "g"}:
        for child in element:
            yield from _parts(child, transform, style)
    elif name in SHAPES:
        yield from _painted(_outline(element, transform), style, _scale(transform))
    elif name not in {"title", "desc"}:
        raise ValueError(f"a drawing cannot hold <{name}>")


def _painted(outline: pathops.Path, style: dict[str, str], scale: float) -> Iterator[_Part]:
    """What an outline paints: its inside, its stroke, or both, joined when alike."""
    gap, tone = float(style.get("data-gap", "0")), style.get("data-tone", "")
    fill, stroke = style.get("fill", "none"), style.get("stroke", "none")
    shapes: dict[str, pathops.Path] = {}
    if fill != "none":
        inside = pathops.Path(outline)
        if style.get("fill-rule") == "evenodd":
            inside.fillType = pathops.FillType.EVEN_ODD
        inside.simplify(fix_winding=True)
        shapes[fill] = inside
    if stroke != "none":
        line = pathops.Path(outline)
        line.stroke(float(style["stroke-width"]) * scale, ROUND_CAP, ROUND_JOIN, 4)
        line.convertConicsToQuads()
        line.simplify(fix_winding=True)
        known = shapes.get(stroke)
        shapes[stroke] = _operate(known, line, pathops.PathOp.UNION) if known else line
    for colour, shape in shapes.items():
        if colour not in {"black", "currentColor", "white"}:
            raise ValueError(f"a drawing is black and white, not {colour}")
        yield _Part(shape, colour == "white", gap, tone)


def _outline(element: ElementTree.Element, transform: Transform) -> pathops.Path:
    bare = ElementTree.Element(element.tag, {**element.attrib})
    bare.attrib.pop("transform", None)
    builder = PathBuilder()
    builder.add_path_from_element(bare)
    path = pathops.Path()
    for data in builder.paths:
        parse_path(data, TransformPen(path.getPen(glyphSet=None), transform))
    return path


def _grown(shape: pathops.Path, by: float) -> pathops.Path:
    ring = pathops.Path(shape)
    ring.stroke(2 * by, ROUND_CAP, ROUND_JOIN, 4)
    ring.convertConicsToQuads()
    return _operate(shape, ring, pathops.PathOp.UNION)


def _operate(one: pathops.Path, two: pathops.Path, how: pathops.PathOp) -> pathops.Path:
    return pathops.op(one, two, how, fix_winding=True)


def _transform(text: str) -> Transform:
    """SVG 1.1, 7.6: the functions apply from the last to the first."""
    result = Identity
    for name, arguments in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", arguments)]
        if name == "translate":
            result = result.translate(*numbers)
        elif name == "scale":
            result = result.scale(*numbers)
        elif name == "rotate":
            angle, *centre = numbers
            x, y = centre or (0, 0)
            result = result.translate(x, y).rotate(math.radians(angle)).translate(-x, -y)
        else:
            raise ValueError(f"a drawing cannot hold the transform {name}")
    return result


def _scale(transform: Transform) -> float:
    return math.sqrt(abs(transform.xx * transform.yy - transform.xy * transform.yx))


def _data(path: pathops.Path) -> str:
    return "".join(_contour(contour) for contour in path.contours if abs(contour.area) > DIRT)


def _contour(contour: pathops.Path) -> str:
    pen = DecomposingRecordingPen({})
    contour.draw(pen)
    return "".join(_commands(pen)) + "Z"


def _commands(pen: RecordingPen) -> Iterator[str]:
    letters = {"moveTo": "M", "lineTo": "L", "curveTo": "C"}
    for operator, points in pen.value:
        if operator == "qCurveTo":
            yield from _quadratics(points)
        elif operator in letters:
            yield letters[operator] + " ".join(_number(x) for point in points for x in point)


def _quadratics(points: tuple[tuple[float, float], ...]) -> Iterator[str]:
    """TrueType writes only the controls; the points between lie half way."""
    *controls, end = points
    for control, following in pairwise(controls):
        middle = ((control[0] + following[0]) / 2, (control[1] + following[1]) / 2)
        yield "Q" + " ".join(_number(x) for point in (control, middle) for x in point)
    yield "Q" + " ".join(_number(x) for point in (controls[-1], end) for x in point)


def _number(value: float) -> str:
    # 0.01 of 48 units is 0.02 mm on the largest drawing of a poster.
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
