"""`leaflet translate review`: the paper that a checker reads and signs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builder.cli.option import Command, Request, option, required
from builder.cli.report import exit_code, say, say_data, show
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.names import choose, choose_languages
from builder.write import write


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateReview(Request):
    """Make a PDF for the speaker who checks a translation: every message numbered, source and translation side by side.

    Each stands beside a picture of its panel, with a box to tick; the last page is signed. The signature is recorded
    with `leaflet approve`, which keeps the digest that the page prints.
    """

    leaflet: str = required("the leaflet", "word", metavar="LEAFLET")
    language: str = required("the language of the translation", "word", metavar="LANG")
    region: str = option("the region (default: the project's)", "word", "-r", "--region", metavar="REGION")
    on: date | None = option("the day it is, as YYYY-MM-DD (default: today)", "date", "--on", metavar="DATE")
    output: Path = option("folder for the PDF", "path", "-o", "--output", metavar="DIR", default=Path("output/review"))


def run(request: TranslateReview) -> int:
    """Set it and write it."""
    from builder.translators.review import review

    library = Library.open(Path.cwd())
    findings = Findings()
    (leaflet,) = choose("leaflet", [request.leaflet], library.leaflets())
    (lang,) = choose_languages([request.language], library.languages(findings))
    defaults = library.defaults(findings)
    asked = [request.region] if request.region else [defaults.region] if defaults is not None else []
    (region,) = choose("region", asked, library.regions())
    data = review(library, leaflet, region, lang, request.on or date.today(), findings)
    path = request.output / f"{leaflet}-{lang}-{region}-review.pdf"
    if data is not None:
        try:
            write(path, data)
        except OSError as error:
            findings.error("cannot-write", f"{path} cannot be written: {error.strerror or error}")
    show(findings, request.format)
    if request.format == "json":
        say_data({"file": str(path) if data is not None else None})
    elif data is not None and findings.ok:
        say(f"{path}: print it, have a speaker read and sign it")
    return exit_code(findings)


COMMAND = Command("translate review", TranslateReview, run, "leaflet translate review overdose es --region us")
