"""Kill builds at random moments, as a power cut would, and look at what they leave: whole, sound files or none.

    python tools/kill_builds.py --kills 50

A first build is timed. Then each build makes every sheet anew; it and all its processes get SIGKILL after a random
time, at most half as long again. After each, every PDF that
it wrote is read back and checked; what is not whole is told, and the exit code is 1. At the end a build runs to its
end, and must sweep up what the killed ones left.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from builder.verify import verify

ROOT = Path(__file__).resolve().parents[1]
BUILD = [sys.executable, "-m", "builder.cli", "build", "overdose", "--layout", "all", "--force", "--jobs", "2"]


def main() -> int:
    """Kill, look, and say how it went."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--languages", default="en,ar")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    dice = Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        command = [*BUILD, "--lang", given.languages, "--output", str(output)]
        started = time.monotonic()
        subprocess.run([*command, "--output", str(Path(folder) / "timed")], cwd=ROOT, capture_output=True, check=True)
        longest = time.monotonic() - started
        looked, bad, parts, interrupted = 0, list[str](), 0, 0
        for _ in range(given.kills):
            since = time.time()
            interrupted += _kill(command, longest * dice.uniform(0.1, 1.5))
            parts += len(list(output.glob(".*.part")))
            fresh = [path for path in sorted(output.glob("*.pdf")) if path.stat().st_mtime >= since - 1.0]
            looked += len(fresh)
            bad += [f"{path.name}: {fault}" for path in fresh if (fault := _fault(path))]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        left = [path.name for path in output.glob(".*.part")]
        names = [path.name for path in sorted(output.glob("*.pdf"))]
        print(f"{given.kills} builds started, {interrupted} killed on the way, {parts} parts left behind")
        print(f"{looked} files read back, {len(bad)} of them not whole; {len(names)} files in the end")
        for told in [*bad, *[f"{name} is left over" for name in left]]:
            print(told)
        if done.returncode:
            print(done.stderr)
    return 1 if bad or left or done.returncode or not names else 0


def _kill(command: list[str], after: float) -> bool:
    """Start a build and kill it and its processes; whether it was still running."""
    quiet = subprocess.DEVNULL
    started = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        started.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        return True
    return False


def _fault(path: Path) -> str:
    """What is wrong with a file, "" for nothing."""
    verdict = verify(path.read_bytes())
    failing = [result.code for result in verdict.results if result.state == "fails"]
    title = verdict.proof.says.information.get("Title", "") if verdict.proof is not None else ""
    return ", ".join(failing) or ("" if title else "no title")


if __name__ == "__main__":
    sys.exit(main())
