"""Small PDFs to impose, and imposed sheets read back, independently of the code that made them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final

import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Pdf

from builder.diagnostics import Findings
from builder.impose.plans import PAPERS
from builder.impose.run import File, Imposed, impose
from builder.model.imposition import Imposition
from builder.model.layout import Size
from builder.model.source import Id, Length

MM: Final = 72 / 25.4
Box = tuple[float, float, float, float]

_PLACED: Final = re.compile(rb"q ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re W n ((?:[-\d.]+ ){6})cm /(P\d+) Do Q")


def size(width: float, height: float) -> Size:
    return Size(width=Length(width), height=Length(height))


def plan(paper: str | tuple[float, float] = "letter", **fields: Any) -> Imposition:
    """A plan with nothing around the pages unless it is asked for."""
    measure = PAPERS[paper] if isinstance(paper, str) else paper
    usual: dict[str, Any] = {"margin": Length(0.0), "bleed": Length(0.0), "heads": "together", "marks": "none"}
    return Imposition(id=Id("tried"), name="tried", paper=size(*measure), **(usual | fields))


def file(pages: Sequence[bytes], media: Box = (0, 0, 200, 120), **entries: Any) -> bytes:
    """A PDF of pages with these contents; `entries` go to every page, `Catalogue` to the catalogue."""
    made, out = Pdf.new(), BytesIO()
    for content in pages:
        page = Dictionary(Type=Name.Page, MediaBox=Array(media), Resources=Dictionary())
        page.Contents = made.make_stream(content)
        for key, value in entries.items():
            if key != "Catalogue":
                page[f"/{key}"] = Array(value) if isinstance(value, tuple) else value
        made.pages.append(pikepdf.Page(made.make_indirect(page)))
    for key, value in entries.get("Catalogue", {}).items():
        made.Root[f"/{key}"] = value
    made.save(out, deterministic_id=True)
    return out.getvalue()


def square(x: float, y: float, colour: str = "1 0 0", side: float = 12.0) -> bytes:
    return f"{colour} rg {x} {y} {side} {side} re f\n".encode()


def made(wanted: Imposition, *files: bytes, copies: Sequence[int] = (), **more: Any) -> Imposed:
    """The sheets, which must come out without a word."""
    imposed, findings = tried(wanted, *files, copies=copies, **more)
    assert imposed is not None, list(map(str, findings))
    assert not len(findings), list(map(str, findings))
    return imposed


def tried(
    wanted: Imposition, *files: bytes, copies: Sequence[int] = (), **more: Any
) -> tuple[Imposed | None, Findings]:
    findings = Findings()
    counts = copies or [1] * len(files)
    named = [File(f"{at}.pdf", data, count) for at, (data, count) in enumerate(zip(files, counts, strict=True))]
    return impose(named, wanted, findings, **more), findings


@dataclass(frozen=True)
class Placed:
    """A page as it stands on a side: the form's object, its matrix, its box in its own coordinates, the clip."""

    form: tuple[int, int]
    matrix: tuple[float, ...]
    box: Box
    clip: Box

    def area(self, box: Box | None = None) -> Box:
        """Where the page's box, or this one, comes to lie."""
        a, b, c, d, e, f = self.matrix
        left, bottom, right, top = box or self.box
        xs = [a * x + c * y + e for x, y in ((left, bottom), (right, top))]
        ys = [b * x + d * y + f for x, y in ((left, bottom), (right, top))]
        return min(xs), min(ys), max(xs), max(ys)


def placed(data: bytes) -> list[list[Placed]]:
    """By page: what stands on it, in the order in which it is drawn."""
    with pikepdf.open(BytesIO(data), attempt_recovery=False) as opened:
        return [list(_placed(page)) for page in opened.pages]


def _placed(page: Any) -> Iterator[Placed]:
    for found in _PLACED.finditer(page.Contents.read_bytes()):
        left, bottom, width, height = (float(found.group(at)) for at in range(1, 5))
        form = page.Resources.XObject["/" + found.group(6).decode()]
        box = tuple(float(side) for side in form.BBox)
        matrix = tuple(float(number) for number in found.group(5).split())
        yield Placed(form.objgen, matrix, box, (left, bottom, left + width, bottom + height))  # type: ignore[arg-type]


def boxes(data: bytes) -> list[dict[str, Box]]:
    """By page: its boxes."""
    names = ("MediaBox", "BleedBox", "TrimBox")
    with pikepdf.open(BytesIO(data)) as opened:
        return [{name: tuple(map(float, page.obj[f"/{name}"])) for name in names} for page in opened.pages]  # type: ignore[misc]


def pixels(data: bytes, page: int = 0, scale: float = 1.0, part: Box | None = None) -> NDArray[np.int16]:
    """A page, or a part of it, as rows of red, green, blue."""
    if part is not None:
        with pikepdf.open(BytesIO(data)) as opened:
            opened.pages[page].obj.MediaBox = Array(part)
            for name in ("/CropBox", "/Rotate"):
                if name in opened.pages[page].obj:
                    del opened.pages[page].obj[name]
            kept = BytesIO()
            opened.save(kept)
            data = kept.getvalue()
    document = pypdfium2.PdfDocument(data)
    try:
        picture = document[page].render(scale=scale, may_draw_forms=False, draw_annots=False).to_numpy()
        return np.asarray(picture[:, :, 2::-1], dtype=np.int16)
    finally:
        document.close()


def with_trim(wanted: Imposition) -> Imposition:
    """The plan for pages of any size."""
    return replace(wanted, trim=None)
