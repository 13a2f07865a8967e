"""`leaflet verify`: what finished PDFs hold, in one table."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.cli.option import Command, Request, option
from builder.cli.report import Refusal, exit_code, say, say_data, show, table
from builder.codes import pages
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass

if TYPE_CHECKING:
    from builder.identify import Known
    from builder.verify import Verdict

_MOST_BYTES = 50_000_000
_STATES = {"holds": "holds", "fails": "FAILS", "unasked": "not asked"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify(Request):
    """Read finished PDFs back as a stranger would, and say what holds.

    A file that the builder made is compared with its sheet: the manifest beside it, or the edition's code in its foot,
    tells which. Of any other file only what it can answer by itself is asked, and of sheets that `leaflet impose` made
    nothing that is for screens: verify the files on them, too.
    """

    files: tuple[str, ...] = option("PDFs to verify", "words", metavar="FILE")
    on: date | None = option("the day it is, as YYYY-MM-DD (default: today)", "date", "--on", metavar="DATE")


def run(request: Verify) -> int:
    """Verify each file; print the table of one, or a line for each of several."""
    if not request.files:
        raise Refusal("missing-file", "no file to verify is named", "leaflet verify output/*.pdf")
    from builder.identify import verify_file

    library, findings = Library.open(Path.cwd()), Findings()
    told: list[tuple[str, Known, Verdict]] = []
    for name in request.files:
        data = _read(name, findings)
        if data is not None:
            known, verdict = verify_file(Path(name), data, library, request.on or date.today())
            verdict.tell(findings, name)
            told.append((name, known, verdict))
    show(findings, request.format)
    if request.format == "json":
        say_data([{"file": name, **_sheet(known), **verdict.as_data()} for name, known, verdict in told])
    elif len(told) == 1:
        _say_one(*told[0])
    elif told:
        _say_all(told)
    return exit_code(findings)


def _read(name: str, findings: Findings) -> bytes | None:
    path = Path(name)
    if not path.is_file():
        findings.error("missing-file", f"there is no file {name[:200]}")
        return None
    try:
        if path.stat().st_size > _MOST_BYTES:
            findings.error("file-too-large", f"{name} has more than {_MOST_BYTES // 1_000_000} MB")
            return None
        return path.read_bytes()
    except OSError as error:
        findings.error("unreadable-file", f"{name} cannot be read: {error.strerror or error}")
        return None


def _sheet(known: Known) -> dict[str, Any]:
    """What the file was recognised as."""
    job = known.job
    if job is None:
        return {"edition": known.code or None, "sheet": None, "pages-on-sides": list(known.sheets)}
    named = (job.leaflet, job.language, job.region, job.layout, job.theme, job.finish)
    keys = ("leaflet", "language", "region", "layout", "theme", "finish")
    return {"edition": known.code, "sheet": dict(zip(keys, named, strict=True)), "pages-on-sides": []}


def _called(known: Known) -> str:
    if known.sheets:
        sides = "1 side" if len(known.sheets) == 1 else f"{len(known.sheets):,} sides"
        most = max(known.sheets)
        return f"sheets to print from: {sides}, " + ("1 page on each" if most == 1 else f"up to {most} pages on each")
    found = _sheet(known)
    if found["sheet"] is None:
        return f"edition {known.code} on an unknown sheet" if known.code else "not a sheet of this library"
    return ", ".join(found["sheet"].values()) + f"; edition {known.code}"


def _say_one(name: str, known: Known, verdict: Verdict) -> None:
    say(f"{name}: {_called(known)}")
    rows = [(result.code, _STATES[result.state], _claim(result.code)) for result in verdict.results]
    table([("check", "state", "what it claims"), *rows])
    say(_sum(verdict))


def _say_all(told: list[tuple[str, Known, Verdict]]) -> None:
    rows = [(name, _called(known), _sum(verdict)) for name, known, verdict in told]
    table([("file", "what it is", "checks"), *rows])


def _sum(verdict: Verdict) -> str:
    counts = {state: sum(result.state == state for result in verdict.results) for state in _STATES}
    parts = [f"{counts['holds']} hold", f"{counts['fails']} fail", f"{counts['unasked']} not asked"]
    return ", ".join(part for part, count in zip(parts, counts.values(), strict=True) if count or part[0] != "0")


def _claim(code: str) -> str:
    return " ".join(pages()[code].split("\n\n")[0].split())


COMMAND = Command("verify", Verify, run, "leaflet verify output/overdose-en-us-letter-trifold-draft.pdf")
