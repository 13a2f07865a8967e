"""The columns of tables, and rows read from them by name, in whatever order and company they come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.diagnostics import Findings
from builder.exchange.row import Received, Row
from builder.model.source import Span

COLUMNS = (
    "part", "context", "source", "translation", "state", "room", "lines", "safety", "where", "notes", "older source",
    "key",
)  # fmt: skip
"""Names of the columns, in the order in which they are written."""

_NEEDED = ("context", "translation")
_NAMES = {"target": "translation", "msgctxt": "context", "msgid": "source", "msgstr": "translation", "id": "context"}
"""Other names that people give to columns."""


def columns_of(row: Row) -> tuple[str, ...]:
    """A row's cells, in the order of the columns."""
    room, lines = (str(value) if value else "" for value in (row.room, row.lines))
    return (
        row.part,
        row.context,
        row.source,
        row.target,
        row.state,
        room,
        lines,
        "yes" if row.safety else "",
        row.where,
        "\n".join(row.notes),
        row.previous,
        row.key,
    )


def received(lines: Sequence[tuple[int, Sequence[str | None]]], name: str, findings: Findings) -> Iterator[Received]:
    """The rows below the first line that names columns. Cells that a row lacks are not said."""
    heads: dict[str, int] = {}
    for number, cells in lines:
        if not heads:
            heads = _heads(cells)
            continue
        if any(cells) and not _is_remark(cells, heads):
            if len(cells) <= heads["translation"]:
                findings.warn(
                    "row-cut-off",
                    f"the row ends before its translation; `{_cell(cells, heads, 'context') or '?'}` stays as it was",
                    Span(name, number, 1, number, 1),
                )
            yield _received(cells, heads, number)
    if not heads:
        findings.error(
            "unreadable-exchange",
            f"no line of {name} names the columns {' and '.join(_NEEDED)}",
            Span(name, 1, 1, 1, 1),
            f"the columns are: {', '.join(COLUMNS)}; put their names back as the first line",
        )


def _is_remark(cells: Sequence[str | None], heads: Mapping[str, int]) -> bool:
    """Our instructions at a table's end, or somebody's own line that begins so."""
    return not _cell(cells, heads, "context") and any((cell or "").startswith("#") for cell in cells)


def _received(cells: Sequence[str | None], heads: Mapping[str, int], line: int) -> Received:
    return Received(
        part=_plain(_cell(cells, heads, "part")),
        context=_plain(_cell(cells, heads, "context")),
        key=_plain(_cell(cells, heads, "key")),
        source=_cell(cells, heads, "source"),
        target=_cell(cells, heads, "translation"),
        state=(_plain(_cell(cells, heads, "state")) or "").lower() or None,
        line=line,
    )


def _cell(cells: Sequence[str | None], heads: Mapping[str, int], column: str) -> str | None:
    at = heads.get(column)
    return cells[at] if at is not None and at < len(cells) else None


def _heads(cells: Sequence[str | None]) -> dict[str, int]:
    """Column -> place, when this line names those that are needed; the first of two of a name."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = (cell or "").strip().lower()
        found.setdefault(_NAMES.get(name, name), at)
    return found if all(name in found for name in _NEEDED) else {}


def _plain(value: str | None) -> str | None:
    return value.strip() if value is not None and value.strip() else None
