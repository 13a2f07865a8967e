"""Replaces stretches of texts in YAML files: every other byte stays, and nothing is written unless the file says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from builder.diagnostics import Findings
from builder.load.edited import EditedFile, compose_again, plain
from builder.load.paths import shown
from builder.load.place import offsets
from builder.load.read import CONTROL
from builder.load.values import one_line
from builder.model.dataclass import dataclass
from builder.model.source import Text


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put `by` in place of `text.value[start:end]`."""

    text: Text
    start: int
    end: int
    by: str


def replace_stretches(path: Path, wanted: Iterable[Replacement], findings: Findings) -> bool:
    """Make all these changes in one file, or none: False, and a finding, when that cannot be done safely.

    Stretches of one text must not overlap.
    """
    file = EditedFile.open(path, findings, shown(path))
    if file is None:
        return False
    changes, before, after = [], dict[tuple[int, int], str](), dict[tuple[int, int], str]()
    for one in sorted(wanted, key=lambda one: (one.text.span, one.start), reverse=True):
        found = offsets(one.text)
        if found is None:
            return file.refuse(
                f"`{one.text.value[one.start : one.end]}` is written in a way that is not followed", findings
            )
        lines, letters = found
        place = (one.text.span.line, one.text.span.column)
        text = after.get(place, one.text.value)
        before[place], after[place] = one.text.value, text[: one.start] + one.by + text[one.end :]
        changes.append(
            (
                letters[one.start][0],
                letters[one.end - 1][1],
                _written(one.by, file.source.text[lines[place[0] - 1] + place[1] - 1]),
            )
        )
    text = file.source.text
    for start, end, by in sorted(changes, reverse=True):
        text = text[:start] + by + text[end:]
    again = compose_again(text, file.source.shown)
    if again is None or _differences(plain(file.root), plain(again)) != _pairs(before, after):
        return file.refuse("the change would alter more than was asked for", findings)
    return file.save(text, plain(again), findings)


def _written(by: str, quote: str) -> str:
    """The words in the scalar's own quotes."""
    if CONTROL.search(by):
        raise ValueError("a replacement has no control characters")
    if quote == "'":
        return by.replace("'", "''")
    if quote == '"':
        return by.replace("\\", "\\\\").replace('"', '\\"')
    return by


def _pairs(before: Mapping[tuple[int, int], str], after: Mapping[tuple[int, int], str]) -> list[tuple[str, str]]:
    return [(before[place], one_line(after[place])) for place in sorted(before)]


def _differences(before: Any, after: Any) -> list[tuple[Any, Any]]:
    """What differs, in the order of the file."""
    if isinstance(before, dict) and isinstance(after, dict) and list(before) == list(after):
        return [change for name in before for change in _differences(before[name], after[name])]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [change for old, new in zip(before, after, strict=True) for change in _differences(old, new)]
    return [] if before == after else [(before, after)]
