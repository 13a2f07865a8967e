"""Orders beside Typst: the same variants compiled one by one, and from plates; sheets and codes a second; memory."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from measure import Command, peak, run
from order_files import HERE, ROOT, write_order
from ours import LAYOUT, LEAFLET, LIBRARY, REGION

STRUCK, GOAL, TIMES, CODES, GROWTH = 1000, 2000, 10.0, 4000, 1.5
"""Sheets struck and checked a second; the whole order so many times as fast as Typst; codes of services a second; and
memory is flat when many times the lines take less than this."""

SEVEN = ("en", "es", "fr", "ar", "zh-Hans", "vi", "ru")
_SERVICES = 400

_OF_TYPST = 210
"""Lines of an order that Typst compiles when time is short, every leaflet in every language ten times over."""

Peer = Callable[[Path, int], Mapping[str, float]]
"""What Typst says about the first lines of an order (`order` in `peers/worker.py`)."""


@dataclass(frozen=True)
class Ordered:
    """Of an order: sheets struck a second; seconds of the whole, also with papers, and Typst's; 0: not measured."""

    name: str
    count: int
    rate: float
    whole: float = 0.0
    papers: float = 0.0
    typst: float = 0.0


@dataclass(frozen=True)
class Orders:
    """What was measured. `codes` a second, `unread` of them; `memory`: lines and megabytes."""

    ordered: tuple[Ordered, ...]
    codes: float
    unread: int
    memory: tuple[tuple[int, float], ...]


def measure_orders(folder: Path, typst: Peer, *, quick: bool) -> Orders:
    """All of it; `quick`: half of it. Ours runs before and after Typst, so that a slow minute touches both."""
    project = _project(folder / "project")
    services = _SERVICES // 4 if quick else _SERVICES
    ordered = []
    sheets = [(f"{LEAFLET}-{at}", LAYOUT) for at in range(3)]
    # as languages go on from line to line, a leaflet seven times over is there in each of them
    every = [sheet for sheet in sheets for _ in SEVEN]
    same = [
        ("one", "the same leaflet, one language", SEVEN[:1], sheets, False),
        ("seven", "the same leaflet, seven languages", SEVEN, sheets, False),
        ("mixed", "the same leaflet, seven languages, mixed", SEVEN, sheets, True),
        ("every", "the same leaflet, each service in all seven languages", SEVEN, every, True),
    ]
    own: dict[str, tuple[str, ...]] = {"overdose, three layouts, seven languages": SEVEN}
    if not quick:
        own["three leaflets, one language"] = SEVEN[:1]
    for id, name, languages, asked, mixed in same:
        order = write_order(project, _SERVICES, languages, f"order-{id}", sheets=asked, region=REGION, mixed=mixed)
        before = _child(project, "whole", order, folder / f"before-{id}")
        # of a long order the first lines, which have all languages
        read = _OF_TYPST if quick else _SERVICES * len(sheets)
        peer = scaled(typst(order, read), _SERVICES * len(asked))
        after = _child(project, "whole", order, folder / f"after-{id}")
        whole, papers = ((before[each] + after[each]) / 2 for each in ("cpu", "with papers"))
        rate = _rate(_child(project, "rate", order, folder / f"rate-{id}"))
        ordered.append(Ordered(name, int(after["count"]), rate, whole, papers, peer))
    for name, spoken in own.items():
        order = write_order(folder, services, spoken, f"own-{len(spoken)}")
        told = _child(folder, "rate", order, folder / f"own-rate-{len(spoken)}")
        ordered.append(Ordered(name, int(told["count"]), _rate(told)))
    codes = _child(folder, "codes", 4_000 if quick else 20_000)
    lengths = (600, 3_000) if quick else (1_000, 10_000)
    memory = tuple([(count, _memory(folder, count)) for count in lengths])
    return Orders(tuple(ordered), _rate(codes), int(codes["count"] - codes["read"]), memory)


