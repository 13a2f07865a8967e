"""What a process does for an order, first part: a plate is compiled and put where all processes find it."""

from __future__ import annotations

import atexit
import gc
import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from builder.build import Job, Made, meant_by, plate_of, resources, typeset, typesetter
from builder.checks.content.printed import statements
from builder.compose.whole import whole
from builder.diagnostics import Diagnostic, Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.edition import Edition
from builder.model.service import Service
from builder.model.sheet import Sheet, Words
from builder.orders.packing import pack_kept
from builder.plates import Plate, Press
from builder.verify import verify
from builder.write import write

FOLDER = ".plates"
"""In an order's folder; the leading dot keeps it out of what is sent to the printer."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A compiled plate in the order's folder: `<file>.plate` and `<file>.sheet`, and their digests."""

    file: str
    plate: str
    sheet: str


@dataclass(frozen=True, slots=True)
class Compiling:
    """A plate to compile: its key and job; `folder` is the order's, `drafts`: an unsigned edition will do.

    `trying`: an unsigned edition is an error, and compiled nevertheless, for what else is to be found. The first of
    `services` whose details fit proves the plate: with it, the sheet is read back in full.
    """

    roots: tuple[Path, ...]
    folder: Path
    key: str
    job: Job
    drafts: bool
    trying: bool
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of it: where it is, None when it cannot be; facts as JSON."""

    key: str
    ref: Ref | None
    code: str
    draft: bool
    facts: str
    findings: tuple[Diagnostic, ...]


def compile_one(task: Compiling) -> Compiled:
    """Compile a plate and write it. Raises OSError when it cannot be written."""
    spare_collector()
    library = library_of(task.roots)
    try:
        with library.still():
            return _compile(task, library)
    finally:
        # what a plate leaves is kept for others, but for ten kilobytes; looking through it would be for nothing
        gc.freeze()


@cache
def spare_collector() -> None:
    """What has been loaded stays; looking through it again and again costs a tenth of the time."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    # what is frozen when Python ends counts as lost to the libraries that own it, and they say so at length
    atexit.register(gc.unfreeze)


def _compile(task: Compiling, library: Library) -> Compiled:
    findings = Findings()
    typed = typeset(task.job, library, findings, left_open=True)
    if typed is None:
        return Compiled(task.key, None, "", False, "", tuple(findings))
    edition, sheet = typed
    if edition.draft and not task.drafts:
        told = f"{task.job.leaflet} in {task.job.language} is a draft: {'; '.join(edition.reasons[:3])}"
        hint = "have it signed and checked, or run the order with --draft: every face will say that it is a draft"
        findings.error("order-draft", told, None, hint)
        if not task.trying:
            return Compiled(task.key, None, edition.code, True, "", tuple(findings))
    if not sheet.openings:
        told = f"{task.job.leaflet} on {task.job.layout} has no place for a service's details"
        findings.warn("no-imprint", told, None, "every service gets the same sheet")
    proof = Findings()
    made = plate_of(task.job, edition, sheet, library, proof)
    if proof.ok:
        _prove(task, made, edition, sheet, library, proof)
    findings.extend(proof)
    if not proof.ok:
        return Compiled(task.key, None, edition.code, edition.draft, "", tuple(findings))
    plate = pack_kept(made)
    # the sheet is for those that are read back in full, also when the leaflet has changed meanwhile
    meant = pack_kept((edition, sheet))
    name = f"{FOLDER}/{task.key}"
    write(task.folder / f"{name}.plate", plate)
    write(task.folder / f"{name}.sheet", meant)
    ref = Ref(name, sha256(plate).hexdigest(), sha256(meant).hexdigest())
    facts = json.dumps(facts_of(edition, sheet), ensure_ascii=False, sort_keys=True)
    return Compiled(task.key, ref, edition.code, edition.draft, facts, tuple(findings))


def _prove(task: Compiling, plate: Plate, edition: Edition, sheet: Sheet, library: Library, findings: Findings) -> None:
    """Every check, before a thousand sheets come from the plate."""
    press = press_of(task.roots)
    for service in task.services:
        data = press.strike(plate, service, Findings())
        if data is not None:
            fillings = [each.filled for each in press.details(plate, service) if each.filled is not None]
            made = Made(edition, whole(sheet, fillings), data)
            verify(data, meant_by(task.job, made, library)).tell(findings, task.key)
            return


def facts_of(edition: Edition, sheet: Sheet) -> dict[str, object]:
    """What must be known of an edition when something in it turns out to be wrong, and what it takes to print it."""
    trim = sheet.pages[0].trim
    return {
        "claims": sorted(
            {id for each in statements(edition.leaflet) for id in (each.claims.ids if each.claims else ())}
        ),
        "numbers": sorted(_numbers(edition, sheet)),
        "reviewed": edition.leaflet.reviewed,
        "check_by": edition.leaflet.check_by,
        "reasons": list(edition.reasons),
        "pages": len(sheet.pages),
        "duplex": sheet.duplex,
        "width": round(trim.width, 2),
        "height": round(trim.height, 2),
        "folds": len(sheet.pages[0].folds),
    }


def _numbers(edition: Edition, sheet: Sheet) -> Iterator[str]:
    """The region's numbers and addresses that are on the sheet, as `us.treatment`."""
    lines = (item.line for page in sheet.pages for item in page.items if isinstance(item, Words))
    text = _bare("".join([cluster.text for line in lines for run in line.runs for cluster in run.clusters]))
    region = edition.region
    if _bare(region.emergency.number) in text:
        yield f"{region.id}.emergency"
    for line in region.helplines:
        web = line.url.removeprefix("https://").removeprefix("www.").rstrip("/")
        if any(_bare(each) in text for each in (line.phone, line.sms, line.tty, web) if each):
            yield f"{region.id}.{line.id}"


def _bare(text: str) -> str:
    return "".join(text.split()).replace("\u2060", "")


def hold(library: Library) -> None:
    """This process has a library: what has been read from it is not read again."""
    _held[:] = [library]


def library_of(roots: tuple[Path, ...]) -> Library:
    """A process's library lives as long as it."""
    if not _held or _held[0].roots != roots:
        hold(Library(roots))
    return _held[0]


def press_of(roots: tuple[Path, ...]) -> Press:
    """A process has one press for its library: what proves a plate is known when its sheets are struck."""
    library = library_of(roots)
    if not _pressed or _pressed[0][0] is not library:
        findings = Findings()
        _pressed[:] = [(library, Press(typesetter(library, findings), resources(library, findings)))]
    return _pressed[0][1]


_held: list[Library] = []
_pressed: list[tuple[Library, Press]] = []
