"""What a process costs: CPU and time of it and its children, and the memory it takes at most."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_STEP = 0.01
"""Seconds between two looks at memory."""


class Command(NamedTuple):
    """A command line, where it runs, and what it finds in its environment besides ours."""

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = {}

    def plus(self, words: Sequence[str]) -> Command:
        """The same with more words."""
        return self._replace(words=[*self.words, *words])

    def start(self) -> subprocess.Popen[str]:
        """Begin it. Python keeps the modules it compiles, as it does for people."""
        environment = {**os.environ, **self.environment}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return subprocess.Popen(
            self.words,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )


class Cost(NamedTuple):
    """Seconds of CPU, user and system; seconds by the clock; what was printed."""

    cpu: float
    clock: float
    printed: str


def run(command: Command) -> Cost:
    """Run it to its end. Raises SystemExit with what it said when it fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = command.start()
    printed, told = process.communicate()
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"{' '.join(command.words)} failed:\n{told}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, clock, printed)


def peak(command: Command) -> float:
    """Megabytes at most: shared pages count in parts (PSS). A run of its own, as looking costs time. 0 off Linux."""
    process = command.start()
    most, ended = 0, threading.Event()

    def look() -> None:
        nonlocal most
        while not ended.wait(_STEP):
            most = max(most, _proportional(process.pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    process.communicate()
    ended.set()
    watcher.join()
    return most / 1000


def _proportional(process: int) -> int:
    """Kilobytes of a process and its descendants."""
    total = 0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            total += sum(map(_proportional, map(int, children.read_text().split())))
    except (OSError, ValueError):
        return total  # it ended while we looked
    return total
