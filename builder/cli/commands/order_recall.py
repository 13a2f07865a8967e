"""`leaflet order recall`: who holds sheets that are no longer right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builder.cli.option import Command, Request, option
from builder.cli.ordering import journal_in
from builder.cli.report import Refusal, exit_code, say, say_data, show, table
from builder.diagnostics import Findings, Hint, did_you_mean
from builder.load import Library
from builder.load.paths import shown
from builder.model.dataclass import dataclass
from builder.names import UnknownName, choose_languages

_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRecall(Request):
    """List the services that hold sheets of an edition, a claim, a number or a translation, and write to each.

    What is asked for is looked up in the journal of all orders; more than one thing must all be so.
    """

    edition: str = option("edition code, as in a sheet's small print", "word", "--edition", metavar="CODE")
    leaflet: str = option("leaflet", "word", "--leaflet", metavar="LEAFLET")
    claim: str = option("claim that a sheet rests on", "word", "--claim", metavar="ID")
    number: str = option("number that a sheet prints: us.treatment", "word", "--number", metavar="NAME")
    translation: str = option("language of the sheet", "word", "--translation", metavar="LANG")
    before: date | None = option("printed before a day, YYYY-MM-DD", "date", "--before", metavar="DATE")
    because: str = option("a sentence for the letters: what is wrong", "word", "--because", metavar="TEXT")
    output: Path = option("folder of the orders", "path", "-o", "--output", metavar="DIR", default=Path("output"))


def run(request: OrderRecall) -> int:
    """Look it up, print it, write the table and the letters."""
    from builder.orders.journal import FILE
    from builder.orders.letters import write_recall
    from builder.orders.recall import Fault, known, recall

    fault = Fault(
        edition=request.edition,
        leaflet=request.leaflet,
        claim=request.claim,
        number=request.number,
        translation=request.translation,
        before=request.before.isoformat() if request.before else "",
    )
    if not fault.asked:
        raise Refusal("usage", "say what is recalled", "leaflet order recall --number us.treatment")
    if not (request.output / FILE).is_file():
        told = f"no order has been run in {shown(request.output)}: its journal, {FILE}, is not there"
        raise Refusal("order-nothing", told, "name the folder of the orders: -o DIR")
    findings = Findings()
    with journal_in(request.output) as journal:
        for what, name in _named(request):
            if name and name not in (every := known(journal, what)):
                hints = _language_meant(name) if what == "languages" else ()
                told = f"no sheet of any order has {what[:-1]} `{name[:60]}`"
                raise Refusal("unknown-name", told, *(hints or did_you_mean(name, every)))
        found = list(recall(journal, fault))
        folder = request.output / f"recall-{_slug(str(fault))}"
        names: list[str] = []
        if found:
            library = Library.open(Path.cwd())
            day = date.fromisoformat(max(each.day for each in found))
            names = write_recall(found, fault, request.because, journal, library, folder, day, findings)
    show(findings, request.format)
    if request.format == "json":
        say_data([each._asdict() for each in found])
    elif not found:
        say(f"no service holds a sheet: {fault}")
    else:
        heads = ("service", "leaflet", "language", "edition", "copies", "order")
        rows = [(e.service, e.leaflet, e.language, e.edition, f"{e.copies:,}", e.order) for e in found[:_SHOWN]]
        table([heads, *rows])
        services = len({each.service for each in found})
        say(f"{sum(each.copies for each in found):,} copies at {services:,} services: {fault}")
        say(f"{shown(folder)}/: {', '.join(names)}")
    return exit_code(findings)


def _named(request: OrderRecall) -> tuple[tuple[str, str], ...]:
    """What is asked for by name. A name that no sheet has is a slip, not a list of services that is empty."""
    return (
        ("editions", request.edition.upper()),
        ("leaflets", request.leaflet),
        ("claims", request.claim),
        ("numbers", request.number),
        ("languages", request.translation),
    )


def _language_meant(name: str) -> tuple[Hint, ...]:
    try:
        choose_languages([name], Library.open(Path.cwd()).languages(Findings()))
    except UnknownName as unknown:
        return unknown.hints
    return ()


def _slug(text: str) -> str:
    return "-".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())[:60]


COMMAND = Command(
    "order recall", OrderRecall, run, "leaflet order recall --number us.treatment --because 'It no longer answers.'"
)
