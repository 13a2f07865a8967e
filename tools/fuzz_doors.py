"""The doors by which files come in: sound ones to begin with, and what reads them."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from fuzz_mutate import Mutate, spoil, spoil_archive, spoil_markup, spoil_picture, spoil_text

from builder.build import Job, build, typesetter
from builder.checks.messages import rules_of
from builder.diagnostics import Findings
from builder.exchange.apply import apply
from builder.exchange.formats import read_rows, write_rows
from builder.exchange.gather import gather
from builder.exchange.row import Row
from builder.exchange.take import Place, take
from builder.impose.run import File, impose
from builder.load import Library, load
from builder.load.icons import load_icon
from builder.load.logos import load_logo
from builder.load.schema import LAYOUTS, LEAFLETS
from builder.model.imposition import Imposition
from builder.model.layout import Size
from builder.model.source import Id, Length
from builder.orders.enter import Entering, enter
from builder.orders.journal import Journal
from builder.services.read import read_services
from builder.translate.catalogue import read_catalogue
from builder.translate.whole import every_part, own_messages
from builder.verify import Meant, verify

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 3, 1)
_MOST = 60_000
"""Bytes of a sound file: what is spoilt should be met again and again."""


class Silent(Exception):
    """Nothing came of a file, and nothing was said of it."""


@dataclass(frozen=True)
class Door:
    """`place` is where its file stands in a project, for the others that are read beside it; `seconds` is what an input
    may take of the processor, `patience` by the clock of a busy machine. `feed` is given that project.
    """

    name: str
    place: str
    seeds: Callable[[], Sequence[bytes]]
    feed: Callable[[Path, Path], None]
    mutate: Mutate
    weight: int = 1
    seconds: float = 3.0
    patience: float = 90.0


def doors() -> Mapping[str, Door]:
    """All of them, by name."""
    made = [*_yaml_doors(), *_sheet_doors(), *_other_doors()]
    return {door.name: door for door in made}


def library_of(project: Path) -> Library:
    """What stands in a project, and the starter's."""
    return Library((project, ROOT))


def _files(*patterns: str) -> Callable[[], Sequence[bytes]]:
    @cache
    def seeds() -> Sequence[bytes]:
        found = [path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern))]
        assert found, f"there is no {patterns}"
        return tuple([data for data in found if len(data) <= _MOST] or found)

    return seeds


def _told(value: object, findings: Findings) -> None:
    if value is None and findings.ok:
        raise Silent


_KINDS = {
    "leaflet": "leaflets/*/leaflet.yaml",
    "region": "leaflets/regions/*/region.yaml",
    "languages": "leaflets/languages.yaml",
    "writing": "leaflets/writing/*.yaml",
    "glossary": "leaflets/glossary.yaml",
    "services": "leaflets/services/*.yaml",
    "claims": "leaflets/evidence/claims.yaml",
    "sources": "leaflets/evidence/sources.yaml",
    "conflicts": "leaflets/evidence/conflicts.yaml",
    "blocked": "leaflets/evidence/blocked.yaml",
    "terms": "leaflets/evidence/terms.yaml",
    "held": "leaflets/evidence/held.yaml",
    "wording": "leaflets/wording.yaml",
    "readability": "leaflets/readability.yaml",
    "common": "leaflets/common/common.yaml",
    "defaults": "leaflets/defaults.yaml",
    "layout": "layouts/*.yaml",
    "theme": "layouts/themes/*.yaml",
    "stock": "layouts/stock/*.yaml",
    "plan": "layouts/stock/plans/*.yaml",
    "press": "layouts/press/*.yaml",
}


def _yaml_doors() -> list[Door]:
    made = []
    for kind, record in {**LEAFLETS, **LAYOUTS}.items():

        def feed(path: Path, project: Path, record: type[Any] = record) -> None:
            findings = Findings()
            _told(load(path, record, findings), findings)

        seeds = _files(_KINDS[kind]) if kind in _KINDS else _approvals
        made.append(Door(f"yaml-{kind}", f"{kind}.yaml", seeds, feed, spoil_text))
    return made


def _approvals() -> Sequence[bytes]:
    """No leaflet has been signed yet."""
    digest = "0123456789abcdef" * 4
    return (f"approvals:\n- {{region: us, name: A. Clinician, role: RN, on: 2026-01-02, digest: {digest}}}\n".encode(),)


