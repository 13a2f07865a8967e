"""Spoilt files at every door: findings, never a traceback, in bounded time and memory. `make fuzz` feeds 10,000."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TOOLS = Path(__file__).parents[1] / "tools"
INPUTS = 300


@pytest.fixture(scope="module")
def fuzz() -> Iterator[ModuleType]:
    sys.path.insert(0, str(TOOLS))
    try:
        import fuzz as tool

        yield tool
    finally:
        sys.path.remove(str(TOOLS))


def door(fuzz: ModuleType, feed: Callable[[Path, Path], None], **more: Any) -> Any:
    return fuzz.Door("one", "a/b.txt", lambda: (b"sound " * 40,), feed, lambda data, dice: data, **more)


def faults(fuzz: ModuleType, feed: Callable[[Path, Path], None], **more: Any) -> list[str]:
    (outcome,) = fuzz.run([(door(fuzz, feed, **more), 0)], 1)
    return [outcome.fault.partition(":")[0]] if outcome.fault else []


def test_spoilt_files_are_findings(fuzz: ModuleType) -> None:
    known = fuzz.doors()
    assert len(known) > 40
    inputs = fuzz.plan(known, 0, INPUTS)
    assert {each.name for each, _ in inputs} == set(known)
    outcomes = fuzz.run(inputs, 1)
    assert len(outcomes) == INPUTS
    assert [f"{each.door} {each.number}: {each.fault}" for each in outcomes if each.fault] == []


def test_an_input_is_made_again_from_its_number(fuzz: ModuleType) -> None:
    known = fuzz.doors()
    for name in ("yaml-layout", "order-csv", "logo-png"):
        made = [fuzz.made(known[name], number) for number in range(20)]
        assert made == [fuzz.made(known[name], number) for number in range(20)]
        assert len(set(made)) > 10


def test_faults_are_told(fuzz: ModuleType) -> None:
    def fails(path: Path, project: Path) -> None:
        raise KeyError(path.read_text())

    def says_nothing(path: Path, project: Path) -> None:
        raise fuzz.Silent

    def takes_long(path: Path, project: Path) -> None:
        since = time.process_time()
        while time.process_time() - since < 0.2:
            pass

    def hangs(path: Path, project: Path) -> None:
        time.sleep(60)

    def takes_much(path: Path, project: Path) -> None:
        bytearray(b"x" * (fuzz.MEGABYTES + 50) * 1_000_000)

    def dies(path: Path, project: Path) -> None:
        import os

        os._exit(3)

    assert faults(fuzz, lambda path, project: None) == []
    assert faults(fuzz, fails) == ["KeyError"]
    assert faults(fuzz, says_nothing) == ["silent"]
    assert faults(fuzz, takes_long, seconds=0.1, patience=60.0) == ["slow"]
    assert faults(fuzz, hangs, patience=0.3) == ["hangs"]
    assert faults(fuzz, dies) == ["died"]
    if Path("/proc/self/clear_refs").exists():
        assert faults(fuzz, takes_much) == ["large"]


def test_what_fails_is_made_smaller(fuzz: ModuleType) -> None:
    def fails(path: Path, project: Path) -> None:
        if b"nd sou" in path.read_bytes():
            raise ValueError("it is there")

    one = door(fuzz, fails)
    outcome = fuzz.feed(one, 0, fuzz.made(one, 0))
    assert outcome.fault.startswith("ValueError: it is there")
    smaller = fuzz._smaller(one, 0, fuzz.made(one, 0), "ValueError")
    assert b"nd sou" in smaller
    assert len(smaller) < 20
