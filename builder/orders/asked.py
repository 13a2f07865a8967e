"""Findings of a run, each with the rows of the list that it is about: that is where a person looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.diagnostics import Diagnostic, Findings, Hint, Severity
from builder.orders.journal import Journal

MOST_FOUND = 2000
"""Findings that are kept; the journal has the reason of every sheet that was refused."""

_MOST_ROWS = 4  # that a finding names; the rest are counted


class Asked:
    """Collects findings until `tell`. What many sheets have in common is one finding with all their rows."""

    def __init__(self, journal: Journal, order: str, findings: Findings) -> None:
        self._journal = journal
        self._order = order
        self._findings = findings
        self._kept: dict[Diagnostic, tuple[list[int], int]] = {}

    def keep(self, found: Iterable[Diagnostic], plate: str, service: str = "") -> None:
        """What was found of a plate, or of the sheet of a service."""
        for each in found:
            if each.severity is Severity.NOTE:
                self._findings.extend([each])
            elif each in self._kept or len(self._kept) < MOST_FOUND:
                rows, count = self._kept.get(each, ([], 0))
                more, all_of_them = self._rows(plate, service)
                self._kept[each] = sorted([*rows, *more])[:_MOST_ROWS], count + all_of_them

    def tell(self) -> None:
        """Hand everything over."""
        for found, (rows, count) in self._kept.items():
            hint = (Hint(f"asked for in {named(rows, count)}"),) if rows else ()
            self._findings.extend([replace(found, hints=(*found.hints, *hint))])
        self._kept.clear()

    def _rows(self, plate: str, service: str) -> tuple[list[int], int]:
        where, values = "from lines where list = ? and plate = ?", [self._order, plate]
        if service:
            where, values = f"{where} and service = ?", [*values, service]
        (count,) = next(self._journal.rows(f"select count(*) {where}", values))
        rows = self._journal.rows(f"select number {where} order by number limit ?", (*values, _MOST_ROWS))
        return [int(row[0]) for row in rows], int(count)


def named(rows: Sequence[int], count: int) -> str:
    """`row 4`, `rows 4, 9 and 12`, `rows 4, 9, 12, 13 and 296 more`."""
    told = [str(row) for row in rows]
    if count > len(told):
        return f"rows {', '.join(told)} and {count - len(told)} more"
    return f"rows {', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else f"row {told[0]}"
