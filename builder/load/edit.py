"""Changes in a YAML file that leave every other byte as it was, comments too.

Before a file is written its new text is composed again: it must hold exactly the change asked for, or nothing is
written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType
from collections.abc import Sequence as SequenceType
from pathlib import Path
from typing import Any, TypeAlias

from builder.diagnostics import Findings
from builder.load.edited import EditedFile, compose_again, end_of, plain
from builder.load.nodes import Mapping, Node, Scalar, Sequence, Source
from builder.load.read import CONTROL
from builder.load.values import ID, one_line
from builder.model.source import Span

Fields: TypeAlias = MappingType[str, str]

# No sign that means something to YAML anywhere, so that it is safe in brackets and braces too.
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./+_-]*[A-Za-z0-9./+_-])?")
_NOT_TEXT = frozenset({"true", "false", "null", "none", "yes", "no", "on", "off"})


def set_fields(path: Path, keys: SequenceType[str], new: Fields, findings: Findings, shown: str | None = None) -> bool:
    """Give fields of the mapping at `keys` these values; False, and a finding, when that cannot be done safely.

    `keys` leads from the file's top by field names and, in a list, by an entry's id: `("helplines", "crisis")`. Fields
    that are not there yet are added at the mapping's end, and so is the mapping itself when only it is missing.
    """
    file = EditedFile.open(path, findings, shown)
    if file is None:
        return False
    holder, rest = _walk(file.root, keys)
    if not isinstance(holder, Mapping) or len(rest) > 1 or not all(map(ID.fullmatch, (*rest, *new))):
        return file.refuse(f"there is no `{'.'.join(keys)}` in it", findings)
    changed = plain(file.root)
    target, _ = _walkplain(changed, keys[: len(keys) - len(rest)])
    if rest:
        target[rest[0]] = dict(new)
        return file.save(_insert(file.source, holder, {rest[0]: new}), changed, findings)
    target.update(new)
    there = {name: value for name, value in new.items() if name in holder.entries}
    text, added = file.source.text, {name: value for name, value in new.items() if name not in there}
    if added:  # first, since it stands behind all that is there
        text = _insert(file.source, holder, added)
    for name, value in sorted(there.items(), key=lambda one: -holder.entries[one[0]][1].start.index):
        node = holder.entries[name][1]
        if not isinstance(node, Scalar):
            return file.refuse(f"`{name}` is not a text", findings)
        text = text[: node.start.index] + written_as(value, node) + text[end_of(node) :]
    return file.save(text, changed, findings)


def add_entry(path: Path, name: str, new: Fields, findings: Findings, shown: str | None = None) -> bool:
    """Add an entry to the list `name` at the top of the file, as its last; a file that is not there is made."""
    lines = [f"{field}: {written_as(value)}" for field, value in new.items()]
    if not path.exists():
        text = f"{name}:\n  - " + "\n    ".join(lines) + "\n"
        made = EditedFile.new(path, shown)
        return made.save(text, {name: [dict(new)]}, findings)
    file = EditedFile.open(path, findings, shown)
    if file is None:
        return False
    entry = file.root.entries.get(name) if isinstance(file.root, Mapping) else None
    if entry is None or not isinstance(entry[1], Sequence) or not entry[1].items or _flow(entry[1]):
        return file.refuse(f"there is no list `{name}` in it that can be added to", findings)
    changed = plain(file.root)
    changed[name].append(dict(new))
    column = entry[1].start.column
    block = [" " * column + "- " + lines[0], *(" " * (column + 2) + line for line in lines[1:])]
    return file.save(_after(file.source, entry[1].items[-1], block), changed, findings)


def replace_words(path: Path, span: Span, words: str, by: str, findings: Findings, shown: str | None = None) -> bool:
    """Put `by` in place of the first `words` in the text that stands at the span, wherever its lines are folded."""
    file = EditedFile.open(path, findings, shown)
    if file is None:
        return False
    node = next((one for one in _scalars(file.root) if _place(one.span) == _place(span)), None)
    if node is None:
        return file.refuse("the text is no longer where it was", findings)
    raw, sought = file.source.text[node.start.index : end_of(node)], one_line(words)
    quoted = raw.startswith("'")
    as_written = sought.replace("'", "''") if quoted else sought
    found = re.search(r"[ \r\n]+".join(map(re.escape, as_written.split(" "))), raw)
    if not sought or found is None or sought not in one_line(node.value):
        return file.refuse(f"`{words}` is not in this text as it is written", findings)
    start = node.start.index + found.start()
    put = by.replace("'", "''") if quoted else by
    text = file.source.text[:start] + put + file.source.text[start + len(found.group()) :]
    before = plain(file.root)
    wanted = one_line(node.value).replace(sought, by, 1)
    after = compose_again(text, file.source.shown)
    if after is None or _difference(before, plain(after)) != [(one_line(node.value), wanted)]:
        return file.refuse("the change would alter more than this text", findings)
    return file.save(text, plain(after), findings)


def written_as(value: str, like: Scalar | None = None) -> str:
    """The value as a YAML scalar on one line, in the quotes of the scalar it replaces.

    Raises ValueError for what has no such form: line ends and control characters.
    """
    if CONTROL.search(value) or "\n" in value or "\r" in value or "\t" in value:
        raise ValueError("a value has one line and no control characters")
    sign = like.source.text[like.start.index : like.start.index + 1] if like is not None else ""
    if sign not in ("'", '"') and _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT and "  " not in value:
        return value
    if sign == "'" or "\\" in value or '"' in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _walk(node: Node, keys: SequenceType[str]) -> tuple[Node, list[str]]:
    """The node as far down as the keys lead, and the keys that lead nowhere."""
    for index, key in enumerate(keys):
        below = _below(node, key)
        if below is None:
            return node, list(keys[index:])
        node = below
    return node, []


def _below(node: Node, key: str) -> Node | None:
    if isinstance(node, Mapping):
        return node.entries[key][1] if key in node.entries else None
    if isinstance(node, Sequence):
        return next((item for item in node.items if _plain_id(item) == key), None)
    return None


def _plain_id(node: Node) -> str:
    entry = node.entries.get("id") if isinstance(node, Mapping) else None
    return entry[1].value if entry and isinstance(entry[1], Scalar) else ""


def _walkplain(tree: Any, keys: SequenceType[str]) -> tuple[Any, None]:
    for key in keys:
        tree = tree[key] if isinstance(tree, dict) else next(item for item in tree if item.get("id") == key)
    return tree, None


def _difference(before: Any, after: Any) -> list[tuple[Any, Any]]:
    if isinstance(before, dict) and isinstance(after, dict) and list(before) == list(after):
        return [change for name in before for change in _difference(before[name], after[name])]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [change for old, new in zip(before, after, strict=True) for change in _difference(old, new)]
    return [] if before == after else [(before, after)]


def _scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    children = node.items if isinstance(node, Sequence) else [value for _, value in node.entries.values()]
    return [scalar for child in children for scalar in _scalars(child)]


def _place(span: Span) -> tuple[int, int, int, int]:
    return (span.line, span.column, span.end_line, span.end_column)


def _flow(node: Mapping | Sequence) -> bool:
    return node.source.text[node.start.index : node.start.index + 1] in ("{", "[")


def _insert(source: Source, holder: Mapping, new: MappingType[str, str | Fields]) -> str:
    """The text with these fields at the mapping's end."""
    text = source.text
    if _flow(holder):
        told = ", ".join(f"{name}: {_in_braces(value)}" for name, value in new.items())
        place = end_of(next(reversed(holder.entries.values()))[1]) if holder.entries else holder.start.index + 1
        return text[:place] + (", " if holder.entries else "") + told + text[place:]
    indent = " " * holder.start.column
    lines = []
    for name, value in new.items():
        if isinstance(value, str):
            lines.append(f"{indent}{name}: {written_as(value)}")
        else:
            lines.append(f"{indent}{name}:")
            lines += [f"{indent}  {field}: {written_as(one)}" for field, one in value.items()]
    return _after(source, next(reversed(holder.entries.values()))[1], lines)


def _in_braces(value: str | Fields) -> str:
    if isinstance(value, str):
        return written_as(value)
    return "{" + ", ".join(f"{field}: {written_as(one)}" for field, one in value.items()) + "}"


def _after(source: Source, node: Node, lines: list[str]) -> str:
    """The text with these lines after the line on which the node ends."""
    text = source.text
    end = len(text[: node.end.index].rstrip())
    found = re.compile(r"\r\n|\r|\n").search(text, end)
    first = re.search(r"\r\n|\r|\n", text)
    line_end = first.group() if first else "\n"
    place = found.start() if found else len(text)
    return text[:place] + "".join(line_end + line for line in lines) + text[place:]
