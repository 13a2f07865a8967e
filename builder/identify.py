"""Which sheet a PDF is: by the manifest beside it, its order's journal, or the code in its foot and its pages' size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any, Literal, get_args

from builder.build import Finish, Job, make, meant_by
from builder.diagnostics import Findings
from builder.inks import read_spot
from builder.load import Library
from builder.load.read import read_bytes
from builder.model.dataclass import dataclass
from builder.model.edition import Edition
from builder.model.inks import Colouring
from builder.model.layout import Layout
from builder.model.leaflet import Cover
from builder.model.proof import Proof
from builder.model.service import Service
from builder.orders.struck import struck_job
from builder.record import MANIFEST
from builder.translate import translate
from builder.verify import Meant, Unreadable, Verdict, judge, read_back, refused, verdict_of
from builder.verify.imposed import pages_on_sheets

# An edition's code, as `builder.translate.digest` writes it: six characters of Crockford's base 32
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJKMNP-TV-Z]{6}(?![0-9A-Za-z])")

_MOST_TOLD = 50_000_000

_PRODUCTS: tuple[Any, ...] = (None, "nasal", "injection")


@dataclass(frozen=True, slots=True)
class Known:
    """What a file was recognised as: the job that makes it, and what was meant. No job: the file is a stranger's, or
    sheets with so many pages on each side."""

    job: Job | None
    meant: Meant
    code: str = ""
    sheets: tuple[int, ...] = ()


def verify_file(path: Path, data: bytes, library: Library, on: date) -> tuple[Known, Verdict]:
    """Read a file back and check it against the sheet that it is, as far as that can be found out."""
    try:
        proof = read_back(data, thorough=True)
    except Unreadable as error:
        return Known(None, Meant()), refused(error)
    known = identify(path, data, proof, library, on)
    return known, verdict_of(proof, known.meant)


def layout_of(path: Path, data: bytes, library: Library, on: date) -> Layout | None:
    """The layout that a file of ours is set in; None for a stranger's."""
    try:
        job = identify(path, data, read_back(data), library, on).job
    except Unreadable:
        return None
    return library.layout(job.screen or job.layout, Findings()) if job is not None else None


def identify(path: Path, data: bytes, proof: Proof, library: Library, on: date) -> Known:
    """What is known of the file at `path`. `on`: the day by which drafts are judged, unless the manifest tells."""
    job = _listed(path, data, library) or struck_job(path, data)
    if job is not None:
        made = make(job, library, Findings())
        if made is not None:
            return Known(job, meant_by(job, made, library), made.edition.code)
    found = _edition(proof, library, on)
    if found is None:
        sheets = pages_on_sheets(data)
        return Known(None, Meant(printed=bool(sheets)), sheets=sheets)
    job, edition = found
    return _sheet(data, proof, job, edition, library)


def _listed(path: Path, data: bytes, library: Library) -> Job | None:
    """The job that the manifest beside the file tells of, if the file is still as it was."""
    try:
        told = read_bytes(path.parent / MANIFEST, Findings(), MANIFEST, limit=_MOST_TOLD)
        files = json.loads(told or b"{}")["files"]
        about: Mapping[str, Any] = files[path.name]
        if about["sha256"] != sha256(data).hexdigest():
            return None
        service = _service(about["service"], library)
        if about["service"] and service is None:
            return None
        finish = next(finish for finish in get_args(Finish) if finish == about["finish"])
        return Job(
            leaflet=_name(about["leaflet"]),
            region=_name(about["region"]),
            language=_name(about["language"]),
            layout=_name(about["layout"]),
            theme=_name(about["theme"]),
            stem=path.stem,
            on=date.fromisoformat(about["on"]),
            finish=finish,
            service=service,
            naloxone=next(each for each in _PRODUCTS if each == about["naloxone"]),
            preview=bool(about["preview"]),
            instructions=bool(about["instructions"]),
            screen=_screen(library, finish),
            bilingual=bool(about["bilingual"]),
            colour=next(each for each in get_args(Colouring) if each == about["colour"]),
            spot=read_spot(about["spot"]) if about["spot"] else None,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, StopIteration):
        return None


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a manifest names things in words")
    return value


