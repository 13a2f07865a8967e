"""The command line, a door: it reads what is asked, calls the passes and says what came of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

from builder.cli.option import Command, Request
from builder.cli.report import Refusal, crash, show
from builder.diagnostics import Findings
from builder.names import UnknownName

COMMANDS = (
    *("build", "check", "explain", "new", "init", "list", "languages", "schema", "watch", "approve"),
    *("verify", "proof", "impose", "test-sheet"),
    *("evidence", "hold", "due", "links"),
    *("region confirm", "services check", "services import"),
    *("translate add", "translate sync", "translate status", "translate export", "translate import"),
    *("translate pseudo", "translate review"),
    *("order check", "order proof", "order run", "order resume", "order recall"),
)
"""Every command, in the order of the help: the modules of `builder.cli.commands`, blanks and hyphens written as `_`."""

_BLANK = " \t\r\n,"

_MODULE = str.maketrans(" -", "__")


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line (default: this process's) and return its exit code: 0, 1 errors, 2 usage."""
    words = sys.argv[1:] if words is None else words
    try:
        return _run(words)
    except KeyboardInterrupt:
        return 130  # what shells expect of a program ended by Ctrl-C
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:
        return crash(error)


def command(name: str) -> Command:
    """The command of that name."""
    found: Command = import_module(f"builder.cli.commands.{name.translate(_MODULE)}").COMMAND
    return found


def _lacking(words: Sequence[str]) -> str | None:
    """What is wrong with a command line that has an empty word; every option and argument means something.

    An empty `-l` would build nothing, an empty `--service` a sheet without its details, and both would look well.
    """
    for before, word in zip(("", *words), words, strict=False):
        option, joined, value = word.partition("=")
        if joined and option.startswith("--") and not value.strip(_BLANK):
            return f"nothing stands behind {option}"
        if not word.strip(_BLANK):
            return f"nothing stands behind {before}" if before.startswith("-") else "one of the words is empty"
    return None


def perform(asked: Command, request: Request) -> int:
    """Run a command; what it refuses is a finding like any other, and exit code 2."""
    try:
        return asked.run(request)
    except Refusal as refusal:
        findings = refusal.findings
    except UnknownName as unknown:
        findings = Findings()
        for each in (unknown, *unknown.more):
            findings.error("unknown-name", str(each), None, *each.hints)
    show(findings, request.format)
    return 2


def _run(words: Sequence[str]) -> int:
    if (lacking := _lacking(words)) is not None:
        findings = Findings()
        hint = "is a variable of a script empty? Leave out what is not meant: the usual is taken then"
        findings.error("usage", lacking, None, hint)
        show(findings, next((form for form in ("short", "json") if form in words), "human"))
        return 2
    for count in (1, 2):
        if (name := " ".join(words[:count])) in COMMANDS:
            from builder.cli.quick import read

            asked = command(name)
            request = read(asked.request, words[count:])
            if request is not None:
                return perform(asked, request)
    from builder.cli.app import hand_over

    return hand_over([command(name) for name in COMMANDS], perform, words)
