"""Reads a plain command line without importing typer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from builder.cli.option import Option, Request, options

RequestType = TypeVar("RequestType", bound=Request)


def read(request: type[RequestType], words: Sequence[str]) -> RequestType | None:
    """The request that `words` make, or None where typer must speak: help, a mistake, a rarer way of writing.

    Understood are `--option VALUE`, `--option=VALUE`, `-o VALUE`, flags, arguments, and `--` before arguments.
    """
    known = options(request)
    by_flag = {flag: (name, each) for name, each in known.items() for flag in each.flags}
    arguments: list[str] = []
    given: dict[str, Any] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            arguments += rest
            break
        if not word.startswith("-") or word == "-":
            arguments.append(word)
            continue
        flag, joined, value = word.partition("=")
        if flag not in by_flag or (joined and not flag.startswith("--")):
            return None
        name, each = by_flag[flag]
        if each.kind == "flag":
            if joined:
                return None
            given[name] = True
            continue
        if not joined:
            if not rest:
                return None
            value = rest.pop(0)
        if not _take(given, name, each, value):
            return None
    if not _place(arguments, known, given):
        return None
    missing = [f for f in fields(request) if f.name not in given and f.default is MISSING]
    return None if missing else request(**given)


def _take(given: dict[str, Any], name: str, known: Option, value: str) -> bool:
    """Put the value where it belongs; False when it is not one of its kind."""
    if known.choices and value not in known.choices:
        return False
    try:
        if known.kind == "words":
            given[name] = (*given.get(name, ()), value)
        elif known.kind == "count":
            number = given[name] = int(value)
            return 1 <= number <= (known.most or number)
        elif known.kind == "date":
            given[name] = date.fromisoformat(value)
        elif known.kind == "path":
            given[name] = Path(value)
        else:
            given[name] = value
    except ValueError:
        return False
    return True


def _place(arguments: list[str], known: dict[str, Option], given: dict[str, Any]) -> bool:
    """Hand the positional words to the arguments in order; False when there are too many."""
    rest = list(arguments)
    for name, each in known.items():
        if each.flags or not rest:
            continue
        if each.kind == "words":
            given[name], rest = tuple(rest), []
        elif not _take(given, name, each, rest.pop(0)):
            return False
    return not rest
