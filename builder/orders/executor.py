"""Where the work is done: in this process, on all cores, or on a Dask cluster. The bytes are the same everywhere."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_PATIENCE = 10  # seconds for a scheduler to answer
_GATHERING = 30  # seconds for a first worker to come
_ATTEMPTS = 3  # a process that is killed takes its work with it; the same work killing three is a fault of the work


class NoCluster(Exception):
    """Dask is not installed, or its scheduler does not answer; the message says which."""


class Workshop:
    """Gives work to an executor, a little ahead of what comes back. A broken executor is replaced."""

    def __init__(self, opened: Callable[[], Executor], width: int) -> None:
        self._opened = opened
        self._executor = opened()
        self._ahead = 2 * width + 1

    def each(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Tasks with their results, as they come back. What a task raises is raised here; ConnectionError when a
        cluster has gone.

        Tasks are taken one by one, so there may be any number of them.
        """
        waiting = iter(tasks)
        running: dict[Future[Result], tuple[Task, int]] = {}
        again: list[tuple[Task, int]] = []
        try:
            while True:
                while len(running) < self._ahead and (given := again.pop() if again else _next(waiting)):
                    running[self._submit(work, given[0])] = given
                if not running:
                    return
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                lost = []
                for future in finished:
                    task, attempt = running.pop(future)
                    try:
                        yield task, future.result()
                    except BrokenExecutor:
                        if attempt >= _ATTEMPTS:
                            raise
                        lost.append((task, attempt + 1))
                    except CancelledError:
                        # nobody here has cancelled it
                        raise ConnectionError("the Dask scheduler has gone") from None
                if lost:
                    again += [*lost, *running.values()]
                    running.clear()
                    self._renew()
        finally:
            for future in running:
                future.cancel()

    def close(self) -> None:
        """No more work; what is running is waited for, what is not has been cancelled."""
        self._executor.shutdown(wait=True)

    def _submit(self, work: Callable[[Task], Result], task: Task) -> Future[Result]:
        try:
            return self._executor.submit(work, task)
        except BrokenExecutor:
            self._renew()
            return self._executor.submit(work, task)

    def _renew(self) -> None:
        self._executor.shutdown(wait=False)
        self._executor = self._opened()


def _next(tasks: Iterator[Task]) -> tuple[Task, int] | None:
    for task in tasks:
        return task, 1
    return None


class _Here(Executor):
    """Does the work at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        # what the work has kept from the collector is this process's own again
        gc.unfreeze()


@contextmanager
def workshop(jobs: int, scheduler: str = "") -> Iterator[Workshop]:
    """A workshop of so many processes, or of a Dask cluster's. Raises NoCluster."""
    if scheduler:
        client = _client(scheduler)
        try:
            client.wait_for_workers(1, timeout=_GATHERING)
        except TimeoutError:
            client.close()
            raise NoCluster(f"the Dask scheduler at {scheduler} has no workers: dask worker {scheduler}") from None
        made = Workshop(partial(client.get_executor, pure=False), len(client.nthreads()))
    elif jobs <= 1:
        made = Workshop(_Here, 0)
    else:
        made = Workshop(partial(_processes, jobs), jobs)
    try:
        yield made
    finally:
        made.close()
        if scheduler:
            client.close()


def _processes(count: int) -> Executor:
    # 20 ms to import, which a check of the command line need not pay
    from builder.pool import processes

    return processes(count)


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster("Dask is not installed: pip install 'leaflet-builder[cluster]'") from None
    # a scheduler that goes away would leave traces of each of its threads; it is told as any other finding
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    # it says nothing of its types
    begin: Any = Client
    try:
        return begin(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise NoCluster(f"no Dask scheduler answers at {scheduler}: {error}") from None
