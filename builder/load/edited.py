"""A YAML file that is being changed: its new text is written only when it says exactly what is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builder.diagnostics import Findings
from builder.load.compose import compose
from builder.load.nodes import Mapping, Node, Scalar, Sequence, Source
from builder.load.read import decode, read_bytes
from builder.load.values import one_line
from builder.write import write

_BOM = b"\xef\xbb\xbf"


class _Start:
    index = line = column = 0


class EditedFile:
    """A file as it was before the change."""

    def __init__(self, path: Path, data: bytes, source: Source, root: Node) -> None:
        self.path = path
        self.data = data
        self.source = source
        self.root = root

    @classmethod
    def open(cls, path: Path, findings: Findings, shown: str | None) -> EditedFile | None:
        """The file as it is now, or None and a finding."""
        name = shown or str(path)
        data = read_bytes(path, findings, name)
        source = None if data is None else decode(data, Findings(), name)
        root = None if source is None else compose(source, findings)
        if data is None or source is None or root is None:
            if findings.ok:
                findings.error("cannot-edit", f"{name} is not changed: it cannot be read", None)
            return None
        return cls(path, data, source, root)

    @classmethod
    def new(cls, path: Path, shown: str | None) -> EditedFile:
        """A file that is not there yet."""
        nothing = Source(shown or str(path), "")
        return cls(path, b"", nothing, Mapping(nothing, _Start()))

    def refuse(self, why: str, findings: Findings) -> bool:
        """Say why nothing was written."""
        findings.error("cannot-edit", f"{self.source.shown} is not changed: {why}", self.source.at(0))
        return False

    def save(self, text: str, wanted: Any, findings: Findings) -> bool:
        """Write the new text when it means what is wanted, and nothing else."""
        again = compose_again(text, self.source.shown)
        if again is None or plain(again) != _folded(wanted):
            return self.refuse("the change would alter more than was asked for", findings)
        mark = _BOM if self.data.startswith(_BOM) else b""
        target = self.path.resolve()  # a link stays a link
        mode = target.stat().st_mode & 0o777 if target.exists() else None
        try:
            write(target, mark + text.encode())
            if mode is not None:
                target.chmod(mode)
        except OSError as reason:
            return self.refuse(f"{reason.strerror or reason}".lower(), findings)
        return True


def compose_again(text: str, shown: str) -> Node | None:
    """The text as a tree, or None when it is no YAML."""
    return compose(Source(shown, text), Findings())


def plain(node: Node) -> Any:
    """The file's meaning: dicts, lists, texts on one line."""
    if isinstance(node, Scalar):
        return one_line(node.value)
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {name: plain(value) for name, (_, value) in node.entries.items()}


def end_of(node: Node) -> int:
    """The index after the node's last letter."""
    text = node.source.text
    return node.start.index + len(text[node.start.index : node.end.index].rstrip())


def _folded(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {name: _folded(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [_folded(item) for item in tree]
    return one_line(tree)
