"""An order for a print shop: sheets separated into inks, struck and read back as any others."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from orders import DAY, Project, services_file

from builder.build import Job, build
from builder.diagnostics import Findings
from builder.inks import read_spot
from builder.orders.journal import Journal
from builder.orders.proof import prove_order
from builder.services.read import read_services
from builder.verify import read_back

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


def proved(folder: Path, text: str) -> tuple[dict[str, bytes], Project]:
    """The proofs of an order, by name."""
    services_file(folder)
    order = folder / "order.csv"
    order.write_text(text)
    project = Project(folder / "out")
    entered = project.entered(order)
    assert entered is not None, list(map(str, project.findings))
    journal = Journal(folder / "out")
    proofs = prove_order(entered, journal, project.library, project.findings)
    journal.close()
    assert project.findings.ok, list(map(str, project.findings))
    return {proof.name: proof.data for proof in proofs}, project


def words_of(data: bytes, page: int = 0) -> str:
    with pypdfium2.PdfDocument(data) as opened:
        return " ".join(opened[page].get_textpage().get_text_bounded().split())


def test_a_proof_is_in_the_colours_that_are_printed(tmp_path: Path) -> None:
    proofs, _ = proved(tmp_path, ORDER)
    assert list(proofs) == ["", "cmyk"]
    assert "Colours as on a screen: red, green and blue" in words_of(proofs[""])
    said = words_of(proofs["cmyk"])
    assert "in the inks of the press, as they are printed: cyan, magenta, yellow, black and Deep" in said
    assert "letter-trifold" in said
    assert "letter-trifold" not in words_of(proofs[""])
    # the cover, two cards' sides, two of a trifold
    read = read_back(proofs["cmyk"])
    assert len(read.pages) == 5
    assert {paint.space for each in read.painted for paint in each.paints} <= {
        *("DeviceCMYK", "DeviceGray", "Separation Deep", "Separation All")
    }
    assert read.says.output == "CMYK"
    # what is not for a press stays as it is
    assert "DeviceRGB" in {each.paint.space for each in read_back(proofs[""]).shown}


def test_themes_have_inks_and_proofs_of_their_own(tmp_path: Path) -> None:
    head = (
        "reference,press\nservices,services.csv\ncolour,cmyk\n\nservice,leaflet,language,layout,copies,finish,theme\n"
    )
    lines = "north,overdose,en,wallet-card,9,press,mono\nnorth,overdose,en,wallet-card,9,press,calm\n"
    proofs, _ = proved(tmp_path, head + lines)
    assert list(proofs) == ["cmyk-calm", "cmyk-mono"]


def test_a_proof_holds_every_finish(tmp_path: Path) -> None:
    """Press sheets in the colours of a screen stand with posters and others."""
    head = "reference,press\nservices,services.csv\n\nservice,leaflet,language,layout,copies,finish\n"
    lines = "north,overdose,en,letter-trifold,9,press\nnorth,overdose,en,poster-tabloid,9,\n"
    proofs, _ = proved(tmp_path, head + lines + "khmer,overdose,ar,letter-trifold,9,\n")
    assert list(proofs) == [""]
    assert len(read_back(proofs[""]).pages) == 6
