"""An order for a print shop: sheets separated into inks, struck and read back as any others."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
from orders import DAY, Project, services_file

from builder.build import Job, build
from builder.diagnostics import Findings
from builder.inks import read_spot
from builder.services.read import read_services

ORDER = """reference,press
services,services.csv
colour,cmyk
spot,"Deep=100,20,30,45"
sample,100%

service,leaflet,language,layout,copies,finish
north,overdose,en,letter-trifold,250,press
khmer,overdose,ar,wallet-card,500,press
khmer,overdose,en,wallet-card,500,
"""


def test_what_goes_to_a_press_is_separated(tmp_path: Path) -> None:
    services_file(tmp_path)
    order = tmp_path / "order.csv"
    order.write_text(ORDER)
    project = Project(tmp_path / "out")
    tally = project.run(order)
    assert (tally.done, tally.refused) == (3, 0), list(map(str, project.findings))
    sheets = tmp_path / "out/press/sheets"
    made = sorted(path.relative_to(sheets).as_posix() for path in sheets.rglob("*.pdf"))
    assert made == [
        "khmer/overdose-ar-wallet-card-press-cmyk-deep-draft.pdf",
        "khmer/overdose-en-wallet-card-draft.pdf",
        "north/overdose-en-letter-trifold-press-cmyk-deep-draft.pdf",
    ]
    with pikepdf.open(sheets / made[0]) as opened:
        assert opened.pages[0].Resources.ColorSpace.Spot[1] == "/Deep"
        assert [str(intent.S) for intent in opened.Root.OutputIntents] == ["/GTS_PDFX", "/GTS_PDFA1"]
    with pikepdf.open(sheets / made[1]) as opened:
        assert len(opened.Root.OutputIntents) == 1


def test_a_theme_of_one_ink_takes_no_spot_ink(tmp_path: Path) -> None:
    services_file(tmp_path)
    order = tmp_path / "order.csv"
    head, _, _ = ORDER.partition("service,")
    order.write_text(
        f"{head}service,leaflet,language,layout,copies,finish,theme\nnorth,overdose,en,wallet-card,9,press,mono\n"
    )
    project = Project(tmp_path / "out")
    tally = project.run(order)
    assert (tally.done, tally.refused) == (0, 1)
    assert "no-spot" in project.codes()
    assert not list((tmp_path / "out/press/sheets").rglob("*.pdf"))


def test_a_build_gives_the_same_bytes(tmp_path: Path) -> None:
    services_file(tmp_path)
    order = tmp_path / "order.csv"
    order.write_text(ORDER)
    project = Project(tmp_path / "out")
    project.run(order)
    services = {each.id: each for each in read_services(tmp_path / "services.csv", project.library, Findings())}
    job = Job(
        leaflet="overdose",
        region="us",
        language="ar",
        layout="wallet-card",
        theme="calm",
        stem="x",
        on=DAY,
        finish="press",
        colour="cmyk",
        spot=read_spot("Deep=100,20,30,45"),
        service=services["khmer"],
    )
    built = build(job, project.library)
    path = tmp_path / "out/press/sheets/khmer/overdose-ar-wallet-card-press-cmyk-deep-draft.pdf"
    assert built.data == path.read_bytes()
    with pikepdf.open(BytesIO(built.data)) as opened:
        assert not any("/Annots" in page and len(page.Annots) for page in opened.pages)
