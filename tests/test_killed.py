"""A build that is killed leaves whole, sound files or none. `tools/kill_builds.py --kills 50` looks longer."""

import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).parents[1] / "tools" / "kill_builds.py"


def test_killed_builds_leave_whole_files() -> None:
    command = [sys.executable, str(TOOL), "--kills", "8", "--languages", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = done.stdout.splitlines()
    assert first.startswith("8 builds started")
    assert "0 of them not whole" in second
    # it has looked at something
    assert int(second.split()[0]) > 0
