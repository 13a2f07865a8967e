"""Processes that share work: started alike on every system, spared by Ctrl-C, ended with the one that gave it."""

from __future__ import annotations

import atexit
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import parent_process
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess


def processes(count: int) -> ProcessPoolExecutor:
    """A pool of so many processes."""
    # spawn: the same on every system, and no thread of this process is copied half alive
    return ProcessPoolExecutor(count, mp_context=_Context(), initializer=_die_with_parent)


class _Process(SpawnProcess):
    def start(self) -> None:
        # a terminal sends Ctrl-C to them all; each would die with a trace of its own, whatever it was importing.
        # What is blocked here is blocked in the new process from its first moment
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            super().start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Context(SpawnContext):
    Process = _Process


def _die_with_parent() -> None:
    """A process ends as soon as the one that gave it work is gone: killed, it cannot say so, and what is left of its
    work would still be written when an order is resumed."""
    # what a process has done is on the disk or handed over; libraries that are taken apart object at length
    atexit.register(os._exit, 0)
    parent = parent_process()
    assert parent is not None, "it is a pool's"

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
