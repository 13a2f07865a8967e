"""A file whose pages are imposed: what each of them measures, where it is cut, how it lies.

Any PDF is taken: boxes and resources that pages share, pages that are turned, cropped or enlarged, none that say where
they are cut. What cannot be read for sure is refused.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from pikepdf import Dictionary, Pdf, PdfError

from builder.diagnostics import Findings
from builder.impose.fields import undrawn
from builder.impose.reach import Opened, check_depth, inherited, pages_of
from builder.impose.turning import Matrix, moved, quarters
from builder.model.dataclass import dataclass
from builder.model.proof import Area
from builder.verify.objects import Objects, Unreadable, name_of, number_of
from builder.verify.statement import direction_of
from builder.verify.tags import area_of

# ISO 32000-1, annex C: 3 to 14,400 points
_SIDES: Final = (3.0, 14400.0)

_MOST_PAGES: Final = 1000

_MOST_OBJECTS: Final = 300_000
"""Ten seconds' work; a leaflet has a hundred."""

# ISO 32000-1, 7.5.5: the trailer says how many objects there are
_SIZE: Final = re.compile(rb"/Size\s{0,9}(\d{1,18})")

_LOOSE: Final = 0.5
"""Points by which boxes may be outside others and still mean the same."""

WRONG: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error)
"""A stranger's file may hold anything anywhere; what is not as the standard says is told, never followed further."""


@dataclass(frozen=True, slots=True)
class Sheetside:
    """A page as it is shown: width and height in points as it is cut, the bleed that it has; `at`: which page, from 0.

    `bleed_box` is what is taken of it, in its own coordinates, and `middle` brings these to points, turned as it is
    shown, with the middle of the trim at the origin. `crop` and `trim` are in its own coordinates too, `turns` the
    quarters clockwise that it is turned, `unit` what a unit of them measures.
    """

    reference: str
    at: int
    width: float
    height: float
    bleed: float
    bleed_box: Area
    middle: Matrix
    crop: Area
    trim: Area
    turns: int
    unit: float


@dataclass(frozen=True, slots=True)
class Source:
    """A file that has been read; `data` is what was read, mended where it had to be. `duplex` is the printer's flip
    that it asks for, "" for none; `paper` the width and height of its first page as it is shown; `rtl`: it is read
    from the right."""

    name: str
    data: bytes
    objects: Opened
    pages: tuple[Sheetside, ...]
    paper: tuple[float, float]
    duplex: str
    rtl: bool


def read_source(name: str, data: bytes, findings: Findings, pages: Sequence[int] = ()) -> Source | None:
    """The file's pages, or those of these numbers (from 1); None and errors when they cannot be imposed."""
    try:
        return _read(name, data, findings, pages)
    except Unreadable as error:
        findings.error("impose-unreadable", f"{name} cannot be read as a PDF: {error}", None, *_MEND)
    except (PdfError, RuntimeError, *WRONG) as error:
        told = f"it is not built as a PDF should be ({type(error).__name__})"
        findings.error("impose-unreadable", f"{name} cannot be read as a PDF: {told}", None, *_MEND)
    return None


_MEND: Final = ("open it where it was made and save it as a PDF again",)


def _read(name: str, data: bytes, findings: Findings, chosen: Sequence[int]) -> Source | None:
    opened = _opened(name, data, findings)
    if opened is None:
        return None
    data, objects = opened
    references = pages_of(objects)
    if not references:
        raise Unreadable("it has no pages")
    if len(references) > _MOST_PAGES:
        findings.error("impose-too-many", f"{name} has more than {_MOST_PAGES:,} pages")
        return None
    wrong = [page for page in chosen if not 1 <= page <= len(references)]
    if wrong:
        findings.error("usage", f"{name} has {len(references)} pages, and page {wrong[0]} is asked for")
        return None
    numbers = list(chosen) or range(1, len(references) + 1)
    sides = []
    for number in numbers:
        side = _side(objects, references[number - 1], number - 1)
        if side is None:
            told = f"page {number} of {name} does not say how large it is, or cannot be that large"
            findings.error("impose-page-size", told)
            return None
        sides.append(side)
    check_depth(objects, [side.reference for side in sides])
    preferences = objects.dictionary(objects.root.get("/ViewerPreferences"))
    return Source(
        name=name,
        data=data,
        objects=objects,
        pages=tuple(sides),
        paper=_paper(objects, references[0]),
        duplex=name_of(objects.get(preferences.get("/Duplex"))),
        rtl=name_of(objects.get(preferences.get("/Direction"))) == "R2L" or direction_of(objects) == "RlTb",
    )


