"""`leaflet watch`: builds again what a change touches, until Ctrl-C."""

from __future__ import annotations

from pathlib import Path

from builder.cli.commands import build
from builder.cli.option import Command
from builder.cli.report import say
from builder.load import Library
from builder.load.library import shown
from builder.model.dataclass import dataclass
from builder.names import UnknownName

_TURN = 200  # milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch(build.Build):
    """Build, then build again whatever a change touches, until Ctrl-C. Takes what `leaflet build` takes."""


def run(request: Watch) -> int:
    """Ctrl-C ends it; that is no failure."""
    from watchfiles import watch

    folders = [root / name for root in Library.open(Path.cwd()).roots for name in ("leaflets", "layouts")]
    watched = [folder for folder in folders if folder.is_dir()]
    try:
        # the first turn comes when the watch is set up, so that nothing changes between it and the first build
        for turn, changes in enumerate(watch(*watched, yield_on_timeout=True, rust_timeout=_TURN)):
            if turn == 0 or changes:
                _build(request)
            if turn == 0:
                say(f"watching {', '.join(map(shown, watched))}; Ctrl-C ends it")
    except KeyboardInterrupt:
        pass
    return 0


def _build(request: Watch) -> None:
    try:
        build.run(request)
    except UnknownName as unknown:
        # what was asked for has been renamed or deleted; it may come back
        say(str(unknown))


COMMAND = Command("watch", Watch, run, "leaflet watch overdose --lang es --preview")
