"""How fast we are beside Typst and WeasyPrint, as ratios in one run: `make bench`.

Every figure is CPU, user and system, of whole processes: the median of rounds in which the programs take turns, so that
a slow minute of the machine touches all of them. A program that is not installed is left out, by name.

cold: a new process makes one sheet and writes it. warm: another service in each sheet, one process.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from content import DAY, LAYOUT, LEAFLET, REGION, document

ROOT = Path(__file__).parents[1]
WORKER = [sys.executable, str(Path(__file__).with_name("worker.py"))]
LANGUAGES = ("en", "ar")
COLD, WARM, COUNT = 7, 3, 40


def main() -> None:
    """Measure, and print a table for each language."""
    programs = ["ours", *(name for name in ("typst", "weasyprint") if find_spec(name))]
    for name in {"typst", "weasyprint"} - set(programs):
        print(f"{name} is left out: it is not installed (pip install {name})")
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        for language in LANGUAGES:
            lines = [json.dumps(document(language, number), ensure_ascii=False) for number in range(COUNT)]
            (folder / f"{language}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        for language in LANGUAGES:
            measure(programs, language, folder)


def measure(programs: list[str], language: str, folder: Path) -> None:
    """Print the rows of one language."""
    cold: dict[str, list[float]] = {name: [] for name in programs}
    warm: dict[str, list[float]] = {name: [] for name in programs}
    size: dict[str, int] = {}
    for _ in range(COLD):
        for name in programs:
            cold[name].append(cpu(command(name, language, folder), folder)[0])
    for _ in range(WARM):
        for name in programs:
            told = json.loads(cpu([*WORKER, name, language, str(COUNT), str(folder)], folder)[1])
            warm[name].append(told["each"])
            size[name] = told["size"]
    print(f"\n{LEAFLET}, {language}, {LAYOUT}")
    print(f"{'':12} {'cold ms':>9} {'x Typst':>8} {'warm ms':>9} {'x Typst':>8} {'KB':>6}")
    middle = {name: (statistics.median(cold[name]), statistics.median(warm[name])) for name in programs}
    beside = middle.get("typst", middle["ours"])
    for name, (once, each) in middle.items():
        print(
            f"{name:12} {once * 1000:9.0f} {once / beside[0]:8.1f} {each * 1000:9.1f} {each / beside[1]:8.1f}"
            f" {size[name] / 1000:6.1f}"
        )


def command(name: str, language: str, folder: Path) -> list[str]:
    """What a cold start runs: for us the command itself, as people run it."""
    if name != "ours":
        return [*WORKER, name, language, "1", str(folder)]
    words = ["build", LEAFLET, "-l", language, "-r", REGION, "--layout", LAYOUT, "--on", str(DAY), "--force"]
    return [sys.executable, "-m", "builder.cli", *words, "-o", str(folder / "output")]


def cpu(words: list[str], folder: Path) -> tuple[float, str]:
    """Seconds of CPU of a process and its children, and what it printed. Modules are compiled beforehand."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(words, capture_output=True, text=True, cwd=folder, env=environment, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode:
        raise SystemExit(f"{' '.join(words)}\n{ended.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ended.stdout


if __name__ == "__main__":
    main()
