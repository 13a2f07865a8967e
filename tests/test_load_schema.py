"""The committed JSON Schemas are those of the model, and every starter file keeps to its own."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.diagnostics import Findings
from builder.load.compose import compose
from builder.load.nodes import Mapping, Node, Scalar, Sequence
from builder.load.read import read
from builder.load.schema import LAYOUTS, LEAFLETS, schema, text, write_schemas

ROOT = Path(__file__).parents[1]
HEADER = re.compile(r"# yaml-language-server: \$schema=(\S+)")
FILES = sorted(
    path
    for folder in ("leaflets", "layouts")
    for path in (ROOT / folder).rglob("*.yaml")
    if path.name not in ("fonts.yaml", "wording.yaml")
)


def test_the_committed_schemas_are_current(tmp_path: Path) -> None:
    written = write_schemas(tmp_path)
    assert len(written) == len(LEAFLETS) + len(LAYOUTS)
    for path in written:
        committed = ROOT / path.relative_to(tmp_path)
        assert committed.read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), "run `leaflet schema`"
    for folder in ("leaflets", "layouts"):
        known = {path.name for path in written if path.parent.parent.name == folder}
        assert {path.name for path in (ROOT / folder / "schemas").iterdir()} == known


@pytest.mark.parametrize("kind", sorted({**LEAFLETS, **LAYOUTS}))
def test_a_schema_is_whole(kind: str) -> None:
    made = schema(kind)
    assert json.loads(text(kind)) == made
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    references = re.findall(r'"\$ref": "#/\$defs/([^"]+)"', text(kind))
    assert set(references) == set(made["$defs"])
    for part in (made, *made["$defs"].values()):
        for name, field in part["properties"].items():
            assert name == "kind" or field["description"], name


def as_editors_read(node: Node) -> Any:
    """The value that an editor's YAML 1.2 makes of it (core schema, 10.3)."""
    if isinstance(node, Mapping):
        return {name: as_editors_read(value) for name, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [as_editors_read(item) for item in node.items]
    assert isinstance(node, Scalar)
    if node.plain and node.value in ("true", "false"):
        return node.value == "true"
    if node.plain and re.fullmatch(r"[-+]?[0-9]+", node.value):
        return int(node.value)
    if node.plain and re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.value):
        return float(node.value)
    return None if node.empty else node.value


def faults(value: Any, rule: dict[str, Any], whole: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where the value breaks the rule. Only the keywords that our schemas use; others are an error."""
    types: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "boolean": bool,
        "integer": int,
        "number": (int, float),
    }
    for word, wanted in rule.items():
        if word == "$ref":
            yield from faults(value, whole["$defs"][wanted.removeprefix("#/$defs/")], whole, at)
        elif word == "type":
            names = wanted if isinstance(wanted, list) else [wanted]
            fits = any(isinstance(value, types[name]) for name in names)
            if not fits or (isinstance(value, bool) and "boolean" not in names):
                yield f"{at}: {value!r} is not {wanted}"
        elif word == "const":
            if value != wanted:
                yield f"{at}: {value!r} is not {wanted!r}"
        elif word == "enum":
            if value not in wanted:
                yield f"{at}: {value!r} is not one of {wanted}"
        elif word == "pattern":
            if isinstance(value, str) and not re.search(wanted, value):
                yield f"{at}: {value!r} does not match {wanted}"
        elif word == "minLength":
            if isinstance(value, str) and len(value) < wanted:
                yield f"{at}: too short"
        elif word in ("minItems", "maxItems"):
            if isinstance(value, list) and (len(value) < wanted if word == "minItems" else len(value) > wanted):
                yield f"{at}: {len(value)} entries"
        elif word in ("minimum", "maximum"):
            number = isinstance(value, int | float)
            if number and (value < wanted if word == "minimum" else value > wanted):
                yield f"{at}: {value} is out of range"
        elif word == "required":
            yield from (f"{at}: no {name}" for name in wanted if isinstance(value, dict) and name not in value)
        elif word == "properties":
            for name, one in wanted.items():
                if isinstance(value, dict) and name in value:
                    yield from faults(value[name], one, whole, f"{at}/{name}")
        elif word == "additionalProperties":
            for name in value if isinstance(value, dict) else ():
                if name not in rule.get("properties", {}):
                    if wanted is False:
                        yield f"{at}: {name} is unknown"
                    else:
                        yield from faults(value[name], wanted, whole, f"{at}/{name}")
        elif word == "propertyNames":
            for name in value if isinstance(value, dict) else ():
                yield from faults(name, wanted, whole, f"{at}/{name}")
        elif word == "items":
            for number, one in enumerate(value if isinstance(value, list) else ()):
                yield from faults(one, wanted, whole, f"{at}/{number}")
        elif word == "prefixItems":
            for number, (one, its) in enumerate(zip(value if isinstance(value, list) else (), wanted, strict=False)):
                yield from faults(one, its, whole, f"{at}/{number}")
        elif word == "allOf":
            for one in wanted:
                yield from faults(value, one, whole, at)
        elif word in ("oneOf", "anyOf"):
            if all(any(faults(value, one, whole)) for one in wanted):
                yield f"{at}: {value!r} fits none"
        elif word == "if":
            if not any(faults(value, wanted, whole)):
                yield from faults(value, rule["then"], whole, at)
        else:
            assert word in ("then", "$schema", "$defs", "title", "description", "default"), word


def value_of(path: Path) -> Any:
    source = read(path, Findings())
    assert source is not None
    node = compose(source, Findings())
    assert node is not None
    return as_editors_read(node)


def test_there_are_files() -> None:
    assert len(FILES) >= 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_starter_file_names_its_schema_and_keeps_to_it(path: Path) -> None:
    found = HEADER.match(path.read_text(encoding="utf-8"))
    assert found, "the first line is `# yaml-language-server: $schema=...`"
    named = (path.parent / found.group(1)).resolve()
    assert named.is_file()
    rule = json.loads(named.read_text(encoding="utf-8"))
    assert list(faults(value_of(path), rule, rule)) == []


@pytest.mark.parametrize(
    ("kind", "value", "fault"),
    [
        ("theme", {"id": "a"}, None),
        ("theme", {"id": "a", "colors": {}}, ": colors is unknown"),
        ("theme", {"id": "a", "rule": 12}, "/rule: 12 fits none"),
        ("theme", {"id": "a", "rule": "12px"}, "/rule: '12px' fits none"),
        ("theme", {"id": "a", "rule": "12pt", "colours": {"Ink": "#000000"}}, "/colours/Ink: 'Ink' does not match"),
        ("services", {"services": []}, "/services: 0 entries"),
        ("services", {"services": [{"id": "a", "name": "A", "url": "http://a.example"}]}, "/url: 'http"),
        ("services", {"services": [{"id": "a", "name": "A", "checked-on": "1 May"}]}, "/checked-on: '1 May'"),
        ("services", {"services": [{"id": "a", "name": "A", "phone": 988}]}, None),
        (
            "leaflet",
            {"sections": [{"id": "a", "roles": ["b"], "blocks": [{"kind": "txt", "id": "a"}]}]},
            "'txt' is not one",
        ),
        ("leaflet", {"sections": [{"id": "a", "blocks": [{"kind": "text", "id": "a", "itms": 1}]}]}, "itms is unknown"),
    ],
)
def test_a_schema_finds_what_loading_finds(kind: str, value: Any, fault: str | None) -> None:
    rule = schema(kind)
    found = [one for one in faults(value, rule, rule) if not one.startswith(": no ")]
    if fault is None:
        assert found == []
    else:
        assert any(fault in one for one in found), found
