"""`leaflet due`: what runs out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from builder.cli.option import Command, Request, option
from builder.cli.report import Refusal, say, say_data, table
from builder.diagnostics import Findings
from builder.due import Due as Item
from builder.due import days, due
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.names import choose
from builder.translate.whole import languages_begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(Request):
    """List what runs out: reviews of leaflets, claims, numbers that have to be dialed again, translations, services."""

    within: str = option("how far to look ahead: 60d, 8w, 3m", "word", "--within", metavar="TIME", default="60d")
    regions: tuple[str, ...] = option(
        "regions (default: all that are listed)", "words", "-r", "--region", metavar="REGION"
    )
    on: date = option("the day it is, as YYYY-MM-DD (default: today)", "date", "--on", metavar="DATE")


def run(request: Due) -> int:
    """Print a table, the most urgent first; 1 when something has run out already."""
    library = Library.open(Path.cwd())
    on = request.on or date.today()
    try:
        until = on + timedelta(days=days(request.within))
    except (ValueError, OverflowError):
        raise Refusal("usage", f"`{request.within[:20]}` is no stretch of time", "write 60d, 8w or 3m") from None
    listed = {id: library.region(id, Findings()) for id in library.regions()}
    usual = tuple(id for id, region in listed.items() if region is not None and region.listed)
    regions = choose("region", request.regions, library.regions()) or usual
    found = due(library, regions, languages_begun(library, everywhere=True), until, on)
    if request.format == "json":
        say_data([_data(one) for one in found])
    elif found:
        table([("by", "what", "name", "why", "then"), *(_row(one, on) for one in found)])
    else:
        say(f"nothing runs out by {until}")
    return 1 if any(one.by is not None and one.by < on for one in found) else 0


def _row(one: Item, on: date) -> tuple[str, ...]:
    when = "never" if one.by is None else one.by.isoformat() + (" (over)" if one.by < on else "")
    return when, one.kind, one.name, one.what, one.act


def _data(one: Item) -> dict[str, str | None]:
    place = str(one.span) if one.span is not None else None
    by = one.by.isoformat() if one.by is not None else None
    return {"kind": one.kind, "name": one.name, "what": one.what, "by": by, "act": one.act, "place": place}


COMMAND = Command("due", Due, run, "leaflet due --within 60d")
