"""Feed spoilt files to every door, as a test bench does: findings, never a traceback, in bounded time and memory.

    python tools/fuzz.py --count 10000
    python tools/fuzz.py --door order-xlsx --only 1234

Each input is made from a sound file by its number alone, so it can be made again. What ends in a traceback, says
nothing, or takes too long or too much is told with its door and number, made as small as it still fails, and kept
in `output/fuzz/`; the exit code is 1. A worker that hangs or dies is found by its parent.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from multiprocessing.connection import Connection, wait
from pathlib import Path
from random import Random
from signal import SIGKILL
from typing import NamedTuple

from fuzz_doors import ROOT, Door, Silent, doors
from fuzz_mutate import joined

MEGABYTES = 250
"""What one input may take on top of what the process had."""

_TRIES = 150
"""Inputs that are tried to make a failing one smaller."""


@dataclass(frozen=True)
class Outcome:
    """What came of one input; `fault` is "" when all is well, and else begins with its kind."""

    door: str
    number: int
    fault: str
    seconds: float
    megabytes: float


def main() -> int:
    """Feed them, and say how it went."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--count", type=int, default=10_000, help="how many inputs, over all doors")
    asked.add_argument("--first", type=int, default=0, help="the number to begin with")
    asked.add_argument("--door", default="", help="one door alone")
    asked.add_argument("--only", type=int, default=-1, help="one input alone, with its traceback")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--list", action="store_true", help="name the doors")
    given = asked.parse_args()
    known = {name: door for name, door in doors().items() if given.door in ("", name)}
    if given.list or not known:
        print("\n".join(doors()))
        return 0 if given.list else 2
    if given.only >= 0:
        return _once(plan(known, given.only, 1)[0])
    inputs = plan(known, given.first, given.count)
    since = time.monotonic()
    outcomes = run(inputs, given.jobs)
    faults = [each for each in outcomes if each.fault]
    print(summary(outcomes, time.monotonic() - since), flush=True)
    for fault, same in groupby(sorted(faults, key=_alike), key=_alike):
        first, *others = same
        path = keep(known[first.door], first)
        more = f" and {len(others)} more" if others else ""
        print(f"{first.door} {first.number}{more}: {fault or first.fault}\n    {path.relative_to(ROOT)}", flush=True)
    return 1 if faults or len(outcomes) != len(inputs) else 0


def _alike(outcome: Outcome) -> str:
    """Faults of one kind in one place are one fault."""
    _, found, place = outcome.fault.rpartition("(")
    return f"{outcome.fault.partition(':')[0]} in {place.removesuffix(')')}" if found else outcome.fault


def plan(known: Mapping[str, Door], first: int, count: int) -> list[tuple[Door, int]]:
    """Doors in turn, the heavy ones more often; the number says all."""
    turns = [door for door in known.values() for _ in range(door.weight)]
    Random(len(turns)).shuffle(turns)
    return [(turns[number % len(turns)], number) for number in range(first, first + count)]


def made(door: Door, number: int) -> bytes:
    """The input of this number."""
    dice = Random(f"{door.name} {number}")
    seeds = door.seeds()
    data = dice.choice(seeds)
    if len(seeds) > 1 and dice.random() < 0.05:
        data = joined(data, dice.choice(seeds), dice)
    return door.mutate(data, dice)


