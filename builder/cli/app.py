"""The commands as typer sees them: help, mistakes with a suggestion, completion; from the table that `quick` reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from functools import partial
from inspect import Parameter, Signature
from pathlib import Path
from typing import Any, Literal, NoReturn

import typer

from builder import __version__
from builder.cli.option import Command, Kind, Option, Request, options

_TYPES: Mapping[Kind, Any] = {
    "words": list[str],
    "word": str,
    "flag": bool,
    "count": str,
    "date": str,
    "path": Path,
}


GROUPS = {
    "translate": "Translations: add a language, see how far each is, hand messages out and take them back.",
    "region": "Regions: record who has dialed their numbers.",
    "services": "Services: import directories, and check them.",
    "order": "Orders: from a list of services to boxes of paper, and back when something turns out to be wrong.",
}
"""What the first words of two-word commands are about."""

Perform = Callable[[Command, Request], int]


def hand_over(commands: Sequence[Command], perform: Perform, words: Sequence[str]) -> NoReturn:
    """Let typer read `words` and `perform` what they ask for; ends by SystemExit with its exit code, 2 on a mistake."""
    app = typer.Typer(
        name="leaflet",
        help="Turns leaflets written in YAML into printed sheets in the reader's language and script.",
        epilog="Example: leaflet build overdose --lang es",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_front_door)
    groups = {"": app}
    for command in commands:
        group, _, name = command.name.rpartition(" ")
        if group not in groups:
            groups[group] = typer.Typer(no_args_is_help=True, help=GROUPS[group], rich_markup_mode=None)
            app.add_typer(groups[group], name=group)
        groups[group].command(name, help=command.help, epilog=f"Example: {command.example}")(
            _as_function(command, perform)
        )
    app(args=list(words), prog_name="leaflet")
    raise SystemExit(0)


def _front_door(
    version: bool = typer.Option(
        False,
        "--version",
        help="Print the version and stop.",
        is_eager=True,
        callback=lambda given: _say_version(given),
    ),
) -> None:
    """Nothing of its own: commands follow."""


def _say_version(given: bool) -> None:
    if given:
        typer.echo(f"leaflet {__version__}")
        raise typer.Exit


def _as_function(command: Command, perform: Perform) -> Callable[..., None]:
    """A function whose signature says what the request's fields say."""

    def run(**given: Any) -> None:
        plain: dict[str, Any] = {name: _plain(value, defaults[name]) for name, value in given.items()}
        raise typer.Exit(perform(command, command.request(**plain)))

    defaults = {each.name: each.default for each in fields(command.request)}
    parameters = []
    annotations = {}
    for name, known in options(command.request).items():
        annotations[name] = _type(known)
        default = ... if defaults[name] is MISSING else defaults[name]
        parameters.append(
            Parameter(name, Parameter.KEYWORD_ONLY, default=_info(known, default), annotation=annotations[name])
        )
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = annotations
    return run


def _plain(value: Any, default: Any) -> Any:
    """A value as the quick reader would give it."""
    if isinstance(value, list):
        return tuple(value)
    return default if value is None else value


def _type(known: Option) -> Any:
    if known.choices:
        return Literal[known.choices] if known.required else Literal[known.choices] | None
    return _TYPES[known.kind] if known.required or known.kind != "path" else Path | None


def _info(known: Option, default: Any) -> Any:
    settings: dict[str, Any] = {"help": known.help, "metavar": known.metavar or None}
    if isinstance(default, tuple):
        default = list(default)
    elif known.choices and default not in known.choices:
        default = None  # typer checks defaults too
    if known.kind == "date":
        settings["parser"] = _day
    if known.kind == "count":
        settings["parser"] = partial(_count, known.most)
        default = default or None  # nothing given
    if known.flags:
        return typer.Option(default, *known.flags, show_default=bool(default), **settings)
    return typer.Argument(default, show_default=False, **settings)


def _count(most: int, word: str | int) -> int:
    """The number that is written. Raises BadParameter, which typer tells beside the option's name."""
    try:
        number = int(word)
    except ValueError:
        raise typer.BadParameter(f"`{str(word)[:40]}` is no whole number") from None
    if not 1 <= number <= (most or number):
        raise typer.BadParameter(f"{number} is not {f'a number from 1 to {most}' if most else '1 or more'}")
    return number


def _day(word: str) -> date:
    """The day that is written. Raises BadParameter, which typer tells beside the option's name."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise typer.BadParameter(f"`{word[:40]}` is no day; write it as YYYY-MM-DD, such as 2026-01-31") from None
