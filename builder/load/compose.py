"""Text becomes nodes. Nothing is constructed: no YAML type, tag or alias ever makes a Python value.

Events come from libyaml's parser, which reads on demand; the tree is built here with a stack of our own, because
libyaml's composer crashes the process on deeply nested input.
"""

from __future__ import annotations

from typing import Any

from yaml import CSafeLoader, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from builder.diagnostics import Findings, Hint
from builder.load.binding import MOST
from builder.load.nodes import Mapping, Node, Scalar, Sequence, Source
from builder.load.read import CONTROL
from builder.model.source import Span

DEPTH = 50
"""Levels of nesting at most; leaflets need nine."""

VALUES = 100_000
"""Texts, and ends of lists and mappings, in one file at most."""


def compose(source: Source, findings: Findings) -> Node | None:
    """The file's one document, or None and a finding."""
    before = len(findings)
    root = _Composer(source, findings).run()
    if root is None and len(findings) == before:
        what = "has nothing in it but comments" if source.text.strip() else "is empty"
        findings.error("empty-file", f"{source.shown} {what}", source.at(0))
    return root if len(findings) == before else None


class _Composer:
    """Builds the tree from events; `open` are the lists and mappings not yet closed."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self.source = source
        self.findings = findings
        self.faults = 0
        self.documents = 0
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.root: Node | None = None

    def run(self) -> Node | None:
        try:
            loader: Any = CSafeLoader(self.source.text)
            self._build(loader.get_event)
        except YAMLError as reason:
            from builder.load.syntax import explain_syntax_error  # only needed when something is wrong

            explain_syntax_error(self.source, reason, self.findings)
            return None
        return self.root

    def _build(self, next_event: Any) -> None:
        values, going = 0, True
        while going:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                going = self._begin(Mapping if kind is MappingStartEvent else Sequence, event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            elif kind is AliasEvent:
                self._refuse_mark(event)
                self._add(Scalar("", False, self.source, event.start_mark, event.end_mark))
            elif kind is DocumentStartEvent:
                going = self._document(event)
            elif kind is StreamEndEvent:
                return
            values += 1
            if values > VALUES:
                self._error("too-many-values", f"the file holds more than {VALUES:,} values", self._span(event))
            going = going and values <= VALUES and self.faults <= MOST

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_mark(event)
        style = event.style
        if style == '"' and (found := CONTROL.search(event.value)):
            told = f"an escape in this text makes the control character U+{ord(found.group()):04X}"
            hint = "use single quotes; there a backslash is a backslash"
            self._error("control-character", told, self._span(event), hint)
        self._add(Scalar(event.value, not style, self.source, event.start_mark, event.end_mark))

    def _begin(self, made: type[Mapping] | type[Sequence], event: Any) -> bool:
        if event.anchor is not None or event.tag is not None:
            self._refuse_mark(event)
        if len(self.open) == DEPTH:
            self._error("too-deep", f"more than {DEPTH} levels of nesting", self._span(event))
            return False
        node = made(self.source, event.start_mark)
        node.end = event.end_mark
        self._add(node)
        self.open.append(node)
        self.keys.append(None)
        return True

    def _document(self, event: Any) -> bool:
        self.documents += 1
        if self.documents > 1:
            hint = "one file holds one document: delete the line `---`, or make two files"
            self._error("several-documents", "a second document begins here", self._span(event), hint)
        return self.documents == 1

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if type(parent) is Sequence:
            parent.items.append(node)
            return
        assert isinstance(parent, Mapping)
        key = self.keys[-1]
        if key is not None:
            self.keys[-1] = None
            first = parent.entries.get(key.value)
            if first is None:
                parent.entries[key.value] = (key, node)
            else:
                where = Hint("it stands here already", first[0].span)
                self._error("duplicate-key", f"`{key.value}` is given twice", key.span, where)
        elif isinstance(node, Scalar):
            self.keys[-1] = node
        else:
            self.keys[-1] = Scalar("", False, self.source, node.start, node.start)
            self._error("wrong-type", "a list or mapping stands where a field's name is needed", node.span)

    def _span(self, event: Any) -> Span:
        return self.source.span(event.start_mark, event.end_mark)

    def _error(self, code: str, message: str, span: Span, *hints: Hint | str) -> None:
        self.findings.error(code, message, span, *hints)
        self.faults += 1

    def _close(self, event: Any) -> None:
        closed = self.open.pop()
        self.keys.pop()
        # A block ends where its last entry does; libyaml says where the next thing begins.
        closed.end = event.end_mark
        if event.start_mark.index == event.end_mark.index:
            if isinstance(closed, Mapping) and closed.entries:
                closed.end = next(reversed(closed.entries.values()))[1].end
            elif isinstance(closed, Sequence) and closed.items:
                closed.end = closed.items[-1].end

    def _refuse_mark(self, event: Any) -> None:
        span = self._span(event)
        if type(event) is AliasEvent:
            self._error("anchor-or-alias", f"the alias `*{event.anchor}` is not used in these files", span)
        elif event.anchor is not None:
            self._error("anchor-or-alias", f"the anchor `&{event.anchor}` is not used in these files", span)
        else:
            hint = "delete it; if the text begins with `!`, put the whole text in quotes"
            self._error("yaml-tag", f"the tag `{event.tag}` is not used in these files", span, hint)
