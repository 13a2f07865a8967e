"""Run: an order that stands in the journal becomes files, from wherever it was left.

What has been done is in the journal before anything rests on it: killed at any moment, a run goes on where it was and
ends with the same files.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from builder.diagnostics import Diagnostic, Findings, Severity
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.service import Service
from builder.orders.asked import Asked
from builder.orders.executor import Workshop
from builder.orders.journal import Journal, Order, PlateRow, Strike
from builder.orders.naming import DRAFT, FINAL
from builder.orders.packing import pack
from builder.orders.plates import Compiled, Compiling, Ref, compile_one, hold
from builder.orders.work import Chunk, PlateLost, Reading, Struck, Wish, is_whole, read_files, strike_chunk
from builder.write import sweep

_CHUNK = 48  # sheets handed to a process at once, those of a service together
_TRIED = 3  # services of which the first that fits proves a plate
_READ_TOGETHER = 16


@dataclass(frozen=True, slots=True)
class Tally:
    """How far it is: sheets done and refused, of all."""

    done: int
    refused: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A run: the order and its folder. `trying`: nothing is written but plates. `progress` hears of every step."""

    order: Order
    folder: Path
    library: Library
    journal: Journal
    workshop: Workshop
    findings: Findings
    trying: bool = False
    progress: Callable[[str, Tally], None] = lambda doing, tally: None


class Superseded(Exception):
    """Another list has been entered under the order's id after it, and before its run began."""


def run(running: Running) -> Tally:
    """Do what is left to do. Raises OSError, sqlite3.Error, PlateLost and Superseded; what is done then stays done."""
    journal, order = running.journal, running.order
    hold(running.library)
    if not running.trying:
        if not journal.begin(order):
            raise Superseded
        _tidy(running)
        _mend_plates(running)
    _compile(running)
    _strike(running)
    if not running.trying:
        _read(running)
        if order.state == "running":
            # a process that outlived the one that was killed may have left a part after all
            _sweep(running)
        # what the journal says is on the disk is there now, power cut or not
        os.sync()
    return _tally(running)


def plates_of(journal: Journal, order: str) -> dict[str, Ref]:
    """Where the order's compiled plates are, by key."""
    ready = journal.plates(order, "ready")
    return {plate.key: Ref(**json.loads(plate.ref)) for plate in ready}


def _tidy(running: Running) -> None:
    """Files that are not as the journal has them are made again; parts that a kill has left go."""
    journal, order = running.journal, running.order.id
    _sweep(running)
    lost: list[Strike] = []
    for each in journal.strikes(order, "done"):
        try:
            held = sha256((running.folder / each.path).read_bytes()).hexdigest()
        except OSError:
            held = ""
        if held != each.sha256:
            lost.append(replace(each, state="waiting", sha256="", size=0))
    with journal:
        journal.settle(order, lost)


def _mend_plates(running: Running) -> None:
    """Compiled plates that are gone or damaged are compiled again, and come out as they were. Raises PlateLost."""
    lost = {
        row.key: (row, ref)
        for row in running.journal.plates(running.order.id, "ready")
        if not is_whole(running.folder, ref := Ref(**json.loads(row.ref)))
    }
    for task, made in running.workshop.each(compile_one, (_compiling(running, row) for row, _ in lost.values())):
        if made.ref != lost[task.key][1]:
            told = "is lost, and its leaflet is not what it was" if made.ref is not None else "is lost"
            raise PlateLost(f"the plate {task.key} {told}")


def _sweep(running: Running) -> None:
    for folder, _, _ in os.walk(running.folder):
        sweep(Path(folder))


def _compile(running: Running) -> None:
    journal, order = running.journal, running.order
    waiting = journal.plates(order.id, "waiting")
    tasks = (_compiling(running, row) for row in waiting)
    rows = {row.key: row for row in waiting}
    running.progress("composing", Tally(0, 0, len(waiting)))
    asked = Asked(journal, order.id, running.findings)
    try:
        for done, (task, made) in enumerate(running.workshop.each(compile_one, tasks), 1):
            asked.keep(made.findings, task.key)
            _settle_plate(running, rows[task.key], made)
            running.progress("composing", Tally(done, 0, len(waiting)))
    finally:
        asked.tell()


def _compiling(running: Running, row: PlateRow) -> Compiling:
    order = running.order
    first = _first(running.journal, order.id, row.key)
    roots = running.library.roots
    return Compiling(roots, running.folder, row.key, row.job, order.drafts, running.trying, first)


def _first(journal: Journal, order: str, plate: str) -> tuple[Service, ...]:
    asked = "select service from sheets where list = ? and plate = ? order by service limit ?"
    ids = [str(row[0]) for row in journal.rows(asked, (order, plate, _TRIED))]
    return tuple(service for id in ids if (service := journal.service(order, id)) is not None)


def _settle_plate(running: Running, row: PlateRow, made: Compiled) -> None:
    journal, order = running.journal, running.order.id
    ref = made.ref
    state = "ready" if ref is not None else "refused"
    told = json.dumps({"file": ref.file, "plate": ref.plate, "sheet": ref.sheet}) if ref is not None else ""
    with journal:
        settled = replace(row, state=state, code=made.code, draft=made.draft, ref=told, facts=made.facts)
        journal.settle_plate(order, settled, pack(made.findings))
        if ref is None:
            journal.refuse_plate(order, row.key, _reason(made.findings))
        elif made.draft:
            journal.mark_drafts(order, row.key, FINAL, DRAFT)


