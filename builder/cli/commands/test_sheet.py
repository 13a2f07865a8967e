"""`leaflet test-sheet`: what a printer does to paper, seen before a thousand sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, get_args

from builder.cli.option import Command, Request, option
from builder.cli.report import exit_code, say, say_data, show
from builder.cli.spot import spot_of
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.paths import shown
from builder.model.dataclass import dataclass
from builder.model.inks import Colouring
from builder.write import write

Finish = Literal["office", "press"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TestSheet(Request):
    """Make a sheet that shows what a printer does to paper.

    It has the size and the folds of a layout. Held against the light, the crosses of the back lie in the rings of the
    front, and the arrows on one another; a ruler says whether 100 mm are 100 mm; a phone reads the three codes; the
    lines at the edges that are missing are out of the printer's reach.
    """

    layout: str = option("layout (default: the region's usual one)", "word", "--layout", metavar="NAME")
    language: str = option("language of the instructions on it", "word", "-l", "--lang", metavar="LANG")
    region: str = option("region, for the paper (default: the project's)", "word", "-r", "--region", metavar="REGION")
    theme: str = option("theme", "word", "--theme", metavar="NAME")
    finish: Finish = option("what is tested", "word", "--finish", choices=get_args(Finish), default="office")
    colour: Colouring = option(
        "cmyk: colours of press sheets are separated into inks",
        "word",
        "--colour",
        choices=get_args(Colouring),
        default="rgb",
    )
    spot: str = option("an ink of its own for the accent colour", "word", "--spot", metavar="NAME=C,M,Y,K")
    output: Path = option("folder for the PDF", "path", "-o", "--output", metavar="DIR", default=Path("output"))


def run(request: TestSheet) -> int:
    """Plan one job, and set its test sheet."""
    from builder.plan import Wanted, plan
    from builder.testsheet import make_test_sheet, name_of, spoken

    spot = spot_of(request.finish, request.colour, request.spot)
    library, findings = Library.open(), Findings()
    words = library.words(findings)
    wanted = Wanted(
        on=date.today(),
        leaflets=library.leaflets()[:1],
        languages=(request.language,) if request.language else (words.language,) if words is not None else (),
        regions=(request.region,) if request.region else (),
        layouts=(request.layout,) if request.layout else (),
        themes=(request.theme,) if request.theme else (),
        finish=request.finish,
        colour=request.colour,
        spot=spot,
    )
    jobs = plan(wanted, library, findings).jobs
    edition = spoken(jobs[0], library, findings) if jobs and findings.ok else None
    data = make_test_sheet(jobs[0], edition, library, findings) if edition is not None else None
    path = request.output / (name_of(jobs[0]) if jobs else "")
    if data is not None:
        try:
            write(path, data)
        except OSError as error:
            findings.error("cannot-write", f"{shown(path)} cannot be written: {error.strerror or error}")
    show(findings, request.format)
    if request.format == "json":
        say_data({"file": str(path) if data is not None and findings.ok else None})
    elif data is not None and findings.ok:
        layout = library.layout(jobs[0].layout, findings)
        one = layout is not None and layout.duplex == "none"
        how = "on one side, then lay a ruler on it" if one else "on both sides, then hold it against the light"
        say(f"{shown(path)}: print it at 100 % {how}")
    return exit_code(findings)


COMMAND = Command("test-sheet", TestSheet, run, "leaflet test-sheet --layout letter-trifold")
