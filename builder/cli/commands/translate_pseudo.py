"""`leaflet translate pseudo`: sheets in languages that nobody speaks, to see what layouts do with translations."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

from builder.cli.option import Command, Request, option
from builder.cli.progress import Progress
from builder.cli.report import exit_code, say, say_data, show
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.names import choose
from builder.plan import Wanted, plan
from builder.translators.pseudo import PSEUDO, pseudo_pdf
from builder.write import write

_ANY_DAY = date(2000, 1, 1)
"""Nothing on such a sheet depends on the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatePseudo(Request):
    """Set leaflets in two pseudo-translations: accented and a third longer, and mirrored, running from the right.

    What overflows here will overflow in long languages; what stands on the wrong side here will in Arabic.
    """

    leaflets: tuple[str, ...] = option("leaflets; without any, all", "words", metavar="LEAFLET")
    regions: tuple[str, ...] = option("region; all: every one", "words", "-r", "--region", metavar="REGION")
    layouts: tuple[str, ...] = option(
        "layout (default: the region's usual one); all: every one", "words", "--layout", metavar="NAME"
    )
    output: Path = option("folder for the PDFs", "path", "-o", "--output", metavar="DIR", default=Path("output/pseudo"))


def run(request: TranslatePseudo) -> int:
    """Set every sheet twice, write those that fit, and tell of the others."""
    library = Library.open(Path.cwd())
    findings = Findings()
    leaflets = choose("leaflet", request.leaflets, library.leaflets()) or library.leaflets()
    sources = {loaded.language for each in leaflets if (loaded := library.leaflet(each, findings)) is not None}
    wanted = Wanted(
        on=_ANY_DAY, leaflets=leaflets, languages=sorted(sources), regions=request.regions, layouts=request.layouts
    )
    jobs = [job for job in plan(wanted, library, findings).jobs if job.language in sources]
    files: list[str] = []
    with Progress(len(jobs) * len(PSEUDO), "setting") as progress:
        for job, kind in product(jobs, PSEUDO):
            data = pseudo_pdf(job, kind, library, findings)
            if data is not None:
                path = request.output / f"{job.stem}-{kind.name}.pdf"
                try:
                    write(path, data)
                    files.append(str(path))
                except OSError as error:
                    findings.error("cannot-write", f"{path} cannot be written: {error.strerror or error}")
            progress.step()
    show(findings, request.format)
    if request.format == "json":
        say_data(files)
    else:
        say(f"{len(files)} of {len(jobs) * len(PSEUDO)} sheets are in {request.output}/")
    return exit_code(findings)


COMMAND = Command("translate pseudo", TranslatePseudo, run, "leaflet translate pseudo overdose --layout all")
