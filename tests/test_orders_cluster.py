"""An order run on a Dask cluster ends with the files of one run at home, also when a worker is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path
from typing import Any

import pytest
from orders import DAY, ROOT, Project, hashes, many_services, order_file, services_file

from builder.orders.executor import Workshop

LINES = [
    (f"s{at:03}", leaflet, "en", "letter-trifold", 5) for at in range(24) for leaflet in ("overdose", "withdrawal")
]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and two workers of one process each, which nobody starts again."""
    told = tmp_path / "scheduler.json"
    begun = [_begin(tmp_path, "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))]
    try:
        _wait(told.exists)
        address = str(json.loads(told.read_text())["address"])
        words = (address, "--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path))
        begun += [_begin(tmp_path, "dask_worker", *words) for _ in range(2)]
        yield address, begun[1:]
    finally:
        for process in begun:
            process.kill()
            process.communicate()


def _begin(folder: Path, what: str, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{what}", *words, "--no-dashboard"]
    return subprocess.Popen(command, cwd=folder, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _wait(ready: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not ready():
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.02)


def test_a_cluster_makes_the_same_files_though_a_worker_is_killed(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    path = order_file(tmp_path, LINES)
    services_file(tmp_path, many_services(24))
    assert Project(tmp_path / "home").run(path).done == len(LINES)
    words = ["order", "run", str(path), "--draft", "--on", DAY.isoformat(), "-o", str(tmp_path / "out")]
    run = subprocess.Popen(
        [sys.executable, "-m", "builder.cli", *words, "--executor", "dask", "--scheduler", address],
        cwd=tmp_path,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    sheets = tmp_path / "out/county/sheets"
    _wait(lambda: run.poll() is not None or len(list(sheets.glob("*/*.pdf"))) > 3)
    workers[0].send_signal(signal.SIGKILL)
    said, _ = run.communicate(timeout=120)
    assert run.returncode == 0, said.decode()
    assert hashes(tmp_path / "out/county") == hashes(tmp_path / "home/county")


def test_a_cluster_without_workers_is_told(tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    address, workers = cluster
    for worker in workers:
        worker.kill()
        worker.wait()
    said = _ordered(tmp_path, address, "e._GATHERING = 1")
    assert said.returncode == 2
    assert f"error[usage]: the Dask scheduler at {address} has no workers" in said.stderr


def test_a_cluster_that_goes_away_is_told() -> None:
    class Gone(Executor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(CancelledError())
            return future

    with pytest.raises(ConnectionError, match="the Dask scheduler has gone"):
        list(Workshop(Gone, 1).each(abs, [1]))


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path) -> None:
    said = _ordered(tmp_path, "tcp://127.0.0.1:9", "e._PATIENCE = 1")
    assert said.returncode == 2
    assert "error[usage]: no Dask scheduler answers at tcp://127.0.0.1:9" in said.stderr


def _ordered(folder: Path, address: str, patience: str) -> subprocess.CompletedProcess[str]:
    path = order_file(folder, [("north", "overdose", "en", "letter-trifold", 5)])
    words = ["order", "run", str(path), "--draft", "--executor", "dask", "--scheduler", address]
    # in a process of its own: what Dask has begun goes on for a while
    program = f"import sys, builder.orders.executor as e; {patience}; "
    program += "from builder.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, *words, "-o", str(folder / "out")]
    return subprocess.run(command, env=_environment(), capture_output=True, text=True, timeout=120, check=False)
