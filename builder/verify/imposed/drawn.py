"""What a page, or a page that has become a form, draws: text, shapes and pictures, with those of forms inside it."""

from __future__ import annotations

from typing import Final, NamedTuple
from warnings import catch_warnings, simplefilter

from builder.model.proof import Area, Font, Painted, Shown
from builder.verify.follow import follow
from builder.verify.fonts import Typeface
from builder.verify.inks import Resources, read_resources
from builder.verify.objects import Objects, Value, number_of
from builder.verify.operators import PATH, Operand, Operators, Strange, operators, strange_operators
from builder.verify.state import IDENTITY, Matrix, State
from builder.verify.surface import Surface, times
from builder.verify.tags import area_of

_DEEPEST: Final = 12
_NOTHING: Final = Resources({}, {}, {}, {}, {})
_MOST_FORMS: Final = 500
"""Of forms that are drawn in forms: a page of a stranger's may draw itself a million times over."""


class Held(NamedTuple):
    """A stream of a file, or None."""

    objects: Objects
    reference: Value

    def same(self, other: Held) -> bool:
        """It holds what the other does, however either is packed."""
        mine, others = self.objects.raw(self.reference), other.objects.raw(other.reference)
        return mine == others or self.objects.data(self.reference) == other.objects.data(other.reference) != b""


class Face(NamedTuple):
    """A font that is used: what is known of it, and its program."""

    proof: Font
    program: Held


class Drawn(NamedTuple):
    """All that is drawn, in its order; `fonts` are those that `shown` names by number. `forms`: others were drawn."""

    shown: tuple[Shown, ...]
    painted: tuple[Painted, ...]
    fonts: tuple[Face, ...]
    forms: bool


def drawn(objects: Objects, holder: str, content: bytes, resources: dict[str, Value]) -> Drawn:
    """Follow some content; `holder` is the page's or form's object."""
    faces = _Faces(objects)
    tree = _Tree(objects, faces)
    surface = _Nested(tree, resources, State(), 0)
    _run(objects, holder, content, resources, surface, faces)
    shown, painted = tuple(surface.found.shown), tuple(surface.found.painted)
    used: list[set[int]] = [set() for _ in faces.faces]
    for each in shown:
        used[each.font].update(each.codes)
    fonts = [
        Face(face.proof(codes), faces.program(at))
        for at, (face, codes) in enumerate(zip(faces.faces, used, strict=True))
    ]
    return Drawn(shown, painted, tuple(fonts), tree.count > 0)


def outlines(content: bytes) -> list[Painted] | None:
    """The shapes that some content fills, where that is all it draws besides text and lines; None where it is not."""
    surface = Surface(0, _NOTHING)
    known = {
        **{b"q": surface.save, b"Q": surface.restore, b"cm": surface.transform, PATH: surface.draw_path},
        **dict.fromkeys((b"f", b"F", b"f*"), surface.fill),
        **dict.fromkeys((b"n", b"S", b"s", b"B", b"B*", b"b", b"b*"), surface.forget),
    }
    try:
        for operator, operands in operators(content):
            if operator in (b"Do", b"sh"):
                return None
            action = known.get(operator)
            if action is not None:
                action(operands)
    except (Strange, IndexError, TypeError, ValueError):
        return None
    return surface.found.painted


class _Faces:
    """Fonts by resource name, each read once."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._numbers: dict[str, int] = {}
        self._references: list[Value] = []
        self.faces: list[Typeface] = []

    def numbers(self, resources: dict[str, Value]) -> dict[str, int]:
        found = {}
        for name, reference in self._objects.dictionary(resources.get("/Font")).items():
            key = reference if isinstance(reference, str) else f"{name} of {len(self.faces)}"
            if key not in self._numbers:
                self._numbers[key] = len(self.faces)
                self._references.append(reference)
                self.faces.append(Typeface(self._objects, reference))
            found[name] = self._numbers[key]
        return found

    def program(self, at: int) -> Held:
        """The outlines: TrueType, Type 1 or CFF."""
        font = self._objects.dictionary(self._references[at])
        below = [self._objects.dictionary(each) for each in self._objects.array(font.get("/DescendantFonts"))]
        for holder in (*below, font):
            descriptor = self._objects.dictionary(holder.get("/FontDescriptor"))
            for key in ("/FontFile2", "/FontFile3", "/FontFile"):
                if key in descriptor:
                    return Held(self._objects, descriptor[key])
        return Held(self._objects, None)


class _Tree:
    """What forms inside forms share."""

    def __init__(self, objects: Objects, faces: _Faces) -> None:
        self.objects, self.faces, self.count = objects, faces, 0


class _Nested(Surface):
    """A page or form whose forms are followed too."""

    def __init__(self, tree: _Tree, resources: dict[str, Value], state: State, depth: int) -> None:
        super().__init__(0, read_resources(tree.objects, resources))
        self.state = state
        self._tree, self._resources, self._depth = tree, resources, depth

    def draw_object(self, operands: list[Operand]) -> None:
        tree = self._tree
        reference = tree.objects.dictionary(self._resources.get("/XObject")).get(operands[0])
        form = tree.objects.dictionary(reference)
        if form.get("/Subtype") != "/Form" or not isinstance(reference, str):
            super().draw_object(operands)
            return
        tree.count += 1
        if self._depth >= _DEEPEST or tree.count > _MOST_FORMS:
            return
        own = tree.objects.dictionary(form.get("/Resources")) or self._resources
        # 8.10.1: a form begins in the state that it is drawn in
        state = self.state.copy()
        state.ctm = times(_matrix(tree.objects, form.get("/Matrix")), state.ctm)
        inner = _Nested(tree, own, state, self._depth + 1)
        _run(tree.objects, reference, tree.objects.data(reference), own, inner, tree.faces)
        self.found.shown += inner.found.shown
        self.found.painted += inner.found.painted


def _run(
    objects: Objects, holder: str, content: bytes, resources: dict[str, Value], surface: Surface, faces: _Faces
) -> None:
    follow(surface, faces.numbers(resources), faces.faces, _read(objects, holder, content))


def _read(objects: Objects, holder: str, content: bytes) -> Operators:
    try:
        return operators(content)
    except Strange:
        with catch_warnings():
            # what is odd on a page is as odd on its copies
            simplefilter("ignore")
            return list(strange_operators(objects.object(holder)))


def _matrix(objects: Objects, value: Value) -> Matrix:
    found = [number_of(objects.get(each)) for each in objects.array(value)]
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else IDENTITY


def box_of(objects: Objects, form: dict[str, Value]) -> Area:
    """What of a form is shown, in its own coordinates."""
    return area_of(objects, form.get("/BBox")) or Area(0.0, 0.0, 0.0, 0.0)
