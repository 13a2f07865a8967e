"""How fast we are beside Typst, WeasyPrint and ReportLab's platypus, as ratios in one run: `make bench`.

Everybody sets the same text on the same paper in the same faces (`library/` for us, `peers/leaflet.json` for the
others). Every figure is the median of rounds in which all take turns, so that a slow minute of the machine touches all.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from ctypes import CDLL
from dataclasses import dataclass, field
from pathlib import Path

from measure import Command, peak, run
from order_rates import Orders, measure_orders
from order_rates import bars as order_bars
from order_rates import tables as order_tables
from ours import LEAFLET, LIBRARY, command
from report import READ, Results, bars, tables

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PEERS = ("typst", "weasyprint", "reportlab")
OURS, OVERDOSE = "ours", "overdose"
"""The benchmark's leaflet, and one that people use; each before its file is read back, and as the command does it."""

LANGUAGES = ("en", "es", "ar")
_FACES = ("NotoSans-Regular", "NotoSans-Bold", "NotoSansArabic-Regular", "NotoSansArabic-Bold")
_FACES_OF_ORDERS = (*_FACES, "NotoSansSC-Regular", "NotoSansSC-Bold")
"""Of `LANGUAGES`, and of the seven of orders."""

FONTS, FONTS_OF_ORDERS = "fonts", "fonts-of-orders"


@dataclass(frozen=True)
class Effort:
    """How many rounds, and how many documents in each."""

    cold: int
    cold_languages: tuple[str, ...]
    warm: int
    warm_documents: int
    batch: int
    batch_documents: int


FULL = Effort(cold=7, cold_languages=("en", "ar"), warm=3, warm_documents=50, batch=2, batch_documents=100)
QUICK = Effort(cold=3, cold_languages=("en",), warm=1, warm_documents=21, batch=1, batch_documents=30)


