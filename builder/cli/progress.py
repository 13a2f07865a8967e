"""A progress bar on work over a second; without a terminal, a line now and then on work that takes long."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import ProgressColumn, Task, TaskID

_PATIENCE = 1.0  # seconds without a bar
_PAUSE = 15.0  # seconds between two lines where there is no terminal


class Progress:
    """Counts steps of `total`. On stderr: a bar when it is a terminal and the work has lasted a second, else lines."""

    def __init__(self, total: int, doing: str) -> None:
        self._total = total
        self._doing = doing
        self._count = 0
        self._since = self._told = time.monotonic()
        self._terminal = sys.stderr.isatty()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def step(self, *_: object) -> None:
        """One more is done."""
        self.reach(self._count + 1)

    def reach(self, count: int) -> None:
        """So many are done."""
        self._count = count
        now = time.monotonic()
        if self._bar is None and self._terminal and now - self._since > _PATIENCE:
            self._draw()
        if not self._terminal and now - self._told > _PAUSE:
            self._told = now
            print(self._line(now - self._since), file=sys.stderr, flush=True)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._count)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _line(self, seconds: float) -> str:
        """How far it is, how fast, and how long it will take."""
        rate = self._count / seconds
        left = f", {_length((self._total - self._count) / rate)} left" if rate and self._total > self._count else ""
        return f"{self._doing}: {self._count:,} of {self._total:,}, {rate:,.0f} a second{left}"

    def _draw(self) -> None:
        # rich takes 60 ms to import: most builds are done before they need it
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _rate(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task(self._doing, total=self._total, completed=self._count)
        self._bar.start()


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _rate() -> ProgressColumn:
    """How many a second."""
    from rich.progress import ProgressColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed and task.speed >= 10 else "")

    return Rate()