def _service(reference: str | None, library: Library) -> Service | None:
    if not reference:
        return None
    file, _, name = reference.rpartition(":")
    return (library.services(Path(file), Findings()) or {}).get(name)


def _screen(library: Library, finish: str) -> str:
    defaults = library.defaults(Findings())
    return defaults.screen if finish == "screen" and defaults is not None else ""


def _edition(proof: Proof, library: Library, on: date) -> tuple[Job, Edition] | None:
    """The edition whose code stands in the text, in the file's language."""
    codes = set(_CODE.findall(" ".join([element.own for element in proof.elements])))
    if not codes or not proof.says.language:
        return None
    for leaflet in library.leaflets():
        if not _titled(proof, library, leaflet, on):
            continue
        for region, naloxone in product(library.regions(), _PRODUCTS):
            job = _job(leaflet, region, proof.says.language, on, naloxone)
            edition = _translated(job, library)
            if edition is not None and edition.code in codes:
                return job, edition
    return None


def _titled(proof: Proof, library: Library, leaflet: str, on: date) -> bool:
    """The leaflet's title in the file's language is the file's: regions share it, and there are many of them."""
    defaults = library.defaults(Findings())
    region = defaults.region if defaults is not None else library.regions()[0]
    edition = _translated(_job(leaflet, region, proof.says.language, on, None), library)
    if edition is None:
        return False
    covers = [block for section in edition.leaflet.sections for block in section.blocks if isinstance(block, Cover)]
    titles = [edition.leaflet.title, *[cover.discreet_title for cover in covers if cover.discreet_title is not None]]
    return proof.says.information.get("Title") in [title.value for title in titles]


def _translated(job: Job, library: Library) -> Edition | None:
    return translate(
        library, job.leaflet, job.region, job.language, Findings(), naloxone=job.naloxone, on=job.on, preview=True
    )


def _job(leaflet: str, region: str, language: str, on: date, naloxone: Literal["nasal", "injection"] | None) -> Job:
    return Job(
        leaflet=leaflet, region=region, language=language, layout="", theme="", stem="", on=on, naloxone=naloxone
    )


def _sheet(data: bytes, proof: Proof, job: Job, edition: Edition, library: Library) -> Known:
    """The sheet with the same bytes; else, of those with pages of this size, the one that most checks hold for.

    Where none has as many pages, the edition alone is known.
    """
    best: tuple[int, Known] | None = None
    for tried in _candidates(proof, job, library):
        made = make(tried, library, Findings())
        if made is None or len(made.sheet.pages) != len(proof.pages):
            continue
        known = Known(tried, meant_by(tried, made, library), edition.code)
        if made.data == data:
            return known
        failing = sum([result.state == "fails" for result in judge(proof, known.meant)])
        if best is None or failing < best[0]:
            best = failing, known
    return best[1] if best is not None else Known(None, Meant(edition=edition), edition.code)


def _candidates(proof: Proof, job: Job, library: Library) -> Iterator[Job]:
    """Layouts whose sheet is as large as the file's, in each theme; the default theme first."""
    trim = proof.pages[0].trim or proof.pages[0].media
    size = (trim.right - trim.left, trim.top - trim.bottom)
    defaults = library.defaults(Findings())
    themes = sorted(library.themes(), key=lambda theme: defaults is None or theme != defaults.theme)
    finish: Finish = "press" if proof.pages[0].bleed is not None and not proof.links else "office"
    colour: Colouring = "cmyk" if any(kind == "GTS_PDFX" for kind, _ in proof.says.intents) else "rgb"
    for name, theme in product(library.layouts(), themes):
        layout = library.layout(name, Findings())
        if layout is None or not layout.listed:
            continue
        if _as_large(layout, size):
            yield replace(job, layout=name, theme=theme, finish=finish, colour=colour, bilingual=layout.bilingual)
    screen = _screen(library, "screen")
    phone = library.layout(screen, Findings()) if screen else None
    if phone is not None and _as_large(phone, size):
        for name, theme in product(library.layouts(), themes):
            yield replace(job, layout=name, theme=theme, finish="screen", screen=screen)


def _as_large(layout: Layout, size: tuple[float, float]) -> bool:
    return abs(layout.trim.width - size[0]) < 1.0 and abs(layout.trim.height - size[1]) < 1.0