def _project(folder: Path) -> Path:
    """The benchmark's library with its leaflet three times over, for three leaflets to a service; recorded as read, as
    the leaflet itself is."""
    shutil.copytree(LIBRARY, folder)
    names = [f"{LEAFLET}-{at}" for at in range(3)]
    for name in names:
        copy = folder / "leaflets" / name
        shutil.copytree(LIBRARY / "leaflets" / LEAFLET, copy)
        text = (copy / "leaflet.yaml").read_text("utf-8")
        (copy / "leaflet.yaml").write_text(re.sub(r"(?m)^id: .*$", f"id: {name}", text, count=1), "utf-8")
    run(Command([sys.executable, "-m", "builder.cli", "hold", *names], folder, {"PYTHONPATH": str(ROOT)}))
    return folder


def _child(folder: Path, *words: object) -> dict[str, float]:
    command = Command([sys.executable, str(HERE / "striking.py"), *map(str, words)], folder, {"PYTHONPATH": str(ROOT)})
    told: dict[str, float] = json.loads(run(command).printed)
    if told.get("refused"):
        raise SystemExit(f"{told['refused']} sheets of {words[1]} were refused")
    return told


def scaled(told: Mapping[str, float], lines: int) -> float:
    """Seconds for all lines: those that were not compiled cost what others do once every language has been there."""
    each = (told["cpu"] - told["start"]) / (told["count"] - told["first"])
    return told["cpu"] + each * (lines - told["count"])


def _rate(told: dict[str, float]) -> float:
    return told["count"] / told["cpu"]


def _memory(folder: Path, lines: int) -> float:
    """Megabytes at most of a whole run in one process."""
    order = write_order(folder, lines // 3, ("en",), f"lines-{lines}")
    words = ["-m", "builder.cli", "order", "run", str(order), "--draft", "--jobs", "1", "-o", str(folder / "memory")]
    return peak(Command([sys.executable, *words], folder, {"PYTHONPATH": str(ROOT)}))


def tables(orders: Orders) -> Iterator[str]:
    """Lines of Markdown."""
    yield ""
    yield "| orders | sheets a second | all, s | with slips, s | typst, s | times |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for each in orders.ordered:
        cells = [each.name, f"{each.rate:,.0f}"]
        if each.whole:
            cells += [f"{each.whole:.1f}", f"{each.papers:.1f}", f"{each.typst:.1f}", f"{each.typst / each.whole:.1f}"]
        yield "| " + " | ".join([*cells, *[""] * (6 - len(cells))]) + " |"
    yield ""
    told = ", ".join(f"{lines:,} lines {megabytes:.0f} MB" for lines, megabytes in orders.memory)
    yield f"QR codes of services: {orders.codes:,.0f} a second, {orders.unread} not decoded. Memory: {told}."


def bars(orders: Orders) -> Iterator[str]:
    """Name, whether it is met, and the figure of each bar."""
    for each in orders.ordered:
        told = f"orders, {each.name}: {STRUCK:,} sheets struck and checked a second (goal {GOAL:,})"
        yield _bar(told, each.rate >= STRUCK, f"{each.rate:,.0f}")
        if each.whole:
            times = each.typst / each.whole
            yield _bar(
                f"orders, {each.name}: the whole {TIMES:g} times as fast as Typst", times >= TIMES, f"{times:.1f}"
            )
    yield _bar(f"codes of services: {CODES:,} a second", orders.codes >= CODES, f"{orders.codes:,.0f}")
    yield _bar("codes of services: all are decoded", not orders.unread, f"{orders.unread} are not")
    (few, small), (many, large) = orders.memory
    told = f"orders, memory: {many / few:g} times the lines, at most {GROWTH:g} times"
    yield _bar(told, large < GROWTH * small, f"{large / small:.2f}")


def _bar(what: str, met: bool, figure: str) -> str:
    return f"{'met   ' if met else 'MISSED'}  {what}: {figure}"
