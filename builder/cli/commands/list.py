"""`leaflet list`: what there is to build with, and whose it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from builder.cli.option import Command, Request, option
from builder.cli.report import exit_code, say, say_data, show, table
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.names import choose
from builder.starter import PLACES, standing
from builder.translate import available

Row = dict[str, Any]
STANDING = {"own": "yours", "changed": "changed by you", "older": "older than the library's"}


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Request):
    """List leaflets, layouts, themes and regions.

    A project's own file takes the place of the library's; one that was copied from an older library is marked.
    """

    kinds: tuple[str, ...] = option("leaflets, layouts, themes, regions; without any, all", "words", metavar="KIND")


def run(request: List) -> int:
    """Print a table for each kind, or one object for machines."""
    library = Library.open(Path.cwd())
    findings = Findings()
    chosen = choose("kind of list", request.kinds, tuple(_LISTS)) or tuple(_LISTS)
    lists = {kind: _LISTS[kind](library, findings) for kind in chosen}
    show(findings, request.format)
    if request.format == "json":
        say_data(lists)
    else:
        for number, (kind, rows) in enumerate(lists.items()):
            say(("\n" if number else "") + f"{kind}:")
            table(
                [
                    ["  " + _cell(value) if not column else _cell(value) for column, value in enumerate(row.values())]
                    for row in rows
                ]
            )
    return exit_code(findings)


def _leaflets(library: Library, findings: Findings) -> list[Row]:
    defaults = library.defaults(findings)
    return [
        {
            "id": name,
            "name": leaflet.title.value,
            "languages": available(library, name, defaults.region) if defaults else (),
            "standing": _standing(library, "leaflet", name),
        }
        for name in library.leaflets()
        if (leaflet := library.leaflet(name, findings)) is not None
    ]


def _layouts(library: Library, findings: Findings) -> list[Row]:
    return [
        {"id": name, "name": layout.name, "standing": _standing(library, "layout", name)}
        for name in library.layouts()
        if (layout := library.layout(name, findings)) is not None and layout.listed
    ]


def _themes(library: Library, findings: Findings) -> list[Row]:
    return [
        {"id": name, "name": theme.name, "standing": _standing(library, "theme", name)}
        for name in library.themes()
        if (theme := library.theme(name, findings)) is not None
    ]


def _regions(library: Library, findings: Findings) -> list[Row]:
    return [
        {
            "id": name,
            "name": region.name.value,
            "emergency": region.emergency.number,
            "paper": region.paper,
            "standing": _standing(library, "region", name),
        }
        for name in library.regions()
        if (region := library.region(name, findings)) is not None
    ]


_LISTS: dict[str, Callable[[Library, Findings], list[Row]]] = {
    "leaflets": _leaflets,
    "layouts": _layouts,
    "themes": _themes,
    "regions": _regions,
}


def _standing(library: Library, kind: str, name: str) -> str:
    return STANDING.get(standing(PLACES[kind].format(name), library), "")


def _cell(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)


COMMAND = Command("list", List, run, "leaflet list layouts themes")
