"""`leaflet watch`: builds again what a change touches, until Ctrl-C."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.cli.commands import build
from builder.cli.option import Command
from builder.cli.report import say
from builder.load import Library
from builder.names import UnknownName


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch(build.Build):
    """Build, then build again whatever a change touches, until Ctrl-C. Takes what `leaflet build` takes."""


def run(request: Watch) -> int:
    """Never returns by itself: Ctrl-C ends it."""
    from watchfiles import watch

    code = build.run(request)
    folders = [root / name for root in Library.open(Path.cwd()).roots for name in ("leaflets", "layouts")]
    say(f"watching {len([folder for folder in folders if folder.is_dir()])} folders; Ctrl-C ends it")
    for _ in watch(*(folder for folder in folders if folder.is_dir()), raise_interrupt=False):
        try:
            code = build.run(request)
        except UnknownName as unknown:
            # what was asked for has been renamed or deleted; it may come back
            say(str(unknown))
    return code


COMMAND = Command("watch", Watch, run, "leaflet watch overdose --lang es --preview")