def main() -> None:
    """Measure, print the tables, say which bars are met."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--quick", action="store_true", help="one round of most things: two minutes instead of six")
    asked.add_argument("--python", default=sys.executable, help="the Python that has the peers (requirements.txt)")
    asked.add_argument("--keep", type=Path, help="a folder for everybody's PDFs, to look at")
    given = asked.parse_args()
    python = program(given.python)
    if python is None:
        asked.error(f"there is no Python at {given.python}: `make bench` makes one that has the peers")
    try:
        CDLL("libharfbuzz-subset.so.0")
    except OSError:
        print("WeasyPrint finds no libharfbuzz-subset here and cuts its fonts three times slower than with it")
    with tempfile.TemporaryDirectory(prefix="bench-") as named:
        bench = Bench(Path(named), python, QUICK if given.quick else FULL)
        bench.measure()
        if given.keep:
            shutil.copytree(bench.kept, given.keep, dirs_exist_ok=True)
        print("\n".join([*tables(bench.results), *order_tables(bench.orders)]))
        print("\n".join([*bars(bench.results), *order_bars(bench.orders)]))


def program(named: str) -> str | None:
    """The whole path of a program, as it is started from other folders; None where there is none."""
    found = shutil.which(named)
    # a link in a virtual environment is not followed: Python tells by it which one it is in
    return os.path.abspath(found) if found else None


@dataclass
class Bench:
    """One run of everything."""

    folder: Path
    python: str
    effort: Effort
    results: Results = field(default_factory=Results)
    orders: Orders = field(init=False)

    @property
    def kept(self) -> Path:
        """Everybody's PDFs."""
        return self.folder / "kept"

    def measure(self) -> None:
        """All measures, one after the other."""
        self._prepare()
        self._sizes()
        for lang in self.effort.cold_languages:
            # `nothing`: Python, the texts and the QR codes, which every peer pays before its own part
            colds = {"nothing": self._peer("cold", "nothing", lang, self.folder / "x.pdf"), **self._colds(lang)}
            for name, cold in _in_turn(colds, self.effort.cold):
                self.results.cold.setdefault((name, lang), []).append(run(cold).cpu)
            _say(f"cold, {lang}")
        for name, warm in _in_turn(self._many("warm", self.effort.warm_documents), self.effort.warm):
            self._note(name, run(warm).printed, self.results.warm)
        _say("warm")
        for name, batch in _in_turn(self._many("batch", self.effort.batch_documents), self.effort.batch):
            self._note(name, run(batch).printed, self.results.batch)
        _say("batch")
        many = self._many("batch", self.effort.batch_documents // 3)
        many[OURS + READ] = many.pop(OURS)
        for name, cold in self._colds("en").items():
            self.results.memory[name] = (peak(cold), peak(many[name]) if name in many else 0.0)
        _say("memory")
        self.orders = measure_orders(self.folder, self._typst, quick=self.effort.cold < FULL.cold)
        _say("orders")

    def _prepare(self) -> None:
        """The faces in folders of their own, four also as fontconfig sees them, which WeasyPrint asks. Our texts are
        recorded as read, as their authors do: the evidence is not held against them again in every build."""
        run(Command([str(_leaflet())], LIBRARY).plus(["hold", LEAFLET, OVERDOSE]))
        for name, faces in ((FONTS, _FACES), (FONTS_OF_ORDERS, _FACES_OF_ORDERS)):
            (self.folder / name).mkdir()
            for face in faces:
                shutil.copy(ROOT / "layouts" / "fonts" / f"{face}.ttf", self.folder / name)
        where = f"<dir>{self.folder / FONTS}</dir><cachedir>{self.folder / 'cache'}</cachedir>"
        told = f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{where}</fontconfig>'
        (self.folder / "fonts.conf").write_text(told, encoding="utf-8")

    def _sizes(self) -> None:
        """Everybody's files, and a first run that compiles modules and fills the caches of fonts."""
        self.kept.mkdir()
        for name in PEERS:
            for lang in LANGUAGES:
                file = self.kept / f"{name}-{lang}.pdf"
                run(self._peer("cold", name, lang, file))
                self.results.size[name, lang] = file.stat().st_size
        for name in (OURS, OVERDOSE):
            for lang in LANGUAGES:
                made = self.folder / f"{name}-{lang}"
                run(self._own(name, lang, made))
                (file,) = made.glob("*.pdf")
                self.results.size[name, lang] = file.stat().st_size
                shutil.copy(file, self.kept / f"{name}-{lang}.pdf")
            run(self._own(name, "en", made, read=False))

    def _colds(self, lang: str) -> dict[str, Command]:
        made = {name: self._peer("cold", name, lang, self.folder / "x.pdf") for name in PEERS}
        for name in (OURS, OVERDOSE):
            made[name] = self._own(name, lang, self.folder / "out", read=False)
            made[name + READ] = self._own(name, lang, self.folder / "out")
        return made

    def _many(self, mode: str, count: int) -> dict[str, Command]:
        peers = {name: self._peer(mode, name, count, self.folder / name) for name in PEERS}
        return {**peers, OURS: self._ours(mode, count, self.folder / "many")}

    def _peer(self, *words: object, fonts: str = FONTS) -> Command:
        environment = {
            "PYTHONPATH": str(HERE),
            "BENCH_FONTS": str(self.folder / fonts),
            "FONTCONFIG_FILE": str(self.folder / "fonts.conf"),
        }
        return Command([self.python, str(HERE / "peers" / "worker.py"), *map(str, words)], self.folder, environment)

    def _typst(self, order: Path, lines: int) -> Mapping[str, float]:
        words = ("order", "typst", lines, self.folder / "typst", order)
        told: dict[str, float] = json.loads(run(self._peer(*words, fonts=FONTS_OF_ORDERS)).printed)
        return told

    def _ours(self, *words: object) -> Command:
        return Command([sys.executable, str(HERE / "ours.py"), *map(str, words)], LIBRARY, {"PYTHONPATH": str(ROOT)})

    def _own(self, name: str, lang: str, folder: Path, *, read: bool = True) -> Command:
        """A cold start of the command."""
        words = command(lang, folder)
        if name == OVERDOSE:
            words = ["build", OVERDOSE, "-l", lang, "-o", str(folder), "--force"]
        return Command([str(_leaflet())] if read else [sys.executable, str(HERE / "unread.py")], LIBRARY).plus(words)

    @staticmethod
    def _note(name: str, printed: str, where: dict[str, list[Mapping[str, float]]]) -> None:
        told = json.loads(printed)
        count = told["count"]
        passes = {f"pass {each}": seconds / count for each, seconds in told.get("passes", {}).items()}
        where.setdefault(name, []).append({"cpu": told["cpu"] / count, "clock": told["clock"] / count, **passes})


def _leaflet() -> Path:
    return Path(sys.executable).with_name("leaflet")


def _in_turn(commands: Mapping[str, Command], rounds: int) -> Iterator[tuple[str, Command]]:
    """All commands, each round beginning with another one."""
    items = list(commands.items())
    for number in range(rounds):
        first = number % len(items)
        yield from items[first:] + items[:first]


def _say(what: str) -> None:
    print(f"measured: {what}", file=sys.stderr)


if __name__ == "__main__":
    main()
