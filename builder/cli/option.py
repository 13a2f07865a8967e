"""Options as data: one table that the quick reader, typer's help and the tests all read.

Typer takes 120 ms to import and to parse one command line, half of what a cold build may cost. So a command is a frozen
dataclass whose fields are its options: `builder.cli.quick` fills it from a plain command line in well under a
millisecond, and `builder.cli.app` makes typer's commands, for help, mistakes and completion, from the same table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields
from typing import Any, Literal

from builder.model.dataclass import dataclass

Kind = Literal["words", "word", "flag", "count", "date", "path"]
EMPTY: dict[Kind, Any] = {"words": (), "word": "", "flag": False, "count": 0, "date": None, "path": None}


@dataclass(frozen=True, slots=True)
class Option:
    """One option, or an argument when it has no flags. `choices` are the only values it takes.

    A count is 1 or more, and not above `most` where that is not 0.
    """

    help: str
    kind: Kind
    flags: tuple[str, ...] = ()
    metavar: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What every command can be asked."""

    format: str = field(
        default="human",
        metadata={
            "option": Option(
                "how findings are printed: in full, one line each, or for machines",
                "word",
                ("--format",),
                choices=("human", "short", "json"),
            )
        },
    )


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what reads its options, what runs it (returns the exit code), an example for its help."""

    name: str
    request: type[Request]
    run: Callable[[Any], int]
    example: str

    @property
    def help(self) -> str:
        """The request's docstring."""
        return self.request.__doc__ or ""


def option(
    help: str,
    kind: Kind,
    *flags: str,
    metavar: str = "",
    choices: tuple[str, ...] = (),
    default: Any = None,
    most: int = 0,
) -> Any:
    """A field that the command line fills; without flags it is a positional argument."""
    known = Option(help, kind, flags, metavar, choices, most=most)
    return field(default=EMPTY[kind] if default is None else default, metadata={"option": known})


def required(help: str, kind: Kind, *flags: str, metavar: str = "", choices: tuple[str, ...] = ()) -> Any:
    """A field that the command line must fill."""
    return field(metadata={"option": Option(help, kind, flags, metavar, choices, required=True)})


def options(request: type[Request]) -> dict[str, Option]:
    """Field name -> option, in the order of the class, the shared ones first."""
    return {each.name: each.metadata["option"] for each in fields(request)}
