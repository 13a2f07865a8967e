"""What the commands about orders share: the journal, a run with its bar and rate, and how it is told."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from builder.cli.progress import Progress
from builder.cli.report import Refusal, say, say_data
from builder.diagnostics import Diagnostic, Findings, Severity
from builder.load import Library
from builder.load.paths import shown

if TYPE_CHECKING:
    from builder.orders.enter import Entering
    from builder.orders.journal import Journal, Order
    from builder.orders.run import Tally

_MOST_ALIKE = {Severity.ERROR: 20, Severity.WARNING: 5, Severity.NOTE: 5}
"""Findings of one code that are shown; four hundred services that nobody has checked are one thing to know."""


@contextmanager
def journal_in(folder: Path) -> Iterator[Journal]:
    """The journal of an output folder. Raises Refusal when it cannot be opened."""
    from builder.orders.journal import Journal

    try:
        journal = Journal(folder)
    except (sqlite3.Error, OSError) as error:
        told = f"the journal in {shown(folder)} cannot be opened: {getattr(error, 'strerror', None) or error}"
        raise Refusal("order-journal", told, "is it a folder that can be written to? -o DIR names another") from None
    try:
        yield journal
    finally:
        journal.close()


def carry_out(
    order: Order,
    folder: Path,
    library: Library,
    journal: Journal,
    findings: Findings,
    *,
    jobs: int,
    scheduler: str = "",
    trying: bool = False,
) -> Tally | None:
    """Run an order to its end; None and an error when something outside stopped it. Raises Refusal."""
    from builder.orders.executor import NoCluster, workshop
    from builder.orders.lock import Held, lock
    from builder.orders.run import Running, Superseded, run
    from builder.orders.work import PlateLost

    place = folder / order.id
    bars = Bars()
    again = f"leaflet order resume {order.id} -o {quote(shown(folder))}"
    try:
        with lock(place), workshop(jobs or os.cpu_count() or 1, scheduler) as shop:
            running = Running(
                order=order,
                folder=place,
                library=library,
                journal=journal,
                workshop=shop,
                findings=findings,
                trying=trying,
                progress=bars.show,
            )
            tally = run(running)
            bars.close()
            if not trying:
                from builder.orders.finish import finish

                finish(journal, order, library, place, findings)
            return tally
    except KeyboardInterrupt:
        if not trying:
            print(f"\norder {order.id} is stopped; to go on: {again}", file=sys.stderr)
        raise
    except Held as held:
        hint = "wait for it to end, or end it; leaflet order resume goes on from there"
        raise Refusal("order-running", f"{held} is at work on order `{order.id}`", hint) from None
    except NoCluster as error:
        raise Refusal("usage", str(error)) from None
    except (OSError, sqlite3.Error) as error:
        told = getattr(error, "strerror", None) or error
        hint = f"{'start it again' if isinstance(error, ConnectionError) else 'free some space'}, then: {again}"
        findings.error("cannot-write", f"the run of order `{order.id}` has stopped: {told}", None, hint)
    except Superseded:
        hint = "what was printed then must stay known: give the new list a reference of its own"
        told = f"another list has been entered as order `{order.id}` at the same time"
        findings.error("order-changed", told, None, hint)
    except PlateLost as error:
        hint = "nothing that was printed can be told apart from what comes now: give the list a new reference"
        findings.error("order-damaged", f"order `{order.id}` cannot go on: {error}", None, hint)
    finally:
        bars.close()
    return None


class Bars:
    """A bar for each part of a run, with rate and time left."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._doing = ""

    def show(self, doing: str, tally: Tally) -> None:
        """How far it is."""
        if doing != self._doing:
            self.close()
            self._bar, self._doing = Progress(tally.total, doing), doing
            self._bar.__enter__()
        if self._bar is not None:
            self._bar.reach(tally.done + tally.refused)

    def close(self) -> None:
        """No bar any more."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
        self._bar, self._doing = None, ""


def told(findings: Findings, *, every_error: bool = False) -> list[Diagnostic]:
    """The findings, of many of one kind the first; a line says how many more there are."""
    seen: Counter[tuple[Severity, str]] = Counter()
    kept = []
    for found in findings:
        kind = found.severity, found.code
        seen[kind] += 1
        if seen[kind] <= _MOST_ALIKE[found.severity] or (every_error and found.severity is Severity.ERROR):
            kept.append(found)
    more = Findings()
    for (severity, code), count in seen.items():
        most = _MOST_ALIKE[severity]
        if count > most and not (every_error and severity is Severity.ERROR):
            more.note(code, f"and {count - most} more of this kind")
    return [*kept, *more]


def say_tally(order: Order, tally: Tally, folder: Path, seconds: float, form: str) -> None:
    """What came of a run, for people or for machines."""
    place = folder / order.id
    if form == "json":
        say_data({"order": order.id, "folder": str(place), "files": tally.done, "refused": tally.refused})
        return
    rate = f" ({tally.done / seconds:,.0f} a second)" if seconds > 1 and tally.done else ""
    say(f"order {order.id}: {tally.done:,} files in {shown(place)}/sheets{rate}")
    if tally.refused:
        say(f"{tally.refused:,} sheets are refused; summary.html says why")
    say(f"{shown(place / 'summary.html')}: what is printed, what it takes, what goes where")
    if sorted(place.glob("test-sheet-*.pdf")):
        say(f"{shown(place)}/test-sheet-*.pdf: print these first on a printer that you do not know yet")


def since() -> float:
    """Seconds on a clock that nobody sets."""
    return time.monotonic()


def wish(services: Path | None, drafts: bool, on: date | None, *, sample: str = "", trying: bool = False) -> Entering:
    """How an order is to be entered. Raises Refusal when `sample` is no percentage."""
    from builder.orders.enter import Entering
    from builder.orders.read import sample_of

    part = sample_of(sample) if sample else None
    if sample and part is None:
        raise Refusal("usage", f"--sample {sample[:20]} is not a percentage", "such as 2%")
    return Entering(on=on or date.today(), drafts=drafts, services=services, sample=part, trying=trying)


def enter_order(file: Path, wanted: Entering, library: Library, journal: Journal, findings: Findings) -> Order | None:
    """The order in the journal, or None and errors."""
    from builder.orders.enter import enter

    try:
        return enter(file, wanted, library, journal, findings)
    except OSError as error:
        findings.error("missing-file", f"{shown(file)} cannot be read: {error.strerror or error}")
    except sqlite3.Error as error:
        findings.error("cannot-write", f"the journal cannot be written: {error}")
    return None


def scheduler_of(executor: str, scheduler: str) -> str:
    """The scheduler's address, "" for this machine. Raises Refusal."""
    if executor == "dask" and not scheduler:
        raise Refusal("usage", "--executor dask needs --scheduler ADDRESS", "such as tcp://10.0.0.5:8786")
    if executor != "dask" and scheduler:
        raise Refusal("usage", "--scheduler goes with --executor dask")
    return scheduler
