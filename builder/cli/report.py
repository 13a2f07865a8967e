"""How commands speak: findings on stderr in the form asked for, results on stdout."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from builder.diagnostics import Diagnostic, Findings, Hint, Severity


class Refusal(Exception):
    """The command line asks for something that does not exist or does not go together: exit code 2."""

    def __init__(self, code: str, message: str, *hints: Hint | str) -> None:
        super().__init__(message)
        self.findings = Findings()
        self.findings.error(code, message, None, *hints)


def show(findings: Iterable[Diagnostic], form: str) -> None:
    """Print findings on stderr."""
    from builder.render import render

    render(findings, form, sys.stderr, colour=_coloured())


def say(text: str) -> None:
    """Print a line of result on stdout."""
    print(text)


def say_data(data: Any) -> None:
    """Print a result for machines on stdout."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
    print()


def table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns, the first row being the heads."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def exit_code(findings: Findings, strict: bool = False) -> int:
    """0 without errors; `strict` makes warnings count."""
    return 1 if not findings.ok or (strict and findings.count(Severity.WARNING)) else 0


def crash(error: Exception) -> int:
    """Say that the builder itself failed, without a trace unless LEAFLET_DEBUG=1; returns 1."""
    if os.environ.get("LEAFLET_DEBUG") == "1":
        raise error
    if isinstance(error, OSError):
        print(f"error[cannot-write]: {_of_system(error)}", file=sys.stderr)
        return 1
    from builder.build_all import OUR_FAULT

    print(f"error[internal-error]: the builder failed: {type(error).__name__}: {error}", file=sys.stderr)
    print(f"  hint: {OUR_FAULT}", file=sys.stderr)
    return 1


def _of_system(error: OSError) -> str:
    """What the system refused: a full disk, a folder that has gone, a file where a folder should be."""
    reason = (error.strerror or str(error)).lower()
    if error.filename is not None:
        # what is not written yet has a hidden name
        name = re.sub(r"\.([^/\\]+)\.[0-9]+\.part$", r"\1", os.fsdecode(error.filename))
        return f"{name[:300]} cannot be read or written: {reason}"
    try:
        os.getcwd()
    except OSError:
        return f"the folder that the command was called in is not there any more: {reason}"
    return f"what the command says cannot be written: {reason}"


def _coloured() -> bool:
    # no-color.org
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ


def counted(count: int, what: str) -> str:
    """`no errors`, `1 error`, `24 errors`."""
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
