"""One file becomes one value: read, compose, extend, bind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from builder.diagnostics import Diagnostic, Findings
from builder.load.bind import bind
from builder.load.compose import compose
from builder.load.extend import Parents, extend, siblings
from builder.load.nodes import Mapping, Node, Scalar
from builder.load.read import read
from builder.model.dataclass import dataclass

T = TypeVar("T")


def load(path: Path, kind: type[T], findings: Findings, shown_as: str | None = None) -> T | None:
    """The file as a value of this dataclass, or None and findings. Parents named by `extends` stand beside it."""
    loaded = load_whole(path, kind, siblings(path), shown_as=shown_as)
    findings.extend(loaded.diagnostics)
    return loaded.value if loaded.ok else None


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """What a file gave. `value` may be incomplete unless `ok`. `paths`: the files read, parents included."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...]
    ok: bool
    paths: tuple[Path, ...]


def load_whole(
    path: Path,
    kind: type[T],
    parents: Parents,
    *,
    id: str = "",
    shown_as: str | None = None,
    show: Callable[[Path], str] = str,
    within: Callable[[Path], Path | None] = lambda path: None,
) -> Loaded[T]:
    """As `load`, with what it takes to keep the result.

    `id` is what the file must call itself; `within` gives the folder that a file may not lead out of.
    """
    findings, paths = Findings(), [path]

    def compose_parent(parent: Path) -> Node | None:
        paths.append(parent)
        return _node(parent, findings, show(parent), within(parent))

    node = _node(path, findings, shown_as or show(path), within(path))
    if node is not None:
        _check_id(node, id, findings)
        node = extend(node, path, kind, parents, compose_parent, findings)
    value = None if node is None else bind(node, kind, findings)
    return Loaded(value, tuple(findings), findings.ok and value is not None, tuple(paths))


def _check_id(node: Node, id: str, findings: Findings) -> None:
    entry = node.entries.get("id") if isinstance(node, Mapping) else None
    if id and entry and isinstance(entry[1], Scalar) and entry[1].value != id:
        told = f"the file calls itself `{entry[1].value[:40]}`, but its name says `{id}`"
        findings.error("wrong-id", told, entry[1].span, f"write `id: {id}`, or rename the file or its folder")


def _node(path: Path, findings: Findings, shown: str, within: Path | None) -> Node | None:
    source = read(path, findings, shown, within)
    return None if source is None else compose(source, findings)
