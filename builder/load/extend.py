"""`extends:` lays a file over its parent, node by node, so that every place stays the place it was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from builder.diagnostics import Findings, Hint
from builder.load.nodes import Mapping, Node, Scalar, Sequence
from builder.load.values import ID

Parents = Callable[[str], Path | None]
"""A parent's id -> its file."""

_BY_ID = ("helplines",)
"""Lists that are merged entry by entry; every other list replaces its parent's."""

_OWN = ("id", "listed")
"""Fields that are never inherited."""

_CONTACT = ("number", "phone", "sms", "tty", "url")
_WORD_FOR_IT = ("status", "source", "confirmed", "url-status")
"""A new number does not inherit who saw and dialled the old one."""

_LONGEST = 8
"""Parents above one another at most."""


def extend(
    node: Node,
    path: Path,
    kind: type[Any],
    parents: Parents,
    compose_parent: Callable[[Path], Node | None],
    findings: Findings,
) -> Node | None:
    """The node with its parents' fields beneath it; None, and a finding, when a parent is missing or in a circle."""
    if not any(field.name == "extends" for field in fields(kind)):
        return node
    chain, seen, whole = [node], {path.resolve()}, True
    while (named := _parent_name(chain[-1])) is not None:
        parent_path = parents(named.value) if ID.fullmatch(named.value) else None
        if parent_path is None:
            findings.error("unknown-reference", f"there is no `{named.value[:40]}` to extend", named.span)
            whole = False
            break
        if parent_path.resolve() in seen or len(chain) > _LONGEST:
            way = Hint("the way back begins here", _parent_place(chain[0]))
            findings.error("extends-circle", f"extending `{named.value}` comes back to this file", named.span, way)
            whole = False
            break
        seen.add(parent_path.resolve())
        parent = compose_parent(parent_path)
        if parent is None:
            return None
        chain.append(parent)
    merged = chain.pop()
    while chain:
        merged = _merge(_without_own(merged), chain.pop())
    return merged if whole else None


def siblings(path: Path) -> Parents:
    """Parents beside a file: `NAME.yaml`, or `NAME/region.yaml` for a file that has a folder of its own."""

    def find(name: str) -> Path | None:
        for candidate in (path.with_name(f"{name}.yaml"), path.parent.parent / name / path.name):
            if candidate.is_file():
                return candidate
        return None

    return find


def _parent_name(node: Node) -> Scalar | None:
    if not isinstance(node, Mapping) or "extends" not in node.entries:
        return None
    value = node.entries["extends"][1]
    return value if isinstance(value, Scalar) and not value.empty else None


def _parent_place(node: Node) -> Any:
    named = _parent_name(node)
    return named.span if named else None


def _without_own(node: Node) -> Node:
    if not isinstance(node, Mapping):
        return node
    return _mapping({word: entry for word, entry in node.entries.items() if word not in _OWN}, node)


def _merge(under: Node, over: Node) -> Node:
    if not (isinstance(under, Mapping) and isinstance(over, Mapping)):
        return over
    entries = dict(under.entries)
    if any(word in over.entries for word in _CONTACT):
        entries = {word: entry for word, entry in entries.items() if word not in _WORD_FOR_IT}
    # nor is a line about the law confirmed because its parent's was
    own = {f"{word}-confirmed" for word in over.entries}
    entries = {word: entry for word, entry in entries.items() if word not in own}
    for word, (key, value) in over.entries.items():
        below = entries[word][1] if word in entries else None
        if isinstance(below, Mapping):
            value = _merge(below, value)
        elif isinstance(below, Sequence) and isinstance(value, Sequence) and word in _BY_ID:
            value = _merge_by_id(below, value)
        entries[word] = (key, value)
    return _mapping(entries, over)


def _merge_by_id(under: Sequence, over: Sequence) -> Sequence:
    merged = Sequence(over.source, over.start)
    merged.end = over.end
    merged.items = list(under.items)
    places = {name: place for place, item in enumerate(under.items) if (name := _id(item))}
    for item in over.items:
        place = places.get(_id(item))
        if place is None:
            merged.items.append(item)
        else:
            merged.items[place] = _merge(merged.items[place], item)
    return merged


def _id(node: Node) -> str:
    entry = node.entries.get("id") if isinstance(node, Mapping) else None
    return entry[1].value if entry and isinstance(entry[1], Scalar) else ""


def _mapping(entries: dict[str, tuple[Scalar, Node]], like: Mapping) -> Mapping:
    made = Mapping(like.source, like.start)
    made.end = like.end
    made.entries = entries
    return made
