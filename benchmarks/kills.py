"""Kills a run of an order again and again at random moments, and holds what comes of it against a run left alone.

    kills.py [--kills 40] [--jobs 2] [--seed 1] [--scheduler ADDRESS]

Odd kills take the process that leads alone, even ones all of its group at once. When a run comes to its end before it
is killed, its files are compared and the next one begins in another folder.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from order_files import ROOT, write_order

_LONGEST = 10.0
"""Seconds that a run is left alone at most."""


def main() -> None:
    """Run, kill, resume, compare; ends with an error when a file differs."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=40)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--services", type=int, default=400)
    asked.add_argument("--scheduler", default="")
    given = asked.parse_args()
    dice = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="kills-") as named:
        folder = Path(named)
        order = write_order(folder, given.services, ("en", "ar"))
        more = ["--jobs", str(given.jobs)]
        more += ["--executor", "dask", "--scheduler", given.scheduler] if given.scheduler else []
        began = time.monotonic()
        _finish(_start(folder / "whole", "run", str(order), "--draft", *more))
        longest = min(_LONGEST, time.monotonic() - began)
        wanted = hashes(folder / "whole" / order.stem)
        print(f"left alone: {len(wanted)} files in {time.monotonic() - began:.1f} s", flush=True)
        kills = ends = 0
        process, out = None, folder
        while kills < given.kills or process is not None:
            if process is None:
                out = folder / f"out{ends}"
                process = _start(out, "run", str(order), "--draft", *more)
            if kills < given.kills and _runs_longer(process, dice.uniform(0.05, longest)):
                _kill(process, kills)
                kills += 1
                # killed before the order was entered there is nothing to go on with
                begun = (out / order.stem).exists()
                words = ["resume", order.stem] if begun else ["run", str(order), "--draft"]
                process = _start(out, *words, *more)
                continue
            _finish(process)
            found = hashes(out / order.stem)
            if found != wanted:
                odd = sorted({each for each, digest in {*found.items()} ^ {*wanted.items()}})
                raise SystemExit(f"after {kills} kills {len(odd)} files differ: {odd[:5]}")
            ends += 1
            process = None
    print(f"{kills} kills, {ends} ends: the same {len(wanted)} files each time")


def hashes(folder: Path) -> dict[str, str]:
    """Every file of an order and its digest; what begins with a dot is the builder's own, parts of files are not."""
    own = (".plates", ".lock")
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in own
    }


def _start(out: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "builder.cli", "order", *words, "-o", str(out)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=out.parent, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True,
    )  # fmt: skip


def _finish(process: subprocess.Popen[str]) -> None:
    said, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"a run ended with {process.returncode}:\n{said}")


def _kill(process: subprocess.Popen[str], number: int) -> None:
    if number % 2:
        process.send_signal(signal.SIGKILL)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _runs_longer(process: subprocess.Popen[str], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return True
    return False


if __name__ == "__main__":
    main()