def _sheet_doors() -> list[Door]:
    """Files that stand in a project, and a sheet that is made with them, up to the finished bytes."""

    def made(lang: str, layout: str, leaflet: str = "overdose") -> Callable[[Path, Path], None]:
        def feed(path: Path, project: Path) -> None:
            job = Job(leaflet=leaflet, region="us", language=lang, layout=layout, theme="calm", stem=leaflet, on=DAY)
            built = build(job, library_of(project))
            if built.data is None and not any(found.severity.name == "ERROR" for found in built.findings):
                raise Silent

        return feed

    card, sheet = "wallet-card", "letter-trifold"
    places: list[tuple[str, str, str, Callable[[Path, Path], None], Mutate]] = [
        ("leaflet", "leaflets/overdose/leaflet.yaml", "leaflets/overdose/leaflet.yaml", made("en", sheet), spoil_text),
        ("po", "leaflets/overdose/es.po", "leaflets/overdose/es.po", made("es", card), spoil_text),
        ("po-rtl", "leaflets/overdose/ar.po", "leaflets/overdose/ar.po", made("ar", card), spoil_text),
        ("region", "leaflets/regions/us/region.yaml", "leaflets/regions/us/region.yaml", made("en", card), spoil_text),
        ("common", "leaflets/common/common.yaml", "leaflets/common/common.yaml", made("en", card), spoil_text),
        ("languages", "leaflets/languages.yaml", "leaflets/languages.yaml", made("es", card), spoil_text),
        ("layout", "layouts/wallet-card.yaml", "layouts/wallet-card.yaml", made("en", card), spoil_text),
        ("trifold", "layouts/letter-trifold.yaml", "layouts/letter-trifold.yaml", made("en", sheet), spoil_text),
        ("theme", "layouts/themes/calm.yaml", "layouts/themes/calm.yaml", made("en", card), spoil_text),
    ]
    return [
        Door(f"sheet-{name}", place, _files(pattern), feed, mutate, weight=2, seconds=30.0)
        for name, place, pattern, feed, mutate in places
    ]


def _other_doors() -> list[Door]:
    return [
        Door("po", "leaflets/overdose/es.po", _files("leaflets/*/*.po"), _read_po, spoil_text, weight=5),
        Door("services-csv", "services.csv", _files("leaflets/services/*.csv"), _read_services, spoil_text, weight=4),
        Door(
            "services-hsds", "services.json", _files("leaflets/services/*.json"), _read_services, spoil_text, weight=5
        ),
        Door("services-yaml", "services.yaml", _files("leaflets/services/*.yaml"), _read_services, spoil_text),
        Door("order-csv", "order.csv", _orders_csv, _read_order, spoil_text, weight=4),
        Door("order-xlsx", "order.xlsx", _orders_xlsx, _read_order, spoil_archive, weight=5),
        Door("exchange-csv", "es.csv", _exchanged("csv"), _take_back, spoil_text, weight=3),
        Door("exchange-xlsx", "es.xlsx", _exchanged("xlsx"), _take_back, spoil_archive, weight=4),
        Door("exchange-xliff", "es.xlf", _exchanged("xliff"), _take_back, spoil_markup, weight=4),
        Door("exchange-xliff-2", "es.xliff", _exchanged("xliff-2.1"), _take_back, spoil_markup, weight=3),
        Door("logo-png", "logo.png", _pictures, _read_logo, spoil_picture, weight=6),
        Door("logo-svg", "logo.svg", _files("layouts/icons/*.svg"), _read_logo, spoil_markup, weight=4),
        Door("icon", "icon.svg", _files("layouts/icons/*.svg"), _read_icon, spoil_markup, weight=6),
        Door("pdf", "sheet.pdf", _sheets, _read_pdf, spoil, weight=10, seconds=15.0),
        Door("pdf-packed", "sheet.pdf", _packed_sheets, _read_pdf, spoil, weight=4, seconds=15.0),
        Door("impose", "sheet.pdf", _sheets, _impose, spoil, weight=6, seconds=15.0),
        Door("impose-packed", "sheet.pdf", _packed_sheets, _impose, spoil, weight=3, seconds=15.0),
    ]


def _read_po(path: Path, project: Path) -> None:
    findings = Findings()
    _told(read_catalogue(path, findings), findings)


def _read_services(path: Path, project: Path) -> None:
    findings = Findings()
    read_services(path, library_of(project), findings)


def _read_order(path: Path, project: Path) -> None:
    findings = Findings()
    services = path.parent / "listed.csv"
    if not services.exists():
        services.write_bytes(_files("leaflets/services/example.csv")()[0])
    with tempfile.TemporaryDirectory() as folder, closing(Journal(Path(folder))) as journal:
        wanted = Entering(on=DAY, drafts=True, services=services, trying=True)
        _told(enter(path, wanted, library_of(project), journal, findings), findings)