def _strike(running: Running) -> None:
    journal, order = running.journal, running.order.id
    tally, asked = _tally(running), Asked(journal, order, running.findings)
    running.progress("striking", tally)
    try:
        for chunk, results in running.workshop.each(strike_chunk, _chunks(running)):
            settled = []
            for wish, struck in zip(chunk.wishes, results, strict=True):
                service = chunk.services[wish.service].id
                settled.append(_settled(service, wish, struck))
                asked.keep(struck.findings, wish.plate, service)
            with journal:
                journal.settle(order, settled)
            done = sum(each.state == "done" for each in settled)
            tally = Tally(tally.done + done, tally.refused + len(settled) - done, tally.total)
            running.progress("striking", tally)
    finally:
        asked.tell()


def _chunks(running: Running) -> Iterator[Chunk]:
    """What waits, service by service: what the sheets of one share is made once."""
    journal, order = running.journal, running.order.id
    refs = plates_of(journal, order)
    services: list[Service] = []
    wishes: list[Wish] = []

    def chunk() -> Chunk:
        plates = {wish.plate: refs[wish.plate] for wish in wishes}
        return Chunk(running.library.roots, running.folder, plates, tuple(services), tuple(wishes))

    for strike in journal.strikes(order):
        if not services or services[-1].id != strike.service:
            if len(wishes) >= _CHUNK:
                yield chunk()
                services, wishes = [], []
            service = journal.service(order, strike.service)
            assert service is not None, "entered with the line"
            services.append(service)
        wishes.append(Wish(len(services) - 1, strike.plate, "" if running.trying else strike.path))
    if wishes:
        yield chunk()


def _settled(service: str, wish: Wish, struck: Struck) -> Strike:
    if struck.sha256:
        return Strike(service, wish.plate, wish.path, "done", struck.sha256, struck.size)
    return Strike(service, wish.plate, wish.path, "refused", reason=_reason(struck.findings))


def _read(running: Running) -> None:
    """The last file of every plate and a sample, which the order alone decides, are read back in full."""
    journal, order = running.journal, running.order
    refs, rows = plates_of(journal, order.id), {row.key: row for row in journal.plates(order.id)}
    chosen, asked = _sample(journal, order), Asked(journal, order.id, running.findings)
    total = sum(map(len, chosen.values()))
    tasks = (
        _reading(running, rows[plate], refs[plate], strikes[start : start + _READ_TOGETHER])
        for plate, strikes in chosen.items()
        for start in range(0, len(strikes), _READ_TOGETHER)
    )
    done = 0
    for reading, found in running.workshop.each(read_files, tasks):
        pairs = [(service.id, reading.job.stem) for service in reading.services]
        wrong = [
            Strike(service.id, reading.job.stem, path, "refused", reason=_reason(told))
            for service, path, told in zip(reading.services, reading.paths, found, strict=True)
            if any(each.severity is Severity.ERROR for each in told)
        ]
        for each in wrong:
            (running.folder / each.path).unlink(missing_ok=True)
        with journal:
            journal.settle(order.id, wrong)
            journal.mark_read(order.id, pairs)
        for (service_id, plate), told in zip(pairs, found, strict=True):
            asked.keep(told, plate, service_id)
        done += len(pairs)
        running.progress("reading back", Tally(done, 0, total))
    asked.tell()


def _reading(running: Running, row: PlateRow, ref: Ref, strikes: list[Strike]) -> Reading:
    services = [running.journal.service(running.order.id, each.service) for each in strikes]
    known = tuple([service for service in services if service is not None])
    return Reading(running.library.roots, running.folder, row.job, ref, known, tuple([each.path for each in strikes]))


def _sample(journal: Journal, order: Order) -> dict[str, list[Strike]]:
    """By plate: its last sheet, and of all sheets so many in a thousand. What has been read is not read again."""
    last: dict[str, Strike] = {}
    chosen: dict[str, list[Strike]] = {}
    for strike in journal.strikes(order.id, "done"):
        last[strike.plate] = strike
        lot = sha256(f"{order.digest} {strike.service} {strike.plate}".encode()).digest()
        if int.from_bytes(lot[:4], "big") % 1000 < order.header.sample:
            chosen.setdefault(strike.plate, []).append(strike)
    for plate, strike in last.items():
        if strike not in chosen.setdefault(plate, []):
            chosen[plate].append(strike)
    asked = "select service, plate from sheets where list = ? and read = 1"
    known = {(str(row[0]), str(row[1])) for row in journal.rows(asked, (order.id,))}
    return {
        plate: left
        for plate, strikes in sorted(chosen.items())
        if (left := [each for each in strikes if (each.service, plate) not in known])
    }


def _tally(running: Running) -> Tally:
    journal, order = running.journal, running.order.id
    return Tally(journal.count(order, "done"), journal.count(order, "refused"), journal.count(order))


def _reason(findings: tuple[Diagnostic, ...]) -> str:
    errors = [found for found in findings if found.severity is Severity.ERROR]
    return f"{errors[0].code}: {errors[0].message}" if errors else "it could not be made"
