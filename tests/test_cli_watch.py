"""`leaflet watch` builds again what a change touches, and ends with Ctrl-C."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue

from builder.load.library import starter_folder
from builder.write import write

ROOT = Path(__file__).parents[1]
PATIENCE = 60  # seconds; a build takes one


def test_a_change_is_built_and_nothing_else(tmp_path: Path) -> None:
    leaflet = tmp_path / "leaflets/withdrawal/leaflet.yaml"
    leaflet.parent.mkdir(parents=True)
    shutil.copy(starter_folder() / "leaflets/withdrawal/leaflet.yaml", leaflet)
    words = ["watch", "overdose", "withdrawal", "-l", "en", "--on", "2026-03-01", "--jobs", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    watching = subprocess.Popen(
        [sys.executable, "-m", "builder.cli", *words], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    )
    lines: Queue[str] = Queue()

    def listen() -> None:
        assert watching.stdout is not None
        for line in watching.stdout:
            lines.put(line)

    listener = threading.Thread(target=listen)
    listener.start()

    def wait_for(words: str) -> str:
        told = ""
        while words not in told:
            try:
                told += lines.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError(f"waited for {words!r}, heard {told!r}") from None
        return told

    try:
        assert "2 built" in wait_for("watching")
        text = leaflet.read_text(encoding="utf-8")
        write(leaflet, text.replace("audience: ", "audience: all ", 1).encode())
        wait_for("1 built, 1 up to date")
        write(leaflet, b"title: [")
        wait_for("failed: withdrawal")
        write(leaflet, text.encode())
        wait_for("1 built, 1 up to date")
    finally:
        watching.send_signal(signal.SIGINT)
        ended = watching.wait(timeout=PATIENCE)
        listener.join()
        assert watching.stdout is not None
        watching.stdout.close()
    assert ended == 0
