"""Read sheets back from their bytes: on each side pages as forms, with place and clip, and strokes around."""

from __future__ import annotations

from typing import Final, NamedTuple

from builder.model.dataclass import dataclass
from builder.model.proof import Area, Painted
from builder.verify.imposed.drawn import Held, box_of
from builder.verify.inks import read_resources
from builder.verify.objects import Objects, Unreadable, Value, name_of, number_of
from builder.verify.operators import PATH, Operand, Strange, operators
from builder.verify.state import Matrix
from builder.verify.statement import Told, survey
from builder.verify.surface import Surface
from builder.verify.tags import area_of

_NOWHERE: Final = Area(0.0, 0.0, 0.0, 0.0)
_FAR: Final = 1e9
_EVERYWHERE: Final = Area(-_FAR, -_FAR, _FAR, _FAR)


class Placed(NamedTuple):
    """A form on a side: its object, how it is placed, what of the side it may reach."""

    form: str
    matrix: Matrix
    clip: Area


class Read(NamedTuple):
    """A side: its boxes (None: not said), how it is turned, the length of its unit, what stands on it.

    `marks` are strokes, `loose` what is no artifact among them, `wrong` what no sheet has.
    """

    reference: str
    media: Area
    trim: Area | None
    bleed: Area | None
    crop: Area | None
    rotated: int
    unit: float
    placed: tuple[Placed, ...]
    marks: tuple[Painted, ...]
    loose: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def shown(self) -> Area:
        """What is rendered of it."""
        return self.crop or self.media


class Intent(NamedTuple):
    """What press or screen colours are for: its name and its profile."""

    name: str
    profile: Held


@dataclass(frozen=True, slots=True)
class Sheetfile:
    """A whole file."""

    objects: Objects
    data: bytes
    encrypted: bool
    sides: tuple[Read, ...]
    duplex: str
    scaling: str
    intents: tuple[Intent, ...]
    information: tuple[str, ...]
    told: Told

    def box(self, form: str) -> Area:
        """What of a form is shown, in its own coordinates."""
        return box_of(self.objects, self.objects.dictionary(form))


def read_sheets(data: bytes) -> Sheetfile:
    """Everything on the sheets. Raises Unreadable when a reader would have to repair them first."""
    objects, encrypted = Objects(data), False
    if objects.encrypted:
        data, encrypted = objects.open_copy(data), True
        objects = Objects(data)
    preferences = objects.dictionary(objects.root.get("/ViewerPreferences"))
    information = objects.dictionary(objects.trailer.get("/Info"))
    kids = objects.array(objects.dictionary(objects.root.get("/Pages")).get("/Kids"))
    pages = [each for each in kids if isinstance(each, str) and objects.dictionary(each).get("/Type") == "/Page"]
    if not pages or len(pages) != len(kids):
        raise Unreadable("it has no pages, or something else among them")
    return Sheetfile(
        objects=objects,
        data=data,
        encrypted=encrypted,
        sides=tuple([_side(objects, page) for page in pages]),
        duplex=name_of(objects.get(preferences.get("/Duplex"))),
        scaling=name_of(objects.get(preferences.get("/PrintScaling"))),
        intents=tuple(intents_of(objects)),
        information=tuple([key[1:] for key in (*information, *_metadata(objects))]),
        told=survey(objects),
    )


def intents_of(objects: Objects) -> list[Intent]:
    """The output intents of a file (14.11.5)."""
    found = [objects.dictionary(each) for each in objects.array(objects.root.get("/OutputIntents"))]
    return [
        Intent(str(objects.get(each.get("/OutputConditionIdentifier"))), Held(objects, each.get("/DestOutputProfile")))
        for each in found
    ]


def _metadata(objects: Objects) -> list[str]:
    return [key for key in ("/Metadata", "/PieceInfo") if key in objects.root]


def _side(objects: Objects, page: str) -> Read:
    node = objects.dictionary(page)
    resources = objects.dictionary(node.get("/Resources"))
    surface = _Sheet(objects, resources)
    try:
        surface.follow(objects.data(node.get("/Contents")))
    except Strange:
        surface.wrong("something stands on the sheet that is neither a page nor a mark")
    rotated = objects.get(node.get("/Rotate"))
    return Read(
        reference=page,
        media=area_of(objects, node.get("/MediaBox")) or _NOWHERE,
        trim=area_of(objects, node.get("/TrimBox")),
        bleed=area_of(objects, node.get("/BleedBox")),
        crop=area_of(objects, node.get("/CropBox")),
        rotated=int(number_of(rotated)),
        unit=number_of(objects.get(node.get("/UserUnit"))) or 1.0,
        placed=tuple(surface.placed),
        marks=tuple(surface.found.painted),
        loose=tuple(surface.found.loose),
        wrong=tuple(surface.found.wrong),
    )


class _Sheet(Surface):
    """A side under its operators. They are few: whatever else stands there is told."""

    def __init__(self, objects: Objects, resources: dict[str, Value]) -> None:
        super().__init__(0, read_resources(objects, resources))
        self.placed: list[Placed] = []
        self._forms = objects.dictionary(resources.get("/XObject"))
        self._clip = _EVERYWHERE
        self._narrowed: Area | None = None
        self._clips: list[Area] = []

    def follow(self, content: bytes) -> None:
        """Raises Strange."""
        known = {
            b"q": self.save,
            b"Q": self.restore,
            b"cm": self.transform,
            b"w": self.weigh,
            b"d": lambda operands: None,
            b"W": self.narrow,
            b"n": self.forget,
            b"S": self.stroke,
            b"G": self.colour_stroke,
            b"CS": self.space_stroke,
            b"SCN": self.tint_stroke,
            b"Do": self.draw_object,
            b"BMC": self.begin_mark,
            b"EMC": self.end_mark,
            PATH: self.draw_path,
        }
        for operator, operands in operators(content):
            action = known.get(operator)
            if action is None:
                self.wrong(f"the operator {operator.decode('latin-1')} stands on the sheet")
                continue
            try:
                action(operands)
            except (IndexError, TypeError, ValueError):
                self.wrong(f"the operator {operator.decode('latin-1')} has operands that it cannot have")
        self.close()

    def save(self, operands: list[Operand]) -> None:
        super().save(operands)
        self._clips.append(self._clip)

    def restore(self, operands: list[Operand]) -> None:
        super().restore(operands)
        if self._clips:
            self._clip = self._clips.pop()

    def narrow(self, operands: list[Operand]) -> None:
        """What is painted from now on stays inside the path, which is one rectangle here."""
        if self._rectangles != 1 or self._curves or self.state.ctm[1] or self.state.ctm[2]:
            self.wrong("a page is clipped by something else than its place")
        self._narrowed = Area(min(self._xs), min(self._ys), max(self._xs), max(self._ys))

    def forget(self, operands: list[Operand]) -> None:
        super().forget(operands)
        if self._narrowed is not None:
            old, new = self._clip, self._narrowed
            self._clip = Area(
                max(old.left, new.left), max(old.bottom, new.bottom), min(old.right, new.right), min(old.top, new.top)
            )
            self._narrowed = None

    def draw_object(self, operands: list[Operand]) -> None:
        reference = self._forms.get(operands[0])
        if not isinstance(reference, str):
            self.wrong("something is drawn that is not there")
            return
        self.placed.append(Placed(reference, self.state.ctm, self._clip))