def _opened(name: str, data: bytes, findings: Findings) -> tuple[bytes, Opened] | None:
    """The file, and the bytes that it is read from."""
    if any(int(size) > _MOST_OBJECTS for size in _SIZE.findall(data)):
        raise Unreadable(f"it has more than {_MOST_OBJECTS:,} objects")
    try:
        objects = Opened(data)
    except Unreadable as error:
        if "password" in str(error):
            _lock(name, findings)
            return None
        data = _saved(data, flat=False)
        objects = Opened(data)
        _tell_mended(name, str(error), findings)
    # a blank page often has no resources, and needs none
    complaints = [each for each in objects.complaints() if "Resources is missing" not in each]
    if complaints:
        _tell_mended(name, complaints[0], findings)
    if objects.encrypted:
        _lock(name, findings)
        return None
    if complaints:
        # what is not where the file's table says was passed over, and qpdf may find it
        data = _saved(data, flat=False)
        objects = Opened(data)
    lost = next(undrawn(objects), None)
    if lost is not None:
        page, text = lost
        told = f"what was filled into a form on page {page} of {name} is not drawn in the file (“{text[:40]}”)"
        way_out = "open it, print it into a PDF, see that it is all there, and impose that"
        findings.error("impose-fields", told, None, way_out)
        return None
    if _shown_annotations(objects):
        # notes and filled-in forms are seen on the page and printed; only what is part of the page can be imposed
        data = _saved(data, flat=True)
        objects = Opened(data)
    return data, objects


def _tell_mended(name: str, why: str, findings: Findings) -> None:
    findings.warn(
        "impose-repaired",
        f"{name} is damaged, and what could be made of it is imposed ({why.rpartition(': ')[2][:120]})",
        None,
        "look at every page of the result, or save the file again where it was made",
    )


def _lock(name: str, findings: Findings) -> None:
    findings.error(
        "impose-locked",
        f"{name} is locked: a password stands before it, or before what may be done with it",
        None,
        "ask whoever made it for a copy without password",
    )


def _saved(data: bytes, *, flat: bool) -> bytes:
    """The file as qpdf writes it, mended where it is broken; `flat`: what lies on pages becomes part of them."""
    made = BytesIO()
    try:
        with Pdf.open(BytesIO(data)) as opened:
            if opened.is_encrypted:
                raise Unreadable("it asks for a password")
            if flat:
                # fields that others may draw anew would be left out: they are taken as they are drawn
                form = opened.Root.get("/AcroForm")
                if isinstance(form, Dictionary) and "/NeedAppearances" in form:
                    del form.NeedAppearances
                opened.flatten_annotations("print")
            # what the file says of itself is not taken over, and pikepdf would complain of it aloud
            opened.save(made, deterministic_id=True, fix_metadata_version=False)
    except RuntimeError as error:
        raise Unreadable(str(error).strip()) from error
    return made.getvalue()


def _shown_annotations(objects: Objects) -> bool:
    """Some page has something on it that is seen: links are not."""
    return any(
        "/AP" in objects.dictionary(each)
        for page in pages_of(objects)
        for each in objects.array(objects.dictionary(page).get("/Annots"))
    )


def _box(objects: Objects, page: str, key: str) -> Area | None:
    found = area_of(objects, inherited(objects, page, key)[1])
    return found if found is not None and found.right > found.left and found.top > found.bottom else None


def _side(objects: Objects, page: str, at: int) -> Sheetside | None:
    media = _box(objects, page, "/MediaBox")
    if media is None:
        return None
    crop = _common(_box(objects, page, "/CropBox"), media)
    trim = _common(area_of(objects, objects.dictionary(page).get("/TrimBox")), crop)
    bleed = trim
    if trim.within(crop, _LOOSE) and "/TrimBox" in objects.dictionary(page):
        # what may be taken is what the file calls its bleed: around it stand marks and names
        bleed = _common(area_of(objects, objects.dictionary(page).get("/BleedBox")), media, trim).joined(trim)
    unit = number_of(objects.get(objects.dictionary(page).get("/UserUnit"))) or 1.0
    turns = round(number_of(inherited(objects, page, "/Rotate")[1]) / 90) % 4
    middle = moved(-(trim.left + trim.right) / 2, -(trim.bottom + trim.top) / 2)
    # 7.7.3.3: turned clockwise when it is shown; a unit may be larger than a point
    shown = middle.then(quarters(-turns)).then(Matrix(unit, 0.0, 0.0, unit))
    width, height = (trim.right - trim.left) * unit, (trim.top - trim.bottom) * unit
    if turns % 2:
        width, height = height, width
    if not all(_SIDES[0] <= side <= _SIDES[1] for side in (width, height)):
        return None
    spare = (trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top)
    return Sheetside(page, at, width, height, max(spare) * unit, bleed, shown, crop, trim, turns, unit)


def _common(inner: Area | None, outer: Area, otherwise: Area | None = None) -> Area:
    """The part of a box that is inside another; that one, or what is given, where there is none."""
    if inner is not None:
        both = Area(
            max(inner.left, outer.left),
            max(inner.bottom, outer.bottom),
            min(inner.right, outer.right),
            min(inner.top, outer.top),
        )
        if both.right - both.left > _LOOSE and both.top - both.bottom > _LOOSE:
            return both
    return outer if otherwise is None else otherwise


def _paper(objects: Objects, page: str) -> tuple[float, float]:
    shown = _box(objects, page, "/CropBox") or _box(objects, page, "/MediaBox") or Area(0.0, 0.0, 1.0, 1.0)
    width, height = shown.right - shown.left, shown.top - shown.bottom
    turned = round(number_of(inherited(objects, page, "/Rotate")[1]) / 90) % 2
    return (height, width) if turned else (width, height)
