"""`leaflet schema`: what editors complete YAML from."""

from __future__ import annotations

from pathlib import Path

from builder.cli.option import Command, Request, option
from builder.cli.report import say, say_data
from builder.load.schema import LAYOUTS, LEAFLETS, text, write_schemas
from builder.model.dataclass import dataclass
from builder.names import choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema(Request):
    """Write a JSON Schema for each kind of file below leaflets/schemas/ and layouts/schemas/.

    Files that begin with a `# yaml-language-server: $schema=` line are then completed and checked in editors.
    """

    kind: str = option("print the schema of this kind of file, and write nothing", "word", metavar="KIND")
    output: Path = option("the project's folder", "path", "-o", "--output", metavar="DIR", default=Path("."))


def run(request: Schema) -> int:
    """Print one schema, or write all."""
    if request.kind:
        (kind,) = choose("kind", [request.kind], (*LEAFLETS, *LAYOUTS))
        say(text(kind).rstrip())
        return 0
    paths = write_schemas(request.output)
    if request.format == "json":
        say_data([str(path) for path in paths])
    else:
        for path in paths:
            say(str(path))
    return 0


COMMAND = Command("schema", Schema, run, "leaflet schema --output our-leaflets")
