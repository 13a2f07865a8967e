"""A service as a directory gives it, each value with its place, and its binding by the rules that hold for YAML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from builder.diagnostics import Findings
from builder.load.bind import bind
from builder.load.nodes import Mapping as MappingNode
from builder.load.nodes import Node, Scalar, Sequence, Source
from builder.model.service import Service, ServiceList
from builder.model.source import Span


class Value(NamedTuple):
    """What a field says, and where."""

    text: str
    span: Span


Fields = Mapping[str, Value | tuple[Value, ...]]
"""The fields of a service, as YAML names them; `name` is always there, if only empty; `address` is a tuple of lines."""


def bind_records(records: Iterable[Fields], findings: Findings) -> tuple[Service, ...]:
    """The records as services. What is wrong with a value is found where the directory has it."""
    return _unique([made for _, made in bind_each(records, findings) if made is not None], findings)


def bind_each(records: Iterable[Fields], findings: Findings) -> Iterator[tuple[str, Service | None]]:
    """Id and service of each record, one after the other; None and findings where it cannot be bound."""
    taken: set[str] = set()
    for record in records:
        named = dict(record)
        if "id" not in named:
            name = record["name"]
            assert isinstance(name, Value)
            named["id"] = Value(_free(slug(name.text) or "service", taken), name.span)
        identity = named["id"]
        id = identity.text if isinstance(identity, Value) else ""
        taken.add(id)
        node = _mapping(named, _place(record))
        mine = Findings()
        # one list for all would stop at the first hundred faults; each record is a list of its own
        listed = bind(_whole(node), ServiceList, mine)
        findings.extend(mine)
        yield id, listed.services[0] if listed is not None and mine.ok else None


def slug(name: str) -> str:
    """A name as an id: small letters without marks, digits, hyphens; "" where no letter is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")[:60].rstrip("-")


def _unique(services: list[Service], findings: Findings) -> tuple[Service, ...]:
    seen: dict[str, Service] = {}
    for service in services:
        if service.id in seen:
            first = seen[service.id].span
            where = f"line {first.line}" if first else "another"
            findings.error("duplicate-id", f"the id `{service.id}` is used twice, first in {where}", service.span)
        else:
            seen[service.id] = service
    return tuple(seen.values())


def _free(wanted: str, taken: set[str]) -> str:
    """The id, with a number where another service has it."""
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free


def _place(record: Fields) -> Span:
    value = record["name"]
    assert isinstance(value, Value)
    return value.span


class _Mark:
    """A place as the nodes of YAML have it, counted from 0."""

    def __init__(self, line: int, column: int) -> None:
        self.index = 0
        self.line = line - 1
        self.column = column - 1


def _scalar(value: Value) -> Scalar:
    span = value.span
    # no text behind it: its span is used as it is, and nothing follows it
    source = Source(span.file, "")
    start, end = _Mark(span.line, span.column), _Mark(span.end_line, span.end_column)
    return Scalar(value.text, False, source, start, end)


def _mapping(record: Fields, place: Span) -> MappingNode:
    first = _scalar(Value("", place))
    node = MappingNode(first.source, first.start)
    node.end = first.end
    for name, value in record.items():
        if isinstance(value, Value):
            if value.text:
                node.entries[name] = (_scalar(Value(name, value.span)), _scalar(value))
        elif value:
            lines = Sequence(first.source, _scalar(value[0]).start)
            lines.items = [_scalar(line) for line in value]
            lines.end = _scalar(value[-1]).end
            node.entries[name] = (_scalar(Value(name, value[0].span)), lines)
    return node


def _whole(node: MappingNode) -> Node:
    listed = Sequence(node.source, node.start)
    listed.items, listed.end = [node], node.end
    whole = MappingNode(node.source, node.start)
    whole.end = node.end
    whole.entries["services"] = (Scalar("services", True, node.source, node.start, node.end), listed)
    return whole