def feed(door: Door, number: int, data: bytes) -> Outcome:
    """Give one input to its door, in a project of its own."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / door.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        before, began = _peak_from_now(), time.process_time()
        fault = ""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                door.feed(path, Path(folder))
        except Silent:
            fault = "silent: nothing came of it and nothing was said"
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__}: {str(error)[:120]} ({Path(last.filename).name}:{last.lineno})"
        seconds = time.process_time() - began
        megabytes = max(0.0, _peak() - before)
    if not fault and seconds > door.seconds:
        fault = f"slow: {seconds:.1f} s"
    if not fault and megabytes > MEGABYTES:
        fault = f"large: {megabytes:.0f} MB"
    return Outcome(door.name, number, fault, seconds, megabytes)


def run(inputs: Sequence[tuple[Door, int]], jobs: int) -> list[Outcome]:
    """All of them, in processes that are made anew when one hangs or dies."""
    known = {door.name: door for door, _ in inputs}
    for door in known.values():
        door.seeds()  # once, before the processes are forked
    waiting, outcomes = list(reversed(inputs)), list[Outcome]()
    workers: dict[Connection, _Worker] = {}
    while waiting or workers:
        while waiting and len(workers) < jobs:
            worker = _Worker.start(known)
            workers[worker.pipe] = worker
            worker.give(waiting.pop())
        ready = wait(list(workers), 0.2)
        for pipe, worker in list(workers.items()):
            if pipe in ready:
                try:
                    outcomes.append(pipe.recv())
                except EOFError:
                    outcomes.append(worker.lost("died"))
                else:
                    if len(outcomes) % 1000 == 0:
                        print(f"{len(outcomes)} of {len(inputs)}", file=sys.stderr)
                    if waiting:
                        worker.give(waiting.pop())
                        continue
            elif time.monotonic() - worker.since > worker.doing[0].patience:
                outcomes.append(worker.lost("hangs"))
            else:
                continue
            worker.end()
            del workers[pipe]
    return outcomes


class _Worker(NamedTuple):
    process: multiprocessing.process.BaseProcess
    pipe: Connection
    busy: list[tuple[Door, int, float]]

    @classmethod
    def start(cls, known: Mapping[str, Door]) -> _Worker:
        context = multiprocessing.get_context("fork")
        mine, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, known), daemon=True)
        process.start()
        theirs.close()
        return cls(process, mine, [])

    def give(self, task: tuple[Door, int]) -> None:
        self.busy[:] = [(*task, time.monotonic())]
        self.pipe.send((task[0].name, task[1]))

    @property
    def doing(self) -> tuple[Door, int, float]:
        return self.busy[0]

    @property
    def since(self) -> float:
        return self.busy[0][2]

    def lost(self, how: str) -> Outcome:
        door, number, since = self.doing
        return Outcome(door.name, number, f"{how}: the process", time.monotonic() - since, 0.0)

    def end(self) -> None:
        if self.process.pid is not None and self.process.is_alive():
            os.kill(self.process.pid, SIGKILL)
        self.process.join()
        self.pipe.close()


def _work(pipe: Connection, known: Mapping[str, Door]) -> None:
    while True:
        try:
            name, number = pipe.recv()
        except EOFError:
            return
        pipe.send(feed(known[name], number, made(known[name], number)))


def keep(door: Door, found: Outcome) -> Path:
    """The smallest input that still fails the same way, as a file."""
    data = made(door, found.number)
    kind = found.fault.partition(":")[0]
    if kind not in ("hangs", "died"):
        data = _smaller(door, found.number, data, found.fault.rpartition("(")[2] if "(" in found.fault else kind)
    path = ROOT / "output" / "fuzz" / f"{door.name}-{found.number}{Path(door.place).suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _smaller(door: Door, number: int, data: bytes, mark: str) -> bytes:
    """Parts are left out as long as the fault stays the same."""
    size, tries = len(data) // 2, 0
    while size and tries < _TRIES:
        at = 0
        while at < len(data) and tries < _TRIES:
            tries += 1
            shorter = data[:at] + data[at + size :]
            if mark in feed(door, number, shorter).fault:
                data = shorter
            else:
                at += size
        size //= 2
    return data


def summary(outcomes: Sequence[Outcome], seconds: float) -> str:
    """A line for each door, and one for all."""
    counts = Counter(each.door for each in outcomes)
    lines = []
    for door, count in sorted(counts.items()):
        own = [each for each in outcomes if each.door == door]
        slowest = max(own, key=lambda each: each.seconds)
        largest = max(own, key=lambda each: each.megabytes)
        lines.append(
            f"{door:18}{count:6} inputs, {sum(bool(each.fault) for each in own)} faults, "
            f"at most {slowest.seconds:.2f} s ({slowest.number}) and {largest.megabytes:.0f} MB ({largest.number})"
        )
    faults = sum(bool(each.fault) for each in outcomes)
    return "\n".join([*lines, f"{len(outcomes)} inputs in {seconds:.0f} s, {faults} faults"])


def _once(task: tuple[Door, int]) -> int:
    door, number = task
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / door.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made(door, number))
        door.feed(path, Path(folder))
    return 0


def _peak_from_now() -> float:
    """Megabytes now; what `_peak` says from here on is of what comes. Linux alone knows."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return _peak()


def _peak() -> float:
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    sys.exit(main())
