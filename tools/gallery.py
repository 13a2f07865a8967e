"""Pictures of real sheets for the README and for `docs/gallery/`: one for each layout, language and theme.

Run by `make gallery`. A sheet's pages stand side by side, scaled to one height and reduced to few colours.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

from builder.build import Job, build
from builder.diagnostics import Findings
from builder.load import Library
from builder.names import ALL
from builder.plan import Wanted, plan
from builder.write import write

LEAFLET = "overdose"
DAY = date(2026, 1, 1)  # a fixed day, so that a picture changes only when the sheet does
HEIGHT, WIDTH = 420, 550  # pixels of a page, at most
MARGIN = 24  # points around a sheet that is cut out
COLOURS = 48
MOST_PAGES = 3
GAP = 8
BACKGROUND = "#9aa5ab"


def main(folder: Path) -> int:
    """Draw every picture once and list them in `folder/README.md`; the number of sheets that could not be built."""
    library = Library.open()
    failed = 0
    drawn: dict[str, Path] = {}
    for kind, job in _jobs(library):
        if job.stem in drawn:
            continue
        built = build(job, library)
        if built.data is None:
            failed += 1
            print(f"{job.stem}: could not be built: {'; '.join(map(str, built.findings))}", file=sys.stderr)
            continue
        drawn[job.stem] = folder / f"{kind}-{_subject(kind, job)}.png"
        write(drawn[job.stem], picture(built.data))
    for stale in set(folder.glob("*.png")) - set(drawn.values()):
        stale.unlink()
    listed = "".join(f"\n`{stem}`\n\n![{stem}]({path.name})\n" for stem, path in drawn.items())
    write(folder / "README.md", f"# Gallery\n\nReal sheets, drawn by `make gallery`.\n{listed}".encode())
    print(f"{len(drawn)} pictures in {folder}, {sum(path.stat().st_size for path in drawn.values()) // 1000} KB")
    return failed


def picture(data: bytes) -> bytes:
    """A PNG of a PDF's first pages side by side; a small sheet on large paper is cut out of it."""
    pages = [_drawn(page) for page in list(pypdfium2.PdfDocument(data))[:MOST_PAGES]]
    height = max(page.height for page in pages)
    sheet = Image.new("RGB", (sum(page.width + GAP for page in pages) + GAP, height + 2 * GAP), BACKGROUND)
    left = GAP
    for page in pages:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    out = BytesIO()
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    left, bottom, right, top = page.get_trimbox()
    crop = (0.0, 0.0, 0.0, 0.0)
    if (right - left) * (top - bottom) < width * height / 2:
        crop = (left - MARGIN, bottom - MARGIN, width - right - MARGIN, height - top - MARGIN)
    scale = min(HEIGHT / (height - crop[1] - crop[3]), WIDTH / (width - crop[0] - crop[2]))
    drawn: Image.Image = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
    return drawn


def _jobs(library: Library) -> Iterator[tuple[str, Job]]:
    findings = Findings()
    for kind, wanted in {
        "layout": Wanted(on=DAY, leaflets=[LEAFLET], languages=["en"], layouts=[ALL]),
        "language": Wanted(on=DAY, leaflets=[LEAFLET], languages=[ALL]),
        "theme": Wanted(on=DAY, leaflets=[LEAFLET], languages=["en"], themes=[ALL]),
        "leaflet": Wanted(on=DAY, languages=["en"]),
    }.items():
        yield from ((kind, job) for job in plan(wanted, library, findings).jobs)


def _subject(kind: str, job: Job) -> str:
    return {"layout": job.layout, "language": job.language, "theme": job.theme, "leaflet": job.leaflet}[kind]


if __name__ == "__main__":
    sys.exit(min(main(Path("docs/gallery")), 1))
