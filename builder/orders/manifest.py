"""The manifest: for every line of the order the file, its digest, its edition and its copies; or why there is none."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from builder.orders.journal import Journal, Order
from builder.orders.stock import form_of

if TYPE_CHECKING:
    from builder.orders.takes import Takes

CSV = "manifest.csv"
JSON = "manifest.json"


class Entry(NamedTuple):
    """One line of the order as it has come out. `leaves` are sheets of paper; `reason` says why a file is refused."""

    line: int
    service: str
    name: str
    leaflet: str
    language: str
    region: str
    layout: str
    theme: str
    finish: str
    edition: str
    draft: bool
    file: str
    sha256: str
    bytes: int
    copies: int
    leaves: int
    state: str
    reason: str
    note: str


_QUESTION = """
select lines.number, lines.service, services.name, plates.leaflet, plates.language, plates.region, plates.layout,
    plates.theme, plates.finish, plates.code, plates.draft, sheets.path, sheets.sha256, sheets.size, lines.copies,
    plates.facts, sheets.state, sheets.reason, lines.note, lines.plate
from lines join sheets using (list, service, plate) join plates on plates.list = lines.list and plates.key = lines.plate
    left join services on services.list = lines.list and services.id = lines.service
where lines.list = ? order by {}
"""

# What a spreadsheet would run as a formula when it stands first in a cell
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def entries(journal: Journal, order: str, by: str = "lines.number", takes: Takes | None = None) -> Iterator[Entry]:
    """The lines, in the order of the list unless `by` says otherwise (columns of the journal).

    `takes` knows what is printed several to a sheet; without it every page is a sheet of its own.
    """
    counted: dict[tuple[str, str], int] = {}
    for row in journal.rows(_QUESTION.format(by), (order,)):
        done = row[16] == "done"
        number, service, name, *names = row[:9]
        if takes is None:
            form = form_of(row[15])
            leaves = form.leaves * row[14] if form is not None else 0
        else:
            # where one sheet for one service stands in two lines, the second takes what is left
            before = counted.get((service, row[19]), 0)
            counted[service, row[19]] = after = before + row[14]
            leaves = takes.leaves(service, row[19], after) - takes.leaves(service, row[19], before)
        yield Entry._make(
            [
                *(number, service, name or "", *names, row[9] or "", bool(row[10])),
                *(row[11] if done else "", row[12] or "", row[13] or 0),
                *(row[14], leaves, row[16], row[17] or "", row[18] or ""),
            ]
        )


def write_manifest(journal: Journal, order: Order, folder: Path, takes: Takes | None = None) -> None:
    """`manifest.csv` and `manifest.json`, line by line. Raises OSError."""
    with _whole(folder / CSV) as file:
        # without the mark Excel takes the file for one in an old encoding
        file.write("\ufeff")
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow(Entry._fields)
        rows.writerows([held(value) for value in entry] for entry in entries(journal, order.id, takes=takes))
    with _whole(folder / JSON) as file:
        file.writelines(_as_json(journal, order, takes))


def held(value: Any) -> Any:
    """A value that no spreadsheet runs."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _as_json(journal: Journal, order: Order, takes: Takes | None) -> Iterator[str]:
    head = order.header
    about = {
        "order": order.id,
        "reference": head.reference,
        "deliver_to": head.deliver_to,
        "contact": head.contact,
        "due": head.due,
        "on": order.day,
        "drafts": order.drafts,
        "list_sha256": order.digest,
    }
    yield json.dumps(about, ensure_ascii=False, indent=1)[:-2] + ',\n "lines": [\n'
    encode, first = json.JSONEncoder(ensure_ascii=False).encode, True
    for entry in entries(journal, order.id, takes=takes):
        yield ("" if first else ",\n") + "  " + encode(entry._asdict())
        first = False
    yield "\n ]\n}\n"


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A file that is there once it is written to its end, or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