def _take_back(path: Path, project: Path) -> None:
    """As `leaflet translate import`: what holds is written, and what was there before is not lost."""
    findings, place = Findings(), _place()
    rows = read_rows(path.read_bytes(), path.name, {row.source for row in _rows()}, findings)
    taken = take(rows, (place,), path.name, findings)
    if len(rows) != taken.same + taken.kept + taken.refused + len(taken.changes):
        raise Silent
    for file in apply(library_of(project), taken.changes, (place,), "es", lambda part, lang: {}, findings):
        written = read_catalogue(project / file, Findings())
        assert written is not None, f"{file} cannot be read any more"
        assert written.entries.keys() >= place.messages.keys(), f"{file} has lost messages"
        for change in taken.changes:
            assert written.entries[change.context].msgstr == change.after, f"{change.context} was written otherwise"


@cache
def _place() -> Place:
    """The leaflet's own messages, and their translations."""
    library, findings = library_of(ROOT), Findings()
    (part,) = [part for part in every_part(library, ("us",), findings) if part.ids[0] == "overdose"]
    path = library.po(part.kind, "overdose", "es")
    assert path is not None, "overdose is not translated into es"
    setter = typesetter(library, findings)
    rules = rules_of(library, "es", part.language, lambda text: setter.shape(text, lang="es").missing, findings)
    assert rules is not None, "nothing is known of es"
    messages = {message.context: message for message in own_messages(part)}
    return Place(part, messages, read_catalogue(path, findings), rules)


def _read_logo(path: Path, project: Path) -> None:
    findings = Findings()
    _told(load_logo(path, findings, path.name, path.parent), findings)


def _read_icon(path: Path, project: Path) -> None:
    findings = Findings()
    _told(load_icon(path, findings, path.name, path.parent), findings)


def _read_pdf(path: Path, project: Path) -> None:
    if not verify(path.read_bytes(), Meant(), thorough=True).results:
        raise Silent


def _impose(path: Path, project: Path) -> None:
    """On paper that holds two of any sheet; what comes out has been read back."""
    findings, name = Findings(), path.name
    paper = Size(width=Length(1300.0), height=Length(2000.0))
    plan = Imposition(id=Id("fuzz"), name="fuzz", paper=paper)
    made = impose([File(name, path.read_bytes())], plan, findings)
    if (made is None) == findings.ok:
        raise Silent


@cache
def _rows() -> tuple[Row, ...]:
    library = library_of(ROOT)
    parts = [part for part in every_part(library, ("us",), Findings()) if part.ids[0] == "overdose"]
    return gather(library, parts, "es", lambda part: {}, Findings())


def _exchanged(format: str) -> Callable[[], Sequence[bytes]]:
    @cache
    def seeds() -> Sequence[bytes]:
        return (write_rows(format, _rows()[:40], "es", "en", pictures={}, rtl=False),)

    return seeds


_LINES = (
    ("reference", "county"),
    ("deliver-to", "12 Example Street"),
    ("due", "2026-04-01"),
    ("sample", "2%"),
    (),
    ("service", "leaflet", "language", "layout", "copies", "note"),
    ("example-outreach", "overdose", "en", "letter-trifold", "1,200", ""),
    ("example-outreach", "overdose", "es", "wallet-card", "50", "by Friday"),
    ("centro-ejemplo", "overdose", "es", "letter-trifold", "10", ""),
)


@cache
def _orders_csv() -> Sequence[bytes]:
    made = []
    for delimiter, encoding in ((",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")):
        text = StringIO()
        csv.writer(text, delimiter=delimiter).writerows(_LINES)
        made.append(text.getvalue().encode(encoding))
    return tuple(made)


@cache
def _orders_xlsx() -> Sequence[bytes]:
    from openpyxl import Workbook

    book, made = Workbook(), BytesIO()
    for line in _LINES:
        book.active.append(list(line))
    book.save(made)
    return (made.getvalue(),)


@cache
def _pictures() -> Sequence[bytes]:
    from PIL import Image

    made = []
    for mode in ("RGB", "RGBA", "L", "P", "1"):
        file = BytesIO()
        Image.linear_gradient("L").resize((40, 30)).convert(mode).save(file, "PNG")
        made.append(file.getvalue())
    return tuple(made)


@cache
def _packed_sheets() -> Sequence[bytes]:
    made = []
    for lang, layout in (("en", "wallet-card"), ("ar", "wallet-card"), ("en", "letter-trifold")):
        job = Job(leaflet="overdose", region="us", language=lang, layout=layout, theme="calm", stem="a", on=DAY)
        data = build(job, library_of(ROOT)).data
        assert data is not None, f"overdose in {lang} cannot be built on {layout}"
        made.append(data)
    return tuple(made)


@cache
def _sheets() -> Sequence[bytes]:
    """Every object and stream readable, so that changes of bytes reach all of it."""
    import pikepdf

    made = []
    for data in _packed_sheets():
        file = BytesIO()
        with pikepdf.open(BytesIO(data)) as opened:
            opened.save(
                file,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
        made.append(file.getvalue())
    return tuple(made)
