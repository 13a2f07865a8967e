"""JSON Schemas for editors, from the same dataclasses that files are bound to. JSON Schema 2020-12."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from builder.load import values
from builder.load.annotations import field_types
from builder.load.bind import is_record, required, written
from builder.model.approval import ApprovalList
from builder.model.defaults import Defaults
from builder.model.evidence import BlockedList, ClaimList, ConflictList, SourceList, TermList
from builder.model.glossary import Glossary
from builder.model.held import HeldList
from builder.model.imposition import Imposition
from builder.model.inks import Condition
from builder.model.language import LanguageList
from builder.model.layout import Layout
from builder.model.leaflet import KINDS, Block, Claims, Leaflet
from builder.model.letters import LetterWords
from builder.model.packing import PackingWords
from builder.model.readability import ReadingList
from builder.model.region import Region
from builder.model.service import ServiceList
from builder.model.source import Colour, Id, Length, Text
from builder.model.stock import Stock
from builder.model.theme import Theme
from builder.model.wording import WordList
from builder.model.words import CommonWords
from builder.model.writing import Writing
from builder.write import write

LEAFLETS: Mapping[str, type[Any]] = {
    "leaflet": Leaflet,
    "region": Region,
    "languages": LanguageList,
    "writing": Writing,
    "glossary": Glossary,
    "services": ServiceList,
    "claims": ClaimList,
    "sources": SourceList,
    "conflicts": ConflictList,
    "blocked": BlockedList,
    "terms": TermList,
    "held": HeldList,
    "wording": WordList,
    "readability": ReadingList,
    "common": CommonWords,
    "letters": LetterWords,
    "packing": PackingWords,
    "defaults": Defaults,
    "approvals": ApprovalList,
}
"""Kinds of files below `leaflets/`."""

LAYOUTS: Mapping[str, type[Any]] = {
    "layout": Layout,
    "theme": Theme,
    "stock": Stock,
    "plan": Imposition,
    "press": Condition,
}
"""Kinds of files below `layouts/`."""

_SINGLE: dict[Any, dict[str, Any]] = {
    Text: {"type": "string", "minLength": 1},
    str: {"type": ["string", "number"]},  # what YAML takes for a number (`number: 911`) is a text here
    Id: {"type": "string", "pattern": f"^{values.ID.pattern}$"},
    Length: {"anyOf": [{"type": "string", "pattern": f"^(?:{values.LENGTH.pattern})$"}, {"const": 0}]},
    Colour: {"type": "string", "pattern": f"^{values.COLOUR.pattern}$"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Claims: {
        "oneOf": [
            {"const": "none"},
            {"type": "array", "items": {"type": "string", "pattern": f"^{values.CLAIM.pattern}$"}, "minItems": 1},
        ]
    },
}


def schema(kind: str) -> dict[str, Any]:
    """The schema of a kind of file. Raises KeyError for a kind that there is not."""
    return _schema(kind, {**LEAFLETS, **LAYOUTS}[kind])


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write `leaflets/schemas/*.schema.json` and `layouts/schemas/*.schema.json` below the folder; their paths."""
    made = []
    for place, kinds in (("leaflets", LEAFLETS), ("layouts", LAYOUTS)):
        for kind in kinds:
            path = folder / place / "schemas" / f"{kind}.schema.json"
            write(path, text(kind).encode())
            made.append(path)
    return tuple(made)


def text(kind: str) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def _schema(kind: str, made: type[Any]) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    root = _record(made, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _record(made: type[Any], definitions: dict[str, Any], kind: str = "") -> dict[str, Any]:
    hints = field_types(made)
    properties: dict[str, Any] = {"kind": {"const": kind}} if kind else {}
    needed = ["kind"] if kind else []
    for field in fields(made):
        if "doc" in field.metadata:
            properties[written(field.name)] = _described(field, _of(hints[field.name], definitions))
            if required(field):
                needed.append(written(field.name))
    inherits = "extends" in properties
    return {
        "type": "object",
        "description": (made.__doc__ or "").split("\n")[0],
        "properties": properties,
        # A file that extends another takes over what it does not give.
        "required": ["id"] if inherits else needed,
        "additionalProperties": False,
    }


def _of(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if wanted in _SINGLE:
        return dict(_SINGLE[wanted])
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return _of(next(argument for argument in arguments if argument is not types.NoneType), definitions)
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _of(arguments[0], definitions)}
    if origin is tuple:
        items = [_of(argument, definitions) for argument in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if is_record(wanted):
        return _reference(wanted, definitions)
    return {
        "type": "object",
        "propertyNames": dict(_SINGLE[Id]),
        "additionalProperties": _of(arguments[1], definitions),
    }


def _reference(wanted: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if wanted is Block:
        for kind, block in KINDS.items():
            _define(f"block-{kind}", block, definitions, kind)
        # One branch each on `kind`, so that an editor names the wrong field and not "no branch fits".
        branches = [
            {"if": {"properties": {"kind": {"const": kind}}}, "then": {"$ref": f"#/$defs/block-{kind}"}}
            for kind in KINDS
        ]
        kinds = {"enum": list(KINDS), "description": "which block this is"}
        definitions["block"] = {
            "type": "object",
            "properties": {"kind": kinds},
            "required": ["kind", "id"],
            "allOf": branches,
        }
        return {"$ref": "#/$defs/block"}
    name = wanted.__name__.lower()
    _define(name, wanted, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _define(name: str, wanted: type[Any], definitions: dict[str, Any], kind: str = "") -> None:
    if name not in definitions:
        definitions[name] = {}  # a panel holds panels
        definitions[name].update(_record(wanted, definitions, kind))


def _described(field: Field[Any], made: dict[str, Any]) -> dict[str, Any]:
    text: str = field.metadata["doc"]
    if made == _SINGLE[str] and "YYYY-MM-DD" in text:
        made = {"type": "string", "pattern": "^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
    if made == _SINGLE[str] and text.startswith("https address"):
        made = {"type": "string", "pattern": "^(?:https://[^?#@ ]+)?$"}
    if made.get("type") == "array" and required(field):
        made["minItems"] = 1
    for bound, keyword in (("least", "minimum"), ("most", "maximum")):
        if isinstance(field.metadata.get(bound), int | float):
            made[keyword] = field.metadata[bound]
    default = field.default
    if default is not MISSING and default not in (None, "", ()) and isinstance(default, str | bool | int | float):
        made["default"] = default
    return {"description": text, **made}
