"""Makes documents with the builder in this process, as `peers/worker.py` does with the others.

    ours.py warm  COUNT FOLDER               languages in turn, each document for another service
    ours.py batch COUNT FOLDER               the same, all in English

`warm` and `batch` print a line of JSON: seconds of CPU and of the clock for all documents, and of CPU for each pass.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from variants import LANGUAGES, WEB, clinic, language

HERE = Path(__file__).resolve().parent

PASSES = {
    "translate": ("builder.build.translate",),
    "compose": ("builder.compose.compose",),
    "paint": ("builder.pdf.paint", "builder.build._struck"),
    "verify": ("builder.verify.verify",),
}
"""The functions that each pass is: a sheet for a service is struck from a plate. What is not called is not counted."""

LIBRARY, LEAFLET, REGION, LAYOUT = HERE / "library", "trifold", "bench", "a4-trifold"
DAY = date(2026, 1, 1)


def main(mode: str, count: str, folder: str) -> None:
    """Run one mode."""
    numbers = range(1, int(count) + 1)
    _many([language(number) if mode == "warm" else "en" for number in numbers], Path(folder))


def command(lang: str, folder: Path) -> list[str]:
    """The words after `leaflet` for the benchmark's leaflet; run in `LIBRARY`."""
    words = ["build", LEAFLET, "-l", lang, "-r", REGION, "--layout", LAYOUT, "--on", str(DAY)]
    return [*words, "-o", str(folder), "--force"]


def _many(languages: list[str], folder: Path) -> None:
    from builder.build import Job, build
    from builder.diagnostics import Findings
    from builder.load import Library
    from builder.load.library import starter_folder
    from builder.model.service import Service
    from builder.model.source import Id
    from builder.qr import symbol

    library = Library((LIBRARY, starter_folder()))
    spent = {name: _Clock(places) for name, places in PASSES.items()}

    def make(lang: str, number: int) -> bytes:
        one = clinic(number)
        service = Service(
            id=Id(f"clinic-{number}"), name=one.name, address=(one.street, one.town), phone=one.phone, url=one.address
        )
        job = Job(
            leaflet=LEAFLET,
            region=REGION,
            language=lang,
            layout=LAYOUT,
            theme="calm",
            stem=LEAFLET,
            on=DAY,
            service=service,
        )
        built = build(job, library)
        if built.data is None:
            raise SystemExit("\n".join(map(str, built.findings)))
        return built.data

    layout = library.layout(LAYOUT, Findings())
    assert layout is not None
    for address in (WEB, *(clinic(number).address for number in range(len(languages) + 1))):
        symbol(address, layout.qr_level)
    for known in LANGUAGES:
        make(known, 0)
    folder.mkdir(parents=True, exist_ok=True)
    for each in spent.values():
        each.seconds = 0.0
    cpu, clock = time.process_time(), time.perf_counter()
    for number, lang in enumerate(languages, 1):
        (folder / f"{number}.pdf").write_bytes(make(lang, number))
    told = {"cpu": time.process_time() - cpu, "clock": time.perf_counter() - clock, "count": len(languages)}
    print(json.dumps({**told, "passes": {name: each.seconds for name, each in spent.items() if each.called}}))


class _Clock:
    """Sums up the CPU of every call of some functions, which callers look up in their modules when they need them."""

    def __init__(self, places: Sequence[str]) -> None:
        self.seconds = 0.0
        self.called = False
        for place in places:
            module, _, name = place.rpartition(".")
            if find_spec(module) is not None and hasattr(import_module(module), name):
                setattr(import_module(module), name, self._timed(getattr(import_module(module), name)))

    def _timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            self.called = True
            began = time.process_time()
            try:
                return function(*given, **named)
            finally:
                self.seconds += time.process_time() - began

        return timed


if __name__ == "__main__":
    main(*sys.argv[1:])
